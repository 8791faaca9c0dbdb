"""A text on its way from raw to clean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .text import Edit, Replacement


class _Change(NamedTuple):
    """What became of ``raw[raw_start:raw_end]``: ``text[start:end]``, by the steps of ``kind``."""

    raw_start: int
    raw_end: int
    start: int
    end: int
    kind: str

    @property
    def keeps_length(self) -> bool:
        """Whether it maps character to character."""
        return self.raw_end - self.raw_start == self.end - self.start


class Rewrite:
    """Applies replacements to a text and composes them into edits of the raw text.

    Attributes:
        raw: the text as given.
        text: the text after all replacements so far.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = raw
        self._changes: list[_Change] = []

    @property
    def edits(self) -> list[Edit]:
        """What leads from ``raw`` to ``text``, in order of position."""
        edits = (
            Edit(change.kind, *change[:4], before, after)
            for change in _joined(self._changes)
            if (before := self.raw[change.raw_start : change.raw_end])
            != (after := self.text[change.start : change.end])
        )
        return list(edits)

    @property
    def replacements(self) -> list[Replacement]:
        """The changes one by one, as replacements in ``raw``: what a step made of steps returns."""
        return [(c.raw_start, c.raw_end, self.text[c.start : c.end]) for c in self._changes]

    def apply(self, kind: str, replacements: Sequence[Replacement]) -> None:
        """Make the replacements, which are sorted and do not overlap, in the current text.

        A replacement that shares characters with earlier changes is merged with them.
        """
        if not replacements:
            return
        old, done = self._changes, 0  # earlier changes, and how many of them are in the new ones
        changes: list[_Change] = []
        pieces: list[str] = []
        copied = 0  # how far the current text is in the pieces
        shift = 0  # from positions in the current text to positions in the new one
        index = 0
        while index < len(replacements):
            start, end, after = replacements[index]
            first = done
            while first < len(old) and old[first].end <= start:
                first += 1
            changes += _shifted(old[done:first], shift)
            done, last, kinds = first, index + 1, kind
            if first < len(old) and old[first].start < end:
                done, last, start, end = _extent_of_group(old, first, replacements, index)
                after = _replaced(self.text, start, end, replacements[index:last])
                kinds = _joined_kinds(old[first:done], kind)
            raw_start, raw_end = _to_raw(old, first, start), _to_raw(old, done, end)
            new_start, new_end = start + shift, start + shift + len(after)
            changes.append(_Change(raw_start, raw_end, new_start, new_end, kinds))
            pieces += (self.text[copied:start], after)
            copied, shift, index = end, new_end - end, last
        self._changes = [*changes, *_shifted(old[done:], shift)]
        self.text = "".join((*pieces, self.text[copied:]))


def _joined(changes: Iterable[_Change]) -> Iterator[_Change]:
    """The changes, those that touch as one where each maps character to character."""
    last: _Change | None = None
    for change in changes:
        if last and last.kind == change.kind and _touch(last, change):
            last = _Change(last.raw_start, change.raw_end, last.start, change.end, last.kind)
            continue
        if last:
            yield last
        last = change
    if last:
        yield last


def _touch(left: _Change, right: _Change) -> bool:
    adjacent = (left.raw_end, left.end) == (right.raw_start, right.start)
    return adjacent and left.keeps_length and right.keeps_length


def _shifted(changes: Sequence[_Change], shift: int) -> Sequence[_Change]:
    if not shift:
        return changes
    return [_Change(a, b, start + shift, end + shift, kind) for a, b, start, end, kind in changes]


def _joined_kinds(changes: Iterable[_Change], kind: str) -> str:
    kinds = "+".join((*(change.kind for change in changes), kind))
    return "+".join(dict.fromkeys(kinds.split("+")))


def _extent_of_group(
    changes: Sequence[_Change], first: int, replacements: Sequence[Replacement], index: int
) -> tuple[int, int, int, int]:
    """The changes from ``first`` and replacements from ``index`` that share characters.

    Returns:
        Where the group ends among the changes and among the replacements; its start and end in
        the current text.
    """
    start, end, _ = replacements[index]
    done, last = first, index + 1
    grown = True
    while grown:
        grown = False
        while done < len(changes) and changes[done].start < end:
            start, end = min(start, changes[done].start), max(end, changes[done].end)
            done, grown = done + 1, True
        while last < len(replacements) and replacements[last][0] < end:
            end = max(end, replacements[last][1])
            last, grown = last + 1, True
    return done, last, start, end


def _to_raw(changes: Sequence[_Change], index: int, position: int) -> int:
    """The raw position of one that lies behind the changes before ``index``, outside of any."""
    if not index:
        return position
    return changes[index - 1].raw_end + position - changes[index - 1].end


def _replaced(text: str, start: int, end: int, replacements: Sequence[Replacement]) -> str:
    pieces = []
    for first, last, after in replacements:
        pieces += (text[start:first], after)
        start = last
    return "".join((*pieces, text[start:end]))
