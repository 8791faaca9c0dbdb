"""How fast cleaning is beside spaCy's blank Bulgarian tokenizer, in one run."""

from __future__ import annotations

from time import perf_counter
from typing import cast

import pytest
import spacy
from pytest_benchmark.fixture import BenchmarkFixture

import bgnews
from benchmarks.bulgarian import damage

pytestmark = pytest.mark.benchmark(group="cleaning", warmup=True)


@pytest.fixture(scope="module")
def tokenizer_seconds(text: str) -> float:
    """What spaCy takes to tokenize the text; the best of three, its cache warm."""
    tokenizer = spacy.blank("bg").tokenizer
    paragraphs = text.split("\n")

    def seconds() -> float:
        start = perf_counter()
        for paragraph in paragraphs:
            tokenizer(paragraph)
        return perf_counter() - start

    return min(seconds() for _ in range(3))


@pytest.mark.parametrize("damaged_words", [0.0, 0.005, 0.05])
def test_cleaning(
    benchmark: BenchmarkFixture, text: str, tokenizer_seconds: float, damaged_words: float
) -> None:
    given = damage(text, damaged_words)
    cleaned = benchmark.pedantic(bgnews.clean, (given,), rounds=5, warmup_rounds=1)
    assert bool(cleaned.edits) == bool(damaged_words)
    seconds = cast("float", benchmark.stats["min"])  # type: ignore[index]  # set by the run
    benchmark.extra_info["times as fast as the blank bg tokenizer"] = tokenizer_seconds / seconds
