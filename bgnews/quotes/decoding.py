"""From the scores of the quote model to spans that fit together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..annotations import NONSPEECH_TYPES
from ..layers import softmax
from ..quote_rules.passage import Extent
from .calibration import log_odds
from .candidates import Candidates
from .links import Content, is_within
from .model import BIO, ROLES

#: What the label of a relay ends with.
RELAY = " relay"
# What is not known to be apart from other spans has to be more likely than not.
_LIKELY = 0.5
# Candidates that share so many words are readings of one content.
_ALIKE = 0.5  # F1 of words
_AT_ONCE = 1000  # candidates, so that those of a long article fit into memory
# Less likely candidates are no readings of anything.
_NEGLIGIBLE = 0.02
_LEAST = 0.15


@dataclass(frozen=True)
class Found(Content):
    """Content that the model found.

    Attributes:
        score: what the model gives the candidate itself, from 0 to 1. Where several candidates
            alike are likely, that says more than their sum, which then is near 1. Calibrated, it
            is how likely the quote is right by half of its words at least.
    """

    score: float


@dataclass(frozen=True)
class _Option:
    """A candidate that may be taken.

    Attributes:
        extent: its positions.
        label: its likeliest label.
        share: how likely it is to be right to the word, from 0 to 1.
        probability: how likely it or one that shares most of its words is right, from 0 to 1.
    """

    extent: Extent
    label: str
    share: float
    probability: float


def tagged_roles(scores: np.ndarray) -> dict[str, list[Extent]]:
    """The extents of each role.

    Args:
        scores: for each word those of the classes of each role, side by side.
    """
    return {
        role: find_roles(softmax(scores[:, number * BIO : (number + 1) * BIO]))
        for number, role in enumerate(ROLES)
    }


def find_roles(probabilities: np.ndarray) -> list[Extent]:
    """The most likely spans in which nothing is inside without a beginning (Viterbi, 1967).

    Args:
        probabilities: for each word those of outside, begin and inside.
    """
    array = np.log(np.maximum(probabilities, 1e-9))
    array[:1, 2] = -np.inf
    scores: list[list[float]] = array.tolist()  # numpy is slow at three numbers at a time
    back: list[tuple[int, int]] = []
    best = scores[0]
    for outside, begin, inside in scores[1:]:
        anything, within = best.index(max(best)), 1 if best[1] >= best[2] else 2
        back.append((anything, within))
        best = [best[anything] + outside, best[anything] + begin, best[within] + inside]
    class_ = best.index(max(best))
    extents: list[Extent] = []
    end = 0
    for i in range(len(scores) - 1, -1, -1):
        if class_ and not end:
            end = i + 1
        if class_ == 1:
            extents.append((i, end))
            end = 0
        if i:
            anything, within = back[i - 1]
            class_ = within if class_ == 2 else anything
    return extents[::-1]


def find_contents(
    candidates: Candidates, probabilities: np.ndarray, labels: Sequence[str], threshold: float
) -> tuple[list[Found], list[tuple[Extent, str]]]:
    """Choose the candidates that fit together best.

    Contents are apart from each other, or one is nested in another: reported speech about reported
    speech. Relays may be around any.

    Args:
        candidates: the candidates of an article.
        probabilities: for each of them those of no content, and of each label.
        labels: the labels.
        threshold: how likely content must be, from 0 to 1.

    Returns:
        The contents in order, and the words in marks that nobody said, with their type.
    """

    def options(fits: Callable[[str], bool], least: float) -> list[_Option]:
        columns = [number for number, label in enumerate(labels, 1) if fits(label)]
        shares = probabilities[:, columns].sum(axis=1)
        rows = np.flatnonzero(shares > _NEGLIGIBLE)
        extents = candidates.extents[rows]
        likely = _likely(extents, shares[rows])
        return [
            _Option(
                (int(start), int(end)),
                labels[columns[probabilities[row, columns].argmax()] - 1],
                float(shares[row]),
                float(probability),
            )
            for row, (start, end), probability in zip(rows, extents, likely, strict=True)
            if probability > least and shares[row] > _LEAST
        ]

    plain = options(lambda label: RELAY not in label and label not in NONSPEECH_TYPES, threshold)
    apart = _best_apart(plain)
    likely = [option for option in plain if option.share > _LIKELY]
    contents = [
        *apart,
        *_best_apart(_around(apart, likely)),
        *_best_apart(_within(apart, likely)),
    ]
    taken = {option.extent for option in contents}
    relays = [
        option
        for option in options(lambda label: RELAY in label, threshold)
        if option.extent not in taken
    ]
    contents += _best_apart(relays)
    taken |= {option.extent for option in contents}
    return (
        sorted(map(_found, contents), key=lambda content: content.extent),
        [
            (option.extent, option.label)
            for option in _best_apart(options(lambda label: label in NONSPEECH_TYPES, _LIKELY))
            if option.extent not in taken
        ],
    )


def _within(outer: Sequence[_Option], options: Sequence[_Option]) -> list[_Option]:
    """The options that are within one of those that are apart from each other and in order."""
    starts = [option.extent[0] for option in outer]
    places = [bisect_right(starts, option.extent[0]) - 1 for option in options]
    return [
        option
        for option, place in zip(options, places, strict=True)
        if place >= 0 and is_within(option.extent, outer[place].extent)
    ]


def _around(inner: Sequence[_Option], options: Sequence[_Option]) -> list[_Option]:
    """The options around some of those that are apart from each other and in order."""
    starts = [option.extent[0] for option in inner]
    ends = [option.extent[1] for option in inner]
    found: list[_Option] = []
    for option in options:
        first = bisect_right(ends, option.extent[0])
        last = bisect_left(starts, option.extent[1]) - 1
        if first <= last and all(
            is_within(held.extent, option.extent) for held in (inner[first], inner[last])
        ):
            found.append(option)
    return found


def _likely(extents: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """How likely each extent, or one alike, is right; ``shares`` is for each one by itself."""
    likely = np.zeros(len(extents), dtype="f")
    for first in range(0, len(extents), _AT_ONCE):
        some = extents[first : first + _AT_ONCE]
        near = (extents[:, 1] > some[:, 0].min()) & (extents[:, 0] < some[:, 1].max())
        likely[first : first + _AT_ONCE] = _alike(some, extents[near]) @ shares[near]
    return np.minimum(likely, 1.0)


def _alike(some: np.ndarray, extents: np.ndarray) -> np.ndarray:
    """Which extents (columns) share most words with each of some (rows): F1 from 0.5 on."""
    (starts, ends), (firsts, lasts) = some.T[:, :, None], extents.T
    shared = np.minimum(ends, lasts) - np.maximum(starts, firsts)
    return 2 * np.maximum(shared, 0) >= _ALIKE * (ends - starts + lasts - firsts)


def _found(option: _Option) -> Found:
    relay = RELAY in option.label
    return Found(option.extent, option.label.removesuffix(RELAY), relay, option.share)


def _best_apart(options: Sequence[_Option]) -> list[_Option]:
    """The options that do not overlap and whose odds over the threshold multiply to the most.

    Weighted interval scheduling by dynamic programming.
    """
    options = sorted(options, key=lambda option: option.extent[1])
    ends = [option.extent[1] for option in options]
    best: list[tuple[float, int]] = [(0.0, 0)]  # the weight so far; how many precede, if taken
    for number, option in enumerate(options):
        before = bisect_right(ends, option.extent[0], hi=number)
        weight = best[before][0] + log_odds(option.share) - log_odds(_LEAST)
        best.append((weight, before) if weight > best[number][0] else (best[number][0], -1))
    taken: list[_Option] = []
    number = len(options)
    while number:
        before = best[number][1]
        if before >= 0:
            taken.append(options[number - 1])
        number = before if before >= 0 else number - 1
    return taken[::-1]
