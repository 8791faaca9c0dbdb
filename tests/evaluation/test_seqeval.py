"""Where quotes are flat, the exact figures are those of seqeval.

seqeval scores BIO labels, one a word. Quotes nest and are interrupted, so it cannot score them in
general; what it can score has to come out the same.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2

from bgnews.annotations import QUOTE_TYPES
from bgnews.corpus import Article, QuoteAnnotation
from bgnews.corpus.article import Extent, Paragraph
from bgnews.evaluation import Counts, Report, evaluate, from_annotation

WORDS = 30
TEXT = " ".join(["дума"] * WORDS)
Labelled = tuple[Extent, str]  # the first word, the word after the last one, and the label


@st.composite
def flat_labels(draw: st.DrawFn) -> list[Labelled]:
    """Stretches of words that do not overlap, each with a label."""
    bounds = sorted(draw(st.sets(st.integers(0, WORDS), min_size=2)))
    labels = st.sampled_from([*QUOTE_TYPES, "cue", "source", None])
    drawn = ((extent, draw(labels)) for extent in pairwise(bounds))
    return [(extent, label) for extent, label in drawn if label is not None]


def bio(labelled: list[Labelled]) -> list[str]:
    tags = ["O"] * WORDS
    for (first, end), label in labelled:
        tags[first:end] = [f"B-{label}", *[f"I-{label}"] * (end - first - 1)]
    return tags


def article(labelled: list[Labelled]) -> Article:
    """A quote for each stretch; cues and sources are of a relay that has no words."""
    size = len("дума ")
    extents = [((size * first, size * end - 1), label) for (first, end), label in labelled]
    quotes = [QuoteAnnotation("", label, "", (extent,)) for extent, label in extents]
    contents = [quote for quote in quotes if quote.type in QUOTE_TYPES]
    cues, sources = (tuple(e for e, label in extents if label == x) for x in ("cue", "source"))
    rest = QuoteAnnotation("", "direct", "", ((0, 0),), cues, sources, relay=True)
    paragraphs = (Paragraph("body", 0, len(TEXT)),)
    return Article(id="a", text=TEXT, paragraphs=paragraphs, quotes=(*contents, rest))


def ours(report: Report, label: str) -> Counts:
    name = f"content_exact_{label}" if label in QUOTE_TYPES else f"{label}_exact"
    return report.counts()[name]


@given(flat_labels(), flat_labels(), st.booleans())
@settings(max_examples=100, deadline=None)
def test_figures_are_those_of_seqeval(
    gold: list[Labelled], predicted: list[Labelled], half_right: bool
) -> None:
    if half_right:  # chance alone makes few of them right
        predicted = gold[::2]
    assume(gold or predicted)
    report = evaluate([(article(gold), from_annotation(article(predicted)))])
    theirs: Any = classification_report(
        [bio(gold)],
        [bio(predicted)],
        output_dict=True,
        mode="strict",
        scheme=IOB2,
        zero_division=0,  # type: ignore[arg-type]  # its hints say str
    )
    for label in {label for _, label in gold + predicted}:
        counts = ours(report, label)
        assert counts.gold == theirs[label]["support"]
        figures = (counts.precision, counts.recall, counts.f1)
        names = ("precision", "recall", "f1-score")
        assert figures == pytest.approx([theirs[label][name] for name in names]), label
