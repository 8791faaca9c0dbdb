"""The table of look-alikes, and the runs of letters and digits that it can change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ..data_files import DataFolder

#: How a letter is related to its readings; ``data/lookalikes.tsv`` explains each.
Relation = Literal["twin", "near", "sound", "key", "latin"]

DATA = DataFolder(__file__)


class Run(NamedTuple):
    """A stretch of letters, digits and marks, ``text[start:end]``, as long as can be."""

    start: int
    end: int
    letters: str


def _readings() -> dict[Relation, dict[str, str]]:
    table: dict[Relation, dict[str, str]] = {}
    for letter, readings, relation in DATA.rows("lookalikes.tsv"):
        table.setdefault(relation, {})[letter] = readings  # type: ignore[arg-type]
    return table


#: For each relation the letters of the table and what each can be read as, likeliest first.
READINGS = _readings()

#: Letters of the Bulgarian alphabet, and those of Russian that share its block.
CYRILLIC = frozenset("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЀЍѐѝ")
LATIN = re.compile("[A-Za-zÀ-ÖØ-öø-ſƀ-ɏ]")

# Combining marks, and the estimated sign that can stand in for е, are no letters for Unicode.
_RUN = re.compile("[\\w\u0300-\u036f℮]*")
_LONGEST_WORD = 80
_REACH = 200  # code points looked at on each side for the start of an address
_ADDRESS = re.compile(r"://|www\.|[@/\\_]|[a-z]\.[a-z]+\?")


def runs(text: str, gate: re.Pattern[str]) -> Iterator[Run]:
    """The runs that hold a match of ``gate``, which matches single characters of runs.

    What is longer than any word (encoded data, mostly) is left out.
    """
    done = 0
    for match in gate.finditer(text):
        start = match.start()
        if start < done:
            continue
        while start > done and _is_part(text[start - 1]):
            start -= 1
        done = _RUN.match(text, match.end()).end()  # type: ignore[union-attr]  # may be empty
        if done - start <= _LONGEST_WORD:
            yield Run(start, done, text[start:done])


def in_address(text: str, run: Run) -> bool:
    """Whether the run belongs to a web or mail address, a handle or a path."""
    before = text[max(0, run.start - _REACH) : run.start].rsplit(maxsplit=1)
    glued = before[-1] if before and not text[run.start - 1].isspace() else ""
    after = text[run.end : run.end + _REACH].split(maxsplit=1)
    follows = after[0] if after and not text[run.end].isspace() else ""
    return bool(_ADDRESS.search(glued) or follows.startswith(("@", "://")))


def _is_part(character: str) -> bool:
    return character.isalnum() or "\u0300" <= character <= "\u036f" or character in "_℮"
