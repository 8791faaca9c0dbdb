"""Opening files by the end of their name: plain, .gz or .xz."""

from __future__ import annotations

import codecs
import gzip
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import typer
from rich.console import Console

STDIN = Path("-")

#: What reading a file can raise, damaged archives included.
READ_ERRORS = (OSError, EOFError, lzma.LZMAError, zlib.error)

_OPENERS = {".gz": gzip.open, ".xz": lzma.open}


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
        yield _unpacked(path, watch(file) if watch else file, "rb")


def kind_of(path: Path) -> str:
    """The suffix that tells what a file holds: ``.jsonl`` for ``news.jsonl.xz``."""
    inner = path.with_suffix("") if path.suffix.lower() in _OPENERS else path
    return inner.suffix.lower()


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
    try:
        if path.exists() and not path.is_file():  # a pipe or a device
            with path.open("wb") as file:
                yield file
            return
        path = path.resolve()  # a link stays one
        part = path.with_name(f"{path.stem}.part{path.suffix}")
        with part.open("wb") as file, _unpacked(path, file, "wb") as stream:
            yield stream
        part.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise typer.BadParameter(f"cannot write {path}: {reason}", param_hint="--output") from error


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


def _unpacked(path: Path, file: IO[bytes], mode: str) -> IO[bytes]:
    opener: Any = _OPENERS.get(path.suffix.lower())
    return opener(file, mode) if opener else file
