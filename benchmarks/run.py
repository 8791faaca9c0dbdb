"""What a run of the benchmarks has measured, as pytest-benchmark writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

#: Where ``make benchmark`` puts its figures.
RESULTS = Path(__file__).parent / "results"
_LEARNING_CURVE = "learning-curve.json"


@dataclass(frozen=True)
class Measured:
    """One benchmark.

    Attributes:
        group: what it is compared with.
        about: the pipeline, or the other system.
        figures: by what they say; quality is from 0 to 1.
    """

    group: str
    about: str
    figures: dict[str, float]


@dataclass(frozen=True)
class Run:
    """A run of the benchmarks, and the learning curve if it was measured.

    Attributes:
        day: when, in ISO format.
        commit: what was measured.
        processor: where.
        python: with what.
        measured: the benchmarks in their order.
        learning_curve: the figures by the number of articles that were learned from.
    """

    day: str
    commit: str
    processor: str
    python: str
    measured: list[Measured]
    learning_curve: list[dict[str, float]]

    def of(self, group: str) -> Iterator[Measured]:
        """The benchmarks of a group."""
        return (found for found in self.measured if found.group == group)

    @property
    def articles(self) -> int:
        """How many articles quality was judged by."""
        return next((int(found.figures["articles"]) for found in self.of("pipelines")), 0)


def read_run(folder: Path) -> Run:
    """The run in a folder.

    Raises:
        SystemExit: if there is none.
    """
    file, curve = folder / "run.json", folder / _LEARNING_CURVE
    if not file.exists():
        raise SystemExit(f"{file} is not there: run `make benchmark`")
    stored = json.loads(file.read_text(encoding="utf-8"))
    return Run(
        day=datetime.fromisoformat(stored["datetime"]).date().isoformat(),
        commit=_commit(stored["commit_info"]),
        processor=stored["machine_info"]["cpu"]["brand_raw"],
        python=stored["machine_info"]["python_version"],
        measured=[
            Measured(found["group"], found["extra_info"]["about"], found["extra_info"]["figures"])
            for found in stored["benchmarks"]
        ],
        learning_curve=json.loads(curve.read_text(encoding="utf-8")) if curve.exists() else [],
    )


def _commit(info: dict[str, Any]) -> str:
    """What was measured, in words."""
    if info["id"] in (None, "unknown", "unversioned"):
        return "no commit"
    return f"commit {info['id'][:7]}{' (changed)' if info['dirty'] else ''}"
