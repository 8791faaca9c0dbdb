"""The stances of an article, one line for each holder and target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..annotations import Stance, StanceLabel


@dataclass(frozen=True)
class Summary:
    """Where a holder stands towards a target in a whole article.

    Attributes:
        holder: the name of the holder.
        target: the name of the target.
        label: support or oppose, whichever the article shows with more certainty; neutral if it
            shows neither.
        stances: what shows it and what contradicts it, in the order of the article.
        contradicted: whether there is support and opposition alike.
    """

    holder: str
    target: str
    label: StanceLabel
    stances: tuple[Stance, ...]
    contradicted: bool


def summarise(stances: Iterable[Stance]) -> list[Summary]:
    """Sum up the stances of one article, as ``doc._.stances`` has them.

    To speak about a target without taking sides is no contradiction, and no reason to say that a
    holder takes none.

    Returns:
        A summary for each holder and target, in the order in which they come first.
    """
    by_pair: dict[tuple[str, str], list[Stance]] = defaultdict(list)
    for stance in stances:
        by_pair[stance.holder, stance.target].append(stance)
    return [_summary(holder, target, found) for (holder, target), found in by_pair.items()]


def _summary(holder: str, target: str, stances: list[Stance]) -> Summary:
    support = sum(stance.score for stance in stances if stance.label == "support")
    oppose = sum(stance.score for stance in stances if stance.label == "oppose")
    label: StanceLabel = "neutral"
    if support or oppose:
        label = "support" if support >= oppose else "oppose"
    return Summary(holder, target, label, tuple(stances), contradicted=bool(support and oppose))
