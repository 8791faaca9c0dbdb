"""Names of organisations in an article: what abbreviations and common nouns stand for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import chain

from .names import Names
from .noun_phrases import NounPhrase, base_word, noun_of, nouns
from .word_lists import places, words

_WORD = re.compile(r"\w+")
_LINKS = ' \u00a0-„“”"«»'
_MARKED = r"[„“”\"«](\w[^„“”\"«»\n]{1,60})[“”\"»]"
_ADJECTIVE = r"(?:ск|шк|чк|н|в)(?:ият?|а|ата|о|ото)"
_INTRODUCTION = re.compile(
    rf"\b([^\W\d]{{2,}})(?= (?:{_MARKED}"
    r"|([A-ZА-Я][^\W\d]\w+(?: [A-ZА-Я][^\W\d]\w+){0,3})(?![\w-])))"
)
_FULL_NAME = re.compile(
    rf"\b(?:[А-Я][а-я-]+{_ADJECTIVE} (?:[а-я-]+{_ADJECTIVE} )?([а-я]{{4,}})|([А-Я][а-я]{{4,}}))"
    r"((?: (?:на|за|по) (?:[а-я]+(?:ск|[шч]н)(?:ите|ия|ото) )?[\w-]+){0,2})"
)
# Words of a phrase such as ``председателят на българския`` before the noun of a body.
_COMPLEMENT_OF = re.compile(r"([\w-]+) (\w+)(?: [\w-]+(?:ия|ата|ото))? $")
_CONTEXT = 60  # how far to look for them, in code points
_FROM_ACRONYM = re.compile(r"\b[Оо]т ([A-ZА-Я][\w-]*[A-ZА-Я])(?![\w-])")
_FOREIGN = re.compile(rf"{_MARKED}|\b([A-Z][\w-]+(?: [A-Z][\w-]+)*)")


class Organisations:
    """The organisations of one text.

    Args:
        names: the names of people in it.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self._text = names.text
        self._expansions: dict[str, str | None] = {}

    def expansion(self, acronym: str) -> str | None:
        """The name in the article whose initials the abbreviation is, in base form."""
        if acronym not in self._expansions:
            self._expansions[acronym] = self._expand(acronym)
        return self._expansions[acronym]

    def named(self, noun: str, position: int) -> str | None:
        """The organisation that a noun stands for: that of ``компанията „Лъч“``.

        Of several it is the last before the position, else the first after. A company that is
        never called one is the brand that the article names most.
        """
        kind = nouns()[noun].kind
        introductions = self._introductions.get(noun, [])
        if not introductions and kind == "outlet":  # any noun for one can refer back to it
            introductions = self._outlets
        before = [name for start, name in introductions if start < position]
        if introductions:
            return before[-1] if before else introductions[0][1]
        return self._brand if kind == "company" else None

    def last(self, since: int, position: int) -> str | None:
        """The organisation that is named last between two positions."""
        index = bisect_left(self._all, (position, ""))
        return self._all[index - 1][1] if index and self._all[index - 1][0] > since else None

    @cached_property
    def _all(self) -> list[tuple[int, str]]:
        """Where organisations are named, those by an abbreviation only in ``от МВР``."""
        acronyms = (
            (match.start(), self.expansion(match[1]) or match[1])
            for match in _FROM_ACRONYM.finditer(self._text)
        )
        return sorted((*chain.from_iterable(self._introductions.values()), *acronyms))

    @cached_property
    def _words(self) -> list[re.Match[str]]:
        return list(_WORD.finditer(self._text))

    @cached_property
    def _by_initial(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index, word in enumerate(self._words):
            if word[0][0].isupper() and not word[0].isupper():
                found.setdefault(word[0][0], []).append(index)
        return found

    @cached_property
    def _introductions(self) -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for match in _INTRODUCTION.finditer(self._text):
            is_club = match[1] in words("clubs")
            noun = "клуб" if is_club else base_word(match[1].lower())
            if noun not in nouns() or not nouns()[noun].is_organisation:
                continue
            if match[1].isupper() and not is_club:  # a headline in capitals
                continue
            name = match[2] or self._without_person(match)
            if not name or name in places():
                continue
            if match[3] and noun in words("unique_bodies"):  # Община Русе
                name = f"{match[1]} {name}"
            found.setdefault(noun, []).append((match.start(), name))
        for match in _FULL_NAME.finditer(self._text):
            noun = base_word((match[1] or match[2]).lower())
            if noun in nouns() and nouns()[noun].is_organisation and (match[1] or match[3]):
                name = NounPhrase.of(match[0]).base()
                found.setdefault(noun, []).append((match.start(), name))
        return {noun: sorted(names) for noun, names in found.items()}

    def _without_person(self, introduction: re.Match[str]) -> str:
        """The name without that of a person: ``Русе`` in ``кметът на община Русе Иван Петров``.

        Nothing is left in ``президентът на клуба Иван Петров``.
        """
        start, end = introduction.span(3)
        holder = _COMPLEMENT_OF.search(
            self._text, max(0, introduction.start() - _CONTEXT), introduction.start()
        )
        noun = noun_of(holder[1]) if holder and holder[2] in words("prepositions") else None
        if noun is not None and noun.is_human:
            after = self._names.mentions_before(end, since=start)
            person = next(filter(self._names.is_person, after), None)
            end = person.start if person else end
        return self._text[start:end].rstrip()

    @cached_property
    def _outlets(self) -> list[tuple[int, str]]:
        return sorted(
            introduction
            for noun, introductions in self._introductions.items()
            if nouns()[noun].kind == "outlet"
            for introduction in introductions
        )

    @cached_property
    def _brand(self) -> str | None:
        """The name in quote marks or foreign script that is most frequent."""
        names = Counter(marked or foreign for marked, foreign in _FOREIGN.findall(self._text))
        brands = [name for name in names if name[0].isupper() and len(name.split()) < 4]
        return max(brands, key=lambda name: names[name]) if brands else None

    def _expand(self, acronym: str) -> str | None:
        for first in self._by_initial.get(acronym[0], []):
            last = self._last_word(first, acronym)
            if last is None:
                continue
            start, end = self._words[first].start(), self._words[last].end()
            word = self._words[first][0]
            stated = (
                self._text[end : end + 3 + len(acronym)].lstrip(_LINKS).startswith(f"({acronym}")
            )
            if stated or len(acronym) > 2 or base_word(word) != word:
                return NounPhrase.of(self._text[start:end]).base()
        return None

    def _last_word(self, first: int, acronym: str) -> int | None:
        """Where the name ends that begins at a word and spells the abbreviation."""
        spelled = 1
        for index in range(first + 1, min(first + 2 * len(acronym), len(self._words))):
            gap = self._text[self._words[index - 1].end() : self._words[index].start()]
            word = self._words[index][0]
            if gap.strip(_LINKS):
                return None
            if word in words("name_small_words"):
                continue
            if word[0].upper() != acronym[spelled]:
                return None
            spelled += 1
            if spelled == len(acronym):
                return index
        return None
