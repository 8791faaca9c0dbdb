"""What the stance model should have answered: the gold annotation of an article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span
from spacy.training import Example

from ..annotations import Quote, get_clean, get_quotes
from ..corpus import article as corpus
from ..corpus.docs import article_from_doc
from .evidence import NONE, Evidence, Extent, length, shared
from .story import Story

_CLOSE = 0.5  # F1 of tokens from which on a phrase is taken for a mention


@dataclass(frozen=True)
class Position:
    """A gold stance.

    Attributes:
        evidence: what shows it.
        holder: where the evidence names the holder, or the source of the quote; may be empty.
        targets: where the evidence names the target.
        label: support, oppose or neutral.
    """

    evidence: Evidence
    holder: Extent
    targets: tuple[Extent, ...]
    label: str


class Gold:
    """The gold stances of one article.

    Args:
        example: its reference has the annotation, as ``bgnews.Corpus.v1`` reads it.

    Attributes:
        article: the annotation.
        quotes: the gold quotes, on the predicted doc.
        story: the predicted doc with these quotes.
        positions: the stances whose evidence and target are in the story.

    Raises:
        ValueError: if the reference has no annotated article.
    """

    def __init__(self, example: Example) -> None:
        self._doc = example.predicted
        self.article = article_from_doc(example.reference)
        self._clean = get_clean(example.reference)
        self.quotes = self._quotes(example)
        self.story = Story(self._doc, self.quotes)
        self._by_quote = {evidence.quote: evidence for evidence in self.story.evidence}
        self.positions = list(self._positions())

    def _quotes(self, example: Example) -> list[Quote]:
        """The gold quotes on the predicted doc."""
        quotes = []
        for quote in get_quotes(example.reference):
            spans = tuple(span for part in quote.spans if (span := self._moved(part)) is not None)
            if spans:
                cue, source = self._moved(quote.cue), self._moved(quote.source)
                quotes.append(replace(quote, spans=spans, cue=cue, source=source))
        return quotes

    def _moved(self, span: Span | None) -> Span | None:
        if span is None:
            return None
        return self._doc.char_span(
            span.start_char, span.end_char, span.label_, alignment_mode="expand"
        )

    def _extent(self, raw: corpus.Extent) -> Extent:
        start, end = self._clean.to_clean(*raw)
        span = self._doc.char_span(start, end, alignment_mode="expand") if start < end else None
        return (span.start, span.end) if span is not None else NONE

    def _positions(self) -> Iterator[Position]:
        for stance in self.article.stances:
            evidence = self._evidence(stance)
            if evidence is None or stance.optional:
                continue
            targets = tuple(self._mentions(stance.target, evidence))
            if not targets:
                continue
            holder = evidence.source
            if evidence.quote is None:
                holder = next(self._mentions(stance.holder, evidence), NONE)
            yield Position(evidence, holder, targets, stance.label)

    def _evidence(self, stance: corpus.StanceAnnotation) -> Evidence | None:
        if stance.quote is not None:
            return self._by_quote.get(stance.quote)
        at = self._extent(stance.at or (0, 0))
        described = (e for e in self.story.evidence if e.quote is None and shared(e.hull, at) > 0)
        return max(described, key=lambda evidence: shared(evidence.hull, at), default=None)

    def _mentions(self, entity: str, evidence: Evidence) -> Iterator[Extent]:
        for raw in self.article.mentions_of(entity):
            mention = self._extent(raw)
            size = length(mention)
            if size and any(shared(mention, extent) == size for extent in evidence.extents):
                yield mention


def closest(mention: Extent, phrases: Sequence[Extent]) -> int | None:
    """Which phrase is a mention, or shares most of its words; None if none shares enough."""
    best, row = 0.0, None
    for number, phrase in enumerate(phrases):
        f1 = 2 * shared(mention, phrase) / (length(mention) + length(phrase) or 1)
        if f1 > best:
            best, row = f1, number
    return row if best >= _CLOSE else None
