"""Who is behind the mention of a source: a name, a role, a common noun."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from spacy.tokens import Span

from ..annotations import Quote
from .lines import in_question
from .name import Name, is_acronym
from .named_sources import issuer_of, marked_name, name_in, without_next_sentence
from .names import Names
from .noun_phrases import NounPhrase, noun_of
from .organisations import Organisations
from .pronouns import Pronouns
from .roles import Roles, country_of
from .turns import Resolution, Speaker, Turn, Turns, position, resolution
from .word_lists import places, words

_PRONOUNS = ("pronouns_m", "pronouns_f", "pronouns_n", "pronouns_p")


class Sources:
    """Resolves sources by what the article says elsewhere.

    Args:
        names: the names of the article.
        roles: who holds which role in it.
        pronouns: resolves the sources that are pronouns.
        turns: who has spoken; read at each call.
        lines: the ids of the quotes that fill their lines.
    """

    def __init__(
        self, names: Names, roles: Roles, pronouns: Pronouns, turns: Turns, lines: Set[str]
    ) -> None:
        self._names = names
        self._roles = roles
        self._pronouns = pronouns
        self._turns = turns
        self._lines = lines
        self._organisations = Organisations(names)

    def resolve(self, quote: Quote, source: Span) -> Resolution | None:
        """The speaker of a quote with a source; the source may be that of another mention."""
        source = without_next_sentence(self._names, _without_clitic(source))
        phrase = NounPhrase.of(source.text)
        pronoun = phrase.text.lower()
        if pronoun in words("pronouns_first") or _is_third_person(pronoun):
            return self._pronoun(quote, pronoun)
        if pronoun.removeprefix("от ") in words("pronouns_place"):
            return resolution("pronoun place", self._place(quote))
        issuer = issuer_of(source, phrase)
        if issuer is not None:
            return self.resolve(quote, issuer)
        return (
            self._named(quote, source, phrase)
            or self._holder(quote, phrase)
            or self._relation(quote, phrase)
            or self._person(quote, phrase)
            or _side(phrase)
            or self._reference(quote, phrase)
            or self._described(source, phrase)
        )

    def _pronoun(self, quote: Quote, pronoun: str) -> Resolution | None:
        if pronoun in words("pronouns_first"):
            return resolution("first person", self._turns.holder(quote))
        return self._pronouns.antecedent(quote, pronoun) if _is_third_person(pronoun) else None

    def _place(self, quote: Quote) -> Speaker | None:
        """The organisation that spoke or was named last: ``оттам``."""
        turns = (turn for turn in self._turns.before(quote) if not turn.relay)
        spoke = next(filter(_is_body, turns), None)
        since = spoke.position if spoke else -1
        name = self._organisations.last(since, position(quote))
        return Speaker(name, "u") if name else spoke and spoke.speaker

    def _named(self, quote: Quote, source: Span, phrase: NounPhrase) -> Resolution | None:
        """The bearer of the name that the source has."""
        marked = marked_name(self._names, source)
        if marked:
            return Resolution("name in marks", Speaker(marked, "u"))
        name = name_in(self._names, source, phrase)
        if name is None or phrase.head in words("unique_bodies"):  # Община Русе
            return None
        full = self._names.fullest(name)
        if is_acronym(name.parts[-1]) and full is name:
            return Resolution("name in capitals", self._in_capitals(name))
        is_organisation = phrase.noun is not None and not phrase.noun.is_human
        if quote.relay or is_organisation or name.text in places():
            return Resolution("name", Speaker(name.text, "u"))
        return Resolution("name of a person", Speaker.named(full))

    def _in_capitals(self, name: Name) -> Speaker:
        """A person's name in a headline of capitals, or an abbreviation."""
        if len(name.parts) > 1 and max(map(len, name.parts)) > 4:
            return Speaker.named(replace(name, parts=tuple(part.title() for part in name.parts)))
        return Speaker(self._organisations.expansion(name.text) or name.text, "u")

    def _holder(self, quote: Quote, phrase: NounPhrase) -> Resolution | None:
        """The holder of a role that stands without a name: ``кметът``."""
        if phrase.noun is None or not phrase.noun.is_human or phrase.is_plural:
            return None
        holder = self._roles.holder(phrase, position(quote))
        return Resolution("role", Speaker.named(self._names.fullest(holder))) if holder else None

    def _person(self, quote: Quote, phrase: NounPhrase) -> Resolution | None:
        """A speaker, or the only person named so far, who may be meant: ``авторката``."""
        noun = phrase.noun
        if noun is None or not noun.is_human or phrase.is_plural:
            return None
        if not phrase.is_definite or phrase.has_complement:
            return None
        asked = self._asked(quote)
        for turn in self._turns.before(quote):
            speaker = turn.speaker
            if speaker.name in asked:
                continue
            fits = speaker.is_person and (noun.gender == "m" or speaker.fits(noun.gender))
            if fits and (noun.kind == "person" or speaker.name not in self._roles.introduced):
                return Resolution("role of a speaker", speaker)
        named = {
            speaker.name: speaker
            for name in self._names.mentions_before(position(quote))
            if self._names.is_person(name)
            and self._names.fullest(name).text not in asked
            and (speaker := Speaker.named(self._names.fullest(name))).fits(noun.gender)
        }
        if len(named) != 1 or noun.kind != "person":
            return None
        return Resolution("role of a person", *named.values())

    def _asked(self, quote: Quote) -> set[str]:
        """Who answers, where a question of an interview quotes somebody else."""
        text = self._names.text
        if self._turns.frame(quote) is not None or not in_question(text, position(quote)):
            return set()
        turns = self._turns.before(quote)
        return {turn.speaker.name for turn in turns if turn.quote.id in self._lines}

    def _relation(self, quote: Quote, phrase: NounPhrase) -> Resolution | None:
        """Somebody known by whose he is: ``съпругът ѝ``."""
        noun = phrase.noun
        if len(phrase.words) != 2 or noun is None or not noun.is_human:
            return None
        clitic = phrase.words[1].lower()
        if clitic not in words("clitics"):
            return None
        other = self._pronoun(quote, clitic)
        if other is None or not other.speaker.is_person:
            return None
        name = f"{NounPhrase(phrase.words[0]).base(keeps_capital=False)} на {other.speaker.name}"
        return Resolution("relation", Speaker(name, noun.gender, is_person=True))

    def _reference(self, quote: Quote, phrase: NounPhrase) -> Resolution | None:
        """What a common noun refers back to: ``министерството``, ``организаторите``."""
        turns = list(self._turns.before(quote))
        noun = phrase.noun
        if quote.relay and noun and noun.kind in ("outlet", "document"):
            relay = next((turn.speaker for turn in turns if turn.relay), None)
            if relay:
                return Resolution("relay", relay)
        if not phrase.is_definite or len(phrase.words) > 1:
            return None
        for turn in turns:
            other = NounPhrase(turn.speaker.name)
            if other.head == phrase.head and len(other.words) > 1:
                return Resolution("same noun", turn.speaker)
        if noun is None or not noun.is_organisation:
            return None
        name = self._organisations.named(phrase.head, position(quote))
        if name:
            return Resolution("organisation", Speaker(name, phrase.gender))
        if phrase.head in words("unique_bodies"):
            return None
        named = (
            turn.speaker
            for turn in turns
            if turn.relay == (noun.kind == "outlet") and turn.speaker.name[0].isupper()
        )
        last = next((s for s in named if not s.is_person and s.name not in places()), None)
        return resolution("last organisation", last)

    def _described(self, source: Span, phrase: NounPhrase) -> Resolution | None:
        """The source itself in base form."""
        if not phrase.words:
            return None
        is_human = phrase.noun is not None and phrase.noun.is_human
        is_common = self._names.opens_sentence(source.start_char) and self._is_common(phrase)
        # A body without a name is a certain one all the same: the municipality, not any.
        keeps_article = phrase.noun is not None and phrase.noun.is_organisation
        speaker = Speaker(
            phrase.base(keeps_capital=not is_common, keeps_article=keeps_article),
            phrase.gender,
            is_person=is_human and not phrase.is_plural,
        )
        return resolution("description", speaker)

    def _is_common(self, phrase: NounPhrase) -> bool:
        """Whether the first word of a sentence would have no capital letter within one."""
        first = phrase.words[0]
        if self._names.is_proper(first):
            return False
        if phrase.noun is not None:
            return not phrase.noun.is_organisation or len(phrase.words) == 1
        return phrase.is_definite or phrase.is_plural or self._names.is_ordinary(first)


def _is_third_person(pronoun: str) -> bool:
    return any(pronoun in words(pronouns) for pronouns in _PRONOUNS)


def _is_body(turn: Turn) -> bool:
    """Whether an organisation spoke: by its name or noun, or as in ``съобщават от операта``."""
    speaker = turn.speaker
    if speaker.is_person or speaker.gender == "p":
        return False
    noun = NounPhrase(speaker.name).noun
    is_named = speaker.name[0].isupper() or (noun is not None and noun.is_organisation)
    return is_named or turn.is_reported


def _without_clitic(source: Span) -> Span:
    """The source without a clitic that belongs to the verb: ``Петрова му`` before ``каза``.

    After a common noun it tells whose somebody is, as in ``съпругът ѝ``.
    """
    if len(source) < 2 or source[-1].text not in words("clitics_of_verbs"):
        return source
    is_name = source[-2].text[0].isupper() and noun_of(source[-2].text) is None
    is_possessive = source[-1].text in words("clitics") and not is_name
    return source if is_possessive else source[:-1]


def _side(phrase: NounPhrase) -> Resolution | None:
    """The country of ``руската страна``."""
    is_side = phrase.head == "страна" and len(phrase.words) == 2
    country = country_of(phrase.words[0]) if is_side else None
    return Resolution("side", Speaker(country, "u")) if country else None
