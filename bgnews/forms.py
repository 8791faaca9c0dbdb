"""Forms of a word: what is left of it without the endings of article, plural and gender."""

from __future__ import annotations

#: The endings, longer ones before those that end alike.
ENDINGS = ("ите", "ият", "ът", "ят", "та", "то", "те", "ия", "а", "я", "и")
_SHORTEST_STEM = 3


def stem(word: str) -> str:
    """A word in lower case without its ending, if enough of it is left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
