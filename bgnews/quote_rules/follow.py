"""Speech that a colon at the end of one paragraph introduces in the next one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Span

from ..annotations import Quote
from .cues import find_cues
from .lexicon import Lexicon
from .passage import Passage
from .sources import SourceFinder

# The first words of a quote may stand after a dash and a quote mark.
_LEADING_MARKS = 2


@dataclass(frozen=True)
class Introduction:
    """The cue and source at the end of a paragraph such as: Той отговори следното:"""

    cue: Span
    source: Span | None

    def apply(self, quote: Quote, passage: Passage) -> Quote:
        """The quote with this cue and source, if it opens the passage and has none of its own."""
        opens = quote.spans[0].start <= passage.index[min(_LEADING_MARKS, len(passage) - 1)]
        if quote.type != "direct" or quote.cue is not None or quote.source is not None or not opens:
            return quote
        return replace(quote, cue=self.cue, source=self.source)


def find_introduction(passage: Passage, lexicon: Lexicon) -> Introduction | None:
    """What introduces the next paragraph, if this one ends with a colon after a cue."""
    if not len(passage) or passage.words[-1] != ":":
        return None
    start, end = list(passage.sentences(0, len(passage)))[-1]
    cues = find_cues(passage.lower, list(passage.steps(start, end)), lexicon)
    cue = next((cue for cue in reversed(cues) if "colon" in cue.frames), None)
    if cue is None:
        return None
    sources = SourceFinder(passage, lexicon)
    source = sources.after(cue.end, end - 1) or sources.before(start, cue.start)
    return Introduction(passage.span(cue.extent), passage.span(source) if source else None)
