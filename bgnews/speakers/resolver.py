"""From the mention of a source to its speaker: the fullest name that the article gives."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from ..annotations import Quote
from .confidence import confidence, evidence
from .lines import fills_lines
from .name import Name
from .names import Names
from .pronouns import Pronouns
from .roles import Roles
from .sources import Sources
from .turns import Resolution, Speaker, Turns, position, resolution
from .word_lists import words

_ASIDES = frozenset({"teaser", "caption", "junk"})
_WORD = re.compile(r"\w[\w-]*")
# What follows „Не е така“ in „Не е така“, махна с ръка Иван Петров.
_CLAUSE_AFTER = re.compile(r"[^\w\n]*[“”\"»], ([^,.:;!?…„“”\"«»\n]{1,80})")
_FIRST_PERSON = frozenset({"съм", "сме", "бях", "бяхме"})
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
# Verbs, and not nouns such as опасения, мотивите.
_SINGULAR = re.compile(r"(?!са$|.*(?:ни[яе]|ията|ата|ите|то)$).*[аеия]")


def resolve_speakers(doc: Doc, quotes: Sequence[Quote], threshold: float = 0.0) -> list[Quote]:
    """Name the speakers of quotes by what the article says of their sources.

    Args:
        doc: the article.
        quotes: quotes of the article with distinct ids, in any order; each with its source as it
            stands in the text, or without one. Speakers that they have are overwritten.
        threshold: from 0 to 1; a speaker less likely than this is not given.

    Returns:
        The same quotes in the same order, each with the fullest name of its speaker in base form,
        or None where the article does not tell, and with the probability that this is right.
    """
    resolver = Resolver(doc, quotes)
    found = resolver.resolve()
    resolved = []
    for quote in quotes:
        speaker, score = None, 0.0
        if quote.id in found:
            score = confidence(evidence(quote, found[quote.id], resolver.turns))
            speaker = found[quote.id].speaker.name if score >= threshold else None
        resolved.append(replace(quote, speaker=speaker, speaker_score=score))
    return resolved


def resolve_mentions(
    doc: Doc, quotes: Sequence[Quote], mentions: Sequence[Span]
) -> list[str | None]:
    """Name what mentions are of, as the source of a quote at their place would be named.

    Args:
        doc: the article.
        quotes: its quotes.
        mentions: stretches of its text.

    Returns:
        For each mention the fullest name in base form, or None where the article does not tell.
    """
    sources = [
        Quote(id=f"mention {number}", type="indirect", spans=(mention,), source=mention)
        for number, mention in enumerate(mentions)
    ]
    found = Resolver(doc, quotes, sources).resolve()
    return [found[source.id].speaker.name if source.id in found else None for source in sources]


class Resolver:
    """Takes the quotes of one article in order: first the reporter's, then those within them.

    Args:
        doc: the article.
        quotes: its quotes.
        mentions: other mentions, as sources of quotes that nobody has said: those that follow do
            not refer back to them.
    """

    def __init__(self, doc: Doc, quotes: Sequence[Quote], mentions: Sequence[Quote] = ()) -> None:
        self.names = Names(doc.text)
        self.roles = Roles(self.names)
        self.turns = Turns(quotes, mentions)
        self.mentions = mentions
        self.quotes = sorted(
            quotes, key=lambda quote: (quote.id in self.turns.frames, position(quote))
        )
        self.lines = {quote.id for quote in quotes if fills_lines(self.names.text, quote)}
        pronouns = Pronouns(self.names, self._people(doc), self.turns)
        self.sources = Sources(self.names, self.roles, pronouns, self.turns, self.lines)

    def resolve(self) -> dict[str, Resolution]:
        """The speakers by the ids of their quotes, and whom mentions are of by theirs."""
        found: dict[str, Resolution] = {}
        for quote in self.quotes:
            resolved = self._resolve(quote)
            if resolved:
                found[quote.id] = resolved
                self.turns.add(quote, resolved.speaker)
        for quote in self.quotes:
            if quote.id not in found and (announced := self._announced(quote)):
                found[quote.id] = announced
        resolved_mentions = ((mention.id, self._resolve(mention)) for mention in self.mentions)
        return found | {id_: resolved for id_, resolved in resolved_mentions if resolved}

    def _people(self, doc: Doc) -> list[Name]:
        """The people whom the reporter names, outside of quotes, in the article itself."""
        left_out = sorted((*self._contents(), *_asides(doc)))
        found = []
        for name in self.names.mentions:
            index = bisect_right(left_out, name.start, key=lambda part: part[0]) - 1
            if index >= 0 and left_out[index][1] > name.start:
                continue
            if self.names.is_person(name) or name.text in self.roles.introduced:
                found.append(name)
        return found

    def _contents(self) -> Iterator[tuple[int, int]]:
        for quote in self.quotes:
            if not quote.relay:
                yield from ((span.start_char, span.end_char) for span in quote.spans)

    def _resolve(self, quote: Quote) -> Resolution | None:
        if quote.source is None:
            return self._running(quote)
        return self.sources.resolve(quote, quote.source)

    def _running(self, quote: Quote) -> Resolution | None:
        """Who goes on speaking where no source is named."""
        cue = _cue_words(quote)
        if not words("unnamed_cues").isdisjoint(cue):
            return None
        if not cue and (name := self._in_clause_after(quote)):
            return Resolution("clause after", Speaker.named(self.names.fullest(name)))
        turns = list(self.turns.before(quote))
        holder = self.turns.holder(quote)
        if not cue and holder is None and quote.id in self.lines:
            line = next((turn.speaker for turn in turns if turn.quote.id in self.lines), None)
            if line:
                return Resolution("next line", line)
        if holder and _is_first_person(cue):
            return Resolution("first person", holder)
        speakers = [
            turn.speaker
            for turn in turns
            if turn.relay == quote.relay and not turn.speaker.name[0].isdigit()
        ]
        agreeing = next((speaker for speaker in speakers if _agrees(speaker, cue)), None)
        if agreeing:
            return Resolution("goes on", agreeing)
        return resolution("goes on without agreement", speakers[0] if speakers else holder)

    def _in_clause_after(self, quote: Quote) -> Name | None:
        """The person named, not after a preposition, in the clause that follows direct speech."""
        text = self.names.text
        clause = _CLAUSE_AFTER.match(text, quote.spans[-1].end_char)
        if quote.type != "direct" or clause is None:
            return None
        for name in self.names.mentions_before(clause.end(), since=clause.start(1)):
            before = _WORD.findall(text, clause.start(1), name.start)
            is_object = not before or before[-1].lower() in words("prepositions")
            if self.names.is_person(name) and not is_object:
                return name
        return None

    def _announced(self, quote: Quote) -> Resolution | None:
        """Who speaks next, for a quote that comes before its speaker is named."""
        if quote.source is not None or quote.id in self.turns.frames:
            return None
        if not words("unnamed_cues").isdisjoint(_cue_words(quote)):
            return None
        after = (turn.speaker for turn in self.turns.after(quote) if not turn.relay)
        return resolution("comes later", next(after, None))


def _asides(doc: Doc) -> Iterator[tuple[int, int]]:
    """The paragraphs that are about other things, such as teasers of other articles."""
    for paragraph in doc.spans.get("paragraphs", ()):
        if paragraph.label_ in _ASIDES:
            yield paragraph.start_char, paragraph.end_char


def _cue_words(quote: Quote) -> list[str]:
    return _WORD.findall(quote.cue.text.lower()) if quote.cue is not None else []


def _is_first_person(cue: Sequence[str]) -> bool:
    """Whether somebody speaks of himself: ``казах``, ``съм казала``."""
    return bool(cue) and (cue[-1].endswith("х") or not _FIRST_PERSON.isdisjoint(cue))


def _agrees(speaker: Speaker, cue: Sequence[str]) -> bool:
    """Whether the form of the cue allows the speaker: ``била категорична``, ``съобщиха``."""
    endings = _VERB_GENDERS if len(cue) == 1 else _PREDICATE_GENDERS
    genders = (gender for word in cue for ending, gender in endings if ending.search(word))
    gender = next(genders, None)
    if gender == "p":
        return not speaker.is_person
    if speaker.gender == "p":
        return gender is None and not (cue and _SINGULAR.fullmatch(cue[-1]))
    return gender is None or speaker.fits(gender) or not speaker.is_person
