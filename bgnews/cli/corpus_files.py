"""``bgnews corpus``: the commands that write annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .annotated import (
    Paths,
    SourceFormat,
    Target,
    TargetFormat,
    all_annotations,
    all_articles,
    counted,
    distinct,
    format_for,
    known_format,
    place_of,
    spare_articles,
    write,
)
from .files import whole_file
from .options import choices
from .outputs import spare_inputs
from .problems import Problems
from .reading import Reader, is_read_in_folder


def convert(
    paths: Paths,
    output: Target,
    source_format: SourceFormat = None,
    target_format: TargetFormat = None,
) -> None:
    """Turn annotated articles into another format.

    [cyan]bgnews corpus convert my-corpus/ -o corpus.jsonl[/]  for programs.

    [cyan]bgnews corpus convert corpus.jsonl -o my-corpus/ --to xml[/]  for people.

    [cyan]bgnews corpus convert export.json -o corpus.jsonl --from label-studio[/]

    [cyan]bgnews corpus convert my-corpus/ -o train.spacy[/]  for spaCy.
    """
    problems = Problems()
    target = format_for(target_format, output)
    if source_format is not None:
        source_format = known_format(source_format, "--from")
    found = list(all_articles(paths, source_format, problems))
    written = write(target, found, output, problems)
    typer.echo(f"{counted(len(written))} converted", err=True)
    problems.finish(len(written))


def split(
    paths: Paths,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The folder for train.txt and so on.")
    ],
    parts: Annotated[
        str, typer.Option(help="The parts and the shares of articles that they get.")
    ] = "train=0.8,dev=0.1,test=0.1",
    seed: Annotated[int, typer.Option(help="Another one gives another division.")] = 0,
) -> None:
    """Divide articles into train, dev and test.

    Near-duplicates stay on one side. Writes lists of ids, which a training
    config names; the articles stay where they are.

    [cyan]bgnews corpus split my-corpus/ -o splits/[/]
    """
    from ..corpus import split

    problems = Problems()
    try:
        shares = _shares(parts)
        texts = {article.id: article.text for article in all_articles(paths, None, problems)}
        divided = split(texts, shares, seed)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--parts") from error
    for name, ids in divided.items() if texts else ():
        with whole_file(output / f"{name}.txt") as part:
            output.mkdir(parents=True, exist_ok=True)
            lines = "".join(f"{id_}\n" for id_ in ids)
            part.write_text(lines, encoding="utf-8", errors="surrogatepass", newline="\n")
        typer.echo(f"{name}: {counted(len(ids))}", err=True)
    problems.finish(len(texts))


def detach(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help="The JSON Lines to write.")],
) -> None:
    """Take annotation off texts that must not be passed on.

    What is left are offsets, labels, the names of entities, and a hash of each
    text, by which [cyan]attach[/] knows it again.

    [cyan]bgnews corpus detach annotated/ -o standoff.jsonl[/]
    """
    from ..corpus import detach
    from ..corpus.formats import format_of
    from ..corpus.formats.jsonl import write as write_jsonl

    spare_inputs(output, paths, format_of)
    problems = Problems()
    detached = []
    for article in all_articles(paths, None, problems):
        try:
            detached.append(detach(article))
        except ValueError as error:
            problems.report(article.id, str(error))
    if detached:
        with whole_file(output) as part:
            write_jsonl(detached, part)
    problems.finish(len(detached))


def attach(
    paths: Paths,
    texts: Annotated[
        list[Path],
        typer.Option("--texts", "-t", help="Text files, JSON Lines with texts, folders of them."),
    ],
    output: Target,
    target_format: TargetFormat = None,
) -> None:
    """Join stand-off annotation with the texts that it is of.

    Texts are known by their hash, so it does not matter what they are called.
    What has no text is reported, and the exit code is 1.

    [cyan]bgnews corpus attach corpus/standoff/ --texts fetched/ -o articles.jsonl[/]
    """
    from ..corpus import attach
    from ..corpus.article import Article
    from ..corpus.formats import format_of
    from ..corpus.standoff import texts_by_hash

    problems = Problems()
    target = format_for(target_format, output)
    spare_articles(output, target, paths, format_of)
    spare_articles(output, target, texts, is_read_in_folder)
    found = texts_by_hash(article.text for article in Reader(problems).read(texts))
    attached = []
    for file, annotation in distinct(all_annotations(paths, None, problems), problems):
        if isinstance(annotation, Article):
            attached.append(annotation)
            continue
        text = found.get(annotation.sha256)
        if text is None:
            reason = f"no text is that of article {annotation.id!r}, from {annotation.source}"
            problems.report(place_of(file, annotation), reason)
            continue
        try:
            attached.append(attach(annotation, text))
        except ValueError as error:
            problems.report(place_of(file, annotation), str(error))
    problems.finish(len(write(target, attached, output, problems)))


def noise(
    paths: Paths,
    output: Target,
    level: Annotated[
        float, typer.Option(min=0, max=1, help="The share of articles that get noise.")
    ] = 1.0,
    kinds: Annotated[
        list[str] | None,
        typer.Option(
            help="Noise that each gets, separated by commas: lookalikes, invisibles, mark_styles, "
            "lost_marks, lost_capitals, lost_spaces, torn_capital.",
            show_default="a mix",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(help="Another one gives other noise.")] = 0,
    target_format: TargetFormat = None,
) -> None:
    """Put the noise of real pages into annotated articles.

    Look-alike letters, unseen characters, other quote marks, lost marks,
    capitals and spaces, torn drop capitals. The annotation stays right.

    [cyan]bgnews corpus noise my-corpus/ -o noisy.jsonl --kinds lookalikes,lost_marks[/]
    """
    import random

    from ..corpus.formats import format_of
    from ..corpus.noise import KINDS, add_noise

    named = choices(KINDS)(kinds or ())
    likelihoods = dict.fromkeys(named, 1.0) if named else None
    problems = Problems()
    target = format_for(target_format, output)
    spare_articles(output, target, paths, format_of)
    rng = random.Random(seed)
    noisy = [
        add_noise(article, rng, likelihoods) if rng.random() < level else article
        for article in all_articles(paths, None, problems)
    ]
    problems.finish(len(write(target, noisy, output, problems)))


def _shares(parts: str) -> dict[str, float]:
    shares: dict[str, float] = {}
    for part in parts.split(","):
        name, _, share = map(str.strip, part.partition("="))
        if not name or Path(name).name != name or name in shares:
            raise ValueError(f"{part!r} has no name of its own for a file; write train=0.8,dev=0.2")
        try:
            shares[name] = float(share)
        except ValueError as error:
            raise ValueError(f"{part!r} has no share; write train=0.8,dev=0.2") from error
    return shares
