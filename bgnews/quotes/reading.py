"""What the heads of the quote model find in an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from thinc.api import Model

from ..quote_rules.passage import Extent
from .assembly import Analysis, assemble
from .decoding import Found, find_contents, find_roles
from .features import find_candidates
from .lesson import softmax
from .links import LinkFinder, Options, with_rules
from .model import BIO, ROLES
from .words import Words


class Reading:
    """Reads articles with a trained model.

    Args:
        model: a quote model.
        labels: the labels of its spans.
        threshold: how likely a span must be content to be taken, from 0 to 1.
    """

    def __init__(self, model: Model, labels: Sequence[str], threshold: float) -> None:
        self.model, self.labels, self.threshold = model, labels, threshold

    def analyse(self, words: Words, vectors: Any) -> Analysis:
        """Find the quotes of an article.

        Args:
            words: the article.
            vectors: its words as the encoder gives them, a row for each.
        """
        if not len(words):
            return Analysis([], [])
        contents, nonspeech = self.contents(words, vectors)
        finder = LinkFinder(words, contents, *with_rules(words, *self.roles(vectors)))
        cues = self.choose("cue", finder.options("cue"), vectors)
        sources = self.choose("source", finder.options("source", cues), vectors)
        continued = self.choose("continued", finder.options("continued", cues), vectors)
        return assemble(words, contents, cues, sources, continued, nonspeech)

    def roles(self, vectors: Any) -> list[list[Extent]]:
        """The extents of each role."""
        scores = self.scores("roles", vectors)
        return [
            find_roles(softmax(scores[:, number * BIO : (number + 1) * BIO]))
            for number in range(len(ROLES))
        ]

    def contents(self, words: Words, vectors: Any) -> tuple[list[Found], list[tuple[Extent, str]]]:
        """The contents in order, and the words in marks that nobody said, with their type."""
        candidates = find_candidates(words)
        asarray: Any = self.model.ops.asarray
        spans = (vectors, asarray(candidates.extents), asarray(candidates.features))
        probabilities = softmax(self.scores("contents", spans))
        return find_contents(candidates, probabilities, self.labels, self.threshold)

    def choose(self, link: str, options: Options, vectors: Any) -> list[Extent]:
        """The best option of each content."""
        if not options.spans:
            return []
        asarray: Any = self.model.ops.asarray
        arrays = (options.lefts, options.rights, options.features)
        scores = self.scores(f"link_{link}", (vectors, *map(asarray, arrays)))[:, 0]
        chosen: list[Extent] = []
        offset = 0
        for spans in options.spans:
            chosen.append(spans[int(scores[offset : offset + len(spans)].argmax())])
            offset += len(spans)
        return chosen

    def scores(self, head: str, inputs: Any) -> np.ndarray:
        return self.model.ops.to_numpy(self.model.get_ref(head).predict(inputs))
