"""What ``nlp.evaluate``, ``spacy evaluate`` and ``spacy train`` score components with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from spacy import util
from spacy.training import Example

from ..corpus.docs import article_from_doc
from ..records import to_record
from .prediction import from_record
from .report import evaluate

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
    report = evaluate(
        (article_from_doc(example.reference), from_record(to_record(example.predicted, "", "")))
        for example in examples
    )
    scores: dict[str, Any] = {}
    for metric, counts in report.quotes.counts.items():
        known = counts.gold or counts.predicted
        figures = {"p": counts.precision, "r": counts.recall, "f": counts.f1}
        for letter, figure in figures.items():
            scores[f"quotes_{metric}_{letter}"] = figure if known else None
    return scores
