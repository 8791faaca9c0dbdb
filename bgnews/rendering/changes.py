"""What cleaning changed, as a reader sees it: whole words, before and after."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rich.text import Text

from ..cleaning import CleanText, Edit

BEFORE_STYLE, AFTER_STYLE, HINT_STYLE = "red", "green", "dim"

_CONTEXT = 30  # characters shown on either side of a change
_LONGEST = 80  # characters shown of a change

_NAMES = {
    "\n": "↵",
    "\u00a0": "⟨NBSP⟩",
    "\u00ad": "⟨SHY⟩",
    "\u200b": "⟨ZWSP⟩",
    "\ufeff": "⟨BOM⟩",
}
_UNSEEN_CATEGORIES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"}
_COMBINING = re.compile("[\u0300-\u036f]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Change:
    """One or more edits within the same words.

    ``raw[raw_start:raw_end]`` became ``text[start:end]``; both are whole words.
    """

    edits: tuple[Edit, ...]
    raw_start: int
    raw_end: int
    start: int
    end: int

    @property
    def kind(self) -> str:
        """The steps that made the edits."""
        return "+".join(dict.fromkeys(part for edit in self.edits for part in edit.kind.split("+")))


def changes(clean: CleanText) -> Iterator[Change]:
    """Yield what was changed, in order, words that were changed several times once."""
    group: list[Edit] = []
    start, end = 0, -1
    for edit in clean.edits:
        if not group or edit.start > end:
            if group:
                yield _change(group, start, end)
            group, start = [], _word_start(clean.text, edit.start)
        group.append(edit)
        if edit.end > end:
            end = edit.end if _is_apart(clean.text, edit) else _word_end(clean.text, edit.end)
    if group:
        yield _change(group, start, end)


def change_text(clean: CleanText, change: Change) -> tuple[Text, Text]:
    """The words before and after the change, with the changed characters marked."""
    raw_extents = [(edit.raw_start, edit.raw_end) for edit in change.edits]
    extents = [(edit.start, edit.end) for edit in change.edits]
    return (
        _marked(clean.raw, change.raw_start, change.raw_end, raw_extents, BEFORE_STYLE),
        _marked(clean.text, change.start, change.end, extents, AFTER_STYLE),
    )


def diff_line(clean: CleanText, change: Change) -> Text:
    """The change in its context: ``… text [-before-]{+after+} text …``."""
    before, after = change_text(clean, change)
    left, right = _context(clean.text, change.start, change.end)
    removed = [("[-", HINT_STYLE), shortened(before), ("-]", HINT_STYLE)] if before else []
    added = [("{+", HINT_STYLE), shortened(after), ("+}", HINT_STYLE)] if after else []
    return Text.assemble(visible(left), *removed, *added, visible(right))


def edit_kinds(clean: CleanText) -> Counter[str]:
    """How many edits each step made."""
    return Counter(kind for edit in clean.edits for kind in edit.kind.split("+"))


def counted(counts: Counter[str]) -> str:
    """Counts in words, the most frequent first: ``spaces 4, entities 1``."""
    return ", ".join(f"{kind.replace('_', ' ')} {count}" for kind, count in counts.most_common())


def shortened(text: Text, longest: int = _LONGEST) -> Text:
    """The text without its middle, if it is long."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return Text.assemble(text[:half], ("…", HINT_STYLE), text[-half:])


def visible(text: str) -> str:
    """The text with a sign for every character that would not be seen, or would do harm."""
    return "".join(
        character if character == " " or not _is_unseen(character) else _sign(character)
        for character in text
    )


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN_CATEGORIES


def _sign(character: str) -> str:
    return _NAMES.get(character, f"⟨U+{ord(character):04X}⟩")


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """Some whole words of the same line on either side."""
    left = text[max(0, start - _CONTEXT) : start].rpartition("\n")
    right = text[end : end + _CONTEXT].partition("\n")
    return (
        left[2] if left[1] or start <= _CONTEXT else f"… {left[2].partition(' ')[2]}",
        right[0] if right[1] or len(text) <= end + _CONTEXT else f"{right[0].rpartition(' ')[0]} …",
    )


def _close_up(text: str) -> str:
    """Changed characters: here spaces and combining marks, too, are to be seen."""
    if text.isspace():
        return visible(text).replace(" ", "␣")
    return _COMBINING.sub(r"◌\g<0>", visible(text))


def _is_apart(text: str, edit: Edit) -> bool:
    """Whether a deletion, such as that of a line, leaves the next word as it was."""
    at_word_start = edit.start == 0 or text[edit.start - 1].isspace()
    return not edit.after and edit.before[-1].isspace() and at_word_start


def _word_start(text: str, position: int) -> int:
    while position > 0 and not text[position - 1].isspace():
        position -= 1
    return position


def _word_end(text: str, position: int) -> int:
    match = _SPACE.search(text, position)
    return match.start() if match else len(text)


def _change(edits: list[Edit], start: int, end: int) -> Change:
    raw_start = edits[0].raw_start - (edits[0].start - start)
    raw_end = edits[-1].raw_end + (end - edits[-1].end)
    return Change(tuple(edits), raw_start, raw_end, start, end)


def _marked(text: str, start: int, end: int, extents: list[tuple[int, int]], style: str) -> Text:
    marked = Text()
    for first, last in extents:
        marked.append(visible(text[start:first]))
        marked.append(_close_up(text[first:last]), style=f"bold {style}")
        start = last
    marked.append(visible(text[start:end]))
    return marked
