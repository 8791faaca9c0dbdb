"""Quotes that fill their lines, such as the answers of an interview, and lines that ask."""

from __future__ import annotations

import re

from ..annotations import Quote

_NOTHING = re.compile(r"[^\w\n]*")
_NOTHING_MORE = re.compile(r"[^\w\n]*(?:\n|\Z)")
_LABEL = re.compile(r"[^\n]*:[^\w\n]*")
_QUESTION = re.compile(r"\W*[-–—].*|.*\?\W*")
_LONGEST_LABEL = 80  # code points
_LONGEST_QUESTION = 1000  # code points before or after a position


def fills_lines(text: str, quote: Quote) -> bool:
    """Whether a direct quote is all that its lines say, but for marks and a label.

    Args:
        text: the article.
        quote: a quote of it; a label before it is the likes of ``Иван Петров:``.
    """
    if quote.type != "direct" or quote.relay:
        return False
    start, end = quote.spans[0].start_char, quote.spans[-1].end_char
    if not _NOTHING_MORE.match(text, end):
        return False
    earliest = max(0, start - _LONGEST_LABEL)
    line = text.rfind("\n", earliest, start) + 1
    if not line and earliest:
        return False
    before = text[line:start]
    return any(form.fullmatch(before) for form in (_NOTHING, _LABEL))


def in_question(text: str, position: int) -> bool:
    """Whether a position is in a line that can be a question of an interview: after a dash, or
    with a question mark at its end."""
    start = text.rfind("\n", max(0, position - _LONGEST_QUESTION), position) + 1
    end = text.find("\n", position, position + _LONGEST_QUESTION)
    return start > 0 and end >= 0 and _QUESTION.fullmatch(text, start, end) is not None
