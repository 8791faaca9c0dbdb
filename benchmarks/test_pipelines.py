"""How fast and how good whole pipelines are, by length, batch, processes and noise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.articles import noisy, text_of
from benchmarks.measured import (
    GIVEN,
    found_by,
    keep,
    predictions,
    quality,
    speed_of,
    system_figures,
)
from bgnews.corpus import Article
from bgnews.stance.scorer import figures_given


@pytest.mark.benchmark(group="pipelines")
def test_pipeline(
    benchmark: BenchmarkFixture,
    name: str,
    nlp: Language,
    articles: list[Article],
    blank_speed: float,
) -> None:
    texts = [article.text for article in articles]
    docs = benchmark.pedantic(lambda: list(nlp.pipe(texts)), rounds=3)
    figures = system_figures(benchmark, articles, predictions(docs), blank_speed)
    if (given := figures_given(nlp, articles).get(GIVEN)) is not None:
        figures[GIVEN] = given
    keep(benchmark, Path(name).name, figures)


@pytest.mark.benchmark(group="components")
@pytest.mark.parametrize("component", ["quotes", "speakers", "stance"])
def test_component(
    benchmark: BenchmarkFixture,
    name: str,
    nlp: Language,
    articles: list[Article],
    component: str,
) -> None:
    if component not in nlp.pipe_names:
        pytest.skip("this pipeline does without it")
    before = nlp.pipe_names[: nlp.pipe_names.index(component)]
    texts = [article.text for article in articles]
    with nlp.select_pipes(enable=before):
        docs = list(nlp.pipe(texts))
    process: Any = nlp.get_pipe(component)

    def run(copies: list[Doc]) -> list[Doc]:
        if hasattr(process, "pipe"):
            return list(process.pipe(copies, batch_size=nlp.batch_size))
        return [process(doc) for doc in copies]

    # a component changes what it reads
    benchmark.pedantic(run, setup=lambda: (([doc.copy() for doc in docs],), {}), rounds=3)
    figures = {component: speed_of(benchmark, texts)}
    keep(benchmark, Path(name).name, figures)


@pytest.mark.benchmark(group="length of one text in words")
@pytest.mark.parametrize("words", [100, 1000, 10_000, 100_000])
def test_length(
    benchmark: BenchmarkFixture, name: str, nlp: Language, articles: list[Article], words: int
) -> None:
    text = text_of(words, articles)
    benchmark.pedantic(nlp, (text,), rounds=1 if words > 10_000 else 3)
    keep(benchmark, Path(name).name, {f"{words:,}": speed_of(benchmark, [text])})


@pytest.mark.benchmark(group="processes and batches")
@pytest.mark.parametrize(("processes", "batch"), [(1, 1), (1, 8), (1, 64), (2, 8)])
def test_processes_and_batches(
    benchmark: BenchmarkFixture,
    name: str,
    nlp: Language,
    articles: list[Article],
    processes: int,
    batch: int,
) -> None:
    texts = [article.text for article in articles] * processes
    benchmark.pedantic(
        lambda: list(nlp.pipe(texts, n_process=processes, batch_size=batch)), rounds=2
    )
    figures = {f"{processes} × {batch}": speed_of(benchmark, texts)}
    keep(benchmark, Path(name).name, figures)


@pytest.mark.benchmark(group="noise")
@pytest.mark.parametrize("level", [0.0, 0.25, 0.5, 1.0])
def test_noise(
    benchmark: BenchmarkFixture, name: str, nlp: Language, articles: list[Article], level: float
) -> None:
    damaged = noisy(articles, level)
    found = benchmark.pedantic(found_by, (nlp, damaged), rounds=1)
    keep(benchmark, Path(name).name, {"noise": level, **quality(damaged, found)})
