"""Errors as annotated text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bgnews.corpus import Article, QuoteAnnotation, article_from_xml
from bgnews.evaluation import evaluate, from_annotation
from bgnews.evaluation.comparison import Comparison, Mark

GOLD = article_from_xml("""<article id="a">
<entities><entity id="e1" type="PER" name="Ана Бонева"/><entity id="e2" type="ORG" name="Вести"/></entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body">„<q id="q1" type="direct" by="e1">Мостът е нужен</q>“, <cue q="q1 q2">каза</cue> <src q="q1 q2">Бонева</src> и че <q id="q2" type="indirect" by="e1">ще дойде утре</q>.</p>
<p kind="body"><q id="q3" type="indirect" relay="yes" by="e2">Работата върви</q>, <cue q="q3">пише</cue> „<src q="q3"><ns type="name">Вести</ns></src>“.</p>
</text>
</article>""")  # noqa: E501


def comparison(predicted: Article, gold: Article = GOLD) -> Comparison:
    [found] = evaluate([(gold, from_annotation(predicted))]).comparisons()
    return found


def with_quote(number: int, **changes: Any) -> Article:
    quotes = list(GOLD.quotes)
    quotes[number] = replace(quotes[number], **changes)
    return replace(GOLD, quotes=tuple(quotes))


def kinds(found: Comparison) -> list[str]:
    return [difference.kind for passage in found.passages for difference in passage.differences]


def faults(marks: tuple[Mark, ...]) -> dict[str, str]:
    return {GOLD.text[mark.start : mark.end]: mark.fault for mark in marks if mark.fault}


def test_nothing_wrong() -> None:
    assert evaluate([(GOLD, from_annotation(GOLD))]).comparisons() == []


@pytest.mark.parametrize(
    ("number", "changes", "kind"),
    [
        (0, {"spans": ((10, 18),)}, "wrong extent"),
        (0, {"type": "mixed"}, "wrong type"),
        (0, {"relay": True}, "wrong type"),
        (2, {"relay": False}, "wrong type"),
        (0, {"cues": ()}, "missed cue"),
        (0, {"cues": ((0, 3),)}, "wrong cue"),
        (0, {"sources": ()}, "missed source"),
        (0, {"by": ""}, "missed speaker"),
        (0, {"by": "e2"}, "wrong speaker"),
    ],
)
def test_kinds_of_differences(number: int, changes: dict[str, Any], kind: str) -> None:
    predicted = with_quote(number, **changes)
    assert kinds(comparison(predicted)) == [kind]
    assert evaluate([(GOLD, from_annotation(predicted))]).error_classes() == {kind: 1}


@pytest.mark.parametrize(
    ("number", "changes", "kind"),
    [(0, {"cues": ()}, "spurious cue"), (0, {"by": ""}, "spurious speaker")],
)
def test_what_is_not_in_gold(number: int, changes: dict[str, Any], kind: str) -> None:
    assert kinds(comparison(GOLD, with_quote(number, **changes))) == [kind]


def test_missed_and_spurious_quotes() -> None:
    invented = QuoteAnnotation("q9", "direct", "", ((0, 8),))
    found = comparison(replace(GOLD, quotes=(invented, *GOLD.quotes[1:])))
    assert kinds(found) == ["spurious direct", "missed direct"]
    title, body = found.passages
    assert (title.text, title.start) == ("Нов мост", 0)
    assert faults(title.predicted) == {"Нов мост": "spurious"}
    assert faults(body.gold) == {"Мостът е нужен": "missed"}
    assert faults(body.predicted) == {}


def test_nonspeech() -> None:
    found = comparison(replace(GOLD, nonspeech=()))
    assert kinds(found) == ["missed non-speech"]
    assert faults(found.passages[0].gold) == {"Вести": "missed"}
    assert kinds(comparison(GOLD, replace(GOLD, nonspeech=()))) == ["spurious non-speech"]


def test_a_quote_has_one_number_on_both_sides() -> None:
    start, end = GOLD.quotes[1].spans[0]
    passage = comparison(with_quote(1, spans=((start, end - 5),))).passages[0]
    numbers = [
        {mark.label: mark.quotes for mark in marks} for marks in (passage.gold, passage.predicted)
    ]
    assert numbers[0] == numbers[1]
    assert numbers[0] == {"direct": (1,), "indirect": (2,), "cue": (1, 2), "source": (1, 2)}
    assert faults(passage.gold) == {"ще дойде утре": "wrong"}
    assert faults(passage.predicted) == {"ще дойде": "wrong"}


def test_an_overlapping_cue_is_wrong_and_not_missed() -> None:
    start, end = GOLD.quotes[2].cues[0]
    passage = comparison(with_quote(2, cues=((start, end + 4),))).passages[0]
    assert faults(passage.gold) == {"пише": "wrong"}


def test_the_content_of_relays_is_not_judged() -> None:
    start, end = GOLD.quotes[2].spans[0]
    shorter = with_quote(2, spans=((start, end - 3),), by="e1")
    assert evaluate([(GOLD, from_annotation(shorter))]).comparisons() == []


def test_what_is_optional_is_never_wrong() -> None:
    gold = with_quote(0, optional=True)
    for predicted in (with_quote(0, type="mixed"), GOLD):
        assert evaluate([(gold, from_annotation(predicted))]).comparisons() == []
    missing = replace(GOLD, quotes=GOLD.quotes[1:])
    assert evaluate([(gold, from_annotation(missing))]).comparisons() == []


def test_a_quote_over_several_lines_is_cut() -> None:
    start, end = GOLD.quotes[0].spans[0]
    found = comparison(with_quote(0, spans=((0, end),)))
    assert kinds(found) == ["wrong extent"]
    title, body = found.passages
    assert [(m.start, m.end) for m in title.predicted] == [(0, len("Нов мост"))]
    assert body.predicted[0].start == body.start
    assert [difference.position for difference in body.differences] == [start]


def test_an_empty_extent_has_no_mark() -> None:
    found = comparison(
        replace(GOLD, quotes=(*GOLD.quotes, QuoteAnnotation("q9", "direct", "", ((5, 5),))))
    )
    assert kinds(found) == ["spurious direct"]
    assert found.passages[0].predicted == ()
