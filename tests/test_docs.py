"""Every snippet in README and docs runs.

Blocks of a page run in order and share names (``python``, ``pycon``) and a folder (``console``).
What a page shows as output is what comes out, ``...`` standing for any text.
"""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(python|pycon|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_snippets_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": page.stem}
    for block in BLOCK.finditer(text):
        language, code = block.groups()
        line = text[: block.start(2)].count("\n")
        if language == "python":
            # blank lines in front make the line numbers of a traceback those of the page
            exec(compile("\n" * line + code, str(page), "exec"), names)
        elif language == "pycon":
            run_session(code, names, page, line)
        else:
            for command in COMMAND.finditer(code):
                run_command(command[1], command[2], tmp_path)


def run_session(code: str, names: dict[str, object], page: Path, line: int) -> None:
    session = doctest.DocTestParser().get_doctest(code, names, page.name, str(page), line)
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    report: list[str] = []
    runner.run(session, out=report.append, clear_globs=False)
    names.update(session.globs)
    assert not runner.summarize(verbose=False).failed, "".join(report)


def run_command(command: str, expected: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"$ {command}\n{done.stderr}"
    if expected.strip():
        matches = doctest.OutputChecker().check_output(expected, done.stdout, OPTIONS)
        assert matches, f"$ {command}\nexpected:\n{expected}\ngot:\n{done.stdout}"
