"""The tables of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.run import Measured, Run

_QUALITY = {
    "content_match": "content, match",
    "content_exact": "exact",
    "cue_exact": "cue",
    "source_exact": "source",
    "attribution": "attribution",
    "nonspeech": "non-speech",
    "stance_pair": "stance, pair",
    "stance_triple": "and label",
}
_TYPES = {f"content_match_{type_}": type_ for type_ in ("direct", "indirect", "mixed")}
_GIVEN = "stance_given_macro_f"


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
        pipelines, types, noise, learning_curve, given_stances, cleaners, cleaning, components,
        lengths, processes, loading,
    ):  # fmt: skip
        table = make(run)
        if table.rows:
            yield table


def pipelines(run: Run) -> Table:
    speed = "words a second"
    rows = [
        [
            system(found),
            thousands(found.figures[speed]),
            percent(found.figures["of the speed of the blank bg tokenizer"]),
            *(percent(found.figures.get(metric)) for metric in _QUALITY),
        ]
        for found in run.of("pipelines")
    ]
    head = ["", speed, "of blank bg, %", *_QUALITY.values()]
    return Table("Quotes, speakers and stance", head, rows, "F1 in per cent.")


def types(run: Run) -> Table:
    rows = [
        [system(found), *(percent(found.figures.get(metric)) for metric in _TYPES)]
        for found in run.of("pipelines")
    ]
    return Table("Content by type", ["", *_TYPES.values()], rows, "F1 of content, match.")


def noise(run: Run) -> Table:
    note = "Attribution, F1, by how likely each kind of noise of real pages is in each article."
    return by_figure(run.of("noise"), "noise", "attribution", Table("Noise", [], [], note))


def learning_curve(run: Run) -> Table:
    metrics = {"content_match": "content, match", "content_exact": "exact",
               "attribution": "attribution", "stance_triple": "stance triple"}  # fmt: skip
    rows = [
        [f"{point['articles']:.0f}", *(percent(point.get(metric)) for metric in metrics)]
        for point in run.learning_curve
    ]
    note = "bg_news_sm by the number of articles that it learned from; F1."
    return Table("Learning curve", ["articles", *metrics.values()], rows, note)


def given_stances(run: Run) -> Table:
    others = list(run.of("stance of given holders and targets"))
    own = [found for found in run.of("pipelines") if _GIVEN in found.figures]
    rows = [[system(found), percent(found.figures[_GIVEN])] for found in [*own, *others]]
    note = "Holder, target and evidence are given; the others learn from the same 211 articles "
    note += "and 350 items that bgnews has among its own."
    return Table("The label of a stance", ["", "macro-F1"], rows, note)


def cleaners(run: Run) -> Table:
    found = list(run.of("cleaning cases"))
    unit = min((f.seconds for f in found if f.about.startswith("str.translate")), default=1.0)
    rows = [
        [
            cleaner.about,
            percent(cleaner.figures["repaired"]),
            percent(cleaner.figures["spoilt"]),
            f"{cleaner.seconds / unit:.1f}",
        ]
        for cleaner in found
    ]
    head = ["", "repaired, %", "spoilt, %", "time, str.translate = 1"]
    return Table("Cleaners", head, rows, "407 cases, 256 of them damaged.")


def cleaning(run: Run) -> Table:
    rows = [
        [percent(float(found.about)), *(f"{figure:.1f}" for figure in found.figures.values())]
        for found in run.of("cleaning 5 MB")
    ]
    head = ["words damaged, %", "times as fast as the blank bg tokenizer",
            "times as long as str.translate"]  # fmt: skip
    return Table("Cleaning 5 MB", head, rows)


def components(run: Run) -> Table:
    return by_parameter(run.of("components"), Table("Components, words a second", [], []))


def lengths(run: Run) -> Table:
    table = Table("One text of so many words, words a second", [], [])
    return by_parameter(run.of("length of one text in words"), table)


def processes(run: Run) -> Table:
    note = "Processes, and articles in a batch."
    table = Table("Processes and batches, words a second", [], [], note)
    return by_parameter(run.of("processes and batches"), table)


def loading(run: Run) -> Table:
    rows = [
        [system(found), *(f"{figure:.2f}" for figure in found.figures.values())]
        for found in run.of("loading")
    ]
    head = ["", "seconds to import and load", "peak memory in GB"]
    return Table("Loading", head, rows, "In a process of its own, which then reads the articles.")


def by_parameter(found: Iterator[Measured], table: Table) -> Table:
    """A row for each pipeline, and a column with its speed for each other parameter."""

    def column(measured: Measured) -> str:
        return measured.about.partition("-")[2].replace("-", " × ")

    return _crossed(found, column, lambda m: thousands(m.figures["words a second"]), table)


def by_figure(found: Iterator[Measured], column: str, metric: str, table: Table) -> Table:
    """A row for each pipeline, and a column with its quality for each value of a figure."""
    return _crossed(
        found, lambda m: f"{m.figures[column]:g}", lambda m: percent(m.figures[metric]), table
    )


def _crossed(
    found: Iterator[Measured],
    column: Callable[[Measured], str],
    cell: Callable[[Measured], str],
    table: Table,
) -> Table:
    cells: dict[str, dict[str, str]] = {}
    for measured in found:
        cells.setdefault(measured.pipeline, {})[column(measured)] = cell(measured)
    columns = list(dict.fromkeys(name for row in cells.values() for name in row))
    rows = [[name, *(row.get(c, "") for c in columns)] for name, row in cells.items()]
    return Table(table.title, ["", *columns], rows, table.note)


def system(found: Measured) -> str:
    """What a benchmark of quality is about, in words."""
    return found.about or found.test.removeprefix("test_").replace("_", " ")


def percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}"


def thousands(number: float) -> str:
    """A number to three digits, so that chance does not look like measure."""
    return f"{float(f'{number:.3g}'):,.0f}"
