"""The PyTorch side of an encoder: a transformer with its tokenizer, and how it is stored."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoConfig, AutoModel

from .windows import Window


class Network(nn.Module):
    """A transformer and the tokenizer that it was trained with; empty until it is loaded.

    Args:
        frozen_layers: how many of the first layers training leaves as they are, besides the vectors
            of pieces.

    Attributes:
        transformer: gives a vector for each piece.
        tokenizer: gives the pieces of a text.
    """

    def __init__(self, frozen_layers: int) -> None:
        super().__init__()
        self.frozen_layers = frozen_layers
        self.transformer: Any = None
        self.tokenizer: Any = None

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
        # without it, attention on a CPU needs no mask of its own for dropout and is twice as fast
        options = {"attention_probs_dropout_prob": 0.0}
        transformer = AutoModel.from_pretrained(folder, **options)
        self.fill(transformer, Tokenizer.from_file(str(file)))

    def fill(self, transformer: Any, tokenizer: Any) -> None:
        """Take over a transformer and its tokenizer."""
        self.transformer, self.tokenizer = transformer, tokenizer
        transformer.embeddings.requires_grad_(False)
        for layer in transformer.encoder.layer[: self.frozen_layers]:
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
    stored: dict[str, Any] = {}
    if network.transformer is not None:
        stored = {
            "config": network.transformer.config.to_json_string(),
            "tokenizer": network.tokenizer.to_str(),
            "weights": network.transformer.state_dict(),
        }
    file = io.BytesIO()
    torch.save(stored, file)
    return file.getvalue()


def deserialize(network: Network, data: bytes, device: torch.device) -> Network:
    """Fill a network with what was stored."""
    stored = torch.load(io.BytesIO(data), map_location=device, weights_only=True)
    if stored:
        config = json.loads(stored["config"])
        transformer = AutoModel.from_config(
            AutoConfig.for_model(config.pop("model_type"), **config)
        )
        transformer.load_state_dict(stored["weights"])
        network.fill(transformer, Tokenizer.from_str(stored["tokenizer"]))
    return network.to(device)
