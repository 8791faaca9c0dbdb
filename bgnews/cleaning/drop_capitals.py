"""Drop capitals that a scraper tore off the words they begin."""

from __future__ import annotations

import re

from .lexicon import is_bulgarian
from .lookalikes import READINGS
from .text import Replacement

_CYRILLIC = "А-ЯЀЍ"
_TWINS = {twin: letter for twin, letter in READINGS["twin"].items() if "A" <= twin <= "Z"}

# Capitals that are words by themselves and begin sentences. К, О, Е and Я are words too, but
# headlines and leads do not open with them often enough to outweigh the names they would split.
_ONE_LETTER_WORDS = frozenset("АВИСУ")

# The rest of a torn word is in small letters, or all in capitals (``ЦСКА``).
_BEGINNING_CUT_OFF = re.compile(rf"[а-яѝ]|[{_CYRILLIC}]+(?![а-яѝ])")

# Each pattern begins with a literal, which the search jumps to: that makes it several times faster
# than one pattern for all. A line break put before the text stands for its start.
_LINE_START = re.compile(
    rf"\n[ \t\xa0]*(?:[„“\"«]?(?P<capital>[{_CYRILLIC}{''.join(_TWINS)}])|[„«])"
    r"(?P<break>[ \t\r\xa0]*\n\s*)(?P<rest>[„“\"«]?\w+)(?P<alone>(?=\n|\Z))?"
)
_WITHIN_LINE = [
    re.compile(
        rf"{before}(?P<capital>[{_CYRILLIC}])(?P<break>[ \xa0]{{1,3}})"
        r"(?P<rest>[а-яѝ]{2,})(?![\w.-])"
    )
    for before in (" ", r"\n")
]


def drop_capitals(text: str) -> list[Replacement]:
    """Find the breaks that part a drop capital from the rest of its line.

    The break goes; where the capital is a word by itself, a space takes its place. A Latin
    look-alike in the capital becomes Cyrillic.

    Args:
        text: the text of a page.

    Returns:
        Replacements in order of position, offsets in code points of ``text``.
    """
    padded = "\n" + text
    found = [edit for match in _LINE_START.finditer(padded) for edit in _rejoined(match)]
    for pattern in _WITHIN_LINE:
        found += (
            (*match.span("break"), "")
            for match in pattern.finditer(padded)
            if _is_torn_within_line(match["capital"], match["rest"])
        )
    return sorted((start - 1, end - 1, after) for start, end, after in found)


def _rejoined(match: re.Match[str]) -> list[Replacement]:
    torn, rest = match["capital"], match["rest"]
    is_letter_alone = match["alone"] is not None and len(rest) == 1
    if torn is None:  # a quote mark alone
        is_text = rest[0].isalnum() and not is_letter_alone
        return [(*match.span("break"), "")] if is_text else []
    capital = _TWINS.get(torn, torn)
    is_twin = capital != torn
    glue = _glue(capital, rest, is_sure=not (is_twin or is_letter_alone))
    if glue is None:
        return []
    twin = [(*match.span("capital"), capital)] if is_twin else []
    return [*twin, (*match.span("break"), glue)]


def _glue(capital: str, rest: str, is_sure: bool) -> str | None:
    """What belongs between the capital and the line below it; None if they are strangers."""
    joined_is_word = is_bulgarian(capital + rest)
    if not is_sure or rest in _ONE_LETTER_WORDS:
        return "" if joined_is_word and not rest.istitle() else None
    if capital in _ONE_LETTER_WORDS and (not rest[0].isalpha() or rest.istitle()):
        return " "
    if not _BEGINNING_CUT_OFF.match(rest):
        return None
    if capital in _ONE_LETTER_WORDS and len(rest) > 1 and not joined_is_word:
        return " " if is_bulgarian(rest) else ""
    return ""


def _is_torn_within_line(capital: str, rest: str) -> bool:
    """Within a line a letter can stand alone (``бл. Б на``), so both halves must tell."""
    return not is_bulgarian(rest) and is_bulgarian(capital + rest)
