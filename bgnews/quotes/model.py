"""The quote model: an encoder of words, and heads for roles, contents and links."""

from __future__ import annotations

from collections.abc import Callable
from typing import List, cast  # noqa: UP035

from spacy import util
from spacy.tokens import Doc
from thinc.api import Linear, Model, chain, concatenate, list2ragged, with_array
from thinc.types import Floats2d, Ragged

from ..layers import (
    Spans,
    by_numpy,
    features_of,
    in_context,
    last_columns,
    of_words,
    scorer,
    span_vectors,
)
from .features import CANDIDATE_FEATURES, WORD_FEATURES, word_features
from .links import LINK_FEATURES, LINKS
from .words import Words

#: Roles that are tagged word by word, each with the classes outside, begin, inside.
ROLES = ("cue", "source")
#: What is tagged in training. Tags of contents are not used, but teach the encoder: every word has
#: one, and of the candidates hardly any has a label.
TAGGED = (*ROLES, "content")
BIO = 3


@util.registry.architectures("bgnews.QuoteModel.v1")
def build_quote_model(
    tok2vec: Model[List[Doc], List[Floats2d]],  # noqa: UP006
    width: int = 128,
    dilations: List[int] = [1, 2, 4, 8],  # noqa: B006, UP006
    hidden_width: int = 96,
) -> Model[List[Words], Ragged]:  # noqa: UP006
    """Build the model of ``bgnews_quotes``.

    The encoder joins the vectors of ``tok2vec`` with the features of words, widens what each word
    sees by dilated windows, and puts the features behind the result. One head tags cues
    and sources, one scores the labels of each candidate span, and one for each kind of link scores
    pairs of spans.

    Args:
        tok2vec: gives vectors for the tokens of docs, such as a listener.
        width: the width of the encoder.
        dilations: the dilation of each window over words, in order.
        hidden_width: the width of the hidden layer of each head.

    Returns:
        The model. Its output is the encoder's; the heads are its references ``roles``,
        ``contents`` and ``link_NAME`` for each of ``links.LINKS``.
    """
    inputs = cast(Model, concatenate(of_words(tok2vec), features_of(word_features)))
    input_width = tok2vec.get_dim("nO") + WORD_FEATURES if tok2vec.has_dim("nO") else None
    features = with_array(last_columns(WORD_FEATURES))
    encoder = chain(
        inputs, concatenate(in_context(width, input_width, dilations), features), list2ragged()
    )
    roles: Model[Floats2d, Floats2d] = Linear(len(TAGGED) * BIO, width + WORD_FEATURES)
    contents: Model[Spans, Floats2d] = chain(
        span_vectors(width), *scorer(3 * width, CANDIDATE_FEATURES, hidden_width)
    )
    links: dict[str, Model[Spans, Floats2d]] = {
        name: chain(span_vectors(width), *scorer(6 * width, LINK_FEATURES, hidden_width, 1))
        for name in LINKS
    }
    model: Model[List[Words], Ragged] = Model(  # noqa: UP006
        "bgnews_quotes",
        _forward,
        init=_initialize,
        layers=[encoder, roles, contents, *links.values()],
    )
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("roles", roles)
    model.set_ref("contents", contents)
    model.set_ref("labels", contents.layers[-1])
    for name, head in links.items():
        model.set_ref(f"link_{name}", head)
    return by_numpy(model)


def _forward(model: Model, articles: List[Words], is_train: bool) -> tuple[Ragged, Callable]:  # noqa: UP006
    return model.layers[0](articles, is_train)


def _initialize(model: Model, X: List[Words] | None = None, Y: None = None) -> None:  # noqa: N803, UP006, ARG001
    encoder, *heads = model.layers
    encoder.initialize(X=X)
    for head in heads:
        head.initialize()
