"""How bgnews and other cleaners do on cases written for this: what is repaired, what is spoilt.

``python -m benchmarks.cleaning_peers`` prints a line for each cleaner that is installed. The cases
are in ``data/cleaning-cases.tsv``: damaged sentences with the right ones, and, in categories that
begin with ``keep``, sentences to be left as they are.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.peers.cleaners import Cleaner, cleaners

CASES = Path(__file__).parent / "data" / "cleaning-cases.tsv"
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\n", re.IGNORECASE)
_ROUNDS = 5


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


def right_by_category(cleaner: Cleaner, cases: list[Case]) -> Counter[str]:
    """How many cases of each category a cleaner gets right."""
    return Counter(case.category for case in cases if cleaner(case.given) == case.expected)


def seconds(cleaner: Cleaner, text: str) -> float:
    """What a cleaner takes for a text, the best of some rounds."""

    def once() -> float:
        start = perf_counter()
        cleaner(text)
        return perf_counter() - start

    return min(once() for _ in range(_ROUNDS))


def main() -> None:
    cases = list(read_cases())
    damaged = sum(case.damaged for case in cases)
    text = "\n".join(case.given for case in cases) * 20
    found = dict(cleaners())
    times = {name: seconds(cleaner, text) for name, cleaner in found.items()}
    print(f"{'':36}{'repaired':>12}{'spoilt':>10}{'time':>9}")
    for name, cleaner in found.items():
        right = right_by_category(cleaner, cases)
        repaired = sum(n for category, n in right.items() if not category.startswith("keep"))
        spoilt = len(cases) - damaged - (right.total() - repaired)
        time = times[name] / times["str.translate of twins"]
        print(
            f"{name:36}{f'{repaired}/{damaged}':>12}{f'{spoilt}/{len(cases) - damaged}':>10}"
            f"{time:>9.1f}"
        )


if __name__ == "__main__":
    main()
