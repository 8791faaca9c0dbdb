"""What is known of words, and of phrases in evidence, before anything is learned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..quote_rules.lexicon import load_lexicon
from .evidence import KINDS, NONE, Evidence, Extent, overlaps
from .story import Story, stem

_LISTS = (
    "auxiliary", "conjunction", "determiner", "negation", "object_pronoun", "possessive",
    "preposition", "pronoun", "reflexive", "relative", "time", "verb",
)  # fmt: skip
_PREPOSITIONS = ("в", "за", "към", "на", "от", "по", "пред", "при", "с", "след", "срещу")
_LENGTHS = (2, 3, 4, 5, 7)
_DISTANCES = (1, 2, 3, 5, 8, 13, 21, 34, 55)
_COUNTS = (2, 3, 5)
_DENIALS = frozenset({"не", "нито", "няма", "нямало", "без", "никога", "никой", "против", "отказ"})
_LOOK = 3  # words before a phrase in which a denial may stand


def word_features(story: Story) -> np.ndarray:
    """The features of each token, an array of 0 and 1 with a row for each."""
    array = np.zeros((len(story), WORD_FEATURES), dtype="f")
    lists = [load_lexicon().words[name] for name in _LISTS]
    for i, (text, lower) in enumerate(zip(story.texts, story.lower, strict=True)):
        array[i, : len(_LISTS)] = [lower in members for members in lists]
        array[i, _WORDS["capital"]] = text[0].isupper()
        array[i, _WORDS["mark"]] = not any(map(str.isalnum, text))
        array[i, _WORDS["denial"]] = lower in _DENIALS
    for evidence in story.evidence:
        for extent in evidence.extents:
            array[slice(*extent), _WORDS[evidence.kind]] = 1.0
        array[slice(*evidence.cue), _WORDS["cue"]] = 1.0
        array[slice(*evidence.source), _WORDS["source"]] = 1.0
    return array


_WORDS = {
    name: number
    for number, name in enumerate((*_LISTS, "capital", "mark", "denial", *KINDS, "cue", "source"))
}
#: How many features a token has.
WORD_FEATURES = len(_WORDS)


class PhraseFeatures:
    """Gives the features of phrases in the evidence of one article."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.counts = Counter(map(stem, story.lower))
        titles = (p for p in story.doc.spans.get("paragraphs", []) if p.label_ == "title")
        self.title = {stem(token.lower_) for title in titles for token in title}

    def of(
        self, evidence: Evidence, phrases: Sequence[Extent], holder: Extent = NONE
    ) -> np.ndarray:
        """The features of phrases, an array of 0 and 1 with a row for each.

        Args:
            evidence: what they stand in.
            phrases: their extents; an empty one stands for none.
            holder: where the holder is named, empty if that is not known.
        """
        array = np.zeros((len(phrases), PHRASE_FEATURES), dtype="f")
        for row, phrase in enumerate(phrases):
            array[row, [_PHRASES[name] for name in self._of(evidence, phrase, holder)]] = 1.0
        return array

    def _of(self, evidence: Evidence, phrase: Extent, holder: Extent) -> Iterator[str]:
        yield evidence.kind
        if phrase == NONE:
            yield "none"
            return
        start, end = phrase
        yield from self._inside(start, end)
        yield from self._around(evidence, start, end)
        yield from _places("evidence", evidence.hull[0], start)
        if holder == evidence.source:
            yield "holder is source"
        if holder != NONE:
            yield "holder before" if holder[0] < start else "holder after"
            yield from _places("holder", min(abs(start - holder[1]), abs(holder[0] - end)), 0)
            if overlaps(holder, phrase):
                yield "holder inside"
            holders = {stem(self.story.lower[i]) for i in range(*holder)}
            if any(stem(self.story.lower[i]) in holders for i in range(start, end)):
                yield "like holder"

    def _inside(self, start: int, end: int) -> Iterator[str]:
        texts, lower = self.story.texts, self.story.lower
        yield from (f"length {low}" for low in _LENGTHS if end - start >= low)
        solid = [i for i in range(start, end) if texts[i][0].isalnum()] or [start]
        if all(texts[i][0].isupper() for i in solid):
            yield "capitals"
        elif texts[solid[0]][0].isupper():
            yield "capital"
        if not texts[start][0].isalnum():
            yield "marked"
        if any(texts[i][0].isdigit() for i in solid):
            yield "number"
        if lower[start] in load_lexicon().words["pronoun"]:
            yield "pronoun"
        if lower[start] == "да":
            yield "clause"
        if lower[solid[-1]].endswith(("ът", "ят", "та", "то", "те")):
            yield "definite end"
        if lower[start].endswith(("ът", "ят", "та", "то", "те")):
            yield "definite"
        stems = [stem(lower[i]) for i in solid if len(lower[i]) > 3]
        if stems:
            count = min(self.counts[found] for found in stems)
            yield from (f"count {low}" for low in _COUNTS if count >= low)
            if all(found in self.title for found in stems):
                yield "in title"

    def _around(self, evidence: Evidence, start: int, end: int) -> Iterator[str]:
        texts, lower = self.story.texts, self.story.lower
        first, last = evidence.hull
        before = lower[start - 1] if start > first else ""
        after = lower[end] if end < last else ""
        for edge, word in (("before", before), ("after", after)):
            if not word:
                yield f"{edge} edge"
            elif word in _PREPOSITIONS:
                yield f"{edge} {word}"
            elif not word[0].isalnum():
                yield f"{edge} mark"
            else:
                yield from (
                    f"{edge} {name}" for name in _LISTS if word in load_lexicon().words[name]
                )
        if before and before[0].isalnum() and texts[start - 1][0].isupper():
            yield "cuts capital before"
        if after and texts[end][0].isupper():
            yield "cuts capital after"
        if before and before.endswith(_ADJECTIVE):
            yield "cuts adjective"
        denied = lower[max(first, start - _LOOK) : start]
        if not _DENIALS.isdisjoint(denied):
            yield "denied"
        yield from _places("end", end, last)


_ADJECTIVE = ("ият", "ия", "ната", "ното", "ните", "ската", "ското", "ските", "ни", "ски", "вата")


def _places(name: str, one: int, other: int) -> Iterator[str]:
    distance = abs(one - other)
    return (f"{name} {low}" for low in _DISTANCES if distance >= low)


def _columns() -> Iterable[str]:
    yield from KINDS
    yield from (
        "none",
        "holder is source",
        "holder before",
        "holder after",
        "holder inside",
        "like holder",
    )
    yield from (f"{of} {low}" for of in ("evidence", "end", "holder") for low in _DISTANCES)
    yield from (f"length {low}" for low in _LENGTHS)
    yield from (f"count {low}" for low in _COUNTS)
    yield from ("capitals", "capital", "marked", "number", "pronoun", "clause", "definite end")
    yield from ("definite", "in title", "cuts capital before", "cuts capital after")
    yield from ("cuts adjective", "denied")
    for edge in ("before", "after"):
        yield from (f"{edge} {name}" for name in ("edge", "mark", *_PREPOSITIONS, *_LISTS))


_PHRASES = {name: number for number, name in enumerate(_columns())}
#: How many features a phrase has.
PHRASE_FEATURES = len(_PHRASES)
