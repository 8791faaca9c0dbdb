"""UTF-8 that was read in a single-byte encoding.

It shows in sequences of characters that decode as UTF-8, and hardly anything else does.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from .code_pages import C1_CONTROLS, HIGH_BYTES, READ_AS
from .text import Replacement

# What pages in Bulgarian hold beside ASCII: letters, punctuation, symbols, emoji.
_PLAUSIBLE_CHARACTER = re.compile(
    "[\x80-\u04ff\u2000-\u21ff\u2500-\u27bf"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\ufe0f\ufeff\ufffd\U0001f000-\U0001faff]"
)
_SURE_CHARACTER = re.compile("[\u2010-\u203a\u20ac\u2116\u2122\ufeff]")


class _Run(NamedTuple):
    """Neighbouring sequences that decode as UTF-8."""

    start: int
    end: int
    characters: list[Replacement]
    rare: bool  # whether it holds a character that would hardly follow a lead byte otherwise


class Utf8Misreading:
    """UTF-8 that was read in a single-byte encoding.

    Args:
        encoding: the encoding it was read in.
        common: what may follow a letter that looks like a lead byte in ordinary text.
        needs_several: whether two bytes alone prove nothing.
    """

    def __init__(self, encoding: str, common: str, needs_several: bool) -> None:
        self._bytes = dict(zip(C1_CONTROLS, range(0x80, 0xA0), strict=True))
        self._bytes |= zip(READ_AS[encoding], HIGH_BYTES, strict=True)
        tail = self._class(range(0x80, 0xC0))
        two = self._class([*range(0xC2, 0xC7), 0xCB, *range(0xCE, 0xD3)])
        # NBSP is a byte of Р; where it became a plain space, what follows shows it.
        lost_nbsp = f"{self._class([0xD0])} (?={self._class([0xD0, 0xD1])}{tail})"
        three, four = self._class([0xE2, 0xEF]), self._class([0xF0])
        sequence = f"{two}{tail}|{three}{tail}{{2}}|{four}{tail}{{3}}|{lost_nbsp}"
        self._sequence = re.compile(sequence)
        self._run = re.compile(f"(?:{sequence})+")
        self._bytes[" "] = 0xA0
        self._common = frozenset(common)
        self._needs_several = needs_several

    def _class(self, wanted: Collection[int]) -> str:
        characters = "".join(c for c, byte in self._bytes.items() if byte in wanted)
        return f"[{re.escape(characters)}]"

    def repair(self, line: str, offset: int) -> list[Replacement]:
        """The characters of all sure runs, and of runs that these vouch for.

        Args:
            line: one line of the text.
            offset: where it starts.
        """
        runs = [run for match in self._run.finditer(line) if (run := self._read(match))]
        if not any(self._is_sure(line, run) for run in runs):
            return []
        return [
            (offset + start, offset + end, character)
            for run in runs
            if self._is_sure(line, run) or not _continues_word(line, run)
            for start, end, character in run.characters
        ]

    def _read(self, match: re.Match[str]) -> _Run | None:
        characters: list[Replacement] = []
        for sequence in self._sequence.finditer(match.string, match.start(), match.end()):
            try:
                character = bytes(self._bytes[c] for c in sequence[0]).decode()
            except UnicodeDecodeError:
                return None
            if not _PLAUSIBLE_CHARACTER.match(character):
                return None
            characters.append((sequence.start(), sequence.end(), character))
        rare = any(not self._common.issuperset(match.string[s + 1 : e]) for s, e, _ in characters)
        return _Run(match.start(), match.end(), characters, rare)

    def _is_sure(self, line: str, run: _Run) -> bool:
        if not run.rare:
            return line[run.start] == "Â" and not _continues_word(line, run)
        if not self._needs_several or any(_SURE_CHARACTER.match(c) for _, _, c in run.characters):
            return True
        return len(run.characters) > 1 and not _continues_word(line, run)


def _continues_word(line: str, run: _Run) -> bool:
    return line[run.start - 1 : run.start].isalpha() or line[run.end : run.end + 1].isalpha()


@cache
def utf8_misreadings() -> tuple[Utf8Misreading, ...]:
    """The encodings in which UTF-8 is read by mistake, the likelier first."""
    return (
        Utf8Misreading("cp1252", common="“”‘’…–—«»‹›\xa0 ", needs_several=False),
        Utf8Misreading("cp1251", common="„“”‚‘’…–—«»‹›\xa0 •™€‰§©®°№·", needs_several=True),
    )
