"""Judges stances: the pair of holder and target, and the label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..corpus.article import STANCE_LABELS, Article
from .counts import Counts
from .matching import overlap
from .names import same_name
from .prediction import PredictedStance, Prediction

_Pair = tuple[str, str]


@dataclass
class StanceScores:
    """The counts over all articles added; a holder and a target make one pair an article.

    Attributes:
        pair: holder and target are right; the target may be right by its mention.
        triple: so is the label; where the gold annotation has several, one of them.
        labels: gold and predicted label of the matched pairs.
    """

    pair: Counts = field(default_factory=Counts)
    triple: Counts = field(default_factory=Counts)
    labels: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: Article, predicted: Prediction) -> None:
        """Count what was found in one article."""
        wanted: dict[_Pair, set[str]] = defaultdict(set)
        for stance in gold.stances:
            if not stance.optional:
                wanted[stance.holder, stance.target].add(stance.label)
        optional = [(s.holder, s.target) for s in gold.stances if s.optional]
        found: dict[_Pair, PredictedStance] = {}
        for stance in predicted.stances:
            found.setdefault((stance.holder, stance.target), stance)
        asked = dict(wanted)
        pairs = triples = unasked = 0
        for stance in found.values():
            pair = _best(gold, stance, asked)
            if pair is None:
                unasked += any(_fits(gold, stance, other) for other in optional)
                continue
            labels = asked.pop(pair)
            pairs += 1
            triples += stance.label in labels
            label = stance.label if stance.label in labels else min(labels)
            self.labels[label, stance.label] += 1
        self.pair.add(pairs, len(found) - unasked, len(wanted))
        self.triple.add(triples, len(found) - unasked, len(wanted))

    @property
    def label_macro_f1(self) -> float:
        """The mean F1 of the labels on matched pairs, from 0 to 1."""
        return self._mean_f1(STANCE_LABELS)

    @property
    def side_f1(self) -> float:
        """The mean F1 of support and oppose on matched pairs, from 0 to 1."""
        return self._mean_f1(("support", "oppose"))

    def _mean_f1(self, labels: Sequence[str]) -> float:
        return sum(self.label_counts(label).f1 for label in labels) / len(labels)

    def label_counts(self, label: str) -> Counts:
        """How often one label was given and was right, on matched pairs."""
        counts = Counts()
        counts.add(
            self.labels[label, label],
            sum(n for (_, predicted), n in self.labels.items() if predicted == label),
            sum(n for (gold, _), n in self.labels.items() if gold == label),
        )
        return counts


def _best(gold: Article, stance: PredictedStance, asked: dict[_Pair, set[str]]) -> _Pair | None:
    """The gold pair that a stance is of, rather one with its label."""
    fitting = [pair for pair in asked if _fits(gold, stance, pair)]
    same_label = [pair for pair in fitting if stance.label in asked[pair]]
    return next(iter(same_label or fitting), None)


def _fits(gold: Article, stance: PredictedStance, pair: _Pair) -> bool:
    holder, target = map(gold.entity, pair)
    if holder is None or target is None:
        return False
    if not same_name(stance.holder, gold.names_of(holder.id), holder.type):
        return False
    if same_name(stance.target, gold.names_of(target.id), target.type):
        return True
    return stance.target_span is not None and any(
        overlap(stance.target_span, extent) for extent in gold.mentions_of(target.id)
    )
