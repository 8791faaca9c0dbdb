"""Scores of vectors that end with features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from thinc.api import Linear, Maxout, Model, concatenate
from thinc.types import Floats2d

# Arrays that are indexed in ways which the types of thinc do not know.
_Array = Any


def scorer(width: int, features: int, hidden_width: int, scores: int | None = None) -> list[Model]:
    """Layers that score vectors followed by features.

    The features reach the scores both by way of a hidden layer and directly, so that what they
    tell by themselves is learned at once (Cheng et al., 2016, "Wide & Deep Learning").
    """
    hidden = Maxout(hidden_width, width + features, nP=2, normalize=True, dropout=0.0)
    return [
        cast(Model, concatenate(hidden, last_columns(features))),
        Linear(scores, hidden_width + features),
    ]


def last_columns(width: int) -> Model[Floats2d, Floats2d]:
    """The last columns of an array; gradients of the others are zero."""
    return Model("last_columns", _forward_columns, attrs={"width": width})


def _forward_columns(
    model: Model,
    array: _Array,
    is_train: bool,  # noqa: ARG001
) -> tuple[_Array, Callable]:
    width = model.attrs["width"]

    def backprop(d_output: _Array) -> _Array:
        d_array: _Array = model.ops.alloc2f(*array.shape)
        d_array[:, -width:] = d_output
        return d_array

    return array[:, -width:], backprop


def softmax(scores: Any, xp: Any = np) -> Any:
    """The probabilities of each row of scores."""
    powers = xp.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
