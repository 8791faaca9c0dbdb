"""Where sentences of Bulgarian news begin."""

from __future__ import annotations

import re

from .lexicon import ABBREVIATIONS, SENTENCE_STARTERS

_OPENING = r"[„“«‚‘\"'\[]{0,3}"
_LINE_BREAK = re.compile("[\n\r\u2028\u2029]")
_END = re.compile(
    rf"(?P<marks>[.!?…]+)(?P<closing>[“”»’\"')\]]*)(?P<gap>\s*)|{_LINE_BREAK.pattern}\s*"
)
_NEXT_WORD = re.compile(
    rf"{_OPENING}(?P<aside>(?:[-–—―]\s?|\()?){_OPENING}(?P<word>\w[\w-]{{0,30}})(?P<stop>\.?)"
)
_CONTINUING = ",;:.!?…)]/+*&=%"
_NUMBER = "0123456789.,:-–"
_LOOK_AROUND = 120  # characters; bounds the work at each mark
# A shorter sentence does not end at a unit that a name follows (``През 2024 г. България …``).
_SHORTEST_SENTENCE = 7  # words

_LEADING = ABBREVIATIONS["leading"]
_UNITS = ABBREVIATIONS["unit"]
_CLOSING = ABBREVIATIONS["closing"]
_EITHER = ABBREVIATIONS["either"]
_INITIALS = ABBREVIATIONS["initial"]


def sentence_starts(text: str) -> list[int]:
    """Offsets, in code points, of the first character of each sentence.

    Every line starts one; a blank text has none.
    """
    start = len(text) - len(text.lstrip())
    if start == len(text):
        return []
    starts = [start]
    for end in _END.finditer(text, start):
        if end.end() < len(text) and _is_boundary(text, end, starts[-1]):
            starts.append(end.end())
    return starts


def _is_boundary(text: str, end: re.Match[str], start: int) -> bool:
    """Whether a sentence that begins at ``start`` ends with ``end``."""
    marks, closing, gap = end.group("marks", "closing", "gap")
    if marks is None or _LINE_BREAK.search(gap):
        return True
    following = _NEXT_WORD.match(text, end.end())
    if following is None:
        return bool(gap) and text[end.end()] not in _CONTINUING
    aside, word, stop = following.group("aside", "word", "stop")
    if word[0].islower() or (aside and closing):
        return False
    last = _word_before(text, end.start())
    if not gap and not (last[-1:].islower() and "Ѐ" <= word[0] <= "Я"):
        return False
    if not last and closing:  # (?)
        return False
    if marks != ".":
        return True
    starter = not (stop or aside) and word.lower() in SENTENCE_STARTERS
    words = text[start : min(end.start(), start + _LOOK_AROUND)].split(maxsplit=_SHORTEST_SENTENCE)
    return _ends_sentence(last, bool(aside), starter, len(words))


def _ends_sentence(last: str, aside: bool, starter: bool, length: int) -> bool:
    """Whether the full stop after the word ``last`` ends it.

    ``aside`` says whether a dash or bracket follows, ``starter`` whether the next word, which has
    a capital, often begins sentences; ``length`` is that of the sentence in words.
    """
    abbreviation = last.lower().lstrip(_NUMBER) + "."
    if abbreviation in _LEADING:
        return False
    if abbreviation in _CLOSING:
        return not aside
    if abbreviation in _UNITS:
        return not aside and (starter or length >= _SHORTEST_SENTENCE)
    if abbreviation in _EITHER or _is_initial(last):
        return starter
    return not last.isdigit() or length > 1


def _is_initial(word: str) -> bool:
    """Whether the word is a first name cut short, or several (``А``, ``Дж``, ``А.Б``).

    The X of the network is none.
    """
    if word == "X":
        return False
    part = word.rpartition(".")[2]
    return (len(part) == 1 and part.isupper()) or f"{part}." in _INITIALS


def _word_before(text: str, position: int) -> str:
    words = text[max(0, position - _LOOK_AROUND) : position].split()
    return words[-1].lstrip("„“«‚‘\"'([") if words else ""
