"""``bgnews corpus``."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from annotated import ARTICLE, articles
from command import jsonl, run

from bgnews.corpus import FORMATS, article_from_xml, detach, read_articles
from bgnews.corpus.noise import KINDS


def break_file(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_check_of_good_articles(folder: Path) -> None:
    outcome = run("corpus", "check", folder)
    assert (outcome.code, outcome.text) == (0, "3 articles, nothing wrong\n")


def test_check_names_file_and_line(folder: Path) -> None:
    break_file(folder / "b.xml", 'label="support"', 'label="pro"')
    break_file(folder / "c.xml", "</cue>", "")
    outcome = run("corpus", "check", folder)
    assert outcome.code == 1
    assert f"{folder / 'b.xml'}:11: stance of 'e1' towards 'e2': label 'pro'" in outcome.message
    assert f"{folder / 'c.xml'}:8: not well-formed XML: mismatched tag" in outcome.message
    assert outcome.problems == 2


def test_check_finds_the_same_id_twice(folder: Path, tmp_path: Path) -> None:
    FORMATS["jsonl"].write(articles(folder)[:1], tmp_path / "again.jsonl")
    outcome = run("corpus", "check", folder, tmp_path / "again.jsonl")
    assert "a second article with the id 'a'; the first is in" in outcome.message
    assert outcome.code == 1


@pytest.mark.parametrize("command", ["check", "stats"])
def test_a_folder_without_articles(command: str, tmp_path: Path) -> None:
    outcome = run("corpus", command, tmp_path)
    assert (outcome.code, outcome.problems) == (1, 1)
    assert "no annotated articles here" in outcome.message


def test_check_of_what_is_not_there(tmp_path: Path) -> None:
    outcome = run("corpus", "check", tmp_path / "missing.xml")
    assert outcome.code == 1
    assert "No such file" in outcome.message


def test_stats_as_tables(folder: Path) -> None:
    outcome = run("corpus", "stats", folder)
    assert outcome.code == 0
    for shown in ("quotes 3 in 1 kinds", "direct  3", "support  3", "каза  3", "██"):
        assert shown in outcome.text, shown


def test_stats_as_json(folder: Path) -> None:
    counts = json.loads(run("corpus", "stats", folder, "--json").text)
    assert counts["quotes"] == {"direct": 3}
    assert counts["articles"] == {"local": 3}
    assert {tuple(frame["articles"]) for frame in counts["shared frames"]} <= {("a", "b", "c")}


@pytest.mark.parametrize(
    ("file", "options"),
    [
        ("a.jsonl", []),
        ("a.jsonl.xz", []),
        ("a.spacy", []),
        ("a.parquet", []),
        ("other", ["--to", "xml"]),
    ],
)
def test_convert_there_and_back(
    file: str, options: list[str], folder: Path, tmp_path: Path
) -> None:
    there = tmp_path / file
    outcome = run("corpus", "convert", folder, "-o", there, *options)
    assert outcome.code == 0
    assert "3 articles converted" in outcome.message
    assert run("corpus", "convert", there, "-o", tmp_path / "back", "--to", "xml").code == 0
    assert articles(tmp_path / "back") == articles(folder)


def test_convert_goes_on_after_a_broken_file(folder: Path, tmp_path: Path) -> None:
    (folder / "b.xml").write_text("<article>", encoding="utf-8")
    outcome = run("corpus", "convert", folder, "-o", tmp_path / "a.jsonl")
    assert (outcome.code, outcome.problems) == (1, 1)
    assert [article.id for article in articles(tmp_path / "a.jsonl")] == ["a", "c"]


def test_convert_goes_on_after_an_article_that_the_format_cannot_hold(tmp_path: Path) -> None:
    lines = jsonl({"id": "a", "text": "\x07"}, {"id": "", "text": ""}, {"id": "c", "text": ""})
    (tmp_path / "in.jsonl").write_bytes(lines)
    outcome = run("corpus", "convert", tmp_path / "in.jsonl", "-o", tmp_path / "out", "--to", "xml")
    assert (outcome.code, outcome.problems) == (1, 2)
    assert [article.id for article in articles(tmp_path / "out")] == ["c"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "a.doc"], "does not tell the format"),
        (["-o", "a", "--to", "word"], "'word' is not one of xml, jsonl"),
        (["-o", "a.jsonl", "--from", "word"], "'word' is not one of xml, jsonl"),
    ],
)
def test_formats_that_are_unknown(options: list[str], message: str, folder: Path) -> None:
    outcome = run("corpus", "convert", folder, *options)
    assert outcome.code == 2
    assert message in outcome.message


def test_split(folder: Path, tmp_path: Path) -> None:
    parts = "train=0.5,dev=0.5"
    outcome = run("corpus", "split", folder, "-o", tmp_path / "splits", "--parts", parts)
    assert outcome.code == 0
    lists = [(tmp_path / "splits" / f"{name}.txt").read_text().split() for name in ("train", "dev")]
    assert sorted(id_ for ids in lists for id_ in ids) == ["a", "b", "c"]
    assert [] in lists, "they are near-duplicates of each other"


@pytest.mark.parametrize("parts", ["train=0.5", "train", "train=x", ""])
def test_split_into_parts_that_are_none(parts: str, folder: Path, tmp_path: Path) -> None:
    outcome = run("corpus", "split", folder, "-o", tmp_path, "--parts", parts)
    assert outcome.code == 2
    assert "--parts" in outcome.message


def test_agreement_of_equal_readings(folder: Path) -> None:
    outcome = run("corpus", "agreement", folder, folder)
    assert outcome.code == 0
    for line in ("content exact", "attribution", "stance triple"):
        assert f"{line}  100.0  100.0  100.0  3  3" in " ".join(outcome.text.split()).replace(
            " ", "  "
        ).replace(line.replace(" ", "  "), line)


def test_agreement_lists_differences(folder: Path, tmp_path: Path) -> None:
    run("corpus", "convert", folder, "-o", tmp_path / "second", "--to", "xml")
    break_file(tmp_path / "second" / "a.xml", "Ана Бонева", "Лев Гочев")
    (tmp_path / "second" / "c.xml").unlink()
    outcome = run("corpus", "agreement", folder, tmp_path / "second", "--errors", "5")
    assert "a speaker 'Лев Гочев' for 'Ана Бонева': 'Мостът е нужен'" in outcome.text
    assert f"{tmp_path / 'second'}: has no article 'c'" in outcome.message
    assert outcome.code == 0


def test_agreement_wants_the_same_text(folder: Path, tmp_path: Path) -> None:
    run("corpus", "convert", folder, "-o", tmp_path / "second", "--to", "xml")
    break_file(tmp_path / "second" / "a.xml", "Нов мост", "Стар мост")
    outcome = run("corpus", "agreement", folder, tmp_path / "second")
    assert "the text of article 'a' is another one" in outcome.message
    assert outcome.code == 1


def test_agreement_without_a_common_article(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_bytes(jsonl({"id": "x", "text": "а"}))
    outcome = run("corpus", "agreement", folder, other)
    assert (outcome.code, outcome.problems, outcome.text) == (1, 1, "")
    assert "no article in common" in outcome.message


def test_agreement_has_no_figures_of_what_is_not_there(folder: Path) -> None:
    text = " ".join(run("corpus", "agreement", folder, folder).text.split())
    assert "relay – – – 0 0" in text


def test_detach_and_attach(folder: Path, tmp_path: Path) -> None:
    assert run("corpus", "detach", folder, "-o", tmp_path / "standoff.jsonl").code == 0
    assert "нужен" not in (tmp_path / "standoff.jsonl").read_text(encoding="utf-8")
    assert run("corpus", "check", tmp_path / "standoff.jsonl").code == 0
    texts = tmp_path / "texts"
    texts.mkdir()
    for number, article in enumerate(articles(folder)):
        (texts / f"{number}.txt").write_text(article.text + " \n", encoding="utf-8")
    arguments = ["--texts", texts, "-o", tmp_path / "joined.jsonl"]
    assert run("corpus", "attach", tmp_path / "standoff.jsonl", *arguments).code == 0
    assert articles(tmp_path / "joined.jsonl") == articles(folder)


def test_attach_names_what_has_no_text(folder: Path, tmp_path: Path) -> None:
    FORMATS["jsonl"].write(map(detach, articles(folder)), tmp_path / "s.jsonl")  # type: ignore[arg-type]
    (tmp_path / "texts.jsonl").write_bytes(
        jsonl({"id": "any", "text": articles(folder)[1].text}, {"id": "other", "text": "Друг."})
    )
    outcome = run(
        *("corpus", "attach", tmp_path / "s.jsonl"),
        *("--texts", tmp_path / "texts.jsonl", "-o", tmp_path / "joined.jsonl"),
    )
    assert (outcome.code, outcome.problems) == (1, 2)
    assert "no text is that of article 'a'" in outcome.message
    assert [article.id for article in articles(tmp_path / "joined.jsonl")] == ["b"]


def test_detach_wants_texts_in_normal_form(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(
        jsonl({"id": "a", "text": "а \nб"}, {"id": "b", "text": "б"})
    )
    outcome = run("corpus", "detach", tmp_path / "a.jsonl", "-o", tmp_path / "s.jsonl")
    assert (outcome.code, outcome.problems) == (1, 1)
    assert "blanks at the ends of lines" in outcome.message


def test_noise(folder: Path, tmp_path: Path) -> None:
    options = ["--level", "1", "--kinds", "torn_capital", "--seed", "3"]
    arguments = ["-o", tmp_path / "noisy", "--to", "xml", *options]
    assert run("corpus", "noise", folder, *arguments).code == 0
    article = articles(tmp_path / "noisy")[0]
    assert article == article_from_xml((tmp_path / "noisy" / "a.xml").read_bytes())
    assert len(article.paragraphs) == 2, "no body paragraph begins with a letter"
    assert run("corpus", "check", tmp_path / "noisy").code == 0


def test_the_kinds_of_noise_are_told() -> None:
    shown = run("corpus", "noise", "--help").text
    assert [kind for kind in KINDS if kind not in shown] == []


def test_noise_of_an_unknown_kind(folder: Path, tmp_path: Path) -> None:
    outcome = run("corpus", "noise", folder, "-o", tmp_path / "a.jsonl", "--kinds", "rain")
    assert outcome.code == 2
    assert "'rain' is not one of lookalikes" in outcome.message


WRITING = ["convert", "noise", "detach"]


@pytest.mark.parametrize("command", WRITING)
@pytest.mark.parametrize("place", ["nowhere/a.jsonl", "articles/a.xml/a.jsonl"])
def test_what_cannot_be_written(command: str, place: str, folder: Path, tmp_path: Path) -> None:
    outcome = run("corpus", command, folder, "-o", tmp_path / place)
    assert outcome.code == 2
    assert "cannot write" in outcome.message


def test_a_folder_that_is_a_file(folder: Path) -> None:
    for command in (["convert", "--to", "xml"], ["convert", "--to", "brat"], ["split"]):
        outcome = run("corpus", *command, folder, "-o", folder / "a.xml")
        assert outcome.code == 2
        assert "cannot write" in outcome.message


def test_articles_of_their_own_files_need_a_folder(folder: Path, tmp_path: Path) -> None:
    outcome = run("corpus", "convert", folder / "a.xml", "-o", tmp_path / "copy.xml")
    assert outcome.code == 2
    assert "name a folder, and the format with --to" in outcome.message
    assert not (tmp_path / "copy.xml").exists()


@pytest.mark.parametrize("command", [*WRITING, "split"])
def test_nothing_takes_the_place_of_what_was_there(command: str, tmp_path: Path) -> None:
    (tmp_path / "train.txt").write_text("a\n")
    outcome = run(
        *("corpus", command, tmp_path / "missing.jsonl"),
        *("-o", tmp_path if command == "split" else tmp_path / "train.txt"),
        *(["--to", "jsonl"] if command in ("convert", "noise") else []),
    )
    assert outcome.code == 1
    assert (tmp_path / "train.txt").read_text() == "a\n"


@pytest.mark.parametrize("format_", ["prodigy", "label-studio", "docbin", "parquet"])
def test_an_article_that_cannot_be_written_is_left_out(
    format_: str, folder: Path, tmp_path: Path
) -> None:
    good, twice, stance = articles(folder)
    lines = tmp_path / "in.jsonl"
    bad = [
        replace(twice, quotes=(*twice.quotes, *twice.quotes)),
        replace(stance, stances=(replace(stance.stances[0], label="pro\ud800", target="e7"),)),
    ]
    FORMATS["jsonl"].write([good, *bad], lines)
    outcome = run("corpus", "convert", lines, "-o", tmp_path / "out", "--to", format_)
    written = [a.id for a in read_articles([tmp_path / "out"], format_)]
    assert written == [id_ for id_ in "abc" if f"\n{id_}: " not in f"\n{outcome.errors}"]
    assert written[0] == "a"
    assert outcome.problems == 3 - len(written) > 0


@pytest.mark.parametrize("format_", ["prodigy", "label-studio", "docbin"])
def test_what_was_there_stays_if_no_article_can_be_written(
    format_: str, folder: Path, tmp_path: Path
) -> None:
    lines, output = tmp_path / "in.jsonl", tmp_path / "out"
    twice = articles(folder)[1]
    FORMATS["jsonl"].write([replace(twice, quotes=(*twice.quotes, *twice.quotes))], lines)
    output.write_text("mine", "utf-8")
    outcome = run("corpus", "convert", lines, "-o", output, "--to", format_)
    assert outcome.code == 1
    assert output.read_text("utf-8") == "mine"


@pytest.mark.parametrize("command", ["check", "stats", "noise", "convert", "split", "agreement"])
def test_a_second_article_with_an_id(command: str, folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "more" / "b.xml"
    second.parent.mkdir()
    second.write_text(ARTICLE.format(id="b").replace("нужен", "стар"), encoding="utf-8")
    lines = tmp_path / "in.jsonl"
    FORMATS["jsonl"].write(articles(folder) + articles(second.parent), lines)
    out = {"noise": ["-o", tmp_path / "n.jsonl"], "split": ["-o", tmp_path / "s"]}
    out |= {"convert": ["-o", tmp_path / "x", "--to", "xml"], "agreement": [folder]}
    outcome = run("corpus", command, lines, *out.get(command, []))
    assert (outcome.code, outcome.problems) == (1, 1)
    expected = f"{lines}:4: a second article with the id 'b'; the first is in {lines}:2"
    assert expected in outcome.message
    if command == "convert":
        assert articles(tmp_path / "x") == articles(folder)


def test_lone_surrogates(tmp_path: Path) -> None:
    record = {
        "id": "a\ud800",
        "register": "\udfff",
        "text": "а\ud800 каза: б",
        "paragraphs": [{"kind": "body", "start": 0, "end": 10}],
        "quotes": [
            {"id": "q", "type": "direct", "by": "", "spans": [[9, 10]], "cues": [[0, 2]]},
        ],
    }
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(record))
    for arguments in (["check"], ["stats"], ["stats", "--json"], ["agreement", file]):
        assert run("corpus", arguments[0], file, *arguments[1:]).code == 0
    assert run("corpus", "split", file, "-o", tmp_path).code == 0
    for format_, code in {"jsonl": 0, "docbin": 0, "prodigy": 0, "xml": 1, "brat": 1}.items():
        outcome = run("corpus", "convert", file, "-o", tmp_path / format_, "--to", format_)
        assert outcome.code == code, format_


@pytest.mark.parametrize("parts", ["train=nan", "train=2,dev=-1", "../a=1", "a=0.5,a=0.5", "=1"])
def test_split_into_parts_with_odd_names_or_shares(parts: str, folder: Path) -> None:
    outcome = run("corpus", "split", folder, "-o", folder, "--parts", parts)
    assert outcome.code == 2
    assert list(folder.parent.rglob("*.txt")) == []


def test_attach_to_a_text_of_another_length(folder: Path, tmp_path: Path) -> None:
    article = articles(folder)[0]
    longer = replace(detach(article), length=10_000)
    FORMATS["jsonl"].write([longer], tmp_path / "s.jsonl")  # type: ignore[list-item]
    (tmp_path / "a.txt").write_text(article.text, encoding="utf-8")
    outcome = run(
        *("corpus", "attach", tmp_path / "s.jsonl"),
        *("--texts", tmp_path / "a.txt", "-o", tmp_path / "joined.jsonl"),
    )
    assert (outcome.code, outcome.problems) == (1, 1)
    assert "not the text that was annotated" in outcome.message


def test_agreement_without_the_extra(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    outcome = run("corpus", "agreement", folder, folder)
    assert (outcome.code, outcome.data) == (1, b"")
    assert 'pip install "bgnews[evaluation]"' in outcome.message


def test_parquet_without_the_extra(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    outcome = run("corpus", "convert", folder, "-o", tmp_path / "a.parquet")
    assert outcome.code == 2
    assert 'pip install "bgnews[datasets]"' in outcome.message
