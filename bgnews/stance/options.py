"""What each head of the stance model chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from .evidence import NONE, Evidence, Extent
from .features import PhraseFeatures, Phrases
from .story import Story

#: Where a holder is named, empty if nowhere, and where a target is.
Pair = tuple[Extent, Extent]


@dataclass(frozen=True)
class Options:
    """Phrases to choose from, or whose label is asked for.

    Attributes:
        phrases: the extents of the phrases.
        spans: the extents of the spans that a head looks at, rows by spans by start and end.
        features: what is known of each phrase, an array of 0 and 1 with a row for each.
    """

    phrases: list[Extent]
    spans: np.ndarray
    features: np.ndarray


class OptionFinder:
    """Makes the options of one article.

    Args:
        story: the article.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self._features = PhraseFeatures(story)

    def holders(self, sentences: Sequence[Evidence]) -> list[Options]:
        """For each sentence of the reporter, who may hold a position in it: nobody first."""
        groups = [Phrases(found, [NONE, *self.story.phrases(found)]) for found in sentences]
        spans = [[[phrase, group.evidence.hull] for phrase in group.extents] for group in groups]
        return self._options(groups, [_array(found, 2) for found in spans])

    def targets(self, held: Sequence[tuple[Evidence, Extent]]) -> list[Options]:
        """For each holder in some evidence, what the position may be about."""
        groups = [Phrases(found, self.story.phrases(found), holder) for found, holder in held]
        spans = [
            [[phrase, group.evidence.hull, group.holder] for phrase in group.extents]
            for group in groups
        ]
        return self._options(groups, [_array(found, 3) for found in spans])

    def labels(self, asked: Sequence[tuple[Evidence, Pair]]) -> Options:
        """Holders and targets in some evidence, whose label is asked for."""
        spans = [[target, found.hull, holder, found.cue] for found, (holder, target) in asked]
        groups = [Phrases(found, [target], holder) for found, (holder, target) in asked]
        targets = [target for _, (_, target) in asked]
        return Options(targets, _array(spans, 4), self._features.of(groups))

    def _options(self, groups: Sequence[Phrases], spans: Sequence[np.ndarray]) -> list[Options]:
        features = self._features.of(groups)
        ends = list(accumulate(len(group.extents) for group in groups))
        rows = np.split(features, ends[:-1])
        return [
            Options(list(group.extents), of_group, of_phrases)
            for group, of_group, of_phrases in zip(groups, spans, rows, strict=True)
        ]


def _array(spans: Sequence[Sequence[Extent]], count: int) -> np.ndarray:
    return np.asarray(spans, dtype="i").reshape(-1, count, 2)
