"""Text whose bytes were read in the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

from . import misread_cyrillic
from .misread_cyrillic import is_suspect
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
    return rewrite.replacements


def _last_layer(text: str) -> list[Replacement]:
    if not is_suspect(text):
        return []
    lines = [(start, line) for start, line in _lines(text) if is_suspect(line)]
    for misreading in utf8_misreadings():
        if replacements := [r for start, line in lines for r in misreading.repair(line, start)]:
            return replacements
    return misread_cyrillic.repair(text, lines)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their starts."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1
