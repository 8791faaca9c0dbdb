"""Errors as annotated text: what is annotated, what was found, and where the two differ."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..corpus.article import Extent
from .differences import NONSPEECH_LABEL, Difference, Fault, differences
from .matching import overlap
from .pairing import ROLES, AnyQuote, Pairing, type_or_relay

_LINE = re.compile(".+")


@dataclass(frozen=True)
class Mark:
    """Annotated words.

    Attributes:
        start: offset into the text of the article, in code points.
        end: the same; exclusive.
        label: direct, indirect, mixed, relay, cue, source or non-speech.
        quotes: the numbers of the quotes it is of; a gold quote and the predicted one that matches
            it have the same number.
        fault: what is the matter with it; None if it is right.
    """

    start: int
    end: int
    label: str
    quotes: tuple[int, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True)
class Passage:
    """A line of an article in which something is wrong.

    Attributes:
        start: offset into the text of the article, in code points.
        text: the line.
        gold: what is annotated in it.
        predicted: what was found in it.
        differences: what is wrong, in words. A quote of several lines has them in its first.
    """

    start: int
    text: str
    gold: tuple[Mark, ...]
    predicted: tuple[Mark, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """The passages of an article, which ``id`` names, in which something is wrong."""

    id: str
    passages: tuple[Passage, ...]


class _Side(NamedTuple):
    """What is annotated in an article, or what was found."""

    quotes: Sequence[AnyQuote]
    numbers: Sequence[int]
    nonspeech: Collection[Extent]


def compare(pairing: Pairing) -> Comparison:
    """Mark what is annotated in an article and what was found, where the two differ."""
    found = sorted(differences(pairing), key=lambda difference: difference.position)
    annotated = _Side(pairing.gold, pairing.gold_numbers, pairing.gold_nonspeech)
    given = _Side(pairing.predicted, pairing.predicted_numbers, pairing.nonspeech)
    gold = [*_gold_marks(pairing), *_other_marks(pairing, annotated, given, "missed")]
    predicted = [*_predicted_marks(pairing), *_other_marks(pairing, given, annotated, "spurious")]
    passages = []
    for line in _LINE.finditer(pairing.article.text):
        start, end = line.span()
        passage = Passage(
            start,
            line[0],
            _cut(gold, start, end),
            _cut(predicted, start, end),
            tuple(difference for difference in found if start <= difference.position < end),
        )
        if passage.differences or any(m.fault for m in (*passage.gold, *passage.predicted)):
            passages.append(passage)
    return Comparison(pairing.article.id, tuple(passages))


def _gold_marks(pairing: Pairing) -> Iterator[Mark]:
    found = {j: i for i, j in pairing.matched.items()}
    for j, quote in enumerate(pairing.gold):
        fault: Fault | None = None
        if j < pairing.wanted:
            fault = _fault_of_pair(pairing, found[j], j) if j in found else "missed"
        yield from _content_marks(quote, pairing.gold_numbers[j], fault)


def _predicted_marks(pairing: Pairing) -> Iterator[Mark]:
    for i, quote in enumerate(pairing.predicted):
        j = pairing.matched.get(i)
        fault: Fault | None = "spurious" if j is None else _fault_of_pair(pairing, i, j)
        yield from _content_marks(quote, pairing.predicted_numbers[i], fault)


def _other_marks(pairing: Pairing, side: _Side, other: _Side, alone: Fault) -> Iterator[Mark]:
    """Cues, sources and non-speech of one side, judged by those of the other."""
    for what, role in ROLES:
        extents = pairing.extents(other.quotes, role)
        for mark in _role_marks(side.quotes, side.numbers, what, role):
            yield _judged(pairing, mark, extents, alone)
    for start, end in sorted(side.nonspeech):
        yield _judged(pairing, Mark(start, end, NONSPEECH_LABEL), other.nonspeech, alone)


def _content_marks(quote: AnyQuote, number: int, fault: Fault | None) -> Iterator[Mark]:
    for start, end in quote.spans:
        yield Mark(start, end, type_or_relay(quote), (number,), fault)


def _role_marks(
    quotes: Sequence[AnyQuote], numbers: Sequence[int], what: str, role: str
) -> Iterator[Mark]:
    """The cues or sources, once each, with all quotes that they serve."""
    served: dict[Extent, list[int]] = {}
    for quote, number in zip(quotes, numbers, strict=True):
        for extent in getattr(quote, role):
            served.setdefault(extent, []).append(number)
    for (start, end), those in served.items():
        yield Mark(start, end, what, tuple(those))


def _fault_of_pair(pairing: Pairing, i: int, j: int) -> Fault | None:
    if j >= pairing.wanted:
        return None
    same_type = type_or_relay(pairing.predicted[i]) == type_or_relay(pairing.gold[j])
    same = same_type and (pairing.gold[j].relay or pairing.same_content(i, j))
    return None if same else "wrong"


def _judged(pairing: Pairing, mark: Mark, others: Collection[Extent], alone: Fault) -> Mark:
    """The mark with its fault: ``alone`` if nothing on the other side is where it is."""
    extent = pairing.text.trimmed((mark.start, mark.end))
    if extent in others:
        return mark
    near = any(overlap(extent, other) for other in others)
    return replace(mark, fault="wrong" if near else alone)


def _cut(marks: Iterable[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """The marks in a line, cut to its length."""
    return tuple(
        replace(mark, start=max(start, mark.start), end=min(end, mark.end))
        for mark in marks
        if mark.start < mark.end and overlap((mark.start, mark.end), (start, end))
    )
