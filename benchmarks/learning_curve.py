"""How good the small pipeline gets by how many articles it learns from.

``python -m benchmarks.learning_curve OUTPUT.json`` trains ``bg_news_sm`` on a quarter, a half,
three quarters and all of the articles composed for bgnews, and judges it by those in
``articles.py``. It takes about half an hour on one core.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.util import load_config

from benchmarks.articles import unseen
from benchmarks.measured import found_by, quality
from bgnews.corpus import FORMATS, Article
from bgnews.retraining.articles import own_articles

_CONFIG = Path(__file__).parent.parent / "training" / "configs" / "bg_news_sm.cfg"
_SHARES = (0.25, 0.5, 0.75, 1.0)
_PASSES = 12  # more than for all articles of the corpus: there are few here


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path, help="a file for the figures, .json")
    output: Path = parser.parse_args().output
    own, articles = own_articles(), unseen()
    train = random.Random(0).sample(own["train"], len(own["train"]))
    points = []
    for share in _SHARES:
        some = train[: round(share * len(train))]
        points.append({"articles": len(some), **learn(some, own["dev"], articles)})
        print(points[-1], flush=True)
        output.write_text(json.dumps(points, indent=1) + "\n", encoding="utf-8")


def learn(train: list[Article], dev: list[Article], test: list[Article]) -> dict[str, float]:
    """The quality, on ``test``, of a pipeline that learns from ``train``."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.jsonl" for name in ("train", "dev")}
        for name, articles in (("train", train), ("dev", dev)):
            FORMATS["jsonl"].write(articles, paths[name])
        batch = load_config(_CONFIG)["training"]["batcher"]["size"]
        steps = _PASSES * len(train) // batch
        settings = {
            "output": folder, "paths.train": paths["train"], "paths.dev": paths["dev"],
            "training.max_epochs": _PASSES, "training.eval_frequency": max(1, steps // _PASSES),
            "training.optimizer.learn_rate.total_steps": steps + 1,
            "training.optimizer.learn_rate.warmup_steps": steps // 10,
        }  # fmt: skip
        options = [part for name, value in settings.items() for part in (f"--{name}", str(value))]
        command = [sys.executable, "-m", "spacy", "train", str(_CONFIG), *options]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return quality(test, found_by(spacy.load(Path(folder) / "model-best"), test))


if __name__ == "__main__":
    main()
