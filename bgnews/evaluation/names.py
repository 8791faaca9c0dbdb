"""When two names are of the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ..forms import stem

_WORD = re.compile(r"\w+")
_SHORTEST_SURNAME = 3  # letters


def same_name(name: str | None, known: Iterable[str], entity_type: str) -> bool:
    """Whether a name is one of those known for an entity.

    Words are compared without the endings of article, plural and feminine. A person is the same by
    the last word, the surname; others, by half of their words.

    Args:
        name: the name to judge.
        known: the names of the entity and its mentions.
        entity_type: PER, ORG, LOC, GROUP or ISSUE.
    """
    stems = _stems(name or "")
    return bool(stems) and any(
        _same(stems, other, entity_type) for other in map(_stems, known) if other
    )


def _same(one: tuple[str, ...], other: tuple[str, ...], entity_type: str) -> bool:
    if one == other:
        return True
    if entity_type == "PER":
        return one[-1] == other[-1] and len(one[-1]) >= _SHORTEST_SURNAME
    shared, all_ = set(one) & set(other), set(one) | set(other)
    return 2 * len(shared) >= len(all_)


@lru_cache(maxsize=10_000)  # a long article compares the same names again and again
def _stems(name: str) -> tuple[str, ...]:
    return tuple(map(stem, _WORD.findall(name.lower())))
