"""The quotes of one sentence: which cue opens, closes or frames what."""

from __future__ import annotations

from .closing import Closing
from .cues import find_cues
from .findings import Finding
from .framing import Framing
from .lexicon import Lexicon
from .opening import Opening
from .passage import Passage

_NESTED_RULES = frozenset({"that", "colon", "marked", "whether", "phrase", "closing"})


class Constructions:
    """Finds the quotes in the sentences of one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.lexicon = lexicon
        self.closing = Closing(passage, lexicon)
        self.opening = Opening(passage, lexicon)
        self.framing = Framing(passage, lexicon)

    def find(self, start: int, end: int) -> list[Finding]:
        """The quotes of the sentence from ``start`` to ``end``, in the order of their cues."""
        passage = self.passage
        cues = find_cues(passage.lower, list(passage.steps(start, end)), self.lexicon)
        findings: list[Finding] = []
        limit = passage.content_end(start, end)
        for index in range(len(cues) - 1, -1, -1):
            cue = cues[index]
            closing = self.closing.find(cue, start, end)
            if closing:
                findings.append(closing)
                limit = self.closing.boundary(cue) or limit
            elif cue.class_ == "preposition":
                findings += _some(self.framing.find(cue, start, limit))
            elif comparison := self.framing.find_comparison(cue, start, limit):
                findings.append(comparison)
            elif cue.end <= limit:
                following = cues[index + 1] if index + 1 < len(cues) else None
                findings += _some(self.opening.find(cue, start, limit, following))
        findings.reverse()
        return [
            finding
            for i, finding in enumerate(findings)
            if finding.rule in _NESTED_RULES or not _inside(finding, findings[:i])
        ]


def _some(finding: Finding | None) -> list[Finding]:
    return [] if finding is None else [finding]


def _inside(finding: Finding, others: list[Finding]) -> bool:
    """Whether the finding is part of what somebody is reported to have said."""
    start = finding.spans[0][0]
    return any(
        other.rule != "closing" and s <= start < e for other in others for s, e in other.spans
    )
