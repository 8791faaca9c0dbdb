"""What is known of words, and of phrases in evidence, before anything is learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np

from ..quote_rules.lexicon import load_lexicon
from .evidence import KINDS, NONE, Evidence, Extent
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
_SHORT = 3  # letters of words that tell little
_MANY = 1 << 30
_ARTICLES = ("ът", "ят", "та", "то", "те")
_LOOK = 3  # words before a phrase in which a denial may stand


def word_features(story: Story) -> np.ndarray:
    """The features of each token, an array of 0 and 1 with a row for each."""
    array = np.zeros((len(story), WORD_FEATURES), dtype="f")
    _set_columns(array, [_of_word(text) for text in story.texts])
    for evidence in story.evidence:
        for extent in evidence.extents:
            array[slice(*extent), _WORDS[evidence.kind]] = 1.0
        array[slice(*evidence.cue), _WORDS["cue"]] = 1.0
        array[slice(*evidence.source), _WORDS["source"]] = 1.0
    return array


@lru_cache(maxsize=1 << 16)
def _of_word(text: str) -> list[int]:
    """The columns that are set for a word by itself."""
    lower = text.lower()
    names = [name for name, members in _lists().items() if lower in members]
    if text[0].isupper():
        names.append("capital")
    if not any(map(str.isalnum, text)):
        names.append("mark")
    if lower in _DENIALS:
        names.append("denial")
    return [_WORDS[name] for name in names]


def _lists() -> dict[str, frozenset[str]]:
    return {name: load_lexicon().words[name] for name in _LISTS}


def _set_columns(array: np.ndarray, columns: Sequence[Sequence[int]]) -> None:
    """Set some columns of each row to 1."""
    rows = np.repeat(np.arange(len(columns)), [len(found) for found in columns])
    array[rows, np.fromiter(chain.from_iterable(columns), dtype=np.intp)] = 1.0


_WORDS = {
    name: number
    for number, name in enumerate((*_LISTS, "capital", "mark", "denial", *KINDS, "cue", "source"))
}
#: How many features a token has.
WORD_FEATURES = len(_WORDS)


class Phrases(NamedTuple):
    """Phrases in some evidence.

    Attributes:
        evidence: what they stand in.
        extents: where they stand; an empty one stands for no phrase.
        holder: where the holder is named, empty if that is not known.
    """

    evidence: Evidence
    extents: Sequence[Extent]
    holder: Extent = NONE


class PhraseFeatures:
    """Gives the features of phrases in the evidence of one article.

    What a phrase has of its first word, of its last one and of those between is read off arrays
    with a row for each position, so that phrases of much evidence are done at once.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        numbers: dict[str, int] = {}
        stems = [numbers.setdefault(stem(word), len(numbers)) for word in story.lower]
        self._stems = np.asarray(stems, dtype=np.intp)
        titles = (p for p in story.doc.spans.get("paragraphs", []) if p.label_ == "title")
        title = {stems[i] for found in titles for i in range(found.start, found.end)}
        texts, lower = story.texts, story.lower
        solid = np.asarray([text[0].isalnum() for text in texts], dtype=bool)
        self._capital = np.asarray([text[0].isupper() for text in texts], dtype=bool)
        long = solid & np.asarray([len(word) > _SHORT for word in lower], dtype=bool)
        definite = np.asarray([word.endswith(_ARTICLES) for word in lower], dtype=bool)
        rare = np.where(long, np.bincount(self._stems)[self._stems], _MANY)
        self._count = np.append(rare, _MANY)
        self._sums = {
            "solid": _summed(solid),
            "capitals": _summed(solid & self._capital),
            "numbers": _summed(np.asarray([text[0].isdigit() for text in texts], dtype=bool)),
            "long": _summed(long),
            "no title": _summed(long & ~np.isin(self._stems, list(title))),
        }
        indices = np.arange(len(texts))
        following = np.where(solid, indices, len(texts))[::-1]
        self._next_solid = np.minimum.accumulate(following)[::-1] if len(texts) else indices
        self._last_solid = np.maximum.accumulate(np.where(solid, indices, -1))
        denials = np.asarray([word in _DENIALS for word in lower], dtype=bool)
        self._last_denial = np.concatenate(
            [[-1], np.maximum.accumulate(np.where(denials, indices, -1))]
        )
        self._definite = definite
        self._first = self._of_edges("before")
        self._last = self._of_edges("after")

    def of(self, groups: Sequence[Phrases]) -> np.ndarray:
        """The features of the phrases of all groups, an array of 0 and 1 with a row for each."""
        extents = _extents(chain.from_iterable(group.extents for group in groups))
        numbers = np.repeat(np.arange(len(groups)), [len(group.extents) for group in groups])
        array = np.zeros((len(extents), PHRASE_FEATURES), dtype="f")
        kinds = np.asarray([_PHRASES[group.evidence.kind] for group in groups], dtype=np.intp)
        array[np.arange(len(extents)), kinds[numbers]] = 1.0
        named = extents[:, 0] < extents[:, 1]
        array[~named, _PHRASES["none"]] = 1.0
        bits = _Bits(np.zeros((int(named.sum()), PHRASE_FEATURES), dtype="f"))
        starts, ends = extents[named].T
        numbers = numbers[named]
        hulls = _extents(group.evidence.hull for group in groups)
        self._add_inside(bits, starts, ends)
        self._add_around(bits, hulls[numbers], starts, ends)
        self._add_holders(bits, groups, numbers, starts, ends)
        array[named] += bits.array
        return array

    def _of_edges(self, edge: str) -> np.ndarray:
        """What a word tells as the neighbour of a phrase, a row for each."""
        array = np.zeros((len(self.story), PHRASE_FEATURES), dtype="f")
        _set_columns(array, [_of_edge(text, edge) for text in self.story.texts])
        return array

    def _within(self, name: str, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """How many words of a kind each phrase has."""
        return self._sums[name][ends] - self._sums[name][starts]

    def _add_inside(self, bits: _Bits, starts: np.ndarray, ends: np.ndarray) -> None:
        lower = self.story.lower
        for low in _LENGTHS:
            bits.set(f"length {low}", ends - starts >= low)
        solid = self._within("solid", starts, ends)
        first = np.where(solid > 0, self._next_solid[starts], starts)
        last = np.where(solid > 0, self._last_solid[ends - 1], starts)
        capitals = (self._within("capitals", starts, ends) == solid) & (solid > 0)
        bits.set("capitals", capitals)
        bits.set("capital", ~capitals & self._capital[first])
        bits.set("marked", first != starts)
        bits.set("number", self._within("numbers", starts, ends) > 0)
        pronouns = load_lexicon().words["pronoun"]
        bits.set("pronoun", np.asarray([lower[i] in pronouns for i in starts], dtype=bool))
        bits.set("clause", np.asarray([lower[i] == "да" for i in starts], dtype=bool))
        bits.set("definite end", self._definite[last])
        bits.set("definite", self._definite[starts])
        has_long = self._within("long", starts, ends) > 0
        count = np.full(len(starts), _MANY)
        for step in range(int((ends - starts).max(initial=0))):
            count = np.minimum(
                count, self._count[np.where(starts + step < ends, starts + step, -1)]
            )
        for low in _COUNTS:
            bits.set(f"count {low}", has_long & (count >= low))
        bits.set("in title", has_long & (self._within("no title", starts, ends) == 0))

    def _add_around(
        self, bits: _Bits, hulls: np.ndarray, starts: np.ndarray, ends: np.ndarray
    ) -> None:
        first, last = hulls.T
        at_start, at_end = starts <= first, ends >= last
        bits.array[~at_start] += self._first[starts[~at_start] - 1]
        bits.array[~at_end] += self._last[ends[~at_end]]
        bits.set("before edge", at_start)
        bits.set("after edge", at_end)
        bits.set("denied", self._last_denial[starts] >= np.maximum(first, starts - _LOOK))
        for low in _DISTANCES:
            bits.set(f"evidence {low}", np.abs(starts - first) >= low)
            bits.set(f"end {low}", np.abs(ends - last) >= low)

    def _add_holders(
        self,
        bits: _Bits,
        groups: Sequence[Phrases],
        numbers: np.ndarray,
        starts: np.ndarray,
        ends: np.ndarray,
    ) -> None:
        """Add what phrases have to do with the holder of their group, whose number each has."""
        is_source = [group.holder == group.evidence.source for group in groups]
        bits.set("holder is source", np.asarray(is_source, dtype=bool)[numbers])
        holders = _extents(group.holder for group in groups)
        first, end = holders[numbers].T
        known = first < end
        bits.set("holder before", known & (starts > first))
        bits.set("holder after", known & (starts <= first))
        distance = np.minimum(np.abs(starts - end), np.abs(first - ends))
        for low in _DISTANCES:
            bits.set(f"holder {low}", known & (distance >= low))
        bits.set("holder inside", known & (starts < end) & (first < ends))
        alike = np.zeros(len(starts), dtype=bool)
        bounds = np.searchsorted(numbers, np.arange(len(groups) + 1))
        for holder, begin, stop in zip(holders, bounds, bounds[1:], strict=False):
            if begin < stop and holder[0] < holder[1]:
                rows = slice(begin, stop)
                alike[rows] = self._shares_stem(holder, starts[rows], ends[rows])
        bits.set("like holder", alike)

    def _shares_stem(self, holder: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Whether each phrase has a word of the holder, in any form."""
        first, last = int(starts.min()), int(ends.max())
        alike = _summed(np.isin(self._stems[first:last], self._stems[holder[0] : holder[1]]))
        return alike[ends - first] > alike[starts - first]


def _extents(extents: Iterable[Extent]) -> np.ndarray:
    return np.asarray(list(extents), dtype="i").reshape(-1, 2)


@lru_cache(maxsize=1 << 16)
def _of_edge(text: str, edge: str) -> list[int]:
    """The columns that are set for a phrase by the word before or after it."""
    lower = text.lower()
    if lower in _PREPOSITIONS:
        names = [f"{edge} {lower}"]
    elif not text[0].isalnum():
        names = [f"{edge} mark"]
    else:
        names = [f"{edge} {name}" for name, members in _lists().items() if lower in members]
    if edge == "before" and lower.endswith(_ADJECTIVE):
        names.append("cuts adjective")
    if text[0].isupper():
        names.append(f"cuts capital {edge}")
    return [_PHRASES[name] for name in names]


class _Bits:
    """An array of 0 and 1 whose columns have names."""

    def __init__(self, array: np.ndarray) -> None:
        self.array = array

    def set(self, name: str, rows: np.ndarray) -> None:
        self.array[:, _PHRASES[name]] = rows


def _summed(flags: np.ndarray) -> np.ndarray:
    """How many flags are set before each position, and before the end."""
    return np.concatenate([[0], flags.cumsum()])


_ADJECTIVE = ("ият", "ия", "ната", "ното", "ните", "ската", "ското", "ските", "ни", "ски", "вата")


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
