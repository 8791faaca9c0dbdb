"""The words of an article as one sequence, and extents among them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import NLP, marked, news, texts_of, words_of

from bgnews.quotes.words import Words, is_loose


def test_white_space_is_left_out() -> None:
    words = words_of("Ще вали.\n\nНе,  няма.")
    assert words.texts == ["Ще", "вали", ".", "Не", ",", "няма", "."]
    assert words.lower[0] == "ще"
    assert [words.doc[int(i)].text for i in words.index] == words.texts
    assert words.offsets == [0, 3, 7]


def test_only_titles_and_body_are_read() -> None:
    assert len(words_of("Снимка: Архив", kind="caption")) == 0
    assert words_of("Нов мост", kind="title").texts == ["Нов", "мост"]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_article_may_have_no_words(text: str) -> None:
    words = Words(NLP.make_doc(text))
    assert len(words) == 0
    assert words.offsets == [0]
    assert not words.sentences


def test_spans_and_extents_are_two_views() -> None:
    words = words_of("Ще вали.\n\nНе, няма.")
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            assert words.extent(words.span((start, end))) == (start, end)


def test_a_span_of_white_space_is_empty() -> None:
    words = words_of("Ще вали.\n\nНе.")
    space = next(token.i for token in words.doc if token.is_space)
    start, end = words.extent(words.doc[space : space + 1])
    assert start == end


@pytest.mark.parametrize(
    "markup",
    [
        "[„<Ще вали>!“]",
        "[– <Да>.]",
        "[<Данък от 20 %>,] каза той",
        "[<Наета е (и платена)>.]",
        "[<Ще вали>]",
        "[„<Той каза: „Да>!““], реши тя",
    ],
)
def test_trimmed_extents_begin_and_end_with_words(markup: str) -> None:
    text = marked(markup)
    assert [text.words.trimmed(extent) for extent in text.square] == text.angle


def test_of_mere_punctuation_nothing_is_left() -> None:
    words = words_of("Да „...“ не")
    start, end = words.trimmed((1, 4))
    assert start == end == 4


@settings(max_examples=100, deadline=None)
@given(news(30), st.data())
def test_trimming_takes_away_no_more_than_it_has_to(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    solid = [i for i in range(start, end) if not words.loose[i]]
    assert words.trimmed((start, end)) == ((solid[0], solid[-1] + 1) if solid else (end, end))


@pytest.mark.parametrize("word", ["„", '"', ".", "…", "–", "(", ",", "😀"])
def test_content_does_not_begin_or_end_with(word: str) -> None:
    assert is_loose(word)


@pytest.mark.parametrize("word", ["дума", "F-16", "5", "%", ")", "€", "ѝ"])
def test_content_may_begin_or_end_with(word: str) -> None:
    assert not is_loose(word)


def test_stretches_in_marks_of_any_paragraph() -> None:
    words = words_of("Няма.\n„Ще вали“, каза той. Вестник «Сега» излиза.")
    assert texts_of(words, (inner for inner, _ in words.pairs)) == ["Ще вали", "Сега"]
    assert texts_of(words, (outer for _, outer in words.pairs)) == ["„Ще вали“", "«Сега»"]


def test_what_the_rules_know_has_positions_in_the_sequence() -> None:
    words = words_of("Няма.\n„Ще вали“, каза Иван Петров.\nВестник „Сега“ излиза.")
    assert texts_of(words, (cue.extent for cue in words.cues)) == ["каза"]
    assert [texts_of(words, [extent]) for _, extent in words.contents(words.quotes)] == [
        ["Ще вали"]
    ]
    assert [(texts_of(words, [extent]), type_) for extent, type_ in words.nonspeech] == [
        (["Сега"], "name")
    ]


def test_sentences_of_any_paragraph() -> None:
    words = words_of("Няма. Има.\nВали.")
    assert sorted(words.sentences) == [0, 2, 4]


@pytest.mark.parametrize(("share", "kept"), [(0.0, True), (1.0, False)])
def test_words_may_forget_what_the_rules_find(share: float, kept: bool) -> None:
    words = words_of("„Вали“, каза Иван Петров.\nВестник „Сега“ излиза.")
    before = words.quotes, words.cues, words.nonspeech
    words.forget(share)
    assert (words.quotes, words.cues, words.nonspeech) == (before if kept else ([], [], []))
    assert len(words.pairs) == 2, "marks are in the text"
