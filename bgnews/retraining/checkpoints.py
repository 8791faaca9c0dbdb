"""What a training has reached, stored so that nothing cuts it off: ``bgnews.Checkpoints.v1``."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Optional

from spacy import util
from spacy.language import Language
from spacy.training.loggers import console_logger_v3

_NAME = "{step:06}-{score:.6f}"
_NAMED = re.compile(r"(\d{6,})-(\d\.\d{6})")
_PART = "part"

LogStep = Callable[[dict[str, Any] | None], None]
Logger = Callable[[Language, IO, IO], tuple[LogStep, Callable[[], None]]]


@dataclass(frozen=True)
class Checkpoint:
    """A pipeline in training.

    Attributes:
        folder: where it is.
        step: after how many steps, over all runs.
        score: how good it was, by the score weights of the config.
    """

    folder: Path
    step: int
    score: float


@util.registry.loggers("bgnews.Checkpoints.v1")
def create_checkpoints(
    folder: Optional[str] = None,  # noqa: UP045
    done: int = 0,
) -> Logger:
    """A logger that shows what spaCy shows, and keeps the best and the last pipeline.

    spaCy writes ``model-last`` and ``model-best`` in place, so a run that is killed may leave half
    of them, and it does not tell how far it was. Here a pipeline takes its name when it is whole.

    Args:
        folder: where to keep them; nowhere if None.
        done: the steps of earlier runs.
    """
    console = console_logger_v3(progress_bar="eval")

    def setup(
        nlp: Language, stdout: IO = sys.stdout, stderr: IO = sys.stderr
    ) -> tuple[LogStep, Callable[[], None]]:
        log, finish = console(nlp, stdout, stderr)

        def log_step(info: dict[str, Any] | None) -> None:
            log(info)
            if info is not None and folder is not None and "output_path" in info:
                score = max(0.0, float(info["score"]))
                _keep(Path(info["output_path"]), Path(folder), done + info["step"], score)

        return log_step, finish

    return setup


def _keep(pipeline: Path, folder: Path, step: int, score: float) -> None:
    """Take a pipeline among the checkpoints, and drop those that are neither best nor last."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / _PART
    shutil.rmtree(part, ignore_errors=True)
    shutil.copytree(pipeline, part)
    target = folder / _NAME.format(step=step, score=score)
    shutil.rmtree(target, ignore_errors=True)
    part.replace(target)
    found = checkpoints(folder)
    for checkpoint in found:
        if checkpoint not in (best(found), found[-1]):
            shutil.rmtree(checkpoint.folder)


def checkpoints(folder: Path) -> list[Checkpoint]:
    """The pipelines that are kept in a folder, by step."""
    found = ((path, _NAMED.fullmatch(path.name)) for path in folder.glob("*"))
    kept = [Checkpoint(path, int(name[1]), float(name[2])) for path, name in found if name]
    return sorted(kept, key=lambda checkpoint: checkpoint.step)


def best(found: list[Checkpoint]) -> Checkpoint:
    """The one with the best score, the first of several."""
    return max(found, key=lambda checkpoint: (checkpoint.score, -checkpoint.step))
