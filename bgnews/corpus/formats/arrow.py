"""Parquet, and Hugging Face ``datasets``; needs the extra ``bgnews[datasets]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..article import Article
from ..extras import extra
from ..records import from_record, to_record
from .format import Format, Item, failure

if TYPE_CHECKING:
    from datasets import Dataset, Features


def features() -> Features:
    """The columns: those of the JSON objects, with ``meta`` and ``entities`` as lists."""
    with extra("datasets"):
        from datasets import Features, Value

    text, number, flag = Value("string"), Value("int64"), Value("bool")

    def table(names: Iterable[str] = (), **others: Any) -> list[dict[str, Any]]:
        return [{**dict.fromkeys(names, text), **others}]

    extent = {"start": number, "end": number}
    extents = [[number]]
    return Features(
        {
            **dict.fromkeys(("id", "source", "text"), text),
            "meta": table(("key", "value")),
            "paragraphs": table(["kind"], **extent),
            "entities": table(("id", "type", "name")),
            "quotes": table(
                ("id", "type", "by"),
                relay=flag,
                optional=flag,
                spans=extents,
                cues=extents,
                srcs=extents,
            ),
            "nonspeech": table(["type"], **extent),
            "mentions": table(["e"], **extent),
            "stances": table(("holder", "target", "label", "q"), at=[number], optional=flag),
        }
    )


def to_dataset(articles: Iterable[Article]) -> Dataset:
    """Put articles into a dataset, one a row."""
    with extra("datasets"):
        from datasets import Dataset

    return Dataset.from_list(list(map(_row, articles)), features=features())


def from_rows(rows: Iterable[Mapping[str, Any]], file: str) -> Iterator[Item]:
    """Yield the articles of the rows of a dataset; ``file`` tells the user which one."""
    for number, row in enumerate(rows, start=1):
        try:
            entries = row.get("meta") or ()
            meta = {entry["key"]: entry["value"] for entry in entries}
            fields = {name: value for name, value in row.items() if name != "meta"}
            yield Item(file, from_record({**fields, **meta}))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            yield failure(Path(file), f"row {number}: {error}")


def read_dataset(name: str, split: str) -> Iterator[Article]:
    """Yield the articles of one part of a dataset, by its name on the hub or a local folder.

    Raises:
        ImportError: without the extra.
        CorpusError: at the first row that gives no article.
    """
    with extra("datasets"):
        from datasets import load_dataset

    rows = load_dataset(name, split=split, streaming=True)
    return (item.article for item in from_rows(rows, f"{name} ({split})"))


def read(path: Path) -> Iterator[Item]:
    """Yield the articles of a Parquet file, a batch of rows at a time."""
    with extra("datasets"):
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

    try:
        batches = ParquetFile(path).iter_batches(64)
        yield from from_rows((row for batch in batches for row in batch.to_pylist()), str(path))
    except ArrowException as error:
        yield failure(path, f"not a Parquet file: {error}")


def write(articles: Iterable[Article], path: Path) -> None:
    """Write a Parquet file."""
    with extra("datasets"):
        from pyarrow import Table
        from pyarrow.parquet import write_table

    rows = list(map(_row, articles))
    write_table(Table.from_pylist(rows, schema=features().arrow_schema), path)


def _row(article: Article) -> dict[str, Any]:
    record = to_record(article)
    meta = [{"key": key, "value": value} for key, value in article.meta.items()]
    return {
        **{name: value for name, value in record.items() if name not in article.meta},
        "meta": meta,
        "entities": [{"id": id_, **fields} for id_, fields in record["entities"].items()],
        "quotes": [{"optional": False, **quote} for quote in record["quotes"]],
        "stances": [{"q": None, "at": None, "optional": False, **s} for s in record["stances"]],
    }


PARQUET = Format(".parquet", read, write)
