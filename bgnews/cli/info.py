"""``bgnews info``: versions and paths, for a look around and for bug reports."""

from __future__ import annotations

import platform
import re
import sys
from importlib import metadata
from pathlib import Path

from .. import __version__
from .files import open_output

_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+).*;.*extra\s*==\s*['\"](?P<extra>[\w.-]+)['\"]")


def info() -> None:
    """Show versions, pipelines and paths.

    Paste it into a bug report.
    """
    lines = [f"{name:<12} {value}\n" for name, value in _facts().items()]
    with open_output(None) as stream:
        stream.write("".join(lines).encode())
        stream.flush()


def _facts() -> dict[str, str]:
    from .. import models

    return {
        "bgnews": __version__,
        "spaCy": metadata.version("spacy"),
        "Python": platform.python_version(),
        "platform": platform.platform(),
        "pipelines": ", ".join(models.available()),
        "extras": ", ".join(_installed_extras()) or "none",
        "library": str(Path(__file__).parent.parent),
        "interpreter": sys.executable,
    }


def _installed_extras() -> list[str]:
    """The extras of bgnews whose requirements are all there, whatever their versions."""
    needed: dict[str, list[str]] = {}
    for requirement in metadata.requires("bgnews") or ():
        if match := _REQUIREMENT.match(requirement):
            needed.setdefault(match["extra"], []).append(match["name"])
    return [extra for extra, names in sorted(needed.items()) if all(map(_is_installed, names))]


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True
