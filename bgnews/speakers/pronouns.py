"""Whom the pronouns of an article refer back to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ..annotations import Quote
from .descriptions import Descriptions
from .name import Name, gender_of, shows_gender
from .names import REACH, Names
from .noun_phrases import base_word
from .turns import Resolution, Speaker, Turns, position, resolution
from .word_lists import words

_WORD = re.compile(r"\w[\w-]*")
_JOINED = re.compile(r" и (?:[^.,:;!?\n]{0,80} )?")
_SENTENCE_BREAK = re.compile(r"[.!?…][\"“”»)]* |\n")
_LONGEST_SUBJECT = 8  # words before the name
_SENTENCE = 200  # how far to look for the beginning of a sentence, in code points


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
        self._descriptions = Descriptions(names)
        self._breaks = [match.end() for match in _SENTENCE_BREAK.finditer(names.text)]

    def antecedent(self, quote: Quote, pronoun: str) -> Resolution | None:
        """The speaker that a pronoun in the source of a quote stands for."""
        if pronoun in words("pronouns_p"):
            return self._group(quote, pronoun)
        gender = next(gender for gender in "mfn" if pronoun in words(f"pronouns_{gender}"))
        if gender == "n":
            return resolution("pronoun thing", self._last_thing(quote, gender))
        return (
            self._person(quote, gender, is_relative=pronoun in words("pronouns_relative"))
            or resolution("pronoun thing", self._last_thing(quote, gender))
            or resolution("pronoun described", self._described(quote, gender))
            or resolution("pronoun quoted", self._last_quoted(quote, gender))
            or resolution("pronoun unsure", self._of_unknown_gender(quote))
        )

    def _group(self, quote: Quote, pronoun: str) -> Resolution | None:
        modified = None
        if pronoun in words("pronouns_relative"):
            modified = self._descriptions.modified(position(quote), "p")
        joined = pronoun not in words("pronouns_both")
        return (
            resolution("pronoun modifies", modified)
            or resolution("pronoun subject", self._later_subject(quote))
            or resolution("pronoun pair", self._last_pair(quote, joined))
            or resolution("pronoun thing", self._last_thing(quote, "p"))
            or resolution("pronoun described", self._described(quote, "p"))
            or resolution("pronoun reported", self._last_reporting(quote))
        )

    def _person(self, quote: Quote, gender: str, is_relative: bool) -> Resolution | None:
        """A person named or speaking before.

        Who spoke last goes before one who was only named, unless that one is the subject of a
        later sentence. Whoever speaks of another in direct speech is not that other.
        """
        if is_relative and (modified := self._descriptions.modified(position(quote), gender)):
            return Resolution("pronoun modifies", modified)
        frame = self._turns.frame(quote)
        if frame is not None and frame.type == "direct":
            named = self._named_in(frame, quote, gender)
            if named:
                return Resolution("pronoun named in frame", named)
        holder = self._turns.holder(quote) if frame and frame.type == "direct" else None
        spoke = next(
            (
                turn
                for turn in self._turns.before(quote)
                if turn.speaker.is_person and turn.speaker.fits(gender) and not turn.relay
                if turn.speaker != holder
            ),
            None,
        )
        if spoke and not is_relative:
            name = self._last_person(quote, gender, since=spoke.position, subject=True)
        else:
            name = self._last_person(quote, gender)
        if name:
            return Resolution("pronoun named", Speaker.named(self._names.fullest(name)))
        return resolution("pronoun spoke", spoke.speaker if spoke else None)

    def _named_in(self, frame: Quote, quote: Quote, gender: str) -> Speaker | None:
        """The person named last in the quote around a quote."""
        start = frame.spans[0].start_char
        return self._last_of(self._names.mentions_before(position(quote), since=start), gender)

    def _last_quoted(self, quote: Quote, gender: str) -> Speaker | None:
        """The person named last, in quotes or out of them."""
        return self._last_of(self._names.mentions_before(position(quote)), gender)

    def _of_unknown_gender(self, quote: Quote) -> Speaker | None:
        """The last person whose name does not tell the gender: ``Жан Соваж … тя``."""
        for name in reversed(self._named_before(quote)):
            full = self._names.fullest(name)
            if not shows_gender(full):
                return Speaker.named(full)
        return None

    def _last_of(self, mentions: Sequence[Name], gender: str) -> Speaker | None:
        for name in reversed(mentions):
            speaker = Speaker.named(self._names.fullest(name))
            if self._names.is_person(name) and speaker.gender == gender:
                return speaker
        return None

    def _described(self, quote: Quote, gender: str) -> Speaker | None:
        """The description of a person or a group that stands last before the quote's source."""
        return self._descriptions.last(position(quote), gender)

    def _later_subject(self, quote: Quote) -> Speaker | None:
        """The group that opens a sentence since a group has spoken."""
        spoke = (turn for turn in self._turns.before(quote) if turn.speaker.gender == "p")
        last = next(spoke, None)
        since = last.position if last else 0
        return self._descriptions.last_opening(since, position(quote))

    def _last_reporting(self, quote: Quote) -> Speaker | None:
        """The organisation that spoke last by a verb in the plural: ``съобщават от операта``."""
        for turn in self._turns.before(quote):
            if not turn.speaker.is_person and turn.is_reported:
                return turn.speaker
        return None

    def _last_thing(self, quote: Quote, gender: str) -> Speaker | None:
        """The last group, organisation or document that spoke."""
        for turn in self._turns.before(quote):
            if not turn.speaker.is_person and turn.speaker.gender == gender:
                return turn.speaker
        return None

    def _named_before(self, quote: Quote) -> Sequence[Name]:
        end = bisect_left(self._people, position(quote), key=lambda name: name.start)
        return self._people[max(0, end - REACH) : end]

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
