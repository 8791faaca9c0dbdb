"""What each word sees of the words around it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, List, cast  # noqa: UP035

from thinc.api import Maxout, Model, chain, list2ragged, ragged2list, residual, with_array
from thinc.types import Floats2d, Ragged

from .slices import in_slices

# Arrays that are indexed in ways which the types of thinc do not know.
_Array = Any


def in_context(
    width: int, input_width: int | None, dilations: Sequence[int]
) -> Model[List[Floats2d], List[Floats2d]]:  # noqa: UP006
    """Dilated windows over the words of each article, long articles slice by slice.

    Args:
        width: of the vectors that come out.
        input_width: of the vectors that go in, if it is known yet.
        dilations: the dilation of each window, in order. Together they are how many words before
            and after it a word sees.
    """
    windows = [
        residual(
            chain(
                dilated_window(dilation),
                with_array(Maxout(width, 3 * width, nP=2, normalize=True, dropout=0.0)),
            )
        )
        for dilation in dilations
    ]
    widened: Model = chain(
        list2ragged(),
        with_array(Maxout(width, input_width, nP=3, normalize=True, dropout=0.0)),
        *windows,
        ragged2list(),
    )
    return cast(Model, in_slices(widened, reach=sum(dilations)))


def dilated_window(dilation: int) -> Model[Ragged, Ragged]:
    """Each vector between those that stand ``dilation`` words before and after it, or zeros.

    Stacked with growing dilations, windows reach over a paragraph at the cost of a few layers
    (Strubell et al., 2017, "Fast and Accurate Entity Recognition with Iterated Dilated
    Convolutions").
    """
    return Model("dilated_window", _forward_window, attrs={"dilation": dilation})


def _forward_window(
    model: Model,
    ragged: Ragged,
    is_train: bool,  # noqa: ARG001
) -> tuple[Ragged, Callable]:
    dilation = model.attrs["dilation"]
    vectors: _Array = ragged.dataXd
    xp: Any = model.ops.xp
    positions = xp.concatenate([xp.arange(n) for n in ragged.lengths] or [xp.arange(0)])
    lengths = xp.repeat(ragged.lengths, ragged.lengths)
    before = xp.flatnonzero(positions >= dilation)
    after = xp.flatnonzero(positions + dilation < lengths)
    width = vectors.shape[1]
    output: _Array = model.ops.alloc2f(len(vectors), 3 * width)
    output[before, :width] = vectors[before - dilation]
    output[:, width : 2 * width] = vectors
    output[after, 2 * width :] = vectors[after + dilation]

    def backprop(d_ragged: Ragged) -> Ragged:
        d_output: _Array = d_ragged.dataXd
        d_vectors = d_output[:, width : 2 * width].copy()
        d_vectors[before - dilation] += d_output[before, :width]
        d_vectors[after + dilation] += d_output[after, 2 * width :]
        return Ragged(d_vectors, ragged.lengths)

    return Ragged(output, ragged.lengths), backprop
