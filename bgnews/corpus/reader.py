"""The corpus reader for training: ``bgnews.Corpus.v1``."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import List, Optional, Union  # noqa: UP035

from spacy import util
from spacy.language import Language
from spacy.training import Example

from .article import Article
from .examples import to_example
from .formats import read_articles
from .formats.arrow import read_dataset

Augmenter = Callable[[Language, Example], Iterator[Example]]
Reader = Callable[[Language], Iterator[Example]]


@util.registry.readers("bgnews.Corpus.v1")
def create_corpus(
    path: Optional[Union[str, List[str]]] = None,  # noqa: UP006, UP007, UP045
    dataset: Optional[str] = None,  # noqa: UP045
    split: str = "train",
    ids: Optional[str] = None,  # noqa: UP045
    limit: int = 0,
    shuffle: bool = False,
    seed: int = 0,
    augmenter: Optional[Augmenter] = None,  # noqa: UP045
) -> Reader:
    """What ``@readers = "bgnews.Corpus.v1"`` in a config calls.

    Args:
        path: files and folders of annotated articles: XML, JSON Lines, Parquet, DocBin.
        dataset: the name of a Hugging Face dataset, in place of ``path``.
        split: which part of the dataset.
        ids: a file with the ids of the articles to take, one a line, such as a fixed split; by
            default all.
        limit: how many articles to take at most; 0 for all.
        shuffle: whether each pass goes in another order, which needs all articles in memory;
            otherwise they are read as they are needed.
        seed: for shuffling.
        augmenter: makes one or more examples of each.

    Returns:
        A function from a pipeline to examples, cleaned and tokenized as the pipeline does it.

    Raises:
        ValueError: if not exactly one of ``path`` and ``dataset`` is given; while reading, if
            there is no article.
        ImportError: while reading, if ``dataset`` is given without the extra that it needs.
        CorpusError: while reading, at an article that gives none; the message names file and line.
    """
    if bool(path) == bool(dataset):
        raise ValueError("bgnews.Corpus.v1 needs either path or dataset")
    paths = list(map(Path, path if isinstance(path, list) else [path or ""]))
    wanted = _listed(Path(ids)) if ids else None
    rng = random.Random(seed)

    def articles() -> Iterator[Article]:
        found = read_dataset(dataset, split) if dataset else read_articles(paths)
        return (article for article in found if wanted is None or article.id in wanted)

    def read(nlp: Language) -> Iterator[Example]:
        taken: Iterable[Article] = articles()
        if shuffle:
            taken = list(taken)
            rng.shuffle(taken)
        number = 0
        for number, article in enumerate(taken, start=1):
            example = to_example(nlp, article)
            yield from augmenter(nlp, example) if augmenter else (example,)
            if number == limit:
                return
        if not number:
            listed = f" with an id in {ids}" if ids else ""
            raise ValueError(f"bgnews.Corpus.v1 finds no article{listed} in {dataset or path}")

    return read


def _listed(path: Path) -> set[str]:
    """The ids in a file, one a line."""
    lines = path.read_text(encoding="utf-8", errors="surrogatepass").split("\n")
    return {line.strip() for line in lines} - {""}
