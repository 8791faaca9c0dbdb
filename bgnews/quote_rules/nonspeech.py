"""Words in quote marks that nobody said: names and so-called expressions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..annotations import NonspeechType
from .findings import Finding
from .lexicon import Lexicon
from .passage import Extent, Passage

_LONGEST = 8


def find_nonspeech(
    passage: Passage, findings: Sequence[Finding], lexicon: Lexicon
) -> Iterator[tuple[Extent, NonspeechType]]:
    """What stands in marks in a paragraph and is no quote nor a source's own words in one.

    Args:
        passage: the paragraph.
        findings: its quotes.
        lexicon: the cue lexicon.

    Yields:
        The extent of the words, and what they are.
    """
    quoted = {span for finding in findings for span in finding.spans}
    mixed = [span for finding in findings if finding.type == "mixed" for span in finding.spans]
    starts = sorted(mixed)
    reached, k = 0, 0
    for pair in passage.marked:
        start, end = pair.inner
        while k < len(starts) and starts[k][0] <= start:
            reached = max(reached, starts[k][1])
            k += 1
        if pair.inner in quoted or end - start > _LONGEST:
            continue
        if not passage.words[start][0].islower():
            yield pair.inner, "name"
            continue
        so_called = start >= 2 and passage.lower[start - 2] in lexicon.words["so_called"]
        finite = not lexicon.words["verb"].isdisjoint(passage.lower[start:end])
        if so_called or (start >= reached and not finite):
            yield pair.inner, "term"
