"""Label Studio: exports as the tool writes them, and articles there and back."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from articles import ARTICLES, RICH, broken
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.corpus import FORMATS, Article, Entity, read_articles, read_items
from bgnews.corpus.formats.graph import ALL_LABELS, FLAGS, LINKS
from bgnews.corpus.formats.label_studio import labelling_config

TEXT = "😀 „Ела“,\nказа Мария."


def result(id_: str, start: int, end: int, type_: str, name: str, value: Any) -> dict[str, Any]:
    return {
        "value": {"start": start, "end": end, "text": TEXT[start:end], **value},
        "id": id_,
        "from_name": name,
        "to_name": "text",
        "type": type_,
        "origin": "manual",
    }


def region(id_: str, start: int, end: int, label: str) -> dict[str, Any]:
    return result(id_, start, end, "labels", "labels", {"labels": [label]})


def relation(source: str, target: str, *labels: str, direction: str = "right") -> dict[str, Any]:
    return {
        "from_id": source,
        "to_id": target,
        "type": "relation",
        "direction": direction,
        "labels": [*labels],
    }


RESULT = [
    region("Dx_aB91ISN", 3, 6, "direct"),
    result("Dx_aB91ISN", 3, 6, "choices", "flags", {"choices": ["optional"]}),
    region("t5sp3TyXPo", 9, 13, "cue"),
    region("gew3t9fgkg", 14, 19, "PER"),
    result("gew3t9fgkg", 14, 19, "textarea", "name", {"text": ["Мария Тестова"]}),
    relation("t5sp3TyXPo", "Dx_aB91ISN", "cue"),
    relation("Dx_aB91ISN", "gew3t9fgkg", "source", direction="left"),
]
#: As the tool exports it.
TASK: dict[str, Any] = {
    "id": 83,
    "annotations": [
        {
            "id": 1001,
            "completed_by": 10,
            "result": RESULT,
            "was_cancelled": False,
            "ground_truth": False,
            "created_at": "2024-03-09T22:16:08.728353Z",
            "updated_at": "2024-03-09T22:16:08.728378Z",
            "draft_created_at": None,
            "lead_time": 4.288,
            "prediction": {},
            "result_count": 7,
            "unique_id": "0f4c2f4e-4b8f-4a58-a6e4-7a1b2f0f5c11",
            "last_action": None,
            "task": 83,
            "project": 2,
            "parent_prediction": None,
        }
    ],
    "file_upload": "5b7a-tasks.json",
    "drafts": [],
    "predictions": [],
    "data": {"text": TEXT},
    "meta": {},
    "created_at": "2024-03-09T21:52:49.513742Z",
    "updated_at": "2024-03-09T22:16:08.746926Z",
    "inner_id": 1,
    "total_annotations": 1,
    "cancelled_annotations": 0,
    "project": 2,
    "updated_by": 10,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "project.json"


def save(path: Path, *tasks: Any) -> Path:
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return path


def read(path: Path) -> list[Article]:
    return list(read_articles([path], "label-studio"))


def changed(*replaced: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The task with another result of its annotation, or with other fields."""
    task = deepcopy(TASK) | fields
    if replaced:
        task["annotations"][0]["result"] = list(replaced)
    return task


@pytest.mark.parametrize("suffix", [".json", ".json.xz"])
def test_nothing_is_lost(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"project{suffix}"
    FORMATS["label-studio"].write(ARTICLES, path)
    assert read(path) == ARTICLES


def test_what_the_tool_writes(path: Path) -> None:
    (article,) = read(save(path, TASK))
    (quote,) = article.quotes
    assert (article.id, article.source) == ("project-1", "")
    assert (quote.id, quote.type, quote.by, quote.optional) == ("q1", "direct", "e1", True)
    assert (quote.spans, quote.cues, quote.sources) == (((3, 6),), ((9, 13),), ((14, 19),))
    assert article.entities == (Entity("e1", "PER", "Мария Тестова"),)


def test_one_task_need_not_be_in_a_list(path: Path) -> None:
    path.write_text(json.dumps(TASK), encoding="utf-8")
    assert len(read(path)) == 1


def test_line_breaks_as_the_tool_writes_them(path: Path) -> None:
    found = region("a", 3, 13, "mixed")
    found["value"]["text"] = "Ела“,\\nказа"
    (article,) = read(save(path, changed(found)))
    assert article.quotes[0].spans == ((3, 13),)


def test_other_questions_of_a_project_are_not_ours(path: Path) -> None:
    comment = result("gew3t9fgkg", 14, 19, "textarea", "comment", {"text": ["сигурно ли е?"]})
    mood = result("Dx_aB91ISN", 3, 6, "choices", "mood", {"choices": ["relay"]})
    first, second = read(save(path, TASK, changed(*RESULT, comment, mood)))
    assert (first.entities, first.quotes) == (second.entities, second.quotes)


def test_which_annotation_counts(path: Path) -> None:
    def by(label: str, **fields: Any) -> dict[str, Any]:
        return {"result": [region("a", 3, 6, label)], **fields}

    last = [by("direct"), by("mixed"), by("indirect", was_cancelled=True)]
    truth = [by("direct", ground_truth=True), by("mixed")]
    first, second = read(save(path, changed(annotations=last), changed(annotations=truth)))
    assert (first.quotes[0].type, second.quotes[0].type) == ("mixed", "direct")


def test_an_edit_wins(path: Path) -> None:
    FORMATS["label-studio"].write([RICH], path)
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    results = task["annotations"][0]["result"]
    for found in results:
        if found.get("id") == "quote:q6" and found["type"] == "labels":
            found["value"]["labels"] = ["mixed"]
        if found.get("id") == "entity:e1" and found["type"] == "textarea":
            found["value"]["text"] = ["Иван Д. Колев"]
        if found.get("from_id") == "quote:q6" and found["labels"] == ["oppose"]:
            found["labels"] = ["support"]
    (article,) = read(save(path, task))
    quote, entity = article.quote("q6"), article.entity("e1")
    assert quote is not None
    assert entity is not None
    assert (quote.type, entity.name) == ("mixed", "Иван Д. Колев")
    assert [stance.label for stance in article.stances if stance.quote == "q6"] == ["support"]


def test_the_interface_has_all_labels() -> None:
    view = ElementTree.fromstring(labelling_config())

    def values(tag: str) -> list[str | None]:
        return [element.get("value") for element in view.iter(tag)]

    assert values("Label") == list(ALL_LABELS)
    assert values("Relation") == list(LINKS)
    assert values("Choice") == list(FLAGS)
    assert {element.get("name") for element in view} >= {"labels", "flags", "name", "text"}


@pytest.mark.parametrize(
    ("task", "message"),
    [
        (5, "task 2 is no JSON object"),
        ({"id": 7, "text": TEXT, "labels": []}, "task 7: it has no 'annotations'.*not as JSON-MIN"),
        (changed(annotations=[]), "task 83: nobody has annotated it"),
        (changed(annotations=[{"was_cancelled": True, "result": []}]), "nobody has annotated it"),
        (changed(annotations=5), "task 83: a field is not of the type"),
        (changed(data={}), "it has no field 'text'"),
        (changed(data={"text": TEXT, "entities": 5}), "task 83: a field is not of the type"),
        (changed({"type": "labels"}), "it has no field 'id'"),
        (changed({"type": "rectanglelabels"}), "rectanglelabels, which is no labelling of plain"),
        (changed(region("a", 3, 6, "direct") | {"value": {}}), "it has no field 'start'"),
        (
            changed(result("a", 3, 6, "labels", "labels", {"labels": ["direct", "mixed"]})),
            r"region 'a' has the labels \['direct', 'mixed'\]; give it one",
        ),
        (
            changed(result("a", 4, 7, "labels", "labels", {"text": "Ела", "labels": ["direct"]})),
            "region 'a' is 'Ела', but the text has 'ла“' at 4-7",
        ),
        (
            changed(
                result("a", 4, 7, "labels", "labels", {"start": "/p[1]", "labels": ["direct"]})
            ),
            "whole numbers, not '/p",
        ),
        (changed(region("a", 3, 6, "Person")), "task 83: the label 'Person' is not one of"),
        (changed(RESULT[0], relation("a", "Dx_aB91ISN", "cue")), "task 83: .* leads to 'a'"),
        (changed(RESULT[0], relation("a", "Dx_aB91ISN")), "from 'a' to 'Dx_aB91ISN' has no label"),
    ],
)
def test_malformed(path: Path, task: Any, message: str) -> None:
    save(path, TASK, task)
    good, bad = read_items([path], "label-studio")
    assert not good.problems
    with pytest.raises(ValueError, match=rf"project\.json: {message}|project\.json: .*{message}"):
        _ = bad.article


def test_not_json(path: Path) -> None:
    path.write_text("[{", encoding="utf-8")
    (item,) = read_items([path], "label-studio")
    assert item.problems[0].message.startswith("not JSON: ")


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_broken_is_a_problem(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "broken-project.json"
    FORMATS["label-studio"].write([RICH], path)
    (task,) = json.loads(path.read_text(encoding="utf-8"))
    save(path, data.draw(broken(task)))
    for item in read_items([path], "label-studio"):
        assert item.annotation or item.problems
