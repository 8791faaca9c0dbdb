"""Whether scores are probabilities: of the quotes with a score of 0.8, four of five are right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from ..corpus.extras import extra

#: How many bins of equal width the scores from 0 to 1 are sorted into.
BINS = 10


@dataclass(frozen=True)
class Bin:
    """The quotes whose scores lie from ``low`` up to ``high``, which only 1 itself reaches.

    Attributes:
        count: how many there are, at least one.
        mean_score: the mean of their scores.
        share_right: how many of them are right, from 0 to 1.
    """

    low: float
    high: float
    count: int
    mean_score: float
    share_right: float


@dataclass
class Calibration:
    """The scores of predicted quotes, and whether each quote is right."""

    scores: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, score: float, right: bool) -> None:
        """Add a quote with its score, from 0 to 1."""
        self.scores.append(score)
        self.right.append(right)

    def bins(self) -> Iterator[Bin]:
        """The reliability table, without empty bins."""
        scores, right = np.array(self.scores), np.array(self.right)
        numbers = np.minimum((scores * BINS).astype(int), BINS - 1)
        for number in np.unique(numbers):
            here = numbers == number
            yield Bin(
                low=int(number) / BINS,
                high=(int(number) + 1) / BINS,
                count=int(here.sum()),
                mean_score=float(scores[here].mean()),
                share_right=float(right[here].mean()),
            )

    @property
    def brier_score(self) -> float | None:
        """The Brier score, the mean squared distance of score and truth; None without quotes."""
        if not self.scores:
            return None
        with extra("evaluation"):
            from sklearn.metrics import brier_score_loss

        return float(brier_score_loss(self.right, self.scores, pos_label=True))

    @property
    def expected_error(self) -> float | None:
        """The expected calibration error: how far mean score and share right of a bin differ.

        The mean over the quotes, from 0 to 1; None without quotes.
        """
        if not self.scores:
            return None
        distances = (b.count * abs(b.mean_score - b.share_right) for b in self.bins())
        return sum(distances) / len(self.scores)
