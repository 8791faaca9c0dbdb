"""What the heads of the stance model find in an article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from thinc.api import Model

from ..annotations import StanceLabel
from ..layers import softmax
from .bags import bags_of
from .evidence import NONE, Evidence, Extent, overlaps
from .model import LABELS
from .options import OptionFinder, Options, Pair
from .story import Story

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
        score: how likely the target and the label are right, from 0 to 1.
    """

    evidence: Evidence
    holder: Extent
    target: Extent
    label: StanceLabel
    score: float


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
    ) -> Iterator[Found]:
        """The positions, evidence by evidence.

        Args:
            holder_threshold: how likely somebody in a sentence of the reporter must be to hold a
                position, from 0 to 1.
            target_threshold: how likely a second target of a holder must be, from 0 to 1.
            given: the mentions of given targets, if no others are asked for.
        """
        mentions = None if given is None else sorted(given)
        for evidence in self.story.evidence:
            for holder, sure in self._holders(evidence, holder_threshold):
                if mentions is None:
                    targets = self._targets(evidence, holder, target_threshold)
                else:
                    targets = [(target, 1.0) for target in _within(mentions, evidence)]
                apart = [found for found in targets if not overlaps(found[0], holder)]
                yield from self._labelled(evidence, holder, sure, apart, given is not None)

    def _holders(self, evidence: Evidence, threshold: float) -> list[_Likely]:
        """Who may hold a position; the speaker of a quote, if it is known."""
        if evidence.quote is not None:
            return [(evidence.source, 1.0)] if evidence.speaker is not None else []
        chosen = self._chosen("holders", self._finder.holders(evidence), threshold)
        return [found for found in chosen if found[0] != NONE]

    def _targets(self, evidence: Evidence, holder: Extent, threshold: float) -> list[_Likely]:
        options = self._finder.targets(evidence, holder)
        return self._chosen("targets", options, threshold) if options.phrases else []

    def _labelled(
        self,
        evidence: Evidence,
        holder: Extent,
        sure: float,
        targets: Sequence[_Likely],
        may_be_none: bool,
    ) -> Iterator[Found]:
        """The positions towards targets; towards a given one there may be none."""
        if not targets:
            return
        probabilities = self.labels(evidence, [(holder, target) for target, _ in targets])
        for (target, likely), row in zip(targets, probabilities, strict=True):
            if may_be_none and row.argmax() == 0:
                continue
            label, sure_label = _side(row)
            yield Found(evidence, holder, target, label, sure * likely * sure_label)

    def side(self, evidence: Evidence, holder: Extent, target: Extent) -> StanceLabel:
        """The likeliest label of a pair that has one."""
        return _side(self.labels(evidence, [(holder, target)])[0])[0]

    def labels(self, evidence: Evidence, pairs: Sequence[Pair]) -> np.ndarray:
        """How likely each of ``LABELS`` is for each pair, from 0 to 1; a row for each."""
        options = self._finder.labels(evidence, pairs)
        inputs = (self._spans(options), bags_of(self.story, evidence, pairs))
        return softmax(self._scores("labels", inputs))

    def _chosen(self, head: str, options: Options, threshold: float) -> list[_Likely]:
        """The likeliest phrase, and what else is likely enough and overlaps no likelier one."""
        probabilities = softmax(self._scores(head, self._spans(options)).T)[0]
        chosen: list[_Likely] = []
        for row in np.argsort(-probabilities, kind="stable"):
            phrase, likely = options.phrases[row], float(probabilities[row])
            if chosen and likely < threshold:
                break
            if not any(overlaps(phrase, other) for other, _ in chosen):
                chosen.append((phrase, likely))
        return chosen

    def _spans(self, options: Options) -> Any:
        asarray: Any = self.model.ops.asarray
        return self.vectors, asarray(options.spans), asarray(options.features)

    def _scores(self, head: str, inputs: Any) -> np.ndarray:
        return self.model.ops.to_numpy(self.model.get_ref(head).predict(inputs))


def _side(probabilities: np.ndarray) -> tuple[StanceLabel, float]:
    """The likeliest of the labels but none, and how likely it is."""
    best = 1 + int(probabilities[1:].argmax())
    return cast(StanceLabel, LABELS[best]), float(probabilities[best])


def _within(mentions: Sequence[Extent], evidence: Evidence) -> list[Extent]:
    """The mentions that lie in evidence."""
    return [
        mention
        for start, end in evidence.extents
        for mention in mentions[bisect_left(mentions, (start, 0)) : bisect_left(mentions, (end, 0))]
        if mention[1] <= end
    ]
