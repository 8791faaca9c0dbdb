"""Data files beside the code: UTF-8 text that people edit, with ``#`` in front of comments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


class DataFolder:
    """The folder ``data`` beside a module.

    Args:
        module: the ``__file__`` of the module.
    """

    def __init__(self, module: str) -> None:
        self.path = Path(module).parent / "data"

    def lines(self, name: str) -> list[str]:
        """The lines of a file, without comments and blank lines."""
        lines = (self.path / name).read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.strip() and not line.startswith("#")]

    def words(self, name: str) -> frozenset[str]:
        """The words of a file, any number a line."""
        return frozenset(word for line in self.lines(name) for word in line.split())

    def rows(self, name: str) -> Iterator[list[str]]:
        """The rows of a table: the fields between tabs, without blanks around them."""
        return ([field.strip() for field in line.split("\t")] for line in self.lines(name))
