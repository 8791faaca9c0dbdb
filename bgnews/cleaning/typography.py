"""Bulgarian quote marks and dashes, on request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..data_files import DataFolder
from .text import Replacement

_DATA = DataFolder(__file__)

_MARK = re.compile("[\"„“”‟«»‚‘’‛‹›]|''|'|,,")
_SINGLE = frozenset("‚‘’‛‹›'")
_BEFORE_OPENING = frozenset(" \t\n\xa0([{<:–—―-/|\"„“”‟«»‚‘’‛‹›',")
_AFTER_CLOSING = frozenset(" \t\n\xa0)]}>.,;:!?…")
_LEVELS = (("„", "“"), ("‚", "‘"))

_DASH = re.compile("[-‒–—―−][-‒–—―−]*")
_BLANK = frozenset(" \t\xa0")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"\w{1,12}\Z"), re.compile(r"\w{1,12}\b")
_LONGEST_WORD = 12


def typography_bg(text: str) -> list[Replacement]:
    """Set quote marks as „…“, inside quotes as ‚…‘, and dashes as –; hyphens inside words.

    Marks are paired within a line, whatever their style. Inches, apostrophes, straight marks
    without a partner, and ranges stay.

    Args:
        text: any text.

    Returns:
        One replacement for each mark and dash that is not as it should be.
    """
    return sorted(
        (start, end, after)
        for start, end, after in (*_quote_marks(text), *_dashes(text))
        if text[start:end] != after
    )


class _Mark(NamedTuple):
    start: int
    text: str
    before: str
    after: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def single(self) -> bool:
        return self.text in _SINGLE

    @property
    def looks_opening(self) -> bool:
        """Whether it stands where a quote begins: behind a blank, before a word."""
        return (not self.before or self.before in _BEFORE_OPENING) and self.before_word

    @property
    def before_word(self) -> bool:
        return bool(self.after) and self.after not in _AFTER_CLOSING

    @property
    def looks_closing(self) -> bool:
        return bool(self.before.strip()) and not (self.single and self.after.isalnum())


def _quote_marks(text: str) -> Iterator[Replacement]:
    for marks in _marks_of_lines(text):
        pairs, alone = _paired(marks)
        yield from _nested(pairs)
        for mark in alone:
            if not mark.single and mark.text not in ('"', "''"):
                opens = mark.text in ("„", ",,") or mark.looks_opening
                yield mark.start, mark.end, _LEVELS[0][0 if opens else 1]


def _marks_of_lines(text: str) -> Iterator[list[_Mark]]:
    marks: list[_Mark] = []
    line_end = -1
    for match in _MARK.finditer(text):
        start, end = match.span()
        if start > line_end:
            if marks:
                yield marks
            marks, line_end = [], text.find("\n", start)
            line_end = len(text) if line_end < 0 else line_end
        mark = _Mark(start, match[0], text[start - 1 : start] if start else "", text[end : end + 1])
        if mark.text != ",," or mark.looks_opening:
            marks.append(mark)
    if marks:
        yield marks


def _paired(marks: list[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """The pairs of opening and closing marks, which nest, and the marks without a partner."""
    pairs: list[tuple[_Mark, _Mark]] = []
    alone: list[_Mark] = []
    open_marks: list[_Mark] = []
    for mark in marks:
        partner = _partner(mark, open_marks)
        if partner is not None:
            pairs.append((open_marks[partner], mark))
            alone += open_marks[partner + 1 :]
            del open_marks[partner:]
        elif _opens(mark):
            open_marks.append(mark)
        else:
            alone.append(mark)
    return sorted(pairs), alone + open_marks


def _partner(mark: _Mark, open_marks: list[_Mark]) -> int | None:
    """Index of the open mark that this one closes."""
    is_low = mark.text in ("„", "‚", ",,")
    if (is_low and mark.before_word) or mark.looks_opening or not mark.looks_closing:
        return None
    if mark.text in "«‹" and not (open_marks and open_marks[-1].text in "»›"):
        return None
    last = len(open_marks) - 1
    if mark.text == "‘":
        low = (i for i in range(last, -1, -1) if open_marks[i].text == "‚")
        return next(low, last if open_marks and open_marks[-1].single else None)
    if mark.single:
        return last if open_marks and open_marks[-1].single and mark.text != "‚" else None
    return next((i for i in range(last, -1, -1) if not open_marks[i].single), None)


def _opens(mark: _Mark) -> bool:
    if mark.text in ("„", ",,"):
        return True
    if mark.single:
        return mark.looks_opening
    # A mark may be glued to the word before the quote: каза"Не".
    return mark.looks_opening or (mark.text not in "”»" and mark.after.isalpha())


def _nested(pairs: list[tuple[_Mark, _Mark]]) -> Iterator[Replacement]:
    """Set the pairs, which come in order of their openings, by the depth at which they stand."""
    enclosing: list[_Mark] = []
    for opening, closing in pairs:
        while enclosing and enclosing[-1].end <= opening.start:
            enclosing.pop()
        before, after = _LEVELS[len(enclosing) % 2]
        yield opening.start, opening.end, before
        yield closing.start, closing.end, after
        enclosing.append(closing)


def _dashes(text: str) -> Iterator[Replacement]:
    for match in _DASH.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] if start else "\n", text[end : end + 1]
        between_blanks = (before == "\n" or before in _BLANK) and after in _BLANK
        if match[0] in ("-", "--"):
            if between_blanks and after:
                yield start, end, "–"
        elif match[0] == "−":
            if after.isdigit() and not before.isalnum():
                yield start, end, "-"
        elif end - start == 1:
            joins = before.isalnum() and after.isalpha() and _joins_word(text, start, end)
            yield start, end, "-" if joins else "–"


def _joins_word(text: str, start: int, end: int) -> bool:
    """Whether the dash between two words stands for the hyphen of one word."""
    before = _WORD_BEFORE.search(text[max(0, start - _LONGEST_WORD) : start])
    after = _WORD_AFTER.match(text, end)
    if not before or not after:
        return False
    stem = before[0]
    takes_ending = stem.isupper() or stem.isdigit() or stem.isascii()
    return stem.lower() in _parts("first") or (takes_ending and after[0] in _parts("ending"))


@cache
def _parts(kind: str) -> frozenset[str]:
    """Parts of hyphenated words: first parts or endings."""
    lines = map(str.split, _DATA.lines("typography_hyphens.txt"))
    return frozenset(part for first, *parts in lines if first == kind for part in parts)
