"""From the mention of a source to its speaker: the fullest name that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from ..annotations import Quote
from .name import Name, is_acronym
from .named_sources import issuer_of, marked_name, name_in
from .names import Names
from .noun_phrases import NounPhrase
from .organisations import Organisations
from .pronouns import Pronouns
from .roles import Roles
from .turns import Speaker, Turns, position
from .word_lists import places, words

_WORD = re.compile(r"\w[\w-]*")
_PRONOUNS = ("pronouns_m", "pronouns_f", "pronouns_n", "pronouns_p")
_VERB_GENDERS = (
    (re.compile(r"(?:ха|[ая]т)$"), "p"),
    (re.compile(r"ла$"), "f"),
    (re.compile(r"[аеия]л$"), "m"),
)
# Endings of adjectives and participles beside an auxiliary (``категорична е``); a verb that stands
# alone has some of them too, whoever speaks: ``призна``, ``допълни``, ``сподели``.
_PREDICATE_GENDERS = (
    *_VERB_GENDERS,
    (re.compile(r"(?:ли|ни)$"), "p"),
    (re.compile(r"[^аи]на$"), "f"),
    (re.compile(r"ен$"), "m"),
)


def resolve_speakers(doc: Doc, quotes: Sequence[Quote]) -> list[Quote]:
    """Name the speakers of quotes by what the article says of their sources.

    Args:
        doc: the article.
        quotes: quotes of the article with distinct ids, in any order; each with its source as it
            stands in the text, or without one.

    Returns:
        The same quotes in the same order, each with the fullest name of its speaker in base form,
        or None where the article does not tell.
    """
    speakers = _Resolver(doc, quotes).resolve()
    return [
        replace(quote, speaker=speakers[quote.id].name if quote.id in speakers else None)
        for quote in quotes
    ]


class _Resolver:
    """Takes the quotes of one article in order: first the reporter's, then those within them."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self.names = Names(doc.text)
        self.roles = Roles(self.names)
        self.organisations = Organisations(self.names.text)
        self.turns = Turns(quotes)
        self.quotes = sorted(
            quotes, key=lambda quote: (quote.id in self.turns.frames, position(quote))
        )
        self.pronouns = Pronouns(self.names, self._people(), self.turns)

    def resolve(self) -> dict[str, Speaker]:
        for quote in self.quotes:
            speaker = self._speaker(quote)
            if speaker and speaker.name:
                self.turns.add(quote, speaker)
        announced = {
            quote.id: speaker
            for quote in self.quotes
            if quote.id not in self.turns.speakers and (speaker := self._announced(quote))
        }
        return self.turns.speakers | announced

    def _people(self) -> list[Name]:
        """The people whom the reporter names, outside of quotes."""
        contents = sorted(
            (span.start_char, span.end_char)
            for quote in self.quotes
            if not quote.relay
            for span in quote.spans
        )
        found = []
        for name in self.names.mentions:
            index = bisect_right(contents, name.start, key=lambda content: content[0]) - 1
            quoted = index >= 0 and contents[index][1] > name.start
            if not quoted and (self.names.is_person(name) or name.text in self.roles.introduced):
                found.append(name)
        return found

    def _speaker(self, quote: Quote) -> Speaker | None:
        if quote.source is None:
            return self._running(quote)
        return self._source(quote, quote.source)

    def _source(self, quote: Quote, source: Span) -> Speaker | None:
        phrase = NounPhrase.of(source.text)
        pronoun = phrase.text.lower()
        if pronoun in words("pronouns_first"):
            return self.turns.holder(quote)
        if any(pronoun in words(pronouns) for pronouns in _PRONOUNS):
            return self.pronouns.antecedent(quote, pronoun)
        issuer = issuer_of(source, phrase)
        if issuer is not None:
            return self._source(quote, issuer)
        return (
            self._named(quote, source, phrase)
            or self._role(quote, phrase)
            or self._reference(quote, phrase)
            or self._described(source, phrase)
        )

    def _named(self, quote: Quote, source: Span, phrase: NounPhrase) -> Speaker | None:
        """The bearer of the name that the source has."""
        marked = marked_name(self.names, source)
        if marked:
            return Speaker(marked, "u")
        name = name_in(self.names, source, phrase)
        if name is None:
            return None
        full = self.names.fullest(name)
        if is_acronym(name.parts[-1]) and full is name:
            return self._in_capitals(name)
        is_organisation = phrase.noun is not None and not phrase.noun.is_human
        if quote.relay or is_organisation or name.text in places():
            return Speaker(name.text, "u")
        return Speaker.named(full)

    def _in_capitals(self, name: Name) -> Speaker:
        """A person's name in a headline of capitals, or an abbreviation."""
        if len(name.parts) > 1 and max(map(len, name.parts)) > 4:
            return Speaker.named(replace(name, parts=tuple(part.title() for part in name.parts)))
        return Speaker(self.organisations.expansion(name.text) or name.text, "u")

    def _role(self, quote: Quote, phrase: NounPhrase) -> Speaker | None:
        """The holder of a role that stands without a name: ``кметът``."""
        noun = phrase.noun
        if noun is None or not noun.is_human or phrase.is_plural:
            return None
        holder = self.roles.holder(phrase, position(quote))
        if holder:
            return Speaker.named(self.names.fullest(holder))
        if not phrase.is_definite or phrase.has_complement:
            return None
        for turn in self.turns.before(quote):
            speaker = turn.speaker
            fits = speaker.is_person and (noun.gender == "m" or speaker.fits(noun.gender))
            if fits and (noun.kind == "person" or speaker.name not in self.roles.introduced):
                return speaker
        return None

    def _reference(self, quote: Quote, phrase: NounPhrase) -> Speaker | None:
        """What a common noun refers back to: ``министерството``, ``организаторите``."""
        turns = list(self.turns.before(quote))
        noun = phrase.noun
        if quote.relay and noun and noun.kind in ("outlet", "document"):
            relay = next((turn.speaker for turn in turns if turn.relay), None)
            if relay:
                return relay
        if not phrase.is_definite or len(phrase.words) > 1:
            return None
        for turn in turns:
            other = NounPhrase(turn.speaker.name)
            if other.head == phrase.head and len(other.words) > 1:
                return turn.speaker
        if noun is None or not noun.is_organisation:
            return None
        name = self.organisations.named(phrase.head, position(quote))
        if name:
            return Speaker(name, phrase.gender)
        if phrase.head in words("unique_bodies"):
            return None
        named = (
            turn.speaker
            for turn in turns
            if turn.relay == (noun.kind == "outlet") and turn.speaker.name[0].isupper()
        )
        return next((s for s in named if not s.is_person and s.name not in places()), None)

    def _described(self, source: Span, phrase: NounPhrase) -> Speaker | None:
        """The source itself in base form."""
        if not phrase.words:
            return None
        is_human = phrase.noun is not None and phrase.noun.is_human
        is_common = self.names.opens_sentence(source.start_char) and self._is_common(phrase)
        # A body without a name is a certain one all the same: the municipality, not any.
        keeps_article = phrase.noun is not None and phrase.noun.is_organisation
        return Speaker(
            phrase.base(keeps_capital=not is_common, keeps_article=keeps_article),
            phrase.gender,
            is_person=is_human and not phrase.is_plural,
        )

    def _is_common(self, phrase: NounPhrase) -> bool:
        """Whether the first word of a sentence would have no capital letter within one."""
        first = phrase.words[0]
        if self.names.is_proper(first):
            return False
        if phrase.noun is not None:
            return not phrase.noun.is_organisation or len(phrase.words) == 1
        return phrase.is_definite or phrase.is_plural or self.names.is_ordinary(first)

    def _running(self, quote: Quote) -> Speaker | None:
        """Who goes on speaking where no source is named."""
        cue = _cue_words(quote)
        if not words("unnamed_cues").isdisjoint(cue):
            return None
        holder = self.turns.holder(quote)
        if holder and cue and cue[-1].endswith("х"):  # as in казах, the first person
            return holder
        speakers = [
            turn.speaker
            for turn in self.turns.before(quote)
            if turn.relay == quote.relay and not turn.speaker.name[0].isdigit()
        ]
        agreeing = (speaker for speaker in speakers if _agrees(speaker, cue))
        return next(agreeing, speakers[0] if speakers else holder)

    def _announced(self, quote: Quote) -> Speaker | None:
        """Who speaks next, for a quote that comes before its speaker is named."""
        if quote.source is not None or quote.id in self.turns.frames:
            return None
        if not words("unnamed_cues").isdisjoint(_cue_words(quote)):
            return None
        return next((turn.speaker for turn in self.turns.after(quote) if not turn.relay), None)


def _cue_words(quote: Quote) -> list[str]:
    return _WORD.findall(quote.cue.text.lower()) if quote.cue is not None else []


def _agrees(speaker: Speaker, cue: Sequence[str]) -> bool:
    """Whether the form of the cue allows the speaker: ``била категорична``, ``съобщиха``."""
    endings = _VERB_GENDERS if len(cue) == 1 else _PREDICATE_GENDERS
    genders = (gender for word in cue for ending, gender in endings if ending.search(word))
    gender = next(genders, None)
    if gender == "p":
        return not speaker.is_person
    return gender is None or speaker.fits(gender) or not speaker.is_person
