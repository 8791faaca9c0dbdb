"""What a corpus holds, in counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ..cleaning import clean
from .article import ANNOTATED_KINDS, Article, QuoteAnnotation
from .sources import source_kind

#: Counts of a kind by what is counted, in the order in which people want to see them.
Statistics = dict[str, Counter[str]]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…]+\s+(?=[А-Я„“\"])")
_DASH = re.compile(r"[-–—] ?")
_NAME_COLON = re.compile(r"[А-Я][\w.-]+(?: [\w.-]+){0,4}: ?[„“”\"«]?")
_PAIRS = re.compile(r"([„“”\"«»‘’‚'])[^„“”\"«»\n]+?([“”\"«»‘’'])")
_OPENERS = re.compile(r"[„«]")
_CLOSERS = re.compile(r"[“”»]")
_WIDTHS = (5, 10, 20, 40, 80)  # upper bounds of the lengths of contents, in words
_ARTICLE_WIDTHS = (150, 200, 250, 300, 401)


def statistics(articles: Iterable[Article]) -> Statistics:
    """Count what articles hold.

    Returns:
        For each kind of thing a counter: articles by register, length and noise; quotes by type,
        length in words, source and construction; cue forms; stances by label; and so on.
    """
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        for kind, what in _found(article):
            counts.setdefault(kind, Counter())[what] += 1
    return {kind: counts[kind] for kind in _ORDER if kind in counts}


_ORDER = (
    *("articles", "words in an article", "noise", "paragraphs"),
    *("quotes", "words in a quote", "constructions", "sources", "speakers"),
    *("stances", "stance evidence", "words in marks", "quote marks", "cues"),
)


def _found(article: Article) -> Iterator[tuple[str, str]]:
    yield "articles", article.meta.get("register") or "no register"
    words = sum(
        len(_WORD.findall(article.text[p.start : p.end]))
        for p in article.paragraphs
        if p.kind in ANNOTATED_KINDS
    )
    yield "words in an article", _width(words, _ARTICLE_WIDTHS)
    noise = list(_noise(article))
    yield from (("noise", kind) for kind in noise or ["none"])
    yield from (("paragraphs", paragraph.kind) for paragraph in article.paragraphs)
    for quote in article.quotes:
        yield from _found_in_quote(article, quote)
    for stance in article.stances:
        yield "stances", stance.label
        yield "stance evidence", "quote" if stance.quote else "words of the reporter"
    yield from (("words in marks", found.type) for found in article.nonspeech)
    for paragraph in article.paragraphs:
        for match in _PAIRS.finditer(article.text[paragraph.start : paragraph.end]):
            yield "quote marks", f"{match[1]}…{match[2]}"


def _found_in_quote(article: Article, quote: QuoteAnnotation) -> Iterator[tuple[str, str]]:
    if quote.relay:
        yield "quotes", "relay"
        return
    yield "quotes", quote.type
    contents = [article.text[start:end] for start, end in quote.spans]
    yield "words in a quote", _width(sum(len(_WORD.findall(text)) for text in contents), _WIDTHS)
    yield "sources", source_kind(article, quote)
    speaker = article.entity(quote.by)
    yield "speakers", speaker.type if speaker else "unknown"
    yield from (("cues", article.text[start:end].lower()) for start, end in quote.cues)
    yield from (("constructions", name) for name in _constructions(article, quote, contents))


def _constructions(article: Article, quote: QuoteAnnotation, contents: list[str]) -> Iterator[str]:
    (start, _), *others = quote.spans
    if others:
        yield "interrupted"
    if any(_SENTENCE.search(text) for text in contents):
        yield "several sentences"
    if any(_holds(other, quote) for other in article.quotes if not other.relay):
        yield "nested"
    if not quote.cues and not quote.sources:
        yield "without cue and source"
    before = article.text[article.text.rfind("\n", 0, start) + 1 : start]
    if _DASH.fullmatch(before):
        yield "after a dialogue dash"
    if _NAME_COLON.fullmatch(before):
        yield "after a name and a colon"


def _holds(outer: QuoteAnnotation, inner: QuoteAnnotation) -> bool:
    return outer is not inner and any(
        start <= inner.spans[0][0] and inner.spans[-1][1] <= end and inner.spans != outer.spans
        for start, end in outer.spans
    )


def _noise(article: Article) -> Iterator[str]:
    """The kinds of noise that an article has."""
    repaired = clean(article.text)
    yield from sorted({edit.kind.split("+")[0] for edit in repaired.edits})
    if any(paragraph.kind not in ANNOTATED_KINDS for paragraph in article.paragraphs):
        yield "lines that are no part of the article"
    lines = [article.text[p.start : p.end] for p in article.paragraphs]
    if any(_unbalanced(line) for line in lines):
        yield "marks without their pair"


def _unbalanced(line: str) -> bool:
    if '"' in line and not _OPENERS.search(line) and not _CLOSERS.search(line):
        return line.count('"') % 2 == 1
    marks = len(_OPENERS.findall(line)) + len(_CLOSERS.findall(line)) + line.count('"')
    return marks % 2 == 1


def _width(number: int, bounds: Iterable[int]) -> str:
    lower = 0
    for bound in bounds:
        if number < bound:
            return f"{lower} to {bound - 1}"
        lower = bound
    return f"{lower} and more"
