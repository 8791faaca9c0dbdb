"""The architecture ``bgnews.OnnxEncoder.v1``: an exported transformer as a tok2vec."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra md is not installed wherever types are checked

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, List, cast  # noqa: UP035

import numpy as np
import srsly
from spacy import util
from spacy.tokens import Doc
from thinc.api import Model
from thinc.shims import Shim
from thinc.types import Floats2d

if TYPE_CHECKING:
    from .windows import Window, WindowReader

#: What the network takes, pieces and which of them are no padding, and what it gives.
INPUTS, OUTPUT = ("ids", "mask"), "vectors"
# Joined with the addition before it, a norm takes onnxruntime four times as long on a CPU.
_SLOWER = ["SkipLayerNormFusion"]


@util.registry.architectures("bgnews.OnnxEncoder.v1")
def build_onnx_encoder(
    width: int = 384,
    size: int = 224,
    context: int = 16,
    threads: int = 1,
) -> Model[List[Doc], List[Floats2d]]:  # noqa: UP006
    """A transformer that gives each token the mean of the vectors of its pieces, without PyTorch.

    It is made from a pipeline with ``bgnews.TorchEncoder.v1`` by ``training/encoder/export.py``,
    and cannot be trained; components that listen to it can.

    Args:
        width: the width of the transformer.
        size: how many pieces are read at once.
        context: how many more before and after them are read as context.
        threads: how many cores each process computes with; 0 for all.

    Raises:
        ImportError: if onnxruntime and tokenizers are not installed.
    """
    try:
        import onnxruntime
        import tokenizers
    except ImportError as error:
        raise ImportError("bgnews.OnnxEncoder.v1 needs: pip install 'bgnews[md]'") from error
    del onnxruntime, tokenizers
    return Model(
        "onnx_encoder",
        _forward,
        dims={"nO": width},
        attrs={"size": size, "context": context},
        shims=[OnnxShim(threads)],
    )


class OnnxShim(Shim):
    """An exported transformer with its tokenizer, as thinc stores it.

    Args:
        threads: how many cores to compute with; 0 for all.
    """

    def __init__(self, threads: int) -> None:
        super().__init__(None)
        self.threads = threads
        self.network, self.tokenizer = b"", ""
        self._process = 0
        self._running: tuple[Any, Any] | None = None

    def load(self, network: bytes, tokenizer: str) -> None:
        """Take a network and a tokenizer.

        Args:
            network: in the format of ONNX, with the inputs ``INPUTS`` and the output ``OUTPUT``.
            tokenizer: what ``tokenizer.json`` of Hugging Face holds.
        """
        self.network, self.tokenizer = network, tokenizer
        self._running = None

    def running(self) -> tuple[Any, Any]:
        """The network and its tokenizer, ready to use.

        Raises:
            ValueError: if none is loaded.
        """
        # the threads of a network do not outlive a fork, as nlp.pipe(n_process=2) makes them
        if self._running is None or self._process != os.getpid():
            self._running, self._process = self._start(), os.getpid()
        return self._running

    def _start(self) -> tuple[Any, Any]:
        import onnxruntime
        from tokenizers import Tokenizer

        if not self.network:
            raise ValueError(
                "bgnews.OnnxEncoder.v1 has no network: make the pipeline with "
                "training/encoder/export.py (see docs/encoder.md)"
            )
        runtime: Any = onnxruntime
        options = runtime.SessionOptions()
        options.intra_op_num_threads = self.threads
        providers = ["CPUExecutionProvider"]
        session = runtime.InferenceSession(
            self.network, options, providers=providers, disabled_optimizers=_SLOWER
        )
        return session, Tokenizer.from_str(self.tokenizer)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_running": None}  # which cannot be pickled, and is made anew

    def copy(self) -> OnnxShim:
        other = OnnxShim(self.threads)
        other.load(self.network, self.tokenizer)
        return other

    def finish_update(self, optimizer: Any) -> None:
        """Nothing is learned."""

    def to_device(self, device_type: str, device_id: int) -> None:
        """It stays on the CPU."""

    def to_bytes(self) -> bytes:
        return srsly.msgpack_dumps({"network": self.network, "tokenizer": self.tokenizer})

    def from_bytes(self, data: bytes) -> OnnxShim:
        self.load(**cast(dict, srsly.msgpack_loads(data)))
        return self


def _forward(
    model: Model,
    docs: list[Doc],
    is_train: bool,  # noqa: ARG001
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], list[Doc]]]:
    from .windows import WindowReader

    shim = cast(OnnxShim, model.shims[0])
    session, tokenizer = shim.running()
    reader = WindowReader(tokenizer, model.attrs["size"], model.attrs["context"])
    asarray: Any = model.ops.asarray
    vectors = [asarray(_of_tokens(doc, session, reader, model.get_dim("nO"))) for doc in docs]
    return vectors, lambda d_vectors: docs  # noqa: ARG005


def _of_tokens(doc: Doc, session: Any, reader: WindowReader, width: int) -> np.ndarray:
    """The mean of the rows of each token; zeros for one without pieces."""
    sums = np.zeros((len(doc), width), dtype="f")
    counts = np.zeros((len(doc), 1), dtype="f")
    for window in reader.read([doc]):
        tokens = np.asarray(window.tokens)
        firsts = np.flatnonzero(np.diff(tokens, prepend=-1))  # the first piece of each token
        sums[tokens[firsts]] += np.add.reduceat(_rows(session, window), firsts)
        counts[tokens[firsts], 0] += np.diff(firsts, append=len(tokens))
    return sums / np.maximum(counts, 1.0)


def _rows(session: Any, window: Window) -> np.ndarray:
    """A row for each piece of a window that is no context.

    Windows are read one by one: in 8 bits the rows of one depend on what is read along with it.
    """
    ids = np.asarray([window.ids], dtype=np.int64)
    (vectors,) = session.run([OUTPUT], dict(zip(INPUTS, (ids, np.ones_like(ids)), strict=True)))
    return vectors[0, window.first : window.first + len(window.tokens)]
