"""The words of an article that the quote model reads, and what the rules say of them."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from spacy.tokens import Doc, Span

from ..annotations import Quote
from ..quote_rules.component import find_in_doc, spoken_paragraphs
from ..quote_rules.cues import Cue, find_cues
from ..quote_rules.lexicon import load_lexicon
from ..quote_rules.marks import MARKS
from ..quote_rules.passage import Extent, Passage


class Words:
    """The titles and body paragraphs of a doc as one sequence of words, without white space.

    A position counts words of the sequence; an extent is a pair of positions, end exclusive.

    Args:
        doc: an article. It is not changed.
        anywhere: whether content may begin and end at any word.

    Attributes:
        doc: the article.
        anywhere: as given.
        passages: its paragraphs.
        offsets: the position at which each paragraph begins, and the end of the last one.
        index: the token of the doc at each position.
        texts: the words.
        lower: the words in lower case.
        loose: for each word, whether it is punctuation or a mark, which no content begins or ends
            with.
        sentences: the positions at which sentences begin.
        sentence_numbers: for each position, and for the end of the last one, how many sentences
            have begun by then.
        pairs: extents of the stretches in quote marks: what is between the marks, and with them.
        cues: what the lexicon knows as cues.
        quotes: the quotes that the rules find.
        nonspeech: the words in marks that nobody said, as the rules find them, with their type.
    """

    def __init__(self, doc: Doc, anywhere: bool = False) -> None:
        lexicon = load_lexicon()
        self.doc, self.anywhere = doc, anywhere
        self.passages = [Passage(paragraph) for paragraph in spoken_paragraphs(doc)]
        self.passages = [passage for passage in self.passages if len(passage)]
        self.offsets = [0, *accumulate(map(len, self.passages))]
        self.index = np.asarray([i for p in self.passages for i in p.index], dtype="i")
        self._positions = np.searchsorted(self.index, np.arange(len(doc) + 1))
        self.texts = [word for passage in self.passages for word in passage.words]
        self.lower = [word for passage in self.passages for word in passage.lower]
        self.loose = [is_loose(word) for word in self.texts]
        self._solid = [i for i, loose in enumerate(self.loose) if not loose]
        self.sentences = {
            start + first
            for passage, start, _ in self.paragraphs()
            for first, _ in passage.sentences(0, len(passage))
        }
        begins = np.zeros(len(self.texts) + 1, dtype="i")
        begins[sorted(self.sentences)] = 1
        self.sentence_numbers: np.ndarray = begins.cumsum()
        self.pairs: list[tuple[Extent, Extent]] = []
        self.cues: list[Cue] = []
        for offset, passage in zip(self.offsets, self.passages, strict=False):
            for marked in passage.marked:
                self.pairs.append((shifted(marked.inner, offset), shifted(marked.outer, offset)))
            for cue in find_cues(passage.lower, range(len(passage)), lexicon):
                self.cues.append(Cue(*shifted(cue.extent, offset), cue.class_, cue.frames))
        self.quotes, nonspeech = find_in_doc(doc, lexicon)
        self.nonspeech = [(self.extent(span), span.label_) for span in nonspeech]

    def __len__(self) -> int:
        return len(self.texts)

    def forget(self, share: float) -> None:
        """Forget some of what the rules and the lexicon find.

        Who always sees what the rules find learns to see nothing else. So training hides some of
        it at random, as dropout does with single values.

        Args:
            share: how likely each quote, each cue and each stretch of nonspeech is forgotten, from
                0 to 1.
        """
        self.cues = [cue for cue in self.cues if random.random() >= share]
        self.quotes = [quote for quote in self.quotes if random.random() >= share]
        self.nonspeech = [found for found in self.nonspeech if random.random() >= share]

    def paragraphs(self) -> Iterator[tuple[Passage, int, int]]:
        """The paragraphs, each with its first position and its end."""
        yield from zip(self.passages, self.offsets, self.offsets[1:], strict=False)

    def extent(self, span: Span) -> Extent:
        """The positions of a span; empty if no word of it is in the sequence."""
        return int(self._positions[span.start]), int(self._positions[span.end])

    def span(self, extent: Extent, label: str = "") -> Span:
        """The span of an extent that is not empty."""
        start, end = extent
        return Span(self.doc, int(self.index[start]), int(self.index[end - 1]) + 1, label=label)

    def trimmed(self, extent: Extent) -> Extent:
        """The extent without punctuation and marks at its edges; empty if it has nothing else."""
        first, last = (bisect_left(self._solid, position) for position in extent)
        if first == last:
            return extent[1], extent[1]
        return self._solid[first], self._solid[last - 1] + 1

    def contents(self, quotes: Sequence[Quote]) -> Iterator[tuple[Quote, Extent]]:
        """Each span of the quotes as a trimmed extent, if there is anything in it."""
        for quote in quotes:
            for span in quote.spans:
                start, end = self.trimmed(self.extent(span))
                if start < end:
                    yield quote, (start, end)


def is_loose(word: str) -> bool:
    """Whether a word is punctuation or a mark."""
    return word in MARKS or not (any(map(str.isalnum, word)) or word in ")]%‰°€$£+*")


def shifted(extent: Extent, offset: int) -> Extent:
    return extent[0] + offset, extent[1] + offset
