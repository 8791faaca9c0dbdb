"""Options, fixtures and the summary of the benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from spacy.language import Language

from benchmarks.articles import unseen
from benchmarks.bulgarian import sample_text
from benchmarks.measured import blank_seconds, pipeline, words_in
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
    """Keep what speed depends on; the rest about the machine is nobody's business."""
    processor = machine_info["cpu"].get("brand_raw", machine_info["machine"])
    known = {name: machine_info[name] for name in ("machine", "python_version")}
    machine_info.clear()
    machine_info |= known | {"cpu": {"brand_raw": processor}}


def pytest_benchmark_update_commit_info(commit_info: dict[str, Any]) -> None:
    """Keep what was measured; where it lay is nobody's business."""
    known = {name: commit_info.get(name) for name in ("id", "dirty")}
    commit_info.clear()
    commit_info |= known


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


@pytest.fixture
def blank_speed(articles: list[Article]) -> float:
    """How many words a second spaCy's blank Bulgarian tokenizer reads of the articles.

    It is measured anew beside each benchmark, since the speed of a machine comes and goes.
    """
    texts = [article.text for article in articles]
    return words_in(texts) / blank_seconds(texts, rounds=20)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the figures that ride along, which pytest-benchmark keeps to its JSON file."""
    session = getattr(config, "_benchmarksession", None)
    for bench in session.benchmarks if session else ():
        figures = (f"{name} {value:,.4g}" for name, value in bench.extra_info["figures"].items())
        terminalreporter.write_line(f"{bench.name}: {', '.join(figures)}")
