"""The charts of the report, as SVG."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.measured import METRICS, SPEED, TYPES
from benchmarks.run import Run

_SIZE = (6.4, 3.6)  # inches
_STYLE: Any = {
    "svg.hashsalt": "bgnews", "font.family": "sans-serif", "axes.spines.top": False,
    "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3,
}  # fmt: skip
_CURVE = ("content_match", "content_exact", "attribution")


def charts(run: Run) -> list[tuple[str, str]]:
    """The title and the SVG of each chart that the run has figures for."""
    drawn: list[tuple[str, str]] = []
    with mpl.rc_context(_STYLE):
        if any(run.of("pipelines")):
            drawn.append(("Speed against accuracy", speed_against_accuracy(run)))
            drawn.append(("Content by type", by_type(run)))
        if any(run.of("noise")):
            drawn.append(("Attribution against noise", against_noise(run)))
        if run.learning_curve:
            drawn.append(("Learning curve", learning_curve(run)))
    return drawn


def speed_against_accuracy(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    for found in run.of("pipelines"):
        place = found.figures[SPEED], 100 * found.figures.get("attribution", 0.0)
        axes.scatter(*place, s=60)
        axes.annotate(found.about, place, (6, 6), textcoords="offset points")
    axes.set(xscale="log", xlabel=SPEED, ylabel="attribution, F1 in per cent")
    axes.margins(0.15)
    return svg(figure)


def by_type(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    systems = list(run.of("pipelines"))
    width = 0.8 / len(systems)
    for number, found in enumerate(systems):
        values = [100 * found.figures.get(metric, 0.0) for metric in TYPES]
        places = [place + number * width for place in range(len(TYPES))]
        axes.bar(places, values, width, label=found.about)
    axes.set_xticks([place + 0.4 - width / 2 for place in range(len(TYPES))], TYPES.values())
    axes.set(ylabel="content, match, F1 in per cent", ylim=(0, 100))
    axes.legend(loc="lower left")
    return svg(figure)


def against_noise(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    lines: dict[str, list[tuple[float, float]]] = {}
    for found in run.of("noise"):
        point = 100 * found.figures["noise"], 100 * found.figures.get("attribution", 0.0)
        lines.setdefault(found.about, []).append(point)
    for about, points in lines.items():
        axes.plot(*zip(*points, strict=True), marker="o", label=about)
    axes.set(xlabel="how likely each kind of noise is in an article, per cent",
             ylabel="attribution, F1 in per cent", ylim=(0, 100))  # fmt: skip
    axes.legend(loc="lower left")
    return svg(figure)


def learning_curve(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    articles = [point["articles"] for point in run.learning_curve]
    for metric in _CURVE:
        values = [100 * point.get(metric, 0.0) for point in run.learning_curve]
        axes.plot(articles, values, marker="o", label=METRICS[metric])
    axes.set(xlabel="articles learned from", ylabel="F1 in per cent", xlim=(0, None))
    axes.legend(loc="lower right")
    return svg(figure)


def svg(figure: Figure) -> str:
    """The drawing alone, the same for the same figures."""
    written = io.StringIO()
    figure.savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None})
    drawing = written.getvalue()
    return drawing[drawing.index("<svg") :]
