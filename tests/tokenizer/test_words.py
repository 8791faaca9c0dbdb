"""Where tokens begin and end. In the examples a ``|`` is a break without a space."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.cleaning import Cleaner
from bgnews.tokenizer import NewsTokenizer
from bgnews.tokenizer.lexicon import ABBREVIATIONS

TOKENIZER = NewsTokenizer(spacy.blank("bg").vocab, Cleaner())


def check(marked: str) -> None:
    doc = TOKENIZER.spacy_tokenizer(marked.replace("|", ""))
    assert [token.text for token in doc] == marked.replace("|", " ").split()


@pytest.mark.parametrize(
    "marked",
    [
        "каза|:|„|Не|“",
        "бул.|„|Витоша|“",
        "„|Не|“|, каза той|.",
        "„|Не|“|–|каза той",
        '"|Не|"|-|каза той',
        "«|Не|» “|Не|” ”|Не|” ‚|Не|‘ '|Не|' ’|Не|’ `|Не|´",
        "„|Да|! ‚|Не|‘|“|, каза",
        "каза|.|„|Не|“|.|Той",
        ',,|Не|"',
        "(|т.нар.|) [|виж|] {|тук|} <|там|>",
        "студент|(|ка|)",
        "защо|!|(|не|)",
        "-|Не съм|. –|Дали|? —|Да|.",
        "дума| -| дума –| дума",
        "дума|- друга",
        "Враца|–|Видин",
        "дума|—|дума",
        "дума|.|–|Да|. и 2020 г.|–|2021",
        "да|--|не",
    ],
)
def test_quote_marks_brackets_and_dashes_leave_the_word(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "Какво|?! Не|!!! Тъй ли|??",
        "ами|... ами|… ами|...|да|… ......",
        "петък|,|че дойде|;|а той",
        "дойде|.|После стана",
        "ДАНС|.|Тогава в 12|.|Тогава",
        "и|/|или жълто|/|червено",
        "5|% 5-10|% %",
        "№|5 §|5 ©|2025 20|°",
        "🇧🇬|🇷🇴|!",
        "€|5 5|€ 10|$",
        "да|… 😀|😀 👍🏽 ❤️|да|❤️|!",
        "5|* дума|*|дума *** ===",
        "да|, г-н Пенев|, не|.",
    ],
)
def test_marks_are_tokens_and_runs_of_them_one(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "word",
    [
        "по-добре",
        "най-",
        "По-",
        "вице-",
        "Telegram-канал",
        "SMS-и",
        "CV-то",
        "F-16",
        "С-300",
        "20-годишен",
        "2-ма",
        "90-те",
        "зам.-министър",
        "ген.-майор",
        "д-р",
        "г-жа",
        "О'Нийл",
        "О’Нийл",
        "Hell's",
        "Rock’n’Roll",
        "AT&T",
        "C++",
        "14:30",
        "14.30",
        "2:1",
        "12.03.2025",
        "1,5",
        "10.000.000",
        "24/7",
        "1/16-финал",
        "20–30",
        "20-30",
        "-5",
        "+5",
        "км/ч",
        "А.Б.",
        "Н.В.",
        "т.нар.",
        "т.е.",
        "ст.н.с.",
        "с.г.",
        "Reuters.com",
        "новини.бг",
        "www.primer.bg",
        "https://primer.bg/a/?b=1&c=%20",
        "https://primer.bg/a/",
        "ime.familia@primer.bg",
        "@ime_familia",
        "@ime.familia",
        "#новини",
        "#a1",
    ],
)
def test_stays_whole(word: str) -> None:
    check(word)
    check(f"„|{word}|“")
    check(f"(|{word}|)|, и {word}|!")
    check(f"(|{word} и (|„|{word} и")


@pytest.mark.parametrize("word", sorted(set().union(*ABBREVIATIONS.values())))
def test_abbreviation_is_one_token(word: str) -> None:
    check(f"а {word} б")
    check(f"(|{word}|)|, {word}|!")
    check(f"(|{word} а „|(|{word} а")
    if word not in ABBREVIATIONS["initial"]:
        check(word[0].upper() + word[1:])


@pytest.mark.parametrize(
    "marked",
    [
        "проф.|Петрова и проф. Петрова",
        "ул.|Роза 5",
        "чл.|5|, ал.|2|, т.|3",
        "А.|Петров и А.Б.|Петров",
        "Дж.|Робъртс и Дж.Р.|Робъртс",
        "2024|г. 10|лв. 15|ч. 300|м 5|млн. 3|см|, 14.30|ч.",
        "1,5 млн. лв.|)",
        "10 000 лв.",
        "5 млн.|лв. и 5,5 хил.|евро",
        "проф.|д-р Пенев",
        "и др. и т.н. и пр.|, но",
        "(|б.р. – да|)|, (|„|Проф. Цонев|“|)",
        "дойде|.|/|БТА|/ дойде|.|😀",
    ],
)
def test_abbreviation_leaves_its_neighbour(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "текст|. пол|. мед|. ред|. тур|. факс|. шах|. под|.",  # words, though abbreviations too
        "САЩ|. АП|. БТА|. НАП|.",
        "в мрежата X|.",
        "на 24|. от 5|.",
        "виж https://primer.bg/a|. и primer.bg|, a@primer.bg|.",
        "#новини|. @ime|:",
    ],
)
def test_full_stop_of_the_sentence_is_a_token(marked: str) -> None:
    check(marked)


@settings(deadline=None, max_examples=200)
@given(
    st.text(
        alphabet=st.sampled_from("абвАБВxX059 .,:;!?…-–—/'’\"„“”«»()№%€@#&+*😀\u200d\ufe0f\n\t")
    )
)
def test_loses_no_character(text: str) -> None:
    doc = TOKENIZER.spacy_tokenizer(text)
    assert doc.text == text
    assert all(token.is_space or not any(map(str.isspace, token.text)) for token in doc)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.sampled_from("абАБ05.,:;!?…-–'\"„“”«»() "), max_size=40))
def test_strong_quote_marks_are_never_inside_a_token(text: str) -> None:
    for token in TOKENIZER.spacy_tokenizer(text):
        assert len(token) == 1 or not set(token.text) & set('"„“”«»()')
