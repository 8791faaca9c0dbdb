"""The augmenter of training, ``bgnews.Noise.v1``, and the function behind it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Dict, Optional  # noqa: UP035

from spacy import util
from spacy.language import Language
from spacy.training import Example

from ..article import Article
from ..docs import article_from_doc
from ..examples import to_example
from .apply import with_replacements
from .kinds import KINDS

#: How likely each kind of noise is in an article that gets any.
DEFAULT_KINDS = dict.fromkeys(KINDS, 0.3)


@util.registry.augmenters("bgnews.Noise.v1")
def create_noise(
    level: float = 0.4,
    kinds: Optional[Dict[str, float]] = None,  # noqa: UP006, UP045
    seed: int = 0,
) -> Callable[[Language, Example], Iterator[Example]]:
    """What ``@augmenters = "bgnews.Noise.v1"`` in a config calls.

    Args:
        level: the share of articles that get noise, from 0 to 1; the others pass as they are.
        kinds: how likely each kind of noise is in those, from 0 to 1; by default all of ``KINDS``.
        seed: another one gives other noise.

    Returns:
        A function that yields an example for each. It wants examples that ``bgnews.Corpus.v1``
        reads, or that come from a DocBin which ``bgnews corpus convert`` wrote.

    Raises:
        ValueError: if a kind is unknown, or an example has no annotated article.
    """
    rng = random.Random(seed)
    chosen = _known(DEFAULT_KINDS if kinds is None else kinds)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        if rng.random() >= level:
            yield example
            return
        yield to_example(nlp, add_noise(article_from_doc(example.reference), rng, chosen))

    return augment


def add_noise(
    article: Article, rng: random.Random, kinds: dict[str, float] | None = None
) -> Article:
    """Put the noise of real pages into an article; its annotation stays right.

    Args:
        article: the article.
        rng: decides which kinds of noise it gets, and where.
        kinds: how likely each kind is, from 0 to 1; by default as for ``bgnews.Noise.v1``.

    Raises:
        ValueError: if a kind is unknown.
    """
    for name, likelihood in _known(DEFAULT_KINDS if kinds is None else kinds).items():
        if rng.random() < likelihood:
            article = with_replacements(article, KINDS[name](article, rng))
    return article


def _known(kinds: dict[str, float]) -> dict[str, float]:
    if unknown := kinds.keys() - KINDS.keys():
        raise ValueError(f"no kinds of noise: {', '.join(unknown)} (these are: {', '.join(KINDS)})")
    # in the order in which they fit together, whatever the order in a config
    return {name: kinds[name] for name in KINDS if name in kinds}
