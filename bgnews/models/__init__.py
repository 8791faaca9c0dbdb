"""The pipelines that come with bgnews."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config, load_model_from_path

from .. import __version__

_FOLDER = Path(__file__).parent
_TRAINED = ("sm",)
_CONFIGURED = ("rules",)

# The tokenizer and the components take memory in proportion to the text, without the blow-up that
# spaCy's default limit of a million characters guards against.
_MAX_LENGTH = 100_000_000


def available() -> tuple[str, ...]:
    """Names of the pipelines that come with bgnews, the default first."""
    return (*_TRAINED, *_CONFIGURED)


def folder(name: str) -> Path | None:
    """Where a pipeline that comes with bgnews lies; None if it is made from a config."""
    return _FOLDER / f"bg_news_{name}" if name in _TRAINED else None


def load(name: str | None = None) -> Language:
    """Load a pipeline that comes with bgnews; see ``bgnews.load``."""
    name = available()[0] if name is None else name
    if name not in available():
        raise ValueError(
            f"no pipeline {name!r} comes with bgnews; there is {', '.join(available())}. "
            "For a pipeline of your own use spacy.load."
        )
    path = folder(name)
    nlp = load_model_from_path(path) if path else _rules(name)
    nlp.max_length = _MAX_LENGTH
    return nlp


def _rules(name: str) -> Language:
    """A pipeline in which nothing is trained, made from its config."""
    # spaCy finds what a packaged pipeline requires only for libraries built with setuptools.
    requirements = [f"bgnews>={__version__}"]
    meta = {
        "name": f"news_{name}",
        "version": __version__,
        "license": "MIT",
        "requirements": requirements,
    }
    config = load_config(_FOLDER / f"bg_news_{name}.cfg")
    return load_model_from_config(config, meta=meta, auto_fill=True)
