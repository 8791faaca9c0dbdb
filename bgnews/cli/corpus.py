"""``bgnews corpus``: check, count, convert, divide and compare annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .annotated import Paths, all_articles, checked, counted, distinct
from .corpus_files import attach, convert, detach, noise, split
from .draft import draft
from .files import console_on, open_output
from .judging import show_report
from .problems import Problems

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help="Check, count, convert, divide and compare annotated articles.",
)


@app.command()
def check(paths: Paths) -> None:
    """Find what is wrong with annotated articles.

    Reports every problem with file and line; the exit code is 1 if there are
    any. Stand-off annotation is checked as far as it can be without its text.

    [cyan]bgnews corpus check my-corpus/[/]
    """
    problems = Problems()
    number = sum(1 for _ in distinct(checked(paths, problems), problems))
    problems.finish(number)
    typer.echo(f"{counted(number)}, nothing wrong")


@app.command()
def stats(
    paths: Paths,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Count what annotated articles hold.

    Tables and charts of the articles, the quotes by type, cue, source and
    length, the stances, the marks, and the sentence frames that articles share.

    [cyan]bgnews corpus stats my-corpus/[/]
    """
    from ..corpus.frames import shared_frames
    from ..corpus.statistics import statistics
    from ..records import dumps
    from ..rendering.tables import frames_view, statistics_view

    problems = Problems()
    found = list(all_articles(paths, None, problems))
    counts, frames = statistics(found), shared_frames(found)
    with open_output(None) as stream:
        if as_json:
            shared = [{"words": f.words, "articles": f.articles} for f in frames]
            stream.write(f"{dumps({**counts, 'shared frames': shared})}\n".encode())
        else:
            console = console_on(stream)
            console.print(statistics_view(counts))
            console.print(frames_view(frames))
    problems.finish(len(found))


@app.command()
def agreement(
    first: Annotated[Path, typer.Argument(help="One reading: a file or a folder.")],
    second: Annotated[Path, typer.Argument(help="Another reading of the same articles.")],
    errors: Annotated[int, typer.Option(help="How many differences to list.")] = 0,
) -> None:
    """Compare two readings of the same articles.

    Precision and recall are those of the second reading if the first is right.
    The other way round they change places, but for what is optional in one
    reading and for speakers, whose names in the first reading are the measure.

    [cyan]bgnews corpus agreement anna/ boris/ --errors 20[/]
    """
    from ..evaluation import from_annotation

    problems = Problems()
    readings = {article.id: article for article in all_articles([second], None, problems)}
    pairs = []
    for article in all_articles([first], None, problems):
        other = readings.pop(article.id, None)
        if other is None:
            problems.note(str(second), f"has no article {article.id!r}")
        elif other.text != article.text:
            problems.report(str(second), f"the text of article {article.id!r} is another one")
        else:
            pairs.append((article, from_annotation(other)))
    for id_ in readings:
        problems.note(str(first), f"has no article {id_!r}")
    if pairs:
        show_report(pairs, errors, problems)
    elif not problems.count:
        problems.report(f"{first}, {second}", "these have no article in common")
    problems.finish(len(pairs))


for command in (draft, convert, split, detach, attach, noise):
    app.command()(command)
