"""The files and streams that the command reads and writes."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, BinaryIO, TypeVar, cast

import typer
from rich.console import Console

from ..files import unpacked

STDIN = Path("-")

_Item = TypeVar("_Item")


@contextmanager
def open_input(
    path: Path, watch: Callable[[BinaryIO], BinaryIO] | None = None
) -> Iterator[IO[bytes]]:
    """Open a file to read what it holds, or standard input for ``-``.

    Args:
        path: the file.
        watch: wraps the file as it lies on the disk, so as to see how far it is read.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise OSError("it is closed")
        yield sys.stdin.buffer
        return
    with path.open("rb") as file:
        yield unpacked(path, watch(file) if watch else file, "rb")


def shown_on_terminal(output: Path | None) -> bool:
    """Whether somebody looks at the results as they come."""
    return output is None and sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def open_output(path: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that takes its name only when it is whole.

    Until then ``quotes.jsonl`` is ``quotes.part.jsonl``, so an input may be its own output, and
    what an interrupted run has done is not lost.

    Raises:
        typer.BadParameter: if the file cannot be written.
        typer.Exit: with code 1, if standard output cannot, as on a full disk.
    """
    if path is None:
        if sys.stdout is None:
            raise typer.BadParameter("standard output is closed", param_hint="--output")
        with _reporting_failure():
            yield sys.stdout.buffer
        return
    with whole_file(path, keep=True) as part, part.open("wb") as file:
        if part == path:  # a pipe or a device
            yield file
            return
        with unpacked(part, file, "wb") as stream:
            yield stream


@contextmanager
def whole_file(path: Path, keep: bool = False) -> Iterator[Path]:
    """Where to write a file that takes its name only when it is whole.

    So an input may be its own output, and what stood there before is not lost by a mistake. A pipe
    or a device is written to as it is.

    Args:
        path: the file.
        keep: whether what was written stays beside it, as ``quotes.part.jsonl``, after a failure.

    Raises:
        typer.BadParameter: if it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            yield path
            return
        path = path.resolve()  # a link stays one
        part = path.with_name(f"{path.stem}.part{path.suffix}")
        try:
            yield part
            part.replace(path)
        finally:
            if not keep:
                part.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: Exception, option: str = "--output") -> typer.BadParameter:
    """What to raise where the output cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return typer.BadParameter(f"cannot write {path}: {reason}", param_hint=option)


def begun(items: Iterable[_Item]) -> Iterator[_Item] | None:
    """The items once there is a first one, None if there is none.

    So an output is opened only when there is something to write, and what stood there is not lost.
    """
    remaining = iter(items)
    for first in remaining:
        return chain((first,), remaining)
    return None


@contextmanager
def _reporting_failure() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # the reader left early, which typer knows how to end
        raise
    except OSError as error:
        typer.echo(f"bgnews: cannot write to standard output: {error.strerror or error}", err=True)
        # what the buffer still holds would fail once more when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from error


def console_on(stream: IO[bytes]) -> Console:
    """A rich console that writes UTF-8, whatever the locale."""
    # not a TextIOWrapper: that closes the stream when it goes
    return Console(file=cast("IO[str]", codecs.getwriter("utf-8")(stream)), highlight=False)
