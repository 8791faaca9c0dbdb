"""``bgnews clean`` prints the clean text and nothing else, or shows what is wrong."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from command import jsonl, run
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.cleaning import PARAGRAPH_KINDS, STEPS, Cleaner, clean
from bgnews.cli.decoding import decode

NOISY = "Иван Koлeв\u00a0каза:\r\n„Вa\u00adли“ &amp; спря.\n"
TEASER = "Десетки поискаха референдум за моста в Русе"
PAGE = f"Валя цяла нощ в града.\n\n{TEASER}\n\n{TEASER}\n\nСутринта дъждът спря.\n"


@pytest.mark.parametrize("arguments", [("clean", "-"), ("clean",)])
def test_standard_input(arguments: tuple[str, ...]) -> None:
    outcome = run(*arguments, stdin=NOISY.encode())
    assert (outcome.code, outcome.text, outcome.errors) == (0, clean(NOISY).text, "")
    assert outcome.text != NOISY


def test_clean_text_comes_out_byte_for_byte() -> None:
    data = "Вали.\r\n\r\n\tИ утре – „пак“".encode()
    assert run("clean", stdin=data).data == clean(data.decode()).text.encode()


@pytest.mark.parametrize("steps", [["homoglyphs"], ["homoglyphs", "spaces"]])
@pytest.mark.parametrize("joined", [True, False])
def test_disable(steps: list[str], joined: bool) -> None:
    options = ["--disable=" + ",".join(steps)] if joined else [f"--disable={s}" for s in steps]
    outcome = run("clean", "-", *options, stdin=NOISY)
    assert outcome.text == Cleaner(disable=tuple(steps))(NOISY).text
    assert "Koлeв" in outcome.text


def test_drop() -> None:
    assert (
        run("clean", "--drop", "teaser", "-", stdin=PAGE).text == clean(PAGE, drop={"teaser"}).text
    )
    assert TEASER not in run("clean", "--drop", "teaser", "-", stdin=PAGE).text


def test_typography() -> None:
    text = 'Той каза: "Вали".'
    assert run("clean", "--typography", "bg", stdin=text).text == clean(text, typography="bg").text


@pytest.mark.parametrize(
    ("option", "names"), [("--drop", PARAGRAPH_KINDS), ("--disable", tuple(STEPS))]
)
def test_an_unknown_name_is_told_with_the_choices(option: str, names: tuple[str, ...]) -> None:
    outcome = run("clean", option, f"{names[0]},няма", stdin="Вали.")
    assert outcome.code == 2
    assert "'няма' is not one of" in outcome.message
    assert all(name in outcome.message for name in names)


def test_several_texts_do_not_run_into_each_other(tmp_path: Path) -> None:
    for name, text in (("1.txt", "едно"), ("2.txt", "две\n"), ("3.txt", ""), ("4.txt", "три")):
        (tmp_path / name).write_text(text)
    assert run("clean", tmp_path).text == "едно\nдве\nтри"


def test_json_lines_keep_their_fields() -> None:
    record = {"id": 7, "title": "Koлeв", "text": "Koлeв", "tags": ["а\u2028б"]}
    (cleaned,) = run("clean", stdin=jsonl(record)).records
    assert cleaned == {**record, "text": "Колев"}


def test_text_field() -> None:
    (cleaned,) = run("clean", "--text-field", "body", stdin=jsonl({"body": "Koлeв"})).records
    assert cleaned == {"body": "Колев"}


def test_output_file(tmp_path: Path) -> None:
    path = tmp_path / "чист.txt"
    assert run("clean", "-o", path, stdin="Koлeв").data == b""
    assert path.read_text(encoding="utf-8") == "Колев"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_can_be_its_own_output(tmp_path: Path) -> None:
    path = tmp_path / "н.jsonl.gz"
    path.write_bytes(gzip.compress(jsonl({"text": "Koлeв"})))
    assert run("clean", path, "-o", path).code == 0
    assert json.loads(gzip.decompress(path.read_bytes())) == {"text": "Колев"}


def test_an_output_that_is_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "чист.txt", tmp_path / "последен.txt"
    target.touch()
    link.symlink_to(target)
    run("clean", "-o", link, stdin="Koлeв")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "Колев"


@pytest.mark.parametrize("name", ["няма/чист.txt", ""])
def test_output_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    outcome = run("clean", "-o", tmp_path / name, stdin="Вали.")
    assert outcome.code == 2
    assert "cannot write" in outcome.errors


def test_missing_file_is_told_and_the_others_are_cleaned(tmp_path: Path) -> None:
    path = tmp_path / "а.txt"
    path.write_text("Koлeв")
    outcome = run("clean", tmp_path / "няма.txt", path)
    assert (outcome.code, outcome.text, outcome.problems) == (1, "Колев", 1)
    assert "няма.txt: no such file" in outcome.errors


def test_windows_1251_is_read_with_a_note() -> None:
    outcome = run("clean", stdin="„Вали“, каза той.".encode("cp1251"))
    assert (outcome.code, outcome.text) == (0, "„Вали“, каза той.")
    assert outcome.errors == "stdin: not UTF-8, read as Windows-1251\n"


def test_diff_shows_each_repair_with_its_line_and_kind() -> None:
    outcome = run("clean", "--diff", stdin="Вали.\nИван Koлeв каза.\n")
    first, summary = outcome.text.splitlines()
    assert first == "stdin:2: homoglyphs: Иван [-Koлeв-]{+Колев+} каза."
    assert summary.startswith("stdin: homoglyphs ")


def test_diff_shows_what_is_dropped() -> None:
    line = run("clean", "--diff", "--drop", "teaser", stdin=PAGE).text.splitlines()[0]
    assert line.startswith(f"stdin:3: dropped: [-{TEASER[:40]}…")
    assert line.endswith("↵↵-]Сутринта дъждът спря.")


def test_diff_of_clean_text() -> None:
    assert run("clean", "--diff", stdin="Вали.").text == "stdin: nothing to repair\n"


def test_diff_goes_to_a_file_without_colours(tmp_path: Path) -> None:
    path = tmp_path / "разлики.txt"
    run("clean", "--diff", "-o", path, stdin="Koлeв")
    assert path.read_text(encoding="utf-8").startswith("stdin:1: homoglyphs: [-Koлeв-]{+Колев+}\n")


def test_nothing_in_nothing_out() -> None:
    outcome = run("clean", "-", stdin=b"")
    assert (outcome.code, outcome.data, outcome.errors) == (0, b"", "")


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
@pytest.mark.parametrize("options", [(), ("--diff",)])
def test_any_bytes(options: tuple[str, ...], data: bytes) -> None:
    outcome = run("clean", "-", *options, stdin=b"#" + data)  # never JSON
    assert outcome.code == 0
    if not options:
        cleaned = clean(decode(b"#" + data)[0]).text
        assert outcome.data == cleaned.encode("utf-8", "surrogateescape")
