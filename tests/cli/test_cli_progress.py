"""The bar on stderr: seen only by who looks, and in nobody's way."""

from __future__ import annotations

import gzip
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from bgnews.cli.files import STDIN
from bgnews.cli.progress import InputProgress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Puts a terminal in the place of stderr; to be called in the test, as pytest resets stderr."""

    def install() -> Terminal:
        terminal = Terminal()
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.setattr("sys.stderr", terminal)
        return terminal

    return install


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    path = tmp_path / "дълъг.jsonl.gz"
    path.write_bytes(gzip.compress(random.Random(1).randbytes(200_000)))
    return path


def read(paths: list[Path], results_to_terminal: bool = False) -> bytes:
    progress = InputProgress(paths, results_to_terminal)
    data = b""
    for path in progress.count(path for path in paths if path != STDIN):
        with progress.open_input(path) as stream:
            data += stream.read()
    return data


def test_the_bar_counts_articles_and_leaves_the_data_alone(
    long_file: Path, terminal: Callable[[], Terminal]
) -> None:
    screen = terminal()
    assert read([long_file, long_file]) == 2 * gzip.decompress(long_file.read_bytes())
    assert "2 articles" in screen.getvalue()


def test_folders_count_with_all_in_them(long_file: Path, terminal: Callable[[], Terminal]) -> None:
    screen = terminal()
    progress = InputProgress([long_file.parent], False)
    assert list(progress.count("аб")) == ["а", "б"]
    assert "2 articles" in screen.getvalue()


def test_length_of_standard_input_is_not_known(terminal: Callable[[], Terminal]) -> None:
    screen = terminal()
    read([STDIN])
    assert "0 articles" in screen.getvalue()


def test_a_missing_file_is_no_matter_here(terminal: Callable[[], Terminal], tmp_path: Path) -> None:
    screen = terminal()
    list(InputProgress([tmp_path / "няма"], False).count("а"))
    assert screen.getvalue() == ""


def test_no_bar_over_results_on_the_terminal(
    long_file: Path, terminal: Callable[[], Terminal]
) -> None:
    screen = terminal()
    read([long_file], results_to_terminal=True)
    assert screen.getvalue() == ""


def test_no_bar_for_short_input(tmp_path: Path, terminal: Callable[[], Terminal]) -> None:
    screen = terminal()
    path = tmp_path / "къс.txt"
    path.write_text("Вали.")
    assert read([path]) == "Вали.".encode()
    assert screen.getvalue() == ""


def test_no_bar_if_stderr_is_no_terminal(
    long_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read([long_file])
    assert capsys.readouterr().err == ""
