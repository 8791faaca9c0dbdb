"""Cyrillic in one single-byte encoding that was read in another.

Every such reading is a permutation of characters, so only the letters can tell: the reading that
is taken makes the line look like Bulgarian, and by far more than the line as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice, pairwise

from ..data_files import DataFolder
from .code_pages import C1_CONTROLS, CYRILLIC_ENCODINGS, READ_AS
from .text import Replacement

_LOWER = "абвгдежзийклмнопрстуфхцчшщъьюя"
_ORDINARY = frozenset(f"{_LOWER}{_LOWER.upper()}ѝЍ„“”‘’‚«»№–—…•€°§©®™·\xa0\xad\x85")
_SUSPECTS = "".join(sorted({*C1_CONTROLS, *"".join(READ_AS.values())} - _ORDINARY))
# What Bulgarian text hardly holds and every misread text does.
_SUSPECT = re.compile(f"[{re.escape(_SUSPECTS)}]")
# A small letter before capitals only, as where KOI8-R was read as cp1251. Capitals come
# first, since ``re`` scans fast for them; the look behind takes in the letter before.
_SWAPPED_CASE = re.compile(r"[А-Я][А-Я](?<=\b[а-я][А-Я][А-Я])[А-Я]")
_LEAST_SUSPECTS = 1 / 40  # of the characters beyond ASCII
_WORD_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]{4,}")
_WORD_WITH_LATIN = re.compile(r"[^\W\d_]*[A-Za-z][^\W\d_]*")

# How much of a text is tried in all readings: enough for articles, and a bound for hostile input.
_SAMPLE = 300  # characters of a line
_MAX_SAMPLES = 100  # lines

# Weights are logarithms, to base e, of how much likelier than by chance.
_LEAST_GAIN = 6.0
_LEAST_PER_CHARACTER = 0.5
# A no-break space that begins a word is what MacCyrillic has for К.
_FOREIGN = re.compile(rf"[^\x00-\x7f{re.escape(''.join(_ORDINARY))}]|(?<!\S)\xa0(?=[а-я])")
# What a wrong reading makes of letters: foreign characters, marks and capitals inside words. The
# right reading leaves hardly any, while Ukrainian or Serbian, read wrongly, would be full of them.
_FLAW = re.compile(
    rf"{_FOREIGN.pattern}|(?<=[а-я])[А-Я]|(?<=\w)[„“”‘‚«»…•€°§©®™](?=\w)|[§©®™](?=[А-Яа-я])"
)
_MOST_FLAWS = 1 / 50  # of the characters beyond ASCII
_FOREIGN_WEIGHT = -3.0
_SWAPPED_CASE_WEIGHT = -3.0
_CAPITALS_WEIGHT = -0.3  # tells text from text with its cases swapped


def repair(text: str, lines: Iterable[tuple[int, str]]) -> list[Replacement]:
    """The characters of lines that were misread.

    Args:
        text: the whole text. A reading that one line surely asks for is tried on the others.
        lines: lines that may be misread, with their starts.
    """
    suspect_lines = (line[:_SAMPLE] for _, line in lines if _may_be_misread(line[:_SAMPLE]))
    found = [_sure_reading(line) for line in islice(suspect_lines, _MAX_SAMPLES)]
    readings = [reading for reading in _readings() if reading in found]
    if not readings:
        return []
    replacements: list[Replacement] = []
    start = 0
    for line in text.split("\n"):
        if not line.isascii() and (reading := _best_reading(line, readings, least_gain=0.0)):
            meant = _read(line, reading)
            replacements += (
                (start + i, start + i + 1, after)
                for i, (before, after) in enumerate(zip(line, meant, strict=True))
                if before != after
            )
        start += len(line) + 1
    return replacements


def is_suspect(text: str) -> bool:
    """Whether the text holds anything that only misreading, or another language, puts there."""
    return bool(_SUSPECT.search(text) or _SWAPPED_CASE.search(text))


def _may_be_misread(line: str) -> bool:
    """Whether a word is suspect: lone letters such as è and é only stand in foreign text."""
    if not any(is_suspect(word) for word in _WORD_BEYOND_ASCII.findall(line)):
        return False
    suspects, beyond_ascii = len(_SUSPECT.findall(line)), _beyond_ascii(line)
    return suspects > _LEAST_SUSPECTS * beyond_ascii or bool(_SWAPPED_CASE.search(line))


def _beyond_ascii(line: str) -> int:
    return sum(character > "\x7f" for character in line)


def _sure_reading(line: str) -> dict[int, str] | None:
    suspects = set(map(ord, _SUSPECT.findall(line)))
    possible = [reading for reading in _readings() if reading.keys() >= suspects]
    return _best_reading(line, possible, _LEAST_GAIN) if possible else None


def _best_reading(
    line: str, readings: Sequence[dict[int, str]], least_gain: float
) -> dict[int, str] | None:
    """The reading that makes the line good Bulgarian, and better than it is by the least gain."""
    best = max(readings, key=lambda reading: _plausibility(_read(line, reading)))
    meant, length = _read(line, best), _beyond_ascii(line)
    plausibility = _plausibility(meant)
    is_good = (
        plausibility > _LEAST_PER_CHARACTER * length
        and len(_FLAW.findall(meant)) <= _MOST_FLAWS * length
    )
    return best if is_good and plausibility - _plausibility(line) > least_gain else None


def _read(line: str, reading: dict[int, str]) -> str:
    """The line in another reading, but for words with Latin letters, which no misreading makes."""
    meant = line.translate(reading)
    pieces, copied = [], 0
    for word in _WORD_WITH_LATIN.finditer(line):
        pieces += (meant[copied : word.start()], word[0])
        copied = word.end()
    return "".join((*pieces, meant[copied:]))


@cache
def _readings() -> tuple[dict[int, str], ...]:
    """For each pair of encodings, what each character was meant to be."""
    return tuple(
        {
            ord(read): meant
            for read, meant in zip(READ_AS[wrong], READ_AS[right], strict=True)
            if read != meant and meant not in C1_CONTROLS
        }
        for wrong in READ_AS
        for right in CYRILLIC_ENCODINGS
        if wrong != right
    )


def _plausibility(line: str) -> float:
    """How much likelier the line is as Bulgarian than by chance."""
    weights = _pair_weights()
    pairs = map("".join, pairwise(f" {line} "))
    foreign = len(_FOREIGN.findall(line))
    return sum(weights.get(pair, 0.0) for pair in pairs) + _FOREIGN_WEIGHT * foreign


@cache
def _pair_weights() -> dict[str, float]:
    """Weights of pairs of letters in both cases; a space is the edge of a word."""
    header, *rows = DataFolder(__file__).rows("mojibake_letter_pairs.tsv")
    seconds = [name.replace("_", " ") for name in header[1:]]
    weights: dict[str, float] = {}
    for name, *values in rows:
        first = name.replace("_", " ")
        for second, weight in zip(seconds, map(float, values), strict=True):
            inside = first != " " and second != " "
            weights[first + second.upper()] = _SWAPPED_CASE_WEIGHT if inside else weight
            weights[(first + second).upper()] = weight + _CAPITALS_WEIGHT * inside
            weights[first.upper() + second] = weights[first + second] = weight
    del weights["  "]
    return weights
