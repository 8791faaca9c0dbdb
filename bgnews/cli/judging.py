"""Judging and showing the figures, for the commands that do so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..rendering.changes import visible
from ..rendering.tables import report_view
from .files import console_on, open_output
from .problems import Problems

if TYPE_CHECKING:
    from ..corpus import Article
    from ..evaluation import Prediction, Report


def show_report(
    pairs: Iterable[tuple[Article, Prediction]],
    errors: int,
    problems: Problems,
    given: Mapping[str, float] | None = None,
) -> Report:
    """Judge what was found in articles, and print the figures.

    Args:
        pairs: gold articles, each with what was found in it.
        errors: how many errors to list.
        problems: takes the report that an extra of bgnews is missing.
        given: further figures, see ``evaluation.Report``.

    Raises:
        typer.Exit: with code 1, if it is.
    """
    from ..evaluation import evaluate

    try:
        report = evaluate(pairs)
        report.given.update(given or {})
        view = report_view(report)
    except ImportError as error:
        problems.report("bgnews", str(error))
        problems.finish(0)
        raise
    with open_output(None) as stream:
        console = console_on(stream)
        console.print(view)
        for error in report.quotes.errors[:errors]:
            console.print(visible(error), soft_wrap=True, markup=False)
    return report
