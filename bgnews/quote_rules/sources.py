"""Finds the noun phrase that names the source, before or after its cue."""

from __future__ import annotations

import re

from .lexicon import Lexicon
from .passage import Extent, Passage
from .phrases import ADJECTIVE, LONGEST_PHRASE, PUNCTUATION, Phrases

_DEFINITE = re.compile(r"(ът|ят|та|то|те|ия)$")
_DEFINITE_ADJECTIVE = ("ите", "ият", "ата", "ото")
# Endings of the definite forms, and of plurals that people have: лекари, експерти, учени.
_SPECIFIC = re.compile(r"(ът|ят|та|те|то|ия|ци|ти|ри|ни|ли)$")
# Before a verb this ending is that of an adverb: кметът яростно отрече.
_MANNER = re.compile(r"^[а-я]{3,}но$")
_LONGEST_TIME = 2
_LONGEST_ANTECEDENT = 9


class SourceFinder:
    """Finds sources in one paragraph."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.phrases = Phrases(passage, lexicon)
        self.verbs = lexicon.verbs

    def after(self, start: int, end: int) -> Extent | None:
        """The source that follows a cue which ends at ``start``: съобщи вчера <министърът>."""
        start = self._skip_adjuncts(start, end)
        if start < end and self.passage.lower[start] == "от":
            start += 1
        return self._phrase(start, end, careful=False)

    def document(self, start: int, end: int) -> Extent | None:
        """The document in which something is said: се казва в <доклада>."""
        while start < end and self._is("adverb", at=start):
            start += 1
        if start >= end or self.passage.lower[start] not in ("в", "във", "от"):
            return None
        return self._phrase(start + 1, end, careful=False)

    def after_preposition(self, start: int, end: int) -> Extent | None:
        """The source of a phrase such as според <учените>, which the content may follow."""
        return self._phrase(start, end, careful=True)

    def before(self, start: int, end: int, impersonal: bool = False) -> Extent | None:
        """The source in a clause that runs up to a cue at ``end``: <Министърът> вчера съобщи.

        Args:
            start: start of the clause.
            end: start of the cue.
            impersonal: whether the source is a document: В <доклада> се казва.
        """
        start = self._skip_opening(start, end)
        while end > start and (
            self._is("adverb", "object_pronoun", "negation", at=end - 1)
            or (end - 1 > start and _MANNER.search(self.passage.words[end - 1]))
        ):
            end -= 1
        if start == end:
            return None
        if self._is("subject_pronoun", at=start) and not self._is("coordination", at=start + 1):
            return start, start + 1
        if self._is("subject_pronoun", at=end - 1):
            return end - 1, end
        first = self.passage.lower[start]
        marks_source = first == "от" or (impersonal and first in ("в", "във"))
        if marks_source and self.phrases.end(start + 1, end, careful=False) == end:
            return self._checked(start + 1, end)
        if self._is("preposition", at=start):
            subject = self._after_adjunct(start, end)
            return None if subject is None else self._checked(subject, end)
        phrase = self.phrases.end(start, end, careful=False)
        adjunct = start < phrase < end and self._is("preposition", at=phrase)
        return self._checked(start, phrase if adjunct else end)

    def at(self, start: int, end: int) -> Extent | None:
        """The subject with which a clause begins: <Партията> е против и предупреди."""
        start = self._skip_opening(start, end)
        if start < end and self._is("preposition", at=start):
            return None
        return self._phrase(start, end, careful=True)

    def antecedent(self, start: int, comma: int) -> Extent | None:
        """The noun phrase before a relative clause: <експерти>, които смятат."""
        first = comma
        while first > start and comma - first < _LONGEST_ANTECEDENT:
            pair = self.passage.marked_before(first)
            i = pair.outer[0] if pair else first - 1
            if pair is None and (
                self.passage.words[i] in PUNCTUATION
                or self._is("preposition", "verb", "conjunction", at=i)
                or self.passage.lower[i] in self.verbs
            ):
                break
            first = i
        return self._checked(first, comma)

    def is_specific(self, source: Extent) -> bool:
        """Whether the phrase can name a speaker: it is a name, a role, definite or plural."""
        words = self.passage.words
        return any(
            words[i][0].isupper()
            or self.passage.marked_at(i) is not None
            or self._is("outlet", "pronoun", at=i)
            or self.phrases.is_title(i)
            or _SPECIFIC.search(words[i])
            for i in range(*source)
        )

    def _is(self, *names: str, at: int) -> bool:
        return any(self.phrases.has(name, at) for name in names)

    def _skip_opening(self, start: int, end: int) -> int:
        """Past conjunctions, adverbs, and times such as миналата седмица."""
        i = start
        while i < end:
            word = self.passage.words[i]
            date = word[0].isdigit() and "." in word
            opens = self._is("conjunction", at=i) and not self._is("preposition", at=i)
            if after := self._after_time(i, end):
                i = after
            elif date or opens or word in PUNCTUATION or self._is("adverb", at=i):
                i += 1
            else:
                break
        return i

    def _after_time(self, i: int, end: int) -> int | None:
        """The position after a time that starts at ``i``; None if none does."""
        for j in range(i, min(i + 1 + _LONGEST_TIME, end - 1)):
            if self._is("time", at=j) and self._is("time_comparison", at=j + 1):
                return j + 2  # няколко дни по-късно
        if not self._is("time_determiner", at=i):
            return None
        near = range(i + 1, min(i + 1 + _LONGEST_TIME, end))
        after = next((j + 1 for j in near if self._is("time", at=j)), None)
        while (
            after
            and after < end
            and (self._is("time", at=after) or self.passage.words[after][0].isdigit())
        ):
            after += 1
        return after

    def _skip_adjuncts(self, start: int, end: int) -> int:
        """Past adverbs, and phrases such as пред журналисти, в социалните мрежи."""
        i = start
        while i < end:
            if after := self._after_time(i, end):
                i = after
            elif self._is("adverb", "object_pronoun", at=i):
                i += 1
            elif self._is("adjunct_preposition", at=i) and i + 1 < end:
                i += 1
                while i + 1 < end and self._is_modifier(i):
                    i += 1
                if self.passage.marked_at(i) is None:
                    i += 1
                name = self.passage.marked_at(i)  # пред вестник „Ден“
                i = name.outer[1] if name else i
            else:
                break
        return i if i < end and self.passage.words[i] not in PUNCTUATION else start

    def _is_modifier(self, i: int) -> bool:
        word = self.passage.words[i]
        return word[0].islower() and bool(ADJECTIVE.search(word) or self._is("determiner", at=i))

    def _after_adjunct(self, start: int, end: int) -> int | None:
        """Where the subject starts after a phrase with a preposition: В писмото си <те>."""
        for i in range(start + 2, end):
            if self._is("object_pronoun", "adverb", "preposition", at=i):
                continue
            if self._is("preposition", "coordination", at=i - 1):
                continue
            if self._starts_subject(i, end):
                return i
        return None

    def _starts_subject(self, i: int, end: int) -> bool:
        """Whether a new noun phrase starts at ``i``, after the end of another one."""
        words, lower, before = self.passage.words, self.passage.lower, self.passage.lower[i - 1]
        attributive = ADJECTIVE.search(before) and not self._is("adverb", "time", at=i - 1)
        complete = not attributive or self.phrases.is_title_case(i - 1)
        if self._is("pronoun", "determiner", at=i) or (complete and self.phrases.is_title(i)):
            return True
        if self._is("object_pronoun", at=i - 1):
            # After си an adjective may still belong to the adjunct: писмото си вечерно обръщение.
            attribute = ADJECTIVE.search(lower[i]) and not lower[i].endswith(_DEFINITE_ADJECTIVE)
            return not attribute or i + 1 == end
        if words[i][0].isupper():
            latin_before = words[i - 1].isascii() and not words[i].isascii()
            common_before = not words[i - 1][0].isupper() and not self.phrases.is_title(i - 1)
            return latin_before or common_before
        return complete and bool(_DEFINITE.search(lower[i]))

    def _phrase(self, start: int, end: int, careful: bool) -> Extent | None:
        return self._checked(start, self.phrases.end(start, end, careful))

    def _checked(self, start: int, end: int) -> Extent | None:
        """The extent if it can be a source."""
        passage = self.passage
        while start < end and self._is("adverb", at=start):
            start += 1
        if start >= end or end - start > LONGEST_PHRASE or passage.words[start] in PUNCTUATION:
            return None
        if not passage.words[start][0].isalnum() and passage.marked_at(start) is None:
            return None
        if self._is("no_source", "preposition", "verb", "relative", at=start):
            return None
        return start, end
