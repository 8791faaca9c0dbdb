"""Torn-off drop capitals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stepping import after

from bgnews.cleaning.drop_capitals import drop_capitals


class TestDropCapitals:
    @pytest.mark.parametrize(
        ("torn", "whole"),
        [
            ("К\nметът на Горно Поле", "Кметът на Горно Поле"),
            ("К\n\n\nметът на Горно Поле", "Кметът на Горно Поле"),
            ("К \t\nметът на Горно Поле", "Кметът на Горно Поле"),
            ("К\r\nметът на Горно Поле", "Кметът на Горно Поле"),
            ("К\n\xa0 метът на Горно Поле", "Кметът на Горно Поле"),
            ("Заглавие\n  К\nметът", "Заглавие\n  Кметът"),
            ("Заглавие\n\nП\nрезидентът замина", "Заглавие\n\nПрезидентът замина"),
            ("„К\nметът замина“", "„Кметът замина“"),
            ("„\nКметът замина“", "„Кметът замина“"),
            ("Каза:\n„\nКметът замина“", "Каза:\n„Кметът замина“"),
            ("Б\nСП внесе искане", "БСП внесе искане"),
            ("Щ\nраусът избяга", "Щраусът избяга"),
        ],
    )
    def test_capital_on_its_own_line_is_rejoined(self, torn: str, whole: str) -> None:
        assert after(drop_capitals, torn) == whole

    @pytest.mark.parametrize(
        ("torn", "whole"),
        [
            ("В\nчера заваля.", "Вчера заваля."),
            ("В\nторият мандат", "Вторият мандат"),
            ("С\nлед дъжда", "След дъжда"),
            ("О\nще веднъж", "Още веднъж"),
            ("И\nли не", "Или не"),
            ("К\nола спря", "Кола спря"),
            ("В\nсофийския парк", "В софийския парк"),
            ("В\nседем часа", "В седем часа"),
            ("С\nнови сили", "С нови сили"),
            ("И\nдвамата", "И двамата"),
            ("А\nсега накъде", "А сега накъде"),
            ("В\nБългария вали.", "В България вали."),
            ("В\n12 града вали.", "В 12 града вали."),
            ("В\n„Горно Поле“ вали.", "В „Горно Поле“ вали."),
        ],
    )
    def test_capital_that_is_a_word_itself_goes_by_the_lexicon(self, torn: str, whole: str) -> None:
        assert after(drop_capitals, torn) == whole

    @pytest.mark.parametrize("twin", ["A", "K", "O", "P", "C", "B"])
    def test_latin_look_alike_becomes_cyrillic(self, twin: str) -> None:
        rests = {
            "A": "мериканският",
            "K": "метът",
            "O": "бщината",
            "P": "аботата",
            "C": "толицата",
            "B": "одата",
        }
        assert not re.search("[A-Z]", after(drop_capitals, f"{twin}\n{rests[twin]} беше тук."))

    @pytest.mark.parametrize(
        ("torn", "whole"),
        [
            ("Новини  П резидентът замина", "Новини  Президентът замина"),
            ("Новини П\xa0 резидентът замина", "Новини Президентът замина"),
            ("Край.\nП резидентът замина", "Край.\nПрезидентът замина"),
            ("П резидентът замина", "Президентът замина"),
        ],
    )
    def test_capital_between_spaces_is_rejoined(self, torn: str, whole: str) -> None:
        assert after(drop_capitals, torn) == whole

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "К",
            "К\n",
            "\n\n",
            "Живее на ул. Липа, бл. Б на втория етаж.",
            "Блок Б е пуст.",
            "В града. И двамата. С кола. А ние?",
            "В т.нар. зона и в ж.к. Липа. И д-р Петров.",
            "Ваксина\nX\nVbox\n",
            "X\nтой каза друго.",
            "Н\nЖители протестират",
            "група\nА\nБ\nВ",
            "и\nметът",
            "1\nметът",
            "К:\nметът",
            "К\n„метът“",
            "„\n„Кметът“",
            "„\nВ\nСело",
        ],
    )
    def test_what_was_not_torn_stays(self, text: str) -> None:
        assert drop_capitals(text) == []

    def test_only_the_break_is_replaced(self) -> None:
        assert drop_capitals("Реч\nК\nметът") == [(5, 6, "")]
        assert drop_capitals("Реч\nK\nметът") == [(4, 5, "К"), (5, 6, "")]

    @settings(deadline=None, max_examples=200)
    @given(st.text("КВСИАXмв тер„“1.\n \xa0"))
    def test_replacements_fit_and_leave_nothing_to_find_twice(self, text: str) -> None:
        for start, end, _ in drop_capitals(text):
            assert 0 <= start < end <= len(text)
        seen = {text}
        while (shorter := after(drop_capitals, text)) != text:
            assert len(shorter) < len(text) or shorter not in seen
            seen.add(shorter)
            text = shorter

    @pytest.mark.parametrize(
        "text",
        [
            "К\n" * 100_000,
            "К" + "\n" * 500_000,
            "\n" + " " * 500_000 + "К",
            "„\n" * 100_000,
            "\ud800\n\udfff",
            "\u202eК\nметът\u202c",
        ],
        ids=range(6),
    )
    def test_hostile_text_is_taken(self, text: str) -> None:
        drop_capitals(text)
