"""Scores a pipeline on the passages of PolNeAR that CofeNet was scored on (Wang et al., 2022).

    python -m benchmarks.polnear.score trained/model-last cofenet-polnear-test.jsonl.xz

A line has the ``tokens`` of a passage and their ``labels``: B and I of content, cue and source. The
labels are flat, so nothing counts of a quote within another, which bgnews finds too. Direct
content has its marks in PolNeAR, and not in bgnews: they are put back. A span counts if both of its
edges are right.
"""

from __future__ import annotations

import argparse
import json
import lzma
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span

from bgnews.annotations import get_quotes
from bgnews.evaluation.counts import Counts

ROLES = ("content", "cue", "source")
_MARKS = {"``": "“", "''": "”", "`": "‘", "'": "’", "-LRB-": "(", "-RRB-": ")"}
_BEFORE = frozenset("“‘($#")  # no space after these
_AFTER = frozenset({*",.:;?!)”’%", "...", "n't"})  # and none before these
_CLOSING = frozenset({"''", "'", "'''"})
_OPENING = _CLOSING | {"``", "`"}  # the data have some the wrong way round
_STOPS = frozenset({*",.?!", "..."})
Edges = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", help="a folder or a package with bgnews_quotes")
    parser.add_argument("passages", type=Path, help="tokens and labels, .jsonl.xz")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    with lzma.open(arguments.passages, "rt", encoding="utf-8") as lines:
        passages = [json.loads(line) for line in lines]
    texts = [joined(passage["tokens"]) for passage in passages]
    counts = {role: Counts() for role in ROLES}
    for passage, (_, places), doc in zip(
        passages, texts, nlp.pipe(text for text, _ in texts), strict=True
    ):
        expected, found = labelled(passage["labels"]), predicted(doc, places)
        found["content"] = {with_marks(edges, passage["tokens"]) for edges in found["content"]}
        for role in ROLES:
            right = len(expected[role] & found[role])
            counts[role].add(right, len(found[role]), len(expected[role]))
    for role, count in counts.items():
        print(f"{role:8} {count.precision:7.1%} {count.recall:7.1%} {count.f1:7.1%}")


def joined(tokens: Sequence[str]) -> tuple[str, list[Edges]]:
    """The tokens as running text, and where each of them is in it."""
    text = ""
    places: list[Edges] = []
    for token in (_MARKS.get(token, token) for token in tokens):
        close = token in _AFTER or (token[0] in "'’" and len(token) > 1)
        if text and not close and text[-1] not in _BEFORE:
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
    return text, places


def labelled(labels: Sequence[str]) -> dict[str, set[Edges]]:
    """The spans of each role, as the first token and the one after the last."""
    spans: dict[str, set[Edges]] = {role: set() for role in ROLES}
    start = 0
    for place, (label, following) in enumerate(zip(labels, [*labels[1:], "O"], strict=True)):
        if label.startswith("B-"):
            start = place
        if label != "O" and following != label.replace("B-", "I-"):
            spans[label[2:]].add((start, place + 1))
    return spans


def predicted(doc: Doc, places: Sequence[Edges]) -> dict[str, set[Edges]]:
    """The spans that a pipeline found, none of them within content."""
    quotes = get_quotes(doc)
    contents = [span for quote in quotes for span in quote.spans]
    roles: dict[str, list[Span]] = {
        "content": contents,
        "cue": [quote.cue for quote in quotes if quote.cue is not None],
        "source": [quote.source for quote in quotes if quote.source is not None],
    }
    return {
        role: {
            edges
            for span in spans
            if not any(_within(span, other) for other in contents)
            if (edges := in_tokens(span, places))
        }
        for role, spans in roles.items()
    }


def _within(span: Span, other: Span) -> bool:
    inside = other.start <= span.start and span.end <= other.end
    return inside and (span.start, span.end) != (other.start, other.end)


def in_tokens(span: Span, places: Sequence[Edges]) -> Edges | None:
    """The tokens that a span touches."""
    start, end = span._.raw
    touched = [number for number, (first, last) in enumerate(places) if first < end > start < last]
    return (touched[0], touched[-1] + 1) if touched else None


def with_marks(edges: Edges, tokens: Sequence[str]) -> Edges:
    """The edges of content with the quote marks around it, and the punctuation before the last."""
    start, end = edges
    if start and tokens[start - 1] in _OPENING:
        start -= 1
    after = end
    while after < len(tokens) and tokens[after] in _STOPS:
        after += 1
    if after < len(tokens) and tokens[after] in _CLOSING:
        end = after + 1
    return start, end


if __name__ == "__main__":
    main()
