"""The quotes of a paragraph: what reaches beyond one sentence, and quotes within quotes."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from .constructions import Constructions
from .cues import find_cues
from .findings import Finding, Judge
from .labels import Labels
from .lexicon import Lexicon
from .passage import Extent, Passage
from .sources import SourceFinder

# A sentence in quote marks without attribution is speech from this many words on.
_SHORTEST_SPEECH = 7
_DEEPEST_NESTING = 3
_ANAPHOR_REACH = 3
# The classes of verbs that may report what the sentence before them says.
_ANAPHOR_CLASSES = frozenset(
    {"say", "announce", "relay", "warn", "show", "insist", "demand", "think", "turn"}
)


def find_quotes(passage: Passage, lexicon: Lexicon, names: Set[str]) -> list[Finding]:
    """The quotes of a paragraph.

    Args:
        passage: the paragraph.
        lexicon: the cue lexicon.
        names: words, in lower case, that the article uses as names.
    """
    return _Discourse(passage, lexicon).find(Labels(passage, lexicon, names).find())


class _Discourse:
    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.lexicon = lexicon
        self.constructions = Constructions(passage, lexicon)
        self.sources = SourceFinder(passage, lexicon)
        self.judge = Judge(passage, lexicon)

    def find(self, labelled: Finding | None) -> list[Finding]:
        """The quotes of the paragraph, which a label may make a quote as a whole."""
        findings = [labelled] if labelled else self._region(0, len(self.passage))
        ends: list[int] = []  # of the stretches around the one at hand
        for pair in self.passage.marked:
            while ends and ends[-1] <= pair.outer[0]:
                ends.pop()
            inside_marks = pair.inner != pair.outer  # not so in the middle of a run
            long = pair.inner[1] - pair.inner[0] >= _SHORTEST_SPEECH
            if long and inside_marks and len(ends) < _DEEPEST_NESTING:
                findings += self._region(*pair.inner)
            ends.append(pair.outer[1])
        return findings

    def _region(self, start: int, end: int) -> list[Finding]:
        """The quotes of a stretch of sentences: the paragraph, or what stands in quote marks."""
        findings: list[Finding] = []
        floating: list[Extent] = []
        previous: Extent | None = None
        for sentence in self.passage.sentences(start, end):
            alone = self._alone(*sentence)
            if alone:
                self._add_alone(alone, findings, floating, previous)
            else:
                # Това заяви X sums up all that its paragraph said before, if nobody else spoke.
                reported = (start, previous[1]) if previous and not findings else previous
                found = self._sentence(sentence, reported, floating)
                findings += (Finding((extent,), "direct", "alone") for extent in floating)
                floating.clear()
                findings += found
            previous = sentence
        findings += (Finding((extent,), "direct", "alone") for extent in floating)
        return findings

    def _sentence(
        self, sentence: Extent, previous: Extent | None, floating: list[Extent]
    ) -> list[Finding]:
        """The quotes of a sentence; takes what floats before it if it belongs to it."""
        start, end = sentence
        found = self.constructions.find(start, end)
        anaphor = self._anaphoric(start, end, previous, floating)
        if anaphor and previous:
            floating.clear()
            closings = [
                replace(f, spans=((previous[0], f.spans[0][1]), *f.spans[1:]))
                for f in found
                if f.rule == "closing" and f.spans[0][0] == start
            ]
            return [anaphor, *closings]
        if not any(f.rule == "closing" and f.type == "direct" for f in found):
            found = [*self._unattributed(start, end), *found]
        if floating and found and found[0].rule == "closing" and found[0].type == "direct":
            found[0] = replace(found[0], spans=(*floating, *found[0].spans))
            floating.clear()
        return found

    def _unattributed(self, start: int, end: int) -> list[Finding]:
        """A statement in quote marks at the head of a sentence, with an attribution unknown."""
        pair = self.passage.marked_at(start)
        if pair is None or not pair.complete or not start < pair.outer[1] < end:
            return []
        long = pair.inner[1] - pair.inner[0] >= _SHORTEST_SPEECH
        set_off = self.passage.words[pair.outer[1]] == "," or self.passage.is_dash(pair.outer[1])
        return [Finding((pair.inner,), "direct", "alone")] if long and set_off else []

    def _add_alone(
        self,
        alone: Extent,
        findings: list[Finding],
        floating: list[Extent],
        previous: Extent | None,
    ) -> None:
        """Join a marked sentence to the quote that it continues, or let it float."""
        last = findings[-1] if findings and not floating else None
        if last and previous and last.type == "direct" and last.spans[-1][1] > previous[0]:
            findings[-1] = replace(last, spans=(*last.spans, alone))
        else:
            floating.append(alone)

    def _alone(self, start: int, end: int) -> Extent | None:
        """The words of a sentence that is nothing but one marked stretch of speech."""
        passage = self.passage
        pair = passage.marked_at(start)
        if pair is None or not pair.complete or passage.content_end(start, end) > pair.outer[1]:
            return None
        first, last = pair.inner
        finished = passage.words[last - 1] in ".!?…"
        return pair.inner if finished or last - first >= _SHORTEST_SPEECH else None

    def _anaphoric(
        self, start: int, end: int, previous: Extent | None, floating: list[Extent]
    ) -> Finding | None:
        """The sentence before one such as Това заяви министърът."""
        passage = self.passage
        if previous is None or passage.lower[start] not in self.lexicon.words["anaphor"]:
            return None
        reach = range(start, min(start + 1 + _ANAPHOR_REACH, end))
        cue = next(iter(find_cues(passage.lower, reach, self.lexicon)), None)
        if cue is None or cue.class_ not in _ANAPHOR_CLASSES:
            return None
        source = self.sources.document(cue.end, end) or self.sources.after(cue.end, end)
        if source is None or not self.sources.is_specific(source):
            return None
        relay = self.judge.relays(cue, source)
        if floating:
            return Finding(tuple(floating), "direct", "anaphor", cue.extent, source, relay)
        content = self.judge.content(*previous)
        return Finding(*content, "anaphor", cue.extent, source, relay) if content else None
