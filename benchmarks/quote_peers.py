"""How pipelines and regular expressions do on annotated articles, side by side.

``python -m benchmarks.quote_peers ARTICLES [PIPELINE …]`` judges the pipelines that come with
bgnews, or those named, by the metrics of ``bgnews evaluate``, and tells how many words a second of
CPU time each reads.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from time import process_time

import spacy

from benchmarks.peers.quotes import by_regular_expressions
from bgnews import load
from bgnews.corpus import Article, read_articles
from bgnews.evaluation import Prediction, Report, evaluate, from_record
from bgnews.models import available
from bgnews.records import to_record

METRICS = (
    "content_match", "content_exact", "cue_exact", "source_exact", "attribution", "nonspeech",
    "stance_pair", "stance_triple",
)  # fmt: skip
Finder = Callable[[Iterable[str]], list[Prediction]]


def pipeline(name: str) -> Finder:
    """What a pipeline finds in texts."""
    nlp = load(name) if name in available() else spacy.load(name)
    list(nlp.pipe(["„Добре“, каза той."]))  # lexicons are read at the first text
    return lambda texts: [from_record(to_record(doc, "", "")) for doc in nlp.pipe(texts)]


def judged(find: Finder, articles: list[Article]) -> tuple[Report, float]:
    """How good a finder is, and how many words it reads in a second of CPU time."""
    texts = [article.text for article in articles]
    start = process_time()
    found = find(texts)
    seconds = process_time() - start
    report = evaluate(zip(articles, found, strict=True))
    return report, sum(len(text.split()) for text in texts) / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, help="annotated articles, a file or a folder")
    parser.add_argument("pipelines", nargs="*", default=available())
    arguments = parser.parse_args()
    articles = list(read_articles([arguments.articles]))
    print(f"{'':22}" + "".join(f"{name.replace('_', ' '):>15}" for name in METRICS) + "   words/s")
    finders: dict[str, Finder] = {name: pipeline(name) for name in arguments.pipelines}
    finders["regular expressions"] = lambda texts: list(map(by_regular_expressions, texts))
    for name, find in finders.items():
        report, speed = judged(find, articles)
        counts = report.counts()
        figures = "".join(f"{counts[metric].f1:>15.1%}" for metric in METRICS)
        print(f"{Path(name).name:22}{figures}{speed:>10,.0f}")


if __name__ == "__main__":
    main()
