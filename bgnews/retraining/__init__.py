"""Trains a pipeline further on articles of the user's own: ``bgnews train``."""

from __future__ import annotations

from .finishing import finish
from .settings import TRAINED, Settings
from .training import Retraining, RetrainingError, check_package

__all__ = ["TRAINED", "Retraining", "RetrainingError", "Settings", "check_package", "finish"]
