"""Docs as windows of word pieces, which is what a transformer reads."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extras md and trf are not installed wherever types are checked

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from spacy.tokens import Doc
from tokenizers import Tokenizer

_LONGEST_TOKEN = 24  # pieces; what is longer is no word
_SPACE = "▁"


@dataclass(frozen=True)
class Window:
    """A stretch of the pieces of one doc, with pieces around it that only give context.

    Attributes:
        doc: the number of the doc.
        ids: the pieces, with the ones that begin and end a sequence.
        first: the place in ``ids`` of the first piece that is no context.
        tokens: the token of each piece that is no context.
    """

    doc: int
    ids: list[int]
    first: int
    tokens: list[int]


class WindowReader:
    """Cuts docs into windows, those of one doc of like lengths.

    Args:
        tokenizer: gives the pieces of a text. It is to know ``<s>`` and ``</s>``, as those of XLM-R
            and its kin do.
        size: how many pieces a window has at most besides context.
        context: how many pieces before and after them give context.
    """

    def __init__(self, tokenizer: Tokenizer, size: int, context: int) -> None:
        self.tokenizer, self.size, self.context = tokenizer, size, context
        begin, end = map(self.tokenizer.token_to_id, ("<s>", "</s>"))
        if begin is None or end is None:
            raise ValueError("the tokenizer of the encoder has no pieces <s> and </s>")
        self.begin, self.end = begin, end

    def read(self, docs: Sequence[Doc]) -> list[Window]:
        """The windows of all docs, in order."""
        return [window for number, doc in enumerate(docs) for window in self._of_doc(number, doc)]

    def _of_doc(self, number: int, doc: Doc) -> Iterator[Window]:
        ids, tokens = self.pieces(doc)
        # a short last window would have little context, and attention costs squares of lengths
        count = ceil(len(ids) / self.size)
        for i in range(count):
            start, end = len(ids) * i // count, len(ids) * (i + 1) // count
            first = max(0, start - self.context)
            around = ids[first : end + self.context]
            yield Window(
                number, [self.begin, *around, self.end], start - first + 1, tokens[start:end]
            )

    def pieces(self, doc: Doc) -> tuple[list[int], list[int]]:
        """The pieces of a doc, and the token of each; white space has none."""
        ids: list[int] = []
        tokens: list[int] = []
        texts = ["" if token.is_space else token.text for token in doc]
        for i, found in enumerate(self.tokenizer.encode_batch(texts, add_special_tokens=False)):
            of_token = found.ids[:_LONGEST_TOKEN]
            # a mark by itself needs no piece for the space before it
            if len(of_token) > 1 and found.tokens[0] == _SPACE and not found.tokens[1].isalnum():
                del of_token[0]
            ids += of_token
            tokens += [i] * len(of_token)
        return ids, tokens


def by_doc(windows: Sequence[Window], docs: int) -> list[list[int]]:
    """The places of the windows of each doc, of which there are so many."""
    places: list[list[int]] = [[] for _ in range(docs)]
    for place, window in enumerate(windows):
        places[window.doc].append(place)
    return places
