"""The component in spaCy: pipelines, serialisation, other tokenizers, hostile texts."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from quoting import analyse
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from bgnews.quote_rules import QuoteRules

VOCAB = Vocab()
TEXT = "„Ще дойда утре“, каза Иван Петров. Според него дъждът ще спре."


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("bg")
    nlp.add_pipe("bgnews_quote_rules")
    return nlp


def test_works_with_another_tokenizer(blank: Language) -> None:
    doc = blank(TEXT)
    assert [quote.type for quote in doc._.quotes] == ["direct", "indirect"]
    assert [quote.speaker for quote in doc._.quotes] == [None, None]


def test_lines_are_paragraphs_where_nobody_told_them_apart(blank: Language) -> None:
    doc = blank("Това е чудо\n„Ще дойда утре“, каза Петров.\n\nТова заяви Иванов.")
    assert [span.text for quote in doc._.quotes for span in quote.spans] == ["Ще дойда утре"]


def test_multiprocessing_and_serialisation(blank: Language) -> None:
    docs = list(blank.pipe([TEXT] * 4, n_process=2, batch_size=2))
    for doc in docs:
        assert len(doc._.quotes) == 2
    restored = next(DocBin(docs=docs).get_docs(blank.vocab))
    assert [str(quote) for quote in restored._.quotes] == [str(quote) for quote in docs[0]._.quotes]


def test_pipeline_survives_a_disk(blank: Language, tmp_path: Path) -> None:
    blank.to_disk(tmp_path)
    assert len(spacy.load(tmp_path)(TEXT)._.quotes) == 2


@pytest.mark.parametrize("kind", ["teaser", "caption", "byline", "junk"])
def test_only_titles_and_body_are_read(nlp: Language, kind: str) -> None:
    assert analyse(nlp, TEXT, kind)._.quotes == ()


def test_analysing_twice_changes_nothing(blank: Language) -> None:
    doc = blank(TEXT)
    before = [str(quote) for quote in doc._.quotes]
    doc = blank.get_pipe("bgnews_quote_rules")(doc)
    assert [str(quote) for quote in doc._.quotes] == before


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "„", "“", "а", "„“", "„ “", ":", "каза", "според"]
)
def test_tiny_texts(blank: Language, text: str) -> None:
    assert blank(text)._.quotes == ()


WORDS = """
„ “ ” " « » ‚ ‘ ' , . : ; – - ( ) ! ? … каза заяви че дали да според по думите на му той Иван Петров
и а но като е се не от в съобщи БТА цитиран това водата ще спре който „Труд“ както призова иска
нарече
"""


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40))
def test_no_sequence_of_words_is_too_much(words: list[str]) -> None:
    doc = QuoteRules()(Doc(VOCAB, words=words))
    for quote in doc._.quotes:
        assert all(span.text.strip() for span in quote.spans)
        assert 0 < quote.score <= 1
        assert len({*quote.spans}) == len(quote.spans)


@pytest.mark.parametrize("piece", ["„", "“", '"', "каза той ,", "според Х ,", "„ А “ ,", "( дума"])
def test_long_monotonous_texts(piece: str) -> None:
    words = (piece.split() * 3000)[:6000]
    doc = QuoteRules()(Doc(VOCAB, words=words))
    assert "quotes" in doc.spans


@pytest.mark.parametrize(
    "text",
    [
        "Бяха тежки години: „\nПия я всеки ден и съм здрав“, каза Петър Липов.",
        "„Водата е чиста.\n„\nПия я всеки ден и съм здрав“, каза Петър Липов.",
        "Той каза: „“.",
        "„\n“",
    ],
)
def test_marks_with_nothing_between_them(nlp: Language, text: str) -> None:
    doc = analyse(nlp, text)
    assert all(span.text.strip("„“ \n") for span in doc.spans["quotes"])
    assert list(doc.spans["nonspeech"]) == []
