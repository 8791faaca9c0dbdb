"""What is stored on a Doc comes back: from the views, from bytes, from DocBin."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from bgnews.annotations import (
    Quote,
    Stance,
    get_clean,
    get_quotes,
    get_stances,
    set_clean,
    set_quotes,
    set_stances,
)
from bgnews.cleaning import clean


def reload_bytes(doc: Doc) -> Doc:
    return Doc(spacy.blank("bg").vocab).from_bytes(doc.to_bytes())


def reload_docbin(doc: Doc) -> Doc:
    stored = DocBin(docs=[doc]).to_bytes()
    return next(DocBin().from_bytes(stored).get_docs(spacy.blank("bg").vocab))


@pytest.fixture
def doc() -> Doc:
    """„Ела“, каза Иван, „веднага“. Мария обеща да дойде."""
    words = re.findall(r"\w+|\S", "„Ела“, каза Иван, „веднага“. Мария обеща да дойде.")
    return Doc(spacy.blank("bg").vocab, words)


@pytest.fixture
def quotes(doc: Doc) -> tuple[Quote, ...]:
    interrupted = Quote(
        "q1", "direct", (doc[1:2], doc[8:9]), doc[4:5], doc[5:6], "Иван Колев", False, 0.75
    )
    reported = Quote("q2", "indirect", (doc[13:15],), doc[12:13], doc[11:12], None, True, 0.5)
    return interrupted, reported


def described(quotes: tuple[Quote, ...]) -> list[tuple[object, ...]]:
    return [
        (
            quote.id,
            quote.type,
            [span.text for span in quote.spans],
            quote.cue and quote.cue.text,
            quote.source and quote.source.text,
            quote.speaker,
            quote.relay,
            quote.score,
        )
        for quote in quotes
    ]


@pytest.mark.parametrize("reload", [lambda doc: doc, reload_bytes, reload_docbin])
def test_quotes_come_back(
    doc: Doc, quotes: tuple[Quote, ...], reload: Callable[[Doc], Doc]
) -> None:
    set_quotes(doc, quotes)
    assert described(reload(doc)._.quotes) == described(quotes)


def test_quotes_come_in_order_of_position(doc: Doc, quotes: tuple[Quote, ...]) -> None:
    set_quotes(doc, reversed(quotes))
    assert [quote.id for quote in get_quotes(doc)] == ["q1", "q2"]


def test_quotes_may_share_cue_and_source(doc: Doc) -> None:
    shared = [Quote(id_, "direct", (doc[1:2],), doc[4:5], doc[5:6]) for id_ in ("q1", "q2")]
    set_quotes(doc, shared)
    assert [(str(quote.cue), str(quote.source)) for quote in doc._.quotes] == [("каза", "Иван")] * 2


def test_setting_quotes_replaces_the_earlier_ones(doc: Doc, quotes: tuple[Quote, ...]) -> None:
    set_quotes(doc, quotes)
    set_quotes(doc, quotes[1:])
    assert [quote.id for quote in doc._.quotes] == ["q2"]
    assert len(doc.spans["cues"]) == len(doc.spans["sources"]) == 1


def test_a_doc_without_annotations_has_empty_views() -> None:
    doc = spacy.blank("bg")("Добър ден")
    assert doc._.quotes == ()
    assert doc._.clean.raw == doc._.clean.text == "Добър ден"
    assert doc[1:2]._.raw == (6, 9)


def test_refuses_two_quotes_with_one_id(doc: Doc, quotes: tuple[Quote, ...]) -> None:
    with pytest.raises(ValueError, match="two quotes have the id 'q1'"):
        set_quotes(doc, (quotes[0], quotes[0]))


def test_refuses_a_quote_without_content(doc: Doc) -> None:
    with pytest.raises(ValueError, match="'q1' has no content"):
        set_quotes(doc, [Quote("q1", "direct", ())])


@pytest.mark.parametrize("reload", [lambda doc: doc, reload_bytes, reload_docbin])
def test_cleaning_comes_back(reload: Callable[[Doc], Doc]) -> None:
    cleaned = clean("Кмет\u00adът:\u00a0„Ще има пътища“.\n\ud800Край")
    doc = spacy.blank("bg")(cleaned.text)
    set_clean(doc, cleaned)
    reloaded = reload(doc)
    assert get_clean(reloaded) == cleaned
    assert [span.label_ for span in reloaded.spans["paragraphs"]] == [
        paragraph.kind for paragraph in cleaned.paragraphs
    ]


def test_spans_know_their_raw_extent(nlp: Language) -> None:
    raw = "Кмет\u00adът\u00a0дойде."
    doc = nlp(raw)
    start, end = doc[0:1]._.raw
    assert doc[0].text == "Кметът"
    assert raw[start:end] == "Кмет\u00adът"


@pytest.mark.parametrize("reload", [lambda doc: doc, reload_bytes, reload_docbin])
def test_stances_come_back(doc: Doc, reload: Callable[[Doc], Doc]) -> None:
    stances = (
        Stance("Иван Колев", "идване", "support", doc[1:3], doc[14:15], "q1", 0.5),
        Stance("Мария", "Иван Колев", "neutral", doc[11:15], None),
    )
    set_stances(doc, stances)
    back = reload(doc)
    assert back._.stances == tuple(
        replace(
            stance,
            evidence=_on(back, stance.evidence, f"s{number}", stance.label),
            target_span=stance.target_span
            and _on(back, stance.target_span, f"s{number}", "target"),
        )
        for number, stance in enumerate(stances, start=1)
    )


def test_stances_replace_those_there_are(doc: Doc) -> None:
    stance = Stance("Мария", "Иван Колев", "oppose", doc[11:15])
    set_stances(doc, [stance, stance])
    set_stances(doc, [])
    assert get_stances(doc) == ()


def test_a_doc_without_stances(doc: Doc) -> None:
    assert get_stances(doc) == ()


def _on(doc: Doc, span: Span, id_: str, label: str) -> Span:
    return Span(doc, span.start, span.end, label=label, span_id=id_)
