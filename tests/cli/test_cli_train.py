"""``bgnews train``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from command import run

from bgnews.corpus import article_to_xml, read_articles
from bgnews.retraining import articles

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "corpus" / "authored" / f"brief-0{number}.xml" for number in range(1, 7)]


@pytest.fixture(autouse=True)
def few_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging by all articles of bgnews takes long."""
    few = {part: found[:2] for part, found in articles.own_articles().items()}
    monkeypatch.setattr(articles, "own_articles", lambda: few)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Articles as those of a user: under ids of their own."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for found in read_articles(FILES):
        article = replace(found, id=f"my-{found.id}")
        (folder / f"{article.id}.xml").write_text(article_to_xml(article), encoding="utf-8")
    return folder


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
    # once more there is nothing to train
    again = run("train", corpus, *options)
    assert "Training pipeline" in outcome.text
    assert "Training pipeline" not in again.text
    assert "your articles" in again.text


def test_the_commands_underneath(corpus: Path, tmp_path: Path) -> None:
    outcome = run("train", corpus, "--output", tmp_path / "out", "--show")
    assert "python -m spacy train" in outcome.text
    assert (tmp_path / "out/config.cfg").is_file()
    assert not (tmp_path / "out/runs").exists()


def test_problems_are_reported_and_nothing_is_trained(corpus: Path, tmp_path: Path) -> None:
    file = next(corpus.glob("*.xml"))
    file.write_text(file.read_text("utf-8").replace('type="direct"', 'type="spoken"'), "utf-8")
    outcome = run("train", corpus, "--output", tmp_path / "out")
    assert outcome.code == 1
    assert f"{file}:" in outcome.errors
    assert not (tmp_path / "out").exists()
