"""The config of a retraining: that of the pipeline it begins with, whose components it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Config

from .settings import TRAINED

_BATCH = 4  # articles
_SLOWER = 0.25  # of the learn rate that the pipeline was trained with at first
_RATE = 0.001  # that of a pipeline whose schedule has none to begin with
_WARMUP = 20  # steps


def steps_of_pass(articles: int) -> int:
    """How many steps it takes to see each article once."""
    return -(-articles // _BATCH)


def build_config(
    nlp: Language,
    base: Path,
    data: Path,
    *,
    only: Sequence[str],
    articles: int,
    passes: int,
    patience: int,
    seed: int,
    done: int = 0,
) -> Config:
    """Make the config that ``spacy train`` is given.

    Args:
        nlp: the pipeline to begin with.
        base: its folder.
        data: the folder with the articles.
        only: the components to train, of ``TRAINED``.
        articles: how many there are to train on.
        passes: how often each is seen.
        patience: after how many passes without a better score training ends.
        seed: of the order, the noise and the dropout.
        done: steps that an earlier run has done; the rest goes on from them.

    Returns:
        The config. Its noise, dropout and optimizer are those that the pipeline was trained with.
    """
    pass_ = steps_of_pass(articles)
    total = passes * pass_
    config = nlp.config.copy()
    rate = _rate(config["training"]["optimizer"].get("learn_rate"))
    config["components"] = {name: {"source": str(base)} for name in nlp.component_names}
    config["paths"] = {"train": str(data / "train.spacy"), "dev": str(data / "dev.spacy")}
    for part in ("train", "dev"):
        config["corpora"][part]["path"] = config["paths"][part]
    config["initialize"] = {"components": {}}
    frozen = frozen_components(nlp, only)
    config["training"].update(
        seed=seed,
        # a negative number reads the articles anew for each pass, with other noise
        max_epochs=-1,
        max_steps=total - done,
        eval_frequency=pass_,
        patience=patience * pass_,
        frozen_components=frozen,
        # components that learn listen to what these put on the docs
        annotating_components=[name for name in frozen if name not in trainable(nlp, TRAINED)],
        batcher={"@batchers": "spacy.batch_by_sequence.v1", "size": _BATCH, "get_length": None},
        logger={
            "@loggers": "spacy.ConsoleLogger.v3",
            "progress_bar": "eval",
            "console_output": True,
            "output_file": None,
        },
    )
    config["training"]["optimizer"]["learn_rate"] = {
        "@schedules": "warmup_linear.v1",
        "warmup_steps": min(_WARMUP, pass_),
        "total_steps": total - done,
        "initial_rate": rate * _SLOWER * (total - done) / total,
    }
    return config


def frozen_components(nlp: Language, only: Sequence[str]) -> list[str]:
    """The components that stay as they are.

    Such are those that nobody asked for, and encoders that one of those listens to, or that cannot
    be trained.
    """
    learn = trainable(nlp, only)
    frozen = [name for name in trainable(nlp, TRAINED) if name not in learn]
    for name, component in nlp.pipeline:
        encoder: Any = component
        listeners = getattr(encoder, "listening_components", None)
        if listeners is None:
            continue
        exported = encoder.model.name == "onnx_encoder"
        if exported or any(listener not in learn for listener in listeners):
            frozen.append(name)
    return frozen


def trainable(nlp: Language, kinds: Iterable[str]) -> list[str]:
    """The names that components of some kinds, of ``TRAINED``, have in a pipeline."""
    wanted = {TRAINED[kind] for kind in kinds}
    return [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in wanted]


def _rate(schedule: Any) -> float:
    """The learn rate at the beginning of a schedule."""
    if isinstance(schedule, dict):
        schedule = schedule.get("initial_rate")
    return schedule if isinstance(schedule, float) else _RATE
