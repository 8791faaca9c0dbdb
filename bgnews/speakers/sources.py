"""Who is behind the mention of a source: a name, a role, a common noun."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span

from ..annotations import Quote
from .name import Name, is_acronym
from .named_sources import issuer_of, marked_name, name_in
from .names import Names
from .noun_phrases import NounPhrase
from .organisations import Organisations
from .pronouns import Pronouns
from .roles import Roles, country_of
from .turns import Resolution, Speaker, Turns, position, resolution
from .word_lists import places, words

_PRONOUNS = ("pronouns_m", "pronouns_f", "pronouns_n", "pronouns_p")


class Sources:
    """Resolves sources by what the article says elsewhere.

    Args:
        names: the names of the article.
        roles: who holds which role in it.
        pronouns: resolves the sources that are pronouns.
        turns: who has spoken; read at each call.
    """

    def __init__(self, names: Names, roles: Roles, pronouns: Pronouns, turns: Turns) -> None:
        self._names = names
        self._roles = roles
        self._pronouns = pronouns
        self._turns = turns
        self._organisations = Organisations(names.text)

    def resolve(self, quote: Quote, source: Span) -> Resolution | None:
        """The speaker of a quote with a source; the source may be that of another mention."""
        phrase = NounPhrase.of(source.text)
        pronoun = phrase.text.lower()
        if pronoun in words("pronouns_first") or _is_third_person(pronoun):
            return self._pronoun(quote, pronoun)
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

    def _named(self, quote: Quote, source: Span, phrase: NounPhrase) -> Resolution | None:
        """The bearer of the name that the source has."""
        marked = marked_name(self._names, source)
        if marked:
            return Resolution("name in marks", Speaker(marked, "u"))
        name = name_in(self._names, source, phrase)
        if name is None:
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
        for turn in self._turns.before(quote):
            speaker = turn.speaker
            fits = speaker.is_person and (noun.gender == "m" or speaker.fits(noun.gender))
            if fits and (noun.kind == "person" or speaker.name not in self._roles.introduced):
                return Resolution("role of a speaker", speaker)
        named = {
            speaker.name: speaker
            for name in self._names.mentions_before(position(quote))
            if self._names.is_person(name)
            and (speaker := Speaker.named(self._names.fullest(name))).fits(noun.gender)
        }
        if len(named) != 1 or noun.kind != "person":
            return None
        return Resolution("role of a person", *named.values())

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


def _side(phrase: NounPhrase) -> Resolution | None:
    """The country of ``руската страна``."""
    is_side = phrase.head == "страна" and len(phrase.words) == 2
    country = country_of(phrase.words[0]) if is_side else None
    return Resolution("side", Speaker(country, "u")) if country else None
