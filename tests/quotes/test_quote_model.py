"""The model as a whole, and what it learns from a batch."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from lessons import examples, trained, untrained
from spacy.training import Example
from texts import words_of
from thinc.api import Model, fix_random_seed

from bgnews.quotes.features import WORD_FEATURES
from bgnews.quotes.lesson import Lesson
from bgnews.quotes.links import LINKS
from bgnews.quotes.targets import Targets
from bgnews.quotes.words import Words

TEXTS = ["„Ще вали“, каза Иван Петров.", "", "Вали.\nНе спира.", "Той: „Да"]


@pytest.fixture(scope="module")
def model() -> Model:
    pipe: Any = trained().get_pipe("bgnews_quotes")
    return pipe.model


def test_articles_of_a_batch_do_not_see_each_other(model: Model) -> None:
    articles = [words_of(text) for text in TEXTS]
    batch = model.predict(articles)
    assert batch.lengths.tolist() == [len(words) for words in articles]
    alone = np.concatenate([model.predict([words]).dataXd for words in articles if len(words)])
    np.testing.assert_allclose(batch.dataXd, alone, atol=1e-5)


def test_the_features_of_words_stand_behind_their_vectors(model: Model) -> None:
    output = model.predict([words_of(TEXTS[0])]).dataXd
    assert output.shape == (len(words_of(TEXTS[0])), 32 + WORD_FEATURES)
    assert set(np.unique(output[:, 32:])) == {0.0, 1.0}


def lesson_of(lessons: list[Example], vectors: np.ndarray, pipe: Any) -> Lesson:
    """What the articles teach whose words have such vectors."""
    lesson = Lesson(pipe.model, pipe.labels, vectors)
    offset = 0
    for example in lessons:
        words = Words(example.predicted)
        lesson.add(words, Targets(words, example), offset)
        offset += len(words)
    return lesson


def test_the_gradient_of_a_lesson_is_that_of_its_loss() -> None:
    fix_random_seed(1)
    nlp = untrained()
    lessons = examples(nlp)
    nlp.initialize(lambda: lessons)
    pipe: Any = nlp.get_pipe("bgnews_quotes")
    vectors = pipe.model.predict([Words(example.predicted) for example in lessons]).dataXd
    # weights that are all zero would hide the gradient of the layers below
    generator = np.random.default_rng(0)
    for head in ("roles", "contents", *(f"link_{link}" for link in LINKS)):
        for node in pipe.model.get_ref(head).walk():
            if node.name == "linear":
                shape = node.get_param("W").shape
                node.set_param("W", generator.normal(scale=0.3, size=shape).astype("f"))
    direction = generator.normal(size=vectors.shape).astype("f")
    gradient = lesson_of(lessons, vectors, pipe).learn()

    def loss(step: float) -> float:
        lesson = lesson_of(lessons, vectors + np.float32(step) * direction, pipe)
        lesson.learn()
        return lesson.loss

    expected = (loss(1e-3) - loss(-1e-3)) / 2e-3
    assert float((gradient * direction).sum()) == pytest.approx(expected, rel=0.02)


def test_a_lesson_may_be_empty(model: Model) -> None:
    lesson = Lesson(model, ["direct"], np.zeros((0, 4), dtype="f"))
    words = words_of("")
    lesson.add(words, Targets(words, Example(words.doc, words.doc.copy())), 0)
    assert lesson.learn().shape == (0, 4)
    assert lesson.loss == 0
