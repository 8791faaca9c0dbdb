"""What the terminal shows of an article: repairs, speakers, quotes, stances."""

from __future__ import annotations

import io

import pytest
from markup import annotated
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from spacy.tokens import Doc

from bgnews.annotations import Stance, set_stances
from bgnews.cleaning.rewrite import Rewrite
from bgnews.cleaning.text import CleanText
from bgnews.records import to_record
from bgnews.rendering.changes import changes, diff_line, shortened, visible
from bgnews.rendering.terminal import article_view

ARTICLE = (
    'Колев: <q id="q0" type="direct" speaker="Иван Колев">Ще чакаме</q>\n'
    '„<q id="q1" type="direct" speaker="Иван Колев">Ела</q>“, <cue q="q1">каза</cue> '
    '<src q="q1">той</src>, „<q id="q1" type="direct">веднага</q>“.\n'
    '<cue q="q2">Призна</cue>, че <q id="q2" type="indirect">е имало забава</q>.\n'
    '<q id="q3" type="indirect" relay="yes" speaker="Утро">Идва зима</q>, '
    '<cue q="q3">пише</cue> <src q="q3">вестник „<ns type="name">Утро</ns>“</src>.\n'
)


def rewritten(raw: str, *steps: tuple[str, list[tuple[int, int, str]]]) -> CleanText:
    rewrite = Rewrite(raw)
    for kind, replacements in steps:
        rewrite.apply(kind, replacements)
    return CleanText(raw, rewrite.text, tuple(rewrite.edits))


def shown(article: str | Doc, width: int = 100) -> str:
    doc = annotated(article) if isinstance(article, str) else article
    console = Console(file=io.StringIO(), width=width)
    with console.capture() as capture:
        console.print(article_view(to_record(doc, "а.txt", "m"), doc._.clean))
    return capture.get()


def row(view: str, words: str) -> str:
    return next(line for line in view.splitlines() if words in line)


def test_quotes_are_shown_with_speaker_cue_and_type() -> None:
    view = shown(ARTICLE)
    assert row(view, "Ела").split() == [
        *("Иван", "Колев", "каза", "той", "direct", "„Ела", "…", "веднага“")
    ]
    assert "4 quotes, 2 speakers" in view


def test_a_quote_without_speaker_has_a_question_mark() -> None:
    assert row(shown(ARTICLE), "имало").split()[:3] == ["?", "Призна", "indirect"]


def test_cue_and_source_are_in_the_order_of_the_text() -> None:
    view = shown(
        '<src q="q1">Колев</src> <cue q="q1">каза</cue> „<q id="q1" type="direct">Не</q>“.'
    )
    assert "Колев каза" in row(view, "Не")


def test_relays_and_nonspeech_are_told() -> None:
    view = shown(ARTICLE)
    assert "relay" in view
    assert "name  „Утро“" in view


def test_stances_of_a_holder_towards_a_target_stand_together() -> None:
    doc = annotated("Колев подкрепя моста. Митева отрича моста. Колев хвали моста.")
    set_stances(
        doc,
        (
            Stance("Иван Колев", "мост", "support", doc[0:3]),
            Stance("Рая Митева", "мост", "oppose", doc[4:7]),
            Stance("Иван Колев", "мост", "support", doc[8:11]),
        ),
    )
    view = shown(doc)
    rows = [line.split() for line in view.splitlines() if line.rstrip().endswith("моста")]
    assert rows == [
        ["Иван", "Колев", "support", "мост", "Колев", "подкрепя", "моста"],
        ["Иван", "Колев", "support", "мост", "Колев", "хвали", "моста"],
        ["Рая", "Митева", "oppose", "мост", "Митева", "отрича", "моста"],
    ]
    assert "Who stands for what  support 2, oppose 1" in view


def test_unlikely_stances_are_only_counted() -> None:
    doc = annotated("Колев подкрепя моста. Митева отрича моста.")
    likely = Stance("Иван Колев", "мост", "support", doc[0:3], score=0.42)
    unlikely = Stance("Рая Митева", "мост", "oppose", doc[4:7], score=0.1)
    set_stances(doc, (likely, unlikely))
    view = shown(doc)
    assert "Who stands for what  support 1, 1 unlikely" in view
    assert "0.42" in view
    assert "Рая" not in view
    set_stances(doc, (unlikely,))
    assert "Who stands for what  1 unlikely" in shown(doc)


def test_an_article_without_stances_says_nothing_of_them() -> None:
    assert "Who stands" not in shown(ARTICLE)


def test_no_quotes() -> None:
    assert "no quotes found" in shown("Вали.")


def test_repairs_are_counted_and_shown() -> None:
    view = shown(
        "Вали\u00a0дъжд. Идва\u00a0зима. Пада\u00a0сняг. Духа\u00a0вятър. Пече\u00a0слънце."
    )
    assert "spaces 5" in view
    assert "Вали⟨NBSP⟩дъжд. → Вали␣дъжд." in view
    assert "and 2 more" in view


def test_teasers_are_left_out_and_repetition_counted() -> None:
    teaser = "Десетки поискаха референдум за моста в Русе"
    view = shown(f"Валя цяла нощ в града.\n\n{teaser}\n\n{teaser}\n\nСутринта дъждът спря.")
    assert row(view, teaser).split()[:2] == ["teaser", "×2"]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(cell_len(line) for line in shown(ARTICLE, width).splitlines()) <= width


def test_empty_article() -> None:
    assert "а.txt" in shown("")


@pytest.mark.parametrize(
    ("raw", "steps", "line"),
    [
        ("ех тoй каза", [("homoglyphs", [(4, 5, "о")])], "ех [-тoй-]{+той+} каза"),
        ("в\u00a0Русе", [("spaces", [(1, 2, " ")])], "[-в⟨NBSP⟩Русе-]{+в␣Русе+}"),
        ("до\u00adми", [("invisible", [(2, 3, "")])], "[-до⟨SHY⟩ми-]{+доми+}"),
        ("С\nтой тук", [("drop_capitals", [(1, 2, "")])], "[-С↵той-]{+Стой+} тук"),
        ("и\u0300", [("composition", [(0, 2, "ѝ")])], "[-и◌\u0300-]{+ѝ+}"),
        ("дa мa", [("homoglyphs", [(1, 2, "а"), (4, 5, "а")])], "[-дa-]{+да+} ма"),
        ("а\nб в\nг", [("dropped", [(2, 6, "")])], "[-б в↵-]г"),
        ("а  б", [("spaces", [(1, 3, " ")])], "[-а␣␣б-]{+а␣б+}"),
        ("едно\nдвa\nтри", [("homoglyphs", [(7, 8, "а")])], "[-двa-]{+два+}"),
        ("а\x1b[2Jб", [("controls", [(1, 2, "")])], "[-а⟨U+001B⟩[2Jб-]{+а[2Jб+}"),
    ],
)
def test_diff_line(
    raw: str, steps: list[tuple[str, list[tuple[int, int, str]]]], line: str
) -> None:
    clean = rewritten(raw, *steps)
    assert diff_line(clean, next(changes(clean))).plain == line


def test_diff_line_shows_whole_words_of_context() -> None:
    clean = rewritten(f"{'дума ' * 20}тoй{' дума' * 20}", ("homoglyphs", [(101, 102, "о")]))
    line = diff_line(clean, next(changes(clean))).plain
    assert line.startswith("… дума ")
    assert line.endswith(" дума …")
    assert set(line.split()) == {"…", "дума", "[-тoй-]{+той+}"}


def test_edits_of_one_word_are_one_change() -> None:
    clean = rewritten(
        "Koлeв каза дa", ("homoglyphs", [(0, 1, "К"), (1, 2, "о"), (3, 4, "е"), (12, 13, "а")])
    )
    found = list(changes(clean))
    assert [clean.text[change.start : change.end] for change in found] == ["Колев", "да"]
    assert [clean.raw[change.raw_start : change.raw_end] for change in found] == ["Koлeв", "дa"]


def test_a_change_by_several_steps_names_them_all() -> None:
    clean = rewritten("Koлeв", ("homoglyphs", [(0, 1, "К")]), ("composition", [(3, 4, "е")]))
    assert [change.kind for change in changes(clean)] == ["homoglyphs+composition"]


def test_a_long_word_with_many_edits_is_one_change() -> None:
    clean = rewritten(
        "aб" * 20_000, ("homoglyphs", [(2 * i, 2 * i + 1, "а") for i in range(20_000)])
    )
    (change,) = changes(clean)
    assert len(diff_line(clean, change).plain) < 300


@pytest.mark.parametrize("text", ["", "кратко", "дълго " * 100])
def test_shortened(text: str) -> None:
    assert len(shortened(Text(text), 20)) == min(len(text), 21)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Той – „не“ ѝ №5", "Той – „не“ ѝ №5"),
        ("\x1b\u202e\ud800\u2028", "⟨U+001B⟩⟨U+202E⟩⟨U+D800⟩⟨U+2028⟩"),
        ("\ufeff\u200b\xad\xa0\n", "⟨BOM⟩⟨ZWSP⟩⟨SHY⟩⟨NBSP⟩↵"),
    ],
)
def test_visible(text: str, seen: str) -> None:
    assert visible(text) == seen
