"""Makes articles to train and score on of the sentences of NewsMTSC (Hamborg & Donnay, 2021).

    python -m benchmarks.newsmtsc.convert newsmtsc-rw-train.jsonl.xz train.jsonl

A line of the input has a sentence and targets in it, with offsets and polarity. The sentence
becomes a quote of its author, and each target a stance: what the author says of it there.
"""

from __future__ import annotations

import argparse
import json
import lzma
from pathlib import Path
from typing import Any

from bgnews.corpus import FORMATS, Article
from bgnews.corpus.article import Entity, Mention, Paragraph, QuoteAnnotation, StanceAnnotation

_LABELS = {2: "oppose", 4: "neutral", 6: "support"}
_AUTHOR = "author"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path, help="sentences of NewsMTSC, .jsonl.xz")
    parser.add_argument("output", type=Path, help="a file for the articles, .jsonl")
    arguments = parser.parse_args()
    with lzma.open(arguments.sentences, "rt", encoding="utf-8") as lines:
        articles = [article_of(json.loads(line)) for line in lines]
    FORMATS["jsonl"].write(articles, arguments.output)
    print(f"{len(articles)} sentences, {sum(len(a.stances) for a in articles)} targets")


def article_of(record: dict[str, Any]) -> Article:
    """A sentence with the stances of its author."""
    text = record["sentence_normalized"].replace("\n", " ")
    quote = QuoteAnnotation(id="q", type="direct", by=_AUTHOR, spans=((0, len(text)),))
    targets = [
        (f"t{number}", int(target["from"]), int(target["to"]), _LABELS[round(target["polarity"])])
        for number, target in enumerate(record["targets"])
    ]
    return Article(
        id=record["primary_gid"],
        text=text,
        paragraphs=(Paragraph("body", 0, len(text)),),
        entities=(
            Entity(_AUTHOR, "PER", _AUTHOR),
            *(Entity(id_, "PER", text[start:end]) for id_, start, end, _ in targets),
        ),
        quotes=(quote,),
        mentions=tuple(Mention(id_, start, end) for id_, start, end, _ in targets),
        stances=tuple(StanceAnnotation(_AUTHOR, id_, label, "q") for id_, _, _, label in targets),
    )


if __name__ == "__main__":
    main()
