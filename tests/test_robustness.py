"""No input makes the pipeline fail, and nothing of it is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bgnews.annotations import get_clean
from bgnews.records import dumps, to_record

# What news is made of, so that chance finds quotes, cues, sources and noise.
FRAGMENTS = st.sampled_from(
    [
        *"„“”\"«»‚‘’'–—-:,.!?…()",
        *" \n\t\u00a0\u200b\u00ad\u202e\ufeff",
        *"АБХXcоoіʼ03",
        *("Иван Колев", "Мария", "тя", "той", "президентът", "МВР", "БТА"),
        *("каза", "заяви", "не каза", "според", "по думите на", "съобщава", "призова"),
        *("че", "да", "дали", "ще дойде", "няма пари", "проф.", "г.", "д-р", "KATO", "нaй"),
        *("&quot;", "<br>", "Ð¡Ð¾", "\ud83d", "\udc80", "\x00", "🇧🇬", "и\u0306"),
    ]
)
NEWS = st.lists(FRAGMENTS, max_size=60).map(" ".join) | st.lists(FRAGMENTS, max_size=60).map(
    "".join
)
ANYTHING = st.text(st.characters(), max_size=200)  # lone surrogates too
BINARY = st.binary(max_size=300).map(lambda data: data.decode("latin-1"))


@settings(max_examples=300, deadline=None)
@given(raw=NEWS | ANYTHING | BINARY)
def test_any_text_goes_through(nlp: Language, raw: str) -> None:
    doc = nlp(raw)
    clean = get_clean(doc)
    assert clean.raw == raw
    assert clean.text == doc.text
    record = to_record(doc, id="x", model="m")
    assert dumps(record).encode("utf-8").count(b"\n") == 0
    for quote in record["quotes"]:
        for span in quote["spans"]:
            assert doc.text[span["start"] : span["end"]] == span["text"] != ""
            assert 0 <= span["raw_start"] <= span["raw_end"] <= len(raw)


MONOTONOUS = ["а", " ", "\n", "„", '"', "“„", '"а" ', "– ", "А. ", "каза, че ", "Kопаe ", "Ð¡", "("]


@pytest.mark.parametrize("piece", MONOTONOUS, ids=ascii)
def test_long_monotonous_text_goes_through(nlp: Language, piece: str) -> None:
    raw = piece * (200_000 // len(piece))
    assert get_clean(nlp(raw)).raw == raw
