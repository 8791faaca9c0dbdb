"""Restores a transformer that can be trained from an exported pipeline, such as ``bg_news_md``.

    pip install 'bgnews[trf]'
    python restore.py ../../bgnews/models/bg_news_md trained/restored

What 8 bits rounded off stays lost, which is little to begin a training with.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import spacy
import torch
from onnx import numpy_helper
from spacy.language import Language
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from bgnews.encoder.onnx import OnnxShim
from bgnews.encoder.replacing import ENCODER, with_encoder

_PREFIX = "transformer."  # what export.py puts before the names of weights
_LAYER = re.compile(r"Attention_(\d+)_qkv_weight")
_DENSE = re.compile(r"/transformer/(encoder/layer\.\d+/.+)/MatMul")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="a pipeline with bgnews.OnnxEncoder.v1")
    parser.add_argument("output", type=Path, help="a folder for the one that can be trained")
    parser.add_argument("--frozen-layers", type=int, default=3, help="layers that are to stay")
    parser.add_argument("--bfloat16", action="store_true", help="train in 16 bits")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    encoder: Any = cast(Any, nlp.get_pipe(ENCODER)).model
    shim = encoder.shims[0]
    if not isinstance(shim, OnnxShim):
        parser.error(f"{arguments.pipeline} has no exported encoder")
    settings = {"frozen_layers": arguments.frozen_layers, "bfloat16": arguments.bfloat16}
    copy = rebuilt(nlp, encoder.attrs | settings, Graph(shim.network).bert(), shim.tokenizer)
    copy.to_disk(arguments.output)


class Graph:
    """A network of ``export.py``, in 8 bits or in 32.

    Args:
        network: in the format of ONNX.
    """

    def __init__(self, network: bytes) -> None:
        graph = onnx.load_from_string(network).graph
        self.nodes = list(graph.node)
        self.arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}

    def bert(self) -> BertModel:
        """The transformer that it was made of."""
        weights = self._weights()
        bert = BertModel(self._config(weights))
        state = {name: torch.tensor(value) for name, value in weights.items()}
        # stored pipelines have a pooler too, which nothing reads
        pooler = {f"pooler.{name}": value for name, value in bert.pooler.state_dict().items()}
        bert.load_state_dict(state | pooler)
        return bert

    def _config(self, weights: Mapping[str, np.ndarray]) -> BertConfig:
        pieces, width = weights["embeddings.word_embeddings.weight"].shape
        attention = [node for node in self.nodes if node.op_type.endswith("Attention")]
        norm = next(node for node in self.nodes if node.op_type == "LayerNormalization")
        return BertConfig(
            vocab_size=pieces, hidden_size=width, num_hidden_layers=len(attention),
            num_attention_heads=_attributes(attention[0])["num_heads"],
            intermediate_size=len(weights["encoder.layer.0.intermediate.dense.bias"]),
            max_position_embeddings=len(weights["embeddings.position_embeddings.weight"]),
            type_vocab_size=len(weights["embeddings.token_type_embeddings.weight"]),
            layer_norm_eps=_attributes(norm)["epsilon"], pad_token_id=1,
            attention_probs_dropout_prob=0.0,
        )  # fmt: skip

    def _weights(self) -> dict[str, np.ndarray]:
        """The weights by the names they have in PyTorch."""
        state = {
            name.removeprefix(_PREFIX): self._numbers(name)
            for name in self.arrays
            if name.startswith(_PREFIX) and not name.endswith(".scales")
        }
        for node in self.nodes:
            if node.op_type.endswith("Attention"):
                state |= self._attention(node)
            elif dense := node.op_type.startswith("MatMul") and _DENSE.match(node.output[0]):
                name = node.input[1].removesuffix("_quantized")
                state[dense[1].replace("/", ".") + ".weight"] = self._numbers(name).T
        return state

    def _attention(self, node: Any) -> dict[str, np.ndarray]:
        """Query, key and value, which are one matrix in the exported network."""
        weight, bias = node.input[1].removesuffix("_quantized"), node.input[2]
        (layer,) = cast(Any, _LAYER.match(weight)).groups()
        parts = zip(
            ("query", "key", "value"),
            np.split(self._numbers(weight), 3, axis=1),
            np.split(self._numbers(bias), 3),
            strict=True,
        )
        state = {}
        for part, matrix, added in parts:
            place = f"encoder.layer.{layer}.attention.self.{part}"
            state |= {f"{place}.weight": matrix.T, f"{place}.bias": added}
        return state

    def _numbers(self, name: str) -> np.ndarray:
        """An array in 32 bits, its rows without the factors that what it takes in is divided by."""
        if f"{name}.scales" in self.arrays:
            return self.arrays[name] * self.arrays[f"{name}.scales"]
        if f"{name}_quantized" in self.arrays:
            zeros = self.arrays[f"{name}_zero_point"].astype("f")
            numbers = (self.arrays[f"{name}_quantized"] - zeros) * self.arrays[f"{name}_scale"]
        else:
            numbers = self.arrays[name]
        shares = self.arrays.get(f"{name}.shares")
        return numbers if shares is None else numbers * shares[:, None]


def _attributes(node: Any) -> dict[str, Any]:
    return {found.name: onnx.helper.get_attribute_value(found) for found in node.attribute}


def rebuilt(nlp: Language, attrs: dict[str, Any], bert: BertModel, tokenizer: str) -> Language:
    """The pipeline with its encoder in PyTorch."""
    copy = with_encoder(
        nlp,
        {
            "@architectures": "bgnews.TorchEncoder.v1",
            "path": None,
            "width": bert.config.hidden_size,
            **attrs,
        },
    )
    encoder: Any = copy.get_pipe(ENCODER)
    encoder.model.shims[0]._model.fill(bert, Tokenizer.from_str(tokenizer))
    return copy


if __name__ == "__main__":
    main()
