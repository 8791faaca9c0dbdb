"""Joins the annotated articles with their texts and writes a DocBin for each part of the corpus.

``texts.jsonl`` beside them has the texts of the articles to train on and all others that were given
but no text that judges, for ``spacy pretrain``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import srsly

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
    parts: dict[str, list[Article]] = {}
    for part in PARTS:
        ids = (arguments.corpus / "splits" / f"{part}.txt").read_text("utf-8").split()
        parts[part] = [by_id[id_] for id_ in ids if id_ in by_id]
        write(parts[part], arguments.output / f"{part}.spacy")
        print(f"{part}: {len(parts[part])} articles; {missing(ids, by_id)} without text")
    srsly.write_jsonl(
        arguments.output / "texts.jsonl",
        ({"text": text} for text in texts_to_learn(parts, texts.values())),
    )


def missing(ids: Iterable[str], articles: Mapping[str, Article]) -> int:
    """How many of a part are not there."""
    return sum(id_ not in articles for id_ in ids)


def texts_to_learn(parts: Mapping[str, Iterable[Article]], others: Iterable[str]) -> Iterator[str]:
    """The texts to train on, and the others that are in no part."""
    yield from (article.text for article in parts["train"])
    known = {article.text for articles in parts.values() for article in articles}
    yield from (text for text in others if text not in known)


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
