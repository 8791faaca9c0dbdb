"""Attribution by a phrase that frames the content: според X …; по думите му …; както каза X, …"""

from __future__ import annotations

import re
from dataclasses import replace

from .cues import Cue
from .findings import Finding, Judge
from .lexicon import Lexicon
from .passage import Extent, Passage
from .sources import SourceFinder

_LONGEST_APPOSITION = 14
_PARTICIPLE = re.compile(r"(?:[аеия]л|[ая]щ|[аея]н|[аиуя]т)(?:[аои]|и[яте]|ият|ата|ото|ите)?$")


class Framing:
    """Finds quotes that a phrase frames, in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.judge = Judge(passage, lexicon)
        self.sources = SourceFinder(passage, lexicon)
        self.words = lexicon.words

    def find(self, cue: Cue, start: int, end: int) -> Finding | None:
        """The quote that the phrase frames, in the sentence from ``start``, up to ``end``."""
        frame = self._frame(cue, end)
        return self._framed(cue, frame, start, end) if frame else None

    def find_comparison(self, cue: Cue, start: int, end: int) -> Finding | None:
        """The quote that a clause such as както съобщи БТА frames."""
        if cue.start == start or self.passage.lower[cue.start - 1] != "както":
            return None
        source = self.sources.after(cue.end, end)
        if source is None or "close" not in cue.frames:
            return None
        finding = self._framed(cue, (source, source[1]), start, end)
        if finding is None:
            return None
        return replace(finding, relay=self.judge.relays(cue, source))

    def _framed(self, cue: Cue, frame: tuple[Extent, int], start: int, end: int) -> Finding | None:
        source, after = frame
        before = self._clause_start(cue.start, start)
        after = self._after_apposition(after, end)
        while after < end and self.passage.lower[after] in self.words["leading"]:
            after += 1
        stop = cue.start - (self.passage.lower[cue.start - 1 : cue.start] == ["както"])
        parts = [(before, stop)] if stop - before > 1 else []
        # Behind the content, a relative clause is about the source: …, по данни на БТА, която …
        if after < end and not (parts and self._is_relative(after)):
            parts.append((after, end))
        spans = [(s, self.passage.content_end(s, e)) for s, e in parts]
        spans = [span for span in spans if span[1] > span[0]]
        if not spans:
            return None
        if len(spans) == 1:
            content = self.judge.content(*spans[0])
            if content is None:
                return None
            return Finding(*content, "phrase", cue.extent, source)
        type_ = self.judge.type_of(spans[0][0], spans[-1][1])
        return Finding(tuple(spans), type_, "phrase", cue.extent, source)

    def _frame(self, cue: Cue, end: int) -> tuple[Extent, int] | None:
        """The source of the phrase, and where the phrase ends."""
        after = cue.end
        if "clitic" in cue.frames:
            return (after, after + 1), after + 1
        if "own" in cue.frames:
            return (cue.start + 1, cue.start + 2), after
        if after < end and self.passage.lower[after] in ("на", "от"):
            after += 1
        if after < end and self._is_relative(after):
            return None
        source = self.sources.after_preposition(after, end)
        return (source, source[1]) if source else None

    def _after_apposition(self, i: int, end: int) -> int:
        """Past what is set off after the source: според Иванов, председател на партията, …

        After a common noun only participles are: според източник, пожелал анонимност, …
        """
        passage = self.passage
        if i + 1 >= end or not (passage.words[i] == "," or passage.is_dash(i)):
            return i
        named = passage.words[i - 1][0].isupper() or passage.marked_before(i)
        described = named or _PARTICIPLE.search(passage.lower[i + 1])
        if not described or not passage.words[i + 1][0].islower():
            return i
        for j in range(i + 2, min(i + _LONGEST_APPOSITION, end)):
            if passage.words[j] == "," or passage.is_dash(j):
                return i if self._is_relative(j + 1) else j
            if passage.lower[j] in self.words["verb"] and not self._is_relative(i + 1):
                return i
        return i

    def _is_relative(self, i: int) -> bool:
        return self.passage.lower[i] in self.words["relative"]

    def _clause_start(self, i: int, start: int) -> int:
        """Start of the clause in which the phrase at ``i`` stands."""
        lower = self.passage.lower
        j = i - 1 if i > start and lower[i - 1] == "," else i
        while j > start and lower[j - 1] not in self.words["frame_boundary"]:
            j -= 1
        while j < i and lower[j] in self.words["leading"]:
            j += 1
        return j
