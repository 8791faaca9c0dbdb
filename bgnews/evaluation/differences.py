"""Errors, each told in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..corpus.article import Extent
from .pairing import ROLES, AnyQuote, Pairing, type_or_relay

#: What is the matter with an annotation: nothing was found for it, it was found without being
#: there, or something else was found.
Fault = Literal["missed", "spurious", "wrong"]
NONSPEECH_LABEL = "non-speech"


@dataclass(frozen=True)
class Difference:
    """An error.

    Attributes:
        fault: what is the matter.
        what: direct, indirect, mixed, relay or non-speech; or, of a quote that is there, extent,
            type, cue, source or speaker.
        quote: the number of the quote; None for non-speech.
        gold: what is annotated; None if nothing.
        predicted: what was found; None if nothing.
        position: where in the text of the article to look, in code points.
    """

    fault: Fault
    what: str
    quote: int | None
    gold: str | None
    predicted: str | None
    position: int

    @property
    def kind(self) -> str:
        """The class of the error, such as ``missed indirect`` or ``wrong speaker``."""
        return f"{self.fault} {self.what}"


def differences(pairing: Pairing) -> Iterator[Difference]:
    """Tell all that is wrong in an article, quote by quote.

    Of a relay only what is measured counts: that it is one, its cue and its source. What is
    optional in the gold annotation is never wrong.
    """
    text = pairing.article.text
    for j in pairing.missed:
        yield _alone("missed", pairing.gold[j], pairing.gold_numbers[j], text)
    for i in pairing.spurious:
        yield _alone("spurious", pairing.predicted[i], pairing.predicted_numbers[i], text)
    for i, j in pairing.matched.items():
        if j < pairing.wanted:
            yield from _within_quote(pairing, i, j)
    yield from _in_nonspeech(pairing)


def _alone(fault: Fault, quote: AnyQuote, number: int, text: str) -> Difference:
    words = _words(text, quote.spans)
    gold, predicted = (words, None) if fault == "missed" else (None, words)
    return Difference(fault, type_or_relay(quote), number, gold, predicted, quote.spans[0][0])


def _within_quote(pairing: Pairing, i: int, j: int) -> Iterator[Difference]:
    predicted, gold = pairing.predicted[i], pairing.gold[j]
    text, number, position = pairing.article.text, pairing.gold_numbers[j], gold.spans[0][0]

    def difference(what: str, wanted: str | None, found: str | None) -> Difference:
        fault = "missed" if found is None else "spurious" if wanted is None else "wrong"
        return Difference(fault, what, number, wanted, found, position)

    if type_or_relay(predicted) != type_or_relay(gold):
        yield difference("type", type_or_relay(gold), type_or_relay(predicted))
    if not gold.relay and not pairing.same_content(i, j):
        yield difference("extent", _words(text, gold.spans), _words(text, predicted.spans))
    for what, role in ROLES:
        if not pairing.same_role(i, j, role):
            wanted, found = (_words(text, getattr(quote, role)) for quote in (gold, predicted))
            yield difference(what, wanted, found)
    if not gold.relay and not pairing.same_speaker(i, j):
        entity = pairing.article.entity(gold.by)
        yield difference("speaker", entity.name if entity else None, predicted.speaker or None)


def _in_nonspeech(pairing: Pairing) -> Iterator[Difference]:
    text, gold, predicted = pairing.article.text, pairing.gold_nonspeech, pairing.nonspeech
    for start, end in sorted(gold - predicted):
        yield Difference("missed", NONSPEECH_LABEL, None, text[start:end], None, start)
    for start, end in sorted(predicted - gold):
        yield Difference("spurious", NONSPEECH_LABEL, None, None, text[start:end], start)


def _words(text: str, extents: Iterable[Extent]) -> str | None:
    return " … ".join(text[start:end] for start, end in extents) or None
