"""What Bulgarian news gives away about quotes, as features of words and of candidates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import numpy as np

from ..annotations import NONSPEECH_TYPES, QUOTE_TYPES
from ..quote_rules.lexicon import load_lexicon
from ..quote_rules.passage import Extent
from .candidates import Candidates, find_extents
from .words import Words

_LISTS = (
    "auxiliary", "negation", "object_pronoun", "outlet", "possessive", "preposition", "reflexive",
    "relative", "subject_pronoun", "subordinator", "time", "title", "whether",
)  # fmt: skip
_SIGNS = {",": ",", ".": ".", ":": ":", ";": ";", "!": ".", "?": ".", "…": ".", "...": "."}
_DASHES = frozenset("–—-―")
_ENDINGS = {
    "renarrative": re.compile(r"\w{2}(?:л|ла|ло|ли)$"),
    "definite": re.compile(r"\w{2}(?:ът|ят|та|то|те)$"),
    "first person": re.compile(r"\w(?:хме|ме|м|х)$"),
    "past": re.compile(r"\w{2}(?:ха|а|и|я)$"),
}
_SURE = 0.9  # a rule with this score or more is seldom wrong
_LENGTHS = (1, 2, 3, 5, 8, 12, 18, 26, 40, 60)


class _Bits:
    """An array of 0 and 1 that is filled column by column, by name."""

    def __init__(self, names: Iterable[str], rows: int) -> None:
        self.columns = {name: number for number, name in enumerate(dict.fromkeys(names))}
        self.array = np.zeros((rows, len(self.columns)), dtype="f")

    def set(self, rows: int | slice, name: str) -> None:
        self.array[rows, self.columns[name]] = 1.0

    def extent(self, extent: Extent, name: str) -> None:
        """Mark all words of an extent, and its first one apart."""
        if extent[0] < extent[1]:
            self.set(extent[0], f"B {name}")
            self.set(slice(*extent), f"I {name}")


def _word_columns() -> list[str]:
    spans = ["cue", "rule cue", "source", "relay", "pair", "short pair"]
    spans += [f"rule {type_}" for type_ in QUOTE_TYPES] + [
        f"rule {type_}" for type_ in NONSPEECH_TYPES
    ]
    return [
        *("capital", "capitals", "digit", "loose", "dash", "bracket", "че", "и", "да"),
        *dict.fromkeys(_SIGNS.values()),
        *_LISTS,
        *_ENDINGS,
        *("mark", "nested", "closes", "in title", "first", "last", "sentence"),
        *(f"{bio} {name}" for name in spans for bio in "BI"),
        *(f"class {class_}" for class_ in _classes()),
    ]


def _classes() -> list[str]:
    return [*sorted(load_lexicon().frames), "preposition"]


def word_features(words: Words) -> np.ndarray:
    """The features of each word of an article, an array of 0 and 1 with a row for each."""
    bits = _Bits(_word_columns(), len(words))
    lists = {name: load_lexicon().words[name] for name in _LISTS}
    by_word: dict[str, list[int]] = {}
    for i, (text, lower) in enumerate(zip(words.texts, words.lower, strict=True)):
        if text not in by_word:
            by_word[text] = [bits.columns[name] for name in _of_word(text, lower, lists)]
        bits.array[i, by_word[text]] = 1.0
    for passage, start, end in words.paragraphs():
        bits.set(start, "first")
        bits.set(end - 1, "last")
        if passage.kind == "title":
            bits.set(slice(start, end), "in title")
    for position in words.sentences:
        bits.set(position, "sentence")
    for inner, outer in words.pairs:
        nested = bits.array[inner[0], bits.columns["I pair"]] > 0
        bits.extent(inner, "short pair" if inner[1] - inner[0] <= 3 else "pair")
        bits.extent(inner, "pair")
        if nested:
            bits.set(slice(*inner), "nested")
        for i in (outer[0], outer[1] - 1):
            bits.set(i, "mark")
        bits.set(outer[1] - 1, "closes")
    for cue in words.cues:
        bits.extent(cue.extent, "cue")
        bits.set(slice(*cue.extent), f"class {cue.class_}")
    for quote in words.quotes:
        if quote.cue is not None:
            bits.extent(words.extent(quote.cue), "rule cue")
        if quote.source is not None:
            bits.extent(words.extent(quote.source), "source")
    for quote, extent in words.contents(words.quotes):
        bits.extent(extent, "relay" if quote.relay else f"rule {quote.type}")
    for extent, type_ in words.nonspeech:
        bits.extent(extent, f"rule {type_}")
    return bits.array


def _of_word(text: str, lower: str, lists: dict[str, frozenset[str]]) -> Iterable[str]:
    if sign := _SIGNS.get(text):
        yield sign
    if not any(map(str.isalnum, text)):
        yield "loose"
        if text in _DASHES:
            yield "dash"
        if text in "()[]":
            yield "bracket"
        return
    if text[0].isupper():
        yield "capitals" if text.isupper() and len(text) > 1 else "capital"
    if text[0].isdigit():
        yield "digit"
    if lower in ("че", "и", "да"):
        yield lower
    yield from (name for name, members in lists.items() if lower in members)
    yield from (name for name, ending in _ENDINGS.items() if ending.search(lower))


def find_candidates(words: Words) -> Candidates:
    """The candidates of an article with their features."""
    extents = find_extents(words)
    array = np.asarray(extents, dtype="i").reshape(-1, 2)
    return Candidates(array, _CandidateFeatures(words, extents, array).bits.array)


class _CandidateFeatures:
    def __init__(self, words: Words, extents: list[Extent], array: np.ndarray) -> None:
        self.words = words
        self.bits = _Bits(self.columns(), len(extents))
        self.starts, self.ends = array[:, 0], array[:, 1]
        self.rows: dict[Extent, int] = {extent: row for row, extent in enumerate(extents)}
        self.add_edges()
        self.add_lengths()
        self.add_insides()
        self.add_pairs()
        self.add_rules()

    @staticmethod
    def columns() -> list[str]:
        neighbours = (*_SIGNS.values(), "dash", "mark", "other mark", "че", "cue", "source",
                      "sentence", "paragraph", "content")  # fmt: skip
        return [
            *(f"{edge} {name}" for edge in ("after", "before") for name in neighbours),
            *("after и", "before и", "at whether", "at да", "capital"),
            *(f"length {length}" for length in _LENGTHS),
            *("no sentence", "one sentence", "two sentences", "title", "paragraph", "all sentence"),
            *("has cue", "has source", "has pair", "has че", "in pair", "renarrative", "numbers"),
            *("is pair", "is short pair", "starts pair", "ends pair"),
            *(f"rule {type_}" for type_ in (*QUOTE_TYPES, *NONSPEECH_TYPES, "relay")),
            *("sure rule", "rule with cue", "rule with source"),
            *("rule start", "rule end", "in rule", "has rule", "cuts rule", "no rule"),
        ]

    def mark(self, name: str, rows: np.ndarray) -> None:
        self.bits.array[:, self.bits.columns[name]] = rows

    def flags(self, positions: Iterable[int]) -> np.ndarray:
        """For each position, and one more, whether it is among those given."""
        flags = np.zeros(len(self.words) + 1, dtype=bool)
        flags[list(positions)] = True
        return flags

    def counts(self, flags: np.ndarray) -> np.ndarray:
        """How many of the flagged positions each candidate has."""
        sums = np.concatenate([[0], flags.cumsum()])
        return sums[self.ends] - sums[self.starts]

    def add_edges(self) -> None:
        words, lower = self.words, self.words.lower
        sources = [words.extent(quote.source) for quote in words.quotes if quote.source is not None]
        contents = [extent for _, extent in words.contents(words.quotes)]
        self.sentences = self.flags(words.sentences)
        opening = {outer[0] for inner, outer in words.pairs if outer[0] < inner[0]}
        closing = {outer[1] - 1 for inner, outer in words.pairs if outer[1] > inner[1]}
        signs: dict[str, set[int]] = {}
        for i, text in enumerate(words.texts):
            if text in _SIGNS:
                signs.setdefault(_SIGNS[text], set()).add(i)
            elif text in _DASHES:
                signs.setdefault("dash", set()).add(i)
            elif lower[i] == "че":
                signs.setdefault("че", set()).add(i)
            elif lower[i] in ("и", "а", "но"):
                signs.setdefault("и", set()).add(i)
        after, before = self.starts - 1, np.minimum(self.ends, len(words))
        for name, positions in signs.items():
            flags = self.flags(positions)
            self.mark(f"after {name}", flags[after] & (after >= 0))
            self.mark(f"before {name}", flags[before])
        for name, first, second in (("mark", opening, closing), ("other mark", closing, opening)):
            self.mark(f"after {name}", self.flags(first)[after])
            self.mark(f"before {name}", self.flags(second)[before])
        spans = {"cue": [cue.extent for cue in words.cues], "source": sources, "content": contents}
        for name, extents in spans.items():
            # punctuation and marks may stand between
            self.mark(f"after {name}", self.near(e for _, e in extents)[self.starts])
            self.mark(f"before {name}", self.near((s for s, _ in extents), -1)[self.ends])
        for name, positions in (("sentence", words.sentences), ("paragraph", words.offsets)):
            self.mark(f"after {name}", self.near(positions)[self.starts])
            self.mark(f"before {name}", self.near({*positions, len(words)}, -1)[self.ends])
        whether = load_lexicon().words["whether"]
        self.mark("at whether", self.word_flags(lambda i: lower[i] in whether)[self.starts])
        self.mark("at да", self.word_flags(lambda i: lower[i] == "да")[self.starts])
        self.mark("capital", self.word_flags(lambda i: words.texts[i][0].isupper())[self.starts])

    def word_flags(self, test: Callable[[int], bool]) -> np.ndarray:
        return self.flags(i for i in range(len(self.words)) if test(i))

    def near(self, positions: Iterable[int], step: int = 1) -> np.ndarray:
        """Flags of the positions, and of those that only punctuation and marks part from them."""
        near: set[int] = set()
        for i in positions:
            # from a position that is known already, all others are
            while i not in near:
                near.add(i)
                if step > 0 and i < len(self.words) and self.words.loose[i]:
                    i += 1
                elif step < 0 and i > 0 and self.words.loose[i - 1]:
                    i -= 1
        return self.flags(near)

    def add_lengths(self) -> None:
        length = self.ends - self.starts
        for low in _LENGTHS:
            self.mark(f"length {low}", length >= low)
        crossed = self.counts(self.sentences) - self.sentences[self.starts]
        self.mark("no sentence", crossed == 0)
        self.mark("one sentence", crossed == 1)
        self.mark("two sentences", crossed >= 2)
        sentences = np.flatnonzero(self.sentences).tolist()
        whole = self.near(sentences)[self.starts]
        ends = self.near([*sentences, len(self.words)], -1)[self.ends]
        self.mark("all sentence", whole & ends)

    def add_insides(self) -> None:
        words = self.words
        titles = [
            i
            for p, first, last in words.paragraphs()
            if p.kind == "title"
            for i in range(first, last)
        ]
        self.mark("title", self.flags(titles)[self.starts])
        paragraphs = {words.trimmed((first, last)) for _, first, last in words.paragraphs()}
        for extent in paragraphs & self.rows.keys():
            self.bits.set(self.rows[extent], "paragraph")
        renarrative = _ENDINGS["renarrative"]
        inside = {
            "has cue": {cue.start for cue in words.cues},
            "has source": {
                words.extent(quote.source)[0] for quote in words.quotes if quote.source is not None
            },
            "has pair": {outer[0] for _, outer in words.pairs},
            "has че": {i for i, word in enumerate(words.lower) if word == "че"},
            "renarrative": {i for i, word in enumerate(words.lower) if renarrative.search(word)},
            "numbers": {i for i, word in enumerate(words.lower) if word[0].isdigit()},
        }
        for name, positions in inside.items():
            self.mark(name, self.counts(self.flags(p for p in positions if p < len(words))) > 0)

    def add_pairs(self) -> None:
        words = self.words
        inner = [words.trimmed(inner) for inner, _ in words.pairs]
        self.mark("starts pair", self.flags(start for start, _ in inner)[self.starts])
        self.mark("ends pair", self.flags(end for _, end in inner)[self.ends])
        within = self.flags(i for pair, _ in words.pairs for i in range(*pair))
        self.mark("in pair", self.counts(within) == self.ends - self.starts)
        for extent in inner:
            if extent in self.rows:
                self.bits.set(self.rows[extent], "is pair")
                if extent[1] - extent[0] <= 3:
                    self.bits.set(self.rows[extent], "is short pair")

    def add_rules(self) -> None:
        words = self.words
        contents = list(words.contents(words.quotes))
        for quote, extent in contents:
            row = self.rows[extent]
            self.bits.set(row, "rule relay" if quote.relay else f"rule {quote.type}")
            if quote.score >= _SURE:
                self.bits.set(row, "sure rule")
            if quote.cue is not None:
                self.bits.set(row, "rule with cue")
            if quote.source is not None:
                self.bits.set(row, "rule with source")
        for extent, type_ in words.nonspeech:
            if (trimmed := words.trimmed(extent)) in self.rows:
                self.bits.set(self.rows[trimmed], f"rule {type_}")
        plain = [extent for quote, extent in contents if not quote.relay]
        self.mark("rule start", self.flags(start for start, _ in plain)[self.starts])
        self.mark("rule end", self.flags(end for _, end in plain)[self.ends])
        covered = self.counts(self.flags(i for extent in plain for i in range(*extent)))
        self.mark("in rule", covered == self.ends - self.starts)
        self.mark("no rule", covered == 0)
        self.mark("cuts rule", (covered > 0) & (covered < self.ends - self.starts))
        self.mark("has rule", self.counts(self.flags(start for start, _ in plain)) > 0)


#: How many features a word and a candidate have.
WORD_FEATURES = len(dict.fromkeys(_word_columns()))
CANDIDATE_FEATURES = len(dict.fromkeys(_CandidateFeatures.columns()))
