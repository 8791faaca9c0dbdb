"""Any text with any quotes has speakers that are names, or none."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bgnews.annotations import Quote
from bgnews.speakers import resolve_speakers


@pytest.mark.parametrize("text", ["", " ", "А", "\n\n", "Кмет", "На", "„“", "ВСИЧКО С ГЛАВНИ"])
def test_no_quotes(text: str) -> None:
    assert resolve_speakers(spacy.blank("bg")(text), []) == []


_VOCAB = Vocab()
_PIECES = st.sampled_from(
    [*"„“\"«».,:-–()\n ", "Петко ", "Гарванов ", "кметът ", "на ", "и ", "МВР ", "(МВР) ", "в. ",
     "Двамата ", "който ", "П. ", "де ", "Gull ", "gull.bg ", "3 ", "\u200f", "\ud800", "x\u0301"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=40), st.data())
def test_any_text_with_any_spans(pieces: list[str], data: st.DataObject) -> None:
    # Lone surrogates are no text for spaCy; nothing else is held back.
    words = [piece for piece in pieces if piece != "\ud800"] or ["А"]
    doc = Doc(_VOCAB, words, [False] * len(words))
    bounds = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 5))
    spans = bounds.map(lambda found: doc[found[0] : min(len(words), sum(found))])
    quotes = [
        Quote(
            id=str(number),
            type="mixed",
            spans=(data.draw(spans),),
            cue=data.draw(st.none() | spans),
            source=data.draw(st.none() | spans),
            relay=data.draw(st.booleans()),
        )
        for number in range(data.draw(st.integers(0, 4)))
    ]
    resolved = resolve_speakers(doc, quotes)
    assert [quote.id for quote in resolved] == [quote.id for quote in quotes]
    for name in (quote.speaker for quote in resolved if quote.speaker is not None):
        assert name
        assert name == " ".join(name.split())
        assert not set(name) & set('„“”"«»\n')
