"""spaCy's DocBin: docs whose span groups hold the annotation, ready for training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from ..article import Article
from ..docs import article_from_doc, article_to_doc
from .format import Format, Item, failure


def read(path: Path) -> Iterator[Item]:
    """Yield the article of each doc."""
    try:
        docs = DocBin().from_disk(path)
    except Exception as error:  # msgpack and zlib have many ways to say that it is none
        yield failure(path, f"not a DocBin of spaCy: {error}")
        return
    for number, doc in enumerate(docs.get_docs(spacy.blank("bg").vocab), start=1):
        try:
            yield Item(str(path), article_from_doc(doc))
        except ValueError as error:
            yield failure(path, f"doc {number}: {error}")


def write(articles: Iterable[Article], path: Path) -> None:
    """Write docs, cleaned and tokenized as ``bgnews.NewsTokenizer.v1`` does by default."""
    nlp = spacy.blank(
        "bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}}
    )
    docs = (article_to_doc(article, nlp.make_doc(article.text)) for article in articles)
    DocBin(docs=docs).to_disk(path)


DOCBIN = Format(".spacy", read, write)
