"""Build the table of letter pairs by which cleaning knows Bulgarian from misread bytes.

    make data  # or: python training/cleaning/build_letter_pairs.py

For each letter (and the edge of a word, written ``_``) the table says how much likelier than chance
each letter follows it: log(P(next | letter) * number of letters), from the Bulgarian word
frequencies of wordfreq (CC BY-SA 4.0), damped by a square root so that rare words count too.
"""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from wordfreq import get_frequency_dict

LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюя"
TABLE = Path(__file__).parents[2] / "bgnews" / "cleaning" / "data" / "mojibake_letter_pairs.tsv"
_SMOOTHING = 1e-3  # share of an even distribution
_EDGE = "_"


def main() -> None:
    counts: defaultdict[tuple[str, str], float] = defaultdict(float)
    for word, frequency in get_frequency_dict("bg", "best").items():
        if set(word) <= set(LETTERS):
            for pair in pairwise(f"{_EDGE}{word}{_EDGE}"):
                counts[pair] += math.sqrt(frequency)
    symbols = _EDGE + LETTERS
    lines = ["\t" + "\t".join(symbols)]
    for first in symbols:
        total = sum(counts[first, second] for second in symbols)
        shares = [counts[first, second] / total + _SMOOTHING for second in symbols]
        lines.append("\t".join([first, *(f"{math.log(s * len(symbols)):.1f}" for s in shares)]))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
