"""``bgnews train``."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from cli.command import run

from bgnews import load
from bgnews.corpus import read_articles


def test_the_command(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    options = ("--output", output, "--passes", "1", "--mix", "0")
    outcome = run("train", corpus, *options, "--package", "news_mine")
    assert outcome.code == 0, outcome.errors
    assert "your articles" in outcome.text
    assert "articles of bgnews" in outcome.text
    nlp = spacy.load(output / "model")
    assert nlp.meta["name"] == "news_mine"
    assert nlp.meta["performance"]["content_match"] > 0
    assert list(output.glob("packages/*/dist/*.whl"))
    # nothing of the user's is given away
    assert str(tmp_path) not in (output / "model/config.cfg").read_text()
    strings = (output / "model/vocab/strings.json").read_text()
    words = {word for a in read_articles([corpus]) for word in a.text.split() if len(word) > 8}
    assert not [word for word in words if word.isalpha() and f'"{word}"' in strings]
    # a retraining of the retrained one begins at the same rate
    base, trained = load("sm").config["training"], nlp.config["training"]
    assert trained["optimizer"]["learn_rate"] == base["optimizer"]["learn_rate"]
    # once more there is nothing to train, and the config is that of what was done
    config = (output / "config.cfg").read_text()
    again = run("train", corpus, *options)
    assert (output / "config.cfg").read_text() == config
    assert "Training pipeline" in outcome.text
    assert "Training pipeline" not in again.text
    assert "your articles" in again.text


def test_the_commands_underneath(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    options = ("--output", output, "--passes", "1", "--mix", "0")
    train, *others = run("train", corpus, *options, "--show").text.splitlines()
    assert not (output / "run").exists()
    subprocess.run([sys.executable, *shlex.split(train)[1:]], check=True)
    named = [Path(word) for other in others for word in shlex.split(other) if word[0] == "/"]
    assert [path for path in named if not path.exists()] == []
    # what it reached counts
    assert "Training pipeline" not in run("train", corpus, *options).text


def test_problems_are_reported_and_nothing_is_trained(corpus: Path, tmp_path: Path) -> None:
    file = next(corpus.glob("*.xml"))
    file.write_text(file.read_text("utf-8").replace('type="direct"', 'type="spoken"'), "utf-8")
    outcome = run("train", corpus, "--output", tmp_path / "out")
    assert outcome.code == 1
    assert f"{file}:" in outcome.errors
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("options", "message"), [
    (("--package", "my model"), "is no name for a package"),
    (("--base", "nothing_such"), "there is no pipeline 'nothing_such'"),
    (("--only", "speakers"), "is not one of quotes, stance"),
])  # fmt: skip
def test_mistakes_are_told_before_anything_is_trained(
    corpus: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    outcome = run("train", corpus, "--output", tmp_path / "out", *options)
    assert outcome.code > 0
    assert message in outcome.message
    assert not (tmp_path / "out").exists()
