"""The runs of ``spacy train`` in a retraining: the first one, and one after each interruption."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

_LOG, _LAST, _BEST = "log.jsonl", "model-last", "model-best"


@dataclass(frozen=True)
class Run:
    """One run.

    Attributes:
        folder: where it writes.
    """

    folder: Path

    @property
    def log(self) -> Path:
        """Where it notes each evaluation, one a line."""
        return self.folder / _LOG

    @property
    def last(self) -> Path:
        """The pipeline as it was at the last evaluation."""
        return self.folder / _LAST

    @property
    def best(self) -> Path:
        """The pipeline at the evaluation with the best score."""
        return self.folder / _BEST

    def evaluations(self) -> list[tuple[int, float]]:
        """The step and the score of each evaluation; none before a pipeline is stored."""
        if not self.log.is_file() or not (self.last / "meta.json").is_file():
            return []
        # an interruption may have cut the last line
        lines = (line for line in self.log.read_text("utf-8").splitlines() if line.endswith("}"))
        return [(found["step"], found["score"]) for found in map(json.loads, lines)]


def find_runs(folder: Path) -> list[Run]:
    """The runs in a folder, in order."""
    return [Run(found) for found in sorted(folder.glob("[0-9]*"), key=lambda run: int(run.name))]


def next_run(folder: Path) -> Run:
    """The run that comes after those in a folder."""
    return Run(folder / str(len(find_runs(folder)) + 1))


def steps_done(runs: list[Run]) -> int:
    """How many steps all runs together have done, up to the last evaluation of each."""
    return sum(run.evaluations()[-1][0] for run in runs if run.evaluations())


def best_of(runs: list[Run]) -> Path:
    """The best pipeline of all runs."""
    evaluated = [run for run in runs if run.evaluations()]
    return max(evaluated, key=lambda run: max(score for _, score in run.evaluations())).best
