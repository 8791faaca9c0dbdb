"""The component ``bgnews_stance``: who stands for or against what."""

from .asking import Asked
from .component import StanceFinder, create_stance
from .summary import Summary, summarise

__all__ = ["Asked", "StanceFinder", "Summary", "create_stance", "summarise"]
