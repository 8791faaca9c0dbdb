"""The formats in which annotated articles are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ...files import READ_ERRORS, kind_of
from ..article import Article
from .arrow import PARQUET
from .brat import BRAT
from .docbin import DOCBIN
from .format import Format, Item, failure
from .jsonl import JSONL
from .label_studio import LABEL_STUDIO
from .prodigy import PRODIGY
from .xml import XML

__all__ = ["FORMATS", "Format", "Item", "format_of", "read_articles", "read_items"]

FORMATS: dict[str, Format] = {
    "xml": XML,
    "jsonl": JSONL,
    "docbin": DOCBIN,
    "parquet": PARQUET,
    "prodigy": PRODIGY,
    "label-studio": LABEL_STUDIO,
    "brat": BRAT,
}


def format_of(path: Path) -> Format | None:
    """The format that files with this suffix are in."""
    return next((format_ for format_ in FORMATS.values() if format_.suffix == kind_of(path)), None)


def read_items(paths: Iterable[Path], format: str | None = None) -> Iterator[Item]:  # noqa: A002
    """Yield what files and folders hold, one article at a time.

    Args:
        paths: files, and folders, whose files are read in the order of their names; what is not
            in a known format is passed over.
        format: a key of ``FORMATS``, for files whose suffix does not tell.
    """
    for path in paths:
        try:
            files = _files(path, format)
        except OSError as error:
            yield failure(path, f"cannot be read: {error}")
            continue
        for file in files:
            yield from _read_file(file, format)


def read_articles(paths: Iterable[Path], format: str | None = None) -> Iterator[Article]:  # noqa: A002
    """Yield the articles of files and folders; for the arguments see ``read_items``.

    Raises:
        CorpusError: at the first file or line that gives none; the message names it.
    """
    for item in read_items(paths, format):
        yield item.article


def _files(path: Path, name: str | None) -> list[Path]:
    """The file itself, or what a folder has in a known format."""
    if not path.is_dir():
        path.stat()  # for the error if it is not there
        return [path]
    return [
        file
        for file in sorted(path.rglob("*"))
        if (FORMATS[name].suffix == kind_of(file) if name else format_of(file)) and file.is_file()
    ]


def _read_file(path: Path, name: str | None) -> Iterator[Item]:
    format_ = FORMATS[name] if name else format_of(path)
    if format_ is None:
        suffixes = ", ".join(dict.fromkeys(format_.suffix for format_ in FORMATS.values()))
        yield failure(path, f"no format of the corpus; these are: {suffixes}")
        return
    try:
        yield from format_.read(path)
    except (*READ_ERRORS, ImportError) as error:
        yield failure(path, f"cannot be read: {error}")
