"""Interviews: paragraphs with a dash, question and answer in turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .findings import Finding
from .passage import Passage

_FEWEST_TURNS = 4
# Of the turns that should be questions, this share has to end with a question mark.
_SHARE_OF_QUESTIONS = 0.5


@dataclass(frozen=True)
class Answers:
    """Which paragraphs of an article, by index, are what the interviewed person says.

    Attributes:
        first: the first paragraph of each answer.
        further: the paragraphs that go on with the answer of the one before.
    """

    first: frozenset[int] = frozenset()
    further: frozenset[int] = frozenset()


def find_answers(passages: Sequence[Passage]) -> Answers:
    """The answers, if the article is an interview whose turns start with a dash."""
    turns = [i for i, passage in enumerate(passages) if _is_turn(passage)]
    questions, answers = turns[::2], turns[1::2]
    asked = sum("?" in passages[i].words[-2:] for i in questions)
    if len(turns) < _FEWEST_TURNS or asked < _SHARE_OF_QUESTIONS * len(questions):
        return Answers()
    starts = frozenset(turns)
    return Answers(
        frozenset(answers), frozenset(j for i in answers for j in _further(passages, i, starts))
    )


def answer(passage: Passage) -> Finding:
    """A paragraph of an answer as a quote."""
    return Finding(((int(passage.is_dash(0)), len(passage)),), "direct", "answer")


def _is_turn(passage: Passage) -> bool:
    return passage.kind == "body" and len(passage) > 1 and passage.is_dash(0)


def _further(passages: Sequence[Passage], i: int, starts: frozenset[int]) -> Iterator[int]:
    """The paragraphs between an answer and the next turn; after the last turn nobody knows."""
    end = next((j for j in range(i + 1, len(passages)) if j in starts), i + 1)
    for j in range(i + 1, end):
        if passages[j].kind != "body" or not len(passages[j]):
            return
        yield j
