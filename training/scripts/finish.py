"""Makes a trained pipeline ready to be given away: its name, its figures and its card."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy

import bgnews
from bgnews.retraining.finishing import figures, finish


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="what spacy train wrote")
    parser.add_argument("output", type=Path, help="the folder for the finished pipeline")
    parser.add_argument("--name", default="news_sm", help="its name without the language")
    parser.add_argument("--metrics", type=Path, help="what bgnews evaluate --output wrote")
    parser.add_argument("--card", type=Path, help="its model card, in Markdown")
    arguments = parser.parse_args()
    report = json.loads(arguments.metrics.read_text("utf-8")) if arguments.metrics else {}
    finish(
        spacy.load(arguments.trained),
        arguments.output,
        performance=figures(report),
        name=arguments.name,
        version=bgnews.__version__,
        description="Quotes, their speakers, and stance in Bulgarian news.",
        author="The bgnews developers",
        license="MIT",
    )
    if arguments.card:
        shutil.copy(arguments.card, arguments.output / "README.md")


if __name__ == "__main__":
    main()
