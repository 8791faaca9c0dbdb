"""The report of the benchmarks, and the figures that the README takes from it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.conftest import (
    pytest_benchmark_update_commit_info,
    pytest_benchmark_update_machine_info,
)
from benchmarks.report import BEGIN, END, README, with_figures, write_report
from benchmarks.run import RESULTS, Run, read_run
from benchmarks.tables import tables


def benchmark(group: str, about: str, **figures: float) -> dict[str, Any]:
    return {"group": group, "extra_info": {"about": about, "figures": figures}}


def pipeline(about: str, speed: float, **figures: float) -> dict[str, Any]:
    known = {"articles": 52, "words a second": speed, "of the speed of the blank bg tokenizer": 0.5}
    return benchmark("pipelines", about, **known, **figures)


@pytest.fixture
def stored() -> dict[str, Any]:
    """What pytest-benchmark stores of a run, as far as it is read."""
    return {
        "datetime": "2026-05-04T10:11:12+00:00",
        "commit_info": {"id": "0123456789", "dirty": False},
        "machine_info": {"cpu": {"brand_raw": "A Processor"}, "python_version": "3.12.1"},
        "benchmarks": [
            pipeline("sm", 4321.0, content_match=0.85, content_match_direct=0.9, attribution=0.7,
                     stance_given_macro_f=0.61),
            pipeline("regular expressions", 98765.0, content_match=0.4),
            benchmark("noise", "sm", noise=0.0, attribution=0.7),
            benchmark("noise", "sm", noise=0.5, attribution=0.6),
            benchmark("components", "sm", quotes=9876.0),
            benchmark("components", "sm", stance=54321.0),
            benchmark("length of one text in words", "sm", **{"1,000": 444.0}),
            benchmark("processes and batches", "sm", **{"2 × 8": 7777.0}),
            benchmark("tokenizer", "ours", **{
                "words a second": 1000.0, "times as fast as the blank bg tokenizer": 1.25}),
            benchmark("loading", "sm", **{
                "seconds to import and load": 1.26, "peak memory in MB": 331.4}),
            benchmark("cleaning 5 MB", "bgnews", **{
                "words damaged": 0.05, "times as fast as the blank bg tokenizer": 1.8,
                "times as long as str.translate": 30.0}),
            benchmark("cleaning cases", "bgnews", repaired=0.97, spoilt=0.01, **{
                "times as long as str.translate": 44.0}),
            benchmark("stance of given holders and targets", "TF-IDF", stance_given_macro_f=0.55),
        ],
    }  # fmt: skip


@pytest.fixture
def run(stored: dict[str, Any], tmp_path: Path) -> Run:
    curve = [{"articles": 50, "content_match": 0.7, "content_exact": 0.6, "attribution": 0.5}]
    (tmp_path / "run.json").write_text(json.dumps(stored))
    (tmp_path / "learning-curve.json").write_text(json.dumps(curve))
    return read_run(tmp_path)


def test_tables_hold_what_was_measured(run: Run) -> None:
    rows = {table.title: table.markdown().splitlines()[2:] for table in tables(run)}
    assert rows == {
        "Quotes, speakers and stance": [
            "| sm | 4,320 | 50.0 | 85.0 |  |  |  | 70.0 |  |  |  |",
            "| regular expressions | 98,800 | 50.0 | 40.0 |  |  |  |  |  |  |  |",
        ],
        "Content by type": ["| sm | 90.0 |  |  |", "| regular expressions |  |  |  |"],
        "Noise": ["| sm | 70.0 | 60.0 |"],
        "Learning curve": ["| 50 | 70.0 | 60.0 | 50.0 |  |"],
        "The label of a stance": ["| sm | 61.0 |", "| TF-IDF | 55.0 |"],
        "Cleaners": ["| bgnews | 97.0 | 1.0 | 44.0 |"],
        "Cleaning 5 MB": ["| 5.0 | 1.8 | 30.0 |"],
        "Tokenizer": ["| ours | 1,000 | 1.2 |"],
        "Components, words a second": ["| sm | 9,880 | 54,300 |"],
        "One text of so many words, words a second": ["| sm | 444 |"],
        "Processes and batches, words a second": ["| sm | 7,780 |"],
        "Loading": ["| sm | 1.3 | 331 |"],
    }


def test_what_was_not_measured_has_no_table(run: Run) -> None:
    assert list(tables(replace(run, measured=[], learning_curve=[]))) == []


@pytest.mark.parametrize(
    ("id_", "dirty", "words"),
    [("0123456789", True, "commit 0123456 (changed)"), ("unversioned", None, "no commit")],
)
def test_the_report_says_what_was_measured(
    stored: dict[str, Any], tmp_path: Path, id_: str, dirty: bool | None, words: str
) -> None:
    stored = stored | {"commit_info": {"id": id_, "dirty": dirty}}
    (tmp_path / "run.json").write_text(json.dumps(stored))
    assert read_run(tmp_path).commit == words


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


def test_a_run_names_no_machine() -> None:
    machine = {"node": "mine", "release": "6", "machine": "x86_64", "python_version": "3.12.1",
               "cpu": {"brand_raw": "A Processor", "flags": []}}  # fmt: skip
    pytest_benchmark_update_machine_info(machine)
    assert machine == {
        "machine": "x86_64", "python_version": "3.12.1", "cpu": {"brand_raw": "A Processor"},
    }  # fmt: skip
    commit: dict[str, Any] = {"id": "01", "dirty": True, "project": "mine", "branch": "secret"}
    pytest_benchmark_update_commit_info(commit)
    assert commit == {"id": "01", "dirty": True}
