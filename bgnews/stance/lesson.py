"""What the heads of the stance model learn from a batch of articles."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from thinc.api import Model

from ..layers import softmax
from .bags import Bags, bags_of, joined
from .evidence import NONE, Evidence, Extent, shared
from .features import Phrases
from .gold import Gold, Position, closest
from .model import LABELS
from .options import HEADS, OptionFinder, Options, Pair

_UNRELATED = 2  # phrases for each position that are learned to have none


class Lesson:
    """Gathers the right answers of a batch, and teaches each head once.

    Args:
        model: a stance model.
        vectors: the encoded words of all articles, one after another.

    Attributes:
        loss: the cross entropy of all heads, in nats.
    """

    def __init__(self, model: Model, vectors: Any) -> None:
        self.model, self.vectors = model, vectors
        self.d_vectors: Any = model.ops.alloc2f(*vectors.shape)
        self.loss = 0.0
        # for each head its options, the offset of their article, and what is right: a flag for
        # each phrase, or a class
        self._taken: dict[str, list[tuple[Options, int, np.ndarray]]] = {h: [] for h in HEADS}
        self._bags: list[Bags] = []

    def add(self, gold: Gold, offset: int) -> None:
        """Take an article, whose tokens begin at a row of the vectors."""
        finder = OptionFinder(gold.story)
        holders: dict[Extent, set[Extent]] = defaultdict(set)
        targets: dict[tuple[Evidence, Extent], list[Extent]] = defaultdict(list)
        for position in gold.positions:
            if position.evidence.quote is None and position.holder != NONE:
                holders[position.evidence.hull].add(position.holder)
            targets[position.evidence, position.holder] += position.targets
        for evidence in gold.story.evidence:
            if evidence.quote is None:
                options = finder.options("holders", [finder.holders(evidence)])
                self._choose("holders", options, holders[evidence.hull] or {NONE}, offset)
        for (evidence, holder), mentions in targets.items():
            if evidence.quote is not None or holder != NONE:
                options = finder.options("targets", [finder.targets(evidence, holder)])
                self._choose("targets", options, mentions, offset)
        for position in gold.positions:
            self._label(finder, position, targets[position.evidence, position.holder], offset)

    def _label(
        self, finder: OptionFinder, position: Position, known: Sequence[Extent], offset: int
    ) -> None:
        """Take the label of a position, and pairs of the same evidence that have none.

        Such are its holder with other phrases, others with its target, and holder and target
        changed about.
        """
        phrases = finder.story.phrases(position.evidence)
        others = [
            phrase
            for phrase in phrases
            if not any(shared(phrase, taken) for taken in (*known, position.holder))
        ]
        others = random.sample(others, min(_UNRELATED, len(others)))
        pairs: list[Pair] = [(position.holder, target) for target in position.targets]
        right = [LABELS.index(cast(Any, position.label))] * len(pairs)
        pairs += [(position.holder, other) for other in others]
        pairs += [(other, position.targets[0]) for other in others[:1]]
        if position.holder != NONE:
            pairs.append((position.targets[0], position.holder))
        right += [0] * (len(pairs) - len(right))
        groups = [Phrases(position.evidence, [target], holder) for holder, target in pairs]
        options = finder.options("labels", groups)
        self._taken["labels"].append((options, offset, np.array(right)))
        self._bags.append(bags_of(finder.story, position.evidence, pairs))

    def _choose(self, head: str, options: Options, right: Any, offset: int) -> None:
        """Take options of which some phrases are right, if they are among them."""
        flags = np.zeros(len(options.phrases), dtype="f")
        for mention in right:
            row = 0 if mention == NONE else closest(mention, options.phrases)
            if row is not None:
                flags[row] = 1.0
        if flags.any():
            self._taken[head].append((options, offset, flags))

    def learn(self) -> Any:
        """Update the gradients of all heads.

        Returns:
            The gradient of the vectors.
        """
        for head, taken in self._taken.items():
            if taken:
                self._learn(head, taken)
        return self.d_vectors

    def _learn(self, head: str, taken: list[tuple[Options, int, np.ndarray]]) -> None:
        spans = [_moved(options.spans, offset) for options, offset, _ in taken]
        features = [options.features for options, _, _ in taken]
        asarray: Any = self.model.ops.asarray
        inputs: Any = (self.vectors, *map(asarray, map(np.concatenate, (spans, features))))
        if head == "labels":
            inputs = (inputs, joined(self._bags))
        scores, backprop = self.model.get_ref(head).begin_update(inputs)
        scores = self.model.ops.to_numpy(scores)
        right = [answer for _, _, answer in taken]
        error = self._error_of_labels if head == "labels" else self._error_of_choice
        d_inputs = backprop(asarray(error(scores, right)))
        self.d_vectors += d_inputs[0][0] if head == "labels" else d_inputs[0]

    def _error_of_labels(self, scores: np.ndarray, right: list[np.ndarray]) -> np.ndarray:
        """The gradient of the cross entropy of a softmax over the labels of each row."""
        classes = np.concatenate(right)
        rows = np.arange(len(classes))
        probabilities = softmax(scores)
        self.loss -= float(np.log(np.maximum(probabilities[rows, classes], 1e-9)).sum())
        probabilities[rows, classes] -= 1.0
        return probabilities

    def _error_of_choice(self, scores: np.ndarray, right: list[np.ndarray]) -> np.ndarray:
        """The gradient of minus the log probability that one of the right phrases is chosen."""
        errors = []
        start = 0
        for flags in right:
            probabilities = softmax(scores[start : start + len(flags)].T)[0]
            start += len(flags)
            correct = float((probabilities * flags).sum())
            self.loss -= float(np.log(max(correct, 1e-9)))
            errors.append(probabilities - probabilities * flags / max(correct, 1e-9))
        return np.concatenate(errors).reshape(-1, 1).astype("f")


def _moved(spans: np.ndarray, offset: int) -> np.ndarray:
    """Spans of an article among the words of a batch; empty ones stay where they are."""
    return np.where(spans[..., :1] == spans[..., 1:], 0, spans + offset)
