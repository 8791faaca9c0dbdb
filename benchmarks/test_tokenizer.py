"""How fast the tokenizer of bgnews is, which cleans, beside spaCy's blank one."""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.measured import SPEED, TIMES_BLANK, keep, pipeline, speed_of
from bgnews.corpus import Article


@pytest.mark.benchmark(group="tokenizer")
def test_tokenizer(
    benchmark: BenchmarkFixture, articles: list[Article], blank_speed: float
) -> None:
    nlp = pipeline("rules")
    texts = [article.text for article in articles]
    benchmark.pedantic(lambda: [nlp.make_doc(text) for text in texts], rounds=20, warmup_rounds=1)
    speed = speed_of(benchmark, texts)
    keep(benchmark, "bgnews.NewsTokenizer.v1", {SPEED: speed, TIMES_BLANK: speed / blank_speed})
