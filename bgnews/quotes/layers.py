"""The layers of the quote model that read ``Words``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, List  # noqa: UP035

from thinc.api import Model
from thinc.types import Floats2d

from .features import word_features
from .words import Words


def of_words(tok2vec: Model) -> Model[List[Words], List[Floats2d]]:  # noqa: UP006
    """The vectors that a layer gives the tokens of each doc, at the positions of its words."""
    return Model("of_words", _forward_of_words, init=_initialize_of_words, layers=[tok2vec])


def _initialize_of_words(
    model: Model,
    X: list[Words] | None = None,  # noqa: N803
    Y: None = None,  # noqa: N803, ARG001
) -> None:
    model.layers[0].initialize(X=None if X is None else [words.doc for words in X])


def _forward_of_words(
    model: Model, articles: list[Words], is_train: bool
) -> tuple[list[Floats2d], Callable]:
    vectors, backprop_vectors = model.layers[0]([words.doc for words in articles], is_train)

    def backprop(d_output: list[Floats2d]) -> list[Words]:
        d_vectors: list[Any] = [model.ops.alloc2f(*array.shape) for array in vectors]
        for d_array, words, d_words in zip(d_vectors, articles, d_output, strict=True):
            d_array[words.index] = d_words
        backprop_vectors(d_vectors)
        return articles

    return [array[words.index] for array, words in zip(vectors, articles, strict=True)], backprop


def features_of_words() -> Model[List[Words], List[Floats2d]]:  # noqa: UP006
    """The features of words, as they come."""
    return Model("features_of_words", _forward_features)


def _forward_features(
    model: Model,
    articles: list[Words],
    is_train: bool,  # noqa: ARG001
) -> tuple[list[Floats2d], Callable]:
    xp: Any = model.ops.xp
    arrays: list[Any] = [xp.asarray(word_features(words)) for words in articles]
    return arrays, lambda d_output: articles  # noqa: ARG005
