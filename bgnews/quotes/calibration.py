"""Makes probabilities of scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language

if TYPE_CHECKING:
    from ..corpus import Article

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


def calibrate(nlp: Language, name: str, articles: Sequence[Article]) -> int:
    """Make the scores of quotes probabilities, by articles that the pipeline was not trained on.

    Args:
        nlp: the pipeline, whose quote component is changed.
        name: the name of that component.
        articles: annotated articles.

    Returns:
        How many quotes were found in them. If not some of them are right and some wrong, nothing
        can be told, and scores stay as they come.

    Raises:
        ImportError: if scikit-learn is not installed.
    """
    from sklearn.linear_model import LogisticRegression

    from ..evaluation import judge

    quotes: Any = nlp.get_pipe(name)
    quotes.calibration = Calibration()
    found = judge(nlp, articles).quotes.calibration
    if len(set(found.right)) == 2:
        scores = np.array([[log_odds(score)] for score in found.scores])
        fit = LogisticRegression(C=1e6).fit(scores, found.right)
        quotes.calibration = Calibration(float(fit.coef_[0, 0]), float(fit.intercept_[0]))
    return len(found.right)
