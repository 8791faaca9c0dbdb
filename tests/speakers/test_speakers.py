"""Roles, pronouns, dropped subjects and nesting, on invented articles."""

from __future__ import annotations

import pytest
from markup import annotated
from speaking import said, speaker, speakers

from bgnews.annotations import get_quotes
from bgnews.speakers.resolver import resolve_speakers


class TestRoles:
    @pytest.mark.parametrize(
        ("article", "source"),
        [
            ("Кметът Петко Гарванов дойде. ", "Кметът"),
            ("Петко Гарванов, кмет на Долно Поле, дойде. ", "Кметът"),
            ("Петко Гарванов - кмет на Долно Поле - дойде. ", "Градоначалникът"),
            ("Министърът на финансите Петко Гарванов дойде. ", "министърът"),
            ("Премиерът Петко Гарванов дойде. ", "Министър-председателят"),
            ("Президентът Петко Гарванов дойде. ", "държавният глава"),
            ("Германският канцлер Петко Гарванов дойде. ", "германският канцлер"),
            ("Социологът професор Петко Гарванов дойде. ", "социологът"),
            ("Министърът на вътрешните работи Петко Гарванов спи. ", "вътрешният министър"),
            ("Министърът на отбраната Петко Гарванов спи. ", "военният министър"),
            ("Финансовият министър Петко Гарванов спи. ", "министърът"),
            ("Министърът на труда Илия Щърков и министърът на отбраната Петко Гарванов спят. "
             "Щърков седна. ", "военният министър"),
            ("Лидерът на „Зора“ Петко Гарванов спи. ", "партийният лидер"),
            ("Директорът на „Лъч“ Петко Гарванов спи. ", "шефът на „Лъч“"),
            ("Собственикът на „Лъч“ Петко Гарванов спи. ", "босът"),
            ("Кметът Петко Гарванов похвали Илия Щърков. ", "кметът"),
            ("Руският президент Петко Гарванов и френският президент Жан Соваж спят. ",
             "президентът на Русия"),
            ("Руският президент Петко Гарванов и френският президент Жан Соваж спят. ",
             "Московският президент на Русия"),
        ],
    )  # fmt: skip
    def test_role_of_the_article(self, article: str, source: str) -> None:
        assert said(source, article) == "Петко Гарванов"

    def test_minister_of_something_else(self) -> None:
        before = "Министърът на отбраната Петко Гарванов спи. "
        assert said("здравният министър", before) == "здравен министър"

    def test_role_that_is_introduced_later(self) -> None:
        headline = (
            '<src q="q1">Германски вирусолог</src>: <q id="q1" type="direct">Мийте ръце</q>\n'
        )
        assert speaker(headline + "Това каза вирусологът Ханс Райнер.") == "Ханс Райнер"

    def test_of_two_holders_the_last_named(self) -> None:
        before = "Кметът Петко Гарванов и кметът Илия Щърков дойдоха. Гарванов седна. "
        assert said("Кметът", before) == "Петко Гарванов"

    def test_feminine_noun_means_a_woman(self) -> None:
        before = "Депутатката Рада Синигерова и депутатът Петко Гарванов дойдоха. "
        assert said("Депутатката", before) == "Рада Синигерова"

    def test_masculine_noun_can_mean_a_woman(self) -> None:
        assert said("министърът", "Дойде министърът Рада Синигерова. ") == "Рада Синигерова"

    def test_general_noun_means_the_last_speaker(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Ще вали</q>“, <cue q="q1">каза</cue> '
            '<src q="q1">Петко Гарванов</src>. „<q id="q2" type="direct">И ще духа</q>“, '
            '<cue q="q2">добави</cue> <src q="q2">експертът</src>.'
        )
        assert found["q2"] == "Петко Гарванов"

    def test_office_of_somebody_else_is_no_reference(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Ще вали</q>“, <cue q="q1">каза</cue> '
            '<src q="q1">кметът Петко Гарванов</src>. „<q id="q2" type="direct">Да</q>“, '
            '<cue q="q2">добави</cue> <src q="q2">президентът</src>.'
        )
        assert found["q2"] == "президент"

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("Президентът", "президент"),
            ("президентът на Франция", "президент на Франция"),
            ("Бившият кмет", "бивш кмет"),
            ("финансовият министър", "финансов министър"),
            ("главният прокурор", "главен прокурор"),
            ("кмета", "кмет"),
            ("Говорителката", "говорителка"),
            ("висш украински военен", "висш украински военен"),
        ],
    )
    def test_base_form_of_a_role_without_a_holder(self, source: str, name: str) -> None:
        assert said(source) == name


class TestPronouns:
    BOTH = (
        '„<q id="q1" type="direct">Ще вали</q>“, <cue q="q1">каза</cue> '
        '<src q="q1">Рада Синигерова</src>. „<q id="q2" type="direct">Няма</q>“, '
        '<cue q="q2">отвърна</cue> <src q="q2">Петко Гарванов</src>. '
    )

    @pytest.mark.parametrize(
        ("pronoun", "name"),
        [
            ("Той", "Петко Гарванов"),
            ("той", "Петко Гарванов"),
            ("Тя", "Рада Синигерова"),
            ("него", "Петко Гарванов"),
            ("нея", "Рада Синигерова"),
            ("ѝ", "Рада Синигерова"),
            ("му", "Петко Гарванов"),
        ],
    )
    def test_last_speaker_of_the_gender(self, pronoun: str, name: str) -> None:
        assert said(pronoun, self.BOTH) == name

    def test_later_subject_goes_before_the_speaker(self) -> None:
        assert said("Той", self.BOTH + "По-рано кметът Илия Щърков пристигна. ") == "Илия Щърков"

    @pytest.mark.parametrize("object_", ["на Илия Щърков", "кмета Илия Щърков"])
    def test_later_object_does_not(self, object_: str) -> None:
        assert said("Той", self.BOTH + f"Гарванов помогна {object_}. ") == "Петко Гарванов"

    def test_person_who_was_only_named(self) -> None:
        assert said("Тя", "В залата влезе Рада Синигерова. ") == "Рада Синигерова"

    def test_person_named_in_a_quote_is_no_antecedent(self) -> None:
        before = (
            '„<q id="q1" type="direct">Илия Щърков е болен</q>“, <cue q="q1">каза</cue> '
            '<src q="q1">Петко Гарванов</src>. '
        )
        assert said("Той", before) == "Петко Гарванов"

    def test_outlet_of_a_relay_is_no_antecedent(self) -> None:
        before = (
            self.BOTH + '<q id="q3" type="indirect" relay="yes">Вали</q>, <cue q="q3">пише</cue> '
            '<src q="q3">„Утро“</src>. '
        )
        assert said("Той", before) == "Петко Гарванов"

    @pytest.mark.parametrize("pronoun", ["Те", "Двамата", "тях"])
    def test_two_people(self, pronoun: str) -> None:
        before = "Дойдоха Петко Гарванов и певицата Рада Синигерова. "
        assert said(pronoun, before) == "Петко Гарванов и Рада Синигерова"

    def test_both_need_not_be_joined(self) -> None:
        before = "Петко Гарванов посрещна Рада Синигерова. "
        assert said("Двамата", before) == "Петко Гарванов и Рада Синигерова"
        assert said("Те", before) is None

    @pytest.mark.parametrize(
        ("source", "pronoun", "name"),
        [
            ("експертите", "Те", "експерти"),
            ("документът", "него", "документ"),
            ("агенцията", "нея", "агенцията"),
        ],
    )
    def test_things_and_groups(self, source: str, pronoun: str, name: str) -> None:
        before = f'Според <src q="q1">{source}</src> <q id="q1" type="indirect">вали</q>. Според '
        assert said(pronoun, before) == name

    def test_relative_pronoun_means_the_nearest(self) -> None:
        before = self.BOTH + "Говори и с Илия Щърков, "
        assert said("който", before) == "Илия Щърков"

    @pytest.mark.parametrize("pronoun", ["Той", "Тя", "Те", "То", "Аз", "Ние"])
    def test_nobody_to_refer_to(self, pronoun: str) -> None:
        assert said(pronoun, "Вали дъжд. ") is None

    @pytest.mark.parametrize(
        ("name", "pronoun"),
        [
            ("Никола Тодоров", "Той"),
            ("Сава Ракита", "Той"),
            ("Карен Пепър", "Тя"),
            ("Мария Гал", "Тя"),
        ],
    )
    def test_gender_of_first_names(self, name: str, pronoun: str) -> None:
        other = {"Той": "Тя", "Тя": "Той"}[pronoun]
        assert said(pronoun, f"На сцената е {name}. ") == name
        assert said(other, f"На сцената е {name}. ") is None

    @pytest.mark.parametrize("pronoun", ["Той", "Тя"])
    def test_name_that_does_not_tell_the_gender(self, pronoun: str) -> None:
        assert said(pronoun, "На сцената е Жан Соваж. ") == "Жан Соваж"

    def test_name_of_the_gender_goes_before_one_that_does_not_tell_it(self) -> None:
        assert said("Тя", "Дойде Рада Синигерова, после Жан Соваж. ") == "Рада Синигерова"

    @pytest.mark.parametrize("place", ["Северна Ирландия", "Независима Шотландия"])
    def test_place_is_no_antecedent(self, place: str) -> None:
        before = f"Рада Синигерова заминава. Утре {place} гласува. "
        assert said("Тя", before) == "Рада Синигерова"

    def test_group_that_opens_a_sentence_goes_before_the_speaker(self) -> None:
        before = (
            'Според <src q="q1">експертите</src> <q id="q1" type="indirect">вали</q>. '
            "Планинските спасители също предупреждават. Според "
        )
        assert said("тях", before) == "планински спасители"

    def test_organisation_that_reports_by_a_verb_in_the_plural(self) -> None:
        before = (
            '<q id="q1" type="indirect">Вали</q>, <cue q="q1">съобщават</cue> от '
            '<src q="q1">операта</src>. Според '
        )
        assert said("тях", before) == "опера"

    def test_teaser_names_no_antecedent(self) -> None:
        before = "Рада Синигерова пристигна.\nВИЖТЕ ОЩЕ: Мира Канева избяга!\n"
        assert said("Тя", before) == "Рада Синигерова"


class TestWithoutSource:
    def test_speaker_goes_on(self) -> None:
        found = speakers(
            '<src q="q1">Петко Гарванов</src> <cue q="q1">каза</cue>, че '
            '<q id="q1" type="indirect">вали</q>. <cue q="q2">Допълни</cue>, че '
            '<q id="q2" type="indirect">духа</q>. <q id="q3" type="indirect">Щяло и да гърми</q>.'
        )
        assert found == dict.fromkeys(["q1", "q2", "q3"], "Петко Гарванов")

    def test_speaker_of_a_headline_comes_later(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Ще вали</q>“\n'
            '<src q="q2">Петко Гарванов</src> <cue q="q2">каза</cue>, че '
            '<q id="q2" type="indirect">вали</q>.'
        )
        assert found["q1"] == "Петко Гарванов"

    @pytest.mark.parametrize(
        ("cue", "name"),
        [
            ("Била категорична", "Рада Синигерова"),
            ("Добавила", "Рада Синигерова"),
            ("Добавил", "Петко Гарванов"),
            ("Добави", "Петко Гарванов"),
            ("Категорична е", "Рада Синигерова"),
            ("Призна", "Петко Гарванов"),
        ],
    )
    def test_cue_shows_the_gender(self, cue: str, name: str) -> None:
        assert (
            speaker(
                TestPronouns.BOTH + f'<cue q="q3">{cue}</cue>, че '
                '<q id="q3" type="indirect">ще вали</q>.'
            )
            == name
        )

    @pytest.mark.parametrize(("cue", "name"), [("Съобщиха", "МВР"), ("Сподели", "Петко Гарванов")])
    def test_cue_shows_the_number(self, cue: str, name: str) -> None:
        assert (
            speaker(
                'От <src q="q1">МВР</src> <cue q="q1">съобщиха</cue>, че '
                '<q id="q1" type="indirect">вали</q>. <src q="q2">Петко Гарванов</src> '
                '<cue q="q2">каза</cue>, че <q id="q2" type="indirect">духа</q>. '
                f'<cue q="q3">{cue}</cue> и <q id="q3" type="indirect">кога ще спре</q>.'
            )
            == name
        )

    def test_relay_does_not_go_on(self) -> None:
        found = speakers(
            '<src q="q1">Петко Гарванов</src> <cue q="q1">каза</cue>, че '
            '<q id="q1" type="indirect">вали</q>. <q id="q2" type="indirect" relay="yes">Духа</q>, '
            '<cue q="q2">пише</cue> <src q="q2">„Утро“</src>. '
            '<cue q="q3">Допълни</cue>, че <q id="q3" type="indirect">гърми</q>.'
        )
        assert found["q3"] == "Петко Гарванов"

    def test_question_of_somebody_unnamed(self) -> None:
        assert (
            speaker(
                TestPronouns.BOTH
                + '<cue q="q3">На въпрос</cue> <q id="q3" type="indirect">дали ще вали</q>.'
            )
            is None
        )

    @pytest.mark.parametrize("cue", ["Запитана", "Появиха се слухове,", "е обвинена"])
    def test_cue_of_others(self, cue: str) -> None:
        before = TestPronouns.BOTH
        assert (
            speaker(f'{before}<cue q="q3">{cue}</cue> <q id="q3" type="indirect">че вали</q>.')
            is None
        )

    def test_nobody_speaks(self) -> None:
        assert speakers('<q id="q1" type="indirect">Щяло да вали</q>.') == {"q1": None}

    @pytest.mark.parametrize(
        ("after", "name"),
        [
            ("не му остана длъжна министърката Рада Синигерова", "Рада Синигерова"),
            ("махна с ръка Рада Синигерова", "Рада Синигерова"),
            ("намигна на Рада Синигерова", "Петко Гарванов"),
            ("засмя се той", "Петко Гарванов"),
        ],
    )
    def test_subject_of_the_clause_after_direct_speech(self, after: str, name: str) -> None:
        markup = (
            '„<q id="q1" type="direct">Вали</q>“, <cue q="q1">каза</cue> '
            '<src q="q1">Петко Гарванов</src>. „<q id="q2" type="direct">Не вали</q>“, '
        )
        assert speaker(f"{markup}{after}.") == name


class TestNesting:
    def test_first_person_is_the_outer_speaker(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct"><cue q="q2">Казах</cue> им, че '
            '<q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>.'
        )
        assert found == {"q1": "Петко Гарванов", "q2": "Петко Гарванов"}

    def test_pronoun_of_the_first_person(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Според <src q="q2">мен</src> '
            '<q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>.'
        )
        assert found["q2"] == "Петко Гарванов"

    def test_inner_speaker_does_not_go_on_outside(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct"><src q="q2">Рада Синигерова</src> <cue q="q2">твърди</cue>, '
            'че <q id="q2" type="indirect">вали</q></q>“, <cue q="q1">обясни</cue> '
            '<src q="q1">Петко Гарванов</src>. <cue q="q3">Допълни</cue>, че '
            '<q id="q3" type="indirect">духа</q>.'
        )
        assert found == {"q1": "Петко Гарванов", "q2": "Рада Синигерова", "q3": "Петко Гарванов"}

    def test_interrupted_quote(self) -> None:
        found = speakers(
            '„<q id="q1" type="direct">Вали</q>“, <cue q="q1">каза</cue> '
            '<src q="q1">кметът Петко Гарванов</src>, „<q id="q1" type="direct">и духа</q>“.'
        )
        assert found == {"q1": "Петко Гарванов"}


def test_quotes_keep_order_and_all_else() -> None:
    doc = annotated(TestPronouns.BOTH)
    quotes = list(reversed(get_quotes(doc)))
    resolved = resolve_speakers(doc, quotes)
    assert [quote.speaker for quote in resolved] == ["Петко Гарванов", "Рада Синигерова"]
    for before, after in zip(quotes, resolved, strict=True):
        assert (before.id, before.spans, before.cue, before.source) == (
            after.id,
            after.spans,
            after.cue,
            after.source,
        )
