"""``bgnews evaluate``: how well a pipeline does on annotated articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..records import model_name
from .annotated import Paths, all_articles
from .batch import Failure, analyses
from .files import whole_file
from .judging import show_report
from .models import load_pipeline
from .options import Processes
from .outputs import check_output, spare_inputs
from .problems import Problems
from .reading import Article as RawArticle

if TYPE_CHECKING:
    from ..corpus import Article
    from ..evaluation import Prediction, Report


def evaluate(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            help="A pipeline that comes with bgnews (bgnews info lists them), or a spaCy pipeline: "
            "folder or package.",
        ),
    ],
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Also write the figures and the errors as JSON."),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html", help="Also write a page with the figures, charts and errors in their text."
        ),
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many errors to list.")] = 0,
    n_process: Processes = 1,
) -> None:
    """Judge a pipeline by annotated articles.

    Shows precision, recall and F1 by role and type, as percentages; what was
    taken for what; whether the scores of quotes are probabilities; and the
    commonest errors.

    [cyan]bgnews evaluate rules my-corpus/ --errors 20[/]

    [cyan]bgnews evaluate ./my_pipeline test.jsonl --output report.json --html report.html[/]
    """
    from ..evaluation import from_record
    from ..stance.scorer import figures_given

    _check_outputs(output, html, paths)
    nlp = load_pipeline(model, "MODEL")
    problems = Problems()
    gold = {article.id: article for article in all_articles(paths, None, problems)}
    raw = (RawArticle(article.id, article.text, article.id) for article in gold.values())

    def judged() -> Iterator[tuple[Article, Prediction]]:
        for article, result in analyses(nlp, raw, n_process):
            if isinstance(result, Failure):
                problems.report(article.where, result.reason)
                continue
            try:
                prediction = from_record(result.record)
            except ValueError as error:
                problems.report(article.where, str(error))
                continue
            yield gold[article.id], prediction

    if pairs := list(judged()):
        given = figures_given(nlp, (article for article, _ in pairs))
        report = show_report(pairs, errors, problems, given)
        _write_report(report, model_name(nlp), output, html)
    problems.finish(len(pairs))


def _check_outputs(output: Path | None, html: Path | None, paths: list[Path]) -> None:
    from ..corpus.formats import format_of

    for path, option in ((output, "--output"), (html, "--html")):
        check_output(path, option)
        spare_inputs(path, paths, format_of, option)
    if output is not None and html is not None and output.resolve() == html.resolve():
        raise typer.BadParameter("this is the file of --output; give another", param_hint="--html")


def _write_report(report: Report, model: str, output: Path | None, html: Path | None) -> None:
    if output is not None:
        figures = {"model": model, "articles": len(report.articles), **report.as_dict()}
        _write(output, f"{json.dumps(figures, ensure_ascii=False, indent=1)}\n", "--output")
    if html is not None:
        from ..rendering.report_page import report_page

        _write(html, report_page(report, model), "--html")


def _write(path: Path, text: str, option: str) -> None:
    try:
        with whole_file(path) as part:
            # a lone surrogate, which UTF-8 cannot hold, is written as JSON escapes it
            part.write_text(text, encoding="utf-8", errors="backslashreplace")
    except typer.BadParameter as error:
        error.param_hint = option
        raise
