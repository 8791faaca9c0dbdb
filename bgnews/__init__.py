"""bgnews: NLP for Bulgarian news.

``clean`` repairs the text that news sites publish; ``load`` gives a spaCy pipeline that finds who
says what in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cleaning import clean

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["__version__", "clean", "load"]
__version__ = "0.1.0"


def load(name: str | None = None) -> Language:
    """Load a pipeline that comes with bgnews.

    Args:
        name: one of ``bgnews.models.available()``; by default the best of them.

    Returns:
        A plain spaCy pipeline. It needs no network.

    Raises:
        ValueError: if there is no pipeline of that name.
    """
    from .models import load  # spaCy is slow to import, and cleaning does without it

    return load(name)
