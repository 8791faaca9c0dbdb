from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from bgnews.cleaning import Cleaner
from bgnews.tokenizer import NewsTokenizer

NOISY = "Проф.\u00a0Пенева\u200b каза:„Не“.\n\nТя си тръгна…  "


def blank(**settings: object) -> Language:
    tokenizer = {"@tokenizers": "bgnews.NewsTokenizer.v1", **settings}
    return spacy.blank("bg", config={"nlp": {"tokenizer": tokenizer}})


def tokenizer_of(nlp: Language) -> NewsTokenizer:
    assert isinstance(nlp.tokenizer, NewsTokenizer)
    return nlp.tokenizer


NLP = blank()
TOKENIZER = tokenizer_of(NLP)


def tokens(nlp: Language, text: str) -> list[str]:
    return [token.text for token in nlp(text)]


def test_doc_has_the_clean_text_and_knows_the_raw_one() -> None:
    doc = NLP(NOISY)
    assert doc.text == Cleaner()(NOISY).text
    assert doc._.clean.raw == NOISY
    for token in doc:
        start, end = doc[token.i : token.i + 1]._.raw
        if token.text.isalpha():
            assert NOISY[start:end].replace("\u200b", "") == token.text


def test_sentences_and_paragraphs() -> None:
    doc = NLP("Заглавие без точка\n\nВали сняг. Студено е.\n")
    assert doc.has_annotation("SENT_START")
    assert all(token.is_sent_start in (True, False) for token in doc)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Заглавие без точка",
        "Вали сняг.",
        "Студено е.",
    ]
    assert not any(sentence[0].is_space for sentence in doc.sents)
    assert [span.text for span in doc.spans["paragraphs"]] == [
        "Заглавие без точка",
        "Вали сняг. Студено е.",
    ]


def test_blanks_before_the_first_sentence_belong_to_it() -> None:
    doc = blank(disable=["spaces"])("\n \nВали. Студено е.")
    assert [token.is_sent_start for token in doc if token.is_sent_start] == [True, True]
    assert doc[0].is_sent_start


def test_settings_reach_the_cleaner() -> None:
    nlp = blank(typography="bg", stress="drop", drop=["junk"], disable=["homoglyphs"])
    assert tokenizer_of(nlp).cleaner == Cleaner("bg", "drop", ("junk",), ("homoglyphs",))
    assert nlp('Каза "не".').text == "Каза „не“."


@pytest.mark.parametrize(
    "settings", [{"typography": "us"}, {"drop": ["ads"]}, {"disable": ["all"]}, {"language": "bg"}]
)
def test_wrong_settings_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(settings))):
        blank(**settings)


def test_config_round_trip() -> None:
    nlp = blank(typography="bg", drop=["junk"])
    again = spacy.util.load_model_from_config(nlp.config)
    assert tokenizer_of(again).cleaner == tokenizer_of(nlp).cleaner


def test_disk(tmp_path: Path) -> None:
    nlp = blank(typography="bg", drop=["junk"])
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert tokenizer_of(again).cleaner == tokenizer_of(nlp).cleaner
    assert tokens(again, NOISY) == tokens(nlp, NOISY)


def test_bytes_keep_settings_and_rules_of_the_saved_tokenizer() -> None:
    nlp = blank(typography="bg")
    tokenizer_of(nlp).spacy_tokenizer.add_special_case("дангър", [{"ORTH": "дан"}, {"ORTH": "гър"}])
    again = blank().from_bytes(nlp.to_bytes())
    assert tokenizer_of(again).cleaner == tokenizer_of(nlp).cleaner
    assert tokens(again, "„дангър“") == ["„", "дан", "гър", "“"]


def test_pickle() -> None:
    tokenizer = tokenizer_of(blank(disable=["spaces"]))
    again = pickle.loads(pickle.dumps(tokenizer))
    assert again.cleaner == tokenizer.cleaner
    assert [token.text for token in again("бул.„Роза“")] == ["бул.", "„", "Роза", "“"]


def test_two_processes_lose_nothing() -> None:
    texts = [NOISY, "", "Вали. Студено е.", NOISY * 3]
    for doc, text in zip(NLP.pipe(texts, n_process=2), texts, strict=True):
        alone = NLP(text)
        assert doc.to_json() == alone.to_json()
        assert doc._.clean == alone._.clean
        assert [t.is_sent_start for t in doc] == [t.is_sent_start for t in alone]


def test_pipe_is_the_call_on_each_text() -> None:
    texts = [NOISY, "", "Вали."]
    docs = list(TOKENIZER.pipe(texts, batch_size=2))
    assert [doc.to_json() for doc in docs] == [TOKENIZER(text).to_json() for text in texts]


def test_doc_bin_keeps_all() -> None:
    doc = NLP(NOISY)
    (again,) = DocBin(docs=[doc]).get_docs(NLP.vocab)
    assert again._.clean == doc._.clean
    assert [s.text for s in again.sents] == [s.text for s in doc.sents]


def test_vocab_is_that_of_the_pipeline() -> None:
    assert NLP("Вали").vocab is NLP.vocab
    assert TOKENIZER.vocab is NLP.vocab


def test_example_of_a_gold_text_aligns() -> None:
    example = Example.from_dict(NLP.make_doc(NOISY), {"words": NLP(NOISY).text.split()})
    assert example.reference.text.split() == NLP(NOISY).text.split()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "а",
        ".",
        "\ud800",
        "\ud800\udfff а",
        "а\udfff б",
        "\x00\x01\x1f\x7f\x85",
        "\u202eабв\u202c \u200f\u200e",
        "".join(map(chr, range(1, 0x3000))),
        bytes(range(256)).decode("latin-1") * 3,
    ],
)
def test_odd_text(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == Cleaner()(text).text
    assert doc._.clean.raw == text


@pytest.mark.parametrize(
    "piece",
    [
        "а",
        "!",
        "„",
        "-.",
        "а.Б",
        "А.",
        "1,",
        "@",
        "https://",
        "А. ",
        "Проф. ",
        "г. Б",
        "5. ",
        '." ',
    ],
)
def test_long_line_without_a_word(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    doc = tokenizer_of(blank(disable=["homoglyphs"]))(text)
    assert doc.text == text
    assert max(map(len, doc)) <= 500


def test_long_run_between_words() -> None:
    run = "я" * 1200
    doc = TOKENIZER(f"Вали сняг.  {run} Студено е.\n„{run}“")
    assert doc.text == f"Вали сняг.  {run} Студено е.\n„{run}“"
    assert [token.text for token in doc[:3]] == ["Вали", "сняг", "."]
    assert [token.text for token in doc if token.text in ("Студено", "е", ".")][-3:-1] == [
        "Студено",
        "е",
    ]


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    doc: Doc = TOKENIZER(text)
    assert doc.text == Cleaner()(text).text
    assert doc._.clean.raw == text
    assert not len(doc) or doc[0].is_sent_start
