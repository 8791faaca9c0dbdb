"""spaCy's DocBin: docs whose span groups hold the annotation, ready for training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

from ..article import Article
from ..docs import article_from_doc, article_to_doc
from .format import Format, Item, failure


def read(path: Path) -> Iterator[Item]:
    """Yield the article of each doc."""
    content = path.read_bytes()
    number = 0
    try:
        for doc in DocBin().from_bytes(content).get_docs(spacy.blank("bg").vocab):
            number += 1
            yield _item(path, doc, number)
    except Exception as error:  # msgpack, zlib and numpy have many ways to say that it is none
        reason = f"it cannot be read after doc {number}" if number else "not a DocBin of spaCy"
        yield failure(path, f"{reason}: {error}")


def _item(path: Path, doc: Doc, number: int) -> Item:
    try:
        return Item(str(path), article_from_doc(doc))
    except (ValueError, TypeError, KeyError) as error:
        return failure(path, f"doc {number}: {error}")


def write(articles: Iterable[Article], path: Path) -> None:
    """Write docs, cleaned and tokenized as ``bgnews.NewsTokenizer.v1`` does by default."""
    nlp = spacy.blank(
        "bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}}
    )
    # Not make_doc, which refuses long texts to save the memory of a parser that is not here.
    docs = (article_to_doc(article, nlp.tokenizer(article.text)) for article in articles)
    DocBin(docs=docs).to_disk(path)


DOCBIN = Format(".spacy", read, write)
