"""What the commands on annotated articles share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .files import unwritable, whole_file
from .outputs import spare_inputs
from .problems import Problems

if TYPE_CHECKING:
    from ..corpus import Article, Standoff
    from ..corpus.formats import Format

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH…",
        help="Files of annotated articles, and folders of them.",
        show_default=False,
    ),
]
SourceFormat = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="FORMAT",
        help="What the files are in: xml, jsonl, parquet, docbin, prodigy, label-studio or brat.",
        show_default="by the end of the name",
    ),
]
TargetFormat = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="FORMAT", help="What to write.", show_default="by the end of the name"
    ),
]
Target = Annotated[
    Path, typer.Option("--output", "-o", help="The file to write; for xml and brat a folder.")
]


def all_annotations(
    paths: list[Path], format_name: str | None, problems: Problems
) -> Iterator[tuple[str, Article | Standoff]]:
    """Read on past what cannot be read, which is reported."""
    from ..corpus import read_items

    found = False
    for item in read_items(paths, format_name):
        found = True
        for problem in item.problems:
            problems.report(problem.place(item.file), problem.message)
        if item.annotation is not None:
            yield item.file, item.annotation
    if not found:
        problems.report(" ".join(map(str, paths)), "no annotated articles here")


def distinct(
    found: Iterable[tuple[str, Article | Standoff]], problems: Problems
) -> Iterator[tuple[str, Article | Standoff]]:
    """Report, and leave out, what has the id of an article before it."""
    places: dict[str, str] = {}
    for file, annotation in found:
        place = place_of(file, annotation)
        if annotation.id in places:
            reason = f"a second article with the id {annotation.id!r}; the first is in"
            problems.report(place, f"{reason} {places[annotation.id]}")
            continue
        places[annotation.id] = place
        yield file, annotation


def place_of(file: str, annotation: Article | Standoff) -> str:
    """The file of an annotation, and its line there if it is known."""
    return f"{file}:{annotation.line}" if annotation.line else file


def checked(paths: list[Path], problems: Problems) -> Iterator[tuple[str, Article | Standoff]]:
    """Read on past what cannot be read, and report that and what breaks the scheme."""
    from ..corpus import check

    for file, annotation in all_annotations(paths, None, problems):
        for problem in check(annotation):
            problems.report(problem.place(file), problem.message)
        yield file, annotation


def all_articles(
    paths: list[Path], format_name: str | None, problems: Problems
) -> Iterator[Article]:
    """Read articles, one of each id; stand-off annotation, which has no text, is reported."""
    return with_texts(distinct(all_annotations(paths, format_name, problems), problems), problems)


def with_texts(
    found: Iterable[tuple[str, Article | Standoff]], problems: Problems
) -> Iterator[Article]:
    """The articles; stand-off annotation, which has no text, is reported."""
    from ..corpus import Article

    for file, annotation in found:
        if isinstance(annotation, Article):
            yield annotation
        else:
            reason = f"article {annotation.id!r} is without its text; see bgnews corpus attach"
            problems.report(place_of(file, annotation), reason)


def format_for(name: str | None, path: Path) -> Format:
    """The format to write, by its name or else the end of the file's name."""
    from ..corpus.formats import FORMATS, format_of

    if name is None:
        found = format_of(path)
        if found is None:
            raise typer.BadParameter(
                f"the name {path.name!r} does not tell the format; name it with --to",
                param_hint="--output",
            )
        if found.in_folder:
            raise typer.BadParameter(
                "each article gets a file of its own; name a folder, and the format with --to",
                param_hint="--output",
            )
        return found
    return FORMATS[known_format(name, "--to")]


def known_format(name: str, option: str) -> str:
    """The name of a format, if it is one."""
    from ..corpus.formats import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(FORMATS)}", param_hint=option)
    return name


def spare_articles(
    output: Path, target: Format, paths: Iterable[Path], is_read: Callable[[Path], object]
) -> None:
    """Make sure that no input is replaced by what is made of it; see ``spare_inputs``.

    Raises:
        typer.BadParameter: if one would be.
    """
    endings = (target.suffix, *target.suffixes_beside)
    inside = (file for end in endings for file in output.glob(f"*{end}"))
    for file in inside if target.in_folder and output.is_dir() else [output]:
        spare_inputs(file, paths, is_read)


class _NothingLeftError(Exception):
    """No article can be written."""


def write(
    format_: Format, articles: Sequence[Article], path: Path, problems: Problems
) -> Sequence[Article]:
    """Write articles, and return them; one that the format cannot hold is reported and left out.

    Raises:
        typer.BadParameter: if the file cannot be written.
    """
    # That none is left was reported; an empty file would only take the place of another.
    if not articles:
        return []
    try:
        if format_.in_folder:
            return _written(format_, articles, path, problems)
        with whole_file(path) as part:
            try:
                format_.write(articles, part)
            except ValueError:
                articles = _written(format_, articles, part, problems)
                if not articles:
                    raise _NothingLeftError from None
                format_.write(articles, part)
    except _NothingLeftError:
        return []
    except (OSError, ImportError) as error:
        raise unwritable(path, error) from error
    return articles


def _written(
    format_: Format, articles: Iterable[Article], path: Path, problems: Problems
) -> list[Article]:
    """Write articles one by one, and return those that could be written."""
    written = []
    for article in articles:
        try:
            format_.write([article], path)
        except ValueError as error:
            problems.report(article.id, str(error))
        else:
            written.append(article)
    return written


def counted(number: int) -> str:
    """A number of articles in words."""
    return "1 article" if number == 1 else f"{number} articles"
