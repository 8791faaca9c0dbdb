"""What the rules find in a paragraph, and how they tell the type of a quote and a relay."""

from __future__ import annotations

from dataclasses import dataclass

from ..annotations import QuoteType
from ..speakers.noun_phrases import noun_of
from .cues import Cue
from .lexicon import Lexicon
from .passage import Extent, Passage

_RELAYING = frozenset({"say", "announce", "relay", "show"})
# More words than this in quote marks are a statement, whatever they begin with.
_LONGEST_NAME = 5


@dataclass(frozen=True)
class Finding:
    """A quote in terms of token positions in its paragraph.

    Attributes:
        spans: extents of the content.
        type: direct, indirect or mixed.
        rule: name of the construction, which tells how far to trust the finding.
        cue: extent of the cue.
        source: extent of the source.
        relay: whether an outlet passes the report on.
    """

    spans: tuple[Extent, ...]
    type: QuoteType
    rule: str
    cue: Extent | None = None
    source: Extent | None = None
    relay: bool = False


class Judge:
    """Tells types and relays in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.outlets = lexicon.words["outlet"]
        self.so_called = lexicon.words["so_called"]

    def is_verbatim(self, inner: Extent) -> bool:
        """Whether words in marks are somebody's words rather than a name or term."""
        start, end = inner
        if start >= 2 and self.passage.lower[start - 2] in self.so_called:
            return False
        return self.passage.words[start][0].islower() or end - start > _LONGEST_NAME

    def type_of(self, start: int, end: int) -> QuoteType:
        """Mixed if reported content holds words of the source in quote marks, else indirect."""
        for i in self.passage.steps(start, end):
            pair = self.passage.marked_at(i)
            if pair and self.is_verbatim(pair.inner):
                return "mixed"
        return "indirect"

    def relays(self, cue: Cue, source: Extent | None) -> bool:
        """Whether the cue and its source pass a report on."""
        if cue.class_ == "cited":
            return True
        if source is None or cue.class_ not in _RELAYING:
            return False
        start, end = source
        pair = self.passage.marked_at(start)
        if pair and pair.outer[1] == end:
            return True
        noun = noun_of(self.passage.words[start])
        if noun is not None and noun.is_human:
            return False
        return any(self.passage.lower[i] in self.outlets for i in range(start, end))

    def content(self, start: int, end: int) -> tuple[tuple[Extent, ...], QuoteType] | None:
        """The content in a clause: what stands in marks if that is all, else the whole clause."""
        passage = self.passage
        spoken = start == 0 and passage.is_dash(0)  # a line of dialogue
        while start < end and (passage.is_dash(start) or passage.words[start] in ",;•:"):
            start += 1
        if start < end and passage.is_unclosed(start):  # the closing mark is lost
            spoken, start = True, start + 1
        end = passage.content_end(start, end)
        if start >= end:
            return None
        stretches = self._stretches(start, end)
        if stretches:
            return stretches, "direct"
        last = passage.marked_before(end)
        if last and last.outer[0] > start and passage.words[last.outer[0] - 1] == ":":
            return (last.inner,), "direct"
        return ((start, end),), "direct" if spoken else self.type_of(start, end)

    def _stretches(self, start: int, end: int) -> tuple[Extent, ...]:
        """The stretches in marks, if they fill the clause."""
        found: list[Extent] = []
        i = start
        while i < end:
            pair = self.passage.marked_at(i)
            if pair and pair.outer[1] <= end:
                found.append(pair.inner)
                i = pair.outer[1]
            elif found and self.passage.words[i] in (",", ".", "и"):
                i += 1
            else:
                return ()
        return tuple(found)
