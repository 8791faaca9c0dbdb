"""What pytest-benchmark has measured, and the figures that ride along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

from bgnews.corpus import Article
from bgnews.evaluation import Prediction, Report, evaluate, from_record
from bgnews.records import to_record

#: The metrics of ``bgnews evaluate`` that the benchmarks keep, from 0 to 1.
METRICS = (
    "content_match", "content_exact", "content_match_direct", "content_match_indirect",
    "content_match_mixed", "cue_exact", "source_exact", "attribution", "nonspeech", "stance_pair",
    "stance_triple",
)  # fmt: skip


def seconds_of(benchmark: BenchmarkFixture) -> float:
    """The best round of a benchmark that has run."""
    return cast("float", cast(Any, benchmark.stats)["min"])


def found_by(nlp: Language, articles: Sequence[Article]) -> list[Prediction]:
    """What a pipeline finds in articles."""
    docs = nlp.pipe([article.text for article in articles])
    return [from_record(to_record(doc, "", "")) for doc in docs]


def quality(articles: Iterable[Article], found: Iterable[Prediction]) -> dict[str, float]:
    """The F1 of each of ``METRICS``, but for those of which nothing at all is found."""
    report: Report = evaluate(zip(articles, found, strict=True))
    counts = {metric: count for metric, count in report.counts().items() if metric in METRICS}
    return {metric: count.f1 for metric, count in counts.items() if count.predicted}
