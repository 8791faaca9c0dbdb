"""What each head of the stance model chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import NONE, Evidence, Extent
from .features import PhraseFeatures
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

    def holders(self, sentence: Evidence) -> Options:
        """Who may hold a position in a sentence of the reporter: nobody first."""
        phrases = [NONE, *self.story.phrases(sentence)]
        spans = [[phrase, sentence.hull] for phrase in phrases]
        return Options(phrases, _array(spans, 2), self._features.of(sentence, phrases))

    def targets(self, evidence: Evidence, holder: Extent) -> Options:
        """What the position of a holder may be about."""
        phrases = self.story.phrases(evidence)
        spans = [[phrase, evidence.hull, holder] for phrase in phrases]
        return Options(phrases, _array(spans, 3), self._features.of(evidence, phrases, holder))

    def labels(self, evidence: Evidence, pairs: Sequence[Pair]) -> Options:
        """Holders and targets whose label is asked for; the phrases are the targets."""
        spans = [[target, evidence.hull, holder, evidence.cue] for holder, target in pairs]
        rows = [self._features.of(evidence, [target], holder) for holder, target in pairs]
        features = np.concatenate(rows) if rows else self._features.of(evidence, [])
        return Options([target for _, target in pairs], _array(spans, 4), features)


def _array(spans: Sequence[Sequence[Extent]], count: int) -> np.ndarray:
    return np.asarray(spans, dtype="i").reshape(-1, count, 2)
