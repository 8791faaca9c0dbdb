"""An evaluation as a page: one HTML file without scripts that loads nothing from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ..data_files import DataFolder
from .changes import visible
from .shares import figures, percent

if TYPE_CHECKING:
    from ..evaluation import Report
    from ..evaluation.calibration import Bin
    from ..evaluation.comparison import Mark, Passage
    from ..evaluation.counts import Counts
    from ..evaluation.differences import Difference

_DATA = DataFolder(__file__)
# Headings of the table of figures, by the first word of a metric's name.
_GROUPS = {
    "content": "Content",
    "whole": "Content, type, cue and source",
    "cue": "Cue and source",
    "source": "Cue and source",
    "attribution": "Speaker",
    "relay": "Other",
    "nonspeech": "Other",
    "paragraph": "Other",
    "stance": "Stance",
}
_HEADLINES = ("content_match", "content_exact", "whole_quote", "cue_exact", "source_exact")
_HEADLINES += ("attribution", "nonspeech")
_LONGEST = 120  # characters of a gold or predicted value told in words
# The text of an article shows these itself.
_SHOWN_AS_TEXT = ("extent", "direct", "indirect", "mixed", "relay")


def report_page(report: Report, model: str) -> str:
    """Make the page of an evaluation.

    Args:
        report: what was measured.
        model: the name of what was judged.

    Returns:
        A whole HTML document. Text from the articles cannot act in it: markup is escaped, and
        characters that are not seen or change the direction of writing are shown by their names.
    """
    counts = report.all_counts()
    return _template().render(
        report=report,
        model=model,
        style=(_DATA.path / "report_page.css").read_text(encoding="utf-8"),
        headlines=[(name, counts[name]) for name in _HEADLINES if name in counts],
        groups=_grouped(counts),
        pieces=pieces,
        radius=_radius,
    )


@dataclass(frozen=True)
class Piece:
    """A part of a line: text, or where a mark opens or closes.

    Attributes:
        text: words outside any tag; empty if a mark opens or closes.
        opens: the mark that opens; None if text stands here or a mark closes.
        goes_on: whether the mark was open before, and was closed only because of another one.
    """

    text: str = ""
    opens: Mark | None = None
    goes_on: bool = False


def pieces(passage: Passage, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Put marks into a line so that they nest; one that crosses the end of another is parted."""
    position = passage.start
    open_marks: list[Mark] = []
    ends = {passage.start + len(passage.text)}
    for boundary in sorted(ends.union(*((mark.start, mark.end) for mark in marks))):
        if boundary > position:
            yield Piece(passage.text[position - passage.start : boundary - passage.start])
        position = boundary
        going_on: list[Mark] = []
        while any(mark.end == boundary for mark in open_marks):
            closed = open_marks.pop()
            yield Piece()
            if closed.end > boundary:
                going_on.append(closed)
        starting = [mark for mark in marks if mark.start == boundary]
        starting.sort(key=lambda mark: -mark.end)
        yield from (Piece(opens=mark, goes_on=True) for mark in reversed(going_on))
        yield from (Piece(opens=mark) for mark in starting)
        open_marks += [*reversed(going_on), *starting]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_DATA.path, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "percent": percent,
        "figures": figures,
        "named": lambda name: name.replace("_", " "),
        "visible": visible,
        "told": _told,
    }
    return environment.get_template("report_page.html")


def _grouped(counts: dict[str, Counts]) -> list[tuple[str, list[tuple[str, Counts]]]]:
    """The metrics under their headings."""
    headings = list(dict.fromkeys(_GROUPS.values()))

    def heading(item: tuple[str, Counts]) -> str:
        return _GROUPS[item[0].partition("_")[0]]

    ordered = sorted(counts.items(), key=lambda item: headings.index(heading(item)))
    return [(name, list(items)) for name, items in groupby(ordered, heading)]


def _told(difference: Difference) -> str:
    """What is annotated and what was found, in words."""
    if difference.what in _SHOWN_AS_TEXT:
        return ""
    sides = ((difference.gold, "in gold"), (difference.predicted, "found"))
    return ", ".join(f"{_short(visible(value))} {where}" for value, where in sides if value)


def _short(text: str) -> str:
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


def _radius(bin_: Bin, bins: Iterable[Bin]) -> float:
    """The radius of the dot of a bin, whose area grows with the number of its quotes."""
    return 3 + 7 * math.sqrt(bin_.count / max(other.count for other in bins))
