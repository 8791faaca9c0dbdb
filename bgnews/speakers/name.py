"""A name as a word form: its parts, and what its endings tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from .word_lists import rows, words

Gender = Literal["m", "f", "u"]

_MALE_SURNAME = re.compile(r"..+(?:[ое]в|[сшцч]ки|ич)$")
_FEMALE_SURNAME = re.compile(r"..+(?:[ое]ва|[сшцч]ка)$")


@dataclass(frozen=True)
class Name:
    """A name as it stands in the article; offsets in code points, end exclusive."""

    parts: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        return " ".join(self.parts)

    @property
    def is_surname(self) -> bool:
        """Whether there is no first name: ``Петрова``, ``де Вега``."""
        return len(self.parts) == 1 or self.parts[0].lower() in words("particles")

    def without_first(self) -> Name:
        """The name that the other parts make."""
        return Name(self.parts[1:], self.start + len(self.parts[0]) + 1, self.end)

    @property
    def first(self) -> str:
        """The first name in lower case, or its initial without the point."""
        return self.parts[0].lower().rstrip(".")

    @property
    def surname(self) -> str:
        return self.parts[-1].lower()


def gender_of(name: Name) -> Gender:
    """Grammatical gender as the endings of the name show it; ``u`` if they do not."""
    if _FEMALE_SURNAME.match(name.surname):
        return "f"
    if _MALE_SURNAME.match(name.surname):
        return "m"
    first = name.parts[0].title()
    if len(name.parts) == 1 or is_initial(first):
        return "u"
    return _first_names().get(first) or ("f" if first.endswith(("а", "я")) else "m")


def shows_gender(name: Name) -> bool:
    """Whether ``gender_of`` is more than a guess for a name with a first name, as for
    ``Рада Соваж``, unlike ``Жан Соваж``."""
    first = name.parts[0].title()
    is_known = first in _first_names() or first.endswith(("а", "я"))
    return is_known or has_bulgarian_ending(name.surname)


def is_acronym(word: str) -> bool:
    """Whether a word is written like ``БНБ``, ``МВнР`` or in capitals."""
    return len(word) > 1 and (word.isupper() or (word[:2] + word[-1]).isupper())


def is_initial(word: str) -> bool:
    """Whether a part of a name is short for a first name: ``И.``, ``Хр``."""
    return (len(word.rstrip(".")) == 1 and word[0].isupper()) or word in words("initials")


def has_bulgarian_ending(word: str) -> bool:
    """Whether a lower-case word ends like a Bulgarian surname."""
    return bool(_MALE_SURNAME.match(word) or _FEMALE_SURNAME.match(word))


@cache
def _first_names() -> dict[str, Gender]:
    return {
        name: gender  # type: ignore[misc]
        for gender, names in rows("first_names")
        for name in names.split()
    }
