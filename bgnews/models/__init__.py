"""The pipelines that come with bgnews."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config, load_model_from_path

from .. import __version__

_FOLDER = Path(__file__).parent
# the trained pipelines, the best first, and the libraries that each needs besides spaCy
_TRAINED = {"md": ("onnxruntime", "tokenizers"), "sm": ()}
_CONFIGURED = ("rules",)


def available() -> tuple[str, ...]:
    """Names of the pipelines that come with bgnews, the default first.

    A pipeline that needs a library which is not installed is none of them.
    """
    return (*(name for name in _TRAINED if not _missing(name)), *_CONFIGURED)


def _missing(name: str) -> list[str]:
    """The libraries that a trained pipeline needs and that are not installed."""
    return [library for library in _TRAINED[name] if find_spec(library) is None]


def folder(name: str) -> Path | None:
    """Where a trained pipeline that comes with bgnews lies; None if there is none of that name.

    ``bg_news_sm``, as the pipeline is called in its records, is ``sm`` too.

    Raises:
        ValueError: if a library that it needs is not installed.
    """
    name = name.removeprefix("bg_news_")
    if name not in _TRAINED:
        return None
    if missing := _missing(name):
        raise ValueError(
            f"the pipeline {name!r} needs {' and '.join(missing)}: pip install 'bgnews[{name}]'"
        )
    return _FOLDER / f"bg_news_{name}"


def load(name: str | None = None) -> Language:
    """Load a pipeline that comes with bgnews; see ``bgnews.load``."""
    name = available()[0] if name is None else name
    path = folder(name)
    if path is None and name not in available():
        raise ValueError(
            f"no pipeline {name!r} comes with bgnews; there is {', '.join(available())}. "
            "For a pipeline of your own use spacy.load."
        )
    return load_model_from_path(path) if path else _rules(name)


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
