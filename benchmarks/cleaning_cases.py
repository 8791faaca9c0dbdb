"""Cases for cleaners: what is repaired, and what is spoilt.

They are in ``data/cleaning-cases.tsv``: damaged sentences with the right ones, and, in categories
that begin with ``keep``, sentences to be left as they are.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.cleaners import Cleaner

CASES = Path(__file__).parent / "data" / "cleaning-cases.tsv"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n", re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """A sentence and what a cleaner is to make of it.

    Attributes:
        category: the kind of damage; it begins with ``keep`` if there is none.
        given: the sentence.
        expected: the right one.
    """

    category: str
    given: str
    expected: str

    @property
    def damaged(self) -> bool:
        return not self.category.startswith("keep")


def read_cases() -> Iterator[Case]:
    """The cases, with their escapes resolved."""
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(row["category"], _resolved(row["input"]), _resolved(row["expected"]))


def _resolved(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else "\n", text)


def judged(cleaner: Cleaner, cases: Iterable[Case]) -> dict[str, float]:
    """The share of damaged cases that a cleaner repairs, and of sound ones that it spoils."""
    counts = Counter((case.damaged, cleaner(case.given) == case.expected) for case in cases)
    return {
        "repaired": counts[True, True] / (counts[True, True] + counts[True, False]),
        "spoilt": counts[False, False] / (counts[False, True] + counts[False, False]),
    }
