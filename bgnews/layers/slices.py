"""Reads long articles slice by slice, so that memory grows with the slice and not with the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, List, cast  # noqa: UP035

from spacy import util
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Floats2d

from .backend import by_numpy

_SIZE = 10_000


@util.registry.architectures("bgnews.SlicedTok2Vec.v1")
def build_sliced_tok2vec(
    tok2vec: Model[List[Doc], List[Floats2d]],  # noqa: UP006
    reach: int = 1,
    size: int = _SIZE,
) -> Model[List[Doc], List[Floats2d]]:  # noqa: UP006
    """A tok2vec that predicts long docs slice by slice.

    Args:
        tok2vec: gives vectors for the tokens of docs.
        reach: how many tokens before and after a token its vector depends on; in a
            ``spacy.MaxoutWindowEncoder.v2`` its window size times its depth.
        size: how many tokens a slice has; docs that have no more are left whole.

    Returns:
        A model with the vectors that ``tok2vec`` gives.
    """
    return cast(Model, by_numpy(in_slices(tok2vec, reach, size)))


def in_slices(layer: Model, reach: int, size: int = _SIZE) -> Model[List[Any], List[Floats2d]]:  # noqa: UP006
    """A layer that predicts long docs or arrays slice by slice, as if they were whole.

    thinc keeps all that a layer computes until the last one has run, in prediction too. In training
    nothing is sliced.

    Args:
        layer: gives an array with a row for each token of a doc or each row of an array.
        reach: how many rows before and after it a row depends on.
        size: how many rows a slice has.
    """
    return Model(
        "in_slices",
        _forward,
        init=_initialize,
        layers=[layer],
        dims={"nO": layer.get_dim("nO") if layer.has_dim("nO") else None},
        attrs={"reach": reach, "size": size},
    )


def _initialize(model: Model, X: list[Any] | None = None, Y: Any = None) -> None:  # noqa: N803
    model.layers[0].initialize(X=X, Y=Y)


def _forward(
    model: Model, items: list[Any], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Any]]]:
    layer: Model = model.layers[0]
    size = model.attrs["size"]
    if is_train or all(len(item) <= size for item in items):
        return layer(items, is_train)
    return [_predicted(model, item) for item in items], lambda d_output: items  # noqa: ARG005


def _predicted(model: Model, item: Any) -> Floats2d:
    layer: Model = model.layers[0]
    size, reach = model.attrs["size"], model.attrs["reach"]
    parts: list[Any] = []
    for start in range(0, max(len(item), 1), size):
        first = max(0, start - reach)
        part = item[first : start + size + reach]
        (rows,) = layer.predict([part.as_doc() if isinstance(item, Doc) else part])
        parts.append(rows[start - first : start - first + size])
    return model.ops.xp.concatenate(parts)
