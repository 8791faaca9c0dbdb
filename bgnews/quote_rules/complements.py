"""What a cue introduces: че …; дали …; да …; words in quote marks; all after a colon."""

from __future__ import annotations

from .cues import Cue
from .findings import Judge
from .lexicon import Lexicon
from .passage import Extent, Passage

# Shorter stretches in quote marks are fragments or names.
SHORTEST_STATEMENT = 4
# How far да, a question word or words in quote marks may stand from the cue.
_NEAR = 12
_QUESTION_REACH = 4
_REQUESTING = frozenset({"insist", "request"})
_ASKING = frozenset({"ask", "question"})

Complement = tuple[Extent, str]


class Complements:
    """Finds the complements of cues in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.judge = Judge(passage, lexicon)

    def find(self, cue: Cue, reach: int, end: int) -> Complement | None:
        """What the cue introduces, and the construction by which it does.

        Args:
            cue: the cue.
            reach: where the complement has to start at the latest.
            end: where it has to end at the latest.
        """
        passage, lower, frames = self.passage, self.passage.lower, cue.frames
        for i in passage.steps(cue.end, reach):
            word = lower[i]
            score = word == ":" and passage.words[i - 1][0].isdigit()  # a result such as 2: 1
            if word == ":" and "colon" in frames and not score:
                return ((i + 1, end), "colon") if i + 1 < end else None
            if word == "че" and "that" in frames:
                return (i + 1, self._before_circumstance(i + 1, end)), "that"
            if word == ";" or (word == "," and self._starts_other_clause(i + 1)):
                break
            if i - cue.end > _NEAR:
                continue
            if "whether" in frames and self._asks(cue, i):
                preposition = i > cue.end and lower[i - 1] in self.words["question_preposition"]
                return (i - preposition, end), "whether"
            if word == "да":
                infinitive = self._infinitive(cue, i, end)
                if infinitive:
                    return infinitive
                frames -= {"clause"}
        return self._marked(cue, end)

    def _asks(self, cue: Cue, i: int) -> bool:
        """Whether an indirect question starts at ``i``."""
        lower = self.passage.lower
        if lower[i] not in self.words["whether"] or lower[cue.start - 1 : cue.start] == ["да"]:
            return False
        near = _QUESTION_REACH if cue.class_ in _ASKING else 1
        return i - cue.end <= near or lower[i - 1] == ","

    def _infinitive(self, cue: Cue, i: int, end: int) -> Complement | None:
        """The complement with the да at ``i``: from there on, or with its subject."""
        following = self.passage.lower[cue.end]
        addressed = cue.class_ in _REQUESTING and following in self.words["addressing_preposition"]
        if "to" in cue.frames or addressed:  # предложи на общината да …
            return (i, self._before_reason(i, end)), "to"
        if "expect" in cue.frames or ("clause" in cue.frames and i > cue.end):
            return (cue.end, end), "clause"
        return None

    def _marked(self, cue: Cue, end: int) -> Complement | None:
        """A complement with words in quote marks: нарече го „…“, предупреди за „…“."""
        passage, lower, first = self.passage, self.passage.lower, cue.end
        if first >= end:
            return None
        pair = passage.marked_at(first)
        if pair and "close" in cue.frames and pair.inner[1] - pair.inner[0] >= SHORTEST_STATEMENT:
            return (first, pair.outer[1]), "marked"
        over = "over" in cue.frames and lower[first] in self.words["topic_preposition"]
        if not over and "call" not in cue.frames:
            return None
        for i in passage.steps(first, min(end, first + _NEAR)):
            pair = passage.marked_at(i)
            if pair and (not over or self.judge.is_verbatim(pair.inner)):
                return (first + over, self._comma(pair.outer[1], end)), "marked"
            if lower[i] in (",", ";"):
                break
            if over and lower[i] == "за" and lower[first] != "за":
                first = i  # написа в дневника си за „…“
        return None

    def _comma(self, start: int, end: int) -> int:
        return next(
            (i for i in self.passage.steps(start, end) if self.passage.words[i] in ",;"), end
        )

    def _starts_other_clause(self, i: int) -> bool:
        word = self.passage.lower[i] if i < len(self.passage) else ""
        return word in self.words["conjunction"] or word in self.words["relative"]

    def _before_circumstance(self, start: int, end: int) -> int:
        """The end of a reported clause before the reporter's own: …, след като …; …, без да …"""
        lower = self.passage.lower
        for i in self.passage.steps(start, end - 2):
            if lower[i] == "," and f"{lower[i + 1]}_{lower[i + 2]}" in self.words["circumstance"]:
                return i
        return end

    def _before_reason(self, start: int, end: int) -> int:
        """The end of a demand: a reason after it is the reporter's."""
        lower = self.passage.lower
        for i in self.passage.steps(start, end - 1):
            if lower[i] == "," and lower[i + 1] in self.words["reason"]:
                return i
        return end
