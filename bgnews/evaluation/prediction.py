"""What is judged: the quotes, stances and paragraphs that somebody found in a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..corpus.article import Annotation, Extent


@dataclass(frozen=True)
class PredictedQuote:
    """A quote as found; extents are in code points of the raw text, ends exclusive.

    ``score`` is how sure the finder is, from 0 to 1; None where nobody says, as of a reader.
    """

    type: str
    spans: tuple[Extent, ...]
    cues: tuple[Extent, ...]
    sources: tuple[Extent, ...]
    speaker: str | None
    relay: bool
    score: float | None = None


@dataclass(frozen=True)
class PredictedStance:
    """A stance as found, between names."""

    holder: str
    target: str
    label: str
    target_span: Extent | None


@dataclass(frozen=True)
class Prediction:
    """All that was found in an article; ``paragraphs`` gives the kind of each extent."""

    quotes: tuple[PredictedQuote, ...] = ()
    nonspeech: tuple[Extent, ...] = ()
    stances: tuple[PredictedStance, ...] = ()
    paragraphs: tuple[tuple[Extent, str], ...] = ()


def from_record(record: Mapping[str, Any]) -> Prediction:
    """What an output record says, such as ``bgnews analyze`` writes; see ``bgnews.records``.

    Raises:
        ValueError: if the score of a quote is not from 0 to 1.
    """
    return Prediction(
        quotes=tuple(
            PredictedQuote(
                quote["type"],
                tuple(map(_raw, quote["spans"])),
                (_raw(quote["cue"]),) if quote["cue"] else (),
                (_raw(quote["source"]),) if quote["source"] else (),
                quote["speaker"],
                quote["relay"],
                _probability(quote),
            )
            for quote in record["quotes"]
        ),
        nonspeech=tuple(map(_raw, record["nonspeech"])),
        stances=tuple(
            PredictedStance(
                stance["holder"],
                stance["target"],
                stance["label"],
                _raw(stance["target_span"]) if stance["target_span"] else None,
            )
            for stance in record["stances"]
        ),
        paragraphs=tuple((_raw(p), p["kind"]) for p in record["paragraphs"]),
    )


def from_annotation(annotation: Annotation) -> Prediction:
    """What a reader annotated, to be judged by what another one did."""
    names = {entity.id: entity.name for entity in annotation.entities}
    return Prediction(
        quotes=tuple(
            PredictedQuote(
                quote.type,
                quote.spans,
                quote.cues,
                quote.sources,
                names.get(quote.by or ""),
                quote.relay,
            )
            for quote in annotation.quotes
        ),
        nonspeech=tuple((found.start, found.end) for found in annotation.nonspeech),
        stances=tuple(
            PredictedStance(
                names.get(stance.holder, ""),
                names.get(stance.target, ""),
                stance.label,
                next(annotation.mentions_of(stance.target), None),
            )
            for stance in annotation.stances
        ),
        paragraphs=tuple(((p.start, p.end), p.kind) for p in annotation.paragraphs),
    )


def _raw(span: Mapping[str, Any]) -> Extent:
    return span["raw_start"], span["raw_end"]


def _probability(quote: Mapping[str, Any]) -> float:
    score = quote["score"]
    if not 0 <= score <= 1:
        raise ValueError(f"quote {quote['id']!r} has the score {score}; give one from 0 to 1")
    return score
