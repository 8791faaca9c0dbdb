"""Holders and targets that somebody asks about."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from .evidence import NONE, Evidence, Extent, overlaps, shared
from .options import Pair
from .story import Story


@dataclass(frozen=True)
class Asked:
    """A holder and a target whose stance is asked for.

    Attributes:
        target: where the text names the target.
        holder: where the text names the holder; None for whoever says the evidence.
        evidence: what may show the stance; None for the quote, or else the sentence, in which the
            target is named.
    """

    target: Span
    holder: Span | None = None
    evidence: Span | None = None


def locate(story: Story, asked: Asked) -> tuple[Evidence, Pair]:
    """The evidence in which a pair is to be judged, and the pair.

    Of nested quotes the one that the holder says is taken, or else the innermost.

    Raises:
        ValueError: if a span is of another doc, or the target is empty.
    """
    spans = (asked.target, asked.holder, asked.evidence)
    if any(span is not None and span.doc is not story.doc for span in spans):
        raise ValueError("the spans of a pair have to be of the doc that is asked about")
    if asked.target.start == asked.target.end:
        raise ValueError("the target is empty")
    target, holder = _extent(asked.target), _extent(asked.holder)
    around = _extent(asked.evidence) if asked.evidence is not None else target
    evidence = max(
        (found for found in story.evidence if overlaps(found.hull, around)),
        key=lambda found: _fit(found, around, holder),
        default=Evidence("described", (_sentence(asked) if asked.evidence is None else around,)),
    )
    return evidence, (holder if holder != NONE else evidence.source, target)


def _fit(evidence: Evidence, around: Extent, holder: Extent) -> tuple[float, bool, int]:
    """How well evidence fits what is asked: the share of words, the speaker, the shortness."""
    start, end = evidence.hull
    common = shared(evidence.hull, around)
    says = holder != NONE and overlaps(evidence.source, holder)
    return common / (around[1] - around[0]), says, start - end


def _sentence(asked: Asked) -> Extent:
    return _extent(asked.target.sent)


def _extent(span: Span | None) -> Extent:
    return (span.start, span.end) if span is not None else NONE
