"""Attribution that follows or interrupts the content: „…“, каза той; …, съобщи БТА."""

from __future__ import annotations

from .complements import SHORTEST_STATEMENT
from .cues import Cue
from .findings import Finding, Judge
from .lexicon import Lexicon
from .passage import Extent, Passage
from .sources import SourceFinder

# What follows these can be no object: it is the source.
_INTRANSITIVE = frozenset({"say", "relay", "cited"})


class Closing:
    """Finds closing attributions in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.judge = Judge(passage, lexicon)
        self.sources = SourceFinder(passage, lexicon)

    def find(self, cue: Cue, start: int, end: int) -> Finding | None:
        """The quote that the cue closes in the sentence from ``start`` to ``end``, if it does."""
        boundary = self.boundary(cue)
        if "close" not in cue.frames or boundary is None or boundary <= start:
            return None
        if cue.class_ == "think" and self.passage.lower[cue.end : cue.end + 1] == ["за"]:
            return None  # which holds something to be something: смята проекта за опасен
        source = self._source(cue, end)
        after = source[1] if source else cue.end
        if self._looks_forward(after, end):
            return None
        marked = self.passage.marked_before(boundary) is not None
        if not (marked or self._attributes(cue, source, start, end)):
            return None
        content = self.judge.content(start, boundary)
        if content is None:
            return None
        spans, type_ = content
        # Without a comma, a name in quote marks is rather the subject of what follows.
        if boundary == cue.start and not (type_ == "direct" and self._is_statement(spans[-1])):
            return None
        spans = (*spans, *self._resumed(after, end))
        relay = self.judge.relays(cue, source)
        return Finding(spans, type_, "closing", cue.extent, source, relay)

    def _attributes(self, cue: Cue, source: Extent | None, start: int, end: int) -> bool:
        """Whether a cue after a clause without quote marks attributes it, rather than goes on."""
        if cue.class_ == "turn":
            return False
        last = self.passage.content_end(start, end)
        if source is None:
            return last <= cue.end
        if cue.class_ == "resume" and source[1] < last:
            return False
        intransitive = cue.class_ in _INTRANSITIVE or self.passage.lower[source[0] - 1] == "от"
        return intransitive or self.sources.is_specific(source)

    def _is_statement(self, extent: Extent) -> bool:
        """Whether words in marks are more than a name: „Северна поща“ призова …"""
        start, end = extent
        return end - start >= SHORTEST_STATEMENT or any(
            word in self.words["verb"] for word in self.passage.lower[start:end]
        )

    def _source(self, cue: Cue, end: int) -> Extent | None:
        words = self.passage.lower[cue.start : cue.end]
        if not self.words["reflexive"].isdisjoint(words) or "пише" in words:
            document = self.sources.document(cue.end, end)
            if document:
                return document
        return self.sources.after(cue.end, end)

    def boundary(self, cue: Cue) -> int | None:
        """Where the content before the cue ends: at a comma or dash, or at a closing mark."""
        passage = self.passage
        i = cue.start
        if i > 1 and passage.lower[i - 1] in self.words["anaphor"]:  # „…“, това заяви кметът
            i -= 1
        while i > 0 and (passage.words[i - 1] == "," or passage.is_dash(i - 1)):
            i -= 1
        set_off = passage.words[i] == "," or passage.is_dash(i)
        return i if set_off or passage.marked_before(i) else None

    def _looks_forward(self, start: int, end: int) -> bool:
        """Whether the content comes after the cue: …, каза той, че …"""
        passage = self.passage
        for i in passage.steps(start, min(start + 6, end)):
            if passage.lower[i] == "че":
                return True
            if passage.words[i] == ":":
                return i == start and i + 1 < end
        return False

    def _resumed(self, start: int, end: int) -> tuple[Extent, ...]:
        """What goes on after an attribution that ends at ``start``: "…", каза той, "…"."""
        passage = self.passage
        i = start
        while i < end and (passage.words[i] in ",.:" or passage.is_dash(i)):
            i += 1
        if i == start or i >= end:
            return ()
        pair = passage.marked_at(i)
        if pair:
            return (pair.inner,) if self._is_statement(pair.inner) and pair.outer[1] <= end else ()
        stop = passage.content_end(i, end)
        return ((i, stop),) if self._goes_on(i, stop) else ()

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a clause goes on with the content rather than tells more about the source."""
        lower = self.passage.lower
        clause = next((i for i in range(start, end) if lower[i] == ","), end)
        finite = any(lower[i] in self.words["verb"] for i in range(start, clause))
        other = any(
            lower[start] in self.words[name] for name in ("relative", "conjunction", "preposition")
        )
        return finite and not other and not lower[start].endswith("йки")
