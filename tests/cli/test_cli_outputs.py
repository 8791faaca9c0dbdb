"""Nothing takes the place of what is still needed, and bad outputs are told before the work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from annotated import articles
from command import jsonl, run

NOT_ONE = "няма_такъв"  # a pipeline whose loading fails


@pytest.mark.parametrize("place", ["нова/out.jsonl", "а.txt/out.jsonl", ""])
@pytest.mark.parametrize("command", [["analyze"], ["corpus", "draft", "--to", "jsonl"]])
def test_an_output_is_tried_before_the_pipeline_is_loaded(
    command: list[str], place: str, tmp_path: Path
) -> None:
    text = tmp_path / "а.txt"
    text.write_text("Вали.")
    outcome = run(*command, text, "-o", tmp_path / place, "--model", NOT_ONE)
    assert outcome.code == 2
    assert "Invalid value for --output: cannot write" in outcome.message
    assert list(tmp_path.iterdir()) == [text]


@pytest.mark.parametrize("command", [["analyze"], ["corpus", "draft", "--to", "jsonl"]])
def test_an_input_is_not_replaced(command: list[str], tmp_path: Path) -> None:
    text = tmp_path / "а.txt"
    text.write_text("Вали.")
    link = tmp_path / "б.txt"
    link.symlink_to(text)
    for given, output in ((text, text), (link, text), (text, link), (tmp_path, text)):
        outcome = run(*command, given, "-o", output, "--model", "rules")
        assert outcome.code == 2
        assert "is one of the inputs, which would be lost" in outcome.message
    assert text.read_text() == "Вали."


def test_what_is_not_read_in_a_folder_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "а.txt").write_text("Вали.")
    output = tmp_path / "quotes.out"
    for _ in range(2):
        assert run("analyze", tmp_path, "-o", output, "--model", "rules").code == 0
    assert len(output.read_bytes().splitlines()) == 1


def test_an_input_that_is_not_there_is_reported_and_not_compared(tmp_path: Path) -> None:
    (tmp_path / "а.txt").write_text("Вали.")
    output = tmp_path / "out.jsonl"
    output.write_text("старо")
    inputs = [tmp_path / ("я" * 300), tmp_path / "няма.txt", tmp_path / "а.txt"]
    outcome = run("analyze", *inputs, "-o", output, "--model", "rules")
    assert (outcome.code, outcome.problems) == (1, 2)
    assert "Вали." in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", [["analyze", "--model", "rules"], ["clean"], ["clean", "--diff"]]
)
def test_without_an_article_nothing_is_written(command: list[str], tmp_path: Path) -> None:
    output = tmp_path / "old.jsonl"
    output.write_text("старо")
    outcome = run(*command, tmp_path / "missing.txt", "-o", output)
    assert (outcome.code, outcome.problems) == (1, 1)
    assert output.read_text() == "старо"
    assert list(tmp_path.iterdir()) == [output]


def test_an_empty_text_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "празен.txt").touch()
    output = tmp_path / "чист.txt"
    output.write_text("старо")
    assert run("clean", tmp_path / "празен.txt", "-o", output).code == 0
    assert output.read_text() == ""


def test_what_is_converted_may_take_the_place_of_the_input(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    run("corpus", "convert", folder, "-o", file)
    assert run("corpus", "convert", file, "-o", file).code == 0
    assert [json.loads(line)["id"] for line in file.read_bytes().splitlines()] == ["a", "b", "c"]
    assert [path.name for path in tmp_path.glob("*.part*")] == []
    assert run("corpus", "convert", folder, "-o", folder, "--to", "xml").code == 0
    assert [article.id for article in articles(folder)] == ["a", "b", "c"]


@pytest.mark.parametrize("command", [["noise"], ["detach"], ["attach", "--texts", "no.txt"]])
def test_other_commands_do_not_replace_their_input(
    command: list[str], folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "deep" / "a.jsonl"
    file.parent.mkdir()
    run("corpus", "convert", folder, "-o", file)
    before = file.read_bytes()
    for path in (file, tmp_path):
        outcome = run("corpus", *command, path, "-o", file)
        assert (outcome.code, file.read_bytes()) == (2, before)
        assert f"{file} is one of the inputs" in outcome.message


@pytest.mark.parametrize("command", [["noise"], ["attach", "--texts", "no.txt"]])
def test_a_folder_of_articles_is_not_replaced(command: list[str], folder: Path) -> None:
    for path in (folder, folder.parent, folder / "b.xml"):
        outcome = run("corpus", *command, path, "-o", folder, "--to", "xml")
        assert outcome.code == 2
        assert "is one of the inputs" in outcome.message


def test_texts_are_not_replaced(folder: Path, tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_bytes(jsonl({"id": "a", "text": articles(folder)[0].text}))
    (tmp_path / "a.txt").write_text("Вали.")
    for given, target in ((texts, [texts]), (tmp_path, [tmp_path, "--to", "brat"])):
        outcome = run("corpus", "attach", folder / "a.xml", "--texts", given, "-o", *target)
        assert outcome.code == 2
        assert "is one of the inputs" in outcome.message
