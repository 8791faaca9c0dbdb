"""Puts found contents, cues and sources together as quotes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from spacy.tokens import Span

from ..annotations import Quote, QuoteType
from ..quote_rules.marks import TERMINAL
from ..quote_rules.passage import Extent
from .decoding import Found
from .links import NONE, is_within, overlaps
from .words import Words


@dataclass(frozen=True)
class Analysis:
    """What the model finds in an article.

    Attributes:
        quotes: the quotes in order, without speakers.
        nonspeech: words in marks that nobody said, labelled name or term.
    """

    quotes: list[Quote]
    nonspeech: list[Span]


def assemble(
    words: Words,
    contents: Sequence[Found],
    cues: Sequence[Extent],
    sources: Sequence[Extent],
    continued: Sequence[Extent],
    nonspeech: Sequence[tuple[Extent, str]],
) -> Analysis:
    """Make quotes of contents and their links.

    Args:
        words: the article.
        contents: what was found, in order.
        cues: the cue of each content, an empty extent for none.
        sources: the source of each content, likewise.
        continued: for each content the one before it in its quote, an empty extent for none.
        nonspeech: words in marks that nobody said, with their type.
    """
    edges = _Edges(words)
    groups: dict[Extent, list[int]] = {}
    first_of: dict[Extent, Extent] = {}
    for number in _told_once(contents, cues):
        content = contents[number]
        first = first_of.get(continued[number], content.extent)
        if any(overlaps(content.extent, contents[n].extent) for n in groups.get(first, ())):
            first = content.extent  # what is nested is a quote of its own
        first_of[content.extent] = first
        groups.setdefault(first, []).append(number)
    quotes: list[Quote] = []
    for members in groups.values():
        best = max(members, key=lambda number: contents[number].score)
        cue = next((cues[n] for n in members if cues[n] != NONE), NONE)
        source = next((sources[n] for n in members if sources[n] != NONE), NONE)
        type_ = contents[best].type
        spans = [words.span(edges.widened(contents[n].extent, type_)) for n in members]
        quotes.append(
            Quote(
                id=f"q{len(quotes) + 1}",
                type=cast(QuoteType, type_),
                spans=tuple(spans),
                cue=words.span(cue) if cue != NONE else None,
                source=words.span(source) if source != NONE else None,
                relay=contents[best].relay,
                score=contents[best].score,
            )
        )
    spans = [words.span(edges.widened(extent, "direct"), type_) for extent, type_ in nonspeech]
    return Analysis(quotes, spans)


def _told_once(contents: Sequence[Found], cues: Sequence[Extent]) -> list[int]:
    """The numbers of the contents that hold no other one with the same cue.

    One cue says something once; of what is told twice, the shorter one mostly ends where it should.
    """
    by_cue: dict[Extent, list[Extent]] = defaultdict(list)
    for content, cue in zip(contents, cues, strict=True):
        if cue != NONE:
            by_cue[cue].append(content.extent)
    return [
        number
        for number, content in enumerate(contents)
        if not any(is_within(other, content.extent) for other in by_cue[cues[number]])
    ]


class _Edges:
    """Gives trimmed contents the marks and the punctuation that belong to them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.starts: dict[int, list[_Pair]] = {}
        self.ends: dict[int, list[_Pair]] = {}
        for inner, outer in words.pairs:
            pair = _Pair(words.trimmed(inner), inner, outer)
            self.starts.setdefault(pair.trimmed[0], []).append(pair)
            self.ends.setdefault(pair.trimmed[1], []).append(pair)

    def widened(self, extent: Extent, type_: str) -> Extent:
        """Marks around reported content belong to it, those around other content do not.

        Direct content without marks of its own takes the end of its sentence.
        """
        start, end = extent
        opening, closing = self.starts.get(start, []), self.ends.get(end, [])
        first = min((pair.outer[0] for pair in opening if pair.trimmed[1] <= end), default=start)
        last = max((pair.outer[1] for pair in closing if pair.trimmed[0] >= start), default=end)
        if type_ not in ("indirect", "mixed"):
            own = [pair.inner[0] for pair in opening if pair.trimmed[1] >= end]
            first = max(own, default=first)
            own = [pair.inner[1] for pair in closing if pair.trimmed[0] <= start]
            last = min(own, default=self._after_stops(last) if type_ == "direct" else last)
        return first, last

    def _after_stops(self, end: int) -> int:
        """The end moved behind what ends a sentence in the same paragraph."""
        words = self.words
        while (
            end < len(words) and end not in words.offsets and TERMINAL.issuperset(words.texts[end])
        ):
            end += 1
        return end


class _Pair(NamedTuple):
    """A stretch in marks: its words, what is between the marks, and the stretch with them."""

    trimmed: Extent
    inner: Extent
    outer: Extent
