"""What a single step of cleaning makes of a text."""

from __future__ import annotations

from collections.abc import Sequence

from bgnews.cleaning.cleaner import Step
from bgnews.cleaning.rewrite import Rewrite
from bgnews.cleaning.text import Replacement


def after(step: Step, text: str) -> str:
    """The text after one step."""
    return replaced(text, step(text))


def replaced(text: str, replacements: Sequence[Replacement]) -> str:
    """The text after the replacements."""
    rewrite = Rewrite(text)
    rewrite.apply("step", replacements)
    return rewrite.text
