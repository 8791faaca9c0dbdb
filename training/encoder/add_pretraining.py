"""Adds to the transformer of a trained pipeline what further pretraining makes of the one it was.

    pip install 'bgnews[trf]'
    python pretrain.py e5-small TEXTS… --output e5-news
    python add_pretraining.py trained/model-best trained/added --before e5-small --after e5-news

So pretraining that came late needs no training from the beginning: the differences of all weights
of its layers are added to those of the pipeline, which is then trained a little further ("Editing
Models with Task Arithmetic", Ilharco et al., 2023).
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, cast

import spacy
import torch
from transformers import AutoModel

from bgnews.encoder.onnx import OnnxShim
from bgnews.encoder.replacing import ENCODER


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="a pipeline with bgnews.TorchEncoder.v1")
    parser.add_argument("output", type=Path, help="a folder for the pipeline with the differences")
    for option, what in (("--before", "what it began as"), ("--after", "the same, pretrained")):
        parser.add_argument(
            option, type=Path, required=True, help=f"{what}: a folder in the layout of Hugging Face"
        )
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.pipeline)
    shim: Any = cast(Any, nlp.get_pipe(ENCODER)).model.shims[0]
    if isinstance(shim, OnnxShim):
        parser.error(f"{arguments.pipeline} has an exported encoder: restore.py makes it one again")
    before, after = map(AutoModel.from_pretrained, (arguments.before, arguments.after))
    networks = [shim._model.transformer.encoder, before.encoder, after.encoder]
    weights = [list(network.parameters()) for network in networks]
    sizes = [[weight.shape for weight in of_one] for of_one in weights]
    if sizes.count(sizes[0]) < len(sizes):
        parser.error("the transformers have different layers, or some of other sizes")
    with torch.no_grad():
        for weight, old, new in zip(*weights, strict=True):
            weight += new - old
    nlp.to_disk(arguments.output)


if __name__ == "__main__":
    main()
