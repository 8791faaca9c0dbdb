"""Pairs the quote marks of a paragraph, whatever their style, also where one of them is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DOUBLE_MARKS = frozenset('„“”"«»‟″') | {"''", "``", ",,"}
_SINGLE = frozenset("‚‘’'‹›")
MARKS = DOUBLE_MARKS | _SINGLE
_OPENING = frozenset("„«‚‹‟") | {",,", "``"}
_CLOSING = frozenset("“”»’›")
# A mark after one of these opens, before one of those closes, where spaces do not tell.
_BEFORE_OPENING = frozenset("([{:–—-/") | _OPENING
_AFTER_CLOSING = frozenset(")]},.;:!?…–—-/") | _CLOSING
# What follows the end of a quote; a name in quote marks is rather followed by words.
_AFTER_QUOTE = frozenset(",.–—-;")
TERMINAL = frozenset(".!?…")
_LONGEST_NAME = 3
_LONGEST_REPAIR = 40


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in quote marks, as token positions.

    Attributes:
        outer: extent with the marks that are there.
        inner: extent of the words between them.
        complete: whether both marks are there.
    """

    outer: tuple[int, int]
    inner: tuple[int, int]
    complete: bool = True


def pair_marks(words: Sequence[str], spaced: Sequence[bool]) -> list[Marked]:
    """Pair the marks among the tokens of one paragraph, in linear time.

    Crossed styles („…", "…“) pair, since news pages mix them freely: the spaces around a mark tell
    whether it opens, and its shape decides only where they do not (“ closes in Bulgarian). Where
    a mark is lost, the sense of the other one decides: a closing mark after a capitalised word
    ends a name, before a comma it ends a quote that began with the paragraph.

    Args:
        words: the tokens of the paragraph.
        spaced: for each token, whether white space precedes it.

    Returns:
        The marked stretches in order of their start, outer ones before inner ones.
    """
    pairs: list[Marked] = []
    open_marks: list[int] = []
    unclosed: list[int] = []
    unopened: list[int] = []
    for i, word in enumerate(words):
        if word not in MARKS or _is_no_quote(words, spaced, i, open_marks):
            continue
        if _opens(words, spaced, i, bool(open_marks)):
            open_marks.append(i)
        elif partner := _partner(words, open_marks, word):
            while open_marks[-1] != partner[0]:
                unclosed.append(open_marks.pop())
            opening = open_marks.pop()
            if opening + 1 < i:
                pairs.append(Marked((opening, i + 1), (opening + 1, i)))
        else:
            unopened.append(i)
    pairs += _closed_by_inner(words, pairs, sorted(unclosed + open_marks))
    pairs += _opened_by_sense(words, pairs, unopened)
    return sorted(set(pairs), key=lambda pair: (pair.outer[0], -pair.outer[1]))


def _closed_by_inner(
    words: Sequence[str], pairs: Sequence[Marked], unclosed: Sequence[int]
) -> list[Marked]:
    """Unclosed quotes that end with a name in marks, whose closing mark serves both."""
    found: list[Marked] = []
    ends = sorted(
        pair.outer[1]
        for pair in pairs
        if pair.outer[1] == len(words) or words[pair.outer[1]] in _AFTER_QUOTE
    )
    k = 0
    for i in unclosed:
        while k < len(ends) and ends[k] <= i:
            k += 1
        if k < len(ends) and (i == 0 or words[i - 1] in TERMINAL or words[i - 1] in ":,"):
            found.append(Marked((i, ends[k]), (i + 1, ends[k]), complete=False))
            k += 1
    return found


def _opened_by_sense(
    words: Sequence[str], pairs: Sequence[Marked], unopened: Sequence[int]
) -> list[Marked]:
    """Unopened stretches: a name of a few words, or all that precedes in the paragraph."""
    found: list[Marked] = []
    taken = sorted(pair.outer[1] for pair in pairs)
    k, free = 0, 0
    for i in unopened:
        while k < len(taken) and taken[k] <= i:
            free = max(free, taken[k])
            k += 1
        name = _name_start(words, free, i)
        if name is not None:
            found.append(Marked((name, i + 1), (name, i), complete=False))
        elif i + 1 == len(words) or words[i + 1] in _AFTER_QUOTE:
            start = free
            while 0 < start < i and words[start - 1] not in TERMINAL:
                start += 1
            resumed = i + 1 < len(words) and words[i + 1] in ",–—-"
            if start < i and (resumed or i - start <= _LONGEST_REPAIR):
                found.append(Marked((start, i + 1), (start, i), complete=False))
        free = i + 1
    return found


def _name_start(words: Sequence[str], free: int, end: int) -> int | None:
    """Where a name before a closing mark starts: at a capital that no sentence starts with."""
    for i in range(end - 1, max(free, end - 1 - _LONGEST_NAME), -1):
        if words[i] in TERMINAL or words[i] in _AFTER_QUOTE:
            return None
        if words[i][0].isupper() and i > 0 and words[i - 1] not in TERMINAL:
            while i - 1 > free and words[i - 1][0].isupper():
                i -= 1
            return i
    return None


def _partner(words: Sequence[str], open_marks: Sequence[int], word: str) -> Sequence[int]:
    """The open mark that ``word`` closes: the innermost one as a rule."""
    if not open_marks:
        return ()
    if word in DOUBLE_MARKS and words[open_marks[-1]] in _SINGLE:
        doubles = [i for i in open_marks[-3:] if words[i] in DOUBLE_MARKS]
        return doubles[-1:]
    if word in _SINGLE and words[open_marks[-1]] in DOUBLE_MARKS:
        return ()
    return open_marks[-1:]


def _is_no_quote(
    words: Sequence[str], spaced: Sequence[bool], i: int, open_marks: Sequence[int]
) -> bool:
    """Whether the mark is an apostrophe, or stands for inches or seconds."""
    glued = i > 0 and not spaced[i]
    if words[i] in _SINGLE and glued:
        open_single = any(words[mark] in _SINGLE for mark in open_marks[-3:])
        return not open_single and words[i - 1] not in MARKS
    return words[i] in '"″' and glued and not open_marks and words[i - 1][-1].isdigit()


def _opens(words: Sequence[str], spaced: Sequence[bool], i: int, inside: bool) -> bool:
    space_before = i == 0 or spaced[i]
    space_after = i + 1 == len(words) or spaced[i + 1]
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    if space_before and not space_after:
        return not (inside and after in _AFTER_CLOSING and after not in "–—-…")
    if space_after and not space_before:
        return before in _BEFORE_OPENING and words[i] in _OPENING
    if not space_before:
        if before in _BEFORE_OPENING and before not in _AFTER_CLOSING:
            return True
        if inside and after in _AFTER_CLOSING:
            return False
    if words[i] in _OPENING:
        return True
    if not space_before:
        if after in _AFTER_CLOSING:
            return False
        if before in ":–—-," and not inside:
            return True
    return words[i] not in _CLOSING and not inside
