"""Runs the command as a user does, and looks at what comes out."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from bgnews.cli import app


@dataclass(frozen=True)
class Outcome:
    """What a command wrote and how it ended."""

    code: int
    data: bytes
    errors: str

    @property
    def text(self) -> str:
        return self.data.decode("utf-8")

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.data.splitlines()]

    @property
    def ids(self) -> list[str]:
        return [record["id"] for record in self.records]

    @property
    def problems(self) -> int:
        """How many problems the summary on stderr counts."""
        found = re.search(r"^bgnews: (\d+) problem", self.errors, re.MULTILINE)
        return int(found[1]) if found else 0

    @property
    def message(self) -> str:
        """What was written to stderr, without frames and line breaks."""
        return " ".join(re.sub("[│╭╮╰╯─]", " ", self.errors).split())


def run(*arguments: str | Path, stdin: bytes | str = b"") -> Outcome:
    """Run ``bgnews`` with arguments and standard input; nothing but an exit may come out of it."""
    result = CliRunner(env={"COLUMNS": "200"}).invoke(
        app, [str(argument) for argument in arguments], input=stdin
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout_bytes, result.stderr)


def jsonl(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
