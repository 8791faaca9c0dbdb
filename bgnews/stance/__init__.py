"""The component ``bgnews_stance``: who stands for or against what."""

from .asking import Asked
from .component import StanceFinder, create_stance, stance_finder
from .scorer import create_stance_scorer, score_stances
from .summary import Summary, summarise

__all__ = [
    "Asked",
    "StanceFinder",
    "Summary",
    "create_stance",
    "create_stance_scorer",
    "score_stances",
    "stance_finder",
    "summarise",
]
