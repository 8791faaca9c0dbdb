"""What is wrong with an annotated file, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """Something to mend.

    Attributes:
        message: what is wrong, and what would be right.
        line: of the file, from 1; 0 if it concerns the file as a whole.
    """

    message: str
    line: int = 0

    def place(self, file: str) -> str:
        """Where it is, as compilers print it: ``file:line``."""
        return f"{file}:{self.line}" if self.line else file


class CorpusError(ValueError):
    """A file is no corpus, or has problems that a reader cannot pass over.

    The message has a line for each problem: file, line and what to do.
    """

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.place(file)}: {p.message}" for p in self.problems))
