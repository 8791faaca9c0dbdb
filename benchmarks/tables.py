"""The tables of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.measured import (
    GIVEN,
    METRICS,
    OF_BLANK,
    SPEED,
    TIMES_BLANK,
    TIMES_TRANSLATE,
    TYPES,
)
from benchmarks.run import Measured, Run

Format = Callable[["float | None"], str]

_CURVE = ("content_match", "content_exact", "attribution", "stance_triple")


@dataclass(frozen=True)
class Table:
    """A table with a title, and a note on how to read it."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        """The table alone."""
        lines = [self.head, ["---", *["---:"] * (len(self.head) - 1)], *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def tables(run: Run) -> Iterator[Table]:
    """All tables that the run has figures for."""
    for make in (
        pipelines, types, noise, learning_curve, given_stances, cleaners, cleaning, tokenizer,
        components, lengths, processes, loading,
    ):  # fmt: skip
        table = make(run)
        if table.rows:
            yield table


def pipelines(run: Run) -> Table:
    columns = {
        SPEED: thousands,
        OF_BLANK: percent,
        **dict.fromkeys(METRICS, percent),
    }
    head = ["", SPEED, "of blank bg, %", *METRICS.values()]
    rows = rows_of(run.of("pipelines"), columns)
    return Table("Quotes, speakers and stance", head, rows, "F1 in per cent.")


def types(run: Run) -> Table:
    rows = rows_of(run.of("pipelines"), dict.fromkeys(TYPES, percent))
    return Table("Content by type", ["", *TYPES.values()], rows, "F1 of content, match.")


def noise(run: Run) -> Table:
    note = "Attribution, F1, by how likely each kind of noise of real pages is in each article."
    by_level = (
        Measured(f.group, f.about, {f"{f.figures['noise']:g}": f.figures.get("attribution", 0.0)})
        for f in run.of("noise")
    )
    return crossed(by_level, percent, Table("Noise", [], [], note))


def learning_curve(run: Run) -> Table:
    rows = [
        [f"{point['articles']:.0f}", *(percent(point.get(metric)) for metric in _CURVE)]
        for point in run.learning_curve
    ]
    note = "bg_news_sm by the number of articles that it learned from; F1."
    head = ["articles", *(METRICS[metric] for metric in _CURVE)]
    return Table("Learning curve", head, rows, note)


def given_stances(run: Run) -> Table:
    own = (found for found in run.of("pipelines") if GIVEN in found.figures)
    others = run.of("stance of given holders and targets")
    rows = rows_of([*own, *others], {GIVEN: percent})
    note = (
        "Holder, target and evidence are given. The classifiers learn from the articles and items "
        "composed for bgnews; its pipelines from more."
    )
    return Table("The label of a stance", ["", "macro-F1"], rows, note)


def cleaners(run: Run) -> Table:
    columns = {"repaired": percent, "spoilt": percent, TIMES_TRANSLATE: tenths}
    head = ["", "repaired, %", "spoilt, %", "time, str.translate = 1"]
    note = "The cases of `benchmarks/data/cleaning-cases.tsv`."
    return Table("Cleaners", head, rows_of(run.of("cleaning cases"), columns), note)


def cleaning(run: Run) -> Table:
    ratios = (TIMES_BLANK, TIMES_TRANSLATE)
    rows = [
        [percent(found.figures["words damaged"]), *(tenths(found.figures[name]) for name in ratios)]
        for found in run.of("cleaning 5 MB")
    ]
    return Table("Cleaning 5 MB", ["words damaged, %", *ratios], rows)


def tokenizer(run: Run) -> Table:
    columns = {SPEED: thousands, TIMES_BLANK: tenths}
    return Table("Tokenizer", ["", *columns], rows_of(run.of("tokenizer"), columns))


def components(run: Run) -> Table:
    return crossed(run.of("components"), thousands, Table(f"Components, {SPEED}", [], []))


def lengths(run: Run) -> Table:
    table = Table(f"One text of so many words, {SPEED}", [], [])
    return crossed(run.of("length of one text in words"), thousands, table)


def processes(run: Run) -> Table:
    note = (
        "Processes, and articles in a batch. Each process starts anew, which takes longer than "
        "the articles are worth where a pipeline is fast."
    )
    table = Table(f"Processes and batches, {SPEED}", [], [], note)
    return crossed(run.of("processes and batches"), thousands, table)


def loading(run: Run) -> Table:
    columns = {"seconds to import and load": tenths, "peak memory in MB": thousands}
    note = "In a process of its own, which then reads the articles."
    return Table("Loading", ["", *columns], rows_of(run.of("loading"), columns), note)


def rows_of(found: Iterable[Measured], columns: dict[str, Format]) -> list[list[str]]:
    """A row for each benchmark, with the figures of these names."""
    return [
        [measured.about, *(write(measured.figures.get(name)) for name, write in columns.items())]
        for measured in found
    ]


def crossed(found: Iterable[Measured], write: Format, table: Table) -> Table:
    """A row for each system, with a column for each figure that any of its benchmarks has."""
    cells: dict[str, dict[str, float]] = {}
    for measured in found:
        cells.setdefault(measured.about, {}).update(measured.figures)
    columns = list(dict.fromkeys(name for row in cells.values() for name in row))
    rows = [[about, *(write(row.get(name)) for name in columns)] for about, row in cells.items()]
    return Table(table.title, ["", *columns], rows, table.note)


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def tenths(number: float | None) -> str:
    return "" if number is None else f"{number:.1f}"


def thousands(number: float | None) -> str:
    """A number to three digits, so that chance does not look like measure."""
    return "" if number is None else f"{float(f'{number:.3g}'):,.0f}"
