"""What stances are judged by in training and evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy import util
from spacy.language import Language
from spacy.training import Example

from ..annotations import set_quotes
from .gold import Gold

if TYPE_CHECKING:
    from ..corpus import Article
    from .component import StanceFinder

Scorer = Callable[..., dict[str, Any]]


@util.registry.scorers("bgnews.StanceScorer.v1")
def create_stance_scorer() -> Scorer:
    """What ``@scorers = "bgnews.StanceScorer.v1"`` in a config calls."""
    return score_stances


def score_stances(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """Judge the stances of predicted docs.

    Args:
        examples: their references are annotated docs, as ``bgnews.Corpus.v1`` reads them or a
            DocBin of ``bgnews corpus convert`` holds them.

    Returns:
        ``stance_pair_p``, ``_r`` and ``_f``, ``stance_triple_p``, ``_r`` and ``_f``, and
        ``stance_label_macro_f`` on matched pairs, from 0 to 1; None where there is neither
        anything to find nor anything found.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    # finding stances does without what judging them needs
    from ..evaluation.scorer import figures_of, report_of

    stances = report_of(examples).stances
    scores: dict[str, Any] = {}
    for metric, counts in (("pair", stances.pair), ("triple", stances.triple)):
        scores |= figures_of(f"stance_{metric}", counts)
    scores["stance_label_macro_f"] = stances.label_macro_f1 if stances.labels else None
    return scores


def score_given(finder: StanceFinder, examples: Iterable[Example]) -> dict[str, Any]:
    """Judge a component where quotes, or holders and targets too, are given as annotated.

    Args:
        finder: the component.
        examples: as for ``score_stances``. The layers that the component listens to have read the
            predicted docs.

    Returns:
        With the gold quotes ``stance_gold_pair_f`` and ``stance_gold_triple_f``; of the labels for
        gold evidence, holders and targets ``stance_given_macro_f``, and ``stance_given_side_f``,
        the mean F1 of support and oppose, for the stances whose target the evidence names. From 0
        to 1; None where there is nothing to find.

    Raises:
        ValueError: if a reference has no annotated article.
    """
    from ..evaluation.prediction import from_record
    from ..evaluation.stances import StanceScores
    from ..records import to_record

    with_quotes, given = StanceScores(), StanceScores()
    for example in examples:
        gold = Gold(example)
        doc = example.predicted.copy()
        set_quotes(doc, gold.quotes)
        finder.set_annotations([doc], finder.predict([doc]))
        with_quotes.add(gold.article, from_record(to_record(doc, "", "")))
        for position, label in zip(gold.positions, finder.label_positions(gold), strict=True):
            given.labels[position.label, label] += 1
    known = bool(given.labels)
    return {
        "stance_gold_pair_f": with_quotes.pair.f1 if known else None,
        "stance_gold_triple_f": with_quotes.triple.f1 if known else None,
        "stance_given_macro_f": given.label_macro_f1 if known else None,
        "stance_given_side_f": given.side_f1 if known else None,
    }


def figures_given(nlp: Language, articles: Iterable[Article]) -> dict[str, float]:
    """What ``score_given`` gives for the stance component of a pipeline on annotated articles.

    Returns:
        Nothing if the pipeline has no such component, or the articles have no stances.
    """
    from ..corpus.examples import to_example
    from .component import stance_finder

    finder = stance_finder(nlp)
    if finder is None:
        return {}
    examples = [to_example(nlp, article) for article in articles if article.stances]
    docs = nlp.pipe([example.predicted for example in examples])
    for example, doc in zip(examples, docs, strict=True):
        example.predicted = doc
    scores = score_given(finder, examples)
    return {name: score for name, score in scores.items() if score is not None}
