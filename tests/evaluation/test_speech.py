"""Speech against words in quote marks that nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bgnews.corpus import Article, article_from_xml
from bgnews.evaluation import Prediction, evaluate, from_annotation
from bgnews.evaluation.marked import marked_stretches


def article(*paragraphs: str) -> Article:
    text = "\n".join(paragraphs)
    return article_from_xml(f'<article id="a"><entities/>\n<text>\n{text}\n</text></article>')


GOLD = article(
    '<p kind="title">„<q id="q1" type="direct" by="">Мостът е нужен</q>“</p>',
    '<p kind="body">Той бил <q id="q2" type="mixed" by="">"много нужен" на града</q>.</p>',
    '<p kind="body">Вестник «<ns type="name">Моста</ns>» излиза от “<ns type="term">утре</ns>”.</p>',  # noqa: E501
    '<p kind="junk">Четете „Моста“</p>',
)


def speech(gold: Article, predicted: Prediction) -> dict[tuple[str, str], int]:
    return dict(evaluate([(gold, predicted)]).quotes.speech.counts)


def test_gold_by_gold() -> None:
    assert speech(GOLD, from_annotation(GOLD)) == {
        ("speech", "speech"): 2,
        ("non-speech", "non-speech"): 2,
    }


def test_nothing_found_is_no_speech() -> None:
    found = evaluate([(GOLD, Prediction())])
    assert dict(found.quotes.speech.counts) == {
        ("speech", "non-speech"): 2,
        ("non-speech", "non-speech"): 2,
    }
    assert found.accuracies()["speech_accuracy"] == 0.5


def test_a_name_taken_for_speech() -> None:
    name = GOLD.nonspeech[0]
    quote = replace(GOLD.quotes[0], spans=((name.start, name.end),))
    predicted = replace(GOLD, quotes=(*GOLD.quotes, quote), nonspeech=GOLD.nonspeech[1:])
    assert speech(GOLD, from_annotation(predicted))["non-speech", "speech"] == 1


def test_a_name_within_a_quote() -> None:
    gold = article(
        '<p kind="body">„<q id="q1" type="direct" by="">Чета „<ns type="name">Моста</ns>“ '
        "всеки ден</q>“.</p>"
    )
    assert speech(gold, from_annotation(gold)) == {
        ("speech", "speech"): 1,
        ("non-speech", "non-speech"): 1,
    }


@pytest.mark.parametrize(("words", "label"), [(1, "non-speech"), (2, "speech"), (4, "speech")])
def test_half_of_the_words_are_enough(words: int, label: str) -> None:
    gold = article('<p kind="body">„<q id="q1" type="direct" by="">а б в г</q>“.</p>')
    start = gold.quotes[0].spans[0][0]
    shorter = replace(gold.quotes[0], spans=((start, start + 2 * words - 1),))
    predicted = from_annotation(replace(gold, quotes=(shorter,)))
    assert speech(gold, predicted) == {("speech", label): 1}


def test_indirect_speech_is_not_in_marks() -> None:
    gold = article(
        '<p kind="body">Тя каза, че <q id="q1" type="indirect" by="">чете „Моста“</q></p>'
    )
    assert speech(gold, from_annotation(gold)) == {("non-speech", "non-speech"): 1}


@pytest.mark.parametrize(
    ("line", "stretches"),
    [
        ("„едно“ и „две“", ["едно", "две"]),
        ('"едно две", каза', ["едно две"]),
        ("„едно „две“ три“", ["едно „две“ три", "две"]),
        ("''едно'' и ``две''", ["едно", "две"]),
        ("„без край", []),
        ("„“", []),
        ("12'' и 14''", []),
        ("без знаци", []),
    ],
)
def test_stretches(line: str, stretches: list[str]) -> None:
    found = article(f'<p kind="body">{line}</p>')
    assert [found.text[start:end] for start, end in marked_stretches(found)] == stretches
