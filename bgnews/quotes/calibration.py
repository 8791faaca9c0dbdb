"""Makes probabilities of scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_CERTAIN = 1 - 1e-6


@dataclass(frozen=True)
class Calibration:
    """How scores become probabilities: Platt scaling (J. Platt, 1999) of their log odds.

    Attributes:
        slope: what the log odds are multiplied with; below 1 for scores that are too sure.
        intercept: what is added.
    """

    slope: float = 1.0
    intercept: float = 0.0

    def __call__(self, score: float) -> float:
        """The probability, from 0 to 1."""
        odds = self.slope * log_odds(score) + self.intercept
        return float(1 / (1 + np.exp(-odds)))


def log_odds(score: float) -> float:
    """The log odds of a score from 0 to 1, which are kept finite."""
    score = min(max(score, 1 - _CERTAIN), _CERTAIN)
    return float(np.log(score / (1 - score)))
