"""What software left in the text: HTML entities and tags."""

from __future__ import annotations

import html
import re
from functools import cache
from html.entities import html5

from ..data_files import DataFolder
from .text import Replacement

_DATA = DataFolder(__file__)

# A reference escaped again and again is one reference: &amp;amp;quot; is a quote mark.
_REFERENCE = re.compile(
    r"&(?:amp;)*(?:#(?:[0-9]{1,8}|[xX][0-9a-fA-F]{1,6});?|[a-zA-Z][a-zA-Z0-9]{1,31};"
    # Without a semicolon, only names that no address or company name has in it.
    r"|(?:nbsp|quot|laquo|raquo|shy)(?![a-zA-Z0-9=;]))"
)


def entities(text: str) -> list[Replacement]:
    """Replace HTML character references by the characters they name, as HTML 5 has it.

    Args:
        text: any text.

    Returns:
        One replacement for each reference; ``&`` alone and unknown names stay.
    """
    if "&" not in text:
        return []
    return [
        (match.start(), match.end(), character)
        for match in _REFERENCE.finditer(text)
        if (character := _referenced(match[0])) != match[0]
    ]


def _referenced(reference: str) -> str:
    name = "&" + reference[1:].rpartition("amp;")[2]
    if name == "&":
        return name
    known = name[1] == "#" or name[1:].rstrip(";") + ";" in html5
    return html.unescape(name) if known else name


_TAG = re.compile(
    r"<(?:(!--)|!doctype\b[^<>]*>|\?xml\b[^<>]*>|(/?)([a-z][a-z0-9:-]*)(\s[^<>]*|/)?>)",
    re.IGNORECASE,
)
# Markup whose content goes with it, and what ends it.
_HIDDEN = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script\s*>", re.IGNORECASE),
    "style": re.compile(r"</style\s*>", re.IGNORECASE),
}


def tags(text: str) -> list[Replacement]:
    """Remove left-over HTML tags and comments, and scripts and styles with their content.

    Args:
        text: any text. What only looks like a tag, as in ``5 < 6`` and ``<3``, stays.

    Returns:
        One replacement for each tag: a line end where a block ends a line of text, else nothing.
    """
    if "<" not in text:
        return []
    # Known beforehand, so that a search for the end of hidden content always succeeds.
    last_ends = {
        name: max((match.start() for match in end.finditer(text)), default=-1)
        for name, end in _HIDDEN.items()
    }
    found: list[tuple[int, int, bool]] = []
    for match in _TAG.finditer(text):
        start, end, name = match.start(), match.end(), (match[1] or match[3] or "").lower()
        if (found and start < found[-1][1]) or not _is_markup(match, name):
            continue
        if name in _HIDDEN and not match[2]:
            if end > last_ends[name]:
                continue
            end = _HIDDEN[name].search(text, end).end()  # type: ignore[union-attr]
        found.append((start, end, _elements().get(name) == "block"))
    return _with_line_ends(text, found)


def _with_line_ends(text: str, markup: list[tuple[int, int, bool]]) -> list[Replacement]:
    """Put a line end in the place of a block tag that has text on both sides in its line.

    Args:
        text: the text with the markup.
        markup: start and end of each piece, and whether it is the tag of a block.
    """
    replacements = [(start, end, "") for start, end, _ in markup]
    line_has_text = False
    last_block = -1  # the block tag between which and this piece is no text
    done = 0
    for index, (start, end, is_block) in enumerate([*markup, (len(text), len(text), False)]):
        first, line_end, _ = text[done:start].partition("\n")
        if first.strip() and last_block >= 0 and line_has_text:
            replacements[last_block] = (*replacements[last_block][:2], "\n")
        if first.strip() or line_end:
            last_block = -1
        line_has_text = bool(text[done:start].rpartition("\n")[2].strip()) or (
            line_has_text and not line_end
        )
        if is_block and last_block < 0:
            last_block = index
        done = end
    return replacements


def _is_markup(match: re.Match[str], name: str) -> bool:
    """Whether it is the tag of an element, not letters between signs of comparison."""
    if not match[3]:
        return True
    attributes = (match[4] or "").strip(" \t\r\n/")
    return name in _elements() and (not attributes or "=" in attributes)


@cache
def _elements() -> dict[str, str]:
    """The kind of each HTML element: block or inline."""
    kinds = map(str.split, _DATA.lines("encoding_html_elements.txt"))
    return {name: kind for kind, *names in kinds for name in names}
