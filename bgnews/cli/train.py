"""``bgnews train``: train a pipeline further on articles of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .annotated import Paths, checked, distinct, with_texts
from .files import console_on, open_output
from .options import choices
from .problems import Problems

if TYPE_CHECKING:
    from ..corpus import Article
    from ..retraining import Retraining

_HEADINGS = {"dev": "your articles", "ours": "articles of bgnews"}


def train(
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", help="The folder for everything that training writes."),
    ],
    base: Annotated[
        str,
        typer.Option(
            help="The pipeline to begin with: one that comes with bgnews, a folder or a package."
        ),
    ] = "sm",
    dev: Annotated[
        list[Path] | None,
        typer.Option(
            help="Annotated articles that judge the others; by default a fifth of them.",
            show_default=False,
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            help="What to train: quotes, stance; several with commas.",
            callback=choices(("quotes", "stance")),
            show_default="both",
        ),
    ] = None,
    mix: Annotated[
        int,
        typer.Option(
            min=0,
            help="How many articles of bgnews to train on as well, against forgetting; 0 for none.",
        ),
    ] = 200,
    passes: Annotated[int, typer.Option(min=1, help="How often to see each article.")] = 10,
    patience: Annotated[
        int, typer.Option(min=1, help="After how many passes without a gain to end.")
    ] = 3,
    seed: Annotated[int, typer.Option(help="Another one gives another order and noise.")] = 0,
    package: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Also build a wheel of a pipeline with this name."),
    ] = None,
    show: Annotated[
        bool,
        typer.Option(
            "--show", help="Write the articles and the config, and show the commands of spaCy."
        ),
    ] = False,
) -> None:
    """Train a pipeline further on your own articles, and tell whether that helped.

    The articles are checked first. What is interrupted goes on when the same
    command is given again.

    [cyan]bgnews train my-corpus/ --output mine[/]

    [cyan]bgnews train my-corpus/ -o mine --dev my-dev/ --only quotes --package news_mine[/]
    """
    from ..retraining import TRAINED, Retraining, RetrainingError, Settings, check_package

    kinds = tuple(kind for kind in TRAINED if not only or kind in only)
    settings = Settings(base, kinds, mix=mix, passes=passes, patience=patience, seed=seed)
    try:
        if package:
            check_package(package)
        retraining = Retraining(output, settings)
        retraining.prepare(_checked(paths), _checked(dev or []))
    except (RetrainingError, ValueError, OSError) as error:
        typer.echo(f"bgnews train: {error}", err=True)
        raise typer.Exit(1) from error
    if show:
        typer.echo("\n".join(retraining.commands()))
        return
    retraining.train()
    _finish(retraining, package)


def _checked(paths: list[Path]) -> list[Article]:
    """The articles in some files.

    Raises:
        typer.Exit: with code 1, if something is wrong with one, which is reported.
    """
    if not paths:
        return []
    problems = Problems()
    articles = list(with_texts(distinct(checked(paths, problems), problems), problems))
    problems.finish(len(articles))
    return articles


def _finish(retraining: Retraining, package: str | None) -> None:
    """Tell whether training helped, and write the pipeline."""
    from ..rendering.tables import changes_view

    reports = retraining.report()
    with open_output(None) as stream:
        console = console_on(stream)
        for part, heading in _HEADINGS.items():
            console.print(changes_view(heading, *reports[part]))
    after = reports["dev"][1]
    retraining.store(after, package) if package else retraining.store(after)
    typer.echo(f"The best pipeline is in {retraining.model}")
    if package:
        retraining.package()
        typer.echo(f"The wheel is in {retraining.packages}")
