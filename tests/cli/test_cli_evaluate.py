"""``bgnews evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import run

ARTICLE = """<article id="{id}" source="">
<entities><entity id="e1" type="PER" name="Ана Бонева"/></entities>
<text>
<p kind="body">„<q id="q1" type="direct" by="e1">Мостът е нужен</q>“, <cue q="q1">каза</cue> <src q="q1">Ана Бонева</src>.</p>
<p kind="body"><q id="q2" type="indirect" by="e1">Парите стигат</q>.</p>
</text>
</article>
"""  # noqa: E501


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for id_ in ("a", "b"):
        (folder / f"{id_}.xml").write_text(ARTICLE.format(id=id_), encoding="utf-8")
    return folder


def test_figures_and_errors(folder: Path) -> None:
    outcome = run("evaluate", "rules", folder, "--errors", "1")
    assert outcome.code == 0
    assert "content exact 100.0 50.0 66.7 2 4" in " ".join(outcome.text.split())
    assert "a missed indirect: 'Парите стигат'" in outcome.text
    assert "b missed" not in outcome.text


def test_figures_as_json(folder: Path, tmp_path: Path) -> None:
    outcome = run("evaluate", "rules", folder, "-o", tmp_path / "report.json")
    assert outcome.code == 0
    figures = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert figures["model"].startswith("bg_news_rules-")
    assert figures["articles"] == 2
    assert figures["content_exact"] == {
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "predicted": 2,
        "gold": 4,
    }


def test_processes_give_the_same(folder: Path) -> None:
    one, two = (run("evaluate", "rules", folder, "--n-process", n).data for n in ("1", "2"))
    assert one == two


def test_goes_on_after_a_broken_article(folder: Path) -> None:
    (folder / "a.xml").write_text("<article>", encoding="utf-8")
    outcome = run("evaluate", "rules", folder)
    assert (outcome.code, outcome.problems) == (1, 1)
    assert "content exact 100.0 50.0 66.7 1 2" in " ".join(outcome.text.split())


def test_unknown_model(folder: Path) -> None:
    outcome = run("evaluate", "няма_такъв", folder)
    assert outcome.code == 2
    assert "Invalid value for MODEL: 'няма_такъв' cannot be loaded" in outcome.message
    assert "rules" in outcome.message


def test_output_that_cannot_be_written(folder: Path) -> None:
    outcome = run("evaluate", "rules", folder, "-o", folder / "missing" / "report.json")
    assert outcome.code == 2
    assert "cannot write" in outcome.message


def test_nothing_to_evaluate(tmp_path: Path) -> None:
    outcome = run("evaluate", "rules", tmp_path)
    assert outcome.code == 1
    assert "no annotated articles here" in outcome.message
