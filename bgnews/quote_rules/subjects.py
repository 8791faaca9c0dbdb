"""Whose words a cue introduces: the subject of its clause, or of the sentence."""

from __future__ import annotations

from .cues import NOUN_CLASSES, Cue
from .lexicon import Lexicon
from .passage import Extent, Passage
from .phrases import LONGEST_BRACKET, Phrases
from .sources import SourceFinder


class Subjects:
    """Finds the sources of cues that precede their content, in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.phrases = Phrases(passage, lexicon)
        self.sources = SourceFinder(passage, lexicon)

    def find(self, cue: Cue, start: int, content: int) -> Extent | None:
        """The source: before the cue as a rule, else after it, else the sentence's own subject.

        Args:
            cue: the cue.
            start: where its sentence starts.
            content: where the content starts.
        """
        lower = self.passage.lower
        if cue.class_ in NOUN_CLASSES:
            owned = cue.end < content and lower[cue.end] in ("на", "от")
            return self.sources.after_preposition(cue.end + 1, content) if owned else None
        first = self._clause_start(cue, start)
        if first > start and lower[first - 1] == "," and lower[first] in self.words["relative"]:
            subject = self.sources.before(first + 1, cue.start)
            if subject and self.sources.is_specific(subject):
                return subject  # което общината смята
            return self.sources.antecedent(start, first - 1)
        impersonal = not self.words["reflexive"].isdisjoint(lower[cue.start : cue.end])
        source = self.sources.before(first, cue.start, impersonal)
        if source:
            return source
        after = self.sources.after(cue.end, content)
        if after and (lower[after[0] - 1] == "от" or cue.start == start):
            return after
        return self.sources.at(start, first) if first > start else None

    def _clause_start(self, cue: Cue, start: int) -> int:
        """Start of the clause of the cue, after the likes of в който."""
        lower = self.passage.lower
        first = cue.start
        while first > start and (
            lower[first - 1] not in self.words["clause_boundary"] or self.phrases.joins(first - 1)
        ):
            first = self._step_back(first)
        if start < first < cue.start and lower[first - 1] == "и":
            return self._coordination_start(start, first)
        oblique = lower[first] in self.words["preposition"] and first + 1 < cue.start
        if oblique and lower[first + 1] in self.words["relative_pronoun"]:
            return first + 2
        return first

    def _step_back(self, i: int) -> int:
        """The position before ``i``, with quote marks and brackets stepped over."""
        pair = self.passage.marked_before(i)
        if pair:
            return pair.outer[0]
        if self.passage.words[i - 1] == ")":
            reach = range(i - 2, max(-1, i - 2 - LONGEST_BRACKET), -1)
            return next((j for j in reach if self.passage.words[j] == "("), i - 1)
        return i - 1

    def _coordination_start(self, start: int, last: int) -> int:
        """Start of a subject of several parts whose last one starts at ``last``."""
        lower = self.passage.lower
        i = last - 1
        while i > start and lower[i - 1] not in self.words["clause_boundary"]:
            if self.phrases.is_verb(i - 1):
                return last
            i -= 1
        return i
