"""What pretraining changes, added to the transformer of a trained pipeline."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

torch = pytest.importorskip("torch", reason="needs the extra trf")
transformers = pytest.importorskip("transformers", reason="needs the extra trf")


def layers(nlp: Language) -> Any:
    model: Any = nlp.get_pipe("tok2vec")
    return model.model.shims[0]._model.transformer


@pytest.fixture
def after(folder: Path, tmp_path: Path) -> Path:
    """The transformer, each weight of which is greater by one half."""
    network = transformers.AutoModel.from_pretrained(folder)
    for weight in network.parameters():
        weight.data += 0.5
    network.save_pretrained(tmp_path / "after")
    return tmp_path / "after"


def test_differences_of_layers_are_added(
    run: Any, trained: Path, folder: Path, after: Path
) -> None:
    changed = layers(run("add_pretraining.py", trained, "--before", folder, "--after", after))
    own = layers(spacy.load(trained))
    for name, weight in changed.named_parameters():
        added = 0.5 if name.startswith("encoder.") else 0.0
        torch.testing.assert_close(weight, own.get_parameter(name) + added, msg=name)


def test_transformers_of_other_sizes_have_no_difference(
    run: Any, trained: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = transformers.AutoConfig.from_pretrained(folder, num_hidden_layers=1)
    transformers.AutoModel.from_config(config).save_pretrained(tmp_path)
    with pytest.raises(SystemExit):
        run("add_pretraining.py", trained, "--before", tmp_path, "--after", tmp_path)
    assert "different layers" in capsys.readouterr().err


def test_an_exported_encoder_is_to_be_restored_first(
    run: Any, trained: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("export.py", trained, "--full").to_disk(tmp_path)
    with pytest.raises(SystemExit):
        run("add_pretraining.py", tmp_path, "--before", folder, "--after", folder)
    assert "restore.py" in capsys.readouterr().err
