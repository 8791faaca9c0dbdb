"""Text whose bytes were read in the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import misread_cyrillic
from .misread_cyrillic import SUSPECT, SWAPPED_CASE
from .misread_utf8 import utf8_misreadings
from .rewrite import Rewrite
from .text import Replacement

_MAX_LAYERS = 4


def mojibake(text: str) -> list[Replacement]:
    """Repair what was read in the wrong encoding: the whole text, a line or a span.

    Args:
        text: any text; its bytes may have been misread several times over.

    Returns:
        One replacement for each character that comes of it.
    """
    # All layers in one step: between them, other steps would take bytes of letters for controls.
    rewrite = Rewrite(text)
    for _ in range(_MAX_LAYERS):
        replacements = _last_layer(rewrite.text)
        if not replacements:
            break
        rewrite.apply("mojibake", replacements)
    return [(edit.raw_start, edit.raw_end, edit.after) for edit in rewrite.edits]


def _last_layer(text: str) -> list[Replacement]:
    places = [m.start() for pattern in (SUSPECT, SWAPPED_CASE) for m in pattern.finditer(text)]
    if not places:
        return []
    lines = list(_lines_at(text, sorted(places)))
    for misreading in utf8_misreadings():
        if replacements := [r for start, line in lines for r in misreading.repair(line, start)]:
            return replacements
    return misread_cyrillic.repair(text, lines)


def _lines_at(text: str, positions: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The lines that hold the positions, with their starts."""
    end = -1
    for position in positions:
        if position > end:
            start = text.rfind("\n", 0, position) + 1
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            yield start, text[start:end]
