"""A tiny random transformer; nothing is downloaded."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

SCRIPTS = Path(__file__).parent.parent.parent / "training" / "encoder"
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


@pytest.fixture(scope="session")
def trained(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline with the transformer in PyTorch, and a component that does without it."""
    nlp = spacy.blank("bg")
    encoder = {
        "@architectures": "bgnews.TorchEncoder.v1",
        "path": str(folder), "width": WIDTH, "size": 20, "context": 4,
    }  # fmt: skip
    component: Any = nlp.add_pipe("tok2vec", config={"model": encoder})
    component.model.initialize()
    nlp.add_pipe("bgnews_speakers", name="speakers")
    path = tmp_path_factory.mktemp("trained")
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs a script on a pipeline, and loads what it writes."""
    pytest.importorskip("onnx", reason="needs the extra trf")

    def run(script: str, pipeline: Path, *options: object) -> Language:
        output = tmp_path_factory.mktemp(script)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "argv", list(map(str, (script, pipeline, output, *options))))
            runpy.run_path(str(SCRIPTS / script), run_name="__main__")
        return spacy.load(output)

    return run
