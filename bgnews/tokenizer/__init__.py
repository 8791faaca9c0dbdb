"""The tokenizer ``bgnews.NewsTokenizer.v1``: cleans, then tokenizes Bulgarian news."""

from .component import NewsTokenizer, create_news_tokenizer

__all__ = ["NewsTokenizer", "create_news_tokenizer"]
