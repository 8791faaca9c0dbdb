"""A cleaned text that knows the way back to the raw one."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

ParagraphKind = Literal["title", "body", "teaser", "caption", "byline", "junk"]
PARAGRAPH_KINDS: tuple[ParagraphKind, ...] = get_args(ParagraphKind)

#: What a cleaning step returns: put ``after`` in the place of ``text[start:end]``.
Replacement = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: ``raw[raw_start:raw_end] == before`` became ``text[start:end] == after``.

    Offsets count code points, ends are exclusive. ``kind`` names the cleaning step, or the steps
    joined by ``+`` in the order in which they worked on the same characters. An edit that keeps
    the length maps character to character.
    """

    kind: str
    raw_start: int
    raw_end: int
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A non-empty line of the clean text; offsets in code points, end exclusive."""

    kind: ParagraphKind
    start: int
    end: int


@dataclass(frozen=True)
class CleanText:
    """The result of cleaning: the text, what was changed, and the offset maps both ways.

    Attributes:
        raw: the text as given.
        text: the clean text. Applying ``edits`` to ``raw`` gives exactly this.
        edits: the changes in order of position; they never overlap.
        paragraphs: the non-empty lines of ``text`` with their kinds, in order.
    """

    raw: str
    text: str
    edits: tuple[Edit, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest extent of ``raw`` that holds the characters ``text[start:end]``.

        Raises:
            ValueError: if the extent does not lie in the text.
        """
        _check(start, end, len(self.text), "clean")
        return _project(self._clean_side, self._raw_side, start, end)

    def to_clean(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """The smallest extent of ``text`` that holds what became of ``raw[raw_start:raw_end]``.

        It is empty where all of that was deleted.

        Raises:
            ValueError: if the extent does not lie in the raw text.
        """
        _check(raw_start, raw_end, len(self.raw), "raw")
        return _project(self._raw_side, self._clean_side, raw_start, raw_end)

    def to_json(self) -> str:
        """All that ``from_json`` needs beside the clean text, in ASCII.

        Lone surrogates, which raw text may hold, survive as JSON escapes.
        """
        # One by one, for JSON makes one character of two surrogates that stand side by side.
        edits = [
            (e.kind, e.raw_start, e.raw_end, e.start, e.end, list(e.before)) for e in self.edits
        ]
        paragraphs = [(p.kind, p.start, p.end) for p in self.paragraphs]
        return json.dumps({"edits": edits, "paragraphs": paragraphs})

    @classmethod
    def from_json(cls, text: str, data: str) -> CleanText:
        """Undo ``to_json``; ``text`` is the clean text."""
        stored = json.loads(data)
        edits = tuple(
            Edit(kind, raw_start, raw_end, start, end, "".join(before), after=text[start:end])
            for kind, raw_start, raw_end, start, end, before in stored["edits"]
        )
        pieces, copied = [], 0
        for edit in edits:
            pieces += (text[copied : edit.start], edit.before)
            copied = edit.end
        return cls(
            raw="".join((*pieces, text[copied:])),
            text=text,
            edits=edits,
            paragraphs=tuple(Paragraph(*paragraph) for paragraph in stored["paragraphs"]),
        )

    @cached_property
    def _raw_side(self) -> _Extents:
        return _Extents((edit.raw_start, edit.raw_end) for edit in self.edits)

    @cached_property
    def _clean_side(self) -> _Extents:
        return _Extents((edit.start, edit.end) for edit in self.edits)


class _Extents:
    """The extents of all edits on one side of the alignment."""

    def __init__(self, extents: Iterable[tuple[int, int]]) -> None:
        self.extents = list(extents)
        self.starts = [start for start, _ in self.extents]

    def last_from(self, position: int) -> int:
        """Index of the last edit that starts at or before ``position``; -1 if there is none."""
        return bisect_right(self.starts, position) - 1


def _check(start: int, end: int, length: int, side: str) -> None:
    if not 0 <= start <= end <= length:
        raise ValueError(f"extent ({start}, {end}) does not lie in the {side} text (0, {length})")


def _project(source: _Extents, target: _Extents, start: int, end: int) -> tuple[int, int]:
    first = _project_character(source, target, start)[0]
    last = _project_character(source, target, end - 1)[1] if end > start else first
    return first, max(first, last)


def _project_character(source: _Extents, target: _Extents, position: int) -> tuple[int, int]:
    """Where the character at ``position`` came from, or went to."""
    index = source.last_from(position)
    if index < 0:
        return position, position + 1
    start, end = source.extents[index]
    other_start, other_end = target.extents[index]
    if position >= end:
        shifted = other_end + position - end
        return shifted, shifted + 1
    if end - start == other_end - other_start:
        shifted = other_start + position - start
        return shifted, shifted + 1
    return other_start, other_end
