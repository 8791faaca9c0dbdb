"""One name for all mentions of a holder or a target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc, Span

from ..annotations import Quote
from ..speakers import resolve_mentions
from ..speakers.noun_phrases import NounPhrase

_SHORTEST = 3  # letters of a word that tells what is meant
_ENDING = 3  # letters in which the forms of a word differ


def name_mentions(doc: Doc, quotes: Sequence[Quote], mentions: Sequence[Span]) -> list[str]:
    """The name of what each mention names, in base form.

    People, organisations and pronouns are resolved as the sources of quotes are; of other mentions
    the fullest one gives its name to those that share its words.

    Args:
        doc: the article.
        quotes: its quotes.
        mentions: stretches of its text.
    """
    names = [
        name or NounPhrase.of(mention.text).base(keeps_capital=False) or mention.text
        for mention, name in zip(mentions, resolve_mentions(doc, quotes, mentions), strict=True)
    ]
    return merge(names)


def merge(names: Sequence[str]) -> list[str]:
    """The names, each replaced by the fullest one that is about the same.

    A name is about the same as another one with the same head that has all its words, in whatever
    form: ``мост``, ``новият мост``.
    """
    phrases = {name: NounPhrase.of(name) for name in names}
    ordered = sorted(phrases, key=lambda name: -len(phrases[name].words))
    fullest: dict[str, str] = {}
    kept: dict[str, list[str]] = defaultdict(list)  # by what all forms of the head begin with
    for name in ordered:
        core = phrases[name].core
        others = kept[core[-1].lower()[:_SHORTEST] if core else ""]
        fuller = (other for other in others if _same(phrases[name], phrases[other]))
        fullest[name] = next(fuller, name)
        if fullest[name] == name:
            others.append(name)
    return [fullest[name] for name in names]


def _same(few: NounPhrase, many: NounPhrase) -> bool:
    if not few.core or not many.core or not _alike(few.core[-1], many.core[-1]):
        return False
    return all(any(_alike(word, other) for other in many.words) for word in few.words)


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their last letters at most."""
    one, other = one.lower(), other.lower()
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return one == other or (common >= _SHORTEST and common >= max(len(one), len(other)) - _ENDING)
