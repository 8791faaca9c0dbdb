"""Puts another encoder in the place of that of a pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from spacy.language import Language
from spacy.util import load_model_from_config

ENCODER = "tok2vec"  # the name of the component


def with_encoder(nlp: Language, model: Mapping[str, Any]) -> Language:
    """A copy of a pipeline whose encoder is another one; it is still to be filled.

    Args:
        nlp: a pipeline with the component ``tok2vec``, to which others listen.
        model: the block of a config that makes the encoder, with ``@architectures``.
    """
    config = nlp.config.copy()
    config["components"][ENCODER]["model"] = dict(model)
    copy = load_model_from_config(config, meta=nlp.meta, vocab=nlp.vocab)
    for name, component in nlp.pipeline:
        if name != ENCODER:
            cast(Any, copy.get_pipe(name)).from_bytes(cast(Any, component).to_bytes())
    return copy
