"""Which words there are: Bulgarian ones, and Latin ones spelled with look-alikes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache

from .lookalikes import DATA

_MIN_STEM = 4
_ENDINGS = DATA.words("endings.txt")
_LONGEST_ENDING = max(map(len, _ENDINGS))
_PLAIN = str.maketrans({"ѐ": "е", "ѝ": "и", "\u0300": None, "\u0301": None})


def is_bulgarian(word: str) -> bool:
    """Whether the word list or the list of acronyms has this form, in any case."""
    return _plain(word) in _bulgarian()


def has_bulgarian_stem(word: str) -> bool:
    """Whether the word is a form of the lists, but for an ending after four letters or more."""
    plain = _plain(word)
    return plain in _bulgarian() or any(stem in _stems() for stem in _without_ending(plain))


def is_latin(word: str) -> bool:
    """Whether this is a known Latin word of look-alikes, in any case."""
    return word.lower() in _latin()


@cache
def _bulgarian() -> frozenset[str]:
    return _listed("words.txt.gz") | DATA.words("acronyms.txt")


@cache
def _latin() -> frozenset[str]:
    return _listed("latin-words.txt.gz") | DATA.words("latin-names.txt")


@cache
def _stems() -> frozenset[str]:
    words = _bulgarian()
    stems = words.union(next(_without_ending(word), word) for word in words)
    return frozenset(stem for stem in stems if len(stem) >= _MIN_STEM)


def _without_ending(word: str) -> Iterator[str]:
    """What endings leave of a word, the longest ending first."""
    for cut in range(max(_MIN_STEM, len(word) - _LONGEST_ENDING), len(word)):
        if word[cut:] in _ENDINGS:
            yield word[:cut]


def _plain(word: str) -> str:
    return word.lower().translate(_PLAIN)


def _listed(name: str) -> frozenset[str]:
    return frozenset(gzip.decompress((DATA.path / name).read_bytes()).decode("utf8").split())
