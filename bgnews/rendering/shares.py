"""Shares as percentages, for tables and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..evaluation import Counts

_NOTHING = "–"


def percent(share: float) -> str:
    """A share from 0 to 1 as a percentage."""
    return f"{100 * share:.1f}"


def figures(counts: Counts) -> tuple[str, str, str]:
    """Precision, recall and F1 as percentages; dashes where there was nothing to find or judge."""
    if not counts.predicted and not counts.gold:
        return _NOTHING, _NOTHING, _NOTHING
    return percent(counts.precision), percent(counts.recall), percent(counts.f1)
