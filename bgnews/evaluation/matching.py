"""Which predicted quote is which gold one, and when two extents are the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from ..corpus.article import Extent
from ..corpus.extras import extra

_WORD = re.compile(r"\w+")
#: What may differ at the edges of extents that are the same.
_EDGE = " \t\n\r\u00a0\u200b\"„“”«»‚‘’'`.,!?…:;–—-()"
#: From this token F1 on, from 0 to 1, two quotes are the same one.
MATCH = 0.5


class Text:
    """The text that is judged, with its words.

    Args:
        text: the raw text of the article.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        words = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in words]
        self._ends = [end for _, end in words]

    def trimmed(self, extent: Extent) -> Extent:
        """The extent without blanks, marks and punctuation at its edges."""
        start, end = extent
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE:
            end -= 1
        return start, end

    def all_trimmed(self, extents: Iterable[Extent]) -> list[Extent]:
        """The extents trimmed, in order."""
        return sorted(map(self.trimmed, extents))

    def words_in(self, extents: Iterable[Extent]) -> frozenset[int]:
        """The numbers of the words that lie at least partly in the extents."""
        return frozenset(
            number
            for start, end in extents
            for number in range(bisect_right(self._ends, start), bisect_left(self._starts, end))
        )


def similarity(predicted: Sequence[frozenset[int]], gold: Sequence[frozenset[int]]) -> np.ndarray:
    """The F1 of the words that each predicted quote shares with each gold one, from 0 to 1."""
    scores = np.zeros((len(predicted), len(gold)))
    for i, one in enumerate(predicted):
        for j, other in enumerate(gold):
            if one and other:
                scores[i, j] = 2 * len(one & other) / (len(one) + len(other))
    return scores


def assignment(scores: np.ndarray) -> dict[int, int]:
    """The columns of the rows, one to one, so that the sum of their scores is the highest.

    Rows that match nothing are left out. The Hungarian method (H. Kuhn, 1955).
    """
    with extra("evaluation"):
        from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(-scores)
    return {
        int(row): int(column)
        for row, column in zip(rows, columns, strict=True)
        if scores[row, column] > 0
    }


def overlap(one: Extent, other: Extent) -> bool:
    """Whether two extents share a character."""
    return one[0] < other[1] and one[1] > other[0]
