"""Options and the summary of the benchmarks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.bulgarian import sample_text

# 5 MB in UTF-8, where a Bulgarian letter takes two bytes and a space one
CHARACTERS = 2_800_000


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--text", type=Path, help="measure on this UTF-8 text, not on a sampled one")


@pytest.fixture(scope="session")
def text(request: pytest.FixtureRequest) -> str:
    """5 MB of clean Bulgarian text."""
    path: Path | None = request.config.getoption("--text")
    return path.read_text(encoding="utf-8") if path else sample_text(CHARACTERS)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the figures that ride along, which pytest-benchmark keeps to its JSON file."""
    session = getattr(config, "_benchmarksession", None)
    for bench in session.benchmarks if session else ():
        for name, value in bench.extra_info.items():
            terminalreporter.write_line(f"{bench.name}: {name} {value:.2f}")
