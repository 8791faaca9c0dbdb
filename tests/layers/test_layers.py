"""The layers that thinc does not have: what they give, and their gradients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from thinc.types import Ragged

from bgnews.layers import last_columns, softmax, span_vectors
from bgnews.layers.context import dilated_window

_EXTENTS = [
    [(0, 1), (0, 6), (2, 5), (5, 6)],
    [(1, 4), (1, 4), (1, 4), (1, 2)],  # the same rows again and again
    [(0, 0), (3, 3), (0, 3), (6, 6)][:3],  # empty ones
    [(0, 0)],
    [],
]


def vectors_of(*shape: int, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=shape).astype("f")


def check_gradient(
    run: Callable[[Any], tuple[Any, Callable[[Any], Any]]],
    at: Any,
) -> None:
    """Compare a layer's gradient with finite differences.

    The layers are linear, so that a long step is as good as a short one, and loses no digits.
    """
    output, backprop = run(at)
    direction = vectors_of(*output.shape, seed=1)
    gradient = backprop(direction.copy())
    assert gradient.shape == at.shape
    expected = np.zeros_like(at)
    for place in np.ndindex(*at.shape):
        step = np.zeros_like(at)
        step[place] = 1.0
        difference = run(at + step)[0].astype("d") - run(at - step)[0]
        expected[place] = (difference * direction).sum() / 2
    np.testing.assert_allclose(gradient, expected, atol=1e-4)


def windows(dilation: int, lengths: Sequence[int]) -> Callable[[Any], tuple[Any, Any]]:
    """Runs a dilated window over sequences of such lengths."""
    layer = dilated_window(dilation)
    sizes: Any = np.asarray(lengths, dtype="i")

    def run(vectors: Any) -> tuple[Any, Any]:
        output, backprop = layer(Ragged(vectors, sizes), is_train=True)
        return output.dataXd, lambda d_output: backprop(Ragged(d_output, sizes)).dataXd

    return run


@pytest.mark.parametrize("dilation", [1, 2, 8])
@pytest.mark.parametrize("lengths", [[5], [1, 4], [3, 0, 2], [0], [0, 0], [1, 1, 1], []])
def test_gradient_of_a_window(dilation: int, lengths: list[int]) -> None:
    check_gradient(windows(dilation, lengths), vectors_of(sum(lengths), 2))


def test_a_window_sees_its_own_sequence_only() -> None:
    output, _ = windows(1, [2, 3])(np.asarray([[1], [2], [3], [4], [5]], dtype="f"))
    assert output.tolist() == [[0, 1, 2], [1, 2, 0], [0, 3, 4], [3, 4, 5], [4, 5, 0]]


def test_a_dilated_window_steps_over_neighbours() -> None:
    output, _ = windows(2, [4])(np.asarray([[1], [2], [3], [4]], dtype="f"))
    assert output.tolist() == [[0, 1, 3], [0, 2, 4], [1, 3, 0], [2, 4, 0]]


def spans(*extents: Sequence[tuple[int, int]]) -> Any:
    """An array of rows of spans, given span by span."""
    return np.stack([np.asarray(e, dtype="i").reshape(-1, 2) for e in extents], axis=1)


@pytest.mark.parametrize("extents", _EXTENTS)
@pytest.mark.parametrize("width", [2, 3])
def test_gradient_of_spans(extents: list[tuple[int, int]], width: int) -> None:
    layer = span_vectors(width)
    features = vectors_of(len(extents), 2, seed=2)

    def run(vectors: Any) -> tuple[Any, Any]:
        output, backprop = layer((vectors, spans(extents), features), is_train=True)
        return output, lambda d_output: backprop(d_output)[0]

    check_gradient(run, vectors_of(6, 3))


@pytest.mark.parametrize("extents", _EXTENTS)
def test_gradient_of_the_features_of_spans(extents: list[tuple[int, int]]) -> None:
    layer, vectors = span_vectors(2), vectors_of(6, 2)

    def run(features: Any) -> tuple[Any, Any]:
        output, backprop = layer((vectors, spans(extents), features), is_train=True)
        return output, lambda d_output: backprop(d_output)[2]

    check_gradient(run, vectors_of(len(extents), 2))


def test_a_span_is_its_first_its_last_and_its_mean_vector() -> None:
    vectors: Any = np.asarray([[1, 9], [2, 9], [6, 9], [8, 9]], dtype="f")
    features: Any = np.asarray([[7], [5], [3]], dtype="f")
    output = span_vectors(1).predict((vectors, spans([(0, 3), (3, 4), (2, 2)]), features))
    assert output.tolist() == [[1, 6, 3, 7], [8, 8, 8, 5], [0, 0, 0, 3]]


def test_means_are_exact_far_into_an_article() -> None:
    vectors: Any = np.full((200_000, 1), 1000.1, dtype="f")
    vectors[-1] = 1.0
    features: Any = np.zeros((1, 0), dtype="f")
    output = span_vectors(1).predict((vectors, spans([(199_999, 200_000)]), features))
    assert output.tolist() == [[1.0, 1.0, pytest.approx(1.0, abs=1e-5)]]


@pytest.mark.parametrize("lefts", _EXTENTS)
def test_gradient_of_pairs(lefts: list[tuple[int, int]]) -> None:
    layer = span_vectors(2)
    rights = lefts[::-1]
    features = vectors_of(len(lefts), 2, seed=2)

    def run(vectors: Any) -> tuple[Any, Any]:
        pairs = (vectors, spans(lefts, rights), features)
        output, backprop = layer(pairs, is_train=True)
        return output, lambda d_output: backprop(d_output)[0]

    check_gradient(run, vectors_of(6, 3))


def test_a_pair_is_both_spans_and_its_features() -> None:
    vectors: Any = np.asarray([[1], [2], [6]], dtype="f")
    pairs: Any = (vectors, spans([(0, 1)], [(1, 3)]), np.asarray([[7]], dtype="f"))
    assert span_vectors(1).predict(pairs).tolist() == [[1, 1, 1, 2, 6, 4, 7]]


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_gradient_of_the_last_columns(rows: int) -> None:
    check_gradient(lambda at: last_columns(2)(at, is_train=True), vectors_of(rows, 4))


def test_last_columns() -> None:
    array: Any = np.asarray([[1, 2, 3]], dtype="f")
    assert last_columns(2).predict(array).tolist() == [[2, 3]]


def test_softmax() -> None:
    probabilities = softmax(np.asarray([[0.0, 0.0], [1000.0, 0.0]]))
    np.testing.assert_allclose(probabilities, [[0.5, 0.5], [1, 0]])
