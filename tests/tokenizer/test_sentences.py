"""Where sentences begin. In the examples a ``¦`` is the boundary; it stands before the sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.tokenizer.lexicon import ABBREVIATIONS
from bgnews.tokenizer.sentences import sentence_starts


def check(marked: str) -> None:
    sentences = marked.split("¦")
    text = "".join(sentences)
    starts = [0, *sentence_starts(text)[1:], len(text)]
    assert [text[a:b] for a, b in pairwise(starts)] == sentences


@pytest.mark.parametrize(
    "marked",
    [
        "Вали. ¦Стана студено! ¦Защо? ¦Зима е.",
        "Какво?! ¦Не знам… ¦Ами... ¦Да.",
        "Не знам... може би. ¦Ами… не.",
        "дойде.¦После стана късно",
        "дойде.¦„Не съм“, каза",
        "Писа Reuters.com за primer.bg. ¦Booking.Com също.",
        "Цената е 1.5 лева. ¦Курсът е 1.95583. ¦Утре в 14.30.",
        "Дойдоха 15. ¦Двама си тръгнаха.",
        "На 5. място е. ¦На 24. май е празник.",
        "1. Вода",
        "Падна (вчера.) ¦Днес стана.",
        "Падна (?) Пенев и стана (!) Цонев.",
        "Честито! ¦❤️ Обичаме ви!",
        "В края... ¦13 души дойдоха.",
    ],
)
def test_marks(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Вали сняг\n¦Стана студено",
        "Вали сняг.\n\n¦Стана студено.\n",
        "Вали сняг \n \n ¦и е студено",
        "  \n Вали. ¦Студено е.",
        "– Да. ¦– Не.\n¦– Може би.",
        "Вали\r\n¦сняг\u2029¦и дъжд",
    ],
)
def test_every_line_is_a_sentence(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "„Не!“, каза той. ¦Той тръгна.",
        "„Ще дойда.“ – каза Иван. ¦Дойде.",
        "„Ще дойда.“ - Иван Пенев, кмет. ¦Дойде.",
        "„Защо?“ попита тя. ¦„Ей така.“ ¦Тя млъкна.",
        "„Ще дойда. ¦Чакай ме.“ ¦Той чака.",
        "Той каза: „Не. ¦Няма да дойда“. ¦После дойде.",
        'Той каза: "Не." ¦Тя каза: "Да." ¦"Добре", рече той.',
        "„Бяха „Орлите“. ¦Бяха добре…“ ¦«Да.» ¦Не.",
        "Каза го в „Стига толкова!“ (втората му книга).",
        "Каза „не“. ¦„Да“ не каза.",
        "— Тръгвай! — викна тя. ¦— Сега.",
    ],
)
def test_quotes(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("form", sorted(ABBREVIATIONS["leading"]))
def test_leading_abbreviation_never_ends_a_sentence(form: str) -> None:
    check(f"Казаха ни вчера от центъра, че е {form} Това се знае от години.")


@pytest.mark.parametrize(
    "form", sorted(form for form in ABBREVIATIONS["unit"] if form.endswith("."))
)
def test_unit_ends_a_sentence_before_a_word_that_begins_one(form: str) -> None:
    check(f"Бяха 5 {form} ¦Това е.")
    check(f"Бяха 5{form} ¦Това е.")
    check(f"През 5 {form} Варна се променя. ¦Днес е друга.")
    check(f"Бяха 5 {form} – Варна.")
    check(f"Бяха 5 {form} от 10.")


@pytest.mark.parametrize("form", sorted(ABBREVIATIONS["closing"] - {"бел.ред."}))
def test_closing_abbreviation_ends_a_sentence_before_a_capital(form: str) -> None:
    check(f"Има хляб, мляко и {form} ¦Варна ги има.")
    check(f"Има хляб, мляко и {form} във Варна.")


@pytest.mark.parametrize(
    "marked",
    [
        "Дойде проф. Пенева с д-р Цонев на ул. „Роза“ в гр. Варна.",
        "През 2024 г. Варна се промени. ¦Тя порасна.",
        "Това се случи на брега на морето през 2024 г. ¦Варна се промени.",
        "Те взеха кредит от пет млн. лв. ¦Той го върна.",
        "Дават 5 млн. лв. за ремонт.",
        "Скочи 8,2 м. ¦По правилата е първи.",
        "Това стана през м. май в кв. Роза, пише в. „Роза“.",
        "А. Б. Пенев, Дж. Робъртс и Цв. Цонева са тук. ¦И В. Пенев.",
        "Писа го в мрежата X. ¦Варна мълчи.",
        "Н.В. Кралят дойде. ¦Той остана.",
        "Каза го т.нар. Роза (т.е. Варна). ¦Не е така.",
    ],
)
def test_abbreviations_and_initials(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", ["", " ", "\n", " \n\t "])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert sentence_starts(text) == []


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet=st.sampled_from('аАбБ5 .!?…“„"-–()\n\r\u2028г')))
def test_starts_are_ordered_and_never_blank(text: str) -> None:
    starts = sentence_starts(text)
    assert starts == sorted(set(starts))
    assert all(not text[start].isspace() for start in starts)
    assert bool(starts) == bool(text.strip())
