"""Quotes that run over several paragraphs: „… / „… / …“."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..annotations import Quote
from .marks import MARKS, Marked
from .passage import Passage

_LONGEST_RUN = 12


def join_runs(passages: Sequence[Passage]) -> frozenset[int]:
    """Close the marks of quotes that a later paragraph closes.

    Each paragraph of a long quote may open anew, and only the last one closes.

    Args:
        passages: the paragraphs, in order; those of a run get what stands in marks in them.

    Returns:
        Which passages, by index, go on with the quote of the one before.
    """
    continued: set[int] = set()
    for first, passage in enumerate(passages):
        opening = _unclosed(passage)
        last = _closing_passage(passages, first) if opening is not None else None
        if opening is None or last is None:
            continue
        passage.mark(Marked((opening, len(passage)), (opening + 1, len(passage))))
        for index in range(first + 1, last):
            between = passages[index]
            start = int(between.words[0] in MARKS)
            between.mark(Marked((0, len(between)), (start, len(between))))
        continued.update(range(first + 1, last + 1))
    return frozenset(continued)


def continue_run(quotes: list[Quote], found: Sequence[Quote], before: Passage) -> None:
    """Add the quotes of a paragraph, the first joined to the quote that it goes on with.

    Args:
        quotes: the quotes of the paragraphs before, to which those of this one are added.
        found: the quotes of a paragraph that continues a run.
        before: the paragraph before it.
    """
    first = next((quote for quote in found if quote.type == "direct"), None)
    earlier = _open_quote(quotes, before)
    if first is None or earlier is None:
        quotes += found
        return
    quotes[earlier] = replace(
        first,
        id=quotes[earlier].id,
        spans=(*quotes[earlier].spans, *first.spans),
        cue=first.cue or quotes[earlier].cue,
        source=first.source or quotes[earlier].source,
    )
    quotes += (quote for quote in found if quote is not first)


def _open_quote(quotes: Sequence[Quote], paragraph: Passage) -> int | None:
    """The quote that reaches to the end of the paragraph, by index."""
    start, end = paragraph.index[0], paragraph.index[-1] + 1
    for i in range(len(quotes) - 1, -1, -1):
        reached = quotes[i].spans[-1].end
        if reached == end and quotes[i].type == "direct":
            return i
        if reached <= start:
            break
    return None


def _unclosed(passage: Passage) -> int | None:
    """The mark that opens a quote at the head of the paragraph or after a colon, never closed."""
    for i in passage.steps(0, len(passage)):
        if passage.is_unclosed(i):
            return i if i == 0 or passage.words[i - 1] == ":" else None
    return None


def _closing_passage(passages: Sequence[Passage], first: int) -> int | None:
    """The paragraph that closes the quote which the first one opens."""
    for index in range(first + 1, min(first + _LONGEST_RUN, len(passages))):
        passage = passages[index]
        if not len(passage):
            return None
        pair = passage.marked_at(0)
        anew = passage.words[0] in MARKS
        if pair:
            return index if anew or not pair.complete else None
        if passage.marked or (_unclosed(passage) is not None and not anew):
            return None
    return None
