"""One name for all mentions of a holder or a target."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from spacy.tokens import Doc, Span

from ..annotations import Quote
from ..speakers import resolve_speakers
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
    probes = [
        Quote(id=f"mention {number}", type="indirect", spans=(mention,), source=mention)
        for number, mention in enumerate(mentions)
    ]
    resolved = resolve_speakers(doc, [*quotes, *probes])[len(quotes) :]
    names = [
        found.speaker or NounPhrase.of(mention.text).base(keeps_capital=False) or mention.text
        for mention, found in zip(mentions, resolved, strict=True)
    ]
    return merge(names)


def merge(names: Sequence[str]) -> list[str]:
    """The names, each replaced by the fullest one that is about the same.

    A name is about the same as another one that has all its words, in whatever form, if they share
    the first word or at least half of the words.
    """
    words = {name: _words(name) for name in names}
    ordered = sorted(dict.fromkeys(names), key=lambda name: -len(words[name]))
    fullest: dict[str, str] = {}
    for name in ordered:
        fuller = (other for other in fullest.values() if _same(words[name], words[other]))
        fullest[name] = next(fuller, name)
    return [fullest[name] for name in names]


def _words(name: str) -> list[str]:
    words = (word.lower() for word in NounPhrase.of(name).words)
    return [word for word in words if len(word) >= _SHORTEST or word.isdigit()]


def _same(few: Sequence[str], many: Sequence[str]) -> bool:
    if not few or not all(any(_alike(word, other) for other in many) for word in few):
        return False
    return _alike(few[0], many[0]) or 2 * len(few) >= len(many)


def _alike(one: str, other: str) -> bool:
    """Whether two words in lower case differ in their last letters at most."""
    common = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )
    return common >= _SHORTEST and common >= max(len(one), len(other)) - _ENDING
