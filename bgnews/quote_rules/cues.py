"""Finds the words that attribute: заяви, е казал, изрази увереност, категоричен е, според."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .lexicon import Lexicon

# How many words may stand between a verb and the noun that completes it: отправи ново остро X.
_PHRASE_REACH = 3
_LONGEST_PREPOSITION = 4
_OBJECT_REACH = 3
# не може със сигурност да потвърди
_REFUSAL_REACH = 4
NOUN_CLASSES = frozenset({"question", "claim", "request", "wording"})
# Impersonal, these do not say who expects, wants or names what: очаква се, нарича се.
_PERSONAL = frozenset({"expect", "wish", "insist", "think", "demand", "call"})
# These nouns are cues with the preposition only: на въпроса дали …, с думите: „…“
_PREPOSITION_OF = {"question": {"на"}, "wording": {"с", "със"}}
_DEFINITE = re.compile(r"(а|ът|ят|то|те)$")
# Present participles and gerunds: they introduce, but do not close.
_NON_FINITE = re.compile(r"[аяе]щ[аои]?$|йки$")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that attribute, as token positions.

    Attributes:
        start: first position.
        end: position after the last one.
        class_: class of the lexicon; "preposition" for the likes of според.
        frames: the constructions that the cue may enter; for a preposition, where its source is.
    """

    start: int
    end: int
    class_: str
    frames: frozenset[str]

    @property
    def extent(self) -> tuple[int, int]:
        return self.start, self.end


def find_cues(words: Sequence[str], positions: Iterable[int], lexicon: Lexicon) -> list[Cue]:
    """The cues among the words at the positions, in order, without overlaps or denied ones.

    Args:
        words: the tokens of a paragraph, in lower case.
        positions: where to look, in order.
        lexicon: the cue lexicon.
    """
    cues: list[Cue] = []
    for i in positions:
        last = cues[-1].end if cues else 0
        if i < last:
            continue
        cue = _preposition(words, i, lexicon) or _predicate(words, i, lexicon)
        if cue is None or cue.start < last:
            continue
        # отрече слуховете, че …: the verb is the cue, not its object.
        if cue.class_ not in NOUN_CLASSES or last == 0 or i - last >= _OBJECT_REACH:
            cues.append(cue)
    return cues


def _preposition(words: Sequence[str], i: int, lexicon: Lexicon) -> Cue | None:
    if words[i] not in ("според", "по"):
        return None
    for length in range(min(_LONGEST_PREPOSITION, len(words) - i), 0, -1):
        place = lexicon.prepositions.get(tuple(words[i : i + length]))
        end = i + length
        if place == "clitic" and (
            end == len(words) or words[end] not in lexicon.words["object_pronoun"]
        ):
            continue
        if place:
            end -= length > 1 and words[end - 1] in ("на", "от")
            return Cue(i, end, "preposition", frozenset({place}))
    return None


def _predicate(words: Sequence[str], i: int, lexicon: Lexicon) -> Cue | None:
    word = words[i]
    start, end = _with_auxiliaries(words, i, lexicon)
    reflexive = any(words[j] in lexicon.words["reflexive"] for j in range(start, end))
    phrase = _phrase(words, i, lexicon)
    if phrase:
        class_, end = phrase
    elif reflexive and word in lexicon.reflexives:
        class_ = lexicon.reflexives[word]
    elif word in lexicon.verbs:
        class_ = lexicon.verbs[word]
        if reflexive and class_ in _PERSONAL:
            return None
    elif end - start > 1 and word in lexicon.participles:
        class_ = lexicon.participles[word]
    elif word in lexicon.nouns:
        class_, start, end = lexicon.nouns[word], i, i + 1
        if (
            i > 0
            and words[i - 1] in lexicon.words["noun_preposition"]
            and (class_ == "wording" or not _DEFINITE.search(word))
        ):
            start -= 1
        if class_ in _PREPOSITION_OF and (i == 0 or words[i - 1] not in _PREPOSITION_OF[class_]):
            return None
    else:
        return None
    # Who does not think so holds an opinion; who did not say so is not quoted.
    if class_ not in ("think", "expect") and _denied(words, start, i, lexicon):
        return None
    frames = lexicon.frames[class_]
    if _NON_FINITE.search(word):
        frames -= {"close"}
    return Cue(start, end, class_, frames)


def _denied(words: Sequence[str], start: int, i: int, lexicon: Lexicon) -> bool:
    """Whether the verb at ``i``, with auxiliaries from ``start``, says what somebody does not say.

    By a negation, не потвърди, or by the verb it hangs on: отказа да потвърди, не пожела да каже.
    """
    if any(words[j] in lexicon.words["negation"] for j in range(max(0, start - 1), i)):
        return True
    if start == 0 or words[start - 1] != "да":
        return False
    before = set(words[max(0, start - 1 - _REFUSAL_REACH) : start - 1])
    unwilling = before & lexicon.words["unwilling"] and before & lexicon.words["negation"]
    return bool(unwilling or before & lexicon.words["refusal"])


def _phrase(words: Sequence[str], i: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """Class and end of a cue that the verb at ``i`` makes with a noun."""
    for class_, sequences in lexicon.phrases.get(words[i], ()):
        for j in range(i + 1, min(i + 2 + _PHRASE_REACH, len(words))):
            if words[j] in ",.:;" or words[j] == "че":
                break
            for sequence in sequences:
                if tuple(words[j : j + len(sequence)]) == sequence:
                    return class_, j + len(sequence)
    return None


def _with_auxiliaries(words: Sequence[str], i: int, lexicon: Lexicon) -> tuple[int, int]:
    """The verb at ``i`` with the forms of съм, ще and се around it."""
    auxiliaries = lexicon.words["auxiliary"] | lexicon.words["reflexive"]
    start, end = i, i + 1
    while start > 0 and i - start < 3 and words[start - 1] in auxiliaries:
        start -= 1
    if start == i:
        while end < len(words) and end - i < 3 and words[end] in auxiliaries:
            end += 1
    return start, end
