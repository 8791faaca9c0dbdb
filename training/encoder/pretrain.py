"""Goes on with the masked-language training of a transformer, on texts of the field.

    pip install 'bgnews[trf]'
    python pretrain.py e5-small TEXTS… --output e5-news

Words are masked as a whole, and the network learns to tell them ("Don't Stop Pretraining",
Gururangan et al., 2020). The vectors of pieces stay as they are, as in all training here.
"""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
import torch
from spacy.util import minibatch
from torch import nn

from bgnews.cli.problems import Problems
from bgnews.cli.reading import Reader
from bgnews.encoder.network import Network
from bgnews.encoder.windows import Window, WindowReader

_SIZE, _CONTEXT = 224, 16  # as in bg_news_trf.cfg
_MASKED = 0.15  # of the words
_UNKNOWN = "<unk>"  # stands for what is masked: pruned vocabularies have no piece for it
_WARMUP = 0.05  # of the steps
_REPORT = 100  # steps
_HEAD_RATE = 5  # times the rate of the transformer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path, help="a folder in the layout of Hugging Face")
    parser.add_argument("texts", nargs="+", type=Path, help="articles to read")
    parser.add_argument("--output", type=Path, required=True, help="a folder for the encoder")
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=8, help="windows of 224 pieces in a step")
    parser.add_argument("--rate", type=float, default=1e-4, help="the highest learn rate")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    network = Network(frozen_layers=0)
    network.load(arguments.encoder)
    reader = WindowReader(network.tokenizer, _SIZE, _CONTEXT)
    texts = [article.text for article in Reader(Problems()).read(arguments.texts)]
    if not texts:
        parser.error("there are no texts to learn from")
    batches = masked_batches(reader, texts, arguments.batch, random.Random(arguments.seed))
    train(Guesser(network.transformer), batches, arguments.steps, arguments.rate)
    network.transformer.save_pretrained(arguments.output)
    network.tokenizer.save(str(arguments.output / "tokenizer.json"))


@dataclass
class Batch:
    """Windows of pieces; all but ``answers`` have a row for each window.

    Attributes:
        ids: the pieces, those of masked words hidden.
        mask: 1 for what is no padding.
        masked: whether a piece is hidden.
        answers: the hidden pieces, in order.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    masked: torch.Tensor
    answers: torch.Tensor


class Guesser(nn.Module):
    """A transformer with a head that tells which pieces are masked.

    The head compares with the vectors of the pieces, as that of BERT does (Devlin et al., 2019).
    """

    def __init__(self, transformer: nn.Module) -> None:
        super().__init__()
        self.transformer = transformer
        pieces, width = transformer.embeddings.word_embeddings.weight.shape
        self.head = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(pieces))

    def forward(self, batch: Batch) -> torch.Tensor:
        """A row of scores, one for each piece, for each hidden piece."""
        vectors = self.transformer(batch.ids, attention_mask=batch.mask).last_hidden_state
        pieces = self.transformer.embeddings.word_embeddings.weight
        return self.head(vectors[batch.masked]) @ pieces.T + self.bias


def masked_batches(
    reader: WindowReader, texts: Sequence[str], size: int, rng: random.Random
) -> Iterator[Batch]:
    """Batches of so many windows of the texts, over and over, each time in another order."""
    nlp = spacy.blank(
        "bg", config={"nlp": {"tokenizer": {"@tokenizers": "bgnews.NewsTokenizer.v1"}}}
    )
    hidden = reader.tokenizer.token_to_id(_UNKNOWN)
    if hidden is None:
        raise SystemExit(f"the tokenizer has no piece {_UNKNOWN}")
    while True:
        order = rng.sample(texts, len(texts))
        windows = (window for text in order for window in reader.read([nlp.make_doc(text)]))
        for batch in minibatch(windows, size):
            yield masked_batch(batch, reader.end, hidden, rng)


def masked_batch(windows: Sequence[Window], padding: int, hidden: int, rng: random.Random) -> Batch:
    """Windows with some words hidden, whole ones, and never those that only give context."""
    length = max(len(window.ids) for window in windows)
    ids = torch.full((len(windows), length), padding)
    mask, masked = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
    for row, window in enumerate(windows):
        ids[row, : len(window.ids)] = torch.tensor(window.ids)
        mask[row, : len(window.ids)] = 1
        words = sorted(set(window.tokens))
        chosen = set(rng.sample(words, math.ceil(_MASKED * len(words))))
        for place, word in enumerate(window.tokens, start=window.first):
            masked[row, place] = word in chosen
    return Batch(ids.masked_fill(masked, hidden), mask, masked, ids[masked])


def train(guesser: Guesser, batches: Iterator[Batch], steps: int, rate: float) -> None:
    """Learn from so many batches, with a rate that rises and falls, in 16 bits."""
    encoder = [weights for weights in guesser.transformer.parameters() if weights.requires_grad]
    head = [*guesser.head.parameters(), guesser.bias]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": head, "lr": _HEAD_RATE * rate}]
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (_WARMUP * steps + 1), (steps - step) / steps),
    )
    guesser.train()
    total = 0.0
    for step, batch in zip(range(1, steps + 1), batches, strict=False):
        with torch.autocast("cpu", torch.bfloat16):
            scores = guesser(batch)
        loss = nn.functional.cross_entropy(scores.float(), batch.answers)
        loss.backward()
        nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        total += loss.item()
        if step % _REPORT == 0:
            print(f"{step} steps, loss {total / _REPORT:.3f}", flush=True)
            total = 0.0


if __name__ == "__main__":
    main()
