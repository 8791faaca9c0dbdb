"""The layers that read the words of an article."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import NLP, words_of
from thinc.api import Model, NumpyOps

from bgnews.layers import features_of, of_words
from bgnews.quotes.features import word_features
from bgnews.quotes.words import Words


def tokens(seen: list[Any]) -> Model:
    """A layer that gives each token its number in the doc, and remembers gradients."""

    def forward(_: Model, docs: Any, is_train: bool) -> tuple[Any, Any]:  # noqa: ARG001
        arrays = [np.arange(len(doc), dtype="f").reshape(-1, 1) for doc in docs]
        return arrays, lambda d_arrays: seen.extend(d_arrays)

    return Model("tokens", forward, ops=NumpyOps())


def test_words_get_the_vectors_of_their_tokens() -> None:
    seen: list[Any] = []
    articles: list[Any] = [words_of("Ще вали.\n\nНе."), words_of(""), words_of("Да")]
    output, backprop = of_words(tokens(seen))(articles, is_train=True)
    assert [array[:, 0].tolist() for array in output] == [[0, 1, 2, 4, 5], [], [0]]
    backprop([array + 10 for array in output])
    # white space takes no part
    assert [array[:, 0].tolist() for array in seen] == [[10, 11, 12, 0, 14, 15], [], [10]]


@settings(max_examples=25, deadline=None)
@given(st.permutations(["„Ще вали“, каза Иван.", "", "Не.\nДа.", "Той: „"]))
def test_features_of_words_do_not_depend_on_the_batch(texts: list[str]) -> None:
    articles = [Words(NLP.make_doc(text)) for text in texts]
    layer = features_of(word_features)
    batch = layer.predict(articles)
    for words, array in zip(articles, batch, strict=True):
        np.testing.assert_array_equal(array, layer.predict([words])[0], strict=True)
