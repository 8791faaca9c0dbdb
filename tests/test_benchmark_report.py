"""The report of the benchmarks, and the figures that the README takes from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.report import BEGIN, END, README, with_figures, write_report
from benchmarks.run import RESULTS, Run, read_run
from benchmarks.tables import tables


def benchmark(group: str, test: str, param: str | None, **figures: float) -> dict[str, Any]:
    name = f"{test}[{param}]" if param else test
    stats = {"min": 0.5, "max": 0.7}
    return {"group": group, "name": name, "param": param, "stats": stats, "extra_info": figures}


def pipeline(test: str, param: str | None, speed: float, **figures: float) -> dict[str, Any]:
    known = {"articles": 52, "words a second": speed, "of the speed of the blank bg tokenizer": 0.5}
    return benchmark("pipelines", test, param, **known, **figures)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    stored = {
        "datetime": "2026-05-04T10:11:12+00:00",
        "commit_info": {"id": "0123456789"},
        "machine_info": {
            "cpu": {"brand_raw": "A Processor"}, "machine": "x86_64", "python_version": "3.12.1",
        },
        "benchmarks": [
            pipeline("test_pipeline", "sm", 4321.0, content_match=0.85, attribution=0.7),
            pipeline("test_regular_expressions", None, 98765.0, content_match=0.4, attribution=0.1),
            benchmark("noise", "test_noise", "sm-0.0", noise=0.0, attribution=0.7),
            benchmark("noise", "test_noise", "sm-0.5", noise=0.5, attribution=0.6),
            benchmark("components", "test_component", "sm-quotes", **{"words a second": 9876.0}),
            benchmark("cleaning cases", "test_cleaners", "bgnews", repaired=0.97, spoilt=0.01),
            benchmark("cleaning cases", "test_cleaners", "str.translate", repaired=0.3, spoilt=0.4),
        ],
    }  # fmt: skip
    curve = [{"articles": 50, "content_match": 0.7, "content_exact": 0.6, "attribution": 0.5}]
    (tmp_path / "run.json").write_text(json.dumps(stored))
    (tmp_path / "learning-curve.json").write_text(json.dumps(curve))
    return read_run(tmp_path)


def test_tables_hold_what_was_measured(run: Run) -> None:
    found = {table.title: table.markdown().splitlines() for table in tables(run)}
    of_systems = found["Quotes, speakers and stance"]
    assert of_systems[2].startswith("| sm | 4,320 | 50.0 | 85.0 |")
    assert of_systems[3].startswith("| regular expressions | 98,800 | 50.0 | 40.0 |")
    assert found["Noise"] == ["|  | 0 | 0.5 |", "| --- | ---: | ---: |", "| sm | 70.0 | 60.0 |"]
    assert found["Components, words a second"][2] == "| sm | 9,880 |"
    assert found["Cleaners"][2] == "| bgnews | 97.0 | 1.0 | 1.0 |"
    assert found["Learning curve"][2] == "| 50 | 70.0 | 60.0 | 50.0 |  |"
    assert "Loading" not in found, "what was not measured has no table"


def test_the_report_is_two_pages_with_charts(run: Run, tmp_path: Path) -> None:
    write_report(run, tmp_path)
    markdown = (tmp_path / "report.md").read_text()
    html = (tmp_path / "report.html").read_text()
    for page in (markdown, html):
        assert "on 2026-05-04 at commit 0123456 with Python 3.12.1 on A Processor" in page
        assert "98,800" in page
    charts = [line for line in markdown.splitlines() if line.startswith("![")]
    assert len(charts) == html.count("<svg") == 4
    for line in charts:
        assert (tmp_path / line.partition("(")[2].rstrip(")")).read_text().startswith("<svg")


def test_the_same_run_gives_the_same_report(run: Run, tmp_path: Path) -> None:
    write_report(run, tmp_path)
    first = (tmp_path / "report.html").read_bytes()
    write_report(run, tmp_path)
    assert (tmp_path / "report.html").read_bytes() == first


def test_figures_go_where_a_page_has_a_place_for_them(run: Run) -> None:
    page = with_figures(f"before {BEGIN} old {END} after", run)
    assert page.startswith("before ")
    assert page.endswith(" after")
    assert "4,320" in page
    assert " old " not in page
    assert with_figures(page, run) == page
    with pytest.raises(ValueError, match="no place for figures"):
        with_figures("before after", run)


def test_without_a_run_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make benchmark"):
        read_run(tmp_path)


def test_the_figures_of_the_readme_are_those_of_the_stored_run() -> None:
    page = README.read_text(encoding="utf-8")
    assert with_figures(page, read_run(RESULTS)) == page


def test_the_stored_run_names_no_machine() -> None:
    assert "node" not in json.loads((RESULTS / "run.json").read_text())["machine_info"]
