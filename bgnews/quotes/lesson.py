"""What the heads of the quote model learn from a batch of articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from thinc.api import Model

from .features import find_candidates
from .links import LINKS, NONE, LinkFinder, Options, with_rules
from .model import BIO, ROLES
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
        self.links: dict[str, list[tuple[Options, np.ndarray, int]]] = {name: [] for name in LINKS}

    def add(self, words: Words, targets: Targets, offset: int) -> None:
        """Take an article, whose words begin at a row of the vectors."""
        if not len(words):
            return
        self.roles.append(np.stack([targets.of_roles(role) for role in ROLES], axis=1))
        candidates = find_candidates(words)
        right = targets.of_candidates(candidates, self.classes)
        self.spans.append((candidates.extents + offset, candidates.features, right))
        spans = with_rules(words, *(targets.roles[role] for role in ROLES))
        finder = LinkFinder(words, targets.contents, *spans)
        cue_of = [content.links.get("cue", NONE) for content in targets.contents]
        for link in LINKS:
            options = finder.options(link, None if link == "cue" else cue_of)
            self.links[link].append((options, targets.of_options(link, options), offset))

    def learn(self) -> Any:
        """Update the gradients of all heads.

        Returns:
            The gradient of the vectors.
        """
        if self.roles:
            self._learn_roles()
            self._learn_spans()
            for link, taken in self.links.items():
                self._learn_links(link, taken)
        return self.d_vectors

    def _learn_roles(self) -> None:
        scores, backprop = self.model.get_ref("roles").begin_update(self.vectors)
        right = np.concatenate(self.roles)
        d_scores: Any = self.model.ops.alloc2f(*scores.shape)
        for number in range(len(ROLES)):
            columns = slice(number * BIO, (number + 1) * BIO)
            d_scores[:, columns] = self._error(scores[:, columns], right[:, number])
        self.d_vectors += backprop(d_scores)

    def _learn_spans(self) -> None:
        extents, features, right = map(np.concatenate, zip(*self.spans, strict=True))
        asarray: Any = self.model.ops.asarray
        inputs = (self.vectors, asarray(extents), asarray(features))
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
        lefts, rights, features, groups, right = [], [], [], [], []
        pairs = contents = 0
        for options, rows, offset in taken:
            lefts.append(options.lefts + offset)
            rights.append(
                np.where(options.rights[:, :1] == options.rights[:, 1:], 0, options.rights + offset)
            )
            features.append(options.features)
            sizes = [len(spans) for spans in options.spans]
            groups.append(np.repeat(np.arange(len(sizes)) + contents, sizes))
            right.append(rows + pairs)
            pairs, contents = pairs + sum(sizes), contents + len(sizes)
        if not pairs:
            return
        xp, asarray = self.model.ops.xp, cast(Any, self.model.ops.asarray)
        arrays = [*map(np.concatenate, (lefts, rights, features, groups, right))]
        *inputs, group, rows = map(asarray, arrays)
        scores, backprop = self.model.get_ref(f"link_{link}").begin_update((self.vectors, *inputs))
        powers = xp.exp(scores[:, 0] - scores.max())
        sums: Any = xp.zeros(contents, dtype="f")
        xp.add.at(sums, group, powers)
        probabilities = powers / xp.maximum(sums[group], 1e-30)
        self.loss -= float(xp.log(xp.maximum(probabilities[rows], 1e-9)).sum())
        d_scores = probabilities.astype("f")
        d_scores[rows] -= 1.0
        self.d_vectors += backprop(d_scores.reshape(-1, 1))[0]


def softmax(scores: Any, xp: Any = np) -> Any:
    """The probabilities of each row of scores."""
    powers = xp.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
