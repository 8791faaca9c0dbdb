"""The rule baseline ``bgnews_quote_rules``: quotes, cues, sources and speakers without training."""

from .component import QuoteRules, create_quote_rules

__all__ = ["QuoteRules", "create_quote_rules"]
