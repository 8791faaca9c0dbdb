"""The noise of real pages, put into annotated articles."""

from __future__ import annotations

from .augmenter import add_noise, create_noise
from .kinds import KINDS

__all__ = ["KINDS", "add_noise", "create_noise"]
