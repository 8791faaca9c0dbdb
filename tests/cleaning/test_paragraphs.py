"""The kinds of paragraphs, and dropping them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stepping import replaced

from bgnews.cleaning import paragraph_forms
from bgnews.cleaning.paragraph_forms import kind_by_wording
from bgnews.cleaning.paragraphs import dropped_paragraphs, name_paragraphs
from bgnews.cleaning.text import PARAGRAPH_KINDS, Paragraph

BESIDE_THE_BODY = {"teaser", "caption", "byline", "junk"}

LEAD = "Общинският съвет на Горно Поле прие бюджета след дълъг спор, каза председателят му."
MORE = "Парите за пътища остават същите, а за училището ще има с една десета повече."
LAST = "Следващото заседание е насрочено за края на месеца."


def page(markup: str) -> tuple[str, list[str]]:
    """``kind| line`` on each line gives the text, lines parted by a blank line, and the kinds."""
    rows = [row.strip().split("| ", 1) for row in markup.strip().splitlines()]
    return "\n\n".join(line for _, line in rows), [kind for kind, _ in rows]


def kinds(text: str) -> list[str]:
    return [paragraph.kind for paragraph in name_paragraphs(text)]


def dropped(text: str, drop: set[str] = BESIDE_THE_BODY) -> str:
    return replaced(text, dropped_paragraphs(text, name_paragraphs(text), drop)[0])


class TestPages:
    @pytest.mark.parametrize(
        "markup",
        [
            f"""
            title| Горно Поле прие бюджета
            title| Парите за пътища остават същите
            body| {LEAD}
            body| {MORE}
            """,
            f"""
            body| {LEAD} {MORE}
            teaser| Долно Поле: Мостът ще бъде готов до есента
            teaser| Долно Поле: Мостът ще бъде готов до есента
            teaser| Строежът закъснява с два месеца
            body| {MORE}
            teaser| Кметът на Долно Поле откри новия стадион
            teaser| Кметът на Долно Поле откри новия стадион
            """,
            f"""
            title| ДЪЛЪГ ДЕН: Горно Поле прие бюджета!
            body| О
            body| бщинският съвет прие бюджета.
            title| Пътища и мостове
            body| {LEAD}
            teaser| НА КОСЪМ: Мостът в Долно Поле оцеля!
            body| {MORE}
            byline| Източник: БТА
            junk| ПОСЛЕДВАЙТЕ НИ В ИНСТАГРАМ
            junk| АБОНИРАЙТЕ СЕ ЗА КАНАЛА НИ В YOUTUBE
            junk| Горно Поле
            junk| бюджет
            junk| общински съвет
            """,
            f"""
            title| Горно Поле прие бюджета
            body| {LEAD}
            body| {LAST}
            byline| Тодорка Липова
            junk| Горно Поле
            junk| бюджет
            """,
            f"""
            byline| 14.11.2020
            byline| Източник: Вестник
            title| Горно Поле прие бюджета
            body| {LEAD}
            """,
            f"""
            byline| Тодорка Липова
            byline| сряда, 06. януари 2021 - 11:01
            title| Горно Поле прие бюджета
            body| {LEAD}
            """,
            f"""
            title| Горно Поле прие бюджета
            body| {LEAD}
            caption| Съветниците гласуват бюджета
            caption| БГНЕС
            body| {MORE}
            caption| Снимка: Личен архив
            body| {LAST}
            """,
            f"""
            title| Галерия от празника на хляба
            body| {LEAD}
            caption| Празник на хляба
            body| {MORE}
            caption| Празник на хляба
            body| {LAST}
            caption| Празник на хляба
            body| {LEAD}
            """,
            f"""
            title| Горно Поле прие бюджета
            body| {LEAD}
            junk| The council voted yesterday and the budget is now law
            junk| pic.twitter.com/abcdefgh12
            junk| — Some Body (@somebody)
            junk| May 5, 2025
            body| {MORE}
            """,
        ],
    )
    def test_every_line_gets_its_kind(self, markup: str) -> None:
        text, expected = page(markup)
        assert kinds(text) == expected

    @pytest.mark.parametrize(
        "markup",
        [
            f"""
            title| Горно Поле прие бюджета
            body| {LEAD}
            body| Мостът е затворен, съобщи
            body| NOVA
            body| .
            body| {MORE}
            """,
            f"""
            title| Какво ще има в бюджета
            body| {LEAD}
            body| Най-важното:
            body| Нови лампи по главната улица
            body| Нов покрив на училището
            body| Нов мост над реката
            body| {LAST}
            """,
            """
            title| Горно Поле говори
            body| Той каза: „Не“.
            body| Той каза: „Не“.
            body| Каза го пак, понеже в залата беше шумно.
            """,
            f"""
            title| Разговор с кмета
            body| - Ще има ли нов мост?
            body| - Ще има, разбира се
            body| {LAST}
            """,
            f"""
            title| Горно Поле прие бюджета
            body| {LEAD}
            body| Благодарим ви, че ни помагахте в тази трудна зима!
            body| {LAST}
            """,
        ],
    )
    def test_body_text_is_not_taken_for_anything_to_drop(self, markup: str) -> None:
        text, expected = page(markup)
        found = kinds(text)
        assert not BESIDE_THE_BODY & set(found)
        assert len(found) == len(expected)

    @pytest.mark.parametrize(
        "line",
        ["Горно Поле прие бюджета", LEAD, "Автор на романа е учителят Петър Липов."],
    )
    def test_a_single_line_is_never_dropped(self, line: str) -> None:
        assert dropped(line) == line

    def test_extents_are_stripped_lines(self) -> None:
        text = f"\n  Горно Поле прие бюджета \n\xa0\n\t{LEAD}\t\n"
        lines = [text[p.start : p.end] for p in name_paragraphs(text)]
        assert lines == ["Горно Поле прие бюджета", LEAD]

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "\xa0\n"])
    def test_no_lines_no_paragraphs(self, text: str) -> None:
        assert name_paragraphs(text) == []


class TestWordings:
    @pytest.mark.parametrize(
        ("kind", "line"),
        [
            ("junk", "ПОСЛЕДВАЙТЕ НИ В ТИКТОК"),
            ("junk", "Абонирайте се за нашия бюлетин"),
            ("junk", "Реклама"),
            ("junk", "Харесай ни във Facebook"),
            ("junk", "ГЛЕДАЙТЕ НИ В ИНСТАГРАМ"),
            ("junk", "Четете ни във Фейсбук"),
            ("junk", "Станете част от общността на „Горно Поле“"),
            ("junk", "Включете известия от Горно Поле"),
            ("junk", "Присъединете се към канала на вестника"),
            ("junk", "Споделете:"),
            ("junk", "Тагове: мост, бюджет"),
            ("junk", "© 2024 Горно Поле прес"),
            ("junk", "Още по темата"),
            ("junk", "Вижте още"),
            ("junk", "Вижте тази публикация в Instagram."),
            ("junk", "Публикация, споделена от Горно Поле (@gornopole)"),
            ("junk", "https://example.bg/novini/1"),
            ("junk", "#ГорноПоле #Бюджет"),
            ("junk", "Цялото интервю четете в утрешния брой"),
            ("junk", "|"),
            ("junk", "* * *"),
            ("caption", "Снимка: Тодорка Липова"),
            ("caption", "Снимки: Горно Поле прес"),
            ("caption", "Кадър: Ютюб"),
            ("caption", "СНИМКИ: АРХИВ"),
            ("caption", "снимка БГНЕС"),
            ("byline", "Публикувана на 12.05.2024 г."),
            ("byline", "Обновена 12 май 2024, 14:30"),
            ("byline", "Автор: Тодорка Липова"),
            ("byline", "*Източник: БТА"),
            ("byline", "12.03.2025 | 14:20"),
            ("byline", "14:20 | 12.03.2025"),
            ("byline", "14:20 | 12 апр 2025"),
            ("byline", "12 септ. 2025, 14:20"),
            ("byline", "Тодорка Липова, 12.03.2025"),
            ("byline", "Тодорка Липова | 12 март 2025 г. 14:20 ч."),
            ("byline", "12 март 2025 г."),
            ("byline", "/БТА/"),
            ("byline", "Тодорка Липова, в. „Горно Поле“"),
            ("byline", "Горно Поле, 5 януари /БТА/"),
            ("teaser", "Вижте още: Мостът в Долно Поле е готов"),
        ],
    )
    def test_wording_tells_the_kind(self, kind: str, line: str) -> None:
        assert kind_by_wording(line) == kind

    @pytest.mark.parametrize(
        "line",
        [
            "Автор на романа е учителят Петър Липов.",
            "Снимката на годината показва стария мост.",
            "Рекламата на хляб е забранена.",
            "Последвайте примера на съседите, каза кметът.",
            "Гледайте мача на площада",
            "Четете за моста на Горно Поле",
            "Станете рано, ако искате места",
            "Включете и децата в почистването",
            "Начало",
            "12 март беше топъл ден.",
            "Мачът е на 12.03.2025 г.",
            "Роден е на 12.03.1990 г. в Горно Поле",
            "Източникът на водата е пресъхнал.",
            "Споделиха радостта си.",
            "Тагове се слагат лесно, обясни програмистът.",
            "Публикувана е наредбата за паркирането.",
            ".",
            LEAD,
        ],
    )
    def test_running_text_tells_nothing(self, line: str) -> None:
        assert kind_by_wording(line) is None

    def test_pattern_file_is_in_small_letters_and_knows_the_kinds(self) -> None:
        data = Path(paragraph_forms.__file__).parent / "data" / "paragraph_patterns.tsv"
        rows = [row for row in data.read_text("utf-8").splitlines() if row and row[0] != "#"]
        for row in rows:
            kind, pattern = row.split("\t")
            assert kind in PARAGRAPH_KINDS
            without_classes = re.sub(r"\\[A-Z]", "", pattern)
            assert without_classes == without_classes.lower()


class TestDropping:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("А беше.\n\nСнимка: Х\n\nБ беше.", "А беше.\n\nБ беше."),
            ("А беше.\nСнимка: Х\nБ беше.", "А беше.\nБ беше."),
            ("Автор: Х\n\nБ беше.", "Б беше."),
            ("А беше.\n\nСнимка: Х", "А беше."),
            ("А беше.\n\nСнимка: Х\n\n", "А беше."),
            ("Снимка: Х\n", ""),
            ("А беше.\n\nСнимка: Х\n\nРеклама\n\nБ беше.", "А беше.\n\nБ беше."),
            ("А беше.\n", "А беше.\n"),
        ],
    )
    def test_the_rest_stays_parted_as_before(self, text: str, expected: str) -> None:
        assert dropped(text) == expected

    def test_only_the_kinds_asked_for_go(self) -> None:
        text = "Автор: Х\n\nА беше.\n\nРеклама\n\nБ беше."
        assert dropped(text, {"junk"}) == "Автор: Х\n\nА беше.\n\nБ беше."
        assert dropped(text, set()) == text

    @settings(deadline=None, max_examples=200)
    @given(
        st.lists(st.tuples(st.sampled_from(PARAGRAPH_KINDS), st.text("аб", min_size=1))),
        st.sets(st.sampled_from(PARAGRAPH_KINDS)),
        st.sampled_from(["\n", "\n\n", " \n\t\n"]),
    )
    def test_what_is_left_keeps_its_words_and_kinds(
        self, rows: list[tuple[str, str]], drop: set[str], gap: str
    ) -> None:
        text, paragraphs = "", []
        for kind, words in rows:
            text += gap if text else ""
            paragraphs.append(Paragraph(kind, len(text), len(text) + len(words)))  # type: ignore[arg-type]
            text += words
        replacements, left = dropped_paragraphs(text, paragraphs, drop)
        after = replaced(text, replacements)
        kept = [(kind, words) for kind, words in rows if kind not in drop]
        assert [(p.kind, after[p.start : p.end]) for p in left] == kept
        assert after == gap.join(words for _, words in kept)


LINES = st.sampled_from(
    [LEAD, LAST, "Снимка: Х", "БГНЕС", "мост", "Горно Поле", ".", "К", "метът", "НЕЩО: Стана нещо!"]
)


class TestAnyText:
    @settings(deadline=None, max_examples=150)
    @given(st.text() | st.lists(LINES).map("\n".join))
    def test_every_line_is_named_once_and_in_order(self, text: str) -> None:
        paragraphs = name_paragraphs(text)
        lines = [line.strip() for line in text.split("\n")]
        assert [text[p.start : p.end] for p in paragraphs] == [line for line in lines if line]
        assert {p.kind for p in paragraphs} <= set(PARAGRAPH_KINDS)

    @pytest.mark.parametrize(
        "text",
        [
            "а" * 1_000_000,
            "К\n" * 100_000,
            "К" + "\n" * 500_000,
            "\n" + " " * 500_000 + "К",
            "дума " * 100_000,
            "Снимка: " + "а " * 100_000,
            "мост\n" * 50_000,
            "Име: дума дума!\n" * 20_000,
            "(" * 100_000,
            "„\n" * 100_000,
            "\ud800\n\udfff",
            "\u202eК\nметът\u202c",
            "\x00\x01\x02",
        ],
        ids=range(13),
    )
    def test_hostile_text_is_taken(self, text: str) -> None:
        paragraphs = name_paragraphs(text)
        dropped_paragraphs(text, paragraphs, BESIDE_THE_BODY)
