"""Layers that the models of quotes and stances share, and that thinc does not have."""

from .context import in_context
from .pooling import Pairs, Spans, pair_vectors, span_vectors
from .scoring import last_columns, scorer
from .slices import in_slices

__all__ = [
    "Pairs",
    "Spans",
    "in_context",
    "in_slices",
    "last_columns",
    "pair_vectors",
    "scorer",
    "span_vectors",
]
