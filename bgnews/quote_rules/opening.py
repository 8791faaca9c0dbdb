"""Attribution that precedes the content: X каза, че …; X призова Y да …; X: „…“."""

from __future__ import annotations

from ..annotations import QuoteType
from .complements import SHORTEST_STATEMENT, Complements
from .cues import NOUN_CLASSES, Cue
from .findings import Finding, Judge
from .lexicon import Lexicon
from .passage import Extent, Passage
from .subjects import Subjects

# How far the content may stand from its cue: заяви вчера пред журналисти в Брюксел, че …
_REACH = 30
# The same for a cue in a да-clause, which seldom reports: реши да каже, че …
_INFINITIVE_REACH = 3
_CONDITION_REACH = 5


class Opening:
    """Finds quotes after their cue in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.judge = Judge(passage, lexicon)
        self.complements = Complements(passage, lexicon)
        self.subjects = Subjects(passage, lexicon)

    def find(self, cue: Cue, start: int, end: int, following: Cue | None) -> Finding | None:
        """The quote that the cue opens.

        Args:
            cue: the cue.
            start: where its sentence starts.
            end: where the content has to end at the latest.
            following: the next cue of the sentence.
        """
        if self._is_aim(cue, start):
            return None
        end = self._clause_end(cue, start, end, following)
        complement = self.complements.find(cue, self._reach(cue, end, following), end)
        if complement is None:
            return None
        (first, last), rule = complement
        last = self.passage.content_end(first, last)
        if first >= last:
            return None
        spans, type_ = self._content(first, last, rule)
        source = self.subjects.find(cue, start, first)
        relay = self.judge.relays(cue, source)
        if cue.class_ in NOUN_CLASSES:
            rule = "noun"
        return Finding(spans, type_, rule, cue.extent, source, relay)

    def _is_aim(self, cue: Cue, start: int) -> bool:
        """Whether the cue names an aim, a condition or what may be said, not an act of speech:
        за да покажат, че …; ако каже, че …; може да се каже, че …"""
        before = self.passage.lower[max(start, cue.start - _CONDITION_REACH) : cue.start]
        impersonal = cue.end - cue.start > 1 and self.passage.lower[cue.start] == "се"
        aim = not self.words["aim"].isdisjoint(before[-2:-1])
        return (before[-1:] == ["да"] and (impersonal or aim)) or "ако" in before

    def _content(self, start: int, end: int, rule: str) -> tuple[tuple[Extent, ...], QuoteType]:
        pair = self.passage.marked_at(start)
        if pair and pair.outer[1] >= end:
            short = pair.inner[1] - pair.inner[0] < SHORTEST_STATEMENT
            return (pair.inner,), "mixed" if short and rule != "colon" else "direct"
        if rule == "colon":
            return (pair.inner if pair else (start, end),), "direct"
        return ((start, end),), self.judge.type_of(start, end)

    def _reach(self, cue: Cue, end: int, following: Cue | None) -> int:
        """How far the complement may start: what follows a nearer cue belongs to that one."""
        infinitive = cue.start > 0 and self.passage.lower[cue.start - 1] == "да"
        reach = min(end, cue.end + (_INFINITIVE_REACH if infinitive else _REACH))
        if following is not None and following.class_ not in ("preposition", "cited"):
            reach = min(reach, following.start)
        return reach

    def _clause_end(self, cue: Cue, start: int, end: int, following: Cue | None) -> int:
        """Where the clause that the cue governs ends: at a cue that is coordinated with it."""
        lower = self.passage.lower
        if lower[start] in self.words["subordinator"]:
            return self._subordinate_end(cue, end)
        if cue.class_ == "question" and following is not None:
            # На въпрос дали … кметът отговори: the question ends before who answers it.
            source = self.subjects.find(following, start, following.end)
            answer = source[0] if source and source[0] > cue.end else following.start
            return min(answer, self._subordinate_end(cue, end))
        if following is None or following.start >= end:
            return end
        for i in range(following.start - 1, cue.end, -1):
            if lower[i] == ",":
                coordinated = lower[following.start - 1] != "да"
                return i if coordinated and lower[i + 1] in self.words["coordinator"] else end
            if lower[i] == "и" and following.start - i == 1 and lower[i + 1] != "че":
                return i
        return end

    def _subordinate_end(self, cue: Cue, end: int) -> int:
        """Where a subordinate clause with the cue ends: След като заяви, че …, той напусна."""
        lower = self.passage.lower
        commas = (i for i in self.passage.steps(cue.end + 2, end) if lower[i] == ",")
        return next((i for i in commas if lower[i + 1] not in ("че", "дали")), end)
