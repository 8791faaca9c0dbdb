"""What each head of the stance model chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import NONE, Evidence, Extent
from .features import PhraseFeatures, Phrases
from .story import Story

#: How many spans each head looks at: a holder stands in a sentence, a target in evidence with a
#: holder, and the label is about evidence, holder, target and cue.
HEADS = {"holders": 2, "targets": 3, "labels": 4}
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

    def holders(self, sentence: Evidence) -> Phrases:
        """Who may hold a position in a sentence of the reporter: nobody first."""
        return Phrases(sentence, [NONE, *self.story.phrases(sentence)])

    def targets(self, evidence: Evidence, holder: Extent) -> Phrases:
        """What the position of a holder may be about."""
        return Phrases(evidence, self.story.phrases(evidence), holder)

    def options(self, head: str, groups: Sequence[Phrases]) -> Options:
        """What a head of the model, one of ``HEADS``, looks at for the phrases of all groups."""
        count = HEADS[head]
        phrases: list[Extent] = []
        spans: list[list[Extent]] = []
        for evidence, extents, holder in groups:
            around = [evidence.hull, holder, evidence.cue][: count - 1]
            phrases += extents
            spans += ([phrase, *around] for phrase in extents)
        array = np.asarray(spans, dtype="i").reshape(-1, count, 2)
        return Options(phrases, array, self._features.of(groups))
