"""What the heads of the quote model learn from a batch of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from thinc.api import Model

from ..layers import softmax
from .decoding import tagged_roles
from .features import find_candidates
from .links import LINKS, NONE, LinkFinder, Options
from .model import BIO, TAGGED
from .targets import Targets
from .words import Words


class Lesson:
    """Gathers the right answers of a batch, and teaches each head once.

    Args:
        model: a quote model.
        labels: the labels of its spans.
        vectors: the encoded words of all articles, one after another.

    Attributes:
        loss: the cross entropy of all heads, in nats.
    """

    def __init__(self, model: Model, labels: Sequence[str], vectors: Any) -> None:
        self.model, self.vectors = model, vectors
        self.classes = {label: number for number, label in enumerate(labels, 1)}
        self.d_vectors: Any = model.ops.alloc2f(*vectors.shape)
        self.loss = 0.0
        self.roles: list[np.ndarray] = []
        self.spans: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.articles: list[tuple[Words, Targets, int]] = []

    def add(self, words: Words, targets: Targets, offset: int) -> None:
        """Take an article, whose words begin at a row of the vectors."""
        if not len(words):
            return
        self.roles.append(np.stack([targets.of_roles(role) for role in TAGGED], axis=1))
        candidates = find_candidates(words)
        right = targets.of_candidates(candidates, self.classes)
        self.spans.append((candidates.extents + offset, candidates.features, right))
        self.articles.append((words, targets, offset))

    def learn(self) -> Any:
        """Update the gradients of all heads.

        Returns:
            The gradient of the vectors.
        """
        if self.roles:
            scores = self._learn_roles()
            self._learn_spans()
            for link, taken in self._links(scores).items():
                self._learn_links(link, taken)
        return self.d_vectors

    def _learn_roles(self) -> np.ndarray:
        """Learn the tags; gives the scores that they have so far."""
        scores, backprop = self.model.get_ref("roles").begin_update(self.vectors)
        right = np.concatenate(self.roles)
        d_scores: Any = self.model.ops.alloc2f(*scores.shape)
        for number in range(len(TAGGED)):
            columns = slice(number * BIO, (number + 1) * BIO)
            d_scores[:, columns] = self._error(scores[:, columns], right[:, number])
        self.d_vectors += backprop(d_scores)
        return self.model.ops.to_numpy(scores)

    def _links(self, scores: np.ndarray) -> dict[str, list[tuple[Options, np.ndarray, int]]]:
        """The options of all articles, each with those that are right, by kind of link."""
        taken: dict[str, list[tuple[Options, np.ndarray, int]]] = {link: [] for link in LINKS}
        for words, targets, offset in self.articles:
            tagged = tagged_roles(scores[offset : offset + len(words)])
            finder = LinkFinder(words, targets.contents, tagged, targets.roles)
            cues = [content.links.get("cue", NONE) for content in targets.contents]
            for link in LINKS:
                options = finder.options(link, None if link == "cue" else cues)
                taken[link].append((options, targets.of_options(link, options), offset))
        return taken

    def _learn_spans(self) -> None:
        extents, features, right = map(np.concatenate, zip(*self.spans, strict=True))
        asarray: Any = self.model.ops.asarray
        inputs = (self.vectors, asarray(extents)[:, None], asarray(features))
        scores, backprop = self.model.get_ref("contents").begin_update(inputs)
        self.d_vectors += backprop(self._error(scores, right))[0]

    def _error(self, scores: Any, right: np.ndarray) -> Any:
        """The gradient of the cross entropy of a softmax over each row."""
        xp: Any = self.model.ops.xp
        probabilities = softmax(scores, xp)
        rows = xp.arange(len(right))
        right = xp.asarray(right)
        self.loss -= float(xp.log(xp.maximum(probabilities[rows, right], 1e-9)).sum())
        probabilities[rows, right] -= 1.0
        return probabilities

    def _learn_links(self, link: str, taken: list[tuple[Options, np.ndarray, int]]) -> None:
        """Cross entropy of a softmax over the options of each content."""
        spans, features, groups, right = [], [], [], []
        pairs = contents = 0
        for options, rows, offset in taken:
            empty = options.extents[..., :1] == options.extents[..., 1:]
            spans.append(np.where(empty, 0, options.extents + offset))
            features.append(options.features)
            sizes = [len(spans) for spans in options.spans]
            groups.append(np.repeat(np.arange(len(sizes)) + contents, sizes))
            right.append(rows + pairs)
            pairs, contents = pairs + sum(sizes), contents + len(sizes)
        if not pairs:
            return
        xp, asarray = self.model.ops.xp, cast(Any, self.model.ops.asarray)
        arrays = [*map(np.concatenate, (spans, features, groups, right))]
        *inputs, group, rows = map(asarray, arrays)
        scores, backprop = self.model.get_ref(f"link_{link}").begin_update((self.vectors, *inputs))
        highest: Any = xp.full(contents, -xp.inf, dtype="f")
        xp.maximum.at(highest, group, scores[:, 0])
        powers = xp.exp(scores[:, 0] - highest[group])
        sums: Any = xp.zeros(contents, dtype="f")
        xp.add.at(sums, group, powers)
        probabilities = powers / xp.maximum(sums[group], 1e-30)
        self.loss -= float(xp.log(xp.maximum(probabilities[rows], 1e-9)).sum())
        d_scores = probabilities.astype("f")
        d_scores[rows] -= 1.0
        self.d_vectors += backprop(d_scores.reshape(-1, 1))[0]
