"""The tokenizer that cleans, tokenizes and finds sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any, List, Literal  # noqa: UP035

import numpy as np
import srsly
from spacy import util
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from ..annotations import set_clean
from ..cleaning import Cleaner
from .punctuation import INFIXES, PREFIXES, SUFFIXES, TOKEN_MATCH
from .sentences import sentence_starts

# spaCy takes quadratic time over a run of characters without a space: it is fed longer ones,
# which no word is, in pieces.
_LONGEST_RUN = 500
# The tokenizer and the components take memory in proportion to the text, without the blow-up that
# spaCy's default limit of a million characters guards against.
_MAX_LENGTH = 100_000_000
# spaCy's default of 10,000 is full after some fifty articles.
_CACHED_WORDS = 100_000


@util.registry.tokenizers("bgnews.NewsTokenizer.v1")
def create_news_tokenizer(
    typography: Literal["keep", "bg"] = "keep",
    stress: Literal["keep", "drop"] = "keep",
    drop: List[str] = [],  # noqa: B006, UP006
    disable: List[str] = [],  # noqa: B006, UP006
) -> Callable[[Language], NewsTokenizer]:
    """What ``[nlp.tokenizer]`` of a config calls; for the arguments see ``cleaning.Cleaner``.

    Pipelines with it take texts of 100 million characters, as ``nlp.max_length`` says.
    """
    cleaner = Cleaner(typography, stress, tuple(drop), tuple(disable))

    def create(nlp: Language) -> NewsTokenizer:
        nlp.max_length = max(nlp.max_length, _MAX_LENGTH)
        return NewsTokenizer(nlp.vocab, cleaner)

    return create


class NewsTokenizer:
    """Cleans a text, cuts it into tokens, and marks sentences and paragraphs.

    The text of the doc is the clean text; ``doc._.clean`` leads back to the raw one. Every token
    knows whether it starts a sentence; ``doc.spans["paragraphs"]`` holds the paragraphs.

    Args:
        vocab: the vocabulary of the pipeline.
        cleaner: what cleans the text first.
    """

    def __init__(self, vocab: Vocab, cleaner: Cleaner) -> None:
        self.cleaner = cleaner
        # Abbreviations are no exceptions ("rules") of the tokenizer: after the first exception
        # in a text it caches no more words of it, and it matches exceptions over the finished
        # doc once more.
        self.spacy_tokenizer = Tokenizer(
            vocab,
            prefix_search=util.compile_prefix_regex(PREFIXES).search,
            suffix_search=util.compile_suffix_regex(SUFFIXES).search,
            infix_finditer=util.compile_infix_regex(INFIXES).finditer,
            token_match=re.compile(TOKEN_MATCH).match,
            max_cache_size=_CACHED_WORDS,
        )

    @property
    def vocab(self) -> Vocab:
        """The vocabulary of the docs."""
        return self.spacy_tokenizer.vocab

    def __call__(self, text: str) -> Doc:
        """Make a doc of a raw text. Never fails, whatever the text holds."""
        clean = self.cleaner(text)
        doc = self._tokenize(clean.text)
        _set_sentence_starts(doc, sentence_starts(clean.text))
        set_clean(doc, clean)
        return doc

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002
        """Make docs of texts, one at a time."""
        return map(self, texts)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The settings of the cleaner and the rules; ``exclude=["vocab"]`` leaves that out."""
        return srsly.msgpack_dumps(
            {
                "cleaner": asdict(self.cleaner),
                "spacy_tokenizer": self.spacy_tokenizer.to_bytes(exclude=list(exclude)),
            }
        )

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> NewsTokenizer:
        """Take settings and rules from what ``to_bytes`` gave; returns the tokenizer itself."""
        stored: Any = srsly.msgpack_loads(data)
        self.cleaner = Cleaner(**stored["cleaner"])
        self.spacy_tokenizer.from_bytes(stored["spacy_tokenizer"], exclude=list(exclude))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write what ``to_bytes`` gives to a file."""
        Path(path).write_bytes(self.to_bytes(exclude=exclude))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NewsTokenizer:
        """Take settings and rules from a file that ``to_disk`` wrote."""
        return self.from_bytes(Path(path).read_bytes(), exclude=exclude)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.vocab, self.to_bytes(exclude=["vocab"]))

    def _tokenize(self, text: str) -> Doc:
        if max(map(len, text.split()), default=0) <= _LONGEST_RUN:
            return self.spacy_tokenizer(text)
        docs = list(self.spacy_tokenizer.pipe(_pieces(text)))
        return Doc(
            self.vocab,
            words=[token.text for token in chain.from_iterable(docs)],
            spaces=[bool(token.whitespace_) for token in chain.from_iterable(docs)],
        )


def _unpickle(vocab: Vocab, data: bytes) -> NewsTokenizer:
    return NewsTokenizer(vocab, Cleaner()).from_bytes(data, exclude=["vocab"])


def _pieces(text: str) -> Iterator[str]:
    """The text in parts, in which no run without a space is longer than ``_LONGEST_RUN``."""
    for part in re.finditer(rf"(?:\S{{1,{_LONGEST_RUN}}}\s*|\s+)", text):
        yield part.group()


def _set_sentence_starts(doc: Doc, starts: list[int]) -> None:
    """Mark the tokens at the offsets ``starts``; one inside a token is none."""
    if not len(doc):
        return
    flags: Any = np.full(len(doc), -1, dtype="int64")
    flags[np.isin(doc.to_array(IDX), starts[1:])] = 1
    flags[0] = 1  # blanks before the first sentence belong to it
    doc.from_array([SENT_START], flags.astype("uint64"))
