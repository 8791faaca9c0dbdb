"""The architecture ``bgnews.PretrainTeacher.v1``: a small encoder learns from a larger one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Sequence
from typing import Any, List, cast  # noqa: UP035

import numpy as np
from spacy import util
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Linear, Model, chain, with_array
from thinc.types import Floats2d

from .replacing import ENCODER

_Vectors = List[Floats2d]  # noqa: UP006


@util.registry.architectures("bgnews.PretrainTeacher.v1")
def build_teacher_objective(teacher: str) -> Callable[[Vocab, Model], Model]:
    """An objective for ``spacy pretrain``: to give each token what a teacher gives it.

    The vectors of the teacher are told from those of the encoder by a linear layer, which is not
    kept ("FitNets", Romero et al., 2015). The teacher reads each text once; its vectors are kept
    in a temporary file, some 0.8 MB for 1,000 tokens.

    Args:
        teacher: a pipeline whose ``tok2vec`` is the teacher: a name in ``bgnews.models``, a folder,
            or a package. It is to have the tokenizer of the pipeline that learns.

    Returns:
        What makes the model that ``spacy pretrain`` trains, of a vocabulary and an encoder.

    Raises:
        ValueError: if the teacher has no ``tok2vec``.
    """

    def create(vocab: Vocab, tok2vec: Model) -> Model:  # noqa: ARG001
        lesson = Lesson(_encoder(teacher))
        guess: Model = with_array(cast(Model, Linear(lesson.width, tok2vec.get_dim("nO"))))
        model: Model = chain(tok2vec, guess)
        model.set_ref("tok2vec", tok2vec)
        model.attrs["loss"] = lesson
        return model

    return create


def _encoder(teacher: str) -> Model:
    from .. import models

    nlp = util.load_model(models.folder(teacher) or teacher)
    if ENCODER not in nlp.pipe_names:
        raise ValueError(f"the teacher {teacher} has no component {ENCODER!r} to learn from")
    return cast(Any, nlp.get_pipe(ENCODER)).model


class Lesson:
    """How far vectors are from those of a teacher, as ``spacy pretrain`` asks it.

    The values of the teacher are taken as those of the first batch vary, each of its columns by
    itself, so that none counts for more than another.

    Args:
        teacher: an encoder.
    """

    def __init__(self, teacher: Model[List[Doc], _Vectors]) -> None:  # noqa: UP006
        self.width = teacher.get_dim("nO")
        self._teacher = teacher
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- closed when the lesson is over
        self._places: dict[str, int] = {}  # where in the file the vectors of a text begin
        self._scale: tuple[np.ndarray, np.ndarray] | None = None

    def __call__(
        self, ops: Any, docs: Sequence[Doc], guesses: Sequence[Floats2d]
    ) -> tuple[float, _Vectors]:
        """The mean squared error of a value, and the gradient of each guess."""
        answers = [self._answer(doc) for doc in docs]
        if self._scale is None:
            rows = np.concatenate(answers)
            self._scale = rows.mean(axis=0), rows.std(axis=0) + 1e-6
        mean, deviation = self._scale
        errors = [
            guess - ops.asarray((answer - mean) / deviation)
            for guess, answer in zip(guesses, answers, strict=True)
        ]
        tokens = max(1, sum(map(len, errors)))
        loss = sum(float((error**2).sum()) for error in errors) / (tokens * self.width)
        return loss, [2 * error / tokens for error in errors]

    def _answer(self, doc: Doc) -> np.ndarray:
        if doc.text not in self._places:
            (vectors,) = self._teacher.predict([doc])
            self._places[doc.text] = self._file.seek(0, os.SEEK_END)
            self._file.write(self._teacher.ops.to_numpy(vectors).astype("f2").tobytes())
        size = len(doc) * self.width
        self._file.seek(self._places[doc.text])
        values = np.frombuffer(self._file.read(2 * size), dtype="f2")
        return values.astype("f").reshape(len(doc), self.width)
