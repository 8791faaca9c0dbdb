"""Words in quote marks that nobody said."""

from __future__ import annotations

import pytest
from quoting import analyse
from spacy.language import Language


def nonspeech(nlp: Language, text: str) -> list[tuple[str, str]]:
    doc = analyse(nlp, text)
    return [(span.text, span.label_) for span in doc.spans["nonspeech"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мачът е на стадион „Бор“ в неделя.", [("Бор", "name")]),
        ("Колата спря на бул. „Северен вятър“ вечерта.", [("Северен вятър", "name")]),
        ("Вестник „Северна поща“ излиза всеки ден.", [("Северна поща", "name")]),
        ("Това е т.нар. „зелена вълна“ в града.", [("зелена вълна", "term")]),
        ("Газопроводът „Южен поток 2“ спря.", [("Южен поток 2", "name")]),
        ("Газопроводът Южен поток“ спря.", [("Южен поток", "name")]),
        ("Хотел „Бор“ и ресторант „Елха“ са отворени.", [("Бор", "name"), ("Елха", "name")]),
    ],
)
def test_names_and_terms(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert nonspeech(nlp, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "„Ще дойда утре“, каза Иван Петров.",
        "Кметът заяви, че водата е „чиста като сълза“.",
        "Кметът каза: „Не“.",
    ],
)
def test_speech_is_none(nlp: Language, text: str) -> None:
    assert nonspeech(nlp, text) == []


def test_name_inside_a_quote(nlp: Language) -> None:
    text = "„Чета вестник „Северна поща“ всяка сутрин“, каза Иван Петров."
    assert nonspeech(nlp, text) == [("Северна поща", "name")]
