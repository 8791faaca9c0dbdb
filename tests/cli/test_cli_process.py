"""The command as a process of its own: import cost, pipes, locale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bgnews import __version__

COMMAND = [sys.executable, "-c", "from bgnews.cli import app; app(prog_name='bgnews')"]


def process(
    arguments: list[str], stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*COMMAND, *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments", [["clean", "-"], ["clean", "--help"], ["clean", "--diff", "-"], ["--version"]]
)
def test_commands_that_need_no_spacy_do_not_import_it(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from bgnews.cli import app\n"
        "try:\n    app(prog_name='bgnews')\n"
        "finally:\n    assert 'spacy' not in sys.modules and 'numpy' not in sys.modules\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input="Koлeв".encode(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize("command", ["clean", "analyze"])
def test_a_reader_that_leaves_early_is_no_error(command: str, tmp_path: Path) -> None:
    path = tmp_path / "н.jsonl"
    path.write_text('{"text": "Вали."}\n' * 5_000)
    line = f'"$@" {command} "{path}" | head -n 1'
    done = subprocess.run(["bash", "-c", line, "-", *COMMAND], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command", [["clean", "-"], ["clean", "--diff", "-"], ["analyze", "-"], ["info"]]
)
def test_a_full_disk_is_told_in_one_line(command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *command],
            input=b"x\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"bgnews: cannot write to standard output: ")
    assert done.stderr.count(b"\n") == 1


def test_a_closed_standard_input_is_told() -> None:
    line = ["bash", "-c", '"$@" clean <&-', "-", *COMMAND]
    done = subprocess.run(line, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"stdin: cannot be read to its end: it is closed\n")


def test_output_is_utf8_in_every_locale() -> None:
    done = process(["clean", "--diff"], "Koлeв".encode(), PYTHONIOENCODING="ascii")
    assert done.stderr == b""
    assert "Колев" in done.stdout.decode("utf-8")


def test_problems_are_told_in_every_locale(tmp_path: Path) -> None:
    done = process(["clean", str(tmp_path / "няма")], PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"no such file" in done.stderr


def test_version() -> None:
    assert process(["--version"]).stdout.decode().split() == ["bgnews", __version__]


def test_a_closed_standard_output_is_told() -> None:
    line = ["bash", "-c", 'echo x | "$@" clean - >&-', "-", *COMMAND]
    done = subprocess.run(line, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"standard output is closed" in done.stderr
