"""Makes a trained pipeline ready to be given away: what it is, how good it is, and nothing else."""

from __future__ import annotations

import argparse
import json
import shutil
from importlib import metadata
from pathlib import Path
from typing import Any

import spacy
from packaging.requirements import Requirement
from packaging.version import Version
from spacy.language import Language
from spacy.strings import StringStore

import bgnews


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="what spacy train wrote")
    parser.add_argument("output", type=Path, help="the folder for the finished pipeline")
    parser.add_argument("--name", default="news_sm", help="its name without the language")
    parser.add_argument("--metrics", type=Path, help="what bgnews evaluate --output wrote")
    parser.add_argument("--card", type=Path, help="its model card, in Markdown")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.trained)
    nlp.meta.update(
        name=arguments.name,
        version=bgnews.__version__,
        description="Quotes, their speakers, and stance in Bulgarian news.",
        author="The bgnews developers",
        license="MIT",
        # spaCy finds what a pipeline requires only for libraries built with setuptools
        requirements=[bgnews_range()],
        # and would warn of every release of spaCy but the one that trained
        spacy_version=spacy_range(),
        performance=figures(arguments.metrics) if arguments.metrics else {},
    )
    # where the files for training were is nobody's business
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    shutil.rmtree(arguments.output, ignore_errors=True)
    nlp.to_disk(arguments.output)
    # the words of the training articles are of no use: whatever text comes brings its own, and
    # the tokenizer needs those of its special cases
    StringStore(tokenizer_strings(nlp)).to_disk(arguments.output / "vocab" / "strings.json")
    if arguments.card:
        shutil.copy(arguments.card, arguments.output / "README.md")


def bgnews_range() -> str:
    """The versions of bgnews that a pipeline of this one works with: up to the next minor one."""
    version = Version(bgnews.__version__)
    return f"bgnews>={version},<{version.major}.{version.minor + 1}.0"


def spacy_range() -> str:
    """The versions of spaCy that bgnews works with, as its package states them."""
    requirements = map(Requirement, metadata.requires("bgnews") or [])
    return next(str(found.specifier) for found in requirements if found.name == "spacy")


def tokenizer_strings(nlp: Language) -> list[str]:
    """The strings of the lexemes that a pipeline has before it reads a text."""
    names = ("orth_", "lower_", "norm_", "shape_", "prefix_", "suffix_")
    return sorted({getattr(lexeme, name) for lexeme in nlp.vocab for name in names})


def figures(path: Path) -> dict[str, Any]:
    """F1 of each metric, from 0 to 1, out of a report."""
    report = json.loads(path.read_text("utf-8"))
    return {
        name: round(found["f1"], 4)
        for name, found in report.items()
        if isinstance(found, dict) and "f1" in found
    }


if __name__ == "__main__":
    main()
