"""Counts and scores as tables on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .changes import visible
from .shares import figures, percent

if TYPE_CHECKING:
    from ..corpus.frames import Frame
    from ..evaluation import Report
    from ..evaluation.calibration import Calibration
    from ..evaluation.confusion import Confusion

_BAR = 40  # columns of the longest bar
_SHOWN = 15  # kinds shown of each counter; the rest are summed up
_CLASSES_SHOWN = 8  # classes of errors shown; the rest are summed up


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
    """Show precision, recall and F1 of each metric as percentages, and below what was confused."""
    quotes = report.quotes
    confused = [_confusion("type as", quotes.types), _confusion("in marks as", quotes.speech)]
    beside = Table.grid(padding=(0, 2))
    beside.add_row(
        Group(*confused, *_reliability(quotes.calibration)),
        Group(*_error_classes(report.error_classes())),
    )
    return Group(_figures(report), beside)


def changes_view(heading: str, before: Report, after: Report) -> RenderableType:
    """Show F1 of each metric before and after training, as percentages."""
    table = Table(box=box.SIMPLE)
    table.add_column(heading)
    for column in ("before", "after", "change", "gold"):
        table.add_column(column, justify="right")
    later = after.all_counts()
    for name, counts in before.all_counts().items():
        if not counts.gold:
            continue
        change = later[name].f1 - counts.f1
        style = "green" if change > 0 else "red" if change < 0 else ""
        table.add_row(
            name.replace("_", " "),
            percent(counts.f1),
            percent(later[name].f1),
            Text(f"{100 * change:+.1f}", style),
            str(counts.gold),
        )
    return table


def _figures(report: Report) -> Table:
    table = Table(box=box.SIMPLE)
    table.add_column("metric")
    for heading in ("P", "R", "F1", "predicted", "gold"):
        table.add_column(heading, justify="right")
    for name, counts in report.all_counts().items():
        table.add_row(
            name.replace("_", " "),
            *figures(counts),
            str(counts.predicted),
            str(counts.gold),
        )
    for name, accuracy in report.accuracies().items():
        table.add_row(name.replace("_", " "), "", "", percent(accuracy), "", "")
    return table


def _confusion(title: str, confusion: Confusion) -> Table:
    """The gold labels as rows, the predicted ones as columns."""
    table = _small(title, *confusion.labels)
    for gold, row in confusion.rows().items():
        cells = [Text(str(n), "bold" if gold == label else "") for label, n in row.items()]
        table.add_row(gold, *cells)
    return table


def _reliability(calibration: Calibration) -> Iterator[Table]:
    if not calibration.scores:  # readers give none
        return
    table = _small("score", "quotes", "mean", "right")
    for bin_ in calibration.bins():
        table.add_row(
            f"{bin_.low:.1f}–{bin_.high:.1f}",
            str(bin_.count),
            percent(bin_.mean_score),
            percent(bin_.share_right),
        )
    table.add_row("Brier score", "", "", f"{calibration.brier_score:.3f}")
    table.add_row("calibration error", "", "", f"{calibration.expected_error:.3f}")
    yield table


def _error_classes(classes: Counter[str]) -> Iterator[Table]:
    if not classes:
        return
    table = _small("error", "times")
    for kind, count in classes.most_common(_CLASSES_SHOWN):
        table.add_row(kind, str(count))
    rest = sum(count for _, count in classes.most_common()[_CLASSES_SHOWN:])
    if rest:
        table.add_row("others", str(rest))
    yield table


def _small(first: str, *others: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=0, collapse_padding=True)
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right", no_wrap=True)
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
