"""Articles, and pipelines that do not do well."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy
from annotated import ARTICLE
from spacy.language import Language
from spacy.tokens import Doc


@Language.component("test_fails_on_rain")
def fails_on_rain(doc: Doc) -> Doc:
    if "дъжд" in doc.text:
        raise RuntimeError("не обича дъжд")
    return doc


@Language.component("test_interrupted")
def interrupted(doc: Doc) -> Doc:
    if doc.text == "стига":
        raise KeyboardInterrupt
    return doc


@Language.component("test_dies")
def dies(doc: Doc) -> Doc:
    if doc.text == "смърт":
        os._exit(1)
    return doc


def _saved(component: str, folder: Path) -> Path:
    nlp = spacy.blank("bg")
    nlp.add_pipe(component)
    nlp.meta["name"] = "weather"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def fussy_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fails on articles with „дъжд“, and on those of more than a million characters."""
    return _saved("test_fails_on_rain", tmp_path_factory.mktemp("fussy"))


@pytest.fixture(scope="session")
def interrupted_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """While it works on an article „стига“ the user presses Ctrl-C."""
    return _saved("test_interrupted", tmp_path_factory.mktemp("interrupted"))


@pytest.fixture(scope="session")
def deadly_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ends its process, as the system does when memory runs out, on an article „смърт“."""
    return _saved("test_dies", tmp_path_factory.mktemp("deadly"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three articles in XML."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for id_ in ("a", "b", "c"):
        (folder / f"{id_}.xml").write_text(ARTICLE.format(id=id_), encoding="utf-8")
    return folder
