"""Learns floret vectors of words from articles (Bojanowski et al., 2017; explosion/floret).

Words are cleaned, split and lowered as the pipeline sees them. floret is an extra of its own:
``pip install floret``.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import floret  # pyright: ignore[reportMissingImports]
import spacy
from spacy.training.initialize import convert_vectors

import bgnews
from bgnews.cli.problems import Problems
from bgnews.cli.reading import Reader
from bgnews.corpus import read_articles

_KINDS = frozenset({"title", "body"})
_WORDS = 8  # in a row
_SHARED = 20  # rows of words that make a near-copy

Row = tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="the folder for a pipeline with the vectors")
    parser.add_argument("texts", type=Path, nargs="+", help="articles")
    parser.add_argument("--held-out", type=Path, nargs="*", default=[], help="judged on later")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--epochs", type=int, default=4)
    arguments = parser.parse_args()
    problems = Problems()
    texts = [article.text for article in Reader(problems).read(arguments.texts)]
    if problems.count:
        sys.exit(1)
    held_out = set().union(*(rows_of(gold.text) for gold in read_articles(arguments.held_out)))
    with tempfile.TemporaryDirectory() as folder:
        words, vectors = Path(folder) / "words.txt", Path(folder) / "vectors.floret"
        write_words(unseen(texts, held_out), words)
        model = floret.train_unsupervised(
            str(words),
            model="skipgram",
            mode="floret",
            hashCount=2,
            bucket=arguments.rows,
            minn=4,
            maxn=5,
            minCount=5,
            dim=arguments.width,
            epoch=arguments.epochs,
            thread=1,  # more would make the result a matter of chance
        )
        model.save_floret_vectors(str(vectors))
        nlp = spacy.blank("bg")
        convert_vectors(nlp, vectors, truncate=0, prune=-1, mode="floret", attr="LOWER")
        nlp.to_disk(arguments.output)


def unseen(texts: Iterable[str], held_out: set[Row]) -> Iterator[str]:
    """The texts that are not too like one that is held out, once each."""
    known: set[str] = set()
    for text in texts:
        if text not in known and len(rows_of(text) & held_out) <= _SHARED:
            known.add(text)
            yield text


def rows_of(text: str) -> set[Row]:
    """The rows of words in a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + _WORDS]) for i in range(len(words) - _WORDS + 1)}


def write_words(texts: Iterable[str], path: Path) -> None:
    """Write the titles and body paragraphs, one a line, words between blanks."""
    tokenizer = bgnews.load("rules").tokenizer
    with path.open("w", encoding="utf-8", errors="replace") as file:
        for text in texts:
            for paragraph in tokenizer(text).spans["paragraphs"]:
                if paragraph.label_ in _KINDS:
                    words = (token.lower_ for token in paragraph if not token.is_space)
                    file.write(f"{' '.join(words)}\n")


if __name__ == "__main__":
    main()
