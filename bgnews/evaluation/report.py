"""Puts the judges together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..corpus.article import ANNOTATED_KINDS, Article
from ..corpus.sources import SOURCE_KINDS
from .counts import Counts
from .matching import Text
from .prediction import Prediction
from .quotes import QuoteScores
from .stances import StanceScores


@dataclass
class Report:
    """How well predictions fit the gold annotation, over all articles."""

    quotes: QuoteScores = field(default_factory=QuoteScores)
    stances: StanceScores = field(default_factory=StanceScores)
    paragraph_drop: Counts = field(default_factory=Counts)

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

    def as_dict(self) -> dict[str, Any]:
        """All figures as JSON: precision, recall and F1 from 0 to 1, and what was counted."""
        return {
            name: {
                "precision": counts.precision,
                "recall": counts.recall,
                "f1": counts.f1,
                "predicted": counts.predicted,
                "gold": counts.gold,
            }
            for name, counts in (self.counts() | self.attribution_by_source()).items()
        } | self.accuracies()

    def accuracies(self) -> dict[str, float]:
        """The figures that are no F1 of one set of counts, from 0 to 1."""
        return {
            "type_accuracy": self.quotes.type_accuracy,
            "stance_label_macro_f1": self.stances.label_macro_f1,
        }


def evaluate(pairs: Iterable[tuple[Article, Prediction]]) -> Report:
    """Judge what was found in articles, each with its gold annotation.

    The metrics count over all articles, so a long article weighs more than a short one.
    """
    report = Report()
    for gold, predicted in pairs:
        report.quotes.add(gold, predicted)
        report.stances.add(gold, predicted)
        _add_paragraphs(report.paragraph_drop, gold, predicted)
    return report


def _add_paragraphs(counts: Counts, gold: Article, predicted: Prediction) -> None:
    """Count the paragraphs that are no part of the article itself."""
    trimmed = Text(gold.text).trimmed
    kinds = {trimmed(extent): kind for extent, kind in predicted.paragraphs}
    for paragraph in gold.paragraphs:
        kind = kinds.get(trimmed((paragraph.start, paragraph.end)), "body")
        dropped, wanted = kind not in ANNOTATED_KINDS, paragraph.kind not in ANNOTATED_KINDS
        counts.add(dropped and wanted, dropped, wanted)
