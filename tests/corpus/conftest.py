"""Articles to try things on."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from bgnews.corpus import Article, read_articles

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture(scope="session")
def authored() -> list[Article]:
    """All authored articles of the corpus."""
    return list(read_articles([CORPUS / "authored"]))


@pytest.fixture(scope="session")
def some(authored: list[Article]) -> list[Article]:
    """Some of them, of all registers."""
    return authored[::9]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """A pipeline that cleans and tokenizes."""
    tokenizer = {"@tokenizers": "bgnews.NewsTokenizer.v1"}
    return spacy.blank("bg", config={"nlp": {"tokenizer": tokenizer}})
