"""Which spans the model gets to choose content from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from texts import marked, news, words_of

from bgnews.quotes.candidates import Candidates, find_extents
from bgnews.quotes.words import Words

_PATHOLOGICAL = [
    "а и ",
    "и ",
    "„ “ ",
    "„",
    "дума ",
    "дума, ",
    "каза, че ",
    "каза ",
    "според ",
    "„Вали“, каза той. ",
    "Той каза, че вали.\n",
    ". - ",
    "да дали ",
    "„а ",
    "1. ",
]


@pytest.mark.parametrize(
    "markup",
    [
        # what is in marks, without the punctuation in them
        "„[Ще вали]“, каза той.",
        "„[Ще вали]!“",
        "Той написа за „[осезаемия напредък]“ вчера.",
        "„[Той каза: „[Да]“, и млъкна]“, реши тя.",
        "„[Ще вали]“, каза той, „[и ще гърми]“.",
        # clauses after a conjunction
        "Той каза, че [ще вали].",
        "Той каза, че [ще вали] и че [ще гърми].",
        "Той каза, че [ще вали, но няма да гърми].",
        "Питаха го [дали ще вали].",
        "Призова хората [да останат вкъщи].",
        # what a cue or a source stands before or behind
        "[Ще вали], каза той.",
        "[Ще вали] каза Иван Петров.",
        "Иван Петров каза [утре ще вали].",
        "Иван Петров: [Ще вали]",
        # what is left of an according-phrase, before and behind it
        "[Мостът е нужен] според кмета.",
        "Според кмета [мостът е нужен].",
        "Според новия доклад на съвета [мостът е нужен].",
        "[Мостът е нужен] по думите на Иван Петров.",
        "По думите му [мостът е нужен].",
        # sentences, one and several
        "Той говори. [Ще вали. Ще гърми]. После млъкна.",
        "[Ще вали. Ще гърми].\nНяма.",
        # numbers and brackets end content too
        "Той каза, че [данъкът е 20 %].",
        "Той каза, че [мостът е готов (почти)].",
    ],
)
@pytest.mark.parametrize("rules", [True, False])
def test_content_is_a_candidate(markup: str, rules: bool) -> None:
    text = marked(markup)
    if not rules:
        text.words.quotes = []
    assert set(text.square) <= set(find_extents(text.words))


@pytest.mark.parametrize("sentences", [1, 4, 40])
def test_whole_paragraphs_are_candidates_however_long(sentences: int) -> None:
    text = "Сутринта вали " + "и гърми. Вечерта вали " * sentences
    words = words_of(f"Няма.\n{text}.\nНяма.")
    first, last = words.offsets[1:3]
    assert words.trimmed((first, last)) in find_extents(words)


def test_what_is_in_marks_is_a_candidate_however_long() -> None:
    text = marked("Той каза: „[" + "Сутринта вали и гърми. " * 60 + "Нищо]“.")
    text.words.quotes = []
    assert text.square[0] in find_extents(text.words)


def test_what_the_rules_find_is_a_candidate() -> None:
    words = words_of("Бурята утихва, твърди Иван Петров.\nПо думите му утре няма да вали.")
    contents = {extent for _, extent in words.contents(words.quotes)}
    assert contents
    assert contents <= set(find_extents(words))


@pytest.mark.parametrize(
    "markup",
    [
        "Вестник „Горно [Поле“ излиза утре].",
        "[Вестник „Горно] Поле“ излиза.",
        "„Той дойде, [и видя“, каза тя].",
        "[Тя каза: „Дойде], и видя.“",
    ],
)
def test_no_candidate_cuts_through_marks(markup: str) -> None:
    text = marked(markup)
    assert not set(text.square) & set(find_extents(text.words))


@pytest.mark.parametrize(
    "markup",
    [
        "Той обеща [„най-добрия“ мост] и млъкна.",
        "Той каза, че [градът ще има „най-добрия мост“ в областта].",
        "Той каза, че [това е „най-добрият мост]“.",
    ],
)
def test_candidates_may_hold_all_that_is_in_marks(markup: str) -> None:
    text = marked(markup)
    assert text.words.trimmed(text.square[0]) in find_extents(text.words)


@settings(max_examples=60, deadline=None)
@given(news())
def test_candidates_of_any_text(text: str) -> None:
    words = words_of(text)
    extents = find_extents(words)
    assert extents == sorted(set(extents))
    assert all(start < end for start, end in extents)
    assert all(words.trimmed(extent) == extent for extent in extents)
    assert {words.trimmed(inner) for inner, _ in words.pairs} - set(extents) <= {
        (i, i) for i in range(len(words) + 1)
    }
    for start, end in extents:
        assert not any(start < edge < end for edge in words.offsets), "crosses a paragraph"


@pytest.mark.parametrize("unit", _PATHOLOGICAL)
def test_candidates_grow_no_faster_than_the_text(unit: str) -> None:
    texts = [words_of(unit * times) for times in (150, 300, 450)]
    few, some, many = (len(find_extents(words)) for words in texts)
    assert many - some <= some - few + 2
    # as many as there are ends to choose from, and what marks and paragraphs bound
    longest = texts[-1]
    assert many <= 40 * len(longest) + len(longest.pairs) + len(longest.passages)


def test_a_huge_paragraph_of_conjunctions_stays_within_bounds() -> None:
    words = words_of("а и " * 5000)
    assert len(words) < len(find_extents(words)) <= 40 * len(words) + 1


def test_a_huge_paragraph_without_boundaries_is_one_candidate() -> None:
    words = words_of("дума " * 5000)
    assert find_extents(words) == [(0, 5000)]


def test_nested_marks_stay_within_bounds() -> None:
    words = words_of("„ а " * 1000 + "б “ " * 1000)
    assert len(words.pairs) == 1000
    assert len(find_extents(words)) <= 4 * len(words)


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (3, [3]), (4, [4]), (9, [4, 4, 1])])
def test_batches(count: int, sizes: list[int]) -> None:
    extents = np.arange(2 * count).reshape(-1, 2)
    candidates = Candidates(extents, -extents)
    batches = list(candidates.batches(4))
    assert [len(some) for some, _ in batches] == sizes
    assert np.concatenate([some for some, _ in batches]).tolist() == extents.tolist()
    assert np.concatenate([some for _, some in batches]).tolist() == (-extents).tolist()


@pytest.mark.parametrize("markup", ["He said [the bridge would open] on Monday.", "[Rain] fell."])
def test_content_in_another_language_is_a_candidate_anywhere(markup: str) -> None:
    text = marked(markup)
    assert text.square[0] not in find_extents(text.words)
    anywhere = Words(text.words.doc, anywhere=True)
    assert text.square[0] in find_extents(anywhere)
    assert len(find_extents(anywhere)) == len(anywhere) * (len(anywhere) - 1) / 2
