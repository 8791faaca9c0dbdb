"""People whom an article describes without a name: ``служителите в затворите``, ``съпругът``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, cached_property

from .names import Names
from .noun_phrases import NounPhrase, noun_of, nouns
from .turns import Speaker
from .word_lists import words

_ADJECTIVE = r"(?:[А-Яа-я][а-я-]+[кнвш]и(?:те)? )?"
_PLURAL = r"(?P<noun>[А-Яа-я][а-я-]*?(?:и|ове)|[Хх]ора|[Дд]еца)(?P<article>те|та)?(?![\w-])"
_MODIFIER = r"(?:[А-Яа-я][\w-]+[кнвш](?:ия|ата|ото|ите) (?!(?:по|за|от|на|в|с) ))?"
_MARKED = r"[„“”\"«][^„“”\"«»\n.!?]{1,60}[“”\"»]"
# With the noun of село Горна баня.
_NAME = rf"(?:(?:{'|'.join(words('place_adjectives'))}) [а-я][\w-]+|[А-Я]\w+(?: [А-Я]\w+){{0,2}})"
_COMPLEMENT = rf" (?:на|от|в|във) {_MODIFIER}[\w-]{{3,}}(?: {_MARKED}| {_NAME})?(?![\w-])"
_GROUP = re.compile(rf"(?<![\w-]){_ADJECTIVE}{_PLURAL}(?:{_COMPLEMENT})?")
# Not if a name follows: кметът Иван Петров, кметът на града Иван Петров.
_PERSON = re.compile(
    rf"(?<![\w-])[А-Яа-я][а-я-]+(?:ът|ят|та)(?:{_COMPLEMENT}|(?! (?:на|от|в|във) )(?![\w-]))"
    r"(?!\W? ?[А-Я])"
)
# The noun before a relative pronoun, with its complement: „тълпи из целия град, които“.
_PLURAL_BEFORE = re.compile(rf"(?<![\w-]){_ADJECTIVE}{_PLURAL}(?:(?! и )[^.,:;!?„“\n])*,[ \w]*$")
_PERSON_BEFORE = re.compile(r"(?<![\w-])(?:[\w-]+ )?(?P<noun>[а-я-]{3,}),[ \w]*$")
_WORD_BEFORE = re.compile(r"(\w+)\W*$")
_CONTEXT = 40  # how far to look for the word before, in code points
_CLAUSE = 80  # how far before a relative pronoun its noun stands, in code points


class Descriptions:
    """The descriptions of one text that can be subjects.

    Args:
        names: the names of the article.
    """

    def __init__(self, names: Names) -> None:
        self._names = names

    def last(self, position: int, gender: str) -> Speaker | None:
        """The description of a gender, ``p`` for groups, that stands last before a position."""
        return _last_between(self._by_gender.get(gender, []), -1, position)

    def last_opening(self, since: int, position: int) -> Speaker | None:
        """The last group that opens a sentence between two positions."""
        return _last_between(self._opening_groups, since, position)

    def modified(self, position: int, gender: str) -> Speaker | None:
        """What a relative pronoun at a position refers to: ``39-годишна жена, която``."""
        text = self._names.text
        earliest = max(0, position - _CLAUSE)
        start = max(earliest, text.rfind("\n", earliest, position))
        if gender == "p":
            match = _last(_PLURAL_BEFORE, text, start, position)
            if match is None:
                return None
            return Speaker(_base(match[0].rpartition(",")[0]), "p")
        match = _PERSON_BEFORE.search(text, start, position)
        noun = noun_of(match["noun"]) if match else None
        if match is None or noun is None or not noun.is_human or noun.gender != gender:
            return None
        return Speaker(_base(text[match.start() : match.end("noun")]), gender, is_person=True)

    @cached_property
    def _by_gender(self) -> dict[str, list[tuple[int, Speaker]]]:
        found: dict[str, list[tuple[int, Speaker]]] = defaultdict(list)
        for start, speaker in (*self._groups(), *self._people()):
            found[speaker.gender].append((start, speaker))
        return found

    @cached_property
    def _opening_groups(self) -> list[tuple[int, Speaker]]:
        groups = self._by_gender.get("p", [])
        return [group for group in groups if self._names.opens_sentence(group[0])]

    def _groups(self) -> Iterator[tuple[int, Speaker]]:
        for match in _GROUP.finditer(self._names.text):
            if not match["article"] and not self._names.opens_sentence(match.start()):
                continue
            if _is_group(match["noun"].lower()) and not self._is_object(match.start()):
                yield match.start(), Speaker(_base(match[0]), "p")

    def _people(self) -> Iterator[tuple[int, Speaker]]:
        for match in _PERSON.finditer(self._names.text):
            noun = NounPhrase(match[0]).noun
            if noun is not None and noun.is_human and not self._is_object(match.start()):
                yield match.start(), Speaker(_base(match[0]), noun.gender, is_person=True)

    def _is_object(self, start: int) -> bool:
        before = _WORD_BEFORE.search(self._names.text, max(0, start - _CONTEXT), start)
        return before is not None and before[1].lower() in words("prepositions")


def _last_between(found: list[tuple[int, Speaker]], since: int, position: int) -> Speaker | None:
    index = bisect_left(found, position, key=lambda description: description[0])
    return found[index - 1][1] if index and found[index - 1][0] > since else None


def _base(phrase: str) -> str:
    return NounPhrase.of(phrase).base(keeps_capital=False)


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    """The match that begins last and ends at the end."""
    found = None
    while match := pattern.search(text, start, end):
        found, start = match, match.end("noun")
    return found


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("group_endings"))


def _is_group(plural: str) -> bool:
    """Whether a plural without article means people."""
    if plural in words("no_groups"):
        return False
    noun = nouns().get(plural[:-1])
    is_listed = plural in words("groups") or (noun is not None and noun.is_human)
    return is_listed or plural.endswith(_endings())
