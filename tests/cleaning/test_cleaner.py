"""The cleaner as a whole: steps, switches, and what holds for any text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bgnews
from bgnews.cleaning import STEPS, Cleaner, CleanText

#: For each step, a text in which it, and no other, has something to do.
WORK_FOR = {
    "controls": ("Съветът\x00 заседава.", "Съветът заседава."),
    "entities": ("Пътища &amp; мостове.", "Пътища & мостове."),
    "tags": ("Съветът <b>реши</b> днес.", "Съветът реши днес."),
    "mojibake": ("Пише â€žТрудâ€œ днес.", "Пише „Труд“ днес."),
    "invisible": ("Пра\u00adви\u200bтелството падна.", "Правителството падна."),
    "spaces": ("Струва 10\u00a0000\u2009лева.", "Струва 10 000 лева."),
    "composition": ("Новият и\u0306огурт.", "Новият йогурт."),
    "plain_forms": ("Партия 𝐍𝐨𝐯𝐚 победи.", "Партия Nova победи."),
    "roman": ("Мостът е от ХХ век.", "Мостът е от XX век."),
    "digits": ("Предсрочни ИЗБ0РИ днес.", "Предсрочни ИЗБОРИ днес."),
    "homoglyphs": ("Кметът имa право.", "Кметът има право."),
    "drop_capitals": ("К\nметът замина вчера.", "Кметът замина вчера."),
}


def rebuilt(clean: CleanText) -> str:
    """The clean text, made from the raw one by its edits alone."""
    pieces, copied = [], 0
    for edit in clean.edits:
        assert clean.raw[edit.raw_start : edit.raw_end] == edit.before != edit.after
        assert copied <= edit.raw_start
        pieces += (clean.raw[copied : edit.raw_start], edit.after)
        copied = edit.raw_end
    return "".join((*pieces, clean.raw[copied:]))


def test_every_step_is_tested_here() -> None:
    assert set(STEPS) <= set(WORK_FOR)


@pytest.mark.parametrize("step", WORK_FOR)
def test_step_works_and_names_its_edits(step: str) -> None:
    raw, expected = WORK_FOR[step]
    clean = bgnews.clean(raw)
    assert clean.text == expected
    assert {edit.kind for edit in clean.edits} == {step}


@pytest.mark.parametrize("step", WORK_FOR)
def test_step_can_be_switched_off(step: str) -> None:
    raw, _ = WORK_FOR[step]
    assert Cleaner(disable=(step,))(raw).text == raw


def test_steps_help_each_other() -> None:
    clean = bgnews.clean("&bdquo;П\u200beтър&nbsp;Cтоев&ldquo; писа в X.")
    assert clean.text == "„Петър Стоев“ писа в X."
    assert rebuilt(clean) == clean.text


def test_an_edit_says_which_steps_made_it() -> None:
    clean = bgnews.clean("Петър&nbsp;Стоев")
    assert [edit.kind for edit in clean.edits] == ["entities+spaces"]


def test_correct_text_is_returned_as_it_is() -> None:
    raw = "„Ела в 14:30 ч. на бул. „Изгрев“ 5А“, писа той в X – без GPS, за 10 €."
    clean = bgnews.clean(raw)
    assert clean.text is raw
    assert clean.edits == ()


def test_typography_and_stress_only_on_request() -> None:
    raw = 'Вестник «Изгрев" пѝше: "По́-добре - утре".'
    assert bgnews.clean(raw).text == raw
    assert bgnews.clean(raw, typography="bg").text == "Вестник „Изгрев“ пѝше: „По́-добре – утре“."
    assert "По-добре" in Cleaner(stress="drop")(raw).text


def test_dropping_paragraphs() -> None:
    raw = "Мостът е готов\n\nМостът е отворен от днес.\n\nСнимка: Иван Колев\n\nКолите минават."
    clean = bgnews.clean(raw, drop=["caption"])
    assert clean.text == "Мостът е готов\n\nМостът е отворен от днес.\n\nКолите минават."
    assert [paragraph.kind for paragraph in clean.paragraphs] == ["title", "body", "body"]
    assert rebuilt(clean) == clean.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"typography": "en"}, "typography: 'en' is not one of keep, bg"),
        ({"stress": "no"}, "stress: 'no' is not one of keep, drop"),
        ({"drop": ["ads"]}, "drop: 'ads' is not one of title, body, teaser"),
        ({"disable": ["colours"]}, "disable: 'colours' is not one of controls"),
    ],
)
def test_a_wrong_setting_is_refused_with_the_choices(wrong: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Cleaner(**wrong)


def test_bytes_are_refused_with_what_to_do() -> None:
    with pytest.raises(TypeError, match="a text must be a str, not bytes; decode bytes first"):
        bgnews.clean(b"\xcc\xee\xf1\xf2")  # type: ignore[arg-type]


PIECES = st.sampled_from(
    [
        *"аеонпПaeoKXІο03„“\"'-—.:! \n\r\u00a0\u00ad\u200b\u0301\u0306\x00\ud83d\ude00",
        *("&amp;", "&#1072;", "<b>", "</p>", "Ð¡", "â€ž", "🇧🇬"),
        *("мост", "Кметът", "каза", "Telegram", "Снимка: "),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(st.characters(), max_size=80)


@settings(max_examples=400, deadline=None)
@given(raw=TEXTS, typography=st.sampled_from(["keep", "bg"]))
def test_any_text_keeps_the_way_back_and_stays_clean(raw: str, typography: str) -> None:
    cleaner = Cleaner(typography=typography)  # type: ignore[arg-type]
    clean = cleaner(raw)
    assert rebuilt(clean) == clean.text
    assert cleaner(clean.text).text == clean.text
    for position in range(len(clean.text)):
        raw_start, raw_end = clean.to_raw(position, position + 1)
        start, end = clean.to_clean(raw_start, raw_end)
        assert start <= position < end
