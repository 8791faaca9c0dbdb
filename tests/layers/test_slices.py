"""Long articles read in slices give what they give as a whole."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, chain, list2ragged, ragged2list

from bgnews.layers import in_slices
from bgnews.layers.context import dilated_window

TEXT = ["Кметът", "обеща", "да", "пази", "дърветата", ",", "каза", "Петър", "Стаменов", "."]


def windows(reach: int) -> Model:
    return chain(list2ragged(), dilated_window(reach), ragged2list())


@settings(max_examples=60, deadline=None)
@given(lengths=st.lists(st.integers(0, 40), max_size=4), reach=st.integers(0, 5),
       size=st.integers(1, 12))  # fmt: skip
def test_slices_change_nothing(lengths: list[int], reach: int, size: int) -> None:
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=(length, 3)).astype("f") for length in lengths]
    layer = windows(max(reach, 1))
    sliced = in_slices(layer, max(reach, 1), size)
    for part, whole in zip(sliced.predict(arrays), layer.predict(arrays), strict=True):
        np.testing.assert_array_equal(part, whole)


def test_too_small_a_reach_would_be_seen() -> None:
    (array,) = [np.arange(30, dtype="f").reshape(10, 3)]
    sliced = in_slices(windows(3), 1, 4)
    assert (sliced.predict([array])[0] != windows(3).predict([array])[0]).any()


@pytest.mark.parametrize("length", [0, 1, 4, 5, 9, 60])
def test_docs_are_sliced_too(length: int) -> None:
    tok2vec = registry.architectures.get("spacy.HashEmbedCNN.v2")(
        width=8, depth=2, embed_size=50, window_size=1, maxout_pieces=2,
        subword_features=True, pretrained_vectors=None,
    )  # fmt: skip
    nlp = spacy.blank("bg")
    docs = [Doc(nlp.vocab, (TEXT * 5)[:length]) for _ in range(2)]
    tok2vec.initialize(X=docs)
    sliced = registry.architectures.get("bgnews.SlicedTok2Vec.v1")(tok2vec, 2, 4)
    for part, whole in zip(sliced.predict(docs), tok2vec.predict(docs), strict=True):
        np.testing.assert_allclose(part, whole, atol=1e-5)


def test_training_reads_articles_as_a_whole() -> None:
    array = np.ones((10, 2), dtype="f")
    layer = windows(1)
    output, backprop = in_slices(layer, 1, 4).begin_update([array])
    expected, backprop_whole = layer.begin_update([array])
    np.testing.assert_array_equal(output[0], expected[0])
    np.testing.assert_array_equal(backprop(output)[0], backprop_whole(expected)[0])
