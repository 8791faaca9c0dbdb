"""A small encoder that learns from that of another pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
import srsly
from spacy.cli.init_config import fill_config
from spacy.cli.train import train
from spacy.tokens import Doc
from spacy.training.pretrain import pretrain
from spacy.util import load_config, registry
from thinc.api import NumpyOps

import bgnews
from bgnews.encoder.distillation import Lesson

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "training" / "configs" / "bg_news_sm.cfg"
ARTICLE = ROOT / "corpus" / "authored" / "brief-01.xml"
TEXTS = ["„Ще започнем през май“, каза кметът Петър Стаменов.", "Дърветата щели да останат."]
SMALL = {
    "components.tok2vec.model.tok2vec.embed.rows": [50, 50, 50, 50],
    "components.tok2vec.model.tok2vec.encode.width": 16,
    "pretraining.max_epochs": 40,
    "pretraining.optimizer.learn_rate": 0.01,
    "pretraining.objective.teacher": "sm",
}


class Teacher:
    """Gives each token of a doc random vectors, others each time it is asked."""

    ops = NumpyOps()

    def __init__(self) -> None:
        self.rng = np.random.default_rng(0)

    def get_dim(self, name: str) -> int:
        return {"nO": 3}[name]

    def predict(self, docs: list[Doc]) -> list[np.ndarray]:
        return [5 + 2 * self.rng.normal(size=(len(doc), 3)).astype("f") for doc in docs]


@pytest.fixture
def docs() -> list[Doc]:
    return list(map(spacy.blank("bg"), TEXTS))


@pytest.fixture
def lesson() -> Lesson:
    teacher: Any = Teacher()
    return Lesson(teacher)


def zeros(docs: list[Doc]) -> list[Any]:
    return [np.zeros((len(doc), 3), dtype="f") for doc in docs]


def test_the_gradient_leads_to_the_teacher(lesson: Lesson, docs: list[Doc]) -> None:
    tokens = sum(map(len, docs))
    loss, gradients = lesson(NumpyOps(), docs, zeros(docs))
    assert loss == pytest.approx(1, abs=0.01)  # of values that vary by 1
    answers: list[Any] = [-tokens * np.asarray(gradient) / 2 for gradient in gradients]
    loss, gradients = lesson(NumpyOps(), docs, answers)
    assert loss == pytest.approx(0, abs=1e-6)
    assert all(np.abs(np.asarray(gradient)).max() < 1e-3 for gradient in gradients)


def test_a_text_is_read_once(lesson: Lesson, docs: list[Doc]) -> None:
    first, again = (lesson(NumpyOps(), docs, zeros(docs))[1] for _ in range(2))
    for one, other in zip(first, again, strict=True):
        np.testing.assert_array_equal(np.asarray(one), np.asarray(other))


def test_docs_without_tokens(lesson: Lesson, docs: list[Doc]) -> None:
    nothing = spacy.blank("bg")("")
    lesson(NumpyOps(), docs, zeros(docs))
    loss, (gradient,) = lesson(NumpyOps(), [nothing], zeros([nothing]))
    assert (loss, len(gradient)) == (0, 0)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The config of bg_news_sm, all of it written out."""
    folder = tmp_path_factory.mktemp("pretraining")
    srsly.write_jsonl(folder / "texts.jsonl", [{"text": text} for text in TEXTS])
    fill_config(folder / "filled.cfg", CONFIG, pretraining=True, silent=True)
    return folder / "filled.cfg"


@pytest.fixture(scope="module")
def pretrained(config: Path) -> Path:
    overrides = SMALL | {"paths.texts": str(config.parent / "texts.jsonl")}
    folder = config.parent
    pretrain(load_config(config, overrides=overrides, interpolate=True), folder)
    return folder


def test_spacy_pretrain_learns(pretrained: Path) -> None:
    log: list[Any] = list(srsly.read_jsonl(pretrained / "log.jsonl"))
    losses = [line["epoch_loss"] for line in log]
    assert losses[-2] < losses[0] / 4  # the last line repeats the model, not the loss


def test_spacy_train_keeps_what_was_pretrained(
    config: Path, pretrained: Path, tmp_path: Path
) -> None:
    paths = {"paths.train": str(ARTICLE), "paths.dev": str(ARTICLE)}
    frozen = {"frozen_components": ["tok2vec"], "annotating_components": ["tok2vec"]}
    overrides = SMALL | paths | {f"training.{name}": value for name, value in frozen.items()}
    overrides |= {"training.max_steps": 2, "training.eval_frequency": 2}
    overrides |= {"paths.pretrained": str(pretrained / "model-last.bin")}
    train(config, tmp_path, overrides=overrides)
    encoder: Any = spacy.load(tmp_path / "model-last").get_pipe("tok2vec")
    assert encoder.model.to_bytes() == (pretrained / "model-last.bin").read_bytes()


def test_a_teacher_without_an_encoder_is_refused(tmp_path: Path) -> None:
    bgnews.load("rules").to_disk(tmp_path)
    create = registry.architectures.get("bgnews.PretrainTeacher.v1")(str(tmp_path))
    student: Any = bgnews.load("sm").get_pipe("tok2vec")
    with pytest.raises(ValueError, match="no component 'tok2vec'"):
        create(student.vocab, student.model)
