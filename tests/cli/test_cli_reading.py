"""Articles come from every kind of input; nothing is lost without a word."""

from __future__ import annotations

import gzip
import lzma
import os
from pathlib import Path

import pytest
from command import jsonl
from hypothesis import given
from hypothesis import strategies as st

from bgnews.cli.decoding import decode
from bgnews.cli.problems import Problems
from bgnews.cli.reading import Article, Reader


def read(*paths: Path, text_field: str = "text", id_field: str = "id") -> tuple[list[Article], int]:
    problems = Problems()
    return list(Reader(problems, text_field, id_field).read(paths)), problems.count


def test_text_file_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "а.txt"
    path.write_bytes("Ред.\r\n\n{не е JSON}\n".encode())
    assert read(path) == ([Article("а.txt", "Ред.\r\n\n{не е JSON}\n", str(path))], 0)


def test_text_file_that_looks_like_json_is_text(tmp_path: Path) -> None:
    path = tmp_path / "а.txt"
    path.write_bytes(jsonl({"text": "б"}))
    (article,), _ = read(path)
    assert article.text == '{"text": "б"}\n'


def test_json_lines_keep_ids_and_number_the_others(tmp_path: Path) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(jsonl({"id": "x", "text": "а"}, {"text": "б"}, {"id": 7, "text": "в"}))
    articles, _ = read(path)
    assert [(article.id, article.text) for article in articles] == [
        ("x", "а"),
        ("н.jsonl:2", "б"),
        ("7", "в"),
    ]
    assert [article.where for article in articles] == [f"{path}:{line}" for line in (1, 2, 3)]


@pytest.mark.parametrize("id_", [None, [], {}, ""])
def test_an_id_that_is_no_name_is_replaced(tmp_path: Path, id_: object) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(jsonl({"id": id_, "text": "а"}))
    assert read(path)[0][0].id == "н.jsonl:1"


def test_field_names(tmp_path: Path) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(jsonl({"url": "u", "body": "а", "text": "б"}))
    (article,), _ = read(path, text_field="body", id_field="url")
    assert (article.id, article.text) == ("u", "а")


def test_blank_lines_and_byte_order_marks_are_skipped(tmp_path: Path) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + jsonl({"text": "а"}) + b"\n  \r\n" + jsonl({"text": "б"}))
    articles, count = read(path)
    assert [(article.text, article.id) for article in articles] == [
        ("а", "н.jsonl:1"),
        ("б", "н.jsonl:4"),
    ]
    assert count == 0


@pytest.mark.parametrize("name", ["а.jsonl.gz", "а.jsonl.xz", "а.txt.gz", "а.txt.xz"])
def test_compressed(tmp_path: Path, name: str) -> None:
    data = jsonl({"text": "а"}) if "jsonl" in name else b"\xd0\xb0"
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith("gz") else lzma.compress(data))
    (article,), _ = read(path)
    assert article.text == "а"


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_truncated_archive_gives_what_it_has_and_a_report(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"а.jsonl{suffix}"
    lines = jsonl(*({"text": os.urandom(90).hex()} for _ in range(5_000)))
    whole = gzip.compress(lines) if suffix == ".gz" else lzma.compress(lines)
    path.write_bytes(whole[: len(whole) // 2])
    articles, count = read(path)
    assert 0 < len(articles) < 5_000
    assert count >= 1


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_file_that_is_no_archive(
    tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"а.txt{suffix}"
    path.write_text("не е архив")
    assert read(path) == ([], 1)
    assert "cannot be read to its end" in capsys.readouterr().err


def test_folders_are_read_with_all_in_them_in_order(tmp_path: Path) -> None:
    for name in ("б/2.txt", "а.txt", "б/1.jsonl", "в.md", "г.jsonl.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = jsonl({"text": "т"})
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    articles, count = read(tmp_path)
    assert [article.id for article in articles] == [
        *("а.txt", "б/1.jsonl:1", "б/2.txt", "г.jsonl.gz:1")
    ]
    assert count == 0


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    files = [tmp_path / folder / "x.txt" for folder in "абв"]
    for file in files:
        file.parent.mkdir()
        file.write_text("текст")
    (files[1].parent / "x.jsonl").write_bytes(jsonl({"text": "т"}))
    articles, count = read(*files[:2], files[1].parent, files[2].parent, files[1])
    assert [article.id for article in articles] == [
        *("x.txt", str(files[1]), "x.jsonl:1", f"{files[1]} (2)", str(files[2])),
        f"{files[1]} (3)",
    ]
    assert count == 0


def test_folder_without_articles_is_reported(tmp_path: Path) -> None:
    (tmp_path / "в.md").write_text("текст")
    assert read(tmp_path) == ([], 1)


@pytest.mark.parametrize("name", ["а.md", "а", "а.json"])
@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"", []),
        ("Вали.".encode(), ["Вали."]),
        ("\n\n{вали}\n".encode(), ["\n\n{вали}\n"]),
        (b"[1, 2]\n", ["[1, 2]\n"]),
        (b"\n" + jsonl({"text": "а"}, {"text": "б"}), ["а", "б"]),
    ],
)
def test_other_files_are_json_lines_if_the_first_line_is_an_object(
    tmp_path: Path, name: str, data: bytes, texts: list[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert [article.text for article in read(path)[0]] == texts


PRETTY = '{\n "text": "а"\n}\n'


@pytest.mark.parametrize("name", ["а", "а.json", "а.json.gz"])
@pytest.mark.parametrize(
    ("data", "command"),
    [
        ('[{"text": "а"}, {"text": "б"}]', "jq -c '.[]'"),
        ('\n[\n{"text": "а"},\n{"text": "б"}\n]\n', "jq -c '.[]'"),
        (f"\ufeff[{PRETTY}]", "jq -c '.[]'"),
        (PRETTY, "jq -c ."),
    ],
)
def test_json_that_is_not_json_lines_is_told_how_to_become_it(
    tmp_path: Path, name: str, data: str, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(data.encode()) if name.endswith("gz") else data.encode())
    assert read(path) == ([], 1)
    assert f"`{command}`" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["[Снимка] Вали.", "{вали", f"{PRETTY}{PRETTY}", "[]", "[" * 9999])
def test_text_that_only_begins_like_json_stays_text(tmp_path: Path, text: str) -> None:
    path = tmp_path / "а.json"
    path.write_text(text, encoding="utf-8")
    assert [article.text for article in read(path)[0]] == [text]


def test_a_text_file_may_be_json_of_any_shape(tmp_path: Path) -> None:
    path = tmp_path / "а.txt"
    path.write_text(PRETTY, encoding="utf-8")
    assert [article.text for article in read(path)[0]] == [PRETTY]


def test_empty_files(tmp_path: Path) -> None:
    for name in ("а.txt", "б.jsonl"):
        (tmp_path / name).touch()
    articles, count = read(tmp_path)
    assert [(article.id, article.text) for article in articles] == [("а.txt", "")]
    assert count == 0


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"text": "\xd0\xb0"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"7" * 5_000, "not JSON"),
        (b'["text"]', "not a JSON object"),
        (b'{"title": "a", "body": "b"}', "no field 'text' (fields: title, body); name the one"),
        (b"{}", "no field 'text' (fields: none)"),
        (b'{"text": null}', "field 'text' is not a string but null"),
        (b'{"text": ["a", "b"]}', "field 'text' is not a string but ["),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_goes_on(
    tmp_path: Path, line: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(jsonl({"text": "а"}) + line + b"\n" + jsonl({"text": "б"}))
    articles, count = read(path)
    assert [article.text for article in articles] == ["а", "б"]
    assert count == 1
    assert f"{path}:2: {message}" in capsys.readouterr().err


def test_missing_file_is_reported_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = tmp_path / "има.txt"
    there.write_text("има")
    articles, count = read(tmp_path / "няма.txt", there)
    assert [article.text for article in articles] == ["има"]
    assert count == 1
    assert capsys.readouterr().err == f"{tmp_path / 'няма.txt'}: no such file\n"


def test_a_name_that_is_too_long_is_reported(tmp_path: Path) -> None:
    assert read(tmp_path / ("а" * 5_000)) == ([], 1)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "read as UTF-16"),
        ("cp1251", "not UTF-8, read as Windows-1251"),
    ],
)
def test_encodings(encoding: str, note: str | None) -> None:
    text = "„Вали“, каза той – и добави: ще вали.\r\n"
    assert decode(text.encode(encoding)) == (text, note)


def test_an_encoding_is_noted_once_for_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "н.jsonl"
    path.write_bytes(jsonl({"text": "Вали."}, {"text": "Спря."}).decode().encode("cp1251"))
    articles, count = read(path)
    assert [article.text for article in articles] == ["Вали.", "Спря."]
    assert count == 0
    assert capsys.readouterr().err == f"{path}:1: not UTF-8, read as Windows-1251\n"


@pytest.mark.parametrize("data", ["Вали.".encode()[:-2], b"\xff\xfe\x00\xd8", bytes(range(256))])
def test_undecodable_bytes_are_kept(data: bytes) -> None:
    text, note = decode(data)
    assert text.encode("utf-8", "surrogateescape") == data
    assert note
    assert "wrong bytes kept" in note


@given(
    st.binary() | st.text().map(str.encode) | st.text("Вали „“–").map(lambda t: t.encode("cp1251"))
)
def test_no_byte_is_lost(data: bytes) -> None:
    text, note = decode(data)
    if note is None:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
    elif "1251" in note:
        assert text.encode("cp1251") == data
    elif "UTF-16" in note:
        assert text == data.decode("utf-16")
    else:
        assert text.encode("utf-8", "surrogateescape") == data
