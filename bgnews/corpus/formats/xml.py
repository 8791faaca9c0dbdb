"""Inline XML, one article a file: what people edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..article import Article
from ..problems import Problem
from ..xml_reader import parse_xml
from ..xml_writer import article_to_xml
from .format import Format, Item, file_name


def read(path: Path) -> Iterator[Item]:
    """Yield the article of a file; its id has to name the file, so that one finds it."""
    article, problems = parse_xml(path.read_bytes())
    if article is not None and path.stem not in _names(article.id):
        problems.insert(
            0, Problem(f"the id {article.id!r} is not the name of the file", article.line)
        )
    yield Item(str(path), article, tuple(problems))


def _names(id_: str) -> tuple[str, ...]:
    """What the file of an article may be called, by a program or by people."""
    return (file_name(id_), id_) if id_ else ()


def write(articles: Iterable[Article], folder: Path) -> None:
    """Write a file for each article.

    Raises:
        ValueError: if XML cannot hold an article, see ``article_to_xml``, or it has no id.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles:
        (path,) = XML.files_for(article.id, folder)
        path.write_text(article_to_xml(article), encoding="utf-8", newline="\n")


XML = Format(".xml", read, write, in_folder=True)
