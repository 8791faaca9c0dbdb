"""From articles to vectors of their words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, List, Protocol  # noqa: UP035

import numpy as np
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Floats2d


class Readable(Protocol):
    """An article as a model reads it.

    Attributes:
        doc: the article.
        index: the tokens of the doc that are read, in order.
    """

    doc: Doc
    index: np.ndarray


def of_words(tok2vec: Model) -> Model[List[Readable], List[Floats2d]]:  # noqa: UP006
    """The vectors that a layer gives the tokens of each doc, for those that are read."""
    return Model("of_words", _forward_of_words, init=_initialize_of_words, layers=[tok2vec])


def _initialize_of_words(
    model: Model,
    X: list[Readable] | None = None,  # noqa: N803
    Y: None = None,  # noqa: N803, ARG001
) -> None:
    model.layers[0].initialize(X=None if X is None else [article.doc for article in X])


def _forward_of_words(
    model: Model, articles: list[Readable], is_train: bool
) -> tuple[list[Floats2d], Callable]:
    vectors, backprop_vectors = model.layers[0]([article.doc for article in articles], is_train)

    def backprop(d_output: list[Floats2d]) -> list[Readable]:
        d_vectors: list[Any] = [model.ops.alloc2f(*array.shape) for array in vectors]
        for d_array, article, d_words in zip(d_vectors, articles, d_output, strict=True):
            d_array[article.index] = d_words
        backprop_vectors(d_vectors)
        return articles

    pairs = zip(vectors, articles, strict=True)
    return [array[article.index] for array, article in pairs], backprop


def features_of(make: Callable[[Any], np.ndarray]) -> Model[List[Any], List[Floats2d]]:  # noqa: UP006
    """The features of the words of each article, as they come.

    Args:
        make: gives an array with a row for each word of an article.
    """

    return Model("features_of", partial(_forward_features, make))


def _forward_features(
    make: Callable[[Any], np.ndarray],
    model: Model,
    articles: list[Any],
    is_train: bool,  # noqa: ARG001
) -> tuple[list[Floats2d], Callable]:
    xp: Any = model.ops.xp
    arrays: list[Any] = [xp.asarray(make(article)) for article in articles]
    return arrays, lambda d_output: articles  # noqa: ARG005
