"""Annotated articles: read, check, convert, divide and compare them, and train on them."""

from __future__ import annotations

from .article import (
    Article,
    Entity,
    Mention,
    Nonspeech,
    Paragraph,
    QuoteAnnotation,
    StanceAnnotation,
    Standoff,
)
from .checking import check
from .docs import article_from_doc, article_to_doc
from .drafts import draft
from .formats import FORMATS, read_articles, read_items
from .problems import CorpusError, Problem
from .splitting import split
from .standoff import attach, detach
from .xml_reader import article_from_xml
from .xml_writer import article_to_xml

__all__ = [
    "FORMATS",
    "Article",
    "CorpusError",
    "Entity",
    "Mention",
    "Nonspeech",
    "Paragraph",
    "Problem",
    "QuoteAnnotation",
    "StanceAnnotation",
    "Standoff",
    "article_from_doc",
    "article_from_xml",
    "article_to_doc",
    "article_to_xml",
    "attach",
    "check",
    "detach",
    "draft",
    "read_articles",
    "read_items",
    "split",
]
