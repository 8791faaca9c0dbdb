"""Annotated articles that everyone has, and that no pipeline of bgnews has learned from."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain, cycle, islice
from pathlib import Path

from bgnews.corpus import Article, read_articles
from bgnews.corpus.noise import KINDS, add_noise
from bgnews.retraining.articles import own_articles

CORPUS = Path(__file__).parent.parent / "corpus"


def unseen() -> list[Article]:
    """The articles of ``splits/test.txt`` composed for bgnews, and those on football."""
    return [*own_articles()["test"], *read_articles([CORPUS / "football" / "test"])]


def learned() -> list[Article]:
    """What others may learn from: the articles and items composed for bgnews, for training."""
    return [*own_articles()["train"], *read_articles([CORPUS / "items"])]


def noisy(articles: Sequence[Article], level: float) -> list[Article]:
    """The articles with the noise of real pages.

    Args:
        articles: clean ones.
        level: how likely each kind of noise is in each article, from 0 to 1.
    """
    rng = random.Random(0)
    return [add_noise(article, rng, dict.fromkeys(KINDS, level)) for article in articles]


def text_of(words: int, articles: Sequence[Article]) -> str:
    """One text of so many words: the lines of the articles, again and again."""
    lines = cycle(chain.from_iterable(article.text.split("\n") for article in articles))
    taken: list[str] = []
    while words > 0:
        line = next(lines)
        taken.append(" ".join(islice(line.split(), words)))
        words -= len(line.split())
    return "\n".join(taken)
