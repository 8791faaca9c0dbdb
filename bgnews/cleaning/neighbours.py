"""What the words beside it tell about a word that could be Cyrillic or Latin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .lookalikes import CYRILLIC, DATA, Run

_DESIGNATORS = tuple(sorted(DATA.words("designators.txt")))
_GLUE = frozenset("-‑&./\\'’+*@#_=$")
_DEGREES = frozenset("°º")
_SKIPPED = frozenset(' \t\u00a0,:–—-“”"»%0123456789')
_RELATIONS = frozenset("<>=+×÷≤≥≠≈")
_REACH = 12  # code points between a word and its neighbour


class Repaired:
    """A text with some of its letters replaced.

    Attributes:
        letters: the new letters by position.
    """

    def __init__(self, text: str) -> None:
        self.letters: dict[int, str] = {}
        self._text = text

    def put(self, run: Run, reading: str) -> None:
        """Replace the letters of a run by those of a reading of the same length."""
        for i, (old, new) in enumerate(zip(run.letters, reading, strict=True), run.start):
            if old != new:
                self.letters[i] = new

    def at(self, position: int) -> str:
        """The character at a position; empty beyond the ends of the text."""
        if 0 <= position < len(self._text):
            return self.letters.get(position) or self._text[position]
        return ""

    def between(self, start: int, end: int) -> str:
        """The characters from ``start`` to ``end``, as far as the text goes."""
        return "".join(map(self.at, range(start, end)))


def cyrillic_by_neighbours(text: Repaired, undecided: Sequence[Run]) -> list[Run]:
    """Those runs of Latin look-alikes that stand among Cyrillic words as some of them.

    Args:
        text: the text with what is already decided in place.
        undecided: runs whose Cyrillic readings are words, in order of position.
    """
    return [run for chain in _chains(text, undecided) for run in _cyrillic_of_chain(text, chain)]


def _chains(text: Repaired, undecided: Sequence[Run]) -> Iterator[list[Run]]:
    """Stretches of undecided runs with no other word between them: they share neighbours."""
    chain: list[Run] = []
    for run in undecided:
        if chain and _next_letter(text, chain[-1].end, 1) != run.start:
            yield chain
            chain = []
        chain.append(run)
    if chain:
        yield chain


def _cyrillic_of_chain(text: Repaired, chain: Sequence[Run]) -> Iterator[Run]:
    left = text.at(_next_letter(text, chain[0].start - 1, -1))
    right = text.at(_next_letter(text, chain[-1].end, 1))
    letters = [letter for letter in (left, right) if letter.isalpha()]
    is_among_cyrillic = bool(letters) and CYRILLIC.issuperset(letters)
    for run in chain:
        if _is_in_abbreviation(text, run) or (is_among_cyrillic and _is_word(text, run)):
            yield run


def _is_word(text: Repaired, run: Run) -> bool:
    """Whether a run in Cyrillic surroundings is a word rather than part of a code, or a name."""
    if _is_glued(text, run.start - 1, -1) or _is_glued(text, run.end, 1):
        return _is_ordinal_ending(text, run) or _is_joined_name(text, run)
    if len(run.letters) > 1:
        return True
    follows = text.at(run.end)
    # Of the words of one letter only a verb and two interjections can end a clause.
    if not (follows.isspace() or (run.letters in "eEo" and follows in ",.:;!?…")):
        return False
    if text.at(_next_letter(text, run.end, 1)) in _RELATIONS:  # a variable: c > d
        return False
    left, right = _word(text, run.start - 1, -1), _word(text, run.end, 1)
    if run.letters.islower():
        return run.letters == "e" or left.lower() not in _DESIGNATORS
    if left.lower().startswith(_DESIGNATORS) or right.lower() in _DESIGNATORS:
        return False
    # A capital alone starts a sentence, or is one of a headline in capitals.
    return not left or (len(left) > 1 and left.isupper() and (not right or right.isupper()))


def _is_in_abbreviation(text: Repaired, run: Run) -> bool:
    """Whether the run is the second letter of an abbreviation such as ``т.e.``"""
    first, dot = text.at(run.start - 2), text.at(run.start - 1)
    is_second = first in CYRILLIC and dot == "." and not text.at(run.start - 3).isalnum()
    return is_second and run.letters in ("a", "e") and text.at(run.end) == "."


def _is_glued(text: Repaired, position: int, step: int) -> bool:
    beside = text.at(position)
    inside = beside in _GLUE and text.at(position + step).isalnum()
    return inside or beside in _DEGREES or (beside == "." and step < 0)


def _is_ordinal_ending(text: Repaired, run: Run) -> bool:
    """Whether the run is a letter as in ``25-o място``."""
    before = text.at(run.start - 2) + text.at(run.start - 1)
    ordinal = len(before) == 2 and before[0].isdigit() and before[1] == "-"
    return ordinal and len(run.letters) == 1 and run.letters.islower() and text.at(run.end) == " "


def _is_joined_name(text: Repaired, run: Run) -> bool:
    """Whether the run stands before a hyphen and a name as in ``HATO-Русия``."""
    name = _word(text, run.end, 1) if text.at(run.end) == "-" else ""
    glued_before = _is_glued(text, run.start - 1, -1)
    return len(run.letters) > 2 and len(name) > 2 and name[0].isupper() and not glued_before


def _next_letter(text: Repaired, position: int, step: int) -> int:
    """Where the next word of the clause begins in the direction of ``step``, if there is one."""
    last = position + _REACH * step
    while position != last and text.at(position) in _SKIPPED:
        position += step
    return position


def _word(text: Repaired, position: int, step: int) -> str:
    """The next word of the clause in the direction of ``step``; empty if there is none."""
    position = _next_letter(text, position, step)
    letters = []
    while text.at(position).isalpha():
        letters.append(text.at(position))
        position += step
    return "".join(letters[::step])
