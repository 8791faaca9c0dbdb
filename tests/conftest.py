"""Fixtures that several test folders share."""

from __future__ import annotations

import pytest
from spacy.language import Language

import bgnews


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The rule pipeline; tests must not change it."""
    return bgnews.load("rules")
