"""What the heads of the quote model find in an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from thinc.api import Model

from ..layers import softmax
from ..quote_rules.passage import Extent
from .assembly import Analysis, assemble
from .calibration import Calibration
from .decoding import Found, find_contents, tagged_roles
from .features import find_candidates
from .links import LinkFinder, Options
from .words import Words

# Candidates scored at once: a bound on memory for long articles.
_BATCH = 8192


class Reading:
    """Reads articles with a trained model.

    Args:
        model: a quote model.
        labels: the labels of its spans.
        threshold: how likely a span must be content to be taken, from 0 to 1.
        calibration: makes probabilities of the scores of quotes.
    """

    def __init__(
        self, model: Model, labels: Sequence[str], threshold: float, calibration: Calibration
    ) -> None:
        self.model, self.labels = model, labels
        self.threshold, self.calibration = threshold, calibration

    def analyse(self, words: Words, vectors: Any) -> Analysis:
        """Find the quotes of an article.

        Args:
            words: the article.
            vectors: its words as the encoder gives them, a row for each.
        """
        if not len(words):
            return Analysis([], [])
        contents, nonspeech = self.contents(words, vectors)
        finder = LinkFinder(words, contents, tagged_roles(self.scores("roles", vectors)))
        cues = self.choose("cue", finder.options("cue"), vectors)
        sources = self.choose("source", finder.options("source", cues), vectors)
        continued = self.choose("continued", finder.options("continued", cues), vectors)
        return assemble(words, contents, cues, sources, continued, nonspeech)

    def contents(self, words: Words, vectors: Any) -> tuple[list[Found], list[tuple[Extent, str]]]:
        """The contents in order, and the words in marks that nobody said, with their type."""
        candidates = find_candidates(words)
        batches = [
            self.of_candidates(extents, features, vectors)
            for extents, features in candidates.batches(_BATCH)
        ]
        probabilities = softmax(np.concatenate(batches))
        found, nonspeech = find_contents(candidates, probabilities, self.labels, self.threshold)
        scored = [replace(content, score=self.calibration(content.score)) for content in found]
        return scored, nonspeech

    def of_candidates(self, extents: np.ndarray, features: np.ndarray, vectors: Any) -> np.ndarray:
        """The scores of candidates; of the vectors only those are read that they are about."""
        asarray: Any = self.model.ops.asarray
        first, last = (int(extents.min()), int(extents.max())) if len(extents) else (0, 0)
        spans = (vectors[first:last], asarray(extents - first)[:, None], asarray(features))
        return self.scores("contents", spans)

    def choose(self, link: str, options: Options, vectors: Any) -> list[Extent]:
        """The best option of each content."""
        if not options.spans:
            return []
        asarray: Any = self.model.ops.asarray
        arrays = (options.extents, options.features)
        scores = self.scores(f"link_{link}", (vectors, *map(asarray, arrays)))[:, 0]
        chosen: list[Extent] = []
        offset = 0
        for spans in options.spans:
            chosen.append(spans[int(scores[offset : offset + len(spans)].argmax())])
            offset += len(spans)
        return chosen

    def scores(self, head: str, inputs: Any) -> np.ndarray:
        return self.model.ops.to_numpy(self.model.get_ref(head).predict(inputs))
