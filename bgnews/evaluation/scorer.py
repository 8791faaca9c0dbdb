"""What ``nlp.evaluate``, ``spacy evaluate`` and ``spacy train`` score components with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy import util
from spacy.training import Example

from ..corpus.docs import article_from_doc
from ..records import to_record
from .counts import Counts
from .prediction import from_record
from .report import Report, evaluate

Scorer = Callable[..., dict[str, Any]]


@util.registry.scorers("bgnews.QuotesScorer.v1")
def create_quotes_scorer() -> Scorer:
    """What ``@scorers = "bgnews.QuotesScorer.v1"`` in a config calls."""
    return score_quotes


def score_quotes(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Judge the quotes, cues, sources and speakers of predicted docs.

    Args:
        examples: their references are annotated docs, as ``bgnews.Corpus.v1`` reads them or a
            DocBin of ``bgnews corpus convert`` holds them.

    Returns:
        For each metric of ``evaluation.Report`` about quotes ``quotes_METRIC_p``, ``_r`` and
        ``_f``, from 0 to 1; None where there is neither anything to find nor anything found.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    scores: dict[str, Any] = {}
    for metric, counts in report_of(examples).quotes.counts.items():
        scores |= figures_of(f"quotes_{metric}", counts)
    return scores


def report_of(examples: Iterable[Example]) -> Report:
    """Judge the predicted docs of examples by their references.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    return evaluate(
        (article_from_doc(example.reference), from_record(to_record(example.predicted, "", "")))
        for example in examples
    )


def figures_of(metric: str, counts: Counts) -> dict[str, float | None]:
    """Precision, recall and F1 as ``METRIC_p``, ``_r`` and ``_f``, from 0 to 1.

    They are None where there is neither anything to find nor anything found.
    """
    known = counts.gold or counts.predicted
    figures = {"p": counts.precision, "r": counts.recall, "f": counts.f1}
    return {f"{metric}_{letter}": figure if known else None for letter, figure in figures.items()}
