"""Annotated articles as examples to train on."""

from __future__ import annotations

from spacy.language import Language
from spacy.training import Example

from .article import Article
from .docs import article_to_doc


def to_example(nlp: Language, article: Article) -> Example:
    """An example: the article as the pipeline reads it, and the same with its annotation.

    Raises:
        ValueError: if the pipeline's tokenizer gives a doc of another text.
    """
    predicted = nlp.make_doc(article.text)
    return Example(predicted, article_to_doc(article, predicted.copy()))
