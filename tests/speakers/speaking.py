"""Short ways to ask who speaks in an annotated article."""

from __future__ import annotations

from markup import annotated

from bgnews.annotations import get_quotes
from bgnews.speakers.resolver import resolve_speakers


def speakers(markup: str) -> dict[str, str | None]:
    """The speaker of each quote of an annotated article, by id."""
    doc = annotated(markup)
    return {quote.id: quote.speaker for quote in resolve_speakers(doc, get_quotes(doc))}


def speaker(markup: str) -> str | None:
    """The speaker of the last quote of an annotated article, by position."""
    return list(speakers(markup).values())[-1]


def said(source: str, before: str = "", after: str = "") -> str | None:
    """The speaker of a source that says something in an article."""
    return speaker(
        f'{before}<src q="last">{source}</src> <cue q="last">заяви</cue>, че '
        f'<q id="last" type="indirect">ще вали</q>.{after}'
    )
