"""The name in the mention of a source: ``кметът на града Иван Петров``, ``вестник „Ден“``."""

from __future__ import annotations

import re

from spacy.tokens import Span

from .name import Name, is_initial
from .names import Names
from .noun_phrases import NounPhrase, base_word
from .word_lists import words

_WORD = re.compile(r"\w[\w-]*")
_PAPER = re.compile(r"\bв\. *$")  # the abbreviation of вестник, no preposition
_LONGEST_SOURCE = 40  # tokens; what is longer is no noun phrase
_NEXT_SENTENCE = re.compile(r"\. \w")
_MARKED = re.compile('([^"„“”«»]*)["„“”«]([^"„“”«»]+)["“”„»]')


def without_next_sentence(names: Names, source: Span) -> Span:
    """The source up to a name like ``Иван П.``, if what follows is another sentence."""
    for name in names.within(source.start_char, source.end_char):
        if is_initial(name.parts[-1]) and _NEXT_SENTENCE.match(names.text, name.end):
            until = source.doc.char_span(source.start_char, name.end, alignment_mode="expand")
            return until if until is not None else source
    return source


def marked_name(names: Names, source: Span) -> str | None:
    """The name of a source that ends in quote marks: alone, or after common nouns.

    A capitalised noun that is not definite belongs to it: ``Фондация „Бряг“``.
    """
    marked = _MARKED.fullmatch(source.text.strip())
    if not marked:
        return None
    before = _WORD.findall(_PAPER.sub("", marked[1]))
    if any(word.lower() in words("prepositions") for word in before):
        return None
    if len(before) == 1 and names.is_proper(before[0]) and base_word(before[0]) == before[0]:
        return NounPhrase.of(source.text).text
    return NounPhrase.of(marked[2]).text


def name_in(names: Names, source: Span, phrase: NounPhrase) -> Name | None:
    """The name that a source ends or begins with, unless it only completes a noun.

    Args:
        names: the names of the article.
        source: the mention of the source.
        phrase: the same as a noun phrase.
    """
    text, start = names.text, source.start_char
    end = start + len(source.text.split("(")[0].rstrip(' .,"“”»'))
    found = list(names.within(start, end))
    if not found:
        return None
    first, last = found[0], found[-1]
    title = text[start : first.start]
    if not title or (title.rstrip().endswith(".") and len(_WORD.findall(title)) == 1):
        after = _WORD.findall(text, first.end, end)
        if not after:
            return None if _is_common(names, first) else first
        if after[0].lower() in words("prepositions") and names.is_person(first):
            return first
    before = _WORD.findall(text, start, last.start)
    if _WORD.findall(text, last.end, end) or (before and before[-1] == "и"):
        return None
    if not any(word.lower() in words("prepositions") for word in before):
        return last
    return last if _belongs_to_head(names, phrase, before, last) else None


def issuer_of(source: Span, phrase: NounPhrase) -> Span | None:
    """Who issued a document: ``агенцията`` in ``данни на агенцията``; None if it is none."""
    if phrase.noun is None or phrase.noun.kind != "document" or len(source) > _LONGEST_SOURCE:
        return None
    for token in source[1:-1]:
        if token.lower_ in words("prepositions"):
            return source.doc[token.i + 1 : source.end] if token.lower_ == "на" else None
    return None


def _is_common(names: Names, name: Name) -> bool:
    """Whether the capital letter is only that of the sentence: ``Експерти очакват …``."""
    word = name.text
    if len(name.parts) > 1 or names.is_proper(word) or names.is_person(name):
        return False
    inflected = base_word(word) != word or word.endswith("и")
    return inflected and names.opens_sentence(name.start)


def _belongs_to_head(names: Names, phrase: NounPhrase, before: list[str], name: Name) -> bool:
    """Whether a name after prepositions is that of the head, as in ``кметът на града Иван
    Петров``, and not in ``говорител на президента Иван Петров``."""
    if before[-1].lower() in words("prepositions") or phrase.is_plural:
        return False
    nearest = NounPhrase(before[-1])
    if nearest.noun is not None and nearest.noun.is_human:
        return not nearest.is_definite
    if nearest.noun is not None and (name.is_surname or not names.is_person(name)):
        return False  # директорът на компанията Лъч
    return phrase.noun.is_human if phrase.noun is not None else names.is_person(name)
