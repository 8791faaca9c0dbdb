"""The kinds of noise that real pages have, each as replacements in the text of an article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from ...cleaning.lookalikes import READINGS
from ...cleaning.text import Replacement
from ..article import Article

#: Makes the replacements of one kind of noise, sorted and not overlapping; none is fine.
Kind = Callable[[Article, random.Random], list[Replacement]]

_WORD = re.compile(r"[А-Яа-я]{3,}")
_MARK = re.compile(r"[„“”\"«»]")
_SENTENCE = re.compile(r"(?:(?<=\n)|(?<=[.!?] ))[А-Я](?=[а-я])")
_GAP = re.compile(r"(?<=[а-я][.,!?]) (?=[А-Яа-я])")
_SPACE = re.compile(r"(?<=\w) (?=\w)")
_BODY_START = re.compile(r"[А-Я](?=[а-я])")

_TWINS = {cyrillic[0]: latin for latin, cyrillic in READINGS["twin"].items() if latin.isascii()}
_INVISIBLE = ("\u00ad", "\u200b", "\u200d", "\ufeff")
_STYLES = (("„", "“"), ("„", "”"), ('"', '"'), ("“", "”"), ("«", "»"), ("„", '"'))


def lookalikes(article: Article, rng: random.Random) -> list[Replacement]:
    """Latin letters in some words, in place of Cyrillic ones that look the same."""
    share = rng.choice((0.005, 0.02, 0.1))
    return [
        replacement
        for word in _WORD.finditer(article.text)
        if rng.random() < share
        for replacement in _twins(word.start(), word.group(), rng)
    ]


def _twins(start: int, word: str, rng: random.Random) -> Iterator[Replacement]:
    places = [i for i, letter in enumerate(word) if letter in _TWINS]
    chosen = rng.sample(places, min(len(places), rng.randint(1, 2)))
    for i in sorted(chosen):
        yield start + i, start + i + 1, _TWINS[word[i]]


def invisibles(article: Article, rng: random.Random) -> list[Replacement]:
    """Characters that nobody sees inside words, and spaces that do not break."""
    unseen = [
        (word.start() + 2, word.start() + 2, rng.choice(_INVISIBLE))
        for word in _WORD.finditer(article.text)
        if rng.random() < 0.01
    ]
    spaces = [
        (space.start(), space.end(), "\u00a0")
        for space in _SPACE.finditer(article.text)
        if rng.random() < 0.02
    ]
    return sorted([*unseen, *spaces])


def mark_styles(article: Article, rng: random.Random) -> list[Replacement]:
    """Quote marks of another style throughout, as every site has its own."""
    opening, closing = rng.choice(_STYLES)
    return [
        (mark.start(), mark.end(), new)
        for mark in _MARK.finditer(article.text)
        if (new := opening if _opens(article.text, mark.start()) else closing) != mark.group()
    ]


def lost_marks(article: Article, rng: random.Random) -> list[Replacement]:
    """One or two quote marks missing, or of a wrong kind."""
    marks = list(_MARK.finditer(article.text))
    chosen = sorted(rng.sample(marks, min(len(marks), rng.randint(1, 2))), key=re.Match.start)
    return [(m.start(), m.end(), rng.choice(("", "", "“", '"', "”"))) for m in chosen]


def lost_capitals(article: Article, rng: random.Random) -> list[Replacement]:
    """Sentences that begin with a small letter."""
    return [
        (capital.start(), capital.end(), capital.group().lower())
        for capital in _SENTENCE.finditer(article.text)
        if rng.random() < 0.1
    ]


def lost_spaces(article: Article, rng: random.Random) -> list[Replacement]:
    """Punctuation that the next word sticks to."""
    gaps = _GAP.finditer(article.text)
    return [(gap.start(), gap.end(), "") for gap in gaps if rng.random() < 0.03]


def torn_capital(article: Article, rng: random.Random) -> list[Replacement]:  # noqa: ARG001
    """The first letter of the first body paragraph on a line of its own, as a drop capital."""
    for paragraph in article.paragraphs:
        if paragraph.kind == "body" and _BODY_START.match(article.text, paragraph.start):
            return [(paragraph.start + 1, paragraph.start + 1, "\n")]
    return []


#: All kinds of noise by name.
KINDS: dict[str, Kind] = {
    "lookalikes": lookalikes,
    "invisibles": invisibles,
    "mark_styles": mark_styles,
    "lost_marks": lost_marks,
    "lost_capitals": lost_capitals,
    "lost_spaces": lost_spaces,
    "torn_capital": torn_capital,
}


def _opens(text: str, position: int) -> bool:
    """Whether a mark opens, which its form alone does not tell."""
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    return (not before or before.isspace() or before in "(-–—:/") and not after.isspace()
