"""Articles from text files, JSON Lines, folders and standard input."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import IO, Any

from ..files import READ_ERRORS, kind_of
from .decoding import decode
from .files import STDIN, open_input
from .problems import Problems

_KINDS = {".txt", ".jsonl"}


@dataclass(frozen=True)
class Article:
    """A text to work on.

    Attributes:
        id: the id that its record gives, else the name of its file, with the line if it has many.
            Where two files have one name, the second is called by its path.
        text: the text, decoded and otherwise as it is.
        where: file, and line if it has many articles, to tell the user.
        record: the JSON object that it came from, if any.
    """

    id: str
    text: str
    where: str
    record: dict[str, Any] | None = None


class _BadLineError(Exception):
    """A line has no article; the message says why and what to do."""


@dataclass(frozen=True)
class Reader:
    """Reads articles one by one; what cannot be read it reports, and goes on.

    Attributes:
        problems: takes the reports.
        text_field: where JSON objects have the text.
        id_field: where JSON objects have the id.
        open_input: opens a file.
    """

    problems: Problems
    text_field: str = "text"
    id_field: str = "id"
    open_input: Callable[[Path], AbstractContextManager[IO[bytes]]] = open_input

    def read(self, paths: Iterable[Path]) -> Iterator[Article]:
        """Yield the articles of files, folders (with all in them) and ``-``, in this order.

        A ``.txt`` file is one article; a ``.jsonl`` file has one on each line; others, standard
        input too, are JSON Lines if their first line is a JSON object. All may be ``.gz`` or
        ``.xz``.
        """
        taken: set[str] = set()
        for path in paths:
            for file, name in self._named_files(path):
                yield from self._read_file(file, _unused_name(name, file, taken))

    def _named_files(self, path: Path) -> list[tuple[Path, str]]:
        """A file, or those of a folder, each with its name as seen from there."""
        try:
            if path.is_dir():
                files = self._files_in(path)
                return [(file, file.relative_to(path).as_posix()) for file in files]
        except OSError as error:
            self._report_unreadable(str(path), error)
            return []
        return [(path, "stdin" if path == STDIN else path.name)]

    def _read_file(self, file: Path, name: str) -> Iterator[Article]:
        where = "stdin" if file == STDIN else str(file)
        try:
            with self.open_input(file) as stream:
                yield from self._read_stream(stream, kind_of(file), name, where)
        except FileNotFoundError:
            self.problems.report(where, "no such file")
        except READ_ERRORS as error:
            self._report_unreadable(where, error)

    def _files_in(self, folder: Path) -> list[Path]:
        files = [
            Path(parent, name)
            for parent, _, names in os.walk(
                folder, onerror=lambda error: self._report_unreadable(error.filename, error)
            )
            for name in names
            if is_read_in_folder(Path(name))
        ]
        if not files:
            self.problems.report(str(folder), "no .txt or .jsonl files in this folder")
        return sorted(files)

    def _report_unreadable(self, where: str, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        self.problems.report(where, f"cannot be read to its end: {reason}")

    def _read_stream(
        self, stream: IO[bytes], kind: str, name: str, where: str
    ) -> Iterator[Article]:
        head: list[bytes] = []
        if kind != ".txt":
            head = _first_lines(stream)
            if not head:
                return
            if kind == ".jsonl" or _is_json_object(head[-1]):
                yield from self._read_lines(chain(head, stream), name, where)
                return
        text, note = decode(b"".join((*head, stream.read())))
        if note:
            self.problems.note(where, note)
        if kind != ".txt" and (advice := _advice_on_json(text)):
            self.problems.report(where, advice)
            return
        yield Article(name, text, where)

    def _read_lines(self, lines: Iterable[bytes], name: str, file: str) -> Iterator[Article]:
        noted: set[str] = set()
        for number, data in enumerate(lines, 1):
            if not data.strip():
                continue
            where = f"{file}:{number}"
            line, note = decode(data)
            if note and note not in noted:
                noted.add(note)
                self.problems.note(where, note)
            try:
                record = self._parse(line)
            except _BadLineError as error:
                self.problems.report(where, str(error))
                continue
            id_ = record.get(self.id_field)
            known = isinstance(id_, str | int | float) and id_ != ""
            yield Article(
                str(id_) if known else f"{name}:{number}", record[self.text_field], where, record
            )

    def _parse(self, line: str) -> dict[str, Any]:
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _BadLineError(f"not JSON ({error}); each line must be one JSON object") from error
        if not isinstance(record, dict):
            raise _BadLineError('not a JSON object; each line must be one, such as {"text": "…"}')
        if self.text_field not in record:
            fields = ", ".join(record) or "none"
            raise _BadLineError(
                f"no field {self.text_field!r} (fields: {fields}); "
                "name the one that has the text with --text-field"
            )
        text = record[self.text_field]
        if not isinstance(text, str):
            raise _BadLineError(
                f"field {self.text_field!r} is not a string but {json.dumps(text):.40}"
            )
        return record


def is_read_in_folder(file: Path) -> bool:
    """Whether a file is read where a folder is given that it lies in."""
    return kind_of(file) in _KINDS


def _unused_name(name: str, file: Path, taken: set[str]) -> str:
    """What to call a file: by its name, or its path if another file has that name."""
    names = chain((name, str(file)), (f"{file} ({number})" for number in count(2)))
    unused = next(name for name in names if name not in taken)
    taken.add(unused)
    return unused


def _first_lines(stream: IO[bytes]) -> list[bytes]:
    """The lines up to the first that is not blank."""
    lines: list[bytes] = []
    for line in stream:
        lines.append(line)
        if line.strip():
            break
    return lines


def _is_json_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(decode(line)[0]), dict)
    except (ValueError, RecursionError):
        return False


def _advice_on_json(text: str) -> str:
    """How to make JSON Lines of what as a whole is an object or an array of them, else ``""``."""
    if not text.lstrip().startswith(("{", "[")):
        return ""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if isinstance(value, dict):
        return "a JSON object on several lines; put it on one line, as `jq -c .` does"
    if value and isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        return "a JSON array; put one object on each line (JSON Lines), as `jq -c '.[]'` does"
    return ""
