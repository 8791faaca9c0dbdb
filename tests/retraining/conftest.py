"""Articles as those of a user, and few of bgnews."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bgnews.corpus import Article, article_to_xml, read_articles
from bgnews.retraining import articles

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "corpus" / "football" / "train" / f"football-0{n:02}.xml" for n in range(1, 9)]


@pytest.fixture(scope="session")
def some() -> list[Article]:
    """Six articles of one field, in the words of their authors."""
    return [
        replace(found, id=f"my-{found.id}")
        for found in read_articles([file for file in FILES if file.is_file()][:6])
    ]


@pytest.fixture(autouse=True)
def few_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging by all articles of bgnews takes long."""
    few = {part: found[:2] for part, found in articles.own_articles().items()}
    monkeypatch.setattr(articles, "own_articles", lambda: few)


@pytest.fixture
def corpus(some: list[Article], tmp_path: Path) -> Path:
    """The articles as files."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for article in some:
        (folder / f"{article.id}.xml").write_text(article_to_xml(article), encoding="utf-8")
    return folder
