"""``bgnews evaluate``: how well a pipeline does on annotated articles."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .annotated import Paths, all_articles
from .batch import Failure, analyses
from .files import whole_file
from .judging import show_report
from .models import load_pipeline
from .problems import Problems
from .reading import Article as RawArticle

if TYPE_CHECKING:
    from ..corpus import Article
    from ..evaluation import Prediction


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
        Path | None, typer.Option("--output", "-o", help="Also write the figures as JSON.")
    ] = None,
    errors: Annotated[int, typer.Option(min=0, help="How many errors to list.")] = 0,
    n_process: Annotated[
        int, typer.Option(min=-1, help="How many processes work; -1 for one on each core.")
    ] = 1,
) -> None:
    """Judge a pipeline by annotated articles.

    Shows precision, recall and F1 by role and type, as percentages.

    [cyan]bgnews evaluate rules my-corpus/ --errors 20[/]

    [cyan]bgnews evaluate ./my_pipeline test.jsonl --output report.json[/]
    """
    from ..evaluation import from_record
    from ..records import model_name

    nlp = load_pipeline(model, "MODEL")
    problems = Problems()
    gold = {article.id: article for article in all_articles(paths, None, problems)}
    raw = (RawArticle(article.id, article.text, article.id) for article in gold.values())

    def judged() -> Iterator[tuple[Article, Prediction]]:
        for article, result in analyses(nlp, raw, n_process):
            if isinstance(result, Failure):
                problems.report(article.where, result.reason)
            else:
                yield gold[article.id], from_record(result.record)

    pairs = list(judged())
    report = show_report(pairs, errors, problems)
    if output is not None:
        figures = {"model": model_name(nlp), "articles": len(pairs), **report.as_dict()}
        with whole_file(output) as part:
            part.write_text(f"{json.dumps(figures, indent=1)}\n", encoding="utf-8")
    problems.finish(len(pairs))
