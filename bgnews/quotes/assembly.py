"""Puts found contents, cues and sources together as quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from spacy.tokens import Span

from ..annotations import Quote, QuoteType
from ..quote_rules.passage import Extent
from .decoding import Found
from .links import NONE
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
        continued: for each content the first content of the quote that it goes on with.
        nonspeech: words in marks that nobody said, with their type.
    """
    edges = _Edges(words)
    groups: dict[Extent, list[int]] = {}
    first_of: dict[Extent, Extent] = {}
    for number, content in enumerate(contents):
        first = first_of.get(continued[number], content.extent)
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


class _Edges:
    """Gives trimmed contents the marks and the punctuation that belong to them."""

    def __init__(self, words: Words) -> None:
        self.starts: dict[int, tuple[Extent, Extent]] = {}
        self.ends: dict[int, tuple[Extent, Extent]] = {}
        for inner, outer in words.pairs:
            start, end = words.trimmed(inner)
            self.starts.setdefault(start, (inner, outer))
            self.ends[end] = (inner, outer)

    def widened(self, extent: Extent, type_: str) -> Extent:
        """Words in marks keep their punctuation; reported content keeps the marks in it."""
        start, end = extent
        opening, closing = self.starts.get(start), self.ends.get(end)
        if type_ == "direct":
            if opening and opening[0][1] >= end:
                start = opening[0][0]
            if closing and closing[0][0] <= start:
                end = closing[0][1]
            return start, end
        if opening and opening[0][1] <= end + 1:
            start = opening[1][0]
        if closing and closing[0][0] >= extent[0]:
            end = closing[1][1]
        return start, end
