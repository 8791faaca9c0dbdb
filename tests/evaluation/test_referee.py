"""The figures are those of another implementation of the metrics.

``referee.json`` holds authored articles, output of the quote rules with invented stances, and the
figures that an independent script gave for them, in percent to one decimal.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bgnews.corpus import Article
from bgnews.corpus.records import from_record as gold_from_record
from bgnews.evaluation import Report, evaluate, from_record

REFEREE: dict[str, Any] = json.loads(
    Path(__file__).with_name("referee.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def report() -> Report:
    pairs = []
    for gold, predicted in zip(REFEREE["gold"], REFEREE["predicted"], strict=True):
        article = gold_from_record(gold)
        assert isinstance(article, Article)
        pairs.append((article, from_record(predicted)))
    return evaluate(pairs)


@pytest.mark.parametrize("metric", REFEREE["figures"])
def test_figures(metric: str, report: Report) -> None:
    counts = report.counts()[metric]
    figures = [round(100 * x, 1) for x in (counts.precision, counts.recall, counts.f1)]
    assert figures == REFEREE["figures"][metric]


@pytest.mark.parametrize("name", ["type_accuracy", "stance_label_macro_f1"])
def test_accuracies(name: str, report: Report) -> None:
    assert round(100 * report.accuracies()[name], 1) == REFEREE[name]


def test_no_metric_is_left_out(report: Report) -> None:
    ours = {f"whole_quote{type_}" for type_ in ("", "_direct", "_indirect", "_mixed")}
    ours |= {"cue_link", "source_link"}
    assert report.counts().keys() == REFEREE["figures"].keys() | ours


def test_metrics_bound_each_other(report: Report) -> None:
    counts = report.counts()
    for stricter, looser in (
        ("whole_quote", "content_exact"),
        ("content_exact", "content_match"),
        ("cue_link", "cue_exact"),
        ("source_link", "source_exact"),
    ):
        assert 0 < counts[stricter].f1 <= counts[looser].f1, stricter
