"""Controls, invisible characters, spaces, composition and plain forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stepping import after

from bgnews.cleaning.characters import (
    compose,
    controls,
    invisibles,
    plain_forms,
    spaces,
    stress_marks,
)
from bgnews.cleaning.cleaner import Step

STEPS = (controls, invisibles, spaces, compose, plain_forms, stress_marks)
# Letters and signs among which the steps have work to do.
BUSY = st.text(
    st.sampled_from(
        "аеиИгб eoñx1№½👨👩❤🏻\n\t\r\x00\x85\x90\xa0\xad\u0300\u0301\u0306\u0308\u200b\u200c"
    )
    | st.sampled_from(
        "\u200d\u200e\u2010\u2028\u3000\ufe0f\ufeff\uffff\ud83d\ude00ℎ𝒂𝟓Ａ５ﬁм́\U0001ffff"
    )
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Съ\x00ве\x1fт\x7f", "Съвет"),
        ("Съвет\ufffe\uffff\ufdd0\U0001ffff\U0010fffe", "Съвет"),
        ("да\ud800не", "да\ufffdне"),
        ("да\ude00\ud83d", "да\ufffd\ufffd"),
        ("\ud83d\ude00 да", "😀 да"),
        ("\ud83d\x00\ude00", "\ufffd\ufffd"),
    ],
)
def test_controls(raw: str, expected: str) -> None:
    assert after(controls, raw) == expected


@pytest.mark.parametrize(
    "text", ["ред\nред\r\n\tред\x0b\x0c\x85", "Ð\x90Ð\x91", "\U00020000\U000e0067"]
)
def test_controls_leaves_blanks_and_bytes_of_letters(text: str) -> None:
    assert controls(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Пра\xadви\xadтелство", "Правителство"),
        ("\ufeffНовина", "Новина"),
        ("Мини\u2060стърът\u200e зами\u202aна\u2069", "Министърът замина"),
        ("ду\u200bма\x90", "дума"),
        ("ду\u200dма ду\ufe0fма", "дума дума"),
        ("!\ufe0f #Тема\ufe0f", "! #Тема"),
        ("❤\u200d", "❤"),
    ],
)
def test_invisibles(raw: str, expected: str) -> None:
    assert after(invisibles, raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👧 и ❤\ufe0f\u200d🔥",
        "👨🏻\u200d💻",
        "🇧🇬 и 1\ufe0f\u20e3",
        "⚖\ufe0f Съд",
        "می\u200cخواهم",
        "ред\x85ред",
    ],
)
def test_invisibles_that_shape_what_is_seen_stay(text: str) -> None:
    assert invisibles(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("10\xa0000\u202fлв.", "10 000 лв."),
        ("а\u2003б\u3000в", "а б в"),
        ("а\r\nб\rв\x85г\u2028д\u2029е\x0bж\x0cз", "а\nб\nв\nг\nд\nе\nж\nз"),
        ("а\r\r\nб", "а\n\nб"),
    ],
)
def test_spaces(raw: str, expected: str) -> None:
    assert after(spaces, raw) == expected


def test_plain_spaces_stay() -> None:
    assert spaces("а  б\t\tв\n\n\nг ") == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("и\u0306огурт И\u0306", "йогурт Й"),
        ("тя и\u0300 каза, все\u0300", "тя ѝ каза, всѐ"),
        ("Горбаче\u0308в", "Горбачёв"),
        ("Cafe\u0301, S\u030ckoda", "Café, Škoda"),
        ("a\u0323\u0302", "ậ"),
    ],
)
def test_compose(raw: str, expected: str) -> None:
    assert after(compose, raw) == expected


@pytest.mark.parametrize(
    "text", ["въ\u0301лна", "ѝ й ѐ", "№ ½ m² ™ ®", "=\u0338", "\u0301а", "а" + "\u0308" * 50]
)
def test_compose_leaves_what_has_no_composed_letter(text: str) -> None:
    assert compose(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("𝐒𝐨𝐟𝐢𝐚 𝟏𝟐", "Sofia 12"),
        ("𝑡ℎ𝑒 ℋ𝒾", "the Hi"),
        ("Ａｂ５", "Ab5"),
        ("oﬃce ﬁrst", "office first"),
        ("Ил\u20112", "Ил-2"),
    ],
)
def test_plain_forms(raw: str, expected: str) -> None:
    assert after(plain_forms, raw) == expected


@pytest.mark.parametrize("text", ["№ 5, ½ от 10 m², Слънце™ и Луна®, H₂O", "ℝ и ℎ", "－，！"])
def test_forms_with_a_meaning_stay(text: str) -> None:
    assert plain_forms(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("въ\u0301лна и села\u0300м", "вълна и селам"),
        ("ѝ, всѐ, café", "ѝ, всѐ, café"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_stress_marks(raw: str, expected: str) -> None:
    assert after(stress_marks, raw) == expected


@pytest.mark.parametrize("step", STEPS)
@settings(max_examples=60, deadline=None)
@given(text=BUSY | st.text())
def test_steps_are_idempotent_and_in_order(step: Step, text: str) -> None:
    replacements = step(text)
    ends = [end for _, end, _ in replacements]
    assert all(start < end for start, end, _ in replacements)
    assert all(start >= end for (start, _, _), end in zip(replacements[1:], ends, strict=False))
    assert step(after(step, text)) == []
