"""``bgnews clean``: prints clean text, or what cleaning would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import IO, Annotated

import typer
from rich.console import Console
from rich.text import Text

from ..cleaning import PARAGRAPH_KINDS, STEPS, Cleaner, CleanText
from ..records import dumps
from ..rendering.changes import HINT_STYLE, changes, counted, diff_line, edit_kinds, visible
from .files import begun, console_on, open_output, shown_on_terminal
from .options import Files, Output, TextField, choices, inputs
from .outputs import check_output
from .problems import Problems
from .progress import InputProgress
from .reading import Article, Reader


class Typography(str, Enum):
    """What to do with quote marks and dashes."""

    keep = "keep"
    bg = "bg"


def clean(
    files: Files = None,
    typography: Annotated[
        Typography,
        typer.Option(help="bg: make quote marks „…“ and dashes – as Bulgarian has them."),
    ] = Typography.keep,
    drop: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help=f"Delete paragraphs of this kind: {', '.join(PARAGRAPH_KINDS)}. Repeat it or "
            "separate with commas for several.",
            callback=choices(PARAGRAPH_KINDS),
        ),
    ] = None,
    disable: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STEP",
            help=f"Leave out this step: {', '.join(STEPS)}. Repeat it or separate with commas.",
            callback=choices(tuple(STEPS)),
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what would change instead of the clean text.")
    ] = False,
    output: Output = None,
    text_field: TextField = "text",
) -> None:
    """Repair the text of Bulgarian news pages.

    Look-alike letters, torn-off capitals, invisible characters, HTML entities,
    wrong encodings; what is correct stays as it is. Text comes out as text;
    of JSON Lines the text field is cleaned and the other fields are kept.

    [cyan]bgnews clean page.txt[/]  prints the clean text.

    [cyan]bgnews clean page.txt --diff[/]  shows each repair in its context.

    [cyan]bgnews clean page.txt --drop teaser,junk[/]  without links to other stories.

    [cyan]curl … | bgnews clean - --typography bg[/]  with „…“ for all quote marks.

    [cyan]bgnews clean news.jsonl.xz -o clean.jsonl.xz[/]  cleans a whole corpus.
    """
    cleaner = Cleaner(
        typography=typography.value, drop=tuple(drop or ()), disable=tuple(disable or ())
    )
    check_output(output)
    problems = Problems()
    paths = inputs(files)
    progress = InputProgress(paths, shown_on_terminal(output))
    reader = Reader(problems, text_field, open_input=progress.open_input)
    done = 0
    if articles := begun(progress.count(reader.read(paths))):
        with open_output(output) as stream:
            if diff:
                done = _write_diffs(console_on(stream), cleaner, articles)
            else:
                done = _write_clean(stream, cleaner, articles, text_field)
    problems.finish(done)


def _write_clean(
    stream: IO[bytes], cleaner: Cleaner, articles: Iterable[Article], text_field: str
) -> int:
    done = 0
    unfinished_line = False
    for article in articles:
        text = cleaner(article.text).text
        if article.record is not None:
            text = dumps({**article.record, text_field: text}) + "\n"
        if unfinished_line:
            stream.write(b"\n")
        stream.write(text.encode("utf-8", "surrogateescape"))
        stream.flush()
        done += 1
        unfinished_line = text != "" and not text.endswith("\n")
    return done


def _write_diffs(console: Console, cleaner: Cleaner, articles: Iterable[Article]) -> int:
    done = 0
    for article in articles:
        for line in _diff(article.where, cleaner(article.text)):
            console.print(line, soft_wrap=True)
        done += 1
    return done


def _diff(where: str, clean: CleanText) -> Iterator[Text]:
    line, counted_to = 1, 0
    for change in changes(clean):
        line += clean.raw.count("\n", counted_to, change.raw_start)
        counted_to = change.raw_start
        yield Text.assemble(
            (f"{visible(where)}:{line}: ", HINT_STYLE),
            (f"{change.kind}: ", "cyan"),
            diff_line(clean, change),
        )
    summary = counted(edit_kinds(clean)) or "nothing to repair"
    yield Text(f"{visible(where)}: {summary}", "bold")
