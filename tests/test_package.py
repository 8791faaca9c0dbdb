"""What holds for the package as a whole."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import bgnews

ROOT = Path(__file__).parent.parent


def test_version_is_that_of_the_distribution() -> None:
    assert version("bgnews") == bgnews.__version__


def test_changelog_has_the_version() -> None:
    assert f"## {bgnews.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_is_typed() -> None:
    assert Path(bgnews.__file__).with_name("py.typed").is_file()


def test_cleaning_does_without_spacy() -> None:
    code = "import sys, bgnews; bgnews.clean('Вчeра'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
