"""A tiny random transformer; nothing is downloaded."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

WIDTH = 8


@pytest.fixture(scope="session")
def tokenizer() -> Any:
    """Reads single letters and a few endings."""
    pytest.importorskip("tokenizers", reason="needs the extra md or trf")
    from tokenizers import Tokenizer, models, pre_tokenizers

    letters = [chr(number) for number in (*range(33, 127), *range(0x400, 0x460))]
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", "„", "“", "ът", "ата", *letters]
    tokenizer: Any = Tokenizer(models.Unigram([(piece, -1.0) for piece in pieces], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, tokenizer: Any) -> Path:
    """A transformer of two layers with that tokenizer."""
    torch = pytest.importorskip("torch", reason="needs the extra trf")
    transformers = pytest.importorskip("transformers", reason="needs the extra trf")

    folder = tmp_path_factory.mktemp("transformer")
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=tokenizer.get_vocab_size(), hidden_size=WIDTH, num_hidden_layers=2,
        num_attention_heads=2, intermediate_size=16, max_position_embeddings=300,
    )  # fmt: skip
    transformer = transformers.BertModel(config, add_pooling_layer=False)
    for weights in transformer.parameters():  # a new one's biases and norms are all the same
        weights.data += 0.01 * torch.randn_like(weights)
    transformer.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder
