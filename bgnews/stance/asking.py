"""Holders and targets that somebody asks about."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span

from .evidence import NONE, Evidence, Extent, length, overlaps, shared
from .options import Pair
from .story import Story


@dataclass(frozen=True)
class Asked:
    """A holder and a target whose stance is asked for.

    Attributes:
        target: where the text names the target.
        holder: where the text names the holder; None for whoever says the evidence.
        evidence: what may show the stance, such as a clause; None for the quote, or else the
            sentence, in which the target is named.
    """

    target: Span
    holder: Span | None = None
    evidence: Span | None = None


def locate(story: Story, asked: Asked) -> tuple[Evidence, Pair]:
    """The evidence in which a pair is to be judged, and the pair.

    Of nested quotes the one that the holder says is taken, or else the innermost.

    Raises:
        ValueError: if a span is of another doc, or the target or the evidence is empty.
    """
    spans = (asked.target, asked.holder, asked.evidence)
    if any(span is not None and span.doc is not story.doc for span in spans):
        raise ValueError("the spans of a pair have to be of the doc that is asked about")
    if not len(asked.target) or (asked.evidence is not None and not len(asked.evidence)):
        raise ValueError("the target or the evidence is empty")
    target, holder = _extent(asked.target), _extent(asked.holder)
    around = _extent(asked.evidence) if asked.evidence is not None else target
    evidence = max(
        (found for found in story.evidence if _holds(found.hull, around)),
        key=lambda found: _fit(found, holder),
        default=Evidence("described", (_sentence(asked) if asked.evidence is None else around,)),
    )
    if asked.evidence is not None and evidence.hull != around:
        evidence = replace(evidence, extents=(around,))
    return evidence, (holder if holder != NONE else evidence.source, target)


def _holds(outer: Extent, inner: Extent) -> bool:
    return shared(outer, inner) == length(inner)


def _fit(evidence: Evidence, holder: Extent) -> tuple[bool, int]:
    """How well evidence fits what is asked: whether the holder says it, and how short it is."""
    says = holder != NONE and overlaps(evidence.source, holder)
    return says, -length(evidence.hull)


def _sentence(asked: Asked) -> Extent:
    return _extent(asked.target.sent)


def _extent(span: Span | None) -> Extent:
    return (span.start, span.end) if span is not None else NONE
