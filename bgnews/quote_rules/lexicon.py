"""The cue lexicon: what attributes, in all its forms, and what each cue may introduce."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ..data_files import DataFolder

_DATA = DataFolder(__file__)


@dataclass(frozen=True)
class Lexicon:
    """The word lists of ``data``, inflected and ready to look up in lower case.

    Attributes:
        verbs: form to class, for verbs that attribute by themselves.
        reflexives: form to class, for verbs that attribute with се or си.
        nouns: form to class, for nouns whose complement is what somebody said.
        participles: form to class, for forms that attribute with the verb to be.
        phrases: form to classes, each with the word sequences one of which completes the cue.
        prepositions: the words of a phrase such as по думите на to the place of its source.
        frames: class to the constructions it enters.
        scores: name of a rule to the score of what it finds.
        words: name of a list to its words.
    """

    verbs: dict[str, str]
    reflexives: dict[str, str]
    nouns: dict[str, str]
    participles: dict[str, str]
    phrases: dict[str, list[tuple[str, tuple[tuple[str, ...], ...]]]]
    prepositions: dict[tuple[str, ...], str]
    frames: dict[str, frozenset[str]]
    scores: dict[str, float]
    words: dict[str, frozenset[str]] = field(repr=False)


@cache
def load_lexicon() -> Lexicon:
    """Read and inflect the data files, once."""
    paradigms = {name: endings.split() for name, endings in _DATA.rows("paradigms.tsv")}
    verbs: dict[str, str] = {}
    reflexives: dict[str, str] = {}
    participles: dict[str, str] = {}
    for lemma, class_, stems in _DATA.rows("verbs.tsv"):
        active = reflexives if lemma.endswith((" се", " си")) else verbs
        for form, passive in _inflect(stems, paradigms):
            (participles if passive else active).setdefault(form, class_)
    for class_, stems in _DATA.rows("adjectives.tsv"):
        for form, _ in _inflect(stems, paradigms):
            participles.setdefault(form, class_)
    phrases: dict[str, list[tuple[str, tuple[tuple[str, ...], ...]]]] = {}
    for class_, stems, complements in _DATA.rows("phrases.tsv"):
        sequences = tuple(tuple(words.split("+")) for words in complements.split())
        for form, _ in _inflect(stems, paradigms):
            phrases.setdefault(form, []).append((class_, sequences))
    return Lexicon(
        verbs=verbs,
        reflexives=reflexives,
        nouns={form: class_ for class_, forms in _DATA.rows("nouns.tsv") for form in forms.split()},
        participles=participles,
        phrases=phrases,
        prepositions={tuple(cue.split()): place for cue, place in _DATA.rows("prepositions.tsv")},
        frames={class_: frozenset(frames.split()) for class_, frames in _DATA.rows("classes.tsv")},
        scores={rule: float(score) for rule, score in _DATA.rows("scores.tsv")},
        words={name: frozenset(words.split()) for name, words in _DATA.rows("words.tsv")},
    )


def _inflect(stems: str, paradigms: dict[str, list[str]]) -> Iterator[tuple[str, bool]]:
    """The forms of a verb, and whether each is a passive participle."""
    for stem in stems.split():
        stem, _, paradigm = stem.partition(":")
        for ending in paradigms[paradigm] if paradigm else ["_"]:
            yield stem + ending.replace("_", ""), paradigm.endswith("-")
