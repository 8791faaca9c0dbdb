"""How well quotes, speakers and stances fit a gold annotation, or two annotations each other."""

from __future__ import annotations

from .counts import Counts
from .judging import judge
from .prediction import Prediction, from_annotation, from_record
from .report import Report, evaluate

__all__ = ["Counts", "Prediction", "Report", "evaluate", "from_annotation", "from_record", "judge"]
