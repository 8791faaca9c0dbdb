"""What the heads of the stance model find in an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, cast

import numpy as np
from thinc.api import Model

from ..annotations import StanceLabel
from ..layers import softmax
from .bags import bags_of, joined
from .evidence import NONE, Evidence, Extent, overlaps
from .features import Phrases
from .model import LABELS
from .options import OptionFinder, Pair
from .story import Story

# Phrases scored at once: a bound on memory for long articles.
_BATCH = 4096

# A phrase, and how likely it is what is looked for, from 0 to 1.
_Likely = tuple[Extent, float]


@dataclass(frozen=True)
class Found:
    """A position as the model finds it.

    Attributes:
        evidence: what shows it.
        holder: where the holder is named; may be empty in a quote.
        target: where the target is named.
        label: support, oppose or neutral.
        score: how likely holder, target and label are right, from 0 to 1.
    """

    evidence: Evidence
    holder: Extent
    target: Extent
    label: StanceLabel
    score: float


@dataclass(frozen=True)
class _Held:
    """Evidence with somebody who may hold a position in it, and how likely that is."""

    evidence: Evidence
    holder: Extent
    sure: float


class Reading:
    """Reads an article with a trained model.

    Args:
        model: a stance model.
        story: the article.
        vectors: its tokens as the encoder gives them, a row for each.
    """

    def __init__(self, model: Model, story: Story, vectors: Any) -> None:
        self.model, self.story, self.vectors = model, story, vectors
        self._finder = OptionFinder(story)

    def positions(
        self,
        holder_threshold: float,
        target_threshold: float,
        given: Mapping[Extent, str] | None = None,
    ) -> list[Found]:
        """The positions, evidence by evidence.

        Args:
            holder_threshold: how likely somebody in a sentence of the reporter must be to hold a
                position, from 0 to 1.
            target_threshold: how likely a second target of a holder must be, from 0 to 1.
            given: the mentions of given targets, if no others are asked for.
        """
        held = self._holders(holder_threshold)
        if given is None:
            groups = (self._finder.targets(found.evidence, found.holder) for found in held)
            targets = list(self._chosen("targets", groups, target_threshold))
        else:
            mentions = sorted(given)
            targets = [
                [(mention, 1.0) for mention in _within(mentions, found.evidence)] for found in held
            ]
        asked = [
            (found, target, likely)
            for found, of_holder in zip(held, targets, strict=True)
            for target, likely in of_holder
            if not overlaps(target, found.holder)
        ]
        rows = self.labels([(found.evidence, (found.holder, target)) for found, target, _ in asked])
        positions: list[Found] = []
        for (found, target, likely), row in zip(asked, rows, strict=True):
            # what is given need not be what a position is about
            if given is None or row.argmax() > 0:
                label, sure = side(row)
                score = found.sure * likely * sure
                positions.append(Found(found.evidence, found.holder, target, label, score))
        return positions

    def labels(self, asked: Sequence[tuple[Evidence, Pair]]) -> Iterator[np.ndarray]:
        """How likely each of ``LABELS`` is for each pair in its evidence, from 0 to 1."""
        for start in range(0, len(asked), _BATCH):
            some = asked[start : start + _BATCH]
            groups = [Phrases(found, [target], holder) for found, (holder, target) in some]
            bags = joined([bags_of(self.story, evidence, [pair]) for evidence, pair in some])
            yield from softmax(self._scores("labels", (self._inputs("labels", groups), bags)))

    def _holders(self, threshold: float) -> list[_Held]:
        """Who may hold a position: the speaker of a quote, if it is known, or who is described."""
        described = [found for found in self.story.evidence if found.quote is None]
        likely = self._chosen("holders", map(self._finder.holders, described), threshold)
        chosen = dict(zip((found.hull for found in described), likely, strict=True))
        held: list[_Held] = []
        for evidence in self.story.evidence:
            if evidence.quote is None:
                of_sentence = chosen[evidence.hull]
                held += (_Held(evidence, holder, p) for holder, p in of_sentence if holder != NONE)
            elif evidence.speaker is not None:
                held.append(_Held(evidence, evidence.source, 1.0))
        return held

    def _chosen(
        self, head: str, groups: Iterable[Phrases], threshold: float
    ) -> Iterator[list[_Likely]]:
        """Of each group the likeliest phrase, and what is likely enough and apart from it."""
        for some in _batches(groups):
            scores = self._scores(head, self._inputs(head, some))
            ends = accumulate(len(group.extents) for group in some)
            for group, of_group in zip(some, np.split(scores, list(ends)[:-1]), strict=True):
                likely = softmax(of_group.T)[0] if group.extents else np.zeros(0)
                yield _best(group.extents, likely, threshold)

    def _scores(self, head: str, inputs: Any) -> np.ndarray:
        return self.model.ops.to_numpy(self.model.get_ref(head).predict(inputs))

    def _inputs(self, head: str, groups: Sequence[Phrases]) -> Any:
        """The vectors that phrases are about, and what a head looks at."""
        asarray: Any = self.model.ops.asarray
        options = self._finder.options(head, groups)
        spans = options.spans
        empty = spans[..., :1] == spans[..., 1:]
        first = int(np.where(empty, len(self.vectors), spans).min(initial=len(self.vectors)))
        spans = np.where(empty, 0, spans - first)
        vectors = self.vectors[first : first + int(spans.max(initial=0))]
        return vectors, asarray(spans), asarray(options.features)


def _batches(groups: Iterable[Phrases]) -> Iterator[list[Phrases]]:
    """Groups together, until there are as many phrases as are scored at once."""
    batch: list[Phrases] = []
    phrases = 0
    for group in groups:
        batch.append(group)
        phrases += len(group.extents)
        if phrases >= _BATCH:
            yield batch
            batch, phrases = [], 0
    if batch:
        yield batch


def side(probabilities: np.ndarray) -> tuple[StanceLabel, float]:
    """The likeliest of the labels but none, and how likely it is."""
    best = 1 + int(probabilities[1:].argmax())
    return cast(StanceLabel, LABELS[best]), float(probabilities[best])


def _best(phrases: Sequence[Extent], probabilities: np.ndarray, threshold: float) -> list[_Likely]:
    chosen: list[_Likely] = []
    for row in np.argsort(-probabilities, kind="stable"):
        phrase, likely = phrases[row], float(probabilities[row])
        if chosen and likely < threshold:
            break
        if not any(overlaps(phrase, other) for other, _ in chosen):
            chosen.append((phrase, likely))
    return chosen


def _within(mentions: Sequence[Extent], evidence: Evidence) -> list[Extent]:
    """The mentions that lie in evidence."""
    return [
        mention
        for start, end in evidence.extents
        for mention in mentions[bisect_left(mentions, (start, 0)) : bisect_left(mentions, (end, 0))]
        if mention[1] <= end
    ]
