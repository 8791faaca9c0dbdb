"""The charts of the report, as SVG."""

from __future__ import annotations

import io
from collections.abc import Iterator

import matplotlib as mpl
from matplotlib.figure import Figure

from benchmarks.run import Run
from benchmarks.tables import system

_SIZE = (6.4, 3.6)  # inches
_TYPES = ("direct", "indirect", "mixed")
_CURVE = {"content_match": "content, match", "content_exact": "content, exact",
          "attribution": "attribution"}  # fmt: skip


def charts(run: Run) -> Iterator[tuple[str, str]]:
    """The title and the SVG of each chart that the run has figures for."""
    mpl.rcParams |= {
        "svg.hashsalt": "bgnews", "font.family": "sans-serif", "axes.spines.top": False,
        "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3,
    }  # fmt: skip
    if list(run.of("pipelines")):
        yield "Speed against accuracy", speed_against_accuracy(run)
        yield "Content by type", by_type(run)
    if list(run.of("noise")):
        yield "Attribution against noise", against_noise(run)
    if run.learning_curve:
        yield "Learning curve", learning_curve(run)


def speed_against_accuracy(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    for found in run.of("pipelines"):
        speed, quality = found.figures["words a second"], 100 * found.figures["attribution"]
        axes.scatter(speed, quality, s=60)
        axes.annotate(system(found), (speed, quality), (6, 6), textcoords="offset points")
    axes.set(xscale="log", xlabel="words a second", ylabel="attribution, F1 in per cent")
    axes.margins(0.15)
    return svg(figure)


def by_type(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    systems = list(run.of("pipelines"))
    width = 0.8 / len(systems)
    for number, found in enumerate(systems):
        values = [100 * found.figures.get(f"content_match_{type_}", 0.0) for type_ in _TYPES]
        places = [place + number * width for place in range(len(_TYPES))]
        axes.bar(places, values, width, label=system(found))
    middle = [place + 0.4 - width / 2 for place in range(len(_TYPES))]
    axes.set_xticks(middle, _TYPES)
    axes.set(ylabel="content, match, F1 in per cent", ylim=(0, 100))
    axes.legend(loc="lower left")
    return svg(figure)


def against_noise(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    for name in dict.fromkeys(found.pipeline for found in run.of("noise")):
        of_name = [found.figures for found in run.of("noise") if found.pipeline == name]
        axes.plot([100 * f["noise"] for f in of_name], [100 * f["attribution"] for f in of_name],
                  marker="o", label=name)  # fmt: skip
    axes.set(xlabel="how likely each kind of noise is in an article, per cent",
             ylabel="attribution, F1 in per cent", ylim=(0, 100))  # fmt: skip
    axes.legend(loc="lower left")
    return svg(figure)


def learning_curve(run: Run) -> str:
    figure = Figure(figsize=_SIZE)
    axes = figure.subplots()
    articles = [point["articles"] for point in run.learning_curve]
    for metric, label in _CURVE.items():
        values = [100 * point[metric] for point in run.learning_curve]
        axes.plot(articles, values, marker="o", label=label)
    axes.set(xlabel="articles learned from", ylabel="F1 in per cent", xlim=(0, None))
    axes.legend(loc="lower right")
    return svg(figure)


def svg(figure: Figure) -> str:
    """The drawing alone, the same for the same figures."""
    written = io.StringIO()
    figure.savefig(written, format="svg", bbox_inches="tight", metadata={"Date": None})
    return written.getvalue()[written.getvalue().index("<svg") :]
