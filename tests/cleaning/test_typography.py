"""Bulgarian quote marks and dashes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stepping import after

import bgnews
from bgnews.cleaning.typography import typography_bg


def set_bulgarian(text: str) -> str:
    return after(typography_bg, text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('Книгата "Под липите" е преведена.', "Книгата „Под липите“ е преведена."),
        ('Книгата „Под липите" е преведена.', "Книгата „Под липите“ е преведена."),
        ("Книгата „Под липите” е преведена.", "Книгата „Под липите“ е преведена."),
        ("Книгата “Под липите” е преведена.", "Книгата „Под липите“ е преведена."),
        ("Книгата «Под липите» е преведена.", "Книгата „Под липите“ е преведена."),
        ("Книгата »Под липите« е преведена.", "Книгата „Под липите“ е преведена."),
        ("Книгата ,,Под липите'' и 'Юг'", "Книгата „Под липите“ и „Юг“"),
        ("''Искра'' и ,,Вихър''", "„Искра“ и „Вихър“"),
        ("Книгата „Под липите„ и „Юг„.", "Книгата „Под липите“ и „Юг“."),
        ("Клубът ,,Искра“ победи 'Вихър' вчера.", "Клубът „Искра“ победи „Вихър“ вчера."),
        ("(“Искра”) и [«Вихър»]", "(„Искра“) и [„Вихър“]"),
        ('"А","Б" и "В"-"Г"', "„А“,„Б“ и „В“-„Г“"),
        ('каза:"Не", и каза"Да".', "каза:„Не“, и каза„Да“."),
        ('"Не".\n"Да".', "„Не“.\n„Да“."),
    ],
)
def test_pairs(raw: str, expected: str) -> None:
    assert set_bulgarian(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ('"Чета "Под липите" днес", каза тя.', "„Чета ‚Под липите‘ днес“, каза тя."),
        ("„Чета „Под липите““, каза тя.", "„Чета ‚Под липите‘“, каза тя."),
        ("«Чета “А” и „Б“ днес»", "„Чета ‚А‘ и ‚Б‘ днес“"),
        ("„Чета „А „Б“ В“ днес“", "„Чета ‚А „Б“ В‘ днес“"),
        ("„Чета ‚Под липите‘ днес“", "„Чета ‚Под липите‘ днес“"),
        ("‚Чета „Под липите“ днес‘", "„Чета ‚Под липите‘ днес“"),
    ],
)
def test_nested_pairs(raw: str, expected: str) -> None:
    assert set_bulgarian(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("„Не идвам, каза той.", "„Не идвам, каза той."),
        ("«Не идвам, каза той.", "„Не идвам, каза той."),
        ("Не идвам”, каза той.", "Не идвам“, каза той."),
        ("„Чета „Под липите“, каза тя.", "„Чета „Под липите“, каза тя."),
        ('Не идвам", каза той.', 'Не идвам", каза той.'),
        ('"Не идвам, каза той.', '"Не идвам, каза той.'),
    ],
)
def test_of_lost_partners_only_the_known_is_set(raw: str, expected: str) -> None:
    assert set_bulgarian(raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        'Новият монитор е 27" и тежи 5 кг.',
        "Времето е 5'30\", а ъгълът 42°10'.",
        "Hell's Kitchen, O'Нийл и д’Артанян през ’90-те",
        "По-добре късно, отколкото никога.",
        "5–10 души, София – Варна, понеделник–петък, 1990–1995",
        "на 5-10 май, 2-1, ул. „Ела“ 3-А",
        "5 − 3, x−y",
        "-----",
        "а -б, в- г",
        "",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert typography_bg(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Той дойде - видя - победи.", "Той дойде – видя – победи."),
        ("Той дойде -- видя — победи ― пак.", "Той дойде – видя – победи – пак."),
        ("- Идваш ли?\n— Не.", "– Идваш ли?\n– Не."),
        ("Най–добрият и по—лошият", "Най-добрият и по-лошият"),
        ("SMS–и, 20–годишен, 3—ти", "SMS-и, 20-годишен, 3-ти"),
        ("5—10 души", "5–10 души"),
        ("до −5 градуса", "до -5 градуса"),
    ],
)
def test_dashes(raw: str, expected: str) -> None:
    assert set_bulgarian(raw) == expected


def test_only_on_request() -> None:
    text = 'Книгата "Под липите" - нова.'
    assert bgnews.clean(text).text == text
    assert bgnews.clean(text, typography="bg").text == "Книгата „Под липите“ – нова."


BUSY = st.text(st.sampled_from("аб С5\n\"„“”«»‚‘’',-–—−.(): "), max_size=40)


@settings(max_examples=300, deadline=None)
@given(text=BUSY | st.text())
def test_replacements_are_in_order_and_single(text: str) -> None:
    replacements = typography_bg(text)
    assert all(start < end <= start + 2 and len(after) == 1 for start, end, after in replacements)
    assert all(a[1] <= b[0] for a, b in pairwise(replacements))


@pytest.mark.parametrize(
    "text", ['"А "Б" в", \'г\' - «д»', "„а ‚б‘ в“ – г", 'х" «у» "', "“а” — ”б“", "”а” „б"]
)
def test_idempotent(text: str) -> None:
    once = set_bulgarian(text)
    assert typography_bg(once) == []


@settings(max_examples=300, deadline=None)
@given(text=BUSY)
def test_marks_that_make_no_sense_settle_too(text: str) -> None:
    once = bgnews.clean(text, typography="bg").text
    assert bgnews.clean(once, typography="bg").text == once
