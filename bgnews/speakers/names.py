"""Names of people in an article: where they stand, and the fullest form of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import dropwhile

from .name import Name, has_bulgarian_ending, is_acronym, is_initial
from .noun_phrases import base_word, is_adjective_form, noun_of, nouns
from .word_lists import places, words

_WORD = re.compile(r"\w+(?:[-'’]\w+|(?<=[A-Za-z])\.[a-z]{2,4}\b)*")
# How many names a source can refer back over; it also keeps long texts linear.
REACH = 50
_SPACES = ("", " ", "\u00a0")
_SENTENCE_BREAKS = frozenset('.!?:;…\n„“”"«»-–—(')


class Names:
    """The names of people in one text, indexed by surname and by first name."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = list(_WORD.finditer(text))
        self._starts = [word.start() for word in self._words]
        self._lowercase = {word[0] for word in self._words if word[0].islower()}
        self._proper = {
            word[0]
            for word in self._words
            if word[0][0].isupper() and not self.opens_sentence(word.start())
        }
        self.mentions = self._without_strangers(
            [name for name in self.within(0, len(text)) if _may_be_person(name)]
        )
        self._by_surname: dict[str, list[Name]] = defaultdict(list)
        self._full: dict[str, list[Name]] = defaultdict(list)
        self._fullest: dict[tuple[str, str], Name] = {}
        for name in self.mentions:
            self._by_surname[name.surname].append(name)
            if not name.is_surname:
                self._add_full(name)

    def _add_full(self, name: Name) -> None:
        self._full[name.surname].append(name)
        self._full[name.first].append(name)
        for key in {(name.surname, name.first), (name.surname, name.first[0])}:
            known = self._fullest.get(key, name)
            self._fullest[key] = max(
                known, name, key=lambda other: (len(other.first) > 1, len(other.parts))
            )

    def _without_strangers(self, names: list[Name]) -> list[Name]:
        """The names without first words that the rest of the article shows to be none of theirs.

        Such are the club in ``срещу Вихър Иван Петров`` and the verb in ``Чака Петров``, where
        others have ``Иван Петров``.
        """
        known = {name.parts for name in names if len(name.parts) > 1}
        sure = {name.surname for name in names if not name.is_surname and not self._opens(name)}
        return [
            name.without_first()
            if name.parts[1:] in known
            or (
                len(name.parts) == 2
                and name.surname in sure
                and self._opens(name)
                and not self.is_proper(name.parts[0])
            )
            else name
            for name in names
        ]

    def _opens(self, name: Name) -> bool:
        return self.opens_sentence(name.start)

    def within(self, start: int, end: int) -> Iterator[Name]:
        """The capitalised names in ``text[start:end]`` from left to right."""
        run: list[int] = []
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if run and not self._continues(run, index):
                yield from self._name(run)
                run = []
            if run or self._word(index)[0].isupper() or "." in self._word(index):
                run.append(index)
        if run:
            yield from self._name(run)

    def mentions_before(self, position: int, since: int = 0) -> list[Name]:
        """The last mentions that begin in ``text[since:position]``, in order."""
        first = bisect_left(self.mentions, since, key=lambda name: name.start)
        end = bisect_left(self.mentions, position, key=lambda name: name.start)
        return self.mentions[max(first, end - REACH) : end]

    def fullest(self, name: Name) -> Name:
        """The name with the most parts that the article gives this person.

        Of people who share a surname it is the one named in full last before, else the first
        after.
        """
        if name.is_surname:
            full = self._full.get(name.surname)
            if not full:
                return name
            index = bisect_right(full, name.start, key=lambda other: other.start)
            name = full[max(0, index - 1)]
        return self._fullest.get((name.surname, name.first), name)

    def is_person(self, name: Name) -> bool:
        """Whether the form of the name, or a first name elsewhere, makes it a person's."""
        if not _may_be_person(name) or name.surname.isascii():
            return False
        return not self.fullest(name).is_surname or has_bulgarian_ending(name.surname)

    def last_mention(self, name: Name, position: int) -> int:
        """Where the surname last begins before the position; -1 if it does not."""
        mentions = self._by_surname[name.surname]
        index = bisect_left(mentions, position, key=lambda other: other.start)
        return mentions[index - 1].start if index else -1

    def is_proper(self, word: str) -> bool:
        """Whether the word has a capital letter where no sentence begins."""
        return word in self._proper or word in places()

    def is_ordinary(self, word: str) -> bool:
        """Whether the text has the word without a capital letter."""
        return word.lower() in self._lowercase

    def opens_sentence(self, position: int) -> bool:
        """Whether a sentence, line or quotation begins at the position."""
        before = position - 1
        while before >= 0 and self.text[before] in " \u00a0\t":
            before -= 1
        return before < 0 or self.text[before] in _SENTENCE_BREAKS

    def _word(self, index: int) -> str:
        return self._words[index][0]

    def _gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self._words[index - 1].end() : self._words[index].start()]

    def _continues(self, run: list[int], index: int) -> bool:
        word, previous = self._word(index), self._word(index - 1)
        gap = self._gap(index)
        if gap.strip(" \u00a0") == "." and is_initial(previous):
            return word[0].isupper() and (len(run) == 1 or self._may_be_surname(word))
        if gap not in _SPACES:
            return False
        if word in words("particles"):
            following = self._word(index + 1) if index + 1 < len(self._words) else ""
            return following in words("particles") or following[:1].isupper()
        is_latin = self._word(run[0])[0].isascii()
        if is_latin:
            return word[0].isascii() and (word[0].isupper() or word.isdigit())
        if not word[0].isupper() or word[0].isascii():
            return False
        return is_acronym(word) == is_acronym(previous) or is_initial(word) or is_initial(previous)

    def _may_be_surname(self, word: str) -> bool:
        """Whether a word after ``Иван П.`` is no beginning of a sentence: ``Съдията``, ``Той``."""
        lower = word.lower()
        if is_initial(word) or has_bulgarian_ending(lower) or word[0].isascii():
            return True
        is_common = noun_of(lower) is not None or base_word(lower) != lower
        return not (is_common or lower in words("name_openers") or lower in self._lowercase)

    def _name(self, run: list[int]) -> Iterator[Name]:
        while run and self._word(run[-1]) in words("particles"):
            run.pop()
        run = list(dropwhile(self._is_opener, self._without_complement(run)))
        if len(run) == 3 and self._begins_with_verb(run):
            run = run[1:]
        if run and (len(self._word(run[-1])) > 1 or self._abbreviates_surname(run)):
            parts = tuple(self._part(index) for index in run)
            yield Name(parts, self._words[run[0]].start(), self._words[run[-1]].end())

    def _abbreviates_surname(self, run: list[int]) -> bool:
        """Whether the names are those of ``Иван П.``, and not of ``Сектор Б.``"""
        first = self._word(run[0])
        is_lettered = first.lower() in words("lettered") or len(first) == 1
        return len(run) > 1 and self._part(run[-1]).endswith(".") and not is_lettered

    def _part(self, index: int) -> str:
        word = self._words[index]
        dotted = is_initial(word[0]) and self.text[word.end() : word.end() + 1] == "."
        return word[0] + "." * dotted

    def _is_opener(self, index: int) -> bool:
        """Whether a capitalised word is a title, or an ordinary word that opens a sentence."""
        word = self._word(index).lower()
        if word in words("particles") or self._part(index).endswith("."):
            return False
        if word in words("name_openers") or base_word(word) in nouns():
            return True
        if not self.opens_sentence(self._words[index].start()):
            return False
        return word in self._lowercase or is_adjective_form(word)

    def _begins_with_verb(self, run: list[int]) -> bool:
        """Whether the first of three parts is none of a Bulgarian name: ``Дойде Иван Петров``."""
        if not self.opens_sentence(self._words[run[0]].start()):
            return False
        _, middle, last = (self._word(index).lower() for index in run)
        return has_bulgarian_ending(last) and not (
            has_bulgarian_ending(middle) or is_initial(middle.upper())
        )

    def _without_complement(self, run: list[int]) -> list[int]:
        """Cut the club off in ``треньорът на Ботев Иван Петров``."""
        if len(run) > 1 and run[0] and self._word(run[0] - 1).lower() in ("в", "във"):
            return run[1:]
        if len(run) < 2 or not self._completes_role(run[0]):
            return run
        parts = [self._word(index) for index in run]
        for length in (3, 2, 1):
            if len(run) > length and " ".join(parts[:length]) in places():
                return run[length:]
        if len(run) < 3 or parts[0][0].isascii():
            return run
        for index, part in enumerate(parts):
            if is_initial(part):
                return run[index:]
            if part in words("particles"):
                return run[max(0, index - 1) :]
        has_patronymic = len(run) == 3 and all(
            has_bulgarian_ending(part.lower()) for part in parts[1:]
        )
        return run if has_patronymic else run[-2:]

    def _completes_role(self, index: int) -> bool:
        """Whether a preposition before the word ties it to a noun for people: ``кметът на Русе``,
        ``кметът на община Русе``."""
        body = nouns().get(self._word(index - 1).lower())
        if body is not None and body.is_organisation:
            index -= 1
        if index < 2 or self._word(index - 1).lower() not in words("prepositions"):
            return False
        before = [base_word(self._word(i).lower()) for i in range(max(0, index - 5), index - 1)]
        return any(word in nouns() and nouns()[word].is_human for word in before)


def _may_be_person(name: Name) -> bool:
    if name.text in places() or name.parts[-1] in places():
        return False
    if any(is_acronym(part.rstrip(".")) for part in name.parts):
        return False
    return not is_adjective_form(name.parts[0].lower()) or len(name.parts) > 1
