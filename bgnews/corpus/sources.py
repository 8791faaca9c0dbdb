"""The kinds of sources that quotes have."""

from __future__ import annotations

import re
from typing import Literal, get_args

from ..data_files import DataFolder
from .article import Article, QuoteAnnotation

SourceKind = Literal["named", "nominal", "pronoun", "dropped", "none"]
SOURCE_KINDS: tuple[SourceKind, ...] = get_args(SourceKind)

# Entities of these types, when named with one word, are mostly named with a proper name.
_PROPER = ("PER", "LOC")
_WORD = re.compile(r"\w+")
_PRONOUNS = DataFolder(__file__).words("source_pronouns.txt")


def source_kind(article: Article, quote: QuoteAnnotation) -> SourceKind:
    """What the text has for the source of a quote.

    Returns:
        ``named`` with a proper name, ``nominal`` for a description such as the minister,
        ``pronoun``; ``dropped`` with a cue alone, ``none`` without cue and source.
    """
    if not quote.sources:
        return "dropped" if quote.cues else "none"
    start, end = quote.sources[0]
    words = _WORD.findall(article.text[start:end])
    if all(word.lower() in _PRONOUNS for word in words):
        return "pronoun"
    # A word that begins the sentence has a capital whether it is a name or not.
    entity = article.entity(quote.by)
    is_name = len(words) == 1 and entity is not None and entity.type in _PROPER
    sure = words if is_name or not _begins_sentence(article.text, start) else words[1:]
    return "named" if any(word[0].isupper() for word in sure) else "nominal"


def _begins_sentence(text: str, position: int) -> bool:
    before = text[:position].rstrip(' \u00a0"„“”«»-–—')
    return not before or before[-1] in ".!?…\n:"
