"""Exports the transformer of a pipeline to ONNX in 8 bits: the same pipeline, without PyTorch.

    pip install 'bgnews[trf]'
    python export.py trained/model-best exported

The encoder is exported in 32 bits first and compared with PyTorch on text of several lengths with
padding; where it differs, nothing is written.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
import tempfile
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

from bgnews.encoder.onnx import INPUTS, OUTPUT, OnnxShim
from bgnews.encoder.replacing import ENCODER, with_encoder

_TOLERANCE = 1e-3  # of vectors whose values are about 1
_OPSET = 17
_PIECES = "word_embeddings.weight"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="a pipeline with bgnews.TorchEncoder.v1")
    parser.add_argument("output", type=Path, help="a folder for the exported pipeline")
    parser.add_argument("--full", action="store_true", help="leave the encoder in 32 bits")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    encoder: Any = cast(Any, nlp.get_pipe(ENCODER)).model
    network = encoder.shims[0]._model
    with tempfile.TemporaryDirectory() as folder:
        exported = export(network.transformer, Path(folder))
        difference = compare(network.transformer, exported)
        print(f"the exported encoder differs by {difference:.1e} at most")
        if not difference <= _TOLERANCE:  # which nan is not, either
            raise SystemExit("that is too much: nothing is written")
        data = exported.read_bytes() if arguments.full else quantized(exported)
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


def quantized(file: Path) -> bytes:
    """The network in 8 bits, with a scale for each column of each matrix."""
    smaller = file.with_name("quantized.onnx")
    quantize_dynamic(
        file, smaller, per_channel=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Attention"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )  # fmt: skip
    network = onnx.load(str(smaller))
    quantize_pieces(network.graph)
    return network.SerializeToString()


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
