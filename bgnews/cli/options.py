"""Arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from .files import STDIN

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILES|-",
        help="Text files, JSON Lines (.jsonl), both also .gz or .xz, and folders of them; "
        "- or nothing is standard input.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write here instead of to standard output."),
]
TextField = Annotated[str, typer.Option(help="Where JSON Lines have the text.")]
IdField = Annotated[str, typer.Option(help="Where JSON Lines have the id.")]
Processes = Annotated[
    int, typer.Option(min=-1, help="How many processes work; -1 for one on each core.")
]


def inputs(files: list[Path] | None) -> list[Path]:
    """The paths that the user gave, standard input if none."""
    if files:
        return files
    if sys.stdin is not None and sys.stdin.isatty():
        typer.echo("Reading what you type; end it with Ctrl-D. --help tells more.", err=True)
    return [STDIN]


def choices(names: Collection[str]) -> Callable[[Sequence[str]], list[str]]:
    """An option callback that splits at commas and checks each value.

    Raises:
        typer.BadParameter: for a value that is not one of the names.
    """

    def check(values: Sequence) -> list[str]:  # bare, as typer trips over Sequence[str] on 3.10
        parts = [part.strip() for value in values or () for part in value.split(",")]
        for part in parts:
            if part not in names:
                raise typer.BadParameter(f"{part!r} is not one of {', '.join(names)}")
        return parts

    return check
