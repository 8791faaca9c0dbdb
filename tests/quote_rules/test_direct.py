"""Direct speech: marks, dashes, colons, interruption, runs of quotes."""

from __future__ import annotations

import pytest
from quoting import analyse, check, found
from spacy.language import Language

CLOSING = [
    "„[Ще дойда утре]d1“, {каза}1 <Иван Петров>1.",
    "“[Ще дойда утре]d1”, {каза}1 <Иван Петров>1.",
    '"[Ще дойда утре]d1", {каза}1 <Иван Петров>1.',
    "«[Ще дойда утре]d1», {каза}1 <Иван Петров>1.",
    '„[Ще дойда утре]d1", {каза}1 <Иван Петров>1.',
    '"[Ще дойда утре]d1“, {каза}1 <Иван Петров>1.',
    "„[Ще дойда утре]d1“ – {каза}1 <Иван Петров>1.",
    "„[Ще дойда утре]d1“ {каза}1 <Иван Петров>1.",
    "„[Не]d1“, {отсече}1 <той>1.",
    "„[Ще дойдеш ли?]d1“, {попита}1 <тя>1.",
    "„[Ще дойда утре]d1“, {каза}1 вчера <кметът на Горна вода Иван Петров>1.",
    "„[Ще дойда утре]d1“, {каза}1 пред журналисти <кметът>1.",
    "„[Ще дойда утре]d1“, {заяви}1 в социалните мрежи <Иван Петров>1.",
    "„[Ще дойда утре]d1“, {каза}1 <Петров>1 на пресконференция.",
    "„[Ще дойда утре]d1“, {категоричен е}1 <кметът>1.",
    "„[Ще дойда утре]d1“, {е казал}1 <кметът>1.",
    "„[Водата е чиста]d1“, {се казва}1 в <доклада>1.",
    "„[Ще дойда утре. Няма да чакам повече]d1“, {каза}1 <Иван Петров>1.",
    "„[Ще дойда утре с двама свидетели]d1“, това {заяви}1 <Иван Петров>1 пред съда.",
]


@pytest.mark.parametrize("markup", CLOSING)
def test_attribution_after_the_quote(nlp: Language, markup: str) -> None:
    check(nlp, markup)


OPENING = [
    "<Иван Петров>1 {каза}1: „[Ще дойда утре]d1“.",
    "<Кметът>1 {заяви}1 пред журналисти: „[Ще дойда утре]d1“.",
    "<Кметът>1 {заяви}1, че „[ще дойде утре, когато спре дъждът]d1“.",
    "<Кметът>1 {заяви}1 „[Ще дойда утре, когато спре дъждът]d1“.",
    "<Той>1 {написа}1: [няма да има нови данъци]d1.",
    "{Според}1 <кмета>1 „[дъждът ще спре до утре сутринта]d1“.",
]


@pytest.mark.parametrize("markup", OPENING)
def test_attribution_before_the_quote(nlp: Language, markup: str) -> None:
    check(nlp, markup)


INTERRUPTED = [
    "„[Ще дойда]d1“, {каза}1 <Иван Петров>1, „[но чак когато спре дъждът]d1“.",
    "„[Ще дойда]d1“ – {каза}1 <Иван Петров>1 – „[но чак когато спре дъждът]d1“.",
    "„[Ще дойда.]d1“ „[Няма да чакам повече тук]d1“, {каза}1 <Иван Петров>1.",
    "„[Ще дойда]d1“, {каза}1 <Иван Петров>1. „[Няма да чакам повече тук при вас]d1“.",
]


@pytest.mark.parametrize("markup", INTERRUPTED)
def test_one_quote_of_two_spans(nlp: Language, markup: str) -> None:
    check(nlp, markup)


HEADLINES = [
    "<Петров>1: [Ще дойда утре]d1\n\nКметът Иван Петров пътува към Горна вода.",
    "Дъждът спря! <Петров>1: [Ще дойда утре]d1\n\nКметът Иван Петров пътува към Горна вода.",
    "<Кметът на Горна вода>1: [Ще дойда утре]d1",
    "<Експерт>1: [Водата е чиста]d1 (видео)",
    "<Зам.-председателят на съюза Иван Петров>1: [Водата е чиста]d1",
    "<Петров>1 към съветниците: [Ще дойда утре]d1\n\nКметът Иван Петров пътува.",
    "<Иван Петров>1: „[Ще дойда утре]d1“",
    "<ПЕТРОВ>1: [Ще дойда утре]d1\n\nКметът Иван Петров пътува.",
]


@pytest.mark.parametrize("markup", HEADLINES)
def test_headline_with_a_name(nlp: Language, markup: str) -> None:
    check(nlp, markup, kind="title")


@pytest.mark.parametrize(
    "title",
    [
        "Официално: Пазарът затваря утре",
        "УЖАС: Дъждът заля Горна вода",
        "СЛЕД СПОР В СЪВЕТА: Дъждът заля Горна вода",
        "ВАЖНА ПРОГНОЗА: Дъждът спира утре",
        "СЕЛОТО ОСТАНА БЕЗ ВОДА: Помпата се повреди",
        "Изводът е ясен: дъждът ще спре",
        "Новата мярка на кмета за водата: чисти реки",
    ],
)
def test_headline_without_a_name(nlp: Language, title: str) -> None:
    assert not [quote for quote in found(analyse(nlp, title, "title")) if quote.type == "direct"]


def test_interview_labels(nlp: Language) -> None:
    check(nlp, "<Иван Петров>1: [Водата е чиста. Пия я всеки ден.]d1")


def test_label_with_apposition(nlp: Language) -> None:
    check(nlp, "<Иван Петров>1, кмет на Горна вода: [Водата е чиста. Пия я всеки ден.]d1")


def test_colon_at_the_end_of_the_paragraph_before(nlp: Language) -> None:
    check(nlp, "На това <Петров>1 {отговори}1:\n\n„[Водата в селото е чиста от години.]d1“")


def test_quote_alone_in_a_paragraph(nlp: Language) -> None:
    check(nlp, "Дъждът спря.\n\n„[Водата в селото е чиста от години.]d1“")


def test_question_and_answer_do_not_merge(nlp: Language) -> None:
    check(
        nlp,
        "„[Чиста ли е водата?]d1“, {попита}1 <Мария Иванова>1. "
        "„[Пия я всеки ден]d2“, {отговори}2 <Петров>2.",
    )


def test_nested_reports_inside_a_quote(nlp: Language) -> None:
    check(
        nlp,
        "„[Вчера вечерта <министърът>2 {обеща}2, че [ще прати хора]i2]d1“, {каза}1 <Петров>1.",
    )


def test_first_person_inside_a_quote_is_no_report(nlp: Language) -> None:
    check(nlp, "„[Смятам, че водата в нашето село е чиста]d1“, {каза}1 <Петров>1.")


@pytest.mark.parametrize(
    "markup",
    [
        # every paragraph opens anew, the last one closes
        "„[Водата в селото е чиста от години.]d1\n\n„[Пия я всеки ден]d1“, {каза}1 <Петров>1.",
        # only the first one opens
        "„[Водата в селото е чиста от години.]d1\n\n[Пия я всеки ден]d1“, {каза}1 <Петров>1.",
        # in the middle neither
        "„[Водата в селото е чиста от години.]d1\n\n[Пия я всеки ден и съм здрав.]d1\n\n"
        "[Пийте и вие]d1“, {каза}1 <Петров>1.",
    ],
)
def test_quote_over_several_paragraphs(nlp: Language, markup: str) -> None:
    check(nlp, markup)


def test_mark_that_nobody_closes_swallows_nothing(nlp: Language) -> None:
    check(nlp, "„Водата е чиста.\n\nДъждът спря.\n\n<Кметът>1 {каза}1, че [реката спада]i1.")


@pytest.mark.parametrize(
    "markup",
    [
        "„[Питахме три пъти и ни отговориха с мълчание]d1, {написа}1 <Петрова>1 в мрежата на X.",
        "– „[Питахме три пъти]d1, {каза}1 <Петрова>1.",
    ],
)
def test_mark_that_the_attribution_closes(nlp: Language, markup: str) -> None:
    check(nlp, markup)


@pytest.mark.parametrize(
    "markup",
    [
        "Дойде и тя.“ [Водата е чиста]i1, {каза}1 <Петров>1.",
        "[’90-те години бяха тежки]i1, {каза}1 <Петров>1.",
    ],
)
def test_mark_that_opens_nothing(nlp: Language, markup: str) -> None:
    check(nlp, markup)


def test_motto_of_a_headline(nlp: Language) -> None:
    check(nlp, "„[Голям страх]d1“: Кметът затваря моста", kind="title")


@pytest.mark.parametrize(
    "markup",
    [
        "– [Ще дойда утре]d1 – {каза}1 <Иван Петров>1.",
        "- [Ще дойда утре]d1, {каза}1 <Иван Петров>1.",
    ],
)
def test_line_of_dialogue(nlp: Language, markup: str) -> None:
    check(nlp, markup)


def test_answers_of_an_interview(nlp: Language) -> None:
    check(
        nlp,
        "- Чиста ли е водата?\n\n- [Да, чиста е.]d1\n\n[Пия я всеки ден.]d1\n\n"
        "- Има ли риск?\n\n- [Не, няма.]d2\n\nПетров е кмет от три години.",
    )


def test_list_is_no_interview(nlp: Language) -> None:
    check(nlp, "- пътят до Горна вода;\n\n- мостът;\n\n- училището;\n\n- пазарът.")
