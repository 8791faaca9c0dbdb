"""The kinds of the paragraphs of a news page, told by form and by place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from . import paragraph_forms as forms
from .text import Paragraph, ParagraphKind, Replacement

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BESIDE_THE_BODY: frozenset[ParagraphKind | None] = frozenset(
    ("teaser", "caption", "byline", "junk")
)
_LONGEST_SHORT_TITLE = 120
_LONGEST_CAPTION = 80
_SMALLEST_GALLERY = 3
_LONGEST_LINKED_NAME = 40
_SHORTEST_TEASER = 15
_SHORTEST_LIST = 3


def name_paragraphs(text: str) -> list[Paragraph]:
    """Give every non-empty line its kind.

    Args:
        text: a clean text.

    Returns:
        The lines in order, white space at their ends left out; offsets in code points of ``text``.
    """
    extents = [match.span() for match in _LINE.finditer(text)]
    page = _Page([text[start:end] for start, end in extents])
    return [
        Paragraph(kind, start, end)
        for kind, (start, end) in zip(page.named(), extents, strict=True)
    ]


def dropped_paragraphs(
    text: str, paragraphs: Sequence[Paragraph], drop: Collection[str]
) -> tuple[list[Replacement], list[Paragraph]]:
    """Delete the paragraphs of some kinds, each with its line break, so that no gap is left.

    Args:
        text: the text that the paragraphs belong to.
        paragraphs: all its paragraphs, in order.
        drop: the kinds to delete.

    Returns:
        The deletions, and the paragraphs that are left with their extents in the shorter text.
    """
    replacements: list[Replacement] = []
    kept: list[Paragraph] = []
    kept_end = removed = 0
    gap: int | None = None  # where the paragraphs being dropped begin
    for paragraph in paragraphs:
        if paragraph.kind in drop:
            gap = paragraph.start if gap is None else gap
            continue
        if gap is not None:
            replacements.append((gap, paragraph.start, ""))
            removed += paragraph.start - gap
            gap = None
        kept_end = paragraph.end
        kept.append(Paragraph(paragraph.kind, paragraph.start - removed, paragraph.end - removed))
    if gap is not None:
        replacements.append((kept_end, len(text), ""))
    return replacements, kept


class _Page:
    """The lines of a page while they get their kinds, the surest first.

    A kind once given stays; what nothing else claims is body.
    """

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.kinds: list[ParagraphKind | None] = [forms.kind_by_wording(line) for line in lines]
        self.times = Counter(lines)
        self.headlines = [self._is_headline(i) for i in range(len(lines))]

    def named(self) -> list[ParagraphKind]:
        self._name_head()
        self._name_repeated()
        self._name_tail()
        self._name_credits()
        self._name_galleries()
        self._name_middle()
        return [kind or "body" for kind in self.kinds]

    def _name_head(self) -> None:
        """The headline and the one under it; date and author may come first."""
        first = 0
        while first + 1 < len(self.lines) and (
            self.kinds[first] == "byline" or self._signs_head(first)
        ):
            self.kinds[first] = "byline"
            first += 1
        if first == len(self.lines) or self.kinds[first]:
            return
        headline = self.lines[first]
        if forms.is_prose(headline) and (first or len(headline) > _LONGEST_SHORT_TITLE):
            self.kinds[first] = "body"
            return
        self.kinds[first] = "title"
        below = first + 1
        if below + 1 < len(self.lines) and not self.kinds[below] and self.headlines[below]:
            self.kinds[below] = "title"

    def _signs_head(self, i: int) -> bool:
        """Whether the author stands here, above the headline or beside the date."""
        below = i + 1
        is_above = self.kinds[below] == "byline" or self.headlines[below]
        return forms.is_person(self.lines[i]) and (i > 0 or is_above)

    def _name_repeated(self) -> None:
        """Links to other stories, which pages print twice, and the blurb under each."""
        for i in range(1, len(self.lines) - 1):
            line = self.lines[i]
            if line != self.lines[i + 1] or self.kinds[i] in ("caption", "junk"):
                continue
            if self._is_shared(i) or len(line) < _SHORTEST_TEASER or forms.is_prose(line):
                continue
            self.kinds[i] = self.kinds[i + 1] = "teaser"
            blurb = i + 2
            if blurb < len(self.lines) and not self.kinds[blurb] and self.headlines[blurb]:
                self.kinds[blurb] = "teaser"

    def _name_tail(self) -> None:
        """The author and the tags under the article."""
        first = len(self.lines)
        while first > 1 and (
            self.kinds[first - 1] in _BESIDE_THE_BODY or forms.is_tag(self.lines[first - 1])
        ):
            first -= 1
        if first < len(self.lines) and not self.kinds[first] and self._continues(first):
            first += 1
        unnamed = [i for i in range(first, len(self.lines)) if not self.kinds[i]]
        if not unnamed:
            return
        if self._is_author(unnamed[0]):
            self.kinds[unnamed[0]] = "byline"
        elif len(self.lines) - first == 1:  # one line makes no list
            return
        for i in unnamed:
            is_source = self.kinds[i - 1] == "byline" and self.lines[i - 1].endswith(":")
            self.kinds[i] = self.kinds[i] or ("byline" if is_source else "junk")

    def _name_credits(self) -> None:
        """Picture credits alone on a line, and the caption above each."""
        for i in range(1, len(self.lines)):
            is_credit = not self.kinds[i] and forms.is_credit(self.lines[i])
            if is_credit and not self._continues(i) and not self._goes_on(i):
                self.kinds[i] = "caption"
            if self.kinds[i] != "caption":
                continue
            above = i - 1
            is_short = len(self.lines[above]) <= _LONGEST_CAPTION
            if not self.kinds[above] and is_short and self.headlines[above]:
                self.kinds[above] = "caption"

    def _name_galleries(self) -> None:
        """The one caption that all pictures of a gallery share."""
        for i in range(len(self.lines)):
            if not self.kinds[i] and self.headlines[i] and self._is_shared(i):
                self.kinds[i] = "caption"

    def _is_shared(self, i: int) -> bool:
        return self.times[self.lines[i]] >= _SMALLEST_GALLERY and forms.is_picture_name(
            self.lines[i]
        )

    def _name_middle(self) -> None:
        """Subheadings, links to other stories and stray pieces between the paragraphs."""
        items = self._list_items()
        last = len(self.lines) - 1
        for i, line in enumerate(self.lines):
            if self.kinds[i]:
                continue
            is_below_junk = i > 0 and self.kinds[i - 1] == "junk"
            is_foreign = forms.is_foreign(line)
            if not (is_foreign or is_below_junk or self.headlines[i]):
                self.kinds[i] = "body"
            elif self._continues(i):
                self.kinds[i] = "junk" if is_below_junk else "body"
            elif is_foreign:
                self.kinds[i] = "junk"
            elif not self.headlines[i] or i in items or i in (0, last):
                self.kinds[i] = "body"
            else:
                self.kinds[i] = forms.kind_of_headline(line)

    def _list_items(self) -> set[int]:
        """The lines that look like headlines but stand in a row, or below a colon."""
        items: set[int] = set()
        row: list[int] = []
        for i in range(1, len(self.lines)):
            is_open = self.headlines[i] and not self.kinds[i]
            if is_open and self.lines[i - 1].endswith((":", ";", ",")):
                items.add(i)
            is_quiet = is_open and not forms.is_loud_headline(self.lines[i])
            row = [*row[1 - _SHORTEST_LIST :], i] if is_quiet else []
            if len(row) == _SHORTEST_LIST:
                items.update(row)
        return items

    def _is_headline(self, i: int) -> bool:
        """Whether the line is set as a headline or subheading is, and whole."""
        if len(self.lines[i]) == 1 or forms.is_prose(self.lines[i]):
            return False
        return not self._goes_on(i)

    def _goes_on(self, i: int) -> bool:
        """Whether the line below continues the sentence of this one."""
        return i + 1 < len(self.lines) and forms.begins_amid(self.lines[i + 1])

    def _continues(self, i: int) -> bool:
        """Whether the line is a piece of a sentence that links cut in several lines."""
        if not i or forms.ends_sentence(self.lines[i - 1]):
            return False
        line, above = self.lines[i], self.lines[i - 1]
        if forms.begins_amid(line):
            return True
        if len(line) > _LONGEST_LINKED_NAME:
            return False
        return self._goes_on(i) or forms.awaits_name(above)

    def _is_author(self, i: int) -> bool:
        """Whether the line is the name of a person whom the article does not speak of."""
        if not forms.is_person(self.lines[i]):
            return False
        surname = re.split(r"[ -]", self.lines[i])[-1].lower()
        return not any(surname in line.lower() for line in self.lines[:i])
