"""Makes the scores of quotes probabilities: what scores 0.8 is right four times of five.

Platt scaling (J. Platt, 1999) on articles that the pipeline was not trained on: the log odds of a
score are stretched and shifted so that they fit how often quotes of that score match gold ones.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import spacy

from bgnews.corpus import read_articles
from bgnews.quotes.calibration import Calibration, calibrate


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path, help="what spacy train wrote")
    parser.add_argument("articles", type=Path, help="annotated articles that it has not seen")
    parser.add_argument("output", type=Path, help="the folder for the calibrated pipeline")
    parser.add_argument("--component", default="quotes", help="the name of the quote component")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.trained)
    quotes: Any = nlp.get_pipe(arguments.component)
    found = calibrate(nlp, arguments.component, list(read_articles([arguments.articles])))
    if quotes.calibration == Calibration():
        parser.error(
            f"of the {found} quotes found in {arguments.articles} some have to be right and some "
            "wrong: give more articles, or train longer"
        )
    print(f"{found} quotes, {quotes.calibration}")
    nlp.to_disk(arguments.output)


if __name__ == "__main__":
    main()
