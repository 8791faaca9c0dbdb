"""The ``bgnews`` command."""

from __future__ import annotations

from typing import Annotated

import typer

from .. import __version__
from .analyze import analyze
from .clean import clean
from .corpus import app as corpus
from .evaluate import evaluate
from .info import info
from .train import train

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode="rich",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bgnews {__version__}")
        raise typer.Exit


@app.callback()
def bgnews(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Bulgarian news: clean the text, find who says what, keep annotated articles.

    [cyan]bgnews clean page.txt --diff[/]  shows what is wrong in a text, and its repair.

    [cyan]bgnews analyze page.txt[/]  shows who says what.

    [cyan]bgnews analyze news.jsonl -o quotes.jsonl[/]  does it for a whole corpus.

    [cyan]bgnews train my-corpus/ -o mine[/]  trains on your own articles.
    """


for command in (clean, analyze, evaluate, train, info):
    app.command()(command)
app.add_typer(corpus, name="corpus")
