"""Vectors of spans and of pairs of spans, made of those of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Tuple  # noqa: UP035

import numpy as np
from thinc.api import Model
from thinc.types import Floats2d

# Arrays that are indexed in ways which the types of thinc do not know.
_Array = Any

#: Vectors of words, extents of spans among them, and features of the spans.
Spans = Tuple[Floats2d, Any, Floats2d]  # noqa: UP006
#: Vectors of words, extents of two spans each, and features of the pair.
Pairs = Tuple[Floats2d, Any, Any, Floats2d]  # noqa: UP006


def span_vectors(width: int) -> Model[Spans, Floats2d]:
    """For each span its first vector, its last one, their mean over the span, and its features.

    Args:
        width: how many columns of the vectors to take.
    """
    return Model("span_vectors", _forward_spans, attrs={"width": width})


def _forward_spans(
    model: Model,
    spans: Spans,
    is_train: bool,  # noqa: ARG001
) -> tuple[_Array, Callable]:
    vectors, extents, features = spans
    pooled, backprop_pooled = _pooled(model, vectors, extents)

    def backprop(d_output: _Array) -> Spans:
        d_features = d_output[:, pooled.shape[1] :]
        return backprop_pooled(d_output[:, : pooled.shape[1]]), extents, d_features

    return model.ops.xp.hstack([pooled, features]), backprop


def pair_vectors(width: int) -> Model[Pairs, Floats2d]:
    """For each pair of spans the vectors of both, and the features of the pair.

    Args:
        width: how many columns of the vectors to take.
    """
    return Model("pair_vectors", _forward_pairs, attrs={"width": width})


def _forward_pairs(
    model: Model,
    pairs: Pairs,
    is_train: bool,  # noqa: ARG001
) -> tuple[_Array, Callable]:
    vectors, lefts, rights, features = pairs
    left, backprop_left = _pooled(model, vectors, lefts)
    right, backprop_right = _pooled(model, vectors, rights)
    width = left.shape[1]

    def backprop(d_output: _Array) -> Pairs:
        d_vectors = backprop_left(d_output[:, :width])
        d_vectors += backprop_right(d_output[:, width : 2 * width])
        return d_vectors, lefts, rights, d_output[:, 2 * width :]

    return model.ops.xp.hstack([left, right, features]), backprop


def _pooled(model: Model, vectors: _Array, extents: Any) -> tuple[_Array, Callable]:
    """First, last and mean vector of each extent; zeros for one that is empty."""
    xp = model.ops.xp
    width = model.attrs["width"]
    taken = vectors[:, :width]
    starts, ends = extents[:, 0], extents[:, 1]
    filled = (ends > starts).reshape(-1, 1).astype("f")
    last = xp.maximum(ends - 1, starts)
    sums = xp.vstack([xp.zeros((1, width)), taken.cumsum(axis=0, dtype="float64")])
    lengths = xp.maximum(ends - starts, 1).reshape(-1, 1)
    mean = ((sums[ends] - sums[starts]) / lengths).astype("f")
    pooled = xp.hstack([taken[starts] * filled, taken[last] * filled, mean])

    def backprop(d_pooled: _Array) -> _Array:
        d_vectors: _Array = model.ops.alloc2f(*vectors.shape)
        d_taken = d_vectors[:, :width]
        d_pooled = d_pooled * filled
        _add_rows(xp, d_taken, starts, d_pooled[:, :width])
        _add_rows(xp, d_taken, last, d_pooled[:, width : 2 * width])
        d_mean = d_pooled[:, 2 * width :] / lengths
        # what is added at the start of an extent and taken away at its end, summed up on the way
        d_sums: _Array = model.ops.alloc2f(len(vectors) + 1, width)
        _add_rows(xp, d_sums, starts, d_mean)
        _add_rows(xp, d_sums, ends, -d_mean)
        d_taken += d_sums.cumsum(axis=0)[:-1]
        return d_vectors

    return pooled, backprop


def _add_rows(xp: Any, array: _Array, rows: Any, values: _Array) -> None:
    """``array[rows] += values`` where rows may occur more than once."""
    if not len(rows):
        return
    order = np.argsort(rows, kind="stable") if xp is np else xp.argsort(rows)
    rows, values = rows[order], values[order]
    firsts = xp.flatnonzero(xp.concatenate([xp.asarray([True]), rows[1:] != rows[:-1]]))
    array[rows[firsts]] += xp.add.reduceat(values, firsts, axis=0)
