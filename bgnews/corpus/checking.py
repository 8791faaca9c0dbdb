"""What makes an annotation right: every rule of the scheme that a program can check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from ..annotations import NONSPEECH_TYPES, QUOTE_TYPES
from ..cleaning import PARAGRAPH_KINDS
from .article import (
    ANNOTATED_KINDS,
    ENTITY_TYPES,
    STANCE_LABELS,
    Annotation,
    Article,
    Extent,
    StanceAnnotation,
    Standoff,
    by_position,
    text_hash,
)
from .problems import Problem

# An extent with what it is to the reader of a report, and the line it was read from.
_LocatedExtent = tuple[Extent, str, int]


def check(annotation: Article | Standoff) -> list[Problem]:
    """Find what breaks the scheme.

    Args:
        annotation: an article, or stand-off annotation, of which all is checked that can be
            without the text.

    Returns:
        The problems in order of line; none if all is well.
    """
    problems = [
        *_identity(annotation),
        *_entities(annotation),
        *_quotes(annotation),
        *_labels(annotation),
        *_stances(annotation),
        *_extents(annotation),
    ]
    return sorted(problems, key=lambda problem: problem.line)


def _identity(annotation: Article | Standoff) -> Iterator[Problem]:
    if not annotation.id:
        yield Problem("the article has no id", annotation.line)
    elif annotation.id != " ".join(annotation.id.split()):
        yield Problem(
            f"the id {annotation.id!r} has blanks around it or a line break, which lists of ids "
            "cannot hold",
            annotation.line,
        )
    if isinstance(annotation, Article):
        if not annotation.text.strip():
            yield Problem("the article has no text", annotation.line)
        expected = annotation.meta.get("sha256")
        if expected and expected != text_hash(annotation.text):
            yield Problem(
                "the text was changed: it is not the one that sha256 was taken of; restore it, or "
                "remove sha256 if the change is meant",
                annotation.line,
            )


def _entities(annotation: Annotation) -> Iterator[Problem]:
    for entity in annotation.entities:
        if not entity.id:
            yield Problem(f"entity {entity.name!r} has no id", entity.line)
        yield from _choice(f"entity {entity.id!r}: type", entity.type, ENTITY_TYPES, entity.line)
        if not entity.name.strip():
            yield Problem(f"entity {entity.id!r} has no name", entity.line)
    yield from _twice("entity", annotation.entities)
    for mention in annotation.mentions:
        if annotation.entity(mention.entity) is None:
            yield Problem(f"a mention is of {mention.entity!r}, which is no entity", mention.line)


def _quotes(annotation: Annotation) -> Iterator[Problem]:
    for quote in annotation.quotes:
        name = f"quote {quote.id!r}"
        if not quote.id:
            yield Problem("a quote has no id", quote.line)
        elif len(quote.id.split()) != 1:
            yield Problem(f"{name}: an id is one word, as cues list several", quote.line)
        if not quote.spans:
            yield Problem(f"{name} has no content", quote.line)
        yield from _choice(f"{name}: type", quote.type, QUOTE_TYPES, quote.line)
        if quote.by is None:
            yield Problem(f'{name} has no by; by="" says that nobody can know', quote.line)
        elif quote.by and annotation.entity(quote.by) is None:
            yield Problem(f"{name} is by {quote.by!r}, which is no entity", quote.line)
        for before, after in pairwise(quote.spans):
            if after[0] < before[1]:
                yield Problem(f"the parts of {name} overlap", quote.line)
    yield from _twice("quote", annotation.quotes)


def _labels(annotation: Annotation) -> Iterator[Problem]:
    for paragraph in annotation.paragraphs:
        yield from _choice("paragraph: kind", paragraph.kind, PARAGRAPH_KINDS, paragraph.line)
    for found in annotation.nonspeech:
        yield from _choice("words in marks: type", found.type, NONSPEECH_TYPES, found.line)


def _stances(annotation: Annotation) -> Iterator[Problem]:
    for stance in annotation.stances:
        name = f"stance of {stance.holder!r} towards {stance.target!r}"
        yield from _choice(f"{name}: label", stance.label, STANCE_LABELS, stance.line)
        if stance.holder == stance.target:
            yield Problem(f"{name}: holder and target have to differ", stance.line)
        for role, entity in (("holder", stance.holder), ("target", stance.target)):
            if annotation.entity(entity) is None:
                yield Problem(f"{name}: its {role} {entity!r} is no entity", stance.line)
            elif not any(annotation.mentions_of(entity)):
                yield Problem(
                    f"{name}: nothing in the text is marked as its {role}; wrap the mention "
                    f'nearest to the evidence in <m e="{entity}">',
                    stance.line,
                )
        yield from _evidence(annotation, name, stance)


def _evidence(annotation: Annotation, name: str, stance: StanceAnnotation) -> Iterator[Problem]:
    if stance.quote is None and stance.at is None:
        yield Problem(f"{name} has no evidence: give q, the quote, or at, the words", stance.line)
    elif stance.quote is not None and stance.at is not None:
        yield Problem(f"{name} has two kinds of evidence: give either q or at", stance.line)
    elif stance.quote is not None and annotation.quote(stance.quote) is None:
        yield Problem(f"{name}: there is no quote {stance.quote!r}", stance.line)


def _extents(annotation: Article | Standoff) -> Iterator[Problem]:
    no_words = [*misplaced(annotation), *_empty(annotation)]
    yield from no_words
    if no_words:  # the rest would only repeat it in other words
        return
    located = [*_inline(annotation)]
    yield from _paragraph_order(annotation)
    yield from _unannotated(annotation, located)
    yield from _crossing(located)
    if isinstance(annotation, Article):
        yield from _uncovered(annotation)
        yield from _edges(annotation.text, located)


def _inline(annotation: Annotation) -> Iterator[_LocatedExtent]:
    for quote in annotation.quotes:
        for extents, role in (
            (quote.spans, "the content"),
            (quote.cues, "a cue"),
            (quote.sources, "a source"),
        ):
            yield from ((extent, f"{role} of quote {quote.id!r}", quote.line) for extent in extents)
    for found in annotation.nonspeech:
        yield (found.start, found.end), f"a {found.type} in marks", found.line
    for mention in annotation.mentions:
        yield (mention.start, mention.end), f"a mention of {mention.entity!r}", mention.line


def _located(annotation: Annotation) -> Iterator[_LocatedExtent]:
    yield from _inline(annotation)
    for stance in annotation.stances:
        if stance.at is not None:
            yield stance.at, "the evidence of a stance", stance.line
    for paragraph in annotation.paragraphs:
        yield (paragraph.start, paragraph.end), "a paragraph", paragraph.line


def misplaced(annotation: Article | Standoff) -> Iterator[Problem]:
    """Find the extents that do not lie in the text."""
    length = len(annotation.text) if isinstance(annotation, Article) else annotation.length
    for (start, end), name, line in _located(annotation):
        if not 0 <= start <= end <= length:
            yield Problem(f"{name} is at {start}-{end}, outside the text (0-{length})", line)


def _empty(annotation: Annotation) -> Iterator[Problem]:
    for (start, end), name, line in _located(annotation):
        if start == end:
            yield Problem(f"{name} is empty", line)


def _paragraph_order(annotation: Annotation) -> Iterator[Problem]:
    for before, after in pairwise(annotation.paragraphs):
        if after.start < before.end:
            yield Problem("paragraphs overlap or are not in order", after.line)


def _unannotated(annotation: Annotation, located: Iterable[_LocatedExtent]) -> Iterator[Problem]:
    """Annotations that do not lie in one paragraph of title or body."""
    for (start, end), name, line in located:
        inside = [p for p in annotation.paragraphs if p.start <= start and end <= p.end]
        if not inside:
            yield Problem(
                f"{name} at {start}-{end} does not lie in one paragraph; give it a part for each",
                line,
            )
        elif inside[0].kind not in ANNOTATED_KINDS:
            yield Problem(
                f"{name} stands in a {inside[0].kind} paragraph; only title and body are annotated",
                line,
            )


def _crossing(located: Iterable[_LocatedExtent]) -> Iterator[Problem]:
    """Annotations that overlap without one holding the other."""
    open_: list[_LocatedExtent] = []
    for item in sorted(located, key=lambda item: by_position(item[0])):
        (start, end), name, line = item
        open_ = [outer for outer in open_ if outer[0][1] > start]
        for outer in open_:
            if outer[0][1] < end:
                yield Problem(f"{name} at {start}-{end} overlaps the end of {outer[1]}", line)
        open_.append(item)


def _uncovered(article: Article) -> Iterator[Problem]:
    ends = [0, *(p.end for p in article.paragraphs)]
    starts = [*(p.start for p in article.paragraphs), len(article.text)]
    for start, end in zip(ends, starts, strict=True):
        if words := article.text[start:end].strip():
            yield Problem(f"{words[:40]!r} is in no paragraph", article.line)
    for paragraph in article.paragraphs:
        if "\n" in article.text[paragraph.start : paragraph.end]:
            yield Problem(
                "a paragraph is one line of the article; this has several", paragraph.line
            )


def _edges(text: str, located: Iterable[_LocatedExtent]) -> Iterator[Problem]:
    for (start, end), name, line in located:
        words = text[start:end]
        if words != words.strip():
            yield Problem(f"{name} begins or ends with a blank: {words[:40]!r}", line)


def _choice(what: str, value: str, choices: Iterable[str], line: int) -> Iterator[Problem]:
    if value not in choices:
        yield Problem(f"{what} {value!r} is not one of {', '.join(choices)}", line)


def _twice(what: str, items: Iterable[Any]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            yield Problem(f"a second {what} has the id {item.id!r}", item.line)
        seen.add(item.id)
