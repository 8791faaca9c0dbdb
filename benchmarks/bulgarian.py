"""Bulgarian-looking text of any length, the same for everyone: sampled, not copied.

Speed depends on how many different words a text holds and how often it breaks into Latin, digits
and marks; the sampler keeps those close to news (36,000 words as often as they are in Bulgarian, a
Latin word in a hundred, a number in thirty, a sentence of about 18 words).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import accumulate

from wordfreq import get_frequency_dict

_WORD = re.compile("(?=.*[аеиоуъюя])[а-яѝ-]+$")  # no bare consonants, which are abbreviations
_LATIN = ("Facebook", "NATO", "Brexit", "iPhone", "X", "Telegram", "online", "Reuters", "BMW", "AI")
_TWINS = dict(zip("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX", strict=True))


def sample_text(characters: int, seed: int = 0) -> str:
    """Clean text of about this many characters, in paragraphs of four sentences."""
    rng = random.Random(seed)
    frequencies = {
        word: frequency for word, frequency in get_frequency_dict("bg").items() if _WORD.match(word)
    }
    words, weights = list(frequencies), list(accumulate(frequencies.values()))
    pieces: list[str] = []
    length = 0
    while length < characters:
        pieces.append(" ".join(_sentence(rng, words, weights) for _ in range(4)))
        length += len(pieces[-1]) + 1
    return "\n".join(pieces)


def damage(text: str, share: float, seed: int = 0) -> str:
    """Put Latin twins for one or all of the letters that have any, in this share of the words."""
    rng = random.Random(seed)
    return " ".join(
        _damaged(rng, word) if rng.random() < share else word for word in text.split(" ")
    )


def _sentence(rng: random.Random, words: list[str], weights: list[float]) -> str:
    drawn = rng.choices(words, cum_weights=weights, k=rng.randint(6, 30))
    tokens = list(_with_breaks(rng, drawn))
    tokens[0] = tokens[0].capitalize()
    return " ".join(tokens) + "."


def _with_breaks(rng: random.Random, words: list[str]) -> Iterator[str]:
    for word in words:
        chance = rng.random()
        if chance < 0.01:
            yield rng.choice(_LATIN)
        elif chance < 0.04:
            yield str(rng.randint(1, 2030))
        elif chance < 0.06:
            yield f"„{word}“"
        elif chance < 0.12:
            yield word.capitalize() if len(word) > 1 else word
        elif chance < 0.2:
            yield word + ","
        else:
            yield word


def _damaged(rng: random.Random, word: str) -> str:
    twins = [index for index, letter in enumerate(word) if letter in _TWINS]
    picked = set(twins if rng.random() < 0.3 else twins[:1])
    return "".join(_TWINS[c] if index in picked else c for index, c in enumerate(word))
