"""The optimizer ``bgnews.EncoderAdam.v1``: small steps for a pretrained encoder."""

from __future__ import annotations

import re
from typing import Any

from spacy import util
from thinc.api import Optimizer
from thinc.types import FloatsXd

# thinc keys its own weights by name ("W"); those of PyTorch have dotted names
_LAYER = re.compile(r"\.layer\.(\d+)\.")


class EncoderAdam(Optimizer):
    """AdamW with a learn rate of its own for each layer of a transformer.

    "Discriminative fine-tuning" (Howard and Ruder, 2018, "Universal Language Model Fine-tuning for
    Text Classification").

    Args:
        learn_rate: the learn rate of all weights but those of the encoder, or a schedule.
        scale: what the learn rate of the encoder's last layer is multiplied by.
        decay: what the rate of each layer below is multiplied by once more.
        layers: how many layers the encoder has.
        options: settings of the ``Optimizer`` of thinc.
    """

    def __init__(
        self, learn_rate: Any, *, scale: float, decay: float, layers: int, **options: Any
    ) -> None:
        super().__init__(learn_rate, **options)
        self.scale, self.decay, self.layers = scale, decay, layers

    def __call__(
        self, key: tuple[int, str], weights: FloatsXd, gradient: FloatsXd, *, lr_scale: float = 1.0
    ) -> Any:
        if layer := _LAYER.search(str(key[1])):
            lr_scale *= self.scale * self.decay ** (self.layers - 1 - int(layer[1]))
        return super().__call__(key, weights, gradient, lr_scale=lr_scale)


@util.registry.optimizers("bgnews.EncoderAdam.v1")
def create_encoder_adam(
    learn_rate: Any,
    scale: float = 0.06,
    decay: float = 0.9,
    layers: int = 12,
    L2: float = 0.01,  # noqa: N803
    grad_clip: float = 1.0,
) -> Optimizer:
    """Make the optimizer; a config calls this.

    Args:
        learn_rate: the learn rate of all weights but those of the encoder, or a schedule.
        scale: what the learn rate of the encoder's last layer is multiplied by.
        decay: what the rate of each layer below is multiplied by once more.
        layers: how many layers the encoder has.
        L2: weight decay.
        grad_clip: the longest gradient of a weight array.
    """
    adam = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "L2_is_weight_decay": True}
    return EncoderAdam(
        learn_rate, scale=scale, decay=decay, layers=layers,
        L2=L2, grad_clip=grad_clip, use_averages=False, **adam,
    )  # fmt: skip
