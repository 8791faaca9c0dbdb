"""The architecture ``bgnews.TorchEncoder.v1``: a pretrained transformer as a tok2vec."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, List, Optional, cast  # noqa: UP035

from spacy import util
from spacy.tokens import Doc
from thinc.api import Model, PyTorchShim, torch2xp, xp2torch
from thinc.types import Floats2d

if TYPE_CHECKING:
    import torch

    from .windows import Window

_BATCH = 8  # windows that are read at once


@util.registry.architectures("bgnews.TorchEncoder.v1")
def build_torch_encoder(
    path: Optional[str] = None,  # noqa: UP045
    width: int = 384,
    size: int = 208,
    context: int = 24,
    frozen_layers: int = 0,
    bfloat16: bool = False,
) -> Model[List[Doc], List[Floats2d]]:  # noqa: UP006
    """A transformer that gives each token the mean of the vectors of its pieces.

    Long docs are read in windows that overlap by their context.

    Args:
        path: a folder with a pretrained transformer in the layout of Hugging Face, of the kind of
            BERT, and its ``tokenizer.json``. It is read when the pipeline is initialised; a
            trained pipeline has a copy of its own.
        width: the width of the transformer.
        size: how many pieces are read at once.
        context: how many more before and after them are read as context.
        frozen_layers: how many of the first layers training leaves as they are. The embeddings
            are always left.
        bfloat16: whether to compute in 16 bits, which is twice as fast where the processor can.

    Raises:
        ImportError: if PyTorch and transformers are not installed.
    """
    try:
        from .network import Network, deserialize, serialize
    except ImportError as error:
        raise ImportError("bgnews.TorchEncoder.v1 needs: pip install 'bgnews[trf]'") from error
    network = Network(frozen_layers)
    shim = PyTorchShim(network, serialize_model=serialize, deserialize_model=deserialize)
    return Model(
        "torch_encoder",
        _forward,
        init=_initialize,
        dims={"nO": width},
        attrs={
            "path": path,
            "size": size,
            "context": context,
            "bfloat16": bfloat16,
        },
        shims=[shim],
    )


def _initialize(model: Model, X: Any = None, Y: Any = None) -> None:  # noqa: N803, ARG001
    path = model.attrs["path"]
    if path is None:
        raise ValueError(
            "bgnews.TorchEncoder.v1: path is to name the folder of a pretrained transformer; "
            "see docs/encoder.md"
        )
    network = cast(Any, model.shims[0])._model
    network.load(Path(path))
    if network.width != model.get_dim("nO"):
        raise ValueError(f"the transformer in {path} has the width {network.width}: set it")


def _forward(
    model: Model, docs: list[Doc], is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    import torch

    from .windows import WindowReader, by_doc

    shim: Any = model.shims[0]
    reader = WindowReader(shim._model.tokenizer, model.attrs["size"], model.attrs["context"])
    windows = reader.read(docs)
    shim._model.train(is_train)
    with (
        torch.set_grad_enabled(is_train),
        torch.autocast(shim.device.type, torch.bfloat16, enabled=model.attrs["bfloat16"]),
    ):
        rows = _rows(shim._model, windows, reader.end)
    outputs = [
        _of_tokens(doc, [windows[i] for i in own], [rows[i] for i in own], model)
        for doc, own in zip(docs, by_doc(windows, len(docs)), strict=True)
    ]

    def backprop(d_outputs: list[Floats2d]) -> list[Doc]:
        # a doc without pieces, or an encoder whose layers are all frozen, has nothing to learn
        learning = [
            (output, xp2torch(cast(Any, d_output)))
            for output, d_output in zip(outputs, d_outputs, strict=True)
            if output.requires_grad
        ]
        if learning:
            torch.autograd.backward(*map(list, zip(*learning, strict=True)))
        return docs

    return [cast(Floats2d, torch2xp(output.detach())) for output in outputs], backprop


def _rows(network: Any, windows: list[Window], padding: int) -> list[torch.Tensor]:
    """The rows of each window; windows of like lengths are read together."""
    rows: dict[int, torch.Tensor] = {}
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        rows.update(zip(batch, network([windows[i] for i in batch], padding), strict=True))
    return [rows[i] for i in range(len(windows))]


def _of_tokens(
    doc: Doc, windows: list[Window], rows: list[torch.Tensor], model: Model
) -> torch.Tensor:
    """The mean of the rows of each token; zeros for one without pieces."""
    import torch

    shim: Any = model.shims[0]
    sums = torch.zeros(len(doc), model.get_dim("nO"), device=shim.device)
    if not windows:
        return sums
    tokens = torch.tensor([i for window in windows for i in window.tokens], device=shim.device)
    counts = torch.bincount(tokens, minlength=len(doc)).clamp(min=1).unsqueeze(1)
    return sums.index_add(0, tokens, torch.cat(rows)) / counts
