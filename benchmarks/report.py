"""Writes the report of a run of the benchmarks, and its figures into the README.

``python -m benchmarks.report`` reads ``results/run.json``, which ``make benchmark`` measures, and
``results/learning-curve.json``; it writes ``report.md``, ``report.html`` and the charts
beside them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from jinja2 import Environment

from benchmarks.charts import charts
from benchmarks.run import RESULTS, Run, read_run
from benchmarks.tables import Table, cleaners, cleaning, pipelines, tables

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- figures: make benchmark -->", "<!-- end of figures -->"
_HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>bgnews: benchmarks</title><style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .6rem; border-bottom: 1px solid #ddd; text-align: right }
th { font-weight: 600; vertical-align: bottom } th:first-child, td:first-child { text-align: left }
svg { max-width: 100%; height: auto }
</style></head><body>
<h1>bgnews: benchmarks</h1>
<p>{{ about }}</p>
{% for title, chart in charts %}<h2>{{ title }}</h2>{{ chart | safe }}{% endfor %}
{% for table in tables %}<h2>{{ table.title }}</h2>
{% if table.note %}<p>{{ table.note }}</p>{% endif %}
<table><tr>{% for cell in table.head %}<th>{{ cell }}</th>{% endfor %}</tr>
{% for row in table.rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endfor %}
</body></html>
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", nargs="?", type=Path, default=RESULTS, help="a folder")
    parser.add_argument("--readme", type=Path, default=README, help="the page to put figures into")
    arguments = parser.parse_args()
    run = read_run(arguments.results)
    write_report(run, arguments.results)
    page = arguments.readme.read_text(encoding="utf-8")
    arguments.readme.write_text(with_figures(page, run), encoding="utf-8")


def write_report(run: Run, folder: Path) -> None:
    """Write the report of a run into a folder, in Markdown and HTML, with its charts."""
    drawn = charts(run)
    shown = list(tables(run))
    lines = ["# bgnews: benchmarks", about(run)]
    for title, chart in drawn:
        file = folder / f"{title.lower().replace(' ', '-')}.svg"
        file.write_text(chart, encoding="utf-8")
        lines.append(f"![{title}]({file.name})")
    lines += [f"## {table.title}\n\n{_body(table)}" for table in shown]
    (folder / "report.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    page = Environment(autoescape=True).from_string(_HTML)
    html = page.render(about=about(run), charts=drawn, tables=shown)
    (folder / "report.html").write_text(html + "\n", encoding="utf-8")


def _body(table: Table) -> str:
    return f"{table.note}\n\n{table.markdown()}" if table.note else table.markdown()


def about(run: Run) -> str:
    """When, what and where was measured."""
    return (
        f"Measured by `make benchmark` on {run.day} at {run.commit} "
        f"with Python {run.python} on {run.processor}; "
        f"quality on {run.articles} articles."
    )


def with_figures(page: str, run: Run) -> str:
    """A page with the main tables between ``BEGIN`` and ``END``.

    Raises:
        ValueError: if the page has no such place.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no place for figures: {BEGIN} … {END}")
    shown = [_body(make(run)) for make in (pipelines, cleaners, cleaning)]
    return "\n\n".join([before + BEGIN, about(run), *shown, END + after])


if __name__ == "__main__":
    main()
