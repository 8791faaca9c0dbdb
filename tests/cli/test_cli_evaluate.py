"""``bgnews evaluate``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import spacy
from command import run
from spacy.language import Language
from spacy.tokens import Doc

from bgnews.annotations import Quote, set_quotes


@Language.component("test_overconfident")
def overconfident(doc: Doc) -> Doc:
    set_quotes(doc, [Quote("q1", "direct", (doc[1:3],), score=7)])
    return doc


@pytest.fixture(scope="module")
def overconfident_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives scores that are no probabilities."""
    nlp = spacy.blank("bg")
    nlp.add_pipe("test_overconfident")
    folder = tmp_path_factory.mktemp("overconfident")
    nlp.to_disk(folder)
    return folder


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


def test_everything_as_json(folder: Path, tmp_path: Path) -> None:
    run("evaluate", "rules", folder, "-o", tmp_path / "report.json")
    text = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert "Парите стигат" in text, "for people to read"
    figures = json.loads(text)
    assert figures["confusion"]["types"]["indirect"]["none"] == 2
    assert sum(bin_["count"] for bin_ in figures["calibration"]["bins"]) == 2
    assert figures["error_classes"] == {"missed indirect": 2}
    assert [error["id"] for error in figures["errors"]] == ["a", "b"]


def test_tables_beside_the_figures(folder: Path) -> None:
    text = " ".join(run("evaluate", "rules", folder).text.split())
    assert "whole quote 100.0 50.0 66.7 2 4" in text
    assert "missed indirect 2" in text
    assert "indirect 0 0 0 0 2" in text
    assert "content match indirect 0.0 0.0 0.0 0 2" in text
    assert "nonspeech – – – 0 0" in text
    assert "Brier score 0.0" in text


def test_page(folder: Path, tmp_path: Path) -> None:
    outcome = run("evaluate", "rules", folder, "--html", tmp_path / "report.html")
    assert outcome.code == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<h1>bg_news_rules-" in page
    assert "Парите стигат" in page
    assert "<dt>nonspeech</dt><dd>–</dd>" in page
    assert page.count('<td class="n bar" style="--share: 0.0%">–</td>') > 1


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_lone_surrogates(option: str, tmp_path: Path) -> None:
    record = {"id": "\udc80", "text": "„Вали \udcff“, каза \u202e Ана Бонева.", "entities": {}}
    record |= {"quotes": [], "nonspeech": [], "mentions": [], "stances": [], "source": ""}
    record["paragraphs"] = [{"kind": "body", "start": 0, "end": len(str(record["text"]))}]
    (tmp_path / "gold.jsonl").write_text(json.dumps(record), encoding="utf-8")
    outcome = run("evaluate", "rules", tmp_path / "gold.jsonl", option, tmp_path / "out")
    assert outcome.code == 0, outcome.errors
    text = (tmp_path / "out").read_text(encoding="utf-8")
    if option == "--output":
        assert json.loads(text)["errors"][0]["id"] == "\udc80"
    else:
        assert "⟨U+DC80⟩" in text
        assert "\u202e" not in text


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


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_output_that_cannot_be_written(option: str, folder: Path) -> None:
    outcome = run("evaluate", "няма_такъв", folder, option, folder / "missing" / "report")
    assert outcome.code == 2, "found before the pipeline is loaded"
    assert f"Invalid value for {option}: cannot write" in outcome.message


def test_scores_that_are_no_probabilities(folder: Path, overconfident_model: Path) -> None:
    outcome = run("evaluate", overconfident_model, folder)
    assert (outcome.code, outcome.problems) == (1, 2)
    assert "a: quote 'q1' has the score 7.0; give one from 0 to 1" in outcome.message


def test_without_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    outcome = run("evaluate", "rules", folder)
    assert (outcome.code, outcome.data) == (1, b"")
    assert 'pip install "bgnews[evaluation]"' in outcome.message


def test_nothing_to_evaluate(tmp_path: Path) -> None:
    for file in ("report.json", "report.html"):
        (tmp_path / file).write_text("старо")
    outputs = ["-o", tmp_path / "report.json", "--html", tmp_path / "report.html"]
    outcome = run("evaluate", "rules", tmp_path / "missing.xml", *outputs)
    assert (outcome.code, outcome.text) == (1, "")
    assert "No such file" in outcome.message
    assert [path.read_text() for path in tmp_path.iterdir()] == ["старо", "старо"]


@pytest.mark.parametrize("option", ["--output", "--html"])
def test_an_article_is_not_replaced_by_its_report(option: str, folder: Path) -> None:
    article = folder / "a.xml"
    for path in (folder, article):
        outcome = run("evaluate", "rules", path, option, article)
        assert outcome.code == 2
        assert f"Invalid value for {option}: {article} is one of the inputs" in outcome.message


def test_figures_and_page_in_one_file(folder: Path, tmp_path: Path) -> None:
    outputs = ["--output", tmp_path / "report", "--html", folder / ".." / "report"]
    outcome = run("evaluate", "rules", folder, *outputs)
    assert outcome.code == 2
    assert "Invalid value for --html: this is the file of --output" in outcome.message
    assert not (tmp_path / "report").exists()
