"""Counting what was asked for, what was found and what was right."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass
class Counts:
    """What precision, recall and F1 are computed from.

    Attributes:
        predicted: how many were found.
        gold: how many there are.
        right_predicted: how many of those found are right.
        right_gold: how many of those there are were found; differs from ``right_predicted`` only
            where one may match several.
    """

    predicted: int = 0
    gold: int = 0
    right_predicted: int = 0
    right_gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        """Add the counts of an article in which matches are one to one."""
        self.right_predicted += right
        self.right_gold += right
        self.predicted += predicted
        self.gold += gold

    def add_matches(
        self,
        predicted: Collection[Item],
        gold: Collection[Item],
        matches: Callable[[Item, Item], bool],
    ) -> None:
        """Add items of which one may match several of the other side."""
        self.predicted += len(predicted)
        self.gold += len(gold)
        self.right_predicted += sum(any(matches(one, other) for other in gold) for one in predicted)
        self.right_gold += sum(any(matches(one, other) for other in predicted) for one in gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right, from 0 to 1; 0 if nothing was found."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found, from 0 to 1; 0 if there is nothing."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, from 0 to 1."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0
