"""``bgnews info`` and what the help teaches."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

import pytest
from command import run

import bgnews
from bgnews.models import available


def facts() -> dict[str, str]:
    return dict(line.split(maxsplit=1) for line in run("info").text.splitlines())


def test_versions() -> None:
    shown = facts()
    assert shown["bgnews"] == bgnews.__version__
    assert shown["spaCy"] == metadata.version("spacy")
    assert shown["Python"] == platform.python_version()


def test_pipelines() -> None:
    assert facts()["pipelines"] == ", ".join(available())


@pytest.mark.parametrize(("package", "extras"), [("wordfreq", "data"), ("spacy", "none")])
def test_extras_are_those_whose_packages_are_there(
    package: str, extras: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["bgnews.cli.info"]  # its name in the package is the command's
    monkeypatch.setattr(module, "_is_installed", lambda name: name == package)
    assert facts()["extras"] == extras


@pytest.mark.parametrize("command", ["clean", "analyze"])
def test_help_teaches_by_example(command: str) -> None:
    text = run(command, "--help").text
    assert text.count(f"bgnews {command} ") >= 4
    assert "[cyan]" not in text


def test_help_lists_the_commands() -> None:
    text = run("--help").text
    assert all(command in text for command in ("clean", "analyze", "info"))
