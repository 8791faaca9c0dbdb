"""The pairs of spans that may be linked: content and cue, content and source, two contents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..annotations import QUOTE_TYPES
from ..quote_rules.passage import Extent
from .words import Words

#: What content is linked to: its cue, its source, and the content that it continues.
LINKS = ("cue", "source", "continued")
_MOST = 12  # spans that a content is paired with, the nearest ones
_REACH = 1  # paragraphs
#: The extent that stands for no span.
NONE: Extent = (0, 0)
_DISTANCES = (0, 1, 2, 3, 5, 8, 13, 21, 34)
_HIGHEST_RANK = 4
_MOST_SENTENCES = 2
_LOOK = 60  # words between two spans that are looked at
_STOPS = frozenset({".", "!", "?", "…"})


@dataclass(frozen=True)
class Content:
    """A stretch of content with its label.

    Attributes:
        extent: its positions, trimmed.
        type: direct, indirect or mixed.
        relay: whether an outlet passes it on.
    """

    extent: Extent
    type: str
    relay: bool


@dataclass(frozen=True)
class Options:
    """What each content may be linked to.

    Attributes:
        spans: for each content the spans to choose from, nothing (an empty extent) first.
        extents: the extents of the two spans of each pair, of the content first; an array of
            pairs by spans by start and end. The pairs go content by content.
        features: what is known of each pair, an array of 0 and 1 with a row for each.
    """

    spans: list[list[Extent]]
    extents: np.ndarray
    features: np.ndarray


class LinkFinder:
    """Pairs spans of one article.

    Spans to link to are those that are tagged, those that the rules link, and the cues of the
    lexicon; they may overlap, so that the best reading of a cue or a source is chosen too.

    Args:
        words: the article.
        contents: its contents in order.
        tagged: for each role the extents that the model tags.
        gold: for each role its gold extents, in training.
    """

    def __init__(
        self,
        words: Words,
        contents: Sequence[Content],
        tagged: Mapping[str, Sequence[Extent]],
        gold: Mapping[str, Sequence[Extent]] | None = None,
    ) -> None:
        self.words, self.contents = words, contents
        self.tagged = {role: set(extents) for role, extents in tagged.items()}
        self.lexicon = {cue.extent for cue in words.cues}
        self.numbers = {content.extent: number for number, content in enumerate(contents)}
        by_rules = {
            "cue": {words.extent(quote.cue) for quote in words.quotes if quote.cue is not None},
            "source": {words.extent(q.source) for q in words.quotes if q.source is not None},
        }
        by_rules["cue"] |= self.lexicon
        self.spans = {
            role: sorted(self.tagged[role] | found | set(gold[role] if gold else ()))
            for role, found in by_rules.items()
        }
        self.spans["continued"] = sorted(self.numbers)
        self.by_rules = _by_rules(words)

    def options(self, link: str, cues: Sequence[Extent] | None = None) -> Options:
        """The pairs for one kind of link.

        Args:
            link: one of ``LINKS``.
            cues: the cue of each content, if known, an empty extent for none.
        """
        spans = [[NONE, *self._near(link, content.extent)] for content in self.contents]
        rows = [
            self._features(link, number, span, rank, cues)
            for number, near in enumerate(spans)
            for rank, span in enumerate(near)
        ]
        features = np.zeros((len(rows), LINK_FEATURES), dtype="f")
        for row, names in enumerate(rows):
            features[row, [_COLUMNS[name] for name in names]] = 1.0
        contents = zip(self.contents, spans, strict=True)
        pairs = [(content.extent, span) for content, near in contents for span in near]
        return Options(spans, np.asarray(pairs, dtype="i").reshape(-1, 2, 2), features)

    def _paragraph(self, position: int) -> int:
        return bisect_right(self.words.offsets, position) - 1

    def _near(self, link: str, extent: Extent) -> list[Extent]:
        """The spans nearest to a content, the nearest first; earlier ones if it continues them."""
        spans = self.spans[link]
        place = bisect_left(spans, extent)
        last = place if link == "continued" else place + _MOST
        paragraphs = self._paragraph(extent[0]) - _REACH, self._paragraph(extent[1] - 1) + _REACH
        near = [
            span
            for span in spans[max(0, place - _MOST) : last]
            if paragraphs[0] <= self._paragraph(span[0]) <= paragraphs[1]
        ]
        return sorted(near, key=lambda span: gap(extent, span))[:_MOST]

    def _features(
        self, link: str, number: int, span: Extent, rank: int, cues: Sequence[Extent] | None
    ) -> list[str]:
        content = self.contents[number]
        names = [f"type {content.type}"]
        if content.relay:
            names.append("relay")
        if cues is not None and cues[number] == NONE:
            names.append("no cue")
        linked = self._linked_by_rules(link, content.extent)
        if span == NONE:
            return [*names, "none", *(() if linked else ("none by rules",))]
        names += self._position("content", content.extent, span)
        names.append(f"rank {min(rank, _HIGHEST_RANK)}")
        if span in linked:
            names.append("by rules")
        elif any(overlaps(other, span) for other in linked):
            names.append("near rules")
        if span in self.tagged.get(link, ()):
            names.append("tagged")
        if link == "cue" and span in self.lexicon:
            names.append("in lexicon")
        if cues is not None and cues[number] != NONE:
            names += self._position("cue", cues[number], span)
            if overlaps(span, cues[number]):
                names.append("holds cue")
            if link == "source" and self._near("source", cues[number])[:1] == [span]:
                names.append("nearest of cue")
        if link == "continued":
            names += self._continuation(number, self.numbers[span], cues)
        return [*names, *self._between(content.extent, span)]

    def _linked_by_rules(self, link: str, extent: Extent) -> set[Extent]:
        """What the rules link the content to, or content that shares words with it."""
        return {
            linked[link]
            for position in range(*extent)
            for linked in self.by_rules.get(position, ())
            if link in linked
        }

    def _continuation(
        self, number: int, other: int, cues: Sequence[Extent] | None
    ) -> Iterator[str]:
        content, earlier = self.contents[number], self.contents[other]
        yield f"other {earlier.type}"
        if earlier.type == content.type:
            yield "same type"
        if cues is not None and cues[number] == cues[other] != NONE:
            yield "same cue"
            if earlier.extent[1] <= cues[number][0] and cues[number][1] <= content.extent[0]:
                yield "cue between"

    def _between(self, one: Extent, other: Extent) -> Iterator[str]:
        """What stands between two spans."""
        start, end = min(one[1], other[1]), max(one[0], other[0])
        near = self.words.texts[start : min(end, start + _LOOK)]
        if any(text in _STOPS for text in near):
            yield "stop between"
        if ":" in near:
            yield "colon between"
        for name, link in (("other cue between", "cue"), ("content between", "continued")):
            spans = self.spans[link]
            place = bisect_left(spans, (start, 0))
            if any(start <= first < end for first, _ in spans[place : place + 1]):
                yield name

    def _position(self, of: str, one: Extent, other: Extent) -> Iterator[str]:
        """How one span stands to another."""
        if one[0] <= other[0] and other[1] <= one[1]:
            yield f"{of} inside"
        elif overlaps(one, other):
            yield f"{of} overlaps"
        else:
            yield f"{of} after" if other[0] >= one[1] else f"{of} before"
        distance = gap(one, other)
        yield from (f"{of} distance {low}" for low in _DISTANCES if distance >= low)
        sentences = self.words.sentence_numbers
        apart = abs(int(sentences[one[0]]) - int(sentences[other[0]]))
        yield f"{of} sentences {min(apart, _MOST_SENTENCES)}"
        if self._paragraph(one[0]) != self._paragraph(other[0]):
            yield f"{of} other paragraph"


def _by_rules(words: Words) -> dict[int, list[dict[str, Extent]]]:
    """For each position in content that the rules find, what they link the content to."""
    found: dict[int, list[dict[str, Extent]]] = {}
    for quote in words.quotes:
        linked = {
            name: words.extent(span)
            for name, span in (("cue", quote.cue), ("source", quote.source))
            if span is not None
        }
        before: dict[str, Extent] = {}
        for span in quote.spans:
            extent = words.trimmed(words.extent(span))
            for position in range(*extent):
                found.setdefault(position, []).append({**linked, **before})
            before = {"continued": extent}
    return found


def gap(one: Extent, other: Extent) -> int:
    """How many words are between two extents; 0 if they meet or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def overlaps(one: Extent, other: Extent) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def is_within(inner: Extent, outer: Extent) -> bool:
    """Whether an extent is a part of another one, and not all of it."""
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _columns() -> list[str]:
    positions = ("inside", "overlaps", "after", "before", "other paragraph")
    return [
        *(
            "none",
            "none by rules",
            "by rules",
            "near rules",
            "tagged",
            "in lexicon",
            "relay",
            "no cue",
            "same type",
            "same cue",
        ),
        *("cue between", "holds cue", "nearest of cue", "stop between", "colon between"),
        *("other cue between", "content between"),
        *(f"type {type_}" for type_ in QUOTE_TYPES),
        *(f"other {type_}" for type_ in QUOTE_TYPES),
        *(f"rank {rank}" for rank in range(_HIGHEST_RANK + 1)),
        *(f"{of} {position}" for of in ("content", "cue") for position in positions),
        *(f"{of} distance {low}" for of in ("content", "cue") for low in _DISTANCES),
        *(
            f"{of} sentences {apart}"
            for of in ("content", "cue")
            for apart in range(_MOST_SENTENCES + 1)
        ),
    ]


_COLUMNS = {name: number for number, name in enumerate(_columns())}
#: How many features a pair has.
LINK_FEATURES = len(_COLUMNS)
