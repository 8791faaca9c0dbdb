"""Stretches of text in quote marks, and whether they are speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..corpus.article import ANNOTATED_KINDS, Article, Extent
from ..quote_rules.marks import pair_marks
from .matching import Text
from .pairing import AnyQuote, Pairing

SPEECH, NONSPEECH = "speech", "non-speech"

_TOKEN = re.compile(r"\w+|''|``|,,|\S")
_SPOKEN = ("direct", "mixed")
_MOST = 0.5  # the share of a stretch's words that quotes have to hold


def marked_stretches(article: Article) -> Iterator[Extent]:
    """The extents between two quote marks that belong together, where quotes are annotated."""
    for paragraph in article.paragraphs:
        if paragraph.kind not in ANNOTATED_KINDS:
            continue
        tokens = [m.span() for m in _TOKEN.finditer(article.text, paragraph.start, paragraph.end)]
        words = [article.text[start:end] for start, end in tokens]
        ends = [-1, *(end for _, end in tokens)]
        spaced = [start > end for (start, _), end in zip(tokens, ends, strict=False)]
        for pair in pair_marks(words, spaced):
            if pair.complete:
                first, last = pair.inner
                yield tokens[first][0], tokens[last - 1][1]


def speech_or_not(pairing: Pairing) -> Iterator[tuple[str, str]]:
    """For each marked stretch whether it is speech by the gold annotation, and as predicted.

    It is if most of its words are in direct and mixed quotes, and it is not non-speech itself.
    """
    gold = _Speech(pairing.text, pairing.gold, pairing.gold_nonspeech)
    predicted = _Speech(pairing.text, pairing.predicted, pairing.nonspeech)
    for stretch in marked_stretches(pairing.article):
        yield gold.label(stretch), predicted.label(stretch)


class _Speech:
    def __init__(self, text: Text, quotes: Iterable[AnyQuote], nonspeech: set[Extent]) -> None:
        self._text, self._nonspeech = text, nonspeech
        self._spoken = text.words_in(
            extent for quote in quotes if quote.type in _SPOKEN for extent in quote.spans
        )

    def label(self, stretch: Extent) -> str:
        if self._text.trimmed(stretch) in self._nonspeech:
            return NONSPEECH
        words = self._text.words_in([stretch])
        spoken = len(words & self._spoken)
        return SPEECH if words and spoken >= _MOST * len(words) else NONSPEECH
