"""Texts with brackets around the spans that a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import spacy
from hypothesis import strategies as st
from spacy.tokens import Span, SpanGroup

from bgnews.quote_rules.passage import Extent
from bgnews.quotes.words import Words

NLP = spacy.blank("bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}})
_OPENING, _CLOSING = "[{<", "]}>"
NEWS = (
    "Той", "Иван", "Петров", "кметът", "каза", "съобщи", "пише", "според", "думите", "му", "че",
    "и", "но", "да", "дали", "не", "ще", "вали", "мостът", "„Вечерник“", "25", "%", ",", ".",
    ":", "–", "„", "“", "«", "»", "!", "…", "(", ")", "\n",
)  # fmt: skip


class Marked(NamedTuple):
    """The words of a text, and what stands in its brackets, in order of the opening ones."""

    words: Words
    square: list[Extent]
    curly: list[Extent]
    angle: list[Extent]


def words_of(text: str, kind: str = "body") -> Words:
    """The words of a text whose paragraphs, one a line, are all of one kind."""
    doc = NLP.make_doc(text)
    spans = [Span(doc, p.start, p.end, label=kind) for p in doc.spans["paragraphs"]]
    attrs = dict(doc.spans["paragraphs"].attrs)
    doc.spans["paragraphs"] = SpanGroup(doc, name="paragraphs", spans=spans, attrs=attrs)
    return Words(doc)


def marked(markup: str, kind: str = "body") -> Marked:
    """The words of ``markup`` without its brackets, and the extents of what is in them."""
    text = ""
    opened: dict[str, list[int]] = {bracket: [] for bracket in _OPENING}
    found: dict[str, list[tuple[int, int]]] = {bracket: [] for bracket in _OPENING}
    for char in markup:
        if char in _OPENING:
            opened[char].append(len(text))
        elif char in _CLOSING:
            bracket = _OPENING[_CLOSING.index(char)]
            found[bracket].append((opened[bracket].pop(), len(text)))
        else:
            text += char
    words = words_of(text, kind)
    assert words.doc.text == text, "cleaning changes the text; write it clean"
    extents = {name: [_extent(words, *at) for at in sorted(found[name])] for name in found}
    return Marked(words, *extents.values())


def texts_of(words: Words, extents: Iterable[Any]) -> list[str]:
    """The text of each extent."""
    return [words.span((int(start), int(end))).text for start, end in extents]


def names_of(row: Any, columns: Mapping[str, int]) -> set[str]:
    """The names of the features that are set in a row."""
    return {name for name, column in columns.items() if row[column]}


def news(most: int = 60) -> st.SearchStrategy[str]:
    """Texts of words and signs that matter to quotes, in any order, in several paragraphs."""
    return st.lists(st.sampled_from(NEWS), max_size=most).map(" ".join)


def _extent(words: Words, start: int, end: int) -> Extent:
    span = words.doc.char_span(start, end)
    assert span is not None, f"{words.doc.text[start:end]!r} are no whole words"
    return words.extent(span)
