"""Whom the pronouns of an article refer back to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..annotations import Quote
from .name import Name, gender_of
from .names import Names
from .noun_phrases import base_word
from .turns import Speaker, Turns, position
from .word_lists import words

_WORD = re.compile(r"\w[\w-]*")
_JOINED = re.compile(r" и (?:[^.,:;!?\n]{0,80} )?")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"“”»)]* |\n")
_LONGEST_SUBJECT = 8  # words before the name
_SENTENCE = 200  # how far to look for the beginning of a sentence, in code points
# How many names a pronoun can refer back over; it also keeps long texts linear.
_REACH = 50


class Pronouns:
    """Finds antecedents among the people that the reporter names and the turns so far.

    Args:
        names: the names of the article.
        people: the mentions of people outside of quotes, in order.
        turns: who has spoken; read at each call.
    """

    def __init__(self, names: Names, people: Sequence[Name], turns: Turns) -> None:
        self._names = names
        self._people = people
        self._turns = turns
        self._breaks = [match.end() for match in _SENTENCE_BREAK.finditer(names.text)]

    def antecedent(self, quote: Quote, pronoun: str) -> Speaker | None:
        """The speaker that a pronoun in the source of a quote stands for.

        A person who spoke last goes before one who was only named, unless that one is the
        subject of a later sentence.
        """
        if pronoun in words("pronouns_p"):
            pair = self._last_pair(quote, joined=pronoun not in words("pronouns_both"))
            return pair or self._last_thing(quote, "p")
        gender = next(gender for gender in "mfn" if pronoun in words(f"pronouns_{gender}"))
        spoke = next(
            (
                turn
                for turn in self._turns.before(quote)
                if turn.speaker.is_person and turn.speaker.fits(gender) and not turn.relay
            ),
            None,
        )
        if gender == "n":
            return self._last_thing(quote, gender)
        if spoke and pronoun not in words("pronouns_relative"):
            name = self._last_person(quote, gender, since=spoke.position, subject=True)
        else:
            name = self._last_person(quote, gender)
        if name:
            return Speaker.named(self._names.fullest(name))
        return spoke.speaker if spoke else self._last_thing(quote, gender)

    def _last_thing(self, quote: Quote, gender: str) -> Speaker | None:
        """The last group, organisation or document that spoke."""
        for turn in self._turns.before(quote):
            if not turn.speaker.is_person and turn.speaker.gender == gender:
                return turn.speaker
        return None

    def _named_before(self, quote: Quote) -> Sequence[Name]:
        end = bisect_left(self._people, position(quote), key=lambda name: name.start)
        return self._people[max(0, end - _REACH) : end]

    def _last_person(
        self, quote: Quote, gender: str, since: int = -1, subject: bool = False
    ) -> Name | None:
        """The person named last before a quote's source, as a subject where that is asked."""
        for name in reversed(self._named_before(quote)):
            if name.start <= since:
                return None
            fits = gender_of(self._names.fullest(name)) in (gender, "u")
            if fits and (not subject or self._is_subject(name)):
                return name
        return None

    def _is_subject(self, name: Name) -> bool:
        """Whether the name is the first of its sentence, and not after a preposition or a title
        in object form (``кмета Иван Петров``)."""
        index = bisect_right(self._breaks, name.start)
        start = max(self._breaks[index - 1] if index else 0, name.start - _SENTENCE)
        before = _WORD.findall(self._names.text, start, name.start)
        if not before:
            return True
        last = before[-1].lower()
        if last in words("prepositions") or len(before) > _LONGEST_SUBJECT:
            return False
        if last.endswith(("а", "я")) and base_word(last) != last:
            return False
        return not any(map(self._names.is_person, self._names.within(start, name.start)))

    def _last_pair(self, quote: Quote, joined: bool) -> Speaker | None:
        """The last two people named, or the last two whom ``и`` joins."""
        people = self._named_before(quote)
        for first, second in zip(people[-2::-1], people[:0:-1], strict=True):
            pair = (self._names.fullest(first).text, self._names.fullest(second).text)
            between = self._names.text[first.end : second.start]
            if pair[0] != pair[1] and (not joined or _JOINED.fullmatch(between)):
                return Speaker(" и ".join(pair), "p")
        return None
