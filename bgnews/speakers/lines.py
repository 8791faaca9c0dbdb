"""Quotes that fill their lines: the answers of an interview, the paragraphs of a speech."""

from __future__ import annotations

import re

from ..annotations import Quote

_NOTHING = re.compile(r"[^\w\n]*")
_NOTHING_MORE = re.compile(r"[^\w\n]*(?:\n|\Z)")
_LABEL = re.compile(r"[^\n]*:[^\w\n]*")
_LONGEST_LABEL = 80  # code points


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
