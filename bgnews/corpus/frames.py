"""Finds sentence frames that articles share: a template with its slots emptied is one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .article import ANNOTATED_KINDS, Article

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"“”»]? +")
_WORD = re.compile(r"[\w-]+|[,:;–]")
_SLOT = "_"
_LENGTH = 8  # words and commas of a frame
_FIXED = 6  # how many of them are not slots


@dataclass(frozen=True)
class Frame:
    """Words that several articles have in a row.

    Attributes:
        words: lower-case, with ``_`` for names and numbers.
        articles: the ids of the articles that have them.
    """

    words: str
    articles: tuple[str, ...]


def shared_frames(articles: Iterable[Article]) -> list[Frame]:
    """The frames that at least two articles have, those of most articles first.

    A frame is eight words in a row of a sentence, names and numbers emptied, six of them not empty.
    Real news of one outlet share some too: set phrases and credits.
    """
    holders: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for article in articles:
        for frame in _frames(article):
            holders[frame].add(article.id)
    shared = [
        Frame(" ".join(words), tuple(sorted(ids))) for words, ids in holders.items() if len(ids) > 1
    ]
    return sorted(shared, key=lambda frame: (-len(frame.articles), frame.words))


def _frames(article: Article) -> Iterator[tuple[str, ...]]:
    for paragraph in article.paragraphs:
        if paragraph.kind in ANNOTATED_KINDS:
            text = article.text[paragraph.start : paragraph.end]
            for sentence in _SENTENCE_END.split(text):
                yield from _windows(_emptied(sentence))


def _emptied(sentence: str) -> list[str]:
    words = _WORD.findall(sentence)
    return [
        _SLOT if (number and word[0].isupper()) or word[0].isdigit() else word.lower()
        for number, word in enumerate(words)
    ]


def _windows(words: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - _LENGTH + 1):
        window = tuple(words[start : start + _LENGTH])
        if sum(word[0].isalpha() for word in window) >= _FIXED:
            yield window
