"""The PyTorch side of an encoder: a transformer with its tokenizer, and how it is stored."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoConfig, AutoModel

from .windows import Window

_WEIGHTS = "weights"


class Network(nn.Module):
    """A transformer and the tokenizer that it was trained with; empty until it is loaded.

    Attributes:
        transformer: gives a vector for each piece.
        tokenizer: the description of the tokenizer, as ``tokenizer.json`` has it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.transformer: Any = None
        self.tokenizer = ""

    def load(self, folder: Path) -> None:
        """Read a folder in the layout of Hugging Face.

        Raises:
            FileNotFoundError: if the folder has no ``tokenizer.json``.
        """
        file = folder / "tokenizer.json"
        if not file.is_file():
            raise FileNotFoundError(
                f"{file} is missing: the encoder is to be a folder with config.json, "
                "model.safetensors and tokenizer.json; see docs/encoder.md"
            )
        self.tokenizer = file.read_text("utf-8")
        # without it, attention on a CPU needs no mask of its own for dropout and is twice as fast
        options = {"attention_probs_dropout_prob": 0.0}
        self.transformer = AutoModel.from_pretrained(folder, **options)
        self.freeze(0)

    def freeze(self, layers: int) -> None:
        """Keep the vectors of pieces, and so many of the first layers, as they are."""
        self.transformer.embeddings.requires_grad_(False)
        for layer in self.transformer.encoder.layer[:layers]:
            layer.requires_grad_(False)

    @property
    def width(self) -> int:
        return self.transformer.config.hidden_size

    def forward(self, windows: list[Window], padding: int) -> list[torch.Tensor]:
        """A row for each piece of each window that is no context."""
        length = max(len(window.ids) for window in windows)
        device = next(self.parameters()).device
        ids = torch.full((len(windows), length), padding, dtype=torch.long)
        mask = torch.zeros(len(windows), length)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = torch.tensor(window.ids)
            mask[row, : len(window.ids)] = 1.0
        output = self.transformer(
            ids.to(device), attention_mask=mask.to(device)
        ).last_hidden_state.float()
        return [
            output[row, window.first : window.first + len(window.tokens)]
            for row, window in enumerate(windows)
        ]


def serialize(network: Network) -> bytes:
    """The network as bytes, with all that is needed to make it again."""
    file = io.BytesIO()
    state = {} if network.transformer is None else network.transformer.state_dict()
    config = "" if network.transformer is None else network.transformer.config.to_json_string()
    torch.save({"config": config, "tokenizer": network.tokenizer, _WEIGHTS: state}, file)
    return file.getvalue()


def deserialize(network: Network, data: bytes, device: torch.device) -> Network:
    """Fill a network with what was stored."""
    stored = torch.load(io.BytesIO(data), map_location=device, weights_only=True)
    network.tokenizer = stored["tokenizer"]
    if stored["config"]:
        config = json.loads(stored["config"])
        network.transformer = AutoModel.from_config(
            AutoConfig.for_model(config.pop("model_type"), **config)
        )
        network.transformer.load_state_dict(stored[_WEIGHTS])
        network.freeze(0)
    return network.to(device)
