"""The data files behind the resolution of speakers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ..data_files import DataFolder

_DATA = DataFolder(__file__)


def rows(name: str) -> Iterator[list[str]]:
    """The fields of each row of a data file ``{name}.tsv``."""
    return _DATA.rows(f"{name}.tsv")


@cache
def words(name: str) -> frozenset[str]:
    """A closed class of words, by its name in ``words.tsv``."""
    return frozenset(next(listed for key, listed in rows("words") if key == name).split())


@cache
def places() -> dict[str, str]:
    """Names of countries, and those that stand for their governments, with the country."""
    return {
        name: country
        for country, _, seats in rows("countries")
        for name in (country, *seats.split("|"))
    }
