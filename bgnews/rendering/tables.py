"""Counts and scores as tables on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .changes import visible

if TYPE_CHECKING:
    from ..corpus.frames import Frame
    from ..evaluation import Report

_BAR = 40  # columns of the longest bar
_SHOWN = 15  # kinds shown of each counter; the rest are summed up


def statistics_view(statistics: Mapping[str, Counter[str]]) -> RenderableType:
    """Show each counter as a table with a bar chart, the most frequent first."""
    return Group(*(_counter(title, counter) for title, counter in statistics.items()))


def frames_view(frames: Sequence[Frame]) -> RenderableType:
    """Show which words articles share that have to be written one by one."""
    articles = {id_ for frame in frames for id_ in frame.articles}
    lines = [
        Text(visible(f"  {frame.words}   {', '.join(frame.articles[:3])}"))
        for frame in frames[:_SHOWN]
    ]
    heading = Text.assemble(
        ("\nshared sentence frames", "bold"), f" {len(frames)} in {len(articles)} articles"
    )
    return Group(heading, *lines)


def report_view(report: Report) -> RenderableType:
    """Show precision, recall and F1 of each metric as percentages."""
    table = Table(box=box.SIMPLE)
    table.add_column("metric")
    for heading in ("P", "R", "F1", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for name, counts in (report.counts() | report.attribution_by_source()).items():
        figures = (counts.precision, counts.recall, counts.f1)
        table.add_row(
            name.replace("_", " "),
            *(f"{100 * figure:.1f}" for figure in figures),
            str(counts.predicted),
            str(counts.gold),
        )
    for name, accuracy in report.accuracies().items():
        table.add_row(name.replace("_", " "), "", "", f"{100 * accuracy:.1f}", "", "")
    return table


def _counter(title: str, counter: Counter[str]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    table.add_column(no_wrap=True)
    ranked = counter.most_common()
    most = ranked[0][1]
    for what, count in ranked[:_SHOWN]:
        table.add_row(
            Text(visible(what)), str(count), Text("█" * max(1, _BAR * count // most), "cyan")
        )
    rest = ranked[_SHOWN:]
    if rest:
        table.add_row(f"{len(rest)} more", str(sum(count for _, count in rest)), "")
    heading = Text.assemble((f"\n{title}", "bold"), f" {counter.total()} in {len(counter)} kinds")
    return Group(heading, table)
