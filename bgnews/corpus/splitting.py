"""Splits a corpus so that no article has its near-duplicate on another side."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

_WORD = re.compile(r"\w+")
_SHINGLE = 5
# From this share of the shorter one's shingles on, two articles are near-duplicates.
_SHARED = 0.2
# Shingles that more articles have are mostly set phrases, and comparing all of those takes long:
# they are compared with the first alone, with which copies of one article share all the others too.
_SET_PHRASE = 50


def split(
    texts: Mapping[str, str], shares: Mapping[str, float], seed: int = 0
) -> dict[str, list[str]]:
    """Divide articles among the parts of a corpus.

    Args:
        texts: the text of each article by its id.
        shares: how much of all articles each part gets, such as ``{"train": 0.8, "dev": 0.2}``.
        seed: another one gives another division, the same one the same.

    Returns:
        The ids in each part, sorted. Groups of near-duplicates stay together, so parts may differ
        from their shares by the size of a group.

    Raises:
        ValueError: if the shares do not add up to 1, or one is negative.
    """
    in_range = all(0 <= share <= 1 for share in shares.values())  # which nan is not, either
    if not in_range or abs(sum(shares.values()) - 1) > 1e-6:
        raise ValueError(f"the shares have to add up to 1, but they are {dict(shares)}")
    groups = near_duplicates(texts)
    random.Random(seed).shuffle(groups)
    groups.sort(key=len, reverse=True)  # stable; small groups level out what large ones leave
    parts: dict[str, list[str]] = {name: [] for name in shares}
    for group in groups:
        neediest = max(parts, key=lambda name: shares[name] * len(texts) - len(parts[name]))
        parts[neediest] += group
    return {name: sorted(ids) for name, ids in parts.items()}


def near_duplicates(texts: Mapping[str, str]) -> list[list[str]]:
    """Group articles that share a fifth of the five-word sequences of the shorter one.

    Every article is in one group, mostly alone; groups join where they have an article in common.
    The measure is the containment of A. Broder, On the resemblance and containment of documents
    (1997).
    """
    ids = sorted(texts)
    shingles = [_shingles(texts[id_]) for id_ in ids]
    group_of = {id_: [id_] for id_ in ids}
    for (i, j), count in _shared_counts(shingles).items():
        fewer = min(len(shingles[i]), len(shingles[j]))
        if count >= _SHARED * fewer and group_of[ids[i]] is not group_of[ids[j]]:
            _join(group_of, ids[i], ids[j])
    return [group for id_, group in group_of.items() if group[0] == id_]


def _shingles(text: str) -> np.ndarray:
    """The hashes of the five-word sequences, each once."""
    words: Sequence[str] = _WORD.findall(text.lower())
    found = {hash(tuple(words[i : i + _SHINGLE])) for i in range(len(words) - _SHINGLE + 1)}
    return np.fromiter(found, dtype=np.int64, count=len(found))


def _shared_counts(shingles: Sequence[np.ndarray]) -> Counter[tuple[int, int]]:
    """How many shingles each two articles share, by their numbers."""
    # Sorted arrays, as a dict of the shingles of 20,000 articles takes gigabytes.
    holders = np.repeat(np.arange(len(shingles)), list(map(len, shingles)))
    all_ = np.concatenate([np.empty(0, dtype=np.int64), *shingles])
    order = np.argsort(all_, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(all_[order])) + 1, len(all_))
    starts = np.append(0, ends[:-1])
    several = ends - starts > 1
    shared: Counter[tuple[int, int]] = Counter()
    for start, end in zip(starts[several].tolist(), ends[several].tolist(), strict=True):
        first, *others = found = holders[order[start:end]].tolist()
        if len(found) > _SET_PHRASE:
            shared.update((first, other) for other in others)
        else:
            shared.update(combinations(found, 2))
    return shared


def _join(group_of: dict[str, list[str]], one: str, other: str) -> None:
    joined = sorted(group_of[one] + group_of[other])
    for id_ in joined:
        group_of[id_] = joined
