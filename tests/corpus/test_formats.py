"""The formats in which articles are kept: nothing is lost, and what is broken is named."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bgnews.corpus import (
    FORMATS,
    Article,
    CorpusError,
    Paragraph,
    detach,
    read_articles,
    read_items,
)
from bgnews.corpus.formats.arrow import from_rows, to_dataset
from bgnews.corpus.records import from_record, to_record

FILES = {"xml": "folder", "jsonl": "a.jsonl", "docbin": "a.spacy", "parquet": "a.parquet"}


def problems(path: Path, format: str | None = None) -> list[tuple[int, str]]:  # noqa: A002
    return [(p.line, p.message) for item in read_items([path], format) for p in item.problems]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(name: str, some: list[Article], tmp_path: Path) -> None:
    path = tmp_path / FILES[name]
    FORMATS[name].write(some, path)
    assert list(read_articles([path])) == some


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".jsonl.xz"])
def test_packed_json_lines(suffix: str, some: list[Article], tmp_path: Path) -> None:
    path = tmp_path / f"articles{suffix}"
    FORMATS["jsonl"].write(some, path)
    assert list(read_articles([path])) == some
    packed = path.read_bytes()
    path.write_bytes(packed[: len(packed) // 2])
    assert "cannot be read" in problems(path)[-1][1]


def test_optional_and_unattributed(some: list[Article], tmp_path: Path) -> None:
    """What authored articles have none of."""
    article = some[0]
    (first, *others), (stance, *stances) = article.quotes, article.stances
    changed = replace(
        article,
        quotes=(replace(first, optional=True, by=None), *others),
        stances=(replace(stance, optional=True), *stances),
        meta={"url": "https://example.org/?a=1&b=„2“", "note": ""},
    )
    for name, file in FILES.items():
        FORMATS[name].write([changed], tmp_path / file)
        assert list(read_articles([tmp_path / file])) == [changed], name


def test_dataset(some: list[Article]) -> None:
    rows = to_dataset(some)
    assert [item.article for item in from_rows(rows, "data")] == some  # type: ignore[arg-type]


def test_standoff_lines_are_read(some: list[Article], tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    standoff = [detach(replace(article, source="s")) for article in some]
    FORMATS["jsonl"].write(standoff, path)  # type: ignore[arg-type]  # it takes any annotation
    assert [item.annotation for item in read_items([path])] == standoff
    assert '"text"' not in path.read_text(encoding="utf-8")
    with pytest.raises(CorpusError, match="without its text; see bgnews corpus attach"):
        list(read_articles([path]))


def test_folders_are_read_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b", "a"):
        FORMATS["xml"].write([Article(id=name, text="")], tmp_path / "deep")
    (tmp_path / "notes.md").write_text("not an article", encoding="utf-8")
    assert [article.id for article in read_articles([tmp_path])] == ["a", "b"]


@pytest.mark.parametrize("name", ["xml", "brat"])
def test_every_id_has_a_file_of_its_own(name: str, tmp_path: Path) -> None:
    ids = ["a/b", "a%2Fb", "a%b", "..", "../a", ".a", "a", "а:1", "C:\\a", "https://x.bg/?a=1&b=*"]
    ids += ["я" * 300, "я" * 299 + "ю"]
    line = (Paragraph("body", 0, 4),)
    written = [Article(id=id_, text="Вали", paragraphs=line) for id_ in ids]
    FORMATS[name].write(written, tmp_path / "out")
    assert {path.name for path in tmp_path.iterdir()} == {"out"}
    read = read_articles([tmp_path / "out"], name)
    assert sorted(article.id for article in read) == sorted(ids)
    assert not [file for file in (tmp_path / "out").iterdir() if set(file.name) & set('\\:*?"<>|')]


def test_an_article_without_an_id_has_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="an article without an id"):
        FORMATS["xml"].write([Article(id="", text="")], tmp_path)


def test_a_file_may_be_called_by_its_id_as_it_is(tmp_path: Path) -> None:
    FORMATS["xml"].write([Article(id="a:50%", text="")], tmp_path)
    (tmp_path / "a%3A50%25.xml").rename(tmp_path / "a:50%.xml")
    assert problems(tmp_path) == []


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    FORMATS["xml"].write([Article(id="a", text="")], tmp_path)
    (tmp_path / "a.xml").rename(tmp_path / "b.xml")
    assert problems(tmp_path) == [(1, "the id 'a' is not the name of the file")]


GOOD = '{"id": "a", "text": "а"}'


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ("\xff\x00", "not JSON"),
        ('{"text": "а"}', "no field 'id'"),
        ('{"id": "a"}', "neither 'text' nor"),
        ('{"id": "a", "text": 1}', "'text' is not a string"),
        ('{"id": "a", "text": "а", "quotes": 3}', "not of the type"),
        ('{"id": "a", "text": "а", "quotes": [{"id": "q1"}]}', "no field 'type'"),
        (
            '{"id": "a", "text": "а", "nonspeech": [{"type": "name", "start": "0", "end": 1}]}',
            "type",
        ),
        ('{"id": "a", "text": "а", "quotes": [{"id": "q", "type": "x", "spans": [[1]]}]}', "type"),
        ('{"id": "a", "sha256": "0", "length": "x"}', "whole numbers, not"),
        ('{"id": "a", "sha256": "0", "length": 1e999}', "whole numbers, not"),
        ('{"id": null, "text": "а"}', "not a string but None"),
        ('{"id": true, "text": "а"}', "whole numbers, not True"),
        ('{"id": "a", "text": "а", "quotes": [{"id": "q", "type": "x", "spans": []}]}', "content"),
        (
            '{"id": "a", "text": "x", "mentions": [{"e": "x", "start": 0, "end": 2}]}',
            "a mention of 'x' is at 0-2, outside the text (0-1)",
        ),
        (
            '{"id": "a", "sha256": "0", "length": 1, '
            '"paragraphs": [{"kind": "body", "start": -1, "end": 1}]}',
            "a paragraph is at -1-1, outside the text (0-1)",
        ),
        (
            '{"id": "a", "text": "а", '
            '"quotes": [{"id": "q", "type": "x", "spans": [[0, 1]], "relay": "no"}]}',
            "'relay' is true or false, not 'no'",
        ),
    ],
)
def test_a_broken_line_is_named_and_the_others_are_read(
    line: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{GOOD}\n{line}\n{GOOD}\n".encode("latin-1", "xmlcharrefreplace"))
    items = list(read_items([path]))
    assert [item.annotation is not None for item in items] == [True, False, True]
    (problem,) = items[1].problems
    assert message in problem.message
    assert problem.line == 2


EXTENT = {"start": 0, "end": 1}
FULL = {
    "id": "a",
    "text": "а",
    "paragraphs": [{"kind": "body", **EXTENT}],
    "entities": {"e1": {"type": "PER", "name": "А"}},
    "quotes": [{"id": "q", "type": "direct", "by": "", "spans": [[0, 1]], "optional": True}],
    "nonspeech": [{"type": "name", **EXTENT}],
    "mentions": [{"e": "e1", **EXTENT}],
    "stances": [{"holder": "e1", "target": "e1", "label": "support", "q": "q", "at": None}],
}


@pytest.mark.parametrize(
    "name", ["paragraphs", "entities", "quotes", "nonspeech", "mentions", "stances"]
)
def test_fields_of_an_annotation_that_nobody_knows(name: str, tmp_path: Path) -> None:
    record: dict[str, Any] = json.loads(json.dumps(FULL))
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{json.dumps(record)}\n", encoding="utf-8")
    assert problems(path) == []
    entries = record[name]
    (entries["e1"] if name == "entities" else entries[0])["source"] = []
    path.write_text(f"{GOOD}\n{json.dumps(record)}\n", encoding="utf-8")
    ((line, message),) = problems(path)
    assert line == 2
    assert message.startswith(f"{name}: there is no field 'source', only ")


def test_fields_of_an_article_that_would_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {"id": "a", "text": "а", "register": "local", "note": None, "year": 5, "quote": []}
    path.write_text(json.dumps(record), encoding="utf-8")
    assert [(line, message[:26]) for line, message in problems(path)] == [
        (1, "the field 'year' would be "),
        (1, "the field 'quote' would be"),
    ]
    (item,) = read_items([path])
    assert item.annotation is not None
    assert item.annotation.meta == {"register": "local"}


@pytest.mark.parametrize("name", ["a.spacy", "a.parquet", "a.xml", "a.jsonl"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\x93" * 50, "<текст>".encode()])
def test_files_that_are_something_else(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    if content or not name.endswith("jsonl"):
        assert problems(path)


def test_a_docbin_without_annotation(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    DocBin(docs=[spacy.blank("bg")("Добър ден.")]).to_disk(tmp_path / "a.spacy")
    ((_, message),) = problems(tmp_path / "a.spacy")
    assert "doc 1: the doc has no annotated article" in message


def test_files_in_no_known_format(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_text("а", encoding="utf-8")
    assert "no format of the corpus" in problems(tmp_path / "a.doc")[0][1]


@pytest.mark.parametrize("name", [*FILES.values(), "a.ann", "x" * 300])
def test_files_that_are_not_there(name: str, tmp_path: Path) -> None:
    ((_, message),) = problems(tmp_path / name)
    assert "cannot be read: [Errno" in message


def test_rows_that_are_no_articles() -> None:
    rows: list[Any] = [{"id": "a", "text": "а", "meta": [{"key": "k"}]}, {"id": "b"}]
    items = list(from_rows(rows, "data"))
    assert [item.problems[0].message.split(":")[0] for item in items] == ["row 1", "row 2"]


def test_sources_are_mentions_in_records(some: list[Article]) -> None:
    """Whoever reads JSON need not know that a source is a mention."""
    for article in some:
        record = json.loads(json.dumps(to_record(article)))
        listed = {(m["e"], m["start"], m["end"]) for m in record["mentions"]}
        for quote in article.quotes:
            assert not quote.by or {(quote.by, *source) for source in quote.sources} <= listed
        assert from_record(record) == article


def test_ids_may_be_whole_numbers() -> None:
    assert from_record({"id": 7, "text": ""}).id == "7"


def test_docs_of_which_the_tokens_are_broken(some: list[Article], tmp_path: Path) -> None:
    """The file is a DocBin; only reading its docs shows that it is not whole."""
    import zlib

    import srsly

    path = tmp_path / "a.spacy"
    FORMATS["docbin"].write(some[:2], path)
    content: Any = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    content["strings"] = []
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(content)))
    items = list(read_items([path]))
    assert [item.annotation for item in items if not item.problems] == []
    assert items


def test_a_text_of_more_than_a_million_characters(tmp_path: Path) -> None:
    line = "Мостът е готов. " * 70_000
    long = Article(id="a", text=line.strip())
    FORMATS["docbin"].write([long], tmp_path / "a.spacy")
    assert [article.text for article in read_articles([tmp_path / "a.spacy"])] == [long.text]


@pytest.mark.parametrize("module", ["datasets", "pyarrow"])
def test_what_lacks_its_extra_says_so(
    module: str, some: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FORMATS["parquet"].write(some[:1], tmp_path / "a.parquet")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=r'pip install "bgnews\[datasets\]"'):
        FORMATS["parquet"].write(some[:1], tmp_path / "b.parquet")
    if module == "pyarrow":
        assert 'pip install "bgnews[datasets]"' in problems(tmp_path / "a.parquet")[0][1]
