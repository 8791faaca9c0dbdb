"""Joins the annotated articles with their texts and writes a DocBin for each part of the corpus."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bgnews.cli.problems import Problems
from bgnews.cli.reading import Reader
from bgnews.corpus import Article, CorpusError, Standoff, attach, read_articles
from bgnews.corpus.formats.docbin import write
from bgnews.corpus.formats.jsonl import read as read_jsonl
from bgnews.corpus.standoff import texts_by_hash

PARTS = ("train", "dev", "test")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder with authored/, standoff/, splits/")
    parser.add_argument("output", type=Path, help="the folder for train.spacy and so on")
    parser.add_argument("texts", type=Path, nargs="*", help="where the texts of real articles are")
    arguments = parser.parse_args()
    texts = read_texts(arguments.texts)
    articles = [
        *read_articles([arguments.corpus / "authored"]),
        *real_articles(arguments.corpus / "standoff", texts),
    ]
    by_id = {article.id: article for article in articles}
    arguments.output.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        ids = (arguments.corpus / "splits" / f"{part}.txt").read_text("utf-8").split()
        chosen = [by_id[id_] for id_ in ids if id_ in by_id]
        write(chosen, arguments.output / f"{part}.spacy")
        print(f"{part}: {len(chosen)} articles; {missing(ids, by_id)} without text")


def missing(ids: Iterable[str], articles: Mapping[str, Article]) -> int:
    """How many of a part are not there."""
    return sum(id_ not in articles for id_ in ids)


def read_texts(paths: Iterable[Path]) -> Mapping[str, str]:
    """The texts by their hash; ends the program if any cannot be read."""
    problems = Problems()
    texts = texts_by_hash(article.text for article in Reader(problems).read(paths))
    if problems.count:
        sys.exit(1)
    return texts


def real_articles(folder: Path, texts: Mapping[str, str]) -> Iterator[Article]:
    """The stand-off annotation that has its text; says how much has none."""
    missing = 0
    for file in sorted(folder.glob("*.jsonl")):
        for item in read_jsonl(file):
            if not isinstance(item.annotation, Standoff):
                raise CorpusError(item.file, item.problems)
            text = texts.get(item.annotation.sha256)
            if text is None:
                missing += 1
            else:
                yield attach(item.annotation, text)
    if missing:
        print(
            f"real articles left out because their text is not there: {missing} "
            "(corpus/README.md tells how to get the texts, docs/training.md how to name them)",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
