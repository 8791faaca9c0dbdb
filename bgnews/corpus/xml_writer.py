"""Writes the inline XML that ``xml_reader`` reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .article import Article, Extent, StanceAnnotation, by_position

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# An attribute's name, without the colons of namespaces.
_NAME = re.compile(r"[^\W\d][\w.-]*")
# Of elements with the same extent, those that come first here stand around the others.
_OUTER_FIRST = ("p", "q", "ns", "m", "src", "cue")

_Element = tuple[str, Extent, dict[str, str]]


def article_to_xml(article: Article) -> str:
    """Write an article as XML, which ``xml_reader.parse_xml`` reads back as the same article.

    Raises:
        ValueError: if the text holds a character that XML cannot, or an annotation crosses
            another or the end of a paragraph.
    """
    if found := _FORBIDDEN.search(article.text):
        raise ValueError(
            f"article {article.id!r}: XML cannot hold the character {found[0]!r} at offset "
            f"{found.start()}; clean the text first, or keep the article in JSON Lines"
        )
    _refuse_names(article)
    attributes = {"id": article.id, "source": article.source, **article.meta}
    entities = [
        _tag("entity", {"id": e.id, "type": e.type, "name": e.name}) for e in article.entities
    ]
    stances = [_tag("stance", _stance(article.text, stance)) for stance in article.stances]
    return "\n".join(
        [
            f"<article{_attributes(attributes)}>",
            *_block("entities", entities),
            f"<text>\n{_text(article)}\n</text>",
            *_block("stances", stances),
            "</article>\n",
        ]
    )


def _refuse_names(article: Article) -> None:
    """Refuse what XML would hold in a way that reads back as something else."""
    for name in article.meta:
        if not _NAME.fullmatch(name):
            raise ValueError(f"article {article.id!r}: {name!r} cannot be the name of an attribute")
    if len({quote.id for quote in article.quotes}) < len(article.quotes):
        raise ValueError(f"article {article.id!r}: two quotes have the same id")
    for quote in article.quotes:
        if len(quote.id.split()) != 1 and (quote.cues or quote.sources):
            raise ValueError(
                f"article {article.id!r}: the id {quote.id!r} of a quote is not one word"
            )


def _block(tag: str, lines: list[str]) -> list[str]:
    return [f"<{tag}>", *(f" {line}" for line in lines), f"</{tag}>"]


def _tag(tag: str, attributes: dict[str, str]) -> str:
    return f"<{tag}{_attributes(attributes)}/>"


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={_quoted(value)}" for name, value in attributes.items())


def _quoted(value: str) -> str:
    if found := _FORBIDDEN.search(value):
        raise ValueError(f"XML cannot hold the character {found[0]!r} in {value[:40]!r}")
    return quoteattr(value)


def _stance(text: str, stance: StanceAnnotation) -> dict[str, str]:
    attributes = {"holder": stance.holder, "target": stance.target, "label": stance.label}
    if stance.quote is not None:
        attributes["q"] = stance.quote
    if stance.at is not None:
        start, end = stance.at
        attributes["at"] = text[start:end]
        if earlier := _occurrences_before(text, text[start:end], start):
            attributes["nth"] = str(earlier + 1)
    if stance.optional:
        attributes["optional"] = "yes"
    return attributes


def _occurrences_before(text: str, words: str, start: int) -> int:
    count, found = 0, text.find(words)
    while 0 <= found < start:
        count, found = count + 1, text.find(words, found + 1)
    return count


def _text(article: Article) -> str:
    """The text with its tags."""
    pieces: list[str] = []
    position = 0
    open_: list[_Element] = []
    for element in sorted(_elements(article), key=_outer_first):
        tag, (start, end), attributes = element
        while open_ and open_[-1][1][1] <= start:
            position = _close(article, open_, pieces, position)
        if open_ and open_[-1][1][1] < end:
            raise ValueError(
                f"article {article.id!r}: <{tag}> {article.text[start:end][:40]!r} crosses the end "
                f"of <{open_[-1][0]}>, which XML cannot hold"
            )
        pieces += (_escaped(article.text[position:start]), f"<{tag}{_attributes(attributes)}>")
        position = start
        open_.append(element)
    while open_:
        position = _close(article, open_, pieces, position)
    return "".join((*pieces, _escaped(article.text[position:])))


def _close(article: Article, open_: list[_Element], pieces: list[str], position: int) -> int:
    tag, (_, end), _ = open_.pop()
    pieces += (_escaped(article.text[position:end]), f"</{tag}>")
    return end


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


def _outer_first(element: _Element) -> tuple[int, int, int]:
    tag, extent, _ = element
    return (*by_position(extent), _OUTER_FIRST.index(tag))


def _elements(article: Article) -> Iterator[_Element]:
    for paragraph in article.paragraphs:
        yield "p", (paragraph.start, paragraph.end), {"kind": paragraph.kind}
    for quote in article.quotes:
        attributes = {"id": quote.id, "type": quote.type}
        if quote.by is not None:
            attributes["by"] = quote.by
        attributes |= {name: "yes" for name in ("relay", "optional") if getattr(quote, name)}
        for extent in quote.spans:
            yield "q", extent, attributes
    for nonspeech in article.nonspeech:
        yield "ns", (nonspeech.start, nonspeech.end), {"type": nonspeech.type}
    for mention in article.mentions:
        yield "m", (mention.start, mention.end), {"e": mention.entity}
    for tag, role in (("src", "sources"), ("cue", "cues")):
        shared: dict[Extent, list[str]] = defaultdict(list)
        for quote in article.quotes:
            for extent in getattr(quote, role):
                shared[extent].append(quote.id)
        yield from ((tag, extent, {"q": " ".join(ids)}) for extent, ids in shared.items())
