"""Layers that the models of quotes and stances share, and that thinc does not have."""

from .backend import by_numpy
from .context import in_context
from .pooling import Spans, span_vectors
from .reading import features_of, of_words
from .scoring import last_columns, scorer, softmax
from .slices import in_slices

__all__ = [
    "Spans",
    "by_numpy",
    "features_of",
    "in_context",
    "in_slices",
    "last_columns",
    "of_words",
    "scorer",
    "softmax",
    "span_vectors",
]
