"""JSON Lines with offsets, one article a line: what programs read. Also as .gz and .xz."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...files import unpacked
from ...records import dumps
from ..article import Annotation
from ..problems import Problem
from ..records import from_record, lost_fields, to_record
from .format import Format, Item, failure


def read(path: Path) -> Iterator[Item]:
    """Yield the annotation of each line."""
    with path.open("rb") as file, unpacked(path, file, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _item(path, line, number)


def _item(path: Path, line: bytes, number: int) -> Item:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        return failure(path, f"not JSON: {error}; each line is one JSON object", number)
    if not isinstance(record, dict):
        return failure(path, "not a JSON object; each line is one", number)
    try:
        annotation = from_record(record, number)
    except ValueError as error:
        return failure(path, error, number)
    return Item(str(path), annotation, tuple(Problem(lost, number) for lost in lost_fields(record)))


def write(annotations: Iterable[Annotation], path: Path) -> None:
    """Write a line for each annotation."""
    with path.open("wb") as file, unpacked(path, file, "wb") as stream:
        for annotation in annotations:
            stream.write(f"{dumps(to_record(annotation))}\n".encode())


JSONL = Format(".jsonl", read, write)
