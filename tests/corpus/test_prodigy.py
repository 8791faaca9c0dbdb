"""Prodigy: tasks as the tool writes them, and articles there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from articles import ARTICLES, RICH, broken
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.corpus import FORMATS, Article, Entity, read_articles, read_items
from bgnews.corpus.formats import format_of
from bgnews.corpus.formats.prodigy import RELATION_LABELS, SPAN_LABELS

TEXT = "„Ела“, каза Мария."


def span(start: int, end: int, first: int, last: int, label: str) -> dict[str, Any]:
    return {"start": start, "end": end, "token_start": first, "token_end": last, "label": label}


QUOTE, CUE, WHO = span(1, 4, 1, 1, "direct"), span(7, 11, 4, 4, "cue"), span(12, 17, 5, 5, "PER")
#: As ``rel.manual`` saves it.
TASK: dict[str, Any] = {
    "text": TEXT,
    "meta": {"source": "тест", "score": 0.5},
    "_input_hash": 1842734674,
    "_task_hash": -1498245234,
    "_is_binary": False,
    "tokens": [
        {"text": "„", "start": 0, "end": 1, "id": 0, "ws": False, "disabled": False},
        {"text": "Ела", "start": 1, "end": 4, "id": 1, "ws": False, "disabled": False},
        {"text": "“", "start": 4, "end": 5, "id": 2, "ws": False, "disabled": False},
        {"text": ",", "start": 5, "end": 6, "id": 3, "ws": True, "disabled": False},
        {"text": "каза", "start": 7, "end": 11, "id": 4, "ws": True, "disabled": False},
        {"text": "Мария", "start": 12, "end": 17, "id": 5, "ws": False, "disabled": False},
        {"text": ".", "start": 17, "end": 18, "id": 6, "ws": False, "disabled": False},
    ],
    "spans": [
        {"text": "Ела", "type": "span", **QUOTE},
        {"text": "каза", "type": "span", **CUE},
        {"text": "Мария", "type": "span", **WHO},
    ],
    "relations": [
        {
            "head": 4,
            "child": 1,
            "head_span": CUE,
            "child_span": QUOTE,
            "color": "#ffd882",
            "label": "cue",
        },
        {
            "head": 5,
            "child": 1,
            "head_span": WHO,
            "child_span": QUOTE,
            "color": "#c5bdf4",
            "label": "source",
        },
    ],
    "_view_id": "relations",
    "answer": "accept",
    "_timestamp": 1662478524,
    "_annotator_id": "quotes-мария",
    "_session_id": "quotes-мария",
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tasks.jsonl"


def save(path: Path, *tasks: Any) -> Path:
    lines = (task if isinstance(task, str) else json.dumps(task) for task in tasks)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def read(path: Path) -> list[Article]:
    return list(read_articles([path], "prodigy"))


def tasks(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_nothing_is_lost(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tasks{suffix}"
    FORMATS["prodigy"].write(ARTICLES, path)
    assert read(path) == ARTICLES


def test_the_suffix_goes_on_meaning_records() -> None:
    assert format_of(Path("a.jsonl")) is FORMATS["jsonl"]


def test_what_the_tool_writes(path: Path) -> None:
    (article,) = read(save(path, TASK))
    (quote,) = article.quotes
    assert (article.id, article.source, article.meta) == ("tasks-1", "тест", {})
    assert (quote.id, quote.type, quote.by) == ("q1", "direct", "e1")
    assert (quote.spans, quote.cues, quote.sources) == (((1, 4),), ((7, 11),), ((12, 17),))
    assert article.entities == (Entity("e1", "PER", "Мария"),)


def test_what_was_not_accepted_is_passed_over(path: Path) -> None:
    save(path, {**TASK, "answer": "reject"}, TASK, "", {**TASK, "answer": "ignore"})
    assert [article.id for article in read(path)] == ["tasks-2"]


def test_relations_may_say_only_the_tokens(path: Path) -> None:
    bare = [{k: r[k] for k in ("head", "child", "label")} for r in TASK["relations"]]
    save(path, TASK, {**TASK, "relations": bare})
    first, second = read(path)
    assert first.quotes == second.quotes


def test_spans_stand_on_whole_tokens(path: Path) -> None:
    FORMATS["prodigy"].write(ARTICLES, path)
    for task, article in zip(tasks(path), ARTICLES, strict=True):
        tokens = task["tokens"]
        assert "".join(t["text"] + " " * t["ws"] for t in tokens) == article.text
        assert [t["id"] for t in tokens] == list(range(len(tokens)))
        assert all(article.text[t["start"] : t["end"]] == t["text"] for t in tokens)
        for span in task["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
        for relation in task["relations"]:
            assert relation["head"] == relation["head_span"]["token_end"]
            assert (
                relation["child_span"].items()
                <= max(task["spans"], key=lambda s: s["id"] == relation["child_span"]["id"]).items()
            )


def test_labels_that_the_tool_needs(path: Path) -> None:
    FORMATS["prodigy"].write(ARTICLES, path)
    for task in tasks(path):
        assert {span["label"] for span in task["spans"]} <= set(SPAN_LABELS)
        assert {relation["label"] for relation in task["relations"]} <= set(RELATION_LABELS)


def test_an_edit_wins(path: Path) -> None:
    """A quote marked anew, a relay no more and optional, keeps its links."""
    FORMATS["prodigy"].write([RICH], path)
    (task,) = tasks(path)
    (old,) = (s for s in task["spans"] if s["id"] == "quote:q4")
    new = {k: v for k, v in old.items() if k != "id"} | {"label": "mixed-relay-optional"}
    task["spans"][task["spans"].index(old)] = new
    for relation in task["relations"]:
        for side in ("head_span", "child_span"):
            if relation[side]["id"] == "quote:q4":
                relation[side] = new
    (article,) = read(save(path, task))
    quote = next(q for q in article.quotes if q.optional and q.relay)
    before = RICH.quote("q4")
    assert before is not None
    assert (quote.id, quote.type, quote.by) == ("q4", "mixed", "e5")
    assert (quote.cues, quote.sources) == (before.cues, before.sources)


@pytest.mark.parametrize(
    ("task", "message"),
    [
        ("{", "not JSON: .* each line is one task of Prodigy"),
        ("[1]", "not a JSON object"),
        ({"spans": []}, "it has no field 'text'"),
        ({**TASK, "text": 5}, "'text' is not a string but 5"),
        ({**TASK, "spans": 5}, "not of the type"),
        ({**TASK, "spans": [{"start": 0, "end": 1}]}, "it has no field 'label'"),
        ({**TASK, "spans": [{**QUOTE, "start": "1"}]}, "offsets are whole numbers, not '1' and 4"),
        (
            {**TASK, "spans": [QUOTE]},
            "a relation 'cue' has no span at its head, token 4; link spans",
        ),
        ({**TASK, "entities": [{"id": "e1"}]}, "'entities' has {'id': 'e1'}"),
        (
            {**TASK, "spans": [QUOTE | {"label": "ЦИТАТ"}], "relations": []},
            "the label 'ЦИТАТ' is not",
        ),
        ({**TASK, "spans": [QUOTE | {"end": 99}], "relations": []}, "direct at 1-99 is outside"),
        (
            {**TASK, "spans": [QUOTE | {"label": "direct-relais"}], "relations": []},
            "'direct-relais'",
        ),
    ],
)
def test_malformed(path: Path, task: Any, message: str) -> None:
    save(path, TASK, task, TASK)
    good, bad, last = read_items([path], "prodigy")
    assert not good.problems
    assert not last.problems
    with pytest.raises(ValueError, match=rf"tasks\.jsonl:2: .*{message}"):
        _ = bad.article


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_broken_is_a_problem(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken-tasks.jsonl"
    FORMATS["prodigy"].write([RICH], path)
    (task,) = tasks(path)
    save(path, data.draw(broken(task)))
    for item in read_items([path], "prodigy"):
        assert item.annotation or item.problems
