"""Digits in the place of letters, letters in the place of digits, and Roman numerals."""

from __future__ import annotations

import re
from functools import lru_cache

from .lexicon import has_bulgarian_stem, is_bulgarian
from .lookalikes import CYRILLIC, DATA, Run, in_address, runs
from .text import Replacement

_DIGIT_BY_LETTER = re.compile("[0-9](?:(?=[OА-яѝ])|(?<=[OА-яѝ][0-9]))")
_LETTERS = {"0": "о", "3": "з", "4": "ч", "6": "б"}
_DIGITS = str.maketrans({"О": "0", "о": "0", "O": "0", "З": "3"})
_NUMBER = re.compile("З[0-9]+|[0-9]+[ОOо]+[0-9]+|[0-9]{2,}[ОO]+|[0-9][ОO]{2,}")
_ROUND_NUMBER = re.compile("[1-9][ОO]")
_COUNTED_THINGS = re.compile(r"\s?(?:[%€]|[а-я]{2}|[а-я]\.)|[.,:][0-9]")
_SENTENCE_START = re.compile(r"(?:^|[.!?…\n]\s*|[„“\"«]|[–—-]\s)\Z")
_REACH = 5  # code points that can tell the start of a sentence
_MIN_GUESS = 4  # letters around the digit in a word that is not in the lexicon
_VOWELS = frozenset("аеиоуъюя")
_UNITS = DATA.words("after-numbers.txt")
_NAMES = DATA.words("names-by-digit.txt")

_ROMAN_GATE = re.compile("[IVXІӀХ]")
_ROMAN_LETTERS = str.maketrans("ІӀХУСМ", "IIXVCM")
_ROMAN = re.compile("(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CENTURY_FOLLOWS = re.compile(
    r"(?:(?:\s?[-–—]\s?|\s(?:и|до)\s)[IVXІХ]+)?\s(?:век|столети|в\.)|-т[аи]\b"
)
_NAME_BEFORE = re.compile(r"[А-Я][а-я]+\s\Z")
_NAME_REACH = 40  # code points; longer names are rare
_COUNTED_FOLLOWS = re.compile(r"\s(?:век|столети|в\.|клас\b|кръг|район|степен|световна|отделение)")


def digits(text: str) -> list[Replacement]:
    """Replace digits that stand in for letters of a word (``6ългария``), and the reverse (``З0``).

    Args:
        text: any text; look-alikes of other scripts are repaired already.

    Returns:
        One replacement for each wrong character, by one character, in order of position.
    """
    return [
        (run.start + i, run.start + i + 1, new)
        for run in runs(text, _DIGIT_BY_LETTER)
        if not in_address(text, run)
        for i, (old, new) in enumerate(zip(run.letters, _spelled_in(text, run), strict=True))
        if old != new
    ]


def roman(text: str) -> list[Replacement]:
    """Replace Cyrillic letters in Roman numerals (``ХIХ``, ``ІІ``) by the Latin ones.

    Args:
        text: any text.

    Returns:
        One replacement for each wrong letter, by one letter, in order of position.
    """
    return [
        (run.start + i, run.start + i + 1, new)
        for run in runs(text, _ROMAN_GATE)
        if not run.letters.isascii() and _is_numeral(text, run) and not in_address(text, run)
        for i, (old, new) in enumerate(
            zip(run.letters, run.letters.translate(_ROMAN_LETTERS), strict=True)
        )
        if old != new
    ]


def _spelled_in(text: str, run: Run) -> str:
    before = text[max(0, run.start - _REACH) : run.start]
    counts = bool(_COUNTED_THINGS.match(text, run.end))
    return _spelled(run.letters, counts, bool(_SENTENCE_START.search(before)))


@lru_cache(maxsize=1 << 12)
def _spelled(run: str, counts: bool, starts_sentence: bool) -> str:
    """The run with its look-alike digits or letters set right; itself where that is uncertain."""
    if _NUMBER.fullmatch(run) or (counts and _ROUND_NUMBER.fullmatch(run)):
        return run.translate(_DIGITS)
    letters = "".join(_LETTERS.get(character, character) for character in run)
    if any(character.isdigit() or character not in CYRILLIC for character in letters):
        return run
    if not _is_word(run, letters):
        return run
    return _cased(run, letters, starts_sentence)


def _is_word(run: str, letters: str) -> bool:
    """Whether a run of Cyrillic letters and digits is the word that its reading is."""
    found = [i for i, character in enumerate(run) if character.isdigit()]
    own = len(run) - len(found)
    if len(run) < 3 or own < len(found):
        return False
    if found[0] > 0 and found[-1] < len(run) - 1:
        guess = len(found) == 1 and own >= _MIN_GUESS and (run[1:].islower() or run.isupper())
        return guess or has_bulgarian_stem(letters)
    if run[0].isdigit():
        return _is_word_from_digit(run, letters)
    if run[-1] == "0":
        return has_bulgarian_stem(letters)
    return is_bulgarian(letters) and not is_bulgarian(run[:-1])


def _is_word_from_digit(run: str, letters: str) -> bool:
    """Whether the digit at the start is a letter, not a number glued to the next word."""
    rest = run[1:].lower()
    if rest in _UNITS or not rest.isalpha():
        return False
    pronounceable = run[0] == "0" or rest[0] in _VOWELS
    guess = len(rest) >= _MIN_GUESS and pronounceable and not has_bulgarian_stem(rest)
    return guess or has_bulgarian_stem(letters)


def _cased(run: str, letters: str, starts_sentence: bool) -> str:
    if run.isupper() and len(run) > 2:
        return letters.upper()
    if run[0].isdigit() and (starts_sentence or letters in _NAMES):
        return letters[0].upper() + letters[1:]
    return letters


def _is_numeral(text: str, run: Run) -> bool:
    """Whether a run is a numeral, by its own letters or, if those spell words too, by context."""
    numeral = run.letters.translate(_ROMAN_LETTERS)
    if not _ROMAN.fullmatch(numeral):
        return False
    bulgarian = set(run.letters) & CYRILLIC
    if bulgarian.issuperset(run.letters):
        return bulgarian == {"Х"} and bool(_CENTURY_FOLLOWS.match(text, run.end))
    if bulgarian & set("СМ") or ("У" in bulgarian and "I" not in numeral):
        return False
    if len(run.letters) > 1:
        return True
    before = text[max(0, run.start - _NAME_REACH) : run.start]
    return bool(_NAME_BEFORE.search(before) or _COUNTED_FOLLOWS.match(text, run.end))
