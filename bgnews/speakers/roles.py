"""Who holds which role in an article: ``кметът Иван Петров``, ``Иван Петров, кмет на …``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from .name import Name, gender_of
from .names import Names
from .noun_phrases import NounPhrase, base_word, listed_noun, nouns
from .word_lists import places, rows
from .word_lists import words as closed_class

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_CLAUSE_BREAK = re.compile(r"[.!?:;\n,()„“”\"«»–—]")
# Marks that end no clause: шефът на „Лъч“ Иван Петров.
_MARKED = re.compile(r"(?<=\w )[„“”\"«]([А-ЯA-Z][^„“”\"«»\n.,:;!?]{0,60})[“”\"»](?= $)")
_APPOSITION = re.compile(r"(?:\s*[,(]|\s+[-–—])\s+((?:[\w'’-]+ ?){1,6})")
_REACH = 160


@dataclass(frozen=True)
class _Introduction:
    """A person introduced by a noun, which stands before the name or in apposition to it."""

    person: Name
    noun: str
    is_before: bool
    modifiers: frozenset[str]


class Roles:
    """The people of an article by the roles in which it introduces them."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._holders: dict[int, list[_Introduction]] = defaultdict(list)
        introductions: dict[tuple[str, str, bool], _Introduction] = {}
        end_of_other = 0
        for name in names.mentions:
            person = names.fullest(name)
            is_sure = names.is_person(name)
            for noun, is_before, modifiers in _roles_of(names.text, name, is_sure, end_of_other):
                key = (person.text, noun, is_before)
                if key in introductions:
                    modifiers |= introductions[key].modifiers
                introductions[key] = _Introduction(person, noun, is_before, modifiers)
            if is_sure and not name.is_surname:
                end_of_other = name.end
        for introduction in introductions.values():
            for role in nouns()[introduction.noun].roles:
                self._holders[role].append(introduction)
        self.introduced = {person for person, _, _ in introductions}

    def holder(self, phrase: NounPhrase, position: int) -> Name | None:
        """The person meant by a role without a name.

        Of several holders it is one whose noun, modifiers and introduction are surest, then the
        one named last before the position.
        """
        if phrase.noun is None:
            return None
        wanted = _keys(word for word in phrase.words if base_word(word.lower()) != phrase.head)
        fitting = [
            introduction
            for role in phrase.noun.roles
            for introduction in self._holders.get(role, ())
            if phrase.noun.gender == "m" or gender_of(introduction.person) != "m"
            if not _conflict(wanted, introduction.modifiers)
        ]
        if not fitting:
            return None
        best = max(
            fitting,
            key=lambda other: (
                bool(other.modifiers & wanted),
                other.noun == phrase.head,
                other.is_before,
                self._names.last_mention(other.person, position),
            ),
        )
        return best.person


def _roles_of(
    text: str, name: Name, is_sure: bool, since: int
) -> Iterator[tuple[str, bool, frozenset[str]]]:
    """The nouns that introduce a name, whether they stand before it, and their modifiers.

    Those before a position are of another person.
    """
    before = _MARKED.sub(r"\1", text[max(since, name.start - _REACH) : name.start])
    clause = _CLAUSE_BREAK.split(before)[-1]
    words = _WORD.findall(clause)
    for index in _roles_before(words, linked=is_sure):
        noun = _role(words, index)
        if noun:
            yield noun, True, _keys(words[max(0, index - 2) : index] + words[index + 1 :])
    apposition = _APPOSITION.match(text, name.end)
    if apposition and is_sure:
        words = apposition[1].split()
        for index in range(len(words)):
            noun = _role(words, index)
            if noun:
                yield noun, False, _keys(words[:index] + words[index + 1 :])
                return


def _roles_before(words: list[str], linked: bool) -> Iterator[int]:
    """Where in the words before a name its roles stand: next to it, or linked by prepositions."""
    prepositions, openers = closed_class("prepositions"), closed_class("clause_openers")
    last = len(words) - 1
    if last < 0 or words[last].lower() in prepositions:
        return
    adjacent = last + 1
    for index in range(last, max(-1, last - 13), -1):
        if words[index].lower() in openers:
            return
        if not _role(words, index):
            if not linked:
                return
        elif index + 1 == adjacent:
            adjacent = index
            yield index
            if index == last and NounPhrase(words[index]).is_definite:
                linked = False  # in говорителят на кмета Иван Петров the name is the кмет's
        elif words[index + 1].lower() in prepositions:
            yield index
            return


def _role(words: list[str], index: int) -> str | None:
    noun = listed_noun(words, index)
    return noun if noun and nouns()[noun].is_human else None


def _conflict(wanted: frozenset[str], given: frozenset[str]) -> bool:
    """Whether the modifiers name countries, or portfolios, and different ones."""
    for known in (_countries(), _portfolios().keys()):
        one, other = wanted & known, given & known
        if one and other and not one & other:
            return True
    return False


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_key(word) for word in words if len(word) > 2)


@cache
def _countries() -> frozenset[str]:
    return frozenset(places().values())


@cache
def _portfolios() -> dict[str, tuple[str, ...]]:
    """The stems of the words that name each portfolio of a minister."""
    return {portfolio: tuple(stems.split()) for portfolio, stems in rows("portfolios")}


def _key(word: str) -> str:
    """The country or portfolio that a word names or qualifies by, else the stem of the word."""
    return country_of(word) or _by_stem(word, _portfolios()) or word.lower()[:5]


def _by_stem(word: str, stems: Mapping[str, tuple[str, ...]]) -> str | None:
    """The first of those whose stems begin the word."""
    lower = word.lower()
    return next((name for name, known in stems.items() if lower.startswith(known)), None)


def country_of(word: str) -> str | None:
    """The country that a word names or qualifies by: ``Москва``, ``руският``."""
    if word in places():
        return places()[word]
    return _by_stem(word, _adjectives())


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """The stems of the adjectives of each country."""
    return {country: tuple(stems.split()) for country, stems, _ in rows("countries")}
