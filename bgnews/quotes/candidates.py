"""The spans that may be content: where clauses, sentences, marks and paragraphs begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..quote_rules.lexicon import load_lexicon
from ..quote_rules.passage import Extent
from .words import Words

# Longer content is a candidate only where marks, the paragraph or the rules bound it.
_LONGEST = 100  # words
_MOST_SENTENCES = 3
_MOST_ENDS = 40  # for each start, so that the work stays linear
_LONGEST_SOURCE = 7  # words
_AFTER = frozenset({"и", "а", "но", "че", "или"})
_AT_START = frozenset({"да", "ще", "за", "си"})
_AT_END = frozenset({"и", "а", "но", "според", "по", "като", "както", "което", "пред", "докато"})


@dataclass(frozen=True)
class Candidates:
    """Spans that may be content, in order.

    Attributes:
        extents: first position and end of each, trimmed; an array of two columns.
        features: what is known of each, an array of 0 and 1 with a row for each.
    """

    extents: np.ndarray
    features: np.ndarray

    def __len__(self) -> int:
        return len(self.extents)

    def batches(self, size: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The extents and features, so many at a time; an empty batch if there are none."""
        for start in range(0, max(len(self), 1), size):
            yield self.extents[start : start + size], self.features[start : start + size]


def find_extents(words: Words) -> list[Extent]:
    """The extents of the candidates of an article, sorted."""
    starts, ends = _Boundaries(words).sets()
    found = {words.trimmed(inner) for inner, _ in words.pairs}
    found |= {extent for _, extent in words.contents(words.quotes)}
    found |= {words.trimmed((first, last)) for _, first, last in words.paragraphs()}
    sentences = words.sentence_numbers
    cuts = _cutting(words)
    lasts = sorted(ends)
    most = _LONGEST if words.anywhere else _MOST_ENDS
    limits = [last for _, first, last in words.paragraphs() for _ in range(first, last)]
    for start in starts:
        place = bisect_right(lasts, start)
        for end in lasts[place : place + most]:
            if (
                end > min(limits[start], start + _LONGEST)
                or sentences[end - 1] - sentences[start] >= _MOST_SENTENCES
            ):
                break
            if not cuts(start, end):
                found.add((start, end))
    return sorted(extent for extent in found if extent[0] < extent[1])


def _cutting(words: Words) -> Callable[[int, int], bool]:
    """Makes the test whether an extent cuts through a stretch in marks.

    It may begin or end with all that is in the marks, which are trimmed off.
    """
    enclosing = [-1] * len(words)  # the innermost pair around each position
    pairs = [inner for inner, _ in words.pairs]
    for number in sorted(range(len(pairs)), key=lambda n: pairs[n][0] - pairs[n][1]):
        first, last = pairs[number]
        enclosing[first:last] = [number] * (last - first)

    def cuts(start: int, end: int) -> bool:
        for inside, outside in ((start, end - 1), (end - 1, start)):
            pair = enclosing[inside]
            if pair >= 0:
                first, last = pairs[pair]
                if not first <= outside < last and not (start <= first and last <= end + 1):
                    return True
        return False

    return cuts


class _Boundaries:
    """Where content may begin and end."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.whether = load_lexicon().words["whether"]
        sources = [words.extent(quote.source) for quote in words.quotes if quote.source is not None]
        contents = [extent for _, extent in words.contents(words.quotes)]
        self.cue_starts = {cue.start for cue in words.cues} | {start for start, _ in sources}
        self.cue_ends = {cue.end for cue in words.cues} | {end for _, end in sources}
        self.content_starts = {start for start, _ in contents}
        self.content_ends = {end for _, end in contents}
        # the source that a preposition takes may have any length: според новия доклад X
        self.after_prepositions = {
            cue.end + step
            for cue in words.cues
            if cue.class_ == "preposition"
            for step in range(1, _LONGEST_SOURCE + 1)
        }

    def sets(self) -> tuple[set[int], set[int]]:
        words = self.words
        starts: set[int] = set()
        ends: set[int] = set()
        edges = set(words.offsets)
        for i in range(len(words)):
            if not words.loose[i] and (i in edges or self.starts_at(i)):
                starts.add(i)
            if not words.loose[i] and (i + 1 in edges or self.ends_before(i + 1)):
                ends.add(i + 1)
        return starts, ends

    def starts_at(self, i: int) -> bool:
        words = self.words
        return (
            words.anywhere
            or words.loose[i - 1]
            or words.lower[i - 1] in _AFTER
            or words.lower[i] in _AT_START
            or words.lower[i] in self.whether
            or i in self.cue_ends
            or i in self.content_starts
            or i in self.after_prepositions
        )

    def ends_before(self, i: int) -> bool:
        words = self.words
        return (
            words.anywhere
            or words.loose[i]
            or words.lower[i] in _AT_END
            or i in self.cue_starts
            or i in self.content_ends
        )
