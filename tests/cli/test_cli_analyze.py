"""``bgnews analyze`` gives a record or a reason for every article, in order."""

from __future__ import annotations

import json
import lzma
from importlib import import_module
from pathlib import Path
from unittest import mock

import pytest
from command import jsonl, run
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import bgnews.cli
from bgnews import models
from bgnews.cli.reading import _is_json_object
from bgnews.records import Record, dumps, model_name, to_record

TEXT = "„Ще вали“, каза Иван Koлeв.\n"
DEMO = Path(bgnews.cli.__file__).parent / "examples" / "new-bridge.txt"


def test_standard_input_gives_the_record(nlp: Language) -> None:
    outcome = run("analyze", "-", "--model", "rules", stdin=TEXT)
    expected = to_record(nlp(TEXT), "stdin", model_name(nlp))
    assert (outcome.code, outcome.errors) == (0, "")
    assert outcome.text == f"{dumps(expected)}\n"


def test_the_default_is_the_trained_pipeline() -> None:
    (record,) = run("analyze", stdin=TEXT).records
    assert record["model"].startswith("bg_news_md-")


def test_line_ends_count_in_raw_offsets() -> None:
    (record,) = run("analyze", stdin="Вали.\r\nСпря.\n").records
    assert record["paragraphs"][-1]["raw_end"] == 12


def test_order_and_ids_are_those_of_the_input(tmp_path: Path) -> None:
    for name, text in (("б.txt", "две"), ("а.txt", "едно")):
        (tmp_path / name).write_text(text)
    (tmp_path / "в.jsonl.xz").write_bytes(
        lzma.compress(jsonl({"id": "x", "text": "три"}, {"text": "четири"}))
    )
    outcome = run("analyze", tmp_path, stdin=b"")
    assert outcome.ids == ["а.txt", "б.txt", "x", "в.jsonl.xz:2"]


def test_json_lines_on_standard_input() -> None:
    data = b"\n" + jsonl({"body": "а", "url": "u"}, {"body": "б"})
    outcome = run("analyze", "--text-field", "body", "--id-field", "url", stdin=data)
    assert outcome.ids == ["u", "stdin:3"]


@pytest.mark.parametrize("n_process", ["1", "2", "-1"])
def test_an_article_on_which_the_pipeline_fails_takes_no_other_with_it(
    fussy_model: Path, n_process: str
) -> None:
    texts = ["слънце", "дъжд", "сняг", "о" * 1_000_001, "мъгла", "дъжд"]
    data = jsonl(*({"text": text} for text in texts))
    outcome = run("analyze", "--model", fussy_model, "--n-process", n_process, stdin=data)
    assert [record["text"] for record in outcome.records] == ["слънце", "сняг", "мъгла"]
    assert outcome.ids == ["stdin:1", "stdin:3", "stdin:5"]
    assert (outcome.code, outcome.problems) == (1, 3)
    for line in (2, 4, 6):
        assert f"stdin:{line}: the pipeline failed: " in outcome.errors
    assert "не обича дъжд" in outcome.errors
    assert outcome.errors.endswith("bgnews: 3 problems; 3 articles done\n")


def test_every_article_is_accounted_for_when_a_process_dies(deadly_model: Path) -> None:
    texts = ["живот"] * 200
    texts[150] = "смърт"
    data = jsonl(*({"text": text} for text in texts))
    outcome = run("analyze", "--model", deadly_model, "--n-process", "2", stdin=data)
    assert outcome.code == 1
    assert len(outcome.records) + outcome.problems == 200
    assert "stdin:151: the worker process failed" in outcome.errors


@pytest.mark.parametrize("n_process", ["1", "2"])
def test_a_record_that_cannot_be_made_is_reported(n_process: str) -> None:
    def fails_on_frost(doc: Doc, id: str, model: str) -> Record:  # noqa: A002
        if doc.text == "мраз":
            raise ValueError("студено")
        return to_record(doc, id, model)

    data = jsonl({"text": "слана"}, {"text": "мраз"}, {"text": "сняг"})
    with mock.patch("bgnews.cli.batch.to_record", fails_on_frost):
        outcome = run("analyze", "--n-process", n_process, stdin=data)
    assert outcome.ids == ["stdin:1", "stdin:3"]
    assert "stdin:2: the pipeline failed: студено" in outcome.errors


def test_failures_are_few_among_many(fussy_model: Path) -> None:
    texts = ["дъжд" if number % 100 == 50 else "слънце" for number in range(1_000)]
    data = jsonl(*({"id": number, "text": text} for number, text in enumerate(texts)))
    outcome = run("analyze", "--model", fussy_model, stdin=data)
    assert outcome.problems == 10
    assert outcome.ids == [str(i) for i, text in enumerate(texts) if text == "слънце"]


def test_the_record_names_the_model(fussy_model: Path) -> None:
    (record,) = run("analyze", "--model", fussy_model, stdin="слънце").records
    assert record["model"] == "bg_weather-0.0.0"


def test_two_processes_give_what_one_gives() -> None:
    data = jsonl(*({"text": f"„Ще вали“, каза Koлeв {number}."} for number in range(150)))
    one, two = (run("analyze", "--n-process", count, stdin=data) for count in ("1", "2"))
    assert len(one.records) == 150
    assert one == two


def test_a_bad_line_does_not_stop_the_others() -> None:
    data = jsonl({"text": "а"}) + b"{broken\n" + jsonl({"text": 5}, {"title": "т"}, {"text": "б"})
    outcome = run("analyze", stdin=data)
    assert (outcome.code, outcome.ids, outcome.problems) == (1, ["stdin:1", "stdin:5"], 3)
    assert [line.split(" ")[0] for line in outcome.errors.splitlines()] == [
        *("stdin:2:", "stdin:3:", "stdin:4:", "bgnews:")
    ]


def test_an_unknown_model_is_told_with_the_choices() -> None:
    outcome = run("analyze", "--model", "няма_такъв", stdin="Вали.")
    assert outcome.code == 2
    assert "'няма_такъв' cannot be loaded" in outcome.message
    assert "with bgnews comes: md, sm, rules" in outcome.message


def test_a_model_without_its_libraries_tells_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(models._TRAINED, "md", ("no_such_library",))
    outcome = run("analyze", "--model", "md", stdin="Вали.")
    assert outcome.code == 2
    assert "pip install 'bgnews[md]'" in outcome.message


def test_unknown_format() -> None:
    outcome = run("analyze", "--format", "xml", stdin="Вали.")
    assert outcome.code == 2
    assert "jsonl" in outcome.errors


def test_table() -> None:
    outcome = run("analyze", "--format", "table", stdin="Иван Koлeв каза.")
    assert "Who says what" in outcome.text
    assert "Koлeв → Колев" in outcome.text


def test_output_file_is_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    outcome = run("analyze", "--output", path, stdin="Вали.")
    assert (outcome.data, json.loads(path.read_bytes())["text"]) == (b"", "Вали.")
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupted_run_keeps_what_it_has_done_and_what_was_there(
    tmp_path: Path, interrupted_model: Path
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("старо")
    data = jsonl({"text": "Вали."}, {"text": "стига"})
    outcome = run("analyze", "--model", interrupted_model, "-o", path, stdin=data)
    assert outcome.code == 130
    assert "Traceback" not in outcome.errors
    assert path.read_text() == "старо"
    assert json.loads((tmp_path / "out.part.jsonl").read_bytes())["text"] == "Вали."


def test_nothing_in_nothing_out() -> None:
    outcome = run("analyze", "-", stdin=b"")
    assert (outcome.code, outcome.data, outcome.errors) == (0, b"", "")


def test_an_empty_article_has_a_record(tmp_path: Path) -> None:
    (tmp_path / "празен.txt").touch()
    assert run("analyze", tmp_path).ids == ["празен.txt"]
    assert run("analyze", "--format", "table", tmp_path).code == 0


def test_the_demo_article_is_repaired() -> None:
    (record,) = run("analyze", DEMO).records
    kinds = {part for edit in record["edits"] for part in edit["kind"].split("+")}
    assert kinds >= {
        "homoglyphs",
        "drop_capitals",
        "spaces",
        "invisible",
        "entities",
        "composition",
    }
    assert {"title", "body", "teaser", "caption", "byline", "junk"} == {
        paragraph["kind"] for paragraph in record["paragraphs"]
    }
    for repaired in ("Строежът", "Стефан Радоилов", "Върбанов", "чакаме го", "Facebook"):
        assert repaired.lower() in record["text"].lower()
    for kept in ("мрежата на X.", "Telegram-канал", '"скъпа играчка'):
        assert kept in record["text"]


lines = st.binary(max_size=40) | st.sampled_from(
    [b"", b" ", b"{}", b'{"text": "\xd0\xb0"}', b'{"text": 1}', b'{"text": "\\ud800"}', b"[]"]
)


@settings(max_examples=100, deadline=None)
@given(data=st.lists(lines, max_size=5).map(b"\n".join))
def test_any_bytes_give_a_record_or_a_reason(nlp: Language, data: bytes) -> None:
    with mock.patch.object(import_module("bgnews.cli.analyze"), "load_pipeline", return_value=nlp):
        outcome = run("analyze", "-", stdin=data)
    written = [line for line in data.split(b"\n") if line.strip()]
    first = next(iter(written), b"")
    articles = len(written) if _is_json_object(first) else int(data != b"")
    assert len(outcome.records) + outcome.problems == articles
    assert outcome.code == (1 if outcome.problems else 0)
