"""What may show a position."""

from __future__ import annotations

import pytest
import spacy
from markup import annotated

from bgnews.annotations import get_quotes
from bgnews.stance.evidence import find_evidence
from bgnews.stance.phrases import find_phrases

NLP = spacy.blank("bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}})


def evidence_in(markup: str) -> list[tuple[str, str]]:
    """The kind and the words of all evidence."""
    doc = annotated(markup)
    for token in doc:
        token.is_sent_start = token.i == 0 or doc[token.i - 1].text in {".", "\n"}
    return [
        (evidence.kind, doc[slice(*evidence.hull)].text)
        for evidence in find_evidence(doc, get_quotes(doc))
    ]


def test_quotes_and_sentences_of_the_reporter_are_evidence() -> None:
    markup = 'Вали. „<q id="q1" type="direct">Добре е</q>“, каза Иван. Рибарите протестираха.'
    assert ("direct", "Добре е") in evidence_in(markup)
    assert ("described", "Рибарите протестираха.") in evidence_in(markup)


def test_a_sentence_that_is_all_quote_is_not_described() -> None:
    assert evidence_in('<q id="q1" type="indirect">Мостът щял да бъде готов</q>.') == [
        ("indirect", "Мостът щял да бъде готов")
    ]


def test_relays_are_no_evidence_but_their_sentences_are() -> None:
    markup = '<q id="q1" type="indirect" relay="yes">Рибарите протестираха</q>, пише Ехо.'
    assert [kind for kind, _ in evidence_in(markup)] == ["described"]


def phrases_in(text: str) -> list[str]:
    texts = [token.text for token in NLP.make_doc(text)]
    doc = NLP.make_doc(text)
    return [doc[slice(*extent)].text for extent in find_phrases(texts, [(0, len(texts))])]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("подкрепя новия мост до гарата", "новия мост"),
        ("подкрепя новия мост до гарата", "новия мост до гарата"),
        ("според него", "него"),
        ("поиска да спре строежът", "да спре строежът"),
        ("договорът за „Северен поток 2“ остава", "„Северен поток 2“"),
    ],
)
def test_noun_phrases_are_among_the_phrases(text: str, phrase: str) -> None:
    assert phrase in phrases_in(text)


@pytest.mark.parametrize("phrase", ["за моста", "мост и", "моста, гарата", "че"])
def test_what_is_no_phrase(phrase: str) -> None:
    assert phrase not in phrases_in(f"Той говори {phrase} там.")


def test_phrases_have_a_length_and_stay_in_their_extent() -> None:
    texts = ["мост"] * 20
    extents = find_phrases(texts, [(2, 5), (8, 20)])
    assert all(2 <= start < end <= 5 or 8 <= start < end <= 20 for start, end in extents)
    assert max(end - start for start, end in extents) == 8
    assert find_phrases(texts, []) == []
