"""Finds quotes by a trained model: the component ``bgnews_quotes``."""

from .component import QuoteFinder, create_quotes

__all__ = ["QuoteFinder", "create_quotes"]
