"""How fast cleaning is, beside spaCy's blank Bulgarian tokenizer and others, and how good."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

import bgnews
from benchmarks.bulgarian import damage
from benchmarks.cleaning_cases import judged, read_cases
from benchmarks.measured import (
    TIMES_BLANK,
    TIMES_TRANSLATE,
    best_of,
    blank_seconds,
    keep,
    seconds_of,
)
from benchmarks.peers.cleaners import TWINS, cleaners

CLEANERS = dict(cleaners())
CASES = list(read_cases())


@pytest.fixture(scope="module")
def tokenizer_seconds(text: str) -> float:
    """What spaCy takes to tokenize the text."""
    return blank_seconds(text.split("\n"))


@pytest.fixture(scope="module")
def translate_seconds(text: str) -> float:
    """What ``str.translate`` takes to put Cyrillic twins for all Latin letters of the text."""
    return best_of(lambda: text.translate(TWINS))


@pytest.mark.benchmark(group="cleaning 5 MB")
@pytest.mark.parametrize("damaged_words", [0.0, 0.005, 0.05])
def test_cleaning(
    benchmark: BenchmarkFixture,
    text: str,
    tokenizer_seconds: float,
    translate_seconds: float,
    damaged_words: float,
) -> None:
    given = damage(text, damaged_words)
    cleaned = benchmark.pedantic(bgnews.clean, (given,), rounds=5, warmup_rounds=1)
    assert bool(cleaned.edits) == bool(damaged_words)
    seconds = seconds_of(benchmark)
    figures = {
        "words damaged": damaged_words,
        TIMES_BLANK: tokenizer_seconds / seconds,
        TIMES_TRANSLATE: seconds / translate_seconds,
    }
    keep(benchmark, "bgnews", figures)


@pytest.mark.benchmark(group="cleaning cases")
@pytest.mark.parametrize("cleaner", CLEANERS)
def test_cleaners(benchmark: BenchmarkFixture, cleaner: str) -> None:
    clean = CLEANERS[cleaner]
    text = "\n".join(case.given for case in CASES) * 20
    benchmark.pedantic(clean, (text,), rounds=3, warmup_rounds=1)
    unit = best_of(lambda: text.translate(TWINS))
    speed = {TIMES_TRANSLATE: seconds_of(benchmark) / unit}
    keep(benchmark, cleaner, judged(clean, CASES) | speed)
