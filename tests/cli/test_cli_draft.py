"""``bgnews corpus draft`` gives every article a draft of its own, and spares corrected ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Outcome, jsonl, run

from bgnews.corpus import read_articles

SUFFIXES = {"xml": ".xml", "brat": ".ann"}


def draft(*arguments: str | Path) -> Outcome:
    return run("corpus", "draft", *arguments, "--model", "rules")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two files of one name, in folders."""
    for folder in ("а", "б"):
        (tmp_path / "pages" / folder).mkdir(parents=True)
        text = f"„Вали в {folder}“, каза Ана Бонева."
        (tmp_path / "pages" / folder / "x.txt").write_text(text, encoding="utf-8")
    return tmp_path / "pages"


@pytest.mark.parametrize("format_", SUFFIXES)
def test_a_folder_with_folders(format_: str, pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert draft(pages, "-o", out, "--to", format_).code == 0
    assert {file.name for file in out.glob(f"*{SUFFIXES[format_]}")} == {
        f"{folder}%2Fx.txt{SUFFIXES[format_]}" for folder in ("а", "б")
    }
    assert {article.id for article in read_articles([out], format_)} == {"а/x.txt", "б/x.txt"}
    assert format_ == "brat" or run("corpus", "check", out).code == 0


@pytest.mark.parametrize("format_", SUFFIXES)
def test_files_of_one_name(format_: str, pages: Path, tmp_path: Path) -> None:
    files = [pages / "а" / "x.txt", pages / "б" / "x.txt"]
    assert draft(*files, "-o", tmp_path / "out", "--to", format_).code == 0
    drafts = list(read_articles([tmp_path / "out"], format_))
    assert {article.id for article in drafts} == {"x.txt", str(files[1])}
    assert {article.text for article in drafts} == {file.read_text("utf-8") for file in files}


@pytest.mark.parametrize("target", [["out", "--to", "xml"], ["out.jsonl"]])
def test_a_second_article_with_an_id(target: list[str], tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(jsonl({"id": "a", "text": "Вали."}, {"id": "a", "text": "Спря."}))
    out = tmp_path / target[0]
    outcome = draft(lines, "-o", out, *target[1:])
    assert (outcome.code, outcome.problems) == (1, 1)
    expected = f"{lines}:2: a second article with the id 'a'; the first is in {lines}:1"
    assert expected in outcome.message
    assert [article.text for article in read_articles([out])] == ["Вали."]


def test_other_fields(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_bytes(jsonl({"url": "https://example.org/a?b=1", "body": "Вали."}))
    fields = ["--text-field", "body", "--id-field", "url"]
    assert draft(lines, "-o", tmp_path / "out", "--to", "xml", *fields).code == 0
    (article,) = read_articles([tmp_path / "out"])
    assert (article.id, article.text) == ("https://example.org/a?b=1", "Вали.")


@pytest.mark.parametrize("there", [".xml", ".ann", ".txt"])
def test_a_draft_that_is_there_is_left(there: str, pages: Path, tmp_path: Path) -> None:
    corrected = tmp_path / "out" / f"а%2Fx.txt{there}"
    corrected.parent.mkdir()
    corrected.write_text("поправено")
    format_ = "xml" if there == ".xml" else "brat"
    outcome = draft(pages, "-o", tmp_path / "out", "--to", format_)
    assert (outcome.code, outcome.problems) == (1, 1)
    assert f"{corrected} is there already; remove it or give another folder" in outcome.message
    assert corrected.read_text() == "поправено"
    assert (tmp_path / "out" / f"б%2Fx.txt{SUFFIXES[format_]}").exists()


def test_a_folder_is_tried_before_the_pipeline_is_loaded(pages: Path) -> None:
    out = pages / "а" / "x.txt" / "out"
    outcome = run("corpus", "draft", pages, "-o", out, "--to", "xml", "--model", "няма_такъв")
    assert outcome.code == 2
    assert "Invalid value for --output: cannot write" in outcome.message
