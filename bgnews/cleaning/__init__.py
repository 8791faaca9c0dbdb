"""Cleaning: repairs the text of Bulgarian news pages and keeps the way back to the raw text.

Knows nothing of spaCy.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from .cleaner import STEPS, Cleaner
from .text import PARAGRAPH_KINDS, CleanText, Edit, Paragraph, ParagraphKind

__all__ = [
    "PARAGRAPH_KINDS",
    "STEPS",
    "CleanText",
    "Cleaner",
    "Edit",
    "Paragraph",
    "ParagraphKind",
    "clean",
]


def clean(
    text: str,
    *,
    typography: Literal["keep", "bg"] = "keep",
    drop: Collection[ParagraphKind] = (),
) -> CleanText:
    """Clean one text with the default steps.

    Args:
        text: any text; nothing in it makes cleaning fail.
        typography: ``"bg"`` normalises quote marks to „…“ and dashes; ``"keep"`` leaves them.
        drop: kinds of paragraphs to delete.

    Returns:
        The clean text with its edits, paragraphs and offset maps.

    Raises:
        TypeError: if ``text`` is not a ``str``.
        ValueError: if ``typography`` or a kind in ``drop`` is not one of the choices.
    """
    return Cleaner(typography=typography, drop=tuple(sorted(drop)))(text)
