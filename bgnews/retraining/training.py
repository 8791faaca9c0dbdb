"""Trains a pipeline further, and goes on after an interruption."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import spacy
from spacy.cli.package import package
from spacy.cli.train import train
from spacy.language import Language

from .. import models
from ..corpus import Article
from ..evaluation import Report, judge
from ..quotes.calibration import calibrate
from .articles import digest, divided, read, write
from .checkpoints import best, checkpoints
from .config import build_config, components_of, steps_of_pass
from .finishing import figures, finish
from .settings import Settings


class RetrainingError(Exception):
    """A retraining that cannot go on; the message says what to do."""


class Retraining:
    """Trains a pipeline further in a folder, which is gone on with if it has been begun.

    Args:
        folder: where everything goes: the articles in ``data``, what is reached in
            ``checkpoints``, and the best pipeline in ``model``.
        settings: what it is told.

    Raises:
        RetrainingError: if the pipeline cannot be trained, or a library is missing.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.data, self.model, self.packages = (folder / n for n in ("data", "model", "packages"))
        self.config_file, self._checkpoints = folder / "config.cfg", folder / "checkpoints"
        if not find_spec("sklearn"):
            raise RetrainingError("scikit-learn is missing: pip install 'bgnews[train]'")
        self.base = base_folder(settings.base)
        self.nlp = spacy.load(self.base)
        if missing := [kind for kind in settings.only if not components_of(self.nlp, [kind])]:
            raise RetrainingError(
                f"{settings.base} has no component for {', '.join(missing)}; choose with --only, "
                "or take --base sm"
            )

    def prepare(self, articles: Sequence[Article], dev: Sequence[Article]) -> None:
        """Divide the articles and write them, unless that is done.

        Raises:
            ValueError: if they are too few, or some are in both.
            RetrainingError: if the folder has a retraining of other articles or settings.
        """
        told = {
            **asdict(self.settings),
            "only": list(self.settings.only),
            "articles": digest(articles),
            "dev": digest(dev),
        }
        stored = self.folder / "settings.json"
        if not stored.is_file():
            write(divided(articles, dev, self.settings), self.data)
            stored.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        known = json.loads(stored.read_text("utf-8"))
        if others := [name for name in told if told[name] != known.get(name)]:
            raise RetrainingError(
                f"{self.folder} has a retraining with another choice of {', '.join(others)}: give "
                "the same again to go on with it, or name another folder"
            )
        if not self._finished:
            self._write_config()

    @cached_property
    def parts(self) -> dict[str, list[Article]]:
        """The articles, by what they are for, see ``articles.PARTS``."""
        return read(self.data)

    def train(self) -> None:
        """Run ``spacy train``, or what is left to do of it."""
        if not self._finished:
            self._write_config()
            train(self.config_file, self.folder / "run")

    @property
    def _finished(self) -> bool:
        """Whether all steps are done, or patience is over."""
        found = checkpoints(self._checkpoints)
        if not found:
            return False
        pass_ = steps_of_pass(len(self.parts["train"]))
        idle = found[-1].step - best(found).step
        settings = self.settings
        return found[-1].step >= settings.passes * pass_ or idle >= settings.patience * pass_

    def _write_config(self) -> None:
        found = checkpoints(self._checkpoints)
        build_config(
            self.nlp, found[-1].folder if found else self.base, self.settings,
            data=self.data, checkpoints=self._checkpoints, articles=len(self.parts["train"]),
            done=found[-1].step if found else 0,
        ).to_disk(self.config_file)  # fmt: skip

    @cached_property
    def trained(self) -> Language:
        """The best pipeline, its scores of quotes calibrated on ``dev``."""
        nlp = spacy.load(best(checkpoints(self._checkpoints)).folder)
        for name in components_of(nlp, ["quotes"]):
            calibrate(nlp, name, self.parts["dev"])
        return nlp

    def report(self) -> dict[str, tuple[Report, Report]]:
        """How good the pipeline was before and is now: on ``dev``, and on ``ours``."""
        return {
            part: (judge(self.nlp, self.parts[part]), judge(self.trained, self.parts[part]))
            for part in ("dev", "ours")
        }

    def store(self, report: Report, name: str = "news_retrained") -> None:
        """Write the best pipeline to ``model``.

        Args:
            report: how good it is.
            name: what it is called, without its language.
        """
        # a retraining of it is to begin as slowly as this one did, and not more slowly still
        rate = self.nlp.config["training"]["optimizer"]["learn_rate"]
        self.trained.config["training"]["optimizer"]["learn_rate"] = rate
        finish(
            self.trained, self.model, performance=figures(report.as_dict()), name=name,
            version="1.0.0",
            author="", description=f"{self.nlp.meta['name']} of bgnews, trained further.",
        )  # fmt: skip

    def package(self) -> None:
        """Build a wheel of what ``store`` wrote, in ``packages``."""
        self.packages.mkdir(exist_ok=True)
        package(
            self.model, self.packages, create_sdist=False, create_wheel=True, force=True,
            silent=False,
        )  # fmt: skip

    def commands(self) -> list[str]:
        """The commands of spaCy and bgnews that come nearest to ``train``, ``report``, ``package``.

        They take the best pipeline of one run, without calibration, as ``spacy train`` leaves it.
        """
        run = self.folder / "run"
        found = run / "model-best"
        judged = [self.data / f"{part}.spacy" for part in ("dev", "ours")]
        commands: list[list[str | Path]] = [
            ["python", "-m", "spacy", "train", self.config_file, "--output", run],
            *(["bgnews", "evaluate", nlp, file] for nlp in (self.base, found) for file in judged),
            ["python", "-m", "spacy", "package", found, self.folder, "--build", "wheel"],
        ]
        return [shlex.join(map(str, command)) for command in commands]


def check_package(name: str) -> None:
    """Find out whether a wheel can be built, before training takes its time.

    Raises:
        RetrainingError: if not.
    """
    if not name.isidentifier():
        raise RetrainingError(
            f"{name!r} is no name for a package: take letters, digits and underscores"
        )
    if not find_spec("build"):
        raise RetrainingError("build is missing: pip install 'bgnews[train]'")


def base_folder(base: str) -> Path:
    """The folder of a pipeline.

    Raises:
        RetrainingError: if there is none, or nothing in it is trained.
    """
    try:
        if folder := models.folder(base):
            return folder
    except ValueError as error:
        raise RetrainingError(str(error)) from error
    if base in models.available():
        raise RetrainingError(f"nothing in the pipeline {base!r} is trained: take --base sm")
    if Path(base).is_dir():
        return Path(base).resolve()
    try:
        return spacy.util.get_package_path(base)
    except ImportError as error:
        raise RetrainingError(
            f"there is no pipeline {base!r}: give a folder, a package or one of "
            f"{', '.join(models.available())}"
        ) from error
