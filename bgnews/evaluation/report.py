"""Puts the judges together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any

from ..corpus.article import ANNOTATED_KINDS, STANCE_LABELS, Article
from ..corpus.sources import SOURCE_KINDS
from .comparison import Comparison, Passage, compare
from .counts import Counts
from .differences import differences
from .matching import Text
from .pairing import Pairing
from .prediction import Prediction
from .quotes import QuoteScores
from .stances import StanceScores


@dataclass
class Report:
    """How well predictions fit the gold annotation, over all articles.

    Attributes:
        articles: what was judged, article by article.
        given: figures on stance where quotes, or holders and targets too, are given as annotated,
            from 0 to 1; see ``bgnews.stance.scorer.score_given``.
    """

    quotes: QuoteScores = field(default_factory=QuoteScores)
    stances: StanceScores = field(default_factory=StanceScores)
    paragraph_drop: Counts = field(default_factory=Counts)
    articles: list[Pairing] = field(default_factory=list)
    given: dict[str, float] = field(default_factory=dict)

    def counts(self) -> dict[str, Counts]:
        """The counts behind precision, recall and F1, by name of the metric."""
        return {
            **self.quotes.counts,
            "stance_pair": self.stances.pair,
            "stance_triple": self.stances.triple,
            "paragraph_drop": self.paragraph_drop,
        }

    def attribution_by_source(self) -> dict[str, Counts]:
        """Attribution by what the text has for the source: a name, a pronoun, nothing and so on."""
        found = self.quotes.by_source
        return {f"attribution_{kind}": found[kind] for kind in SOURCE_KINDS if kind in found}

    def stances_by_label(self) -> dict[str, Counts]:
        """How often each label is right on pairs that match."""
        return {f"stance_{label}": self.stances.label_counts(label) for label in STANCE_LABELS}

    def all_counts(self) -> dict[str, Counts]:
        """The counts of all metrics, with those by kind of source and by label of stance."""
        return self.counts() | self.attribution_by_source() | self.stances_by_label()

    def accuracies(self) -> dict[str, float]:
        """The figures that are no F1 of one set of counts, from 0 to 1."""
        return {
            "type_accuracy": self.quotes.accuracy("type"),
            "cue_accuracy": self.quotes.accuracy("cue"),
            "source_accuracy": self.quotes.accuracy("source"),
            "speech_accuracy": self.quotes.speech.accuracy,
            "stance_label_macro_f1": self.stances.label_macro_f1,
            **self.given,
        }

    def comparisons(self) -> list[Comparison]:
        """The articles in which something is wrong, as annotated text."""
        return [found for found in map(compare, self.articles) if found.passages]

    def error_classes(self) -> Counter[str]:
        """How often each class of errors occurs, such as ``missed indirect``, ``wrong speaker``."""
        found = chain.from_iterable(map(differences, self.articles))
        return Counter(difference.kind for difference in found)

    def as_dict(self) -> dict[str, Any]:
        """All that is known, as JSON; shares go from 0 to 1, offsets count code points.

        Each metric has precision, recall and F1, which are None where there is nothing to find or
        judge, and what was counted; each accuracy is a number.
        Beside them ``confusion`` (of types and of speech, by gold and predicted label),
        ``calibration``, ``error_classes`` (how often each occurs) and ``errors`` (by article, the
        lines in which something is wrong).
        """
        return {
            **{name: _figures(counts) for name, counts in self.all_counts().items()},
            **self.accuracies(),
            "confusion": {
                "types": self.quotes.types.rows(),
                "speech": self.quotes.speech.rows(),
            },
            "calibration": {
                "brier_score": self.quotes.calibration.brier_score,
                "expected_calibration_error": self.quotes.calibration.expected_error,
                "bins": [asdict(bin_) for bin_ in self.quotes.calibration.bins()],
            },
            "error_classes": dict(self.error_classes().most_common()),
            "errors": [
                {"id": found.id, "passages": list(map(_passage, found.passages))}
                for found in self.comparisons()
            ],
        }


def evaluate(pairs: Iterable[tuple[Article, Prediction]]) -> Report:
    """Judge what was found in articles, each with its gold annotation.

    The metrics count over all articles, so a long article weighs more than a short one.
    """
    report = Report()
    for gold, predicted in pairs:
        pairing = Pairing(gold, predicted)
        report.articles.append(pairing)
        report.quotes.add(pairing)
        report.stances.add(gold, predicted)
        _add_paragraphs(report.paragraph_drop, gold, predicted)
    return report


def _figures(counts: Counts) -> dict[str, Any]:
    """What is behind a metric; no shares where there was nothing to find, and nothing was found."""
    known = bool(counts.predicted or counts.gold)
    return {
        "precision": counts.precision if known else None,
        "recall": counts.recall if known else None,
        "f1": counts.f1 if known else None,
        "predicted": counts.predicted,
        "gold": counts.gold,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    differences = [{"kind": d.kind, **asdict(d)} for d in passage.differences]
    return {**asdict(passage), "differences": differences}


def _add_paragraphs(counts: Counts, gold: Article, predicted: Prediction) -> None:
    """Count the paragraphs that are no part of the article itself."""
    trimmed = Text(gold.text).trimmed
    kinds = {trimmed(extent): kind for extent, kind in predicted.paragraphs}
    for paragraph in gold.paragraphs:
        kind = kinds.get(trimmed((paragraph.start, paragraph.end)), "body")
        dropped, wanted = kind not in ANNOTATED_KINDS, paragraph.kind not in ANNOTATED_KINDS
        counts.add(dropped and wanted, dropped, wanted)
