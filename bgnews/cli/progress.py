"""A bar on stderr while a long input is worked on."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from .files import STDIN, open_input

_LONG = 100_000  # bytes; what is shorter is done before a bar is read

_Result = TypeVar("_Result")


class InputProgress:
    """Counts the bytes that are read from the input files and the articles that are done.

    Nothing is shown if the input is short, if nobody looks at stderr, or if the results
    themselves go to the terminal.
    """

    def __init__(self, paths: Sequence[Path], results_to_terminal: bool) -> None:
        total = None if STDIN in paths else sum(map(_size, paths))
        is_long = total is None or total > _LONG
        self._total = total
        self._bar = Progress(
            BarColumn(),
            TextColumn("{task.fields[articles]} articles"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            disable=results_to_terminal or not is_long or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("", total=total, articles=0)

    def open_input(self, path: Path) -> AbstractContextManager[IO[bytes]]:
        """Open a file for reading, and watch how far it is read."""
        if self._bar.disable or self._total is None:
            return open_input(path)
        return open_input(path, lambda raw: self._bar.wrap_file(raw, task_id=self._task))

    def count(self, results: Iterable[_Result]) -> Iterator[_Result]:
        """Yield the results, one for each article."""
        with self._bar:
            for number, result in enumerate(results, 1):
                yield result
                self._bar.update(self._task, articles=number)


def _size(path: Path) -> int:
    try:
        if not path.is_dir():
            return path.stat().st_size
        files = (Path(base, name) for base, _, names in os.walk(path) for name in names)
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0  # reading it will tell
