"""``bgnews analyze``: who says what and stands for what, as a table or as JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import IO, Annotated

import typer

from ..records import dumps
from ..rendering.terminal import article_view
from .batch import Analysis, Failure, Result, analyses
from .files import begun, console_on, open_output, shown_on_terminal
from .models import load_pipeline
from .options import Files, IdField, Output, Processes, TextField, inputs
from .outputs import check_output, spare_inputs
from .problems import Problems
from .progress import InputProgress
from .reading import Reader, is_read_in_folder

Writer = Callable[[Analysis], None]


class Format(str, Enum):
    """What an analysed article looks like."""

    table = "table"
    jsonl = "jsonl"


def analyze(
    files: Files = None,
    format: Annotated[  # noqa: A002
        Format | None,
        typer.Option(
            help="table to read, jsonl to work on; by default table on a terminal, else jsonl."
        ),
    ] = None,
    output: Output = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|PATH",
            help="A pipeline that comes with bgnews (bgnews info lists them), or a spaCy pipeline: "
            "folder or package.",
            show_default="the best that comes with bgnews",
        ),
    ] = None,
    n_process: Processes = 1,
    text_field: TextField = "text",
    id_field: IdField = "id",
) -> None:
    """Find who says what in Bulgarian news, and who stands for what.

    Cleans each article, finds the quotes, names their speakers, and tells
    who is for or against what. Every article gives one record, with offsets
    into the clean and the raw text. What cannot be read is reported with file
    and line, the rest goes on, and the exit code is 1.

    [cyan]bgnews analyze page.txt[/]  shows an article.

    [cyan]bgnews analyze news.jsonl.xz pages/ -o out.jsonl --n-process 4[/]  for a corpus.

    [cyan]bgnews analyze posts.jsonl --text-field body --id-field url[/]  for other fields.

    [cyan]cat page.txt | bgnews analyze - | jq .quotes[/]  works in a pipe.

    [cyan]bgnews analyze page.txt --model ./my_pipeline[/]  uses a pipeline of your own.
    """
    paths = inputs(files)
    check_output(output)
    spare_inputs(output, paths, is_read_in_folder)
    nlp = load_pipeline(model)
    problems = Problems()
    to_terminal = shown_on_terminal(output)
    as_table = format is Format.table or (format is None and to_terminal)
    progress = InputProgress(paths, to_terminal)
    articles = Reader(problems, text_field, id_field, progress.open_input).read(paths)
    results = progress.count(analyses(nlp, articles, n_process))
    done = 0
    if analysed := begun(_successes(results, problems)):
        with open_output(output) as stream:
            write = _table_writer(stream) if as_table else _line_writer(stream)
            for analysis in analysed:
                write(analysis)
                done += 1
    problems.finish(done)


def _successes(results: Iterable[Result], problems: Problems) -> Iterator[Analysis]:
    """The analyses; where there is none, that is reported."""
    for article, result in results:
        if isinstance(result, Failure):
            problems.report(article.where, result.reason)
        else:
            yield result


def _line_writer(stream: IO[bytes]) -> Writer:
    def write(analysis: Analysis) -> None:
        stream.write(f"{dumps(analysis.record)}\n".encode())
        stream.flush()

    return write


def _table_writer(stream: IO[bytes]) -> Writer:
    console = console_on(stream)
    return lambda analysis: console.print(article_view(analysis.record, analysis.clean))
