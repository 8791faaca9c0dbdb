"""Vectors of spans, made of those of words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Tuple  # noqa: UP035

import numpy as np
from thinc.api import Model
from thinc.types import Floats2d

# Arrays that are indexed in ways which the types of thinc do not know.
_Array = Any

#: Vectors of words; the extents of the spans of each row, rows by spans by start and end; and
#: features of each row.
Spans = Tuple[Floats2d, Any, Floats2d]  # noqa: UP006


def span_vectors(width: int) -> Model[Spans, Floats2d]:
    """For each row the vectors of its spans, and its features.

    The vector of a span is that of its first word, that of its last one, and their mean over the
    span; zeros for an empty one.

    Args:
        width: how many columns of the vectors of words to take.
    """
    return Model("span_vectors", _forward_spans, attrs={"width": width})


def _forward_spans(
    model: Model,
    spans: Spans,
    is_train: bool,  # noqa: ARG001
) -> tuple[_Array, Callable]:
    vectors, extents, features = spans
    xp, width = model.ops.xp, model.attrs["width"]
    # what is added up to each word, of which the mean of any extent is read off
    sums = xp.zeros((len(vectors) + 1, width))
    xp.cumsum(vectors[:, :width], axis=0, dtype="float64", out=sums[1:])
    pooled = [
        _pooled(model, vectors, sums, extents[:, number]) for number in range(extents.shape[1])
    ]
    size = 3 * width

    def backprop(d_output: _Array) -> Spans:
        d_vectors: _Array = model.ops.alloc2f(*vectors.shape)
        for number, (_, backprop_pooled) in enumerate(pooled):
            d_vectors += backprop_pooled(d_output[:, number * size : (number + 1) * size])
        return d_vectors, extents, d_output[:, size * len(pooled) :]

    return xp.hstack([*(array for array, _ in pooled), features]), backprop


def _pooled(model: Model, vectors: _Array, sums: Any, extents: Any) -> tuple[_Array, Callable]:
    """First, last and mean vector of each extent; zeros for one that is empty."""
    xp = model.ops.xp
    width = model.attrs["width"]
    taken = vectors[:, :width]
    starts, ends = extents[:, 0], extents[:, 1]
    filled = (ends > starts).reshape(-1, 1).astype("f")
    last = xp.maximum(ends - 1, starts)
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
