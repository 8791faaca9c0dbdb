"""How a pipeline does on minimal pairs: two texts that hardly differ, but in the stance.

``python -m benchmarks.stance_pairs MODEL`` prints, by kind of pair, how many texts are labelled
rightly, and in how many pairs both are. The pairs are in ``data/stance-pairs.jsonl``, with ``<h>``
around the holder, ``<t>`` around the target and ``<e>`` around the evidence.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Span

from bgnews.cli.models import load_pipeline
from bgnews.stance import Asked, StanceFinder, stance_finder

PAIRS = Path(__file__).parent / "data" / "stance-pairs.jsonl"
_TAG = re.compile(r"</?([hte])>")


class Pair(NamedTuple):
    """Two marked texts, each with its label: support, oppose, neutral or none."""

    kind: str
    texts: list[tuple[str, str]]


def read_pairs(path: Path = PAIRS) -> Iterator[Pair]:
    """The minimal pairs of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Pair(row["kind"], [(text, label) for text, label in row["texts"]])


def label(nlp: Language, finder: StanceFinder, marked: str) -> str:
    """The likeliest label for the holder and the target of a marked text."""
    text, extents = unmarked(marked)
    doc = nlp(text)

    def span(name: str) -> Span:
        found = doc.char_span(*extents[name], alignment_mode="expand")
        assert found is not None
        return found

    (scores,) = finder.label(doc, [Asked(span("t"), span("h"), span("e"))])
    return max(scores, key=lambda name: scores[name])


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its tags, and the extent that each of them had."""
    text, last = "", 0
    places: dict[str, list[int]] = defaultdict(list)
    for tag in _TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        places[tag[1]].append(len(text))
    return text + marked[last:], {name: (start, end) for name, (start, end) in places.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", help="a pipeline with bgnews_stance: name, folder or package")
    nlp = load_pipeline(parser.parse_args().model, "MODEL")
    finder = stance_finder(nlp)
    if finder is None:
        parser.error(f"{nlp.meta['name']} has no component bgnews_stance")
    right: dict[str, list[list[bool]]] = defaultdict(list)
    for pair in read_pairs():
        found = [label(nlp, finder, text) == expected for text, expected in pair.texts]
        right[pair.kind].append(found)
    right["all"] = [found for of_kind in right.values() for found in of_kind]
    print(f"{'kind':10} {'pairs':>5} {'texts right':>12} {'both right':>11}")
    for kind, found in right.items():
        texts = sum(map(sum, found)) / (2 * len(found))
        both = sum(map(all, found)) / len(found)
        print(f"{kind:10} {len(found):5} {texts:12.1%} {both:11.1%}")


if __name__ == "__main__":
    main()
