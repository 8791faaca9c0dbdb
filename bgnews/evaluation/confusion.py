"""What was taken for what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Confusion:
    """How often a thing of each gold label was predicted to be of each.

    Attributes:
        labels: in the order in which people want to see them.
        counts: by gold and predicted label.
    """

    labels: tuple[str, ...]
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: str, predicted: str) -> None:
        """Count one thing."""
        self.counts[gold, predicted] += 1

    def rows(self) -> dict[str, dict[str, int]]:
        """The matrix: by gold label the counts by predicted label."""
        return {
            gold: {predicted: self.counts[gold, predicted] for predicted in self.labels}
            for gold in self.labels
        }

    @property
    def accuracy(self) -> float:
        """The share of things that were predicted as what they are, from 0 to 1; 0 if none."""
        right = sum(self.counts[label, label] for label in self.labels)
        return right / self.counts.total() if self.counts else 0.0
