"""Exports the transformer of a pipeline to ONNX in 8 bits: the same pipeline, without PyTorch.

    pip install 'bgnews[trf]'
    python export.py trained/model-best exported

The encoder is exported in 32 bits first and compared with PyTorch on text of several lengths with
padding; where it differs, nothing is written. What its matrices take in is measured on articles, so
that 8 bits suffice for it.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import spacy
import torch
from onnx import helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from spacy.language import Language
from transformers import AutoModel

from bgnews.corpus.reader import create_corpus
from bgnews.encoder.onnx import INPUTS, OUTPUT, OnnxShim
from bgnews.encoder.replacing import ENCODER, with_encoder
from bgnews.encoder.windows import WindowReader

_TOLERANCE = 1e-3  # of vectors whose values are about 1
_OPSET = 17
_PIECES = "word_embeddings.weight"
_MATRICES = ["MatMul", "Attention"]
_AUTHORED = Path(__file__).parent.parent.parent / "corpus" / "authored"
_ARTICLES = 64
_SHIFTED = 0.75  # of the unevenness of what a matrix takes in, to its rows; 1 for all of it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="a pipeline with bgnews.TorchEncoder.v1")
    parser.add_argument("output", type=Path, help="a folder for the exported pipeline")
    parser.add_argument("--full", action="store_true", help="leave the encoder in 32 bits")
    parser.add_argument(
        "--articles", type=Path, default=_AUTHORED,
        help=f"annotated articles whose first {_ARTICLES} are read; authored ones by default",
    )  # fmt: skip
    arguments = parser.parse_args()
    articles = create_corpus(str(arguments.articles), limit=_ARTICLES)
    nlp = spacy.load(arguments.pipeline)
    encoder: Any = cast(Any, nlp.get_pipe(ENCODER)).model
    network = encoder.shims[0]._model
    with tempfile.TemporaryDirectory() as folder:
        exported = export(network.transformer, Path(folder))
        difference = compare(network.transformer, exported)
        print(f"the exported encoder differs by {difference:.1e} at most")
        if not difference <= _TOLERANCE:  # which nan is not, either
            raise SystemExit("that is too much: nothing is written")
        if not arguments.full:
            docs = [example.reference for example in articles(nlp)]
            size, context = encoder.attrs["size"], encoder.attrs["context"]
            reader = WindowReader(network.tokenizer, size, context)
            windows = [window.ids for window in reader.read(docs)]
            exported = quantized(smoothed(exported, windows))
        data = exported.read_bytes()
    copy = rebuilt(nlp, encoder.attrs, data, network.tokenizer.to_str())
    copy.to_disk(arguments.output)
    print(f"the encoder takes {len(data) / 1e6:.1f} MB")


class _Vectors(torch.nn.Module):
    """The network with the inputs and the output of ``bgnews.OnnxEncoder.v1``."""

    def __init__(self, transformer: Any) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return self.transformer(ids, attention_mask=mask).last_hidden_state


def export(transformer: Any, folder: Path) -> Path:
    """Write a network in 32 bits, with attention as one step."""
    # attention step by step is what the optimizer knows how to join
    plain = AutoModel.from_config(transformer.config, attn_implementation="eager").eval()
    plain.load_state_dict(transformer.state_dict())
    file = folder / "encoder.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        _Vectors(plain), (ids, ids), str(file), input_names=list(INPUTS),
        output_names=[OUTPUT], dynamic_axes=dict.fromkeys((*INPUTS, OUTPUT), axes),
        opset_version=_OPSET, dynamo=False,
    )  # fmt: skip
    config = transformer.config
    options = FusionOptions("bert")
    options.enable_embed_layer_norm = False  # the vectors of pieces are made smaller by themselves
    options.enable_skip_layer_norm = options.enable_bias_skip_layer_norm = False  # it is slower
    joined = optimize_model(
        str(file), "bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size,
        optimization_options=options,
    )  # fmt: skip
    joined.save_model_to_file(str(folder / "joined.onnx"))
    return folder / "joined.onnx"


def compare(transformer: Any, file: Path) -> float:
    """The largest difference of the exported network, where there is no padding."""
    session = InferenceSession(str(file), providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(0)
    lengths = [3, 40, 130, 256]
    ids = np.ones((len(lengths), max(lengths)), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, length in enumerate(lengths):
        ids[row, :length] = rng.integers(0, transformer.config.vocab_size, length)
        mask[row, :length] = 1
    (found,) = session.run([OUTPUT], dict(zip(INPUTS, (ids, mask), strict=True)))
    transformer.eval()
    with torch.no_grad():
        expected = transformer(
            torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)
        ).last_hidden_state.numpy()
    return float(np.abs(found - expected)[mask.astype(bool)].max())


def smoothed(file: Path, windows: Iterable[Sequence[int]]) -> Path:
    """The same network, with each matrix taking in numbers that are more alike.

    Some columns of what a matrix takes in are a hundred times as large as others, of which the one
    scale that 8 bits have for all leaves little. They are divided by a factor each, by which the
    rows of the matrix are multiplied ("SmoothQuant", Xiao et al., 2023, equation 4).
    """
    network = onnx.load(str(file))
    nodes = [node for node in network.graph.node if node.op_type in _MATRICES]
    largest = _largest(file, [node.input[0] for node in nodes], windows)
    arrays = {array.name: array for array in network.graph.initializer}
    for node in nodes:
        source, name = node.input[0], node.input[1]
        matrix = numpy_helper.to_array(arrays[name])
        rows = np.abs(matrix).max(axis=1)
        columns = np.maximum(largest[source], 1e-5)
        factors = (columns**_SHIFTED / np.maximum(rows, 1e-5) ** (1 - _SHIFTED)).astype("f")
        arrays[name].CopyFrom(numpy_helper.from_array(matrix * factors[:, None], name))
        shares = numpy_helper.from_array(1 / factors, f"{name}.shares")
        network.graph.initializer.append(shares)
        place = list(network.graph.node).index(node)
        scaled = f"{name}.even"
        network.graph.node.insert(place, helper.make_node("Mul", [source, shares.name], [scaled]))
        node.input[0] = scaled
    onnx.save(network, str(file.with_name("smoothed.onnx")))
    return file.with_name("smoothed.onnx")


def _largest(
    file: Path, names: Sequence[str], windows: Iterable[Sequence[int]]
) -> dict[str, np.ndarray]:
    """The largest size of a number in each column of some values of a network."""
    network = onnx.load(str(file))
    network.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names
    )
    session: Any = InferenceSession(network.SerializeToString(), providers=["CPUExecutionProvider"])
    largest = {name: np.zeros(1, dtype="f") for name in names}
    for window in windows:
        ids = np.asarray([window], dtype=np.int64)
        values = session.run(list(names), dict(zip(INPUTS, (ids, np.ones_like(ids)), strict=True)))
        for name, value in zip(names, values, strict=True):
            largest[name] = np.maximum(largest[name], np.abs(value[0]).max(axis=0))
    return largest


def quantized(file: Path) -> Path:
    """The network in 8 bits, with a scale for each column of each matrix."""
    smaller = file.with_name("quantized.onnx")
    quantize_dynamic(
        file, smaller, per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=_MATRICES,
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    network = onnx.load(str(smaller))
    quantize_pieces(network.graph)
    onnx.save(network, str(smaller))
    return smaller


def quantize_pieces(graph: Any) -> None:
    """Store the vectors of pieces in 8 bits, with a scale for each piece."""
    by_name = {array.name: array for array in graph.initializer}
    place, gather = next(
        (place, node)
        for place, node in enumerate(graph.node)
        if node.op_type == "Gather" and node.input[0].endswith(_PIECES)
    )
    (name, ids), (output,) = gather.input, gather.output
    vectors = numpy_helper.to_array(by_name[name])
    scales = np.maximum(np.abs(vectors).max(axis=1, keepdims=True) / 127, 1e-9).astype("f")
    small = np.round(vectors / scales).astype(np.int8)
    graph.initializer.remove(by_name[name])
    graph.initializer.extend(
        [numpy_helper.from_array(small, name), numpy_helper.from_array(scales, f"{name}.scales")]
    )
    graph.node.remove(gather)
    nodes = [
        helper.make_node("Gather", [name, ids], [f"{name}.small"]),
        helper.make_node("Cast", [f"{name}.small"], [f"{name}.large"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}.scales", ids], [f"{name}.scale"]),
        helper.make_node("Mul", [f"{name}.large", f"{name}.scale"], [output]),
    ]
    for offset, node in enumerate(nodes):
        graph.node.insert(place + offset, node)


def rebuilt(nlp: Language, attrs: dict[str, Any], network: bytes, tokenizer: str) -> Language:
    """The pipeline with the exported encoder."""
    copy = with_encoder(
        nlp,
        {
            "@architectures": "bgnews.OnnxEncoder.v1",
            "width": nlp.config["components"][ENCODER]["model"]["width"],
            "size": attrs["size"],
            "context": attrs["context"],
        },
    )
    encoder = cast(Any, copy.get_pipe(ENCODER)).model
    cast(OnnxShim, encoder.shims[0]).load(network, tokenizer)
    return copy


if __name__ == "__main__":
    main()
