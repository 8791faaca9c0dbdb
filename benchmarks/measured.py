"""What pytest-benchmark has measured, and the figures that ride along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from time import perf_counter
from typing import Any, cast

import spacy
from pytest_benchmark.fixture import BenchmarkFixture
from spacy.language import Language
from spacy.tokens import Doc

from bgnews.cli.models import load_pipeline
from bgnews.corpus import Article
from bgnews.evaluation import Prediction, evaluate, from_record
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
#: The macro-F1 of the labels of given stances.
GIVEN = "stance_given_macro_f"
#: What the figures on speed are called.
SPEED, OF_BLANK = "words a second", "of the speed of the blank bg tokenizer"
TIMES_BLANK, TIMES_TRANSLATE = (
    "times as fast as the blank bg tokenizer", "times as long as str.translate",
)  # fmt: skip


@cache
def pipeline(name: str) -> Language:
    """A pipeline that has read a text, so that its lexicons are there."""
    nlp = load_pipeline(name, "--pipeline")
    nlp("„Добре“, каза кметът.")
    return nlp


def found_by(nlp: Language, articles: Sequence[Article]) -> list[Prediction]:
    """What a pipeline finds in articles."""
    return predictions(nlp.pipe([article.text for article in articles]))


def predictions(docs: Iterable[Doc]) -> list[Prediction]:
    """What was found, as the evaluation takes it."""
    return [from_record(to_record(doc, "", "")) for doc in docs]


def system_figures(
    benchmark: BenchmarkFixture,
    articles: Sequence[Article],
    found: Iterable[Prediction],
    blank_speed: float,
) -> dict[str, float]:
    """The speed and the quality of a system that has read articles in a benchmark.

    Args:
        benchmark: it has run.
        articles: what was read.
        found: what the system found in each.
        blank_speed: how many words a second spaCy's blank tokenizer reads.
    """
    speed = speed_of(benchmark, [article.text for article in articles])
    return {
        "articles": len(articles),
        SPEED: speed,
        OF_BLANK: speed / blank_speed,
        **quality(articles, found),
    }


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


def speed_of(benchmark: BenchmarkFixture, texts: Iterable[str]) -> float:
    """How many words a second a benchmark has read of texts."""
    return words_in(texts) / seconds_of(benchmark)


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


def blank_seconds(texts: Sequence[str], rounds: int = 3) -> float:
    """What spaCy's blank Bulgarian tokenizer takes for texts, its cache warm."""
    tokenizer = spacy.blank("bg").tokenizer
    return best_of(lambda: [tokenizer(text) for text in texts], rounds)


def words_in(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)
