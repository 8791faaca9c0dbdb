"""The component ``bgnews_speakers``: who speaks in each quote, across the article."""

from .component import Speakers, create_speakers
from .resolver import resolve_mentions, resolve_speakers
from .scorer import create_speakers_scorer, score_speakers

__all__ = [
    "Speakers",
    "create_speakers",
    "create_speakers_scorer",
    "resolve_mentions",
    "resolve_speakers",
    "score_speakers",
]
