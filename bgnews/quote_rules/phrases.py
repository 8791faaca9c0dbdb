"""Where a noun phrase ends, told without a parser: by word forms, capitals and prepositions."""

from __future__ import annotations

import re

from ..speakers.noun_phrases import noun_of
from .lexicon import Lexicon
from .marks import TERMINAL
from .passage import Passage

LONGEST_PHRASE = 18
PUNCTUATION = frozenset(",.;:!?…–—-/)•|")
ADJECTIVE = re.compile(
    r"(ск(и|а|о|ия|ият|ата|ото|ите)|н(а|о|и|ия|ият|ата|ото|ите)|[ъе]н|ов(а|о|и|ия|ият|ата|ото|ите)?"
    r"|[аяе]щ(а|о|и|ия|ият|ата|ото|ите)?|ият|л(ия|ият|ата|ото|ите)|ъл|[шчж](ия|ият|ата|ото|ите))$"
)
# A capitalised word with such an ending begins the name of an institution: Световната здравна …
_DEFINITE_ADJECTIVE = re.compile(r"([нксл]ата|[нксл]ото|[нксл]ите|ия|ият)$")
# Only the endings that nouns do not share.
_FINITE = re.compile(r"^[а-я]+[а-я](ват|ират|уват|яха|аха|иха|оха|еше|ваше)$")
_DEFINITE_PLURAL = ("те", "ци")
LONGEST_BRACKET = 8
_LONGEST_NAME = 6


class Phrases:
    """Finds the ends of noun phrases in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.words = lexicon.words
        self.verbs = lexicon.verbs

    def has(self, name: str, i: int) -> bool:
        """Whether the word at ``i`` is in a list of the lexicon."""
        # Би in Би Би Си is no verb.
        word = (self.passage.words if name == "verb" else self.passage.lower)[i]
        return word in self.words[name]

    def is_title(self, i: int) -> bool:
        """Whether the word is a noun that names a source, or stands before its name."""
        return (
            self.has("title", i)
            or self.has("honorific", i)
            or noun_of(self.passage.words[i]) is not None
        )

    def is_title_case(self, i: int) -> bool:
        """Whether the word is capitalised, and not only because a sentence starts with it."""
        words = self.passage.words
        if i == 0 or words[i - 1] in TERMINAL:
            return False
        return words[i][0].isupper() and not (words[i].isupper() and len(words[i]) > 1)

    def is_verb(self, i: int) -> bool:
        """Whether the word is a verb, by the lists or by its ending."""
        word = self.passage.words[i]
        return self.has("verb", i) or word in self.verbs or bool(_FINITE.search(word))

    def joins(self, i: int) -> bool:
        """Whether a dash at ``i`` joins two parts of a name: РУО – Видин."""
        words = self.passage.words
        inner = 0 < i < len(words) - 1 and self.passage.is_dash(i)
        return inner and words[i - 1].isupper() and words[i + 1][0].isupper()

    def end(self, start: int, limit: int, careful: bool) -> int:
        """Where the noun phrase that starts at ``start`` ends.

        Args:
            start: its first word.
            limit: how far it may reach.
            careful: whether words that do not belong to it may follow without punctuation.
        """
        i = start
        while i < limit and i - start < LONGEST_PHRASE:
            following = self._next(i, start, limit, careful)
            if following is None:
                break
            i = following
            if i == start + 1 and self.has("personal_pronoun", start):
                break
        while i > start and any(
            self.has(name, i - 1) for name in ("preposition", "relative", "coordination")
        ):
            i -= 1
        return i

    def _next(self, i: int, start: int, limit: int, careful: bool) -> int | None:
        """The position after the word or bracket at ``i``; None if the phrase ends before it."""
        words = self.passage.words
        pair = self.passage.marked_at(i)
        if pair:
            first, last = pair.inner
            speech = last - first > _LONGEST_NAME or (careful and words[first][0].islower())
            name = not speech and pair.outer[1] <= limit and not self.passage.marked_before(i)
            return pair.outer[1] if name else None
        if words[i] == "(" and i > start:
            reach = range(i, min(i + LONGEST_BRACKET, limit))
            return next((j + 1 for j in reach if words[j] == ")"), None)
        joined = start < i < limit - 1 and self.joins(i)
        if words[i] in PUNCTUATION and not joined:
            return None
        if self.has("verb", i) or (i > start and self._stops(i, start, careful)):
            return None
        return i + 1

    def _stops(self, i: int, start: int, careful: bool) -> bool:
        """Whether the phrase ends before the word at ``i``."""
        passage, word, before = self.passage, self.passage.lower[i], self.passage.lower[i - 1]
        title_case = self.is_title_case(i - 1) and not self.is_title(i - 1)
        named = title_case or passage.marked_before(i) is not None
        if self.has("preposition", i - 1) or self.has("particle", i):
            return False
        if self.has("honorific", i) or (self.has("honorific", i - 1) and word[0].isalpha()):
            return False  # кметът на Горна вода д-р Иванова
        if self.has("particle", i - 1) and not passage.words[i][0].islower():
            return False
        if self.has("possessive", i) and not named:
            return False
        if word in ("на", "от") or self.has("loose_preposition", i):
            return self._stops_before_preposition(i, start, careful, named)
        if self.has("source_stop", i) or word in self.verbs:
            return word != "и" or careful or self._next_word(i).lower() in self.verbs
        if self.has("relative", i) or self.has("adverb", i):
            return True
        if careful and passage.marked_before(i):
            return not (passage.words[i][0].isupper() and self._is_person(start))
        if self.has("place", i - 1):
            return False
        if not passage.words[i][0].islower():
            return careful and self._starts_other_name(i)
        if named:
            return not (_DEFINITE_ADJECTIVE if careful else ADJECTIVE).search(before)
        if not careful:
            return False
        if self.has("pronoun", i) or word.startswith("най-"):
            return True
        return not (ADJECTIVE.search(before) or self.has("determiner", i - 1))

    def _is_person(self, i: int) -> bool:
        """Whether the word is a noun for people, whose name may follow that of what they lead."""
        noun = noun_of(self.passage.words[i])
        return noun is not None and noun.is_human

    def _stops_before_preposition(self, i: int, start: int, careful: bool, named: bool) -> bool:
        word, following = self.passage.lower[i], self._next_word(i)
        if following.lower() in self.words["event"] or following.lower() in self.words["time"]:
            return True
        if word in ("на", "от"):
            return named and i - start >= 2 and following[:1].islower()
        if named or self.has("personal_pronoun", i - 1) or following[:1].isdigit():
            return True
        if self.has("goal_preposition", i):
            return careful and self.passage.lower[i - 1].endswith(_DEFINITE_PLURAL)
        located = following[:1].isupper() or following in self.words["place"]
        return careful and not (located and self.has("place_preposition", i))

    def _starts_other_name(self, i: int) -> bool:
        """Whether a capitalised word or number is no part of the phrase before it."""
        words, before = self.passage.words, self.passage.lower[i - 1]
        if not words[i][0].isupper() or self.has("object_pronoun", i - 1):
            return True
        return before.endswith(_DEFINITE_PLURAL) and not words[i - 1][0].isupper()

    def _next_word(self, i: int) -> str:
        return self.passage.words[i + 1] if i + 1 < len(self.passage) else ""
