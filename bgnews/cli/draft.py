"""``bgnews corpus draft``: annotates texts by a pipeline, for people to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .annotated import Target, TargetFormat, format_for, write
from .batch import Failure, analyses
from .models import load_pipeline
from .options import Files, IdField, Processes, TextField, inputs
from .outputs import check_output, spare_inputs
from .problems import Problems
from .reading import Article, Reader, is_read_in_folder

if TYPE_CHECKING:
    from ..corpus.formats import Format


def draft(
    output: Target,
    files: Files = None,
    model: Annotated[
        str | None, typer.Option(help="The pipeline; by default the best that comes with bgnews.")
    ] = None,
    target_format: TargetFormat = None,
    n_process: Processes = 1,
    text_field: TextField = "text",
    id_field: IdField = "id",
) -> None:
    """Annotate texts by a pipeline, for people to correct.

    Types of entities are guesses, and a stance is left out whose holder or
    target the text does not name where it has to be marked. In a folder, a
    draft that is there already is left as it is, for it may be corrected.

    [cyan]bgnews corpus draft pages/ -o drafts/ --to xml[/]

    [cyan]bgnews corpus draft news.jsonl -o tasks.json --to label-studio[/]
    """
    from ..corpus import draft

    target = format_for(target_format, output)
    paths = inputs(files)
    check_output(output, folder=target.in_folder)
    spare_inputs(output, paths, is_read_in_folder)
    nlp = load_pipeline(model)
    problems = Problems()
    articles = Reader(problems, text_field, id_field).read(paths)
    drafts = []
    for article, result in analyses(nlp, _undrafted(articles, target, output, problems), n_process):
        if isinstance(result, Failure):
            problems.report(article.where, result.reason)
        else:
            drafts.append(draft(result.record, result.clean.raw))
    written = write(target, drafts, output, problems)
    problems.finish(len(written))


def _undrafted(
    articles: Iterable[Article], target: Format, folder: Path, problems: Problems
) -> Iterator[Article]:
    """The articles without a draft in the folder, one of each id; the others are reported."""
    places: dict[str, str] = {}
    for article in articles:
        files = target.files_for(article.id, folder) if target.in_folder else []
        there = next((file for file in files if file.exists()), None)
        if article.id in places:
            reason = f"a second article with the id {article.id!r}; the first is in"
            problems.report(article.where, f"{reason} {places[article.id]}")
        elif there:
            reason = f"{there} is there already; remove it or give another folder"
            problems.report(article.where, reason)
        else:
            places[article.id] = article.where
            yield article
