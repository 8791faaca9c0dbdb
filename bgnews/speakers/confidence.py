"""How likely a speaker is right, learned from annotated articles."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from ..annotations import Quote
from .turns import Resolution, Turns
from .word_lists import rows

_NEAR = 5  # how many turns back others compete
_MOST = 2  # more of something than this count as this many


def evidence(quote: Quote, found: Resolution, turns: Turns) -> Iterator[str]:
    """What tells how far to trust a speaker.

    Args:
        quote: the quote.
        found: who speaks in it, and how that was found.
        turns: all turns of the article.
    """
    way, name = found.way, found.speaker.name
    earlier = (turn.speaker.name for turn in turns.before(quote) if turn.quote.id != quote.id)
    before = list(islice(earlier, _NEAR))
    rivals = len({*before} - {name})
    yield "anything"
    yield way
    yield f"{way}, rivals {min(rivals, _MOST)}"
    yield f"{way}, {'last' if before[:1] == [name] else 'earlier' if name in before else 'new'}"
    yield "person" if found.speaker.is_person else "no person"
    yield f"{way}, {'no ' * (quote.cue is None)}cue"
    yield quote.type
    if quote.relay:
        yield "relay"
    if turns.frame(quote) is not None:
        yield "in a quote"
    if len(name.split()) > 1:
        yield "several words"


def confidence(facts: Iterable[str]) -> float:
    """The probability from 0 to 1 that the evidence is of a right speaker."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(fact, 0.0) for fact in facts)))


@cache
def _weights() -> dict[str, float]:
    return {fact: float(weight) for fact, weight in rows("confidence")}
