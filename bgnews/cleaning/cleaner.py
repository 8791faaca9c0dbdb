"""The steps of cleaning in their order, and the cleaner that takes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .characters import compose, controls, invisibles, plain_forms, spaces, stress_marks
from .drop_capitals import drop_capitals
from .encoding import entities, tags
from .homoglyphs import homoglyphs
from .mojibake import mojibake
from .numerals import digits, roman
from .paragraphs import dropped_paragraphs, name_paragraphs
from .rewrite import Rewrite
from .text import PARAGRAPH_KINDS, CleanText, Replacement
from .typography import typography_bg

#: A step reads a text and says what to replace, in order of position, without overlaps.
Step = Callable[[str], Sequence[Replacement]]

#: The steps that every text goes through, in this order; the names are the kinds of their edits.
STEPS: dict[str, Step] = {
    "controls": controls,
    "entities": entities,
    "tags": tags,
    "mojibake": mojibake,
    "invisible": invisibles,
    "spaces": spaces,
    "composition": compose,
    "plain_forms": plain_forms,
    "roman": roman,
    "homoglyphs": homoglyphs,
    "digits": digits,
    "drop_capitals": drop_capitals,
}

# A repair can lay bare another (an entity inside an entity, a look-alike under mojibake), so the
# steps are taken until none finds work. Each one shortens the text or makes a word purer, and no
# text that people wrote needs more than three rounds; the bound is for hostile input.
_MAX_ROUNDS = 10


@dataclass(frozen=True)
class Cleaner:
    """Cleans the text of Bulgarian news pages, by default without changing what is correct.

    Args:
        typography: ``"bg"`` normalises quote marks to „…“ (inner ‚…‘) and dashes; ``"keep"``
            leaves them.
        stress: ``"drop"`` removes stress marks over vowels; ``"keep"`` leaves them.
        drop: kinds of paragraphs to delete, from ``PARAGRAPH_KINDS``.
        disable: names of steps to leave out, from ``STEPS``.

    Raises:
        ValueError: if an argument is not one of its choices.
    """

    typography: Literal["keep", "bg"] = "keep"
    stress: Literal["keep", "drop"] = "keep"
    drop: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "drop", tuple(self.drop))
        object.__setattr__(self, "disable", tuple(self.disable))
        _check_choices("typography", [self.typography], ("keep", "bg"))
        _check_choices("stress", [self.stress], ("keep", "drop"))
        _check_choices("drop", self.drop, PARAGRAPH_KINDS)
        _check_choices("disable", self.disable, tuple(STEPS))

    def __call__(self, text: str) -> CleanText:
        """Clean one text. Never fails, whatever the text holds; never loses the way back.

        Raises:
            TypeError: if the text is not a ``str``.
        """
        if not isinstance(text, str):
            raise TypeError(f"a text must be a str, not {type(text).__name__}; decode bytes first")
        rewrite = Rewrite(text)
        steps = self._steps()
        for _ in range(_MAX_ROUNDS):
            before = rewrite.text
            for kind, step in steps.items():
                rewrite.apply(kind, step(rewrite.text))
            if rewrite.text == before:
                break
        paragraphs = name_paragraphs(rewrite.text)
        if self.drop:
            replacements, paragraphs = dropped_paragraphs(rewrite.text, paragraphs, self.drop)
            rewrite.apply("dropped", replacements)
        return CleanText(text, rewrite.text, tuple(rewrite.edits), tuple(paragraphs))

    def _steps(self) -> dict[str, Step]:
        steps = {kind: step for kind, step in STEPS.items() if kind not in self.disable}
        if self.stress == "drop":
            steps["stress"] = stress_marks
        if self.typography == "bg":
            steps["typography"] = typography_bg
        return steps


def _check_choices(name: str, values: Sequence[str], choices: Sequence[str]) -> None:
    for value in values:
        if value not in choices:
            raise ValueError(f"{name}: {value!r} is not one of {', '.join(choices)}")
