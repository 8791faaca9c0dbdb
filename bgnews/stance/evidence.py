"""What may show a position: what somebody is quoted with, and what the reporter tells himself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from spacy.tokens import Doc, Span

from ..annotations import Quote, QuoteType
from ..quote_rules.component import spoken_paragraphs
from ..quote_rules.passage import Extent

#: The extent that stands for no span.
NONE: Extent = (0, 0)
#: ``described`` is a sentence of the reporter.
EvidenceKind = Literal["direct", "indirect", "mixed", "described"]
KINDS: tuple[EvidenceKind, ...] = ("direct", "indirect", "mixed", "described")
_QUOTED = 0.7  # a sentence with more of its tokens in quotes is no words of the reporter


@dataclass(frozen=True)
class Evidence:
    """A stretch of text that may show a position.

    Attributes:
        kind: the type of the quote, or that the reporter describes the position.
        extents: the tokens; several extents where an attribution interrupts a quote.
        quote: the id of the quote, if it is one.
        speaker: the name of who says it, if it is a quote and known.
        source: where the text names the speaker, empty if it does not.
        cue: the words that attribute, empty if there are none.
    """

    kind: EvidenceKind
    extents: tuple[Extent, ...]
    quote: str | None = None
    speaker: str | None = None
    source: Extent = NONE
    cue: Extent = NONE

    @property
    def hull(self) -> Extent:
        """From the first token to the last one."""
        return self.extents[0][0], self.extents[-1][1]


def find_evidence(doc: Doc, quotes: Sequence[Quote]) -> list[Evidence]:
    """All that may show a position in an article.

    Args:
        doc: the article; its sentences and paragraphs are set.
        quotes: its quotes.

    Returns:
        The quotes that are no relays, and the sentences of titles and body that are not for the
        most part inside quotes, in order of position.
    """
    found = [_of_quote(quote) for quote in quotes if not quote.relay]
    found += _described(doc, found)
    return sorted(found, key=lambda evidence: evidence.hull)


def _of_quote(quote: Quote) -> Evidence:
    kind: QuoteType = quote.type
    extents = tuple((span.start, span.end) for span in quote.spans)
    return Evidence(
        kind, extents, quote.id, quote.speaker, _extent(quote.source), _extent(quote.cue)
    )


def _extent(span: Span | None) -> Extent:
    return (span.start, span.end) if span is not None else NONE


def _described(doc: Doc, quoted: Sequence[Evidence]) -> Iterator[Evidence]:
    taken = sorted(
        {i for evidence in quoted for extent in evidence.extents for i in range(*extent)}
    )
    paragraph: Any  # the types of spaCy do not know that spans have sentences
    for paragraph in spoken_paragraphs(doc):
        for sentence in paragraph.sents:
            start = max(sentence.start, paragraph.start)
            end = min(sentence.end, paragraph.end)
            words = sum(not token.is_space for token in doc[start:end])
            inside = bisect_left(taken, end) - bisect_left(taken, start)
            if words > 1 and inside < _QUOTED * words:
                yield Evidence("described", ((start, end),))


def length(extent: Extent) -> int:
    return extent[1] - extent[0]


def shared(one: Extent, other: Extent) -> int:
    """How many tokens two extents share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlaps(one: Extent, other: Extent) -> bool:
    return shared(one, other) > 0
