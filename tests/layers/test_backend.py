"""How layers multiply matrices."""

from __future__ import annotations

from typing import Any

import numpy as np
from thinc.api import Linear, NumpyOps, chain

from bgnews.layers import by_numpy


def test_a_model_gives_the_same_however_it_multiplies() -> None:
    model: Any = chain(Linear(5, 4), Linear(3, 5))
    array = np.random.default_rng(0).normal(size=(7, 4)).astype("f")
    model.initialize(X=array)
    expected = model.predict(array)
    by_numpy(model)
    assert all(layer.ops.use_blis is False for layer in model.walk())
    np.testing.assert_allclose(model.predict(array), expected, atol=1e-6)


class OtherOps(NumpyOps):
    """A backend with a way of its own, as that of Apple's processors is."""


def test_other_backends_are_left_alone() -> None:
    model = Linear(2, 2)
    model.ops = OtherOps()
    assert type(by_numpy(model).ops) is OtherOps
