"""Makes articles to train and score on of the attributions of PolNeAR (Newell et al., 2018).

    python -m benchmarks.polnear.convert polnear-train.jsonl.xz train.jsonl

A line of the input has the ``text`` of an article and ``quotes`` with ``spans``, ``cues`` and
``srcs`` as offsets. Each of its paragraphs becomes an article: what PolNeAR's published scores
(CofeNet; Wang et al., 2022) are of are single paragraphs.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bgnews.corpus import FORMATS, Article
from bgnews.corpus.article import Extent, Paragraph, QuoteAnnotation

_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("attributions", type=Path, help="articles of PolNeAR, .jsonl.xz")
    parser.add_argument("output", type=Path, help="a file for the articles, .jsonl")
    arguments = parser.parse_args()
    with lzma.open(arguments.attributions, "rt", encoding="utf-8") as lines:
        articles = [article for line in lines for article in paragraphs_of(json.loads(line))]
    FORMATS["jsonl"].write(articles, arguments.output)
    print(f"{len(articles)} paragraphs, {sum(len(a.quotes) for a in articles)} attributions")


def paragraphs_of(record: dict[str, Any]) -> Iterator[Article]:
    """The paragraphs of an article, with the parts of its attributions that lie in them."""
    for number, match in enumerate(re.finditer(r"\S[^\n]*", record["text"])):
        start, text = match.start(), match[0].rstrip()
        quotes = [
            QuoteAnnotation(
                id=str(place),
                type=type_of(text, spans),
                by="",
                spans=spans,
                cues=within(quote["cues"], start, len(text))[:1],
                sources=within(quote["srcs"], start, len(text))[:1],
            )
            for place, quote in enumerate(record["quotes"])
            if (spans := within(quote["spans"], start, len(text)))
        ]
        yield Article(
            id=f"{record['id']}:{number}",
            text=text,
            paragraphs=(Paragraph("body", 0, len(text)),),
            quotes=tuple(quotes),
        )


def within(spans: Iterable[Extent], start: int, length: int) -> tuple[Extent, ...]:
    """The parts of spans that lie in a paragraph, as offsets in it."""
    cut = ((max(first - start, 0), min(last - start, length)) for first, last in spans)
    return tuple((first, last) for first, last in cut if first < last)


def type_of(text: str, spans: Iterable[Extent]) -> str:
    """Whether content is in marks (direct), has some (mixed), or has none (indirect)."""
    marked = {place for match in _MARKED.finditer(text) for place in range(*match.span())}
    places = [place in marked for span in spans for place in range(*span)]
    return "direct" if all(places) else "mixed" if any(places) else "indirect"


if __name__ == "__main__":
    main()
