"""What the command tells about on stderr, and the exit code that follows."""

from __future__ import annotations

from dataclasses import dataclass

import typer
from rich.console import Console
from rich.text import Text

from ..rendering.changes import visible


@dataclass
class Problems:
    """Reports what went wrong as it happens and counts it."""

    count: int = 0

    def report(self, where: str, message: str) -> None:
        """Tell about input that gave no output."""
        self.count += 1
        _tell(where, message, "red")

    def note(self, where: str, message: str) -> None:
        """Tell about input that gave output, though perhaps not what the user expects."""
        _tell(where, message, "yellow")

    def finish(self, done: int) -> None:
        """Sum up if there were problems.

        Raises:
            typer.Exit: with code 1, if there were any.
        """
        if self.count:
            noun = "problem" if self.count == 1 else "problems"
            articles = "article" if done == 1 else "articles"
            _tell("bgnews", f"{self.count} {noun}; {done} {articles} done", "red")
            raise typer.Exit(1)


def _tell(where: str, message: str, style: str) -> None:
    # a new console each time: tests and progress bars put another file in the place of stderr
    line = Text.assemble((visible(where), f"bold {style}"), ": ", visible(message))
    Console(stderr=True).print(line, soft_wrap=True)
