"""Documents with annotations, written as inline markup."""

from __future__ import annotations

import re

import spacy
from spacy.tokens import Doc, Span, SpanGroup

from bgnews.annotations import Quote, set_clean, set_quotes
from bgnews.cleaning import clean

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def annotated(markup: str) -> Doc:
    """A doc from text with ``<q id type speaker relay score>``, ``<cue q>``, ``<src q>``, ``<ns>``.

    The text is cleaned; the tags have to stand around whole words of the clean text.
    """
    raw, marks = _parse(markup)
    cleaned = clean(raw)
    words = re.findall(r"\w+|[^\w\s]", cleaned.text)
    doc = _doc(cleaned.text, words)
    set_clean(doc, cleaned)
    spans: dict[str, list[tuple[Span, dict[str, str]]]] = {"q": [], "cue": [], "src": [], "ns": []}
    for name, start, end, attributes in marks:
        span = doc.char_span(*cleaned.to_clean(start, end))
        assert span is not None, f"{raw[start:end]!r} are no whole words"
        spans[name].append((span, attributes))
    set_quotes(doc, _quotes(spans))
    doc.spans["nonspeech"] = SpanGroup(
        doc,
        name="nonspeech",
        spans=[Span(doc, span.start, span.end, label=found["type"]) for span, found in spans["ns"]],
    )
    return doc


def _parse(markup: str) -> tuple[str, list[tuple[str, int, int, dict[str, str]]]]:
    raw, copied = "", 0
    opened: list[tuple[str, int, dict[str, str]]] = []
    marks = []
    for tag in _TAG.finditer(markup):
        raw += markup[copied : tag.start()]
        copied = tag.end()
        if tag[1]:
            name, start, attributes = opened.pop()
            marks.append((name, start, len(raw), attributes))
        else:
            opened.append((tag[2], len(raw), dict(_ATTRIBUTE.findall(tag[3]))))
    return raw + markup[copied:], marks


def _doc(text: str, words: list[str]) -> Doc:
    spaces, position = [], 0
    tokens: list[str] = []
    for word in words:
        start = text.index(word, position)
        gap = text[position:start]
        if gap == " " and tokens:
            spaces[-1] = True
        elif gap:
            tokens.append(gap)
            spaces.append(False)
        tokens.append(word)
        spaces.append(False)
        position = start + len(word)
    if text[position:]:
        tokens.append(text[position:])
        spaces.append(False)
    return Doc(spacy.blank("bg").vocab, tokens, spaces)


def _quotes(spans: dict[str, list[tuple[Span, dict[str, str]]]]) -> list[Quote]:
    contents: dict[str, list[Span]] = {}
    attributes: dict[str, dict[str, str]] = {}
    for span, found in sorted(spans["q"], key=lambda item: item[0].start):
        contents.setdefault(found["id"], []).append(span)
        attributes[found["id"]] = {**found, **attributes.get(found["id"], {})}
    cues = {id_: span for span, found in spans["cue"] for id_ in found["q"].split()}
    sources = {id_: span for span, found in spans["src"] for id_ in found["q"].split()}
    return [
        Quote(
            id=id_,
            type=attributes[id_]["type"],  # type: ignore[arg-type]
            spans=tuple(parts),
            cue=cues.get(id_),
            source=sources.get(id_),
            speaker=attributes[id_].get("speaker"),
            relay=attributes[id_].get("relay") == "yes",
            score=float(attributes[id_].get("score", 1)),
        )
        for id_, parts in contents.items()
    ]
