"""Judges a pipeline by annotated articles."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from ..corpus.article import Article
from ..records import to_record
from .prediction import from_record
from .report import Report, evaluate


def judge(nlp: Language, articles: Sequence[Article]) -> Report:
    """Judge what a pipeline finds in articles, each with its gold annotation."""
    docs = nlp.pipe(article.text for article in articles)
    return evaluate(
        (article, from_record(to_record(doc, article.id, "")))
        for article, doc in zip(articles, docs, strict=True)
    )
