"""The output record says what the doc says, in plain data that survives JSON and UTF-8."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import annotated
from spacy.language import Language

from bgnews.annotations import Stance, set_stances
from bgnews.cleaning import PARAGRAPH_KINDS
from bgnews.records import dumps, model_name, to_record

MARKUP = (
    "За моста\n"
    'В\u00a0понеделник „<q id="q1" type="direct" speaker="Иван Колев" score="0.75">Ела</q>“, '
    '<cue q="q1">каза</cue> <src q="q1">Koлeв</src>, '
    '„<q id="q1" type="direct">веднага</q>“.\n'
    '<q id="q2" type="indirect" relay="yes">Идва зима</q>, пише „<ns type="name">Утро</ns>“.'
)
SPAN = {"start", "end", "raw_start", "raw_end", "text"}


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    return to_record(annotated(MARKUP), "a1", "bg_news_sm-0.1.0")


def all_spans(record: dict[str, Any]) -> list[dict[str, Any]]:
    quotes = record["quotes"]
    contents = [span for quote in quotes for span in quote["spans"]]
    linked = [quote[key] for quote in quotes for key in ("cue", "source") if quote[key]]
    return contents + linked + record["paragraphs"] + record["nonspeech"]


def test_fields(record: dict[str, Any]) -> None:
    assert list(record) == [
        *("id", "text", "model", "paragraphs", "edits", "quotes", "nonspeech", "stances")
    ]
    assert (record["id"], record["model"]) == ("a1", "bg_news_sm-0.1.0")
    assert record["stances"] == []


def test_spans_lie_in_the_clean_text(record: dict[str, Any]) -> None:
    for span in all_spans(record):
        assert span.keys() >= SPAN
        assert record["text"][span["start"] : span["end"]] == span["text"]


def test_quotes(record: dict[str, Any]) -> None:
    first, second = record["quotes"]
    assert first.keys() == second.keys()
    assert (first["id"], first["type"], first["relay"]) == ("q1", "direct", False)
    assert (first["speaker"], first["score"]) == ("Иван Колев", 0.75)
    assert [span["text"] for span in first["spans"]] == ["Ела", "веднага"]
    assert first["cue"]["text"] == "каза"
    assert (second["cue"], second["source"], second["speaker"]) == (None, None, None)
    assert second["relay"] is True


def test_nonspeech(record: dict[str, Any]) -> None:
    assert [(span["text"], span["type"]) for span in record["nonspeech"]] == [("Утро", "name")]


def test_paragraphs_have_kinds(record: dict[str, Any]) -> None:
    assert [span["text"] for span in record["paragraphs"]] == record["text"].split("\n")
    assert {span["kind"] for span in record["paragraphs"]} <= set(PARAGRAPH_KINDS)


def test_raw_offsets_lead_to_the_raw_words(record: dict[str, Any]) -> None:
    raw = re.sub("<[^>]*>", "", MARKUP)
    source = record["quotes"][0]["source"]
    assert raw[source["raw_start"] : source["raw_end"]] == "Koлeв"
    for edit in record["edits"]:
        assert raw[edit["raw_start"] : edit["raw_end"]] == edit["before"]


def test_edits_turn_the_raw_text_into_the_clean_text(record: dict[str, Any]) -> None:
    text = re.sub("<[^>]*>", "", MARKUP)
    assert record["edits"]
    for edit in reversed(record["edits"]):
        text = text[: edit["raw_start"]] + edit["after"] + text[edit["raw_end"] :]
    assert text == record["text"]


def test_span_after_a_deletion_has_shifted_raw_offsets() -> None:
    doc = annotated('Той\u00ad каза „<q id="q1" type="direct">Не</q>“.')
    span = to_record(doc, "1", "m")["quotes"][0]["spans"][0]
    assert (span["start"], span["raw_start"]) == (10, 11)


@pytest.mark.parametrize(
    ("before", "content", "text", "rest"),
    [
        ("", "К\nметът идва", "Кметът идва", "метът идва"),
        ("", "К \r\n\n метът идва", "Кметът идва", "метът идва"),
        ("„", "Щ\nе вали", "Ще вали", "е вали"),
        ("", "В\nРусе ще вали", "В Русе ще вали", "Русе ще вали"),
        ("", "„\n Ще вали“", "„Ще вали“", "Ще вали“"),
        ("Каза, че ", "К\u00adметът идва", "Кметът идва", "К\u00adметът идва"),
    ],
)
def test_a_drop_capital_on_a_line_of_its_own_stays_outside(
    before: str, content: str, text: str, rest: str
) -> None:
    doc = annotated(f'{before}<q id="q1" type="direct">{content}</q>, каза той.')
    raw = f"{before}{content}, каза той."
    record = to_record(doc, "1", "m")
    (span,) = record["quotes"][0]["spans"]
    assert (span["text"], raw[span["raw_start"] : span["raw_end"]]) == (text, rest)
    assert record["paragraphs"][0]["raw_start"] == 0


def test_doc_without_annotations() -> None:
    record = to_record(spacy.blank("bg")("Вали."), "1", "m")
    assert record["text"] == "Вали."
    lists = ("paragraphs", "edits", "quotes", "nonspeech", "stances")
    assert all(record[key] == [] for key in lists)


def test_empty_doc(nlp: Language) -> None:
    assert to_record(nlp(""), "1", "m")["text"] == ""


def test_model_name(nlp: Language) -> None:
    assert model_name(nlp).startswith("bg_news_rules-")


def test_dumps_is_readable_json_on_one_line(record: dict[str, Any]) -> None:
    line = dumps(record)
    assert "\n" not in line
    assert "Колев" in line
    assert json.loads(line) == record


@pytest.mark.parametrize("character", ["\ud800", "\x85", "\u2028", "\x7f", "\0", "\n"])
def test_dumps_escapes_what_breaks_lines_or_utf8(character: str) -> None:
    record = {"before": f"а{character}б"}
    line = dumps(record)
    assert len(line.splitlines()) == 1
    assert character not in line
    assert json.loads(line.encode("utf-8")) == record


@given(st.text(st.characters()))
def test_dumps_loses_nothing(text: str) -> None:
    line = dumps({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line.encode("utf-8"))["text"] == text


@settings(max_examples=50, deadline=None)
@given(text=st.text(st.characters(exclude_categories=())))
def test_record_of_any_text(nlp: Language, text: str) -> None:
    record = json.loads(dumps(to_record(nlp(text), "1", "m")))
    edited = text
    for edit in reversed(record["edits"]):
        edited = edited[: edit["raw_start"]] + edit["after"] + edited[edit["raw_end"] :]
    assert edited == record["text"]


def test_stances() -> None:
    doc = annotated("Мария иска нов мост.")
    stance = Stance("Мария Колева", "мост", "support", doc[0:4], doc[3:4], None, 0.5)
    set_stances(doc, [stance, replace(stance, target_span=None, quote="q1")])
    first, second = to_record(doc, "a", "m")["stances"]
    assert {name: first[name] for name in ("holder", "target", "label", "score", "quote")} == {
        "holder": "Мария Колева",
        "target": "мост",
        "label": "support",
        "score": 0.5,
        "quote": None,
    }
    assert first["evidence"]["text"] == "Мария иска нов мост"
    assert first["target_span"]["text"] == "мост"
    assert (second["target_span"], second["quote"]) == (None, "q1")
