"""The stretches of a text that may name a holder or a target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from ..quote_rules.lexicon import load_lexicon
from .evidence import Extent

_LONGEST = 8  # words
_INNER = frozenset("-–„“”\"«»’'/&")  # marks that a name or phrase may have inside
_OPENING, _CLOSING = frozenset('„«"'), frozenset('”»“"')
_NEVER_FIRST = (
    "preposition", "conjunction", "verb", "auxiliary", "relative", "whether", "reflexive",
    "subordinator", "possessive", "object_pronoun",
)  # fmt: skip
_NEVER_LAST = (
    "preposition", "conjunction", "relative", "whether", "reflexive", "subordinator", "determiner",
)  # fmt: skip
_ALONE = "pronoun"  # words of which none but these may be a phrase by themselves
_PARTICLES = frozenset({"че", "ли", "нека", "ако", "за", "и", "или", "също", "само", "дори"})
_CLAUSE = frozenset({"да"})  # a target may be that something is done


def find_phrases(texts: Sequence[str], extents: Iterable[Extent]) -> list[Extent]:
    """The stretches of some words that do not begin or end as no noun phrase does.

    Args:
        texts: the words of the article.
        extents: where to look; a phrase lies inside one of them.

    Returns:
        Extents of at most eight words, once each, in order.
    """
    found: set[Extent] = set()
    for start, end in extents:
        words = texts[start:end]
        ends = [may_end(word) for word in words]
        holds = [_may_hold(word) for word in words]
        for first, word in enumerate(words):
            if not may_begin(word):
                continue
            for last in range(first, min(first + _LONGEST, len(words))):
                if not holds[last]:
                    break
                if ends[last] and (last > first or word[0].isalnum()):
                    found.add((start + first, start + last + 1))
    return sorted(found)


def may_begin(word: str) -> bool:
    """Whether a noun phrase may begin with a word."""
    return (word[0].isalnum() or word in _OPENING) and word.lower() not in _words(True)


def may_end(word: str) -> bool:
    """Whether a noun phrase may end with a word."""
    return (word[-1].isalnum() or word in _CLOSING) and (word.lower() not in _words(False))


def _may_hold(word: str) -> bool:
    return any(map(str.isalnum, word)) or word in _INNER


@cache
def _words(first: bool) -> frozenset[str]:
    lists = load_lexicon().words
    never = frozenset().union(*(lists[name] for name in (_NEVER_FIRST if first else _NEVER_LAST)))
    return (never | _PARTICLES) - lists[_ALONE] - (_CLAUSE if first else set())
