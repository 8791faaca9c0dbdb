"""The rule baseline ``bgnews_quote_rules``: quotes, cues and sources without training."""

from .component import QuoteRules, create_quote_rules, find_in_doc

__all__ = ["QuoteRules", "create_quote_rules", "find_in_doc"]
