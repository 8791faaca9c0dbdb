"""What the quote model should have answered: the gold annotation at the words it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Span
from spacy.training import Example

from ..annotations import Quote, get_quotes
from ..quote_rules.passage import Extent
from .candidates import Candidates
from .links import Content, Options
from .words import Words

# Gold content that is no candidate is learned as the candidate that shares most of its words.
_CLOSE = 0.8  # F1 of words


@dataclass(frozen=True)
class GoldContent(Content):
    """Gold content with the spans that it is linked to.

    Attributes:
        links: the extent for each kind of link that it has.
    """

    links: dict[str, Extent]


class Targets:
    """The gold annotation of one article.

    Args:
        words: the words of the predicted doc.
        example: its reference has the annotation.

    Attributes:
        contents: the gold contents in order, relays too.
        roles: for each role its gold extents, and those of contents that are no relays.
        nonspeech: the trimmed extents of words in marks that nobody said, with their type.
    """

    def __init__(self, words: Words, example: Example) -> None:
        self.words, self.example = words, example
        quotes = get_quotes(example.reference)
        self.contents = sorted(
            (content for quote in quotes for content in self._contents(quote)),
            key=lambda content: content.extent,
        )
        roles = {
            "cue": [self._extent(quote.cue) for quote in quotes],
            "source": [self._extent(quote.source) for quote in quotes],
        }
        self.roles = {name: sorted({e for e in extents if e}) for name, extents in roles.items()}
        self.roles["content"] = [found.extent for found in self.contents if not found.relay]
        spans = example.reference.spans
        self.nonspeech = [
            (trimmed, span.label_)
            for span in (spans.get("nonspeech", []))
            if (extent := self._extent(span)) and (trimmed := words.trimmed(extent))[0] < trimmed[1]
        ]

    def _extent(self, span: Span | None) -> Extent | None:
        """Where a span of the reference is among the words, widened to whole ones."""
        if span is None:
            return None
        predicted = self.example.predicted.char_span(
            span.start_char, span.end_char, alignment_mode="expand"
        )
        start, end = self.words.extent(predicted) if predicted is not None else (0, 0)
        return (start, end) if start < end else None

    def _contents(self, quote: Quote) -> Iterator[GoldContent]:
        links = {"cue": self._extent(quote.cue), "source": self._extent(quote.source)}
        before: Extent | None = None
        for span in quote.spans:
            extent = self._extent(span)
            if extent is None or self.words.trimmed(extent)[0] == self.words.trimmed(extent)[1]:
                continue
            extent = self.words.trimmed(extent)
            found = {**links, "continued": before}
            before = extent
            known = {name: other for name, other in found.items() if other}
            yield GoldContent(extent, quote.type, quote.relay, known)

    def labels(self) -> dict[Extent, str]:
        """The label of each extent that has one."""
        labels: dict[Extent, str] = dict(self.nonspeech)
        for content in sorted(self.contents, key=lambda content: not content.relay):
            labels[content.extent] = label_of(content)
        return labels

    def of_roles(self, role: str) -> np.ndarray:
        """For each word whether it is outside of the role (0), begins it (1) or is inside (2)."""
        classes = np.zeros(len(self.words), dtype="i")
        for start, end in self.roles[role]:
            classes[start:end] = 2
            classes[start] = 1
        return classes

    def of_candidates(self, candidates: Candidates, labels: dict[str, int]) -> np.ndarray:
        """The class of each candidate: 0 for none, else as ``labels`` gives it."""
        extents = candidates.extents
        rows = {(int(start), int(end)): row for row, (start, end) in enumerate(extents)}
        classes = np.zeros(len(extents), dtype="i")
        for extent, label in self.labels().items():
            row = rows.get(extent)
            if row is None and len(extents):
                shared = np.minimum(extents[:, 1], extent[1]) - np.maximum(extents[:, 0], extent[0])
                lengths = extents[:, 1] - extents[:, 0] + extent[1] - extent[0]
                f1 = 2 * np.maximum(shared, 0) / lengths
                closest = int(f1.argmax())
                row = closest if f1[closest] >= _CLOSE and not classes[closest] else None
            if row is not None and label in labels:
                classes[row] = labels[label]
        return classes

    def of_options(self, link: str, options: Options) -> np.ndarray:
        """Which option of each content is right, counted over all pairs."""
        rows: list[int] = []
        offset = 0
        for content, spans in zip(self.contents, options.spans, strict=True):
            right = content.links.get(link)
            rows.append(offset + (spans.index(right) if right in spans else 0))
            offset += len(spans)
        return np.asarray(rows, dtype="i")


def label_of(content: Content) -> str:
    """The label that the model gives content."""
    return f"{content.type} relay" if content.relay else content.type
