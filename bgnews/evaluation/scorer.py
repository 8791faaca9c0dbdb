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
    for metric, counts in _report(examples).quotes.counts.items():
        scores |= _figures(f"quotes_{metric}", counts)
    return scores


@util.registry.scorers("bgnews.StanceScorer.v1")
def create_stance_scorer() -> Scorer:
    """What ``@scorers = "bgnews.StanceScorer.v1"`` in a config calls."""
    return score_stances


def score_stances(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Judge the stances of predicted docs.

    Args:
        examples: as for ``score_quotes``.

    Returns:
        ``stance_pair_p``, ``_r`` and ``_f``, ``stance_triple_p``, ``_r`` and ``_f``, and
        ``stance_label_macro_f`` on matched pairs, from 0 to 1; None where there is neither
        anything to find nor anything found.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    stances = _report(examples).stances
    scores: dict[str, Any] = {}
    for metric, counts in (("pair", stances.pair), ("triple", stances.triple)):
        scores |= _figures(f"stance_{metric}", counts)
    scores["stance_label_macro_f"] = stances.label_macro_f1 if stances.labels else None
    return scores


def _report(examples: Iterable[Example]) -> Report:
    return evaluate(
        (article_from_doc(example.reference), from_record(to_record(example.predicted, "", "")))
        for example in examples
    )


def _figures(metric: str, counts: Counts) -> dict[str, float | None]:
    """Precision, recall and F1 under their names."""
    known = counts.gold or counts.predicted
    figures = {"p": counts.precision, "r": counts.recall, "f": counts.f1}
    return {f"{metric}_{letter}": figure if known else None for letter, figure in figures.items()}
