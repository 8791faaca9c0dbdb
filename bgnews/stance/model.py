"""The stance model: an encoder of words, and heads for holders, targets and labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import List, Tuple, cast  # noqa: UP035

from spacy import util
from spacy.tokens import Doc
from thinc.api import Model, SparseLinear_v2, chain, concatenate, list2ragged
from thinc.types import Floats2d, Ragged

from ..annotations import StanceLabel
from ..layers import Spans, by_numpy, features_of, in_context, of_words, scorer, span_vectors
from .bags import Bags
from .features import PHRASE_FEATURES, WORD_FEATURES, word_features
from .options import HEADS
from .story import Story

#: What a holder may think of a target; the first one is that he shows no position.
LABELS: tuple[StanceLabel | None, ...] = (None, "support", "oppose", "neutral")


@util.registry.architectures("bgnews.StanceModel.v1")
def build_stance_model(
    tok2vec: Model[List[Doc], List[Floats2d]],  # noqa: UP006
    width: int = 96,
    dilations: List[int] = [1, 2, 4],  # noqa: B006, UP006
    hidden_width: int = 96,
    bag_size: int = 1 << 15,
) -> Model[List[Story], Ragged]:  # noqa: UP006
    """Build the model of ``bgnews_stance``.

    The encoder joins the vectors of ``tok2vec`` with features of words and widens what each word
    sees by dilated windows. Of the heads one scores who in a sentence of the reporter may hold a
    position, one what in the evidence the position is about, and one the label of holder, target
    and evidence together. For the label the words themselves count too: a linear layer over a bag
    of them is hard to beat on short texts (Wang & Manning, 2012, "Baselines and Bigrams").

    Args:
        tok2vec: gives vectors for the tokens of docs, such as a listener.
        width: the width of the encoder.
        dilations: the dilation of each window over words, in order.
        hidden_width: the width of the hidden layer of each head.
        bag_size: how many weights the words of the evidence share for each label.

    Returns:
        The model. Its output is the encoder's; the heads are its references, see ``HEADS``.
    """
    inputs = cast(Model, concatenate(of_words(tok2vec), features_of(word_features)))
    input_width = tok2vec.get_dim("nO") + WORD_FEATURES if tok2vec.has_dim("nO") else None
    encoder = chain(inputs, in_context(width, input_width, dilations), list2ragged())
    heads: dict[str, Model] = {
        name: chain(
            span_vectors(width),
            *scorer(
                3 * spans * width,
                PHRASE_FEATURES,
                hidden_width,
                len(LABELS) if name == "labels" else 1,
            ),
        )
        for name, spans in HEADS.items()
    }
    heads["labels"] = with_bags(heads["labels"], SparseLinear_v2(len(LABELS), bag_size))
    model: Model[List[Story], Ragged] = Model(  # noqa: UP006
        "bgnews_stance", _forward, init=_initialize, layers=[encoder, *heads.values()]
    )
    model.set_ref("tok2vec", tok2vec)
    for name, head in heads.items():
        model.set_ref(name, head)
    return by_numpy(model)


def with_bags(
    scores: Model[Spans, Floats2d], words: Model[Bags, Floats2d]
) -> Model[Tuple[Spans, Bags], Floats2d]:  # noqa: UP006
    """The sum of what a layer gives for spans and another one for bags of words."""
    return Model("with_bags", _forward_bags, init=_initialize_bags, layers=[scores, words])


def _forward_bags(
    model: Model,
    inputs: tuple[Spans, Bags],
    is_train: bool,
) -> tuple[Floats2d, Callable]:
    scores, backprop_scores = model.layers[0](inputs[0], is_train)
    from_words, backprop_words = model.layers[1](inputs[1], is_train)

    def backprop(d_output: Floats2d) -> Tuple[Spans, Bags]:  # noqa: UP006
        return backprop_scores(d_output), backprop_words(d_output)

    return scores + from_words, backprop


def _initialize_bags(model: Model, X: None = None, Y: None = None) -> None:  # noqa: N803, ARG001
    for layer in model.layers:
        layer.initialize()


def _forward(model: Model, stories: List[Story], is_train: bool) -> tuple[Ragged, Callable]:  # noqa: UP006
    return model.layers[0](stories, is_train)


def _initialize(model: Model, X: List[Story] | None = None, Y: None = None) -> None:  # noqa: N803, UP006, ARG001
    encoder, *heads = model.layers
    encoder.initialize(X=X)
    for head in heads:
        head.initialize()
