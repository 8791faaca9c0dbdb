"""A paragraph as the rules see it: words without white space, quote marks paired, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from .marks import DOUBLE_MARKS, MARKS, TERMINAL, Marked, pair_marks

Extent = tuple[int, int]
_CONTENT_SIGNS = frozenset(")]}%‰°€$£+*")
# Nobody writes longer ones; the bound keeps the rules linear on text without full stops.
_LONGEST_SENTENCE = 150
_DASHES = frozenset("–—-")
_HAS_WORD = re.compile(r"[^\W_]").search
_SENTENCE_ENDS = TERMINAL | {"...", "..", "!!", "!!!", "?!", "??", "???", "!?", "...."}


class Passage:
    """The tokens of one paragraph, by position; white space tokens are left out.

    Attributes:
        words: the tokens.
        lower: the tokens in lower case.
        spaced: for each token, whether white space precedes it.
        kind: kind of the paragraph.
        marked: the stretches in quote marks, in order.
    """

    def __init__(self, paragraph: Span) -> None:
        tokens = [token for token in paragraph if not token.is_space]
        self.doc: Doc = paragraph.doc
        self.kind = paragraph.label_
        self.index = [token.i for token in tokens]
        self.words = [token.text for token in tokens]
        self.lower = [token.lower_ for token in tokens]
        self.spaced = [
            token.i == 0
            or bool(self.doc[token.i - 1].whitespace_)
            or self.doc[token.i - 1].is_space
            for token in tokens
        ]
        annotated = self.doc.has_annotation("SENT_START")
        self._sentence_start = (
            [bool(token.is_sent_start) for token in tokens] if annotated else None
        )
        self.marked: list[Marked] = []
        self.mark(*pair_marks(self.words, self.spaced))

    def __len__(self) -> int:
        return len(self.words)

    def mark(self, *marked: Marked) -> None:
        """Add stretches in quote marks; marks with nothing between them are none."""
        filled = (pair for pair in marked if pair.inner[0] < pair.inner[1])
        self.marked = sorted(
            {*self.marked, *filled}, key=lambda pair: (pair.outer[0], -pair.outer[1])
        )
        outermost_last = self.marked[::-1]
        self._by_start = {pair.outer[0]: pair for pair in outermost_last}
        self._by_end = {pair.outer[1]: pair for pair in outermost_last}
        self._paired = {i for pair in self.marked for i in (pair.outer[0], pair.outer[1] - 1)}

    def span(self, extent: Extent) -> Span:
        start, end = extent
        return self.doc[self.index[start] : self.index[end - 1] + 1]

    def has_words(self, extent: Extent) -> bool:
        """Whether there is a letter or digit in the extent."""
        start, end = extent
        return any(map(_HAS_WORD, self.words[start:end]))

    def marked_at(self, position: int) -> Marked | None:
        """The stretch whose opening mark is at the position."""
        return self._by_start.get(position)

    def is_unclosed(self, i: int) -> bool:
        """Whether a quote mark that opens at ``i`` is never closed."""
        return (
            self.words[i] in DOUBLE_MARKS
            and i not in self._paired
            and self.spaced[i]
            and i + 1 < len(self)
            and not self.spaced[i + 1]
            and not self._is_loose(i + 1)
        )

    def marked_before(self, position: int) -> Marked | None:
        """The stretch whose closing mark is just before the position."""
        return self._by_end.get(position)

    def steps(self, start: int, end: int) -> Iterator[int]:
        """Positions from start to end, stepping over what stands in quote marks."""
        i = start
        while i < end:
            yield i
            pair = self._by_start.get(i)
            i = pair.outer[1] if pair and pair.outer[1] <= end else i + 1

    def sentences(self, start: int, end: int) -> Iterator[Extent]:
        """Extents of the sentences, each with its final punctuation; quote marks hold together."""
        first, previous, length = start, start, 0
        for i in self.steps(start, end):
            if i > first and (length >= _LONGEST_SENTENCE or self._starts_sentence(i, previous)):
                yield first, i
                first, length = i, 0
            previous = i
            length += 1
        if first < end:
            yield first, end

    def _starts_sentence(self, i: int, previous: int) -> bool:
        """Whether a sentence starts at ``i``; ``previous`` is the position before it."""
        if not (self.words[i][0].isupper() or self.words[i][0].isdigit() or self._opens(i)):
            return False
        pair = self._by_start.get(previous)
        if pair:
            return self.words[pair.inner[1] - 1] in _SENTENCE_ENDS
        if self._sentence_start is not None and not self._opens(i):
            return self._sentence_start[i] or self.words[previous] in _SENTENCE_ENDS
        return self.words[previous] in _SENTENCE_ENDS

    def _opens(self, i: int) -> bool:
        return i in self._by_start or self.words[i] in "–—-•"

    def is_dash(self, i: int) -> bool:
        return self.words[i] in _DASHES

    def _is_loose(self, i: int) -> bool:
        """Whether the token holds no content: punctuation, an emoji."""
        word = self.words[i]
        return not (word in _CONTENT_SIGNS or word in MARKS or any(map(str.isalnum, word)))

    def content_end(self, start: int, end: int) -> int:
        """``end`` moved before the final punctuation of a sentence."""
        while end > start and self._is_loose(end - 1):
            end -= 1
        return end
