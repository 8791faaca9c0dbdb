"""Letters that stand in for their look-alikes of another script, in both directions.

Mixed scripts alone say little: ``CV-то`` and ``КариZма`` are meant as they are. So each run of
letters is read as Cyrillic and as Latin; the letters that have only one reading and the lexicon
decide, and for whole words of look-alikes (``KATO``) the neighbours do.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal

from .lexicon import has_bulgarian_stem, is_bulgarian, is_latin
from .lookalikes import CYRILLIC, LATIN, READINGS, Relation, Run, in_address, runs
from .neighbours import Repaired, cyrillic_by_neighbours
from .text import Replacement

_RARE = "".join(sorted(set().union(*READINGS.values()) - CYRILLIC))
_FOREIGN = re.compile(f"[A-Za-zÀ-ÖØ-öø-ɏ{_RARE}]")
_LATIN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ɏ0-9_]+")
_TWINS = "".join(filter(LATIN.match, READINGS["twin"]))
_LOOKALIKE_WORD = re.compile(f"[{_TWINS}]+")
# Product codes in capitals (KC-135) are Latin, and what stands before Latin words (AC Sparta).
_FOLLOWER = re.compile(r"(?P<number>[-‑–]?\d)|\s(?P<latin>[A-Za-z]*[DFGIJLNQRSUVWZfijlqsvwz])")
_TIMES = re.compile(r"\d+[хx×](?=\D)")
_SLAVIC = re.compile("[\u0400-\u052f]+")
_OTHER_SLAVIC = re.compile("[ЁЂ-ЅЇ-ЏЫЭыэёђ-ѕї-џҐґЎў]")
_WORD_WITH_I = re.compile(r"\b[^\W\d_А-ЯІ]*і\w*")  # names may be unknown anywhere
_ARTICLES = ("ите", "ият", "ът")  # endings that mark a word as Bulgarian among Slavic ones
_WINDOW = 60  # code points on each side that tell a Ukrainian sentence
_Follower = Literal["number", "latin", None]
_MAX_READINGS = 64  # bounds the product of ambiguous letters
_MIN_MISTYPED = 5  # letters; shorter words match the lexicon by chance


def homoglyphs(text: str) -> list[Replacement]:
    """Replace letters by their look-alikes where a word is meant in the other script.

    Args:
        text: any text.

    Returns:
        One replacement for each wrong letter, by one letter, in order of position.
    """
    repaired = Repaired(text)
    undecided: list[Run] = []
    slavic: list[Run] = []
    for run in runs(text, _FOREIGN):
        if _LATIN_WORD.fullmatch(run.letters):
            if _bulgarian_reading(run.letters) and not in_address(text, run):
                undecided.append(run)
            continue
        reading = _reading(run.letters, _what_follows(text, run))
        if reading != run.letters and not in_address(text, run):
            if _SLAVIC.fullmatch(run.letters):
                slavic.append(run)
            else:
                repaired.put(run, reading)
    for run in slavic:  # last, so that letters which only look foreign count for nothing
        if not _is_ukrainian(repaired, run):
            repaired.put(run, _reading(run.letters, None))
    for run in cyrillic_by_neighbours(repaired, undecided):
        repaired.put(run, _bulgarian_reading(run.letters))
    return [(i, i + 1, letter) for i, letter in sorted(repaired.letters.items())]


def _what_follows(text: str, run: Run) -> _Follower:
    follower = _FOLLOWER.match(text, run.end)
    return follower.lastgroup if follower else None  # type: ignore[return-value]


@lru_cache(maxsize=1 << 14)
def _bulgarian_reading(word: str) -> str:
    """The Bulgarian word that a Latin word looks like; empty if there is none."""
    one_case = word in (word.lower(), word.upper(), word.capitalize())
    if not (one_case and _LOOKALIKE_WORD.fullmatch(word)):
        return ""
    reading = "".join(map(READINGS["twin"].__getitem__, word))
    return reading if is_bulgarian(reading) and not is_latin(word) else ""


@lru_cache(maxsize=1 << 14)
def _reading(letters: str, follower: _Follower) -> str:
    """How to spell a run that is not plain Latin; the run itself where that is uncertain.

    Args:
        letters: the run.
        follower: what stands right after it, a number, a Latin word or neither.
    """
    if times := _TIMES.match(letters):
        return times.group() + _reading(letters[times.end() :], follower)
    if _SLAVIC.fullmatch(letters):
        return _bulgarian_of_slavic(letters) or letters
    if "_" in letters or not any(letter in CYRILLIC or LATIN.match(letter) for letter in letters):
        return letters
    latin = _latin_reading(letters)
    if latin == letters:
        return letters
    if not latin:
        return _cyrillic_reading(letters) or letters
    own = sum(letter in CYRILLIC for letter in letters)
    cyrillic = _twin_reading(letters)
    if not cyrillic and 2 * own > len(letters):
        cyrillic = _known(_readings(letters, "near"))
    if not cyrillic or (follower == "number" and letters.isupper()):
        return latin
    if is_bulgarian(cyrillic) != is_latin(latin):
        return cyrillic if is_bulgarian(cyrillic) else latin
    return cyrillic if 2 * own >= len(letters) and follower != "latin" else latin


def _bulgarian_of_slavic(letters: str) -> str:
    """The Bulgarian word in a Cyrillic run with foreign letters; empty if it may be foreign."""
    if CYRILLIC.isdisjoint(letters):
        return ""
    reading = _twin_reading(letters)
    return reading if reading.endswith(_ARTICLES) or has_bulgarian_stem(reading) else ""


def _cyrillic_reading(letters: str) -> str:
    """How to spell a run that cannot be Latin: a known word if it can be one; empty if unclear."""
    twin = _twin_reading(letters)
    if has_bulgarian_stem(twin):
        return twin
    return _known(_readings(letters, "near")) or _mistyped(letters) or twin or _guess(letters)


def _twin_reading(letters: str) -> str:
    return next(_readings(letters), "")


def _guess(letters: str) -> str:
    """The likeliest reading by likeness, where no more than one letter is in doubt."""
    doubtful = sum(letter in READINGS["near"] for letter in letters)
    own = sum(letter in CYRILLIC for letter in letters)
    sure = doubtful == 1 and own >= 3 and 2 * own > len(letters)
    return next(_readings(letters, "near"), "") if sure else ""


def _mistyped(letters: str) -> str:
    """A known word of which a part was typed on the Latin layout, by sound or by key."""
    if len(letters) < _MIN_MISTYPED:
        return ""
    readings = itertools.chain(_readings(letters, "near", "sound"), _readings(letters, "key"))
    return next(filter(is_bulgarian, readings), "")


def _known(readings: Iterable[str]) -> str:
    """The first reading that is a word; else the first that is a word but for its ending."""
    readings = list(readings)
    return next(filter(is_bulgarian, readings), "") or next(
        filter(has_bulgarian_stem, readings), ""
    )


def _readings(letters: str, *relations: Relation) -> Iterator[str]:
    """Cyrillic readings by twins and letters in the given relations, the likeliest first."""
    options: list[str] = []
    for letter in letters:
        if not (letter_options := _letter_readings(letter, relations)):
            return iter(())
        options.append(letter_options)
    return map("".join, itertools.islice(itertools.product(*options), _MAX_READINGS))


@lru_cache(maxsize=1 << 12)
def _letter_readings(letter: str, relations: tuple[Relation, ...]) -> str:
    if letter in CYRILLIC:
        return letter
    readings = "".join(READINGS[relation].get(letter, "") for relation in ("twin", *relations))
    return readings or letter[letter.isalpha() :]


def _latin_reading(letters: str) -> str:
    """The run in Latin letters; empty if one of its letters does not look like any."""
    twins = READINGS["latin"]
    reading = "".join(twins.get(letter, letter) for letter in letters)
    plain = all(LATIN.match(letter) or not letter.isalpha() for letter in reading)
    return reading if plain else ""


def _is_ukrainian(text: Repaired, run: Run) -> bool:
    """Whether a Cyrillic word with і stands beside words that only another language has."""
    around = text.between(run.start - _WINDOW, run.end + _WINDOW)
    return bool(_OTHER_SLAVIC.search(around)) or any(
        _reading(word, None) == word for word in _WORD_WITH_I.findall(around)
    )
