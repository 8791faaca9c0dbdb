"""The config of a retraining: that of the pipeline it begins with, whose components it takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from thinc.api import Config

from .settings import TRAINED, Settings

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
    settings: Settings,
    *,
    data: Path,
    checkpoints: Path,
    articles: int,
    done: int = 0,
) -> Config:
    """Make the config that ``spacy train`` is given.

    Args:
        nlp: the pipeline to begin with.
        base: its folder.
        settings: what to train, and for how long.
        data: the folder with the articles.
        checkpoints: the folder for what is reached.
        articles: how many there are to train on.
        done: steps that earlier runs have done, of all that there are.

    Returns:
        The config. Dropout, optimizer and noise are those that the pipeline was trained with.
    """
    pass_ = steps_of_pass(articles)
    total = settings.passes * pass_
    frozen = frozen_components(nlp, settings.only)
    config = nlp.config.copy()
    rate = _rate(config["training"]["optimizer"].get("learn_rate"))
    config["components"] = {name: {"source": str(base)} for name in nlp.component_names}
    config["initialize"] = {"components": {}}
    config["paths"] = {
        "train": str(data / "train.spacy"),
        "dev": str(data / "dev.spacy"),
        "checkpoints": str(checkpoints),
    }
    # what goes on has another order and other noise than what was interrupted
    config["system"]["seed"] = settings.seed + done
    config["corpora"] = {"train": _reader("train"), "dev": _reader("dev")}
    config["corpora"]["train"] |= {
        "shuffle": True,
        "seed": "${system.seed}",
        "augmenter": {"@augmenters": "bgnews.Noise.v1", "level": 0.3, "seed": "${system.seed}"},
    }
    config["training"].update(
        seed="${system.seed}",
        # a negative number reads the articles anew for each pass, with other noise
        max_epochs=-1,
        max_steps=total - done,
        eval_frequency=pass_,
        patience=settings.patience * pass_,
        frozen_components=frozen,
        # components that learn listen to what these put on the docs
        annotating_components=[name for name in frozen if _is_encoder(nlp, name)],
        batcher={"@batchers": "spacy.batch_by_sequence.v1", "size": _BATCH, "get_length": None},
        logger={
            "@loggers": "bgnews.Checkpoints.v1", "folder": "${paths.checkpoints}", "done": done,
        },
    )  # fmt: skip
    config["training"]["optimizer"]["learn_rate"] = {
        "@schedules": "warmup_linear.v1",
        "warmup_steps": min(_WARMUP, pass_),
        "total_steps": total - done,
        "initial_rate": rate * _SLOWER * (total - done) / total,
    }
    return config


def _reader(part: str) -> dict[str, Any]:
    return {"@readers": "bgnews.Corpus.v1", "path": f"${{paths.{part}}}"}


def frozen_components(nlp: Language, only: Sequence[str]) -> list[str]:
    """The components that stay as they are.

    All that can be trained do, but for those that are asked for and the encoders that only those
    listen to; an exported encoder always does.
    """
    learn = components_of(nlp, only)
    return [
        name
        for name, component in nlp.pipeline
        if getattr(component, "is_trainable", False)
        and name not in learn
        and not (_is_encoder(nlp, name) and _learns(component, learn))
    ]


def _learns(encoder: Any, learn: Sequence[str]) -> bool:
    exported = encoder.model.name == "onnx_encoder"
    return not exported and all(name in learn for name in encoder.listening_components)


def _is_encoder(nlp: Language, name: str) -> bool:
    return bool(getattr(nlp.get_pipe(name), "listening_components", None))


def components_of(nlp: Language, kinds: Iterable[str]) -> list[str]:
    """The names that components of some kinds, of ``TRAINED``, have in a pipeline."""
    wanted = {TRAINED[kind] for kind in kinds}
    return [name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory in wanted]


def _rate(schedule: Any) -> float:
    """The learn rate at the beginning of a schedule."""
    if isinstance(schedule, dict):
        schedule = schedule.get("initial_rate")
    return schedule if isinstance(schedule, float) else _RATE
