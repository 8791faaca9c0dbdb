"""Makes a trained pipeline ready to be given away: what it is, how good it is, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.version import Version
from spacy.language import Language
from spacy.strings import StringStore

from .. import __version__

_EXTRAS = {"onnx_encoder": "[md]", "torch_encoder": "[trf]"}


def finish(
    nlp: Language,
    output: Path,
    *,
    performance: Mapping[str, float],
    **about: str,
) -> None:
    """Write a trained pipeline without the words of the articles it was trained on.

    Args:
        nlp: the pipeline; its meta and paths are changed.
        output: the folder for it. What is there is removed.
        performance: F1 by metric, from 0 to 1.
        about: entries of its meta, such as ``name`` and ``license``.
    """
    nlp.meta.update(
        # spaCy finds what a pipeline requires only for libraries built with setuptools
        requirements=[requirement(nlp)],
        # and would warn of every release of spaCy but the one that trained
        spacy_version=spacy_range(),
        performance=dict(performance),
        **about,
    )
    # where the files for training were is nobody's business
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["training"]["logger"] = {"@loggers": "spacy.ConsoleLogger.v1"}
    shutil.rmtree(output, ignore_errors=True)
    nlp.to_disk(output)
    # the words of the training articles are of no use: whatever text comes brings its own, and
    # the tokenizer needs those of its special cases
    StringStore(tokenizer_strings(nlp)).to_disk(output / "vocab" / "strings.json")


def requirement(nlp: Language) -> str:
    """The versions of bgnews that a pipeline works with, up to the next minor one, and the extra.

    An extra is needed by an encoder that is not spaCy's.
    """
    version = Version(__version__)
    encoders = (getattr(component, "model", None) for _, component in nlp.pipeline)
    extras = (_EXTRAS.get(getattr(encoder, "name", "")) for encoder in encoders)
    extra = next(filter(None, extras), "")
    return f"bgnews{extra}>={version},<{version.major}.{version.minor + 1}.0"


def spacy_range() -> str:
    """The versions of spaCy that bgnews works with, as its package states them."""
    requirements = map(Requirement, metadata.requires("bgnews") or [])
    return next(str(found.specifier) for found in requirements if found.name == "spacy")


def tokenizer_strings(nlp: Language) -> list[str]:
    """The strings of the lexemes that a pipeline has before it reads a text."""
    names = ("orth_", "lower_", "norm_", "shape_", "prefix_", "suffix_")
    return sorted({getattr(lexeme, name) for lexeme in nlp.vocab for name in names})


def figures(report: Mapping[str, Any]) -> dict[str, float]:
    """F1 of each metric that there is any of, from 0 to 1, out of what ``Report.as_dict`` gives."""
    return {
        name: round(found["f1"], 4)
        for name, found in report.items()
        if isinstance(found, dict) and found.get("f1") is not None
    }
