"""Loading the pipeline that the user names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from spacy.language import Language


def load_pipeline(model: str | None, argument: str = "--model") -> Language:
    """Load a pipeline that comes with bgnews, or any other of spaCy; the best there is if None.

    Args:
        model: its name or path.
        argument: what the user gave it with.

    Raises:
        typer.BadParameter: if it cannot be loaded.
    """
    import spacy

    from .. import load, models

    try:
        if model is None or model in models.available() or models.folder(model):
            return load(model)
        return spacy.load(model)
    except Exception as error:  # a pipeline runs code of its own when it is loaded
        raise typer.BadParameter(
            f"{model!r} cannot be loaded: {error} "
            f"(with bgnews comes: {', '.join(models.available())})",
            param_hint=argument,
        ) from error
