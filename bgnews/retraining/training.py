"""Trains a pipeline further, and goes on after an interruption."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import spacy
from spacy.cli.package import package
from spacy.cli.train import train
from spacy.language import Language

from .. import models
from ..corpus import Article
from ..evaluation import Report, evaluate, from_record
from ..records import to_record
from .articles import divided, read, write
from .config import build_config, trainable
from .finishing import figures, finish
from .runs import best_of, find_runs, next_run, steps_done
from .settings import TRAINED, Settings


class RetrainingError(Exception):
    """A retraining that cannot go on; the message says what to do."""


class Retraining:
    """Trains a pipeline further in a folder, which is gone on with if it has been begun.

    Args:
        folder: where everything goes: the articles in ``data``, the runs of ``spacy train`` in
            ``runs``, and the best pipeline in ``model``.
        settings: what it is told.

    Raises:
        RetrainingError: if the pipeline cannot be trained, or the folder has a retraining with
            other settings.
    """

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder, self.settings = folder, settings
        self.data, self.model, self.packages = (folder / n for n in ("data", "model", "packages"))
        self.config_file, self._runs = folder / "config.cfg", folder / "runs"
        self._stored, self._finished = folder / "settings.json", folder / "runs" / "finished"
        if self._stored.is_file() and Settings.from_json(self._stored) != settings:
            raise RetrainingError(
                f"{folder} has a retraining with other settings: give the same ones to go on with "
                "it, or name another folder"
            )
        self.base = base_folder(settings.base)
        self.nlp = spacy.load(self.base)
        if missing := [kind for kind in settings.only if not trainable(self.nlp, [kind])]:
            raise RetrainingError(
                f"{settings.base} has nothing to train for {', '.join(missing)}; bgnews_sm has: "
                f"--base sm, or --only {','.join(set(TRAINED) - {*missing}) or 'quotes'}"
            )

    def prepare(self, articles: Sequence[Article], dev: Sequence[Article]) -> None:
        """Divide the articles, write them and the config; done once.

        Raises:
            ValueError: if they are too few.
        """
        if not self._stored.is_file():
            write(divided(articles, dev, self.settings), self.data)
            self._write_config()
            self.settings.to_json(self._stored)

    @cached_property
    def parts(self) -> dict[str, list[Article]]:
        """The articles, by what they are for, see ``articles.PARTS``."""
        return read(self.data)

    def train(self) -> None:
        """Run ``spacy train``, or what is left to do of it."""
        if self._finished.exists():
            return
        run = next_run(self._runs)
        self._write_config()
        train(self.config_file, run.folder, overrides={"training.logger.output_file": str(run.log)})
        self._finished.touch()

    def _write_config(self) -> None:
        runs = [run for run in find_runs(self._runs) if run.evaluations()]
        settings = self.settings
        build_config(
            self.nlp, runs[-1].last if runs else self.base, self.data,
            only=settings.only, articles=len(self.parts["train"]), passes=settings.passes,
            patience=settings.patience, seed=settings.seed, done=steps_done(runs),
        ).to_disk(self.config_file)  # fmt: skip

    def report(self) -> dict[str, tuple[Report, Report]]:
        """How good the pipeline was before and is now: on ``dev``, and on ``ours``."""
        trained = spacy.load(best_of(find_runs(self._runs)))
        return {
            part: (judge(self.nlp, self.parts[part]), judge(trained, self.parts[part]))
            for part in ("dev", "ours")
        }

    def store(self, report: Report, name: str | None) -> None:
        """Write the best pipeline to ``model``.

        Args:
            report: how good it is.
            name: what it is called, without its language.
        """
        nlp = spacy.load(best_of(find_runs(self._runs)))
        nlp.meta["name"] = name or nlp.meta["name"]
        finish(nlp, self.model, performance=figures(report.as_dict()))

    def package(self) -> None:
        """Build a wheel of what ``store`` wrote, in ``packages``."""
        self.packages.mkdir(exist_ok=True)
        package(self.model, self.packages, create_sdist=False, create_wheel=True, force=True)

    def commands(self) -> list[str]:
        """What ``train``, ``report`` and ``package`` do, as commands."""
        run = next_run(self._runs).folder
        judged = [self.data / f"{part}.spacy" for part in ("dev", "ours")]
        return [
            f"python -m spacy train {self.config_file} --output {run}",
            *(f"bgnews evaluate {self.base} {file}" for file in judged),
            *(f"bgnews evaluate {run / 'model-best'} {file}" for file in judged),
            f"python -m spacy package {run / 'model-best'} {self.folder} --build wheel",
        ]


def base_folder(base: str) -> Path:
    """The folder of a pipeline.

    Raises:
        RetrainingError: if there is none, or nothing in it is trained.
    """
    if base in models.available():
        folder = models.folder(base)
        if folder is None:
            raise RetrainingError(f"nothing in the pipeline {base!r} is trained: take --base sm")
        return folder
    if Path(base).is_dir():
        return Path(base)
    try:
        return spacy.util.get_package_path(base)
    except ImportError as error:
        raise RetrainingError(
            f"there is no pipeline {base!r}: give a folder, a package or one of "
            f"{', '.join(models.available())}"
        ) from error


def judge(nlp: Language, articles: Sequence[Article]) -> Report:
    """Judge a pipeline by annotated articles."""
    docs = nlp.pipe(article.text for article in articles)
    return evaluate(
        (article, from_record(to_record(doc, article.id, "")))
        for article, doc in zip(articles, docs, strict=True)
    )
