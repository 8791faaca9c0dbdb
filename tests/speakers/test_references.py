"""Interviews, groups, relatives and people within quotes, on invented articles."""

from __future__ import annotations

import pytest
from markup import annotated
from speaking import said, speaker, speakers

from bgnews.annotations import get_quotes
from bgnews.speakers.descriptions import Descriptions
from bgnews.speakers.lines import fills_lines
from bgnews.speakers.names import Names


class TestInterviews:
    DIALOGUE = (
        '<src q="q1">Рада Синигерова</src>: <q id="q1" type="direct">Реката е чиста</q>\n'
        "- Защо е чиста?\n"
        '- <q id="q2" type="direct">Пречистваме я.</q>\n'
        '- Експертът <src q="q3">Илия Щърков</src> <cue q="q3">каза</cue>, че '
        '<q id="q3" type="indirect">е мътна</q>.\n'
        '- <q id="q4" type="direct">Не е мътна. Ще я проверим.</q>'
    )

    def test_answers_have_one_speaker(self) -> None:
        assert speakers(self.DIALOGUE) == {
            "q1": "Рада Синигерова",
            "q2": "Рада Синигерова",
            "q3": "Илия Щърков",
            "q4": "Рада Синигерова",
        }

    def test_other_quotes_without_source_follow_the_last_speaker(self) -> None:
        markup = self.DIALOGUE.replace("- <q id=", "И още: <q id=").replace(
            "Ще я проверим.</q>", "Ще я проверим.</q> Така завърши."
        )
        assert speakers(markup)["q4"] == "Илия Щърков"

    @pytest.mark.parametrize(
        ("line", "name"),
        [("- {} Така ли е?", "министър"), ("{} Така ли е?", "министър"), ("{}", "Рада Синигерова")],
    )
    def test_question_quotes_somebody_else(self, line: str, name: str) -> None:
        question = line.format(
            '<src q="q2">Министърът</src> <cue q="q2">казва</cue>, че '
            '<q id="q2" type="indirect">е мътна</q>.'
        )
        markup = (
            '<src q="q1">Рада Синигерова</src>: <q id="q1" type="direct">Реката е чиста</q>\n'
            f'{question}\n- <q id="q3" type="direct">Чиста е.</q>'
        )
        assert speakers(markup) == {"q1": "Рада Синигерова", "q2": name, "q3": "Рада Синигерова"}

    @pytest.mark.parametrize(
        ("markup", "fills"),
        [
            ('<q id="q1" type="direct">Вали</q>', True),
            ('- „<q id="q1" type="direct">Вали</q>“.', True),
            ('Ден\n- <q id="q1" type="direct">Вали</q>\nНощ', True),
            ('Петко Гарванов: <q id="q1" type="direct">Вали</q>', True),
            ('<q id="q1" type="direct">Вали\nДуха</q>', True),
            ('<q id="q1" type="direct">Вали</q>, каза той', False),
            ('Той каза, че <q id="q1" type="direct">вали</q>', False),
            ('<q id="q1" type="indirect">Вали</q>', False),
            ('<q id="q1" type="direct" relay="yes">Вали</q>', False),
            ("А" * 90 + ': <q id="q1" type="direct">Вали</q>', False),
        ],
    )
    def test_what_fills_its_lines(self, markup: str, fills: bool) -> None:
        doc = annotated(markup)
        (quote,) = get_quotes(doc)
        assert fills_lines(doc.text, quote) is fills


class TestDescriptions:
    @pytest.mark.parametrize(
        ("before", "pronoun", "name"),
        [
            ("Служителите в затворите протестират. ", "Те", "служители в затворите"),
            ("Хотелиери от Долно Поле се събраха. ", "Те", "хотелиери от Долно Поле"),
            ("Засега министрите мълчат. ", "Те", "министри"),
            ("Феновете на клуба пяха. ", "Те", "фенове на клуба"),
            ("Феновете от фракция „Северен кът“ пеят. ", "Те", "фенове от фракция Северен кът"),
            ("Служителите на завод „Лъч“ пеят. ", "Те", "служители на завод Лъч"),
            ("Жителите на село Горна вода пеят. ", "Те", "жители на село Горна вода"),
            ("Жителите на град Долно Поле пеят. ", "Те", "жители на град Долно Поле"),
            ("Хората са доволни. Според ", "тях", "хора"),
            ("Съпругът на Рада Синигерова дойде. ", "Той", "съпруг на Рада Синигерова"),
            ("Съдийката влезе в залата. ", "Тя", "съдийка"),
            ("Дойдоха гневни тълпи от целия град, ", "които", "гневни тълпи от целия град"),
            ("Сигналът е от 39-годишна жена, ", "която", "39-годишна жена"),
            ("Сигналът е от възрастен мъж, според ", "когото", "възрастен мъж"),
        ],
    )
    def test_pronouns_mean_them(self, before: str, pronoun: str, name: str) -> None:
        assert said(pronoun, before) == name

    @pytest.mark.parametrize(
        ("before", "pronoun"),
        [
            ("Мерките бяха приети. ", "Те"),
            ("Парите стигат. Според ", "тях"),
            ("Говориха със служителите. ", "Те"),
            ("Кметът е тук. ", "Тя"),
            ("Вали дъжд, според ", "която"),
        ],
    )
    def test_pronouns_that_mean_none(self, before: str, pronoun: str) -> None:
        assert said(pronoun, before) is None

    def test_name_goes_before_description(self) -> None:
        assert said("Той", "Кметът на града Петко Гарванов дойде. ") == "Петко Гарванов"

    def test_none_where_there_is_no_text(self) -> None:
        assert Descriptions(Names("")).last(0, "p") is None
        assert Descriptions(Names("")).modified(0, "m") is None


class TestWithinQuotes:
    @pytest.mark.parametrize(
        ("words", "name"),
        [
            ("Илия Щърков ми е брат.", "Илия Щърков"),
            ("Рада Синигерова ми е сестра.", None),
        ],
    )
    def test_holder_does_not_mean_himself(self, words: str, name: str | None) -> None:
        found = speakers(
            f'„<q id="q1" type="direct">{words} <src q="q2">Той</src> <cue q="q2">казва</cue>, че '
            '<q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>.'
        )
        assert found == {"q1": "Петко Гарванов", "q2": name}

    def test_participle_of_the_first_person(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Аз <cue q="q2">съм предупредил</cue>, че '
            '<q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>.'
        )
        assert found["q2"] == "Петко Гарванов"

    def test_last_resort_is_a_person_named_in_a_quote(self) -> None:
        markup = (
            '<q id="q1" type="indirect">Вали над Илия Щърков</q>. <src q="q2">Той</src> '
            '<cue q="q2">казва</cue>, че <q id="q2" type="indirect">духа</q>.'
        )
        assert speakers(markup)["q2"] == "Илия Щърков"


class TestPlaces:
    SPOKE = (
        'От <src q="q1">{}</src> <cue q="q1">съобщиха</cue>, че '
        '<q id="q1" type="indirect">вали</q>. '
    )

    @pytest.mark.parametrize("source", ["Оттам", "От там", "Оттук"])
    def test_organisation_that_spoke_last(self, source: str) -> None:
        assert said(source, self.SPOKE.format("МВР")) == "МВР"

    @pytest.mark.parametrize(
        ("before", "name"),
        [
            ("Пише го агенция „Лъч“. ", "Лъч"),
            ("Дойде екип от ОДМВР. ", "ОДМВР"),
            (SPOKE.format("операта"), "опера"),
            (SPOKE.format("МВР") + "Помогна агенция „Лъч“. ", "Лъч"),
            (SPOKE.format("Петко Гарванов"), None),
            ("Петко Гарванов дойде. ", None),
        ],
    )
    def test_organisation_named_last(self, before: str, name: str | None) -> None:
        assert said("Оттам", before) == name


class TestRelations:
    SPOKE = (
        '„<q id="q1" type="direct">Вали</q>“, <cue q="q1">каза</cue> '
        '<src q="q1">Рада Синигерова</src>. '
    )

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("Съпругът ѝ", "съпруг на Рада Синигерова"),
            ("Адвокатът й", "адвокат на Рада Синигерова"),
        ],
    )
    def test_by_whose_they_are(self, source: str, name: str) -> None:
        assert said(source, self.SPOKE) == name

    def test_one_named_elsewhere(self) -> None:
        before = self.SPOKE + "Съпругът Илия Щърков дойде. "
        assert said("Съпругът ѝ", before) == "Илия Щърков"

    def test_by_the_holder(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct"><src q="q2">Баща ми</src> <cue q="q2">казваше</cue>, че '
            '<q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>.'
        )
        assert found["q2"] == "баща на Петко Гарванов"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Книгата е на Рада Синигерова. ", "Рада Синигерова"),
        ("Книгата е на Рада Синигерова и Вяра Чайкова. ", "авторка"),
        ("Книгата е на Петко Гарванов. ", "авторка"),
    ],
)
def test_common_noun_means_the_only_person_named(before: str, name: str) -> None:
    assert said("авторката", before) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Руската страна", "Русия"),
        ("германската страна", "Германия"),
        ("Белия дом", "Белият дом"),
        ("Москва", "Москва"),
    ],
)
def test_countries_that_act(source: str, name: str) -> None:
    assert said(source) == name


@pytest.mark.parametrize(
    ("cue", "name"),
    [("Уточни", "Петко Гарванов"), ("Уточниха", "рибари"), ("Опасенията са", "рибари")],
)
def test_number_of_the_cue_chooses_between_person_and_group(cue: str, name: str) -> None:
    before = (
        '<src q="q1">Петко Гарванов</src> <cue q="q1">каза</cue>, че '
        '<q id="q1" type="indirect">вали</q>. <src q="q2">Рибарите</src> '
        '<cue q="q2">казаха</cue>, че <q id="q2" type="indirect">духа</q>. '
    )
    markup = f'{before}<cue q="q3">{cue}</cue>, че <q id="q3" type="indirect">гърми</q>.'
    assert speaker(markup) == name
