"""How others do on what bgnews does: quotes by regular expressions, stance by bags and vectors."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.articles import learned
from benchmarks.measured import GIVEN, keep, system_figures
from benchmarks.peers.quotes import by_regular_expressions
from benchmarks.stance_baselines import baselines, macro_f1
from bgnews.corpus import Article


@pytest.mark.benchmark(group="pipelines")
def test_regular_expressions(
    benchmark: BenchmarkFixture, articles: list[Article], blank_speed: float
) -> None:
    texts = [article.text for article in articles]
    found = benchmark.pedantic(lambda: list(map(by_regular_expressions, texts)), rounds=3)
    figures = system_figures(benchmark, articles, found, blank_speed)
    keep(benchmark, "regular expressions", figures)


@pytest.mark.benchmark(group="stance of given holders and targets")
@pytest.mark.parametrize("baseline", baselines())
def test_stance(benchmark: BenchmarkFixture, articles: list[Article], baseline: str) -> None:
    if not any(article.stances for article in articles):
        pytest.skip("no article has stances")
    score = benchmark.pedantic(macro_f1, (baselines()[baseline], learned(), articles), rounds=1)
    keep(benchmark, baseline, {GIVEN: score})
