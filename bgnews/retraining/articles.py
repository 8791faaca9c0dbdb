"""The articles of a retraining: the user's, divided, and those of bgnews."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..corpus import FORMATS, Article, read_articles, split
from ..corpus.records import to_record
from ..corpus.splitting import near_duplicates
from .settings import Settings

_HERE = Path(__file__).parent
# in an installed bgnews they lie beside this file, in its repository where they are edited
_FOLDERS = (_HERE / "corpus", _HERE.parent.parent / "corpus")
#: The files of a retraining: what it learns from, what chooses the best pass, and articles of
#: bgnews that show what is forgotten.
PARTS = ("train", "dev", "ours")


def own_articles() -> dict[str, list[Article]]:
    """The articles that were composed for bgnews, in their parts train, dev and test.

    Raises:
        FileNotFoundError: if they are not there.
    """
    folder = next((found for found in _FOLDERS if (found / "authored").is_dir()), None)
    if folder is None:
        raise FileNotFoundError(f"{_FOLDERS[0]}: the articles of bgnews are not there")
    by_id = {article.id: article for article in read_articles([folder / "authored"])}
    return {
        part: [
            by_id[id_]
            for id_ in (folder / "splits" / f"{part}.txt").read_text("utf-8").split()
            if id_ in by_id
        ]
        for part in ("train", "dev", "test")
    }


def divided(
    articles: Sequence[Article], dev: Sequence[Article], settings: Settings
) -> dict[str, list[Article]]:
    """The articles of each of ``PARTS``.

    Args:
        articles: the user's.
        dev: the user's that judge the others; if there are none, a share of ``articles`` does.
        settings: how much is mixed in, and the share.

    Raises:
        ValueError: if there is nothing to train on or nothing to judge by, or an article is in
            both.
    """
    articles, dev = list(articles), list(dev)
    if not dev:
        texts = {article.id: article.text for article in articles}
        shares = {"train": 1 - settings.share, "dev": settings.share}
        ids = split(texts, shares, settings.seed)
        dev = [article for article in articles if article.id in ids["dev"]]
        articles = [article for article in articles if article.id in ids["train"]]
    if not articles or not dev:
        raise ValueError(
            f"{len(articles)} articles to train on and {len(dev)} to judge by are too few: "
            "annotate more, or name the latter with --dev"
        )
    if both := _like(articles, dev):
        raise ValueError(
            f"{', '.join(article.id for article in both)}: also among the articles of --dev, whole "
            "or in part; take them out of one of the two"
        )
    ours = own_articles()
    known = {article.id for article in _like(ours["train"], dev)}
    usable = [article for article in ours["train"] if article.id not in known]
    mixed = random.Random(settings.seed).sample(usable, min(settings.mix, len(usable)))
    return {"train": [*articles, *mixed], "dev": dev, "ours": [*ours["dev"], *ours["test"]]}


def _like(articles: Sequence[Article], others: Sequence[Article]) -> list[Article]:
    """The articles that are near-duplicates of some others."""
    texts = {f"{i} of {len(articles)}": article.text for i, article in enumerate(articles)}
    texts |= {f"other {i}": article.text for i, article in enumerate(others)}
    groups = near_duplicates(texts)
    shared = {id_ for group in groups if any(i.startswith("other") for i in group) for id_ in group}
    return [a for i, a in enumerate(articles) if f"{i} of {len(articles)}" in shared]


def digest(articles: Iterable[Article]) -> str:
    """What tells articles and their annotation from others: a SHA-256."""
    records = (json.dumps(to_record(article), sort_keys=True) for article in articles)
    return hashlib.sha256("\n".join(records).encode()).hexdigest()


def write(parts: dict[str, list[Article]], folder: Path) -> None:
    """Write a DocBin for each part."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, articles in parts.items():
        FORMATS["docbin"].write(articles, folder / f"{name}.spacy")


def read(folder: Path) -> dict[str, list[Article]]:
    """Read what ``write`` wrote."""
    return {name: list(read_articles([folder / f"{name}.spacy"])) for name in PARTS}
