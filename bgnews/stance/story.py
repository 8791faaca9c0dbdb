"""An article as the stance model reads it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from spacy.tokens import Doc

from .. import forms
from ..annotations import Quote
from .evidence import Evidence, Extent, find_evidence
from .phrases import find_phrases

_STEM = 5  # letters by which forms of a word are told


class Story:
    """The tokens of an article, what may show a position in it, and what may be named there.

    A position counts tokens of the doc; an extent is a pair of positions, end exclusive.

    Args:
        doc: the article. It is not changed.
        quotes: its quotes with their speakers.

    Attributes:
        doc: the article.
        index: the tokens that are read, which are all.
        texts: the tokens.
        lower: the tokens in lower case.
        evidence: the quotes that are no relays, and the sentences of the reporter, in order.
    """

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self.doc = doc
        self.index = np.arange(len(doc))
        self.texts = [token.text for token in doc]
        self.lower = [token.lower_ for token in doc]
        self.evidence = find_evidence(doc, quotes)
        self._phrases: dict[tuple[Extent, ...], list[Extent]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def phrases(self, evidence: Evidence) -> list[Extent]:
        """The stretches of the evidence that may name a holder or a target."""
        if evidence.extents not in self._phrases:
            self._phrases[evidence.extents] = find_phrases(self.texts, evidence.extents)
        return self._phrases[evidence.extents]


@lru_cache(maxsize=1 << 16)
def stem(lower: str) -> str:
    """The first letters of a word in lower case without its ending, by which its forms are told."""
    return forms.stem(lower)[:_STEM]
