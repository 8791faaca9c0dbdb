"""Quotes written as inline markup, and the quotes that the rules find.

``[…]d1`` is content: type (d, i, m), R for a relay, number. ``{…}1`` is the cue of quote 1 and
``<…>1`` its source: „[Ще вали]d1“, {каза}1 <Иван Петров>1.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

_CLOSING = re.compile(r"\](?P<type>[dim])(?P<relay>R?)(?P<q>\d)|\}(?P<cue>\d)|>(?P<source>\d)")
_TYPES = {"d": "direct", "i": "indirect", "m": "mixed"}


class Found(NamedTuple):
    """A quote as text, in a form that compares."""

    type: str
    contents: tuple[str, ...]
    cue: str | None
    source: str | None
    relay: bool = False


def parse(markup: str) -> tuple[str, list[Found]]:
    """The text of inline markup, and its quotes in order of number."""
    text = ""
    opened: list[int] = []
    contents: dict[str, list[str]] = {}
    types: dict[str, tuple[str, bool]] = {}
    cues: dict[str, str] = {}
    sources: dict[str, str] = {}
    i = 0
    while i < len(markup):
        closing = _CLOSING.match(markup, i)
        if markup[i] in "[{<":
            opened.append(len(text))
        elif closing:
            words = text[opened.pop() :]
            if closing["q"]:
                contents.setdefault(closing["q"], []).append(words)
                types[closing["q"]] = _TYPES[closing["type"]], bool(closing["relay"])
            elif closing["cue"]:
                cues[closing["cue"]] = words
            else:
                sources[closing["source"]] = words
            i = closing.end()
            continue
        else:
            text += markup[i]
        i += 1
    return text, [
        Found(types[q][0], tuple(contents[q]), cues.get(q), sources.get(q), types[q][1])
        for q in sorted(contents)
    ]


def analyse(nlp: Language, text: str, kind: str = "body") -> Doc:
    """The doc of a text whose paragraphs are all of one kind."""
    doc = nlp.make_doc(text)
    paragraphs = doc.spans["paragraphs"]
    spans = [Span(doc, span.start, span.end, label=kind) for span in paragraphs]
    doc.spans["paragraphs"] = SpanGroup(
        doc, name="paragraphs", spans=spans, attrs=dict(paragraphs.attrs)
    )
    return nlp.get_pipe("quote_rules")(doc)


def found(doc: Doc) -> list[Found]:
    """The quotes of a doc."""
    return [
        Found(
            quote.type,
            tuple(span.text for span in quote.spans),
            quote.cue.text if quote.cue else None,
            quote.source.text if quote.source else None,
            quote.relay,
        )
        for quote in doc._.quotes
    ]


def check(nlp: Language, markup: str, kind: str = "body") -> None:
    """Assert that the rules find just the quotes of the markup."""
    text, expected = parse(markup)
    assert sorted(found(analyse(nlp, text, kind)), key=str) == sorted(expected, key=str)
