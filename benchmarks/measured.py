"""What pytest-benchmark has measured, and the figures that ride along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from time import perf_counter
from typing import Any, cast

import spacy
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language

import bgnews
from bgnews.corpus import Article
from bgnews.evaluation import Prediction, evaluate, from_record
from bgnews.models import available
from bgnews.records import to_record

#: The metrics of ``bgnews evaluate`` that the benchmarks keep, and what the report calls them.
METRICS = {
    "content_match": "content, match",
    "content_exact": "content, exact",
    "cue_exact": "cue",
    "source_exact": "source",
    "attribution": "attribution",
    "nonspeech": "non-speech",
    "stance_pair": "stance, pair",
    "stance_triple": "stance, triple",
}
#: The same for types of content.
TYPES = {f"content_match_{type_}": type_ for type_ in ("direct", "indirect", "mixed")}


@cache
def pipeline(name: str) -> Language:
    """A pipeline that has read a text, so that its lexicons are there."""
    nlp = bgnews.load(name) if name in available() else spacy.load(name)
    nlp("„Добре“, каза кметът.")
    return nlp


def found_by(nlp: Language, articles: Sequence[Article]) -> list[Prediction]:
    """What a pipeline finds in articles."""
    docs = nlp.pipe([article.text for article in articles])
    return [from_record(to_record(doc, "", "")) for doc in docs]


def quality(articles: Iterable[Article], found: Iterable[Prediction]) -> dict[str, float]:
    """The F1 of ``METRICS`` and ``TYPES``, from 0 to 1.

    What the articles have nothing of is left out, and so is what a system finds nothing of: that
    is not what it is for.
    """
    counts = evaluate(zip(articles, found, strict=True)).counts()
    kept = {metric: counts[metric] for metric in (*METRICS, *TYPES) if metric in counts}
    return {metric: count.f1 for metric, count in kept.items() if count.gold and count.predicted}


def seconds_of(benchmark: BenchmarkFixture) -> float:
    """The best round of a benchmark that has run."""
    return cast("float", cast(Any, benchmark.stats)["min"])


def keep(benchmark: BenchmarkFixture, about: str, figures: dict[str, float]) -> None:
    """Let figures ride along with a benchmark.

    Args:
        benchmark: it has run.
        about: what was measured: a pipeline, or another system.
        figures: by what they say; quality is from 0 to 1.
    """
    benchmark.extra_info |= {"about": about, "figures": figures}


def best_of(work: Callable[[], Any], rounds: int = 3) -> float:
    """The seconds that work takes, the best of some rounds."""

    def once() -> float:
        start = perf_counter()
        work()
        return perf_counter() - start

    return min(once() for _ in range(rounds))


def words_in(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
