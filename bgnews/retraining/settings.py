"""What a retraining is told."""

from __future__ import annotations

from dataclasses import dataclass

#: The components that can be trained, and their factories.
TRAINED = {"quotes": "bgnews_quotes", "stance": "bgnews_stance"}


@dataclass(frozen=True)
class Settings:
    """What a retraining is told.

    Attributes:
        base: the pipeline to begin with: one that comes with bgnews, a folder or a package.
        only: the components to train, of ``TRAINED``; the others stay as they are.
        mix: how many of the articles of bgnews are trained on along with the user's, against
            forgetting; 0 for none.
        passes: how often each article is seen, at most.
        patience: after how many passes without a better score training ends.
        share: how much of the articles judges the others, from 0 to 1, where none are given
            for that.
        seed: another one gives another order, noise and division.
    """

    base: str
    only: tuple[str, ...] = tuple(TRAINED)
    mix: int = 200
    passes: int = 10
    patience: int = 3
    share: float = 0.2
    seed: int = 0
