"""The mean, weight by weight, of pipelines that were trained further from the same one.

    python mean.py trained/one trained/two --output trained/mean

Pipelines trained from the same weights on the same articles in another order find different ways to
the same place; their mean is often better than each, and takes no longer to run ("model soups",
Wortsman et al., 2022). Of pipelines that began apart it is of no use.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from bgnews.encoder.onnx import OnnxShim


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipelines", type=Path, nargs="+", help="what spacy train wrote")
    parser.add_argument("--output", type=Path, required=True, help="the folder for their mean")
    arguments = parser.parse_args()
    nlp, *others = map(spacy.load, arguments.pipelines)
    if any(isinstance(shim, OnnxShim) for node in _nodes(nlp) for shim in node.shims):
        parser.error("an exported encoder has no mean: take the mean of what was exported")
    if any(_shapes(other) != _shapes(nlp) for other in others):
        parser.error("the pipelines have different components, or some of other sizes")
    average(nlp, others)
    nlp.to_disk(arguments.output)


def average(nlp: Language, others: Sequence[Language]) -> None:
    """Give the components of a pipeline the mean of their weights and those of the others."""
    for nodes in zip(*map(_nodes, (nlp, *others)), strict=True):
        _average_node(*nodes)


def _nodes(nlp: Language) -> Iterator[Any]:
    """The parts of the models of a pipeline, always in the same order."""
    for _, component in nlp.pipeline:
        if hasattr(component, "model"):
            model: Any = component
            yield from model.model.walk()


def _shapes(nlp: Language) -> list[Any]:
    return [
        [(name, node.get_param(name).shape) for name in node.param_names if node.has_param(name)]
        for node in _nodes(nlp)
    ]


def _average_node(*nodes: Any) -> None:
    first = nodes[0]
    for name in first.param_names:
        if first.has_param(name):
            first.set_param(name, sum(node.get_param(name) for node in nodes) / len(nodes))
    for shims in zip(*(node.shims for node in nodes), strict=True):
        _average_network(*(shim._model for shim in shims))


def _average_network(*networks: Any) -> None:
    """The same for networks of PyTorch."""
    weights, *others = (network.state_dict() for network in networks)
    for name, value in weights.items():
        if value.is_floating_point():
            value += sum(other[name] for other in others)
            value /= len(networks)


if __name__ == "__main__":
    main()
