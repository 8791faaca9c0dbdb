"""Quotes by regular expressions alone: what one writes in an afternoon.

textacy, which finds direct quotations, has no Bulgarian: its ``direct_quotations`` refuses the
language, and wants a dependency parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bgnews.corpus.article import Extent
from bgnews.evaluation.prediction import PredictedQuote, Prediction

_VERB = (
    r"(?P<cue>(?:за|из|об|по|от|до|съ|у|про)?(?:яви|каза|общи|ясни|сочи|дчерта|бави|тори|знава|мня)"
    r"\w{0,4})"
)
_NAME = r"(?P<source>(?:[а-я]+\s){0,3}[А-Я]\w+(?:\s[А-Я]\w+){0,2})"
_AFTER = re.compile(
    rf"[„“\"«](?P<content>[^„“”\"«»\n]{{15,}})[“”\"»],?\s*[-–—]?\s*{_VERB}\s{_NAME}"
)
_BEFORE = re.compile(rf"{_NAME}\s{_VERB}:?\s*[„“\"«](?P<content>[^„“”\"«»\n]{{15,}})[“”\"»]")
_THAT = re.compile(rf"{_NAME}\s{_VERB},\sче\s(?P<content>[^.\n]+)")
_ACCORDING = re.compile(rf"(?P<cue>[Сс]поред)\s{_NAME},?\s(?P<content>[^.\n]+)")
_MARKS = re.compile(r"[„“\"«](?P<content>[^„“”\"«»\n]{30,})[“”\"»]")
_PATTERNS = (
    ("direct", _AFTER),
    ("direct", _BEFORE),
    ("indirect", _THAT),
    ("indirect", _ACCORDING),
    ("direct", _MARKS),
)


def by_regular_expressions(text: str) -> Prediction:
    """The quotes of an article; the speaker is the source as it stands in the text."""
    return Prediction(quotes=tuple(_quotes(text)))


def _quotes(text: str) -> Iterator[PredictedQuote]:
    taken: list[Extent] = []
    for type_, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            extent = found.span("content")
            if any(extent[0] < end and start < extent[1] for start, end in taken):
                continue
            taken.append(extent)
            groups = found.groupdict()
            cues = (found.span("cue"),) if "cue" in groups else ()
            sources = (found.span("source"),) if "source" in groups else ()
            speaker = groups.get("source")
            yield PredictedQuote(type_, (extent,), cues, sources, speaker, relay=False)
