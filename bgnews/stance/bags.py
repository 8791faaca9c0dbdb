"""The words of evidence as a bag, by which a linear layer tells the label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Tuple  # noqa: UP035

import numpy as np
from spacy.strings import get_string_id

from .evidence import NONE, Evidence, Extent
from .options import Pair
from .story import Story, stem

_NEAR = 3  # words before and after the target that are told apart from the others

#: Hashes of words, their weights, and how many each row has.
Bags = Tuple[np.ndarray, np.ndarray, np.ndarray]  # noqa: UP006


def bags_of(story: Story, evidence: Evidence, pairs: Sequence[Pair]) -> Bags:
    """A bag of words for each pair.

    In it are the stems of the evidence, one by one and two by two, and again, told apart, those of
    the cue, of the target, of what stands near the target, and whether the holder comes first.

    Args:
        story: the article.
        evidence: the evidence of all pairs.
        pairs: where their holders and targets are named.
    """
    common = list(_of_evidence(story, evidence))
    rows = [common + list(_of_pair(story, evidence, *pair)) for pair in pairs]
    sizes = [len(row) for row in rows]
    # as long as the square root of its size, a bag weighs the same whatever its size
    values = [np.full(size, 1 / np.sqrt(max(size, 1)), dtype="f") for size in sizes]
    keys = [get_string_id(word) for row in rows for word in row]
    return (
        np.asarray(keys, dtype="uint64"),
        np.concatenate(values) if values else np.zeros(0, dtype="f"),
        np.asarray(sizes, dtype="i"),
    )


def joined(bags: Sequence[Bags]) -> Bags:
    """The bags of several evidence as those of one."""
    keys, values, sizes = zip(*bags, strict=True)
    return np.concatenate(keys), np.concatenate(values), np.concatenate(sizes)


def _of_evidence(story: Story, evidence: Evidence) -> Iterator[str]:
    yield f"kind {evidence.kind}"
    for start, end in evidence.extents:
        stems = _stems(story, start, end)
        yield from stems
        yield from map(" ".join, pairwise(stems))
    yield from (f"cue {found}" for found in _stems(story, *evidence.cue))


def _of_pair(story: Story, evidence: Evidence, holder: Extent, target: Extent) -> Iterator[str]:
    start, end = evidence.hull
    yield from (f"target {found}" for found in _stems(story, *target))
    before = _stems(story, max(start, target[0] - _NEAR), target[0])
    after = _stems(story, target[1], min(end, target[1] + _NEAR))
    yield from (f"before {found}" for found in before)
    yield f"before {' '.join(before)}"
    yield from (f"after {found}" for found in after)
    if holder != NONE:
        order = "first" if holder[0] < target[0] else "last"
        if evidence.quote is None:
            between = sorted((holder, target))
            found = _stems(story, between[0][1], between[1][0])
            yield from (f"holder {order} {word}" for word in found)
        elif holder != evidence.source:
            yield f"holder no source {order}"


def _stems(story: Story, start: int, end: int) -> list[str]:
    return [stem(word) for word in story.lower[start:end] if word[0].isalnum()]
