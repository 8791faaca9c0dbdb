"""Everything that bgnews registers is declared as an entry point, loads, and is the right thing."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint, distribution

import pytest
import spacy
from spacy.language import Language
from spacy.util import registry

ENTRY_POINTS = list(distribution("bgnews").entry_points)
REGISTERED = [entry for entry in ENTRY_POINTS if entry.group.startswith(("spacy_", "thinc_"))]


@pytest.mark.parametrize("entry", ENTRY_POINTS, ids=lambda entry: entry.name)
def test_entry_point_loads(entry: EntryPoint) -> None:
    assert callable(entry.load())


@pytest.mark.parametrize("entry", REGISTERED, ids=lambda entry: entry.name)
def test_spacy_finds_it_by_name(entry: EntryPoint) -> None:
    if entry.group == "spacy_factories":
        assert Language.has_factory(entry.name)
        assert spacy.blank("bg").add_pipe(entry.name)
    else:
        found = getattr(registry, entry.group.split("_", 1)[1]).get(entry.name)
        assert found is entry.load()


def test_every_registered_function_is_declared() -> None:
    """In a fresh process, so that nothing is registered by an earlier import."""
    code = (
        "import bgnews.models, bgnews.tokenizer, bgnews.quote_rules, bgnews.quotes, "
        "bgnews.speakers, bgnews.stance, bgnews.layers, "
        "bgnews.encoder.distillation, bgnews.encoder.model, bgnews.encoder.onnx, "
        "bgnews.encoder.optimizer, "
        "bgnews.corpus.reader, bgnews.corpus.noise, bgnews.evaluation.scorer, "
        "bgnews.retraining.checkpoints, "
        "catalogue\n"
        "print(*{key[-1] for key in catalogue.REGISTRY if key[-1].startswith('bgnews')})"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert set(printed.stdout.split()) == {entry.name for entry in REGISTERED}
