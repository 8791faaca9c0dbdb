"""Options, fixtures and the summary of the benchmarks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, cast

import pytest
import spacy
from spacy.language import Language

import bgnews
from benchmarks.articles import unseen
from benchmarks.bulgarian import sample_text
from bgnews.corpus import Article, read_articles
from bgnews.models import available

# 5 MB in UTF-8, where a Bulgarian letter takes two bytes and a space one
CHARACTERS = 2_800_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--text", type=Path, help="clean this UTF-8 text, not a sampled one")
    parser.addoption("--articles", type=Path, help="judge by these annotated articles")
    parser.addoption(
        "--pipeline", action="append", default=[], help="another pipeline, a folder or a package"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for the name of a pipeline with each of them."""
    if "name" in metafunc.fixturenames:
        others: list[str] = cast("Any", metafunc.config).getoption("--pipeline")
        names = [*available(), *others]
        metafunc.parametrize("name", names, ids=lambda name: Path(name).name, scope="module")


def pytest_benchmark_update_machine_info(machine_info: dict[str, Any]) -> None:
    """Leave out the name of the machine, which is nobody's business."""
    machine_info.pop("node", None)


@cache
def pipeline(name: str) -> Language:
    """A pipeline that has read a text, so that its lexicons are there."""
    nlp = bgnews.load(name) if name in available() else spacy.load(name)
    nlp("„Добре“, каза кметът.")
    return nlp


@pytest.fixture
def nlp(name: str) -> Language:
    return pipeline(name)


@pytest.fixture(scope="session")
def text(request: pytest.FixtureRequest) -> str:
    """5 MB of clean Bulgarian text."""
    path: Path | None = request.config.getoption("--text")
    return path.read_text(encoding="utf-8") if path else sample_text(CHARACTERS)


@pytest.fixture(scope="session")
def articles(request: pytest.FixtureRequest) -> list[Article]:
    """Annotated articles that the pipelines have not seen."""
    path: Path | None = request.config.getoption("--articles")
    return list(read_articles([path])) if path else unseen()


@pytest.fixture(scope="session")
def blank_speed(articles: list[Article]) -> float:
    """How many words a second spaCy's blank Bulgarian tokenizer reads of the articles."""
    tokenizer = spacy.blank("bg").tokenizer
    texts = [article.text for article in articles]
    return words_in(texts) / best_of(lambda: [tokenizer(text) for text in texts])


def best_of(work: Callable[[], Any], rounds: int = 3) -> float:
    """The seconds that work takes, the best of some rounds."""

    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(rounds))


def words_in(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the figures that ride along, which pytest-benchmark keeps to its JSON file."""
    session = getattr(config, "_benchmarksession", None)
    for bench in session.benchmarks if session else ():
        figures = ", ".join(f"{name} {value:,.4g}" for name, value in bench.extra_info.items())
        terminalreporter.write_line(f"{bench.name}: {figures}")
