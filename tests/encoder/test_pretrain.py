"""Masked-language training of a tiny transformer."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import random
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy

torch = pytest.importorskip("torch", reason="needs the extra trf")
pytest.importorskip("transformers", reason="needs the extra trf")

from bgnews.encoder.network import Network  # noqa: E402
from bgnews.encoder.windows import WindowReader  # noqa: E402

SCRIPT = Path(__file__).parent.parent.parent / "training" / "encoder" / "pretrain.py"
TEXT = "„Ще започнем през май“, каза кметът Петър Стаменов.\n\nДърветата щели да останат."


@pytest.fixture
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


@pytest.fixture
def network(folder: Path) -> Network:
    torch.manual_seed(0)
    network = Network(frozen_layers=0)
    network.load(folder)
    return network


def test_words_are_masked_as_a_whole(script: dict[str, Any], network: Network) -> None:
    reader = WindowReader(network.tokenizer, 30, 5)
    windows = reader.read([spacy.blank("bg")(TEXT)])
    batch = script["masked_batch"](windows, reader.end, 3, random.Random(0))
    assert batch.masked.any()
    assert (batch.ids[batch.masked] == 3).all()
    seen = []
    for row, window in enumerate(windows):
        pieces = dict(
            zip(range(window.first, window.first + len(window.tokens)), window.tokens, strict=True)
        )
        masked = {place for place in range(len(window.ids)) if batch.masked[row, place]}
        words = {pieces[place] for place in masked}
        assert masked == {place for place, word in pieces.items() if word in words}
        assert 0 < len(words) < len(set(window.tokens))
        seen += [window.ids[place] for place in sorted(masked)]
    assert batch.answers.tolist() == seen


def test_it_learns_and_leaves_the_vectors_of_pieces(
    script: dict[str, Any], network: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {name: value.clone() for name, value in network.transformer.state_dict().items()}
    reader = WindowReader(network.tokenizer, 30, 5)
    batches = script["masked_batches"](reader, [TEXT], 4, random.Random(0))
    script["train"](script["Guesser"](network.transformer), batches, 300, 0.003)
    losses = [float(line.rpartition(" ")[2]) for line in capsys.readouterr().out.splitlines()]
    assert len(losses) == 3
    assert losses[-1] < 0.8 * losses[0]
    after = network.transformer.state_dict()
    changed = {name for name, value in before.items() if not torch.equal(value, after[name])}
    assert any("layer.0" in name for name in changed)
    assert not any("embeddings" in name for name in changed)


def test_without_texts_it_ends(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [str(folder), str(tmp_path / "none.txt"), "--output", str(tmp_path / "output")]
    monkeypatch.setattr(sys, "argv", ["pretrain.py", *arguments])
    with pytest.raises(SystemExit):
        runpy.run_path(str(SCRIPT), run_name="__main__")


def test_the_folder_it_writes_is_read_as_an_encoder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    output = tmp_path / "output"
    arguments = [str(folder), str(tmp_path / "text.txt"), "--output", str(output), "--steps", "2"]
    monkeypatch.setattr(sys, "argv", ["pretrain.py", *arguments])
    runpy.run_path(str(SCRIPT), run_name="__main__")
    network = Network(frozen_layers=0)
    network.load(output)
    assert network.width == 8
