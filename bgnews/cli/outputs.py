"""What is wrong with an output, told before long work begins."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from .files import unwritable


def check_output(path: Path | None, option: str = "--output", *, folder: bool = False) -> None:
    """Make sure, before long work begins, that its result can be written.

    Args:
        path: the file, None for standard output.
        option: what the user gave it with.
        folder: whether it is a folder, which will be made if it is not there.

    Raises:
        typer.BadParameter: if it cannot be written.
    """
    if path is None:
        return
    try:
        if path.is_dir() and not folder:
            raise OSError("it is a folder")
        if path.exists() and not path.is_file() and not folder:  # a pipe or a device
            return
        place = path.resolve()
        while folder and not place.exists():
            place = place.parent
        with tempfile.TemporaryFile(dir=place if folder else place.parent):
            pass
    except OSError as error:
        raise unwritable(path, error, option) from error


def spare_inputs(
    output: Path | None,
    inputs: Iterable[Path],
    is_read: Callable[[Path], object],
    option: str = "--output",
) -> None:
    """Make sure that an output does not take the place of an input.

    Args:
        output: the file, None for standard output.
        inputs: files and folders.
        is_read: whether a file is read where a folder is given that it lies in.
        option: what the user gave the output with.

    Raises:
        typer.BadParameter: if it is one of the inputs.
    """
    if output is None or not output.is_file():
        return
    folders = output.resolve().parents if is_read(output) else ()
    for path in inputs:
        if _is_same(path, output) or path.resolve() in folders:
            reason = f"{output} is one of the inputs, which would be lost; write to another file"
            raise typer.BadParameter(reason, param_hint=option)


def _is_same(path: Path, output: Path) -> bool:
    try:
        return path.samefile(output)
    except OSError:
        return False  # reading it will tell
