"""How layers multiply matrices."""

from __future__ import annotations

from typing import TypeVar

from thinc.api import Model, NumpyOps

_Model = TypeVar("_Model", bound=Model)


def by_numpy(model: _Model) -> _Model:
    """Multiply matrices by numpy in a model and all its layers, if they are on a CPU.

    thinc does it by BLIS, which took four times as long as the OpenBLAS of numpy on a processor
    with AVX-512; and most of the work of our models is multiplying matrices.
    """
    for layer in model.walk():
        if type(layer.ops) is NumpyOps:
            layer.ops = NumpyOps(use_blis=False)
    return model
