"""Training a pipeline further: the articles, the config, what is reached."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from bgnews import models
from bgnews.corpus import Article
from bgnews.retraining import Retraining, RetrainingError, Settings, articles
from bgnews.retraining.checkpoints import best, checkpoints, create_checkpoints
from bgnews.retraining.config import build_config, frozen_components, steps_of_pass

TINY = Settings("sm", mix=1, passes=1, patience=1, share=0.34)


@pytest.fixture(scope="module")
def sm() -> Language:
    return models.load("sm")


def test_our_articles_come_in_their_parts() -> None:
    assert all(articles.own_articles().values())


def test_articles_are_divided_and_mixed(some: list[Article]) -> None:
    parts = articles.divided(some, [], TINY)
    mine = [[a.id for a in parts[part] if a.id.startswith("my-")] for part in ("train", "dev")]
    assert [len(ids) for ids in mine] == [4, 2]
    assert not {*mine[0]} & {*mine[1]}
    assert len(parts["train"]) == 5
    assert len(parts["ours"]) == 4


def test_articles_to_judge_by_may_be_given(some: list[Article]) -> None:
    parts = articles.divided(some[1:], some[:1], replace(TINY, mix=0))
    assert parts["train"] == some[1:]
    assert parts["dev"] == some[:1]


@pytest.mark.parametrize("number", [0, 1])
def test_too_few_articles_are_refused(some: list[Article], number: int) -> None:
    with pytest.raises(ValueError, match="too few: annotate more"):
        articles.divided(some[:number], [], TINY)


def test_articles_of_both_sides_are_refused(some: list[Article]) -> None:
    copy = replace(some[0], id="copy")
    with pytest.raises(ValueError, match=f"{some[0].id}: also among the articles of --dev"):
        articles.divided(some, [copy], TINY)


def test_our_articles_are_not_trained_on_if_they_judge(some: list[Article]) -> None:
    ours = articles.own_articles()["train"]
    parts = articles.divided(some, ours[:1], replace(TINY, mix=5))
    assert [a.id for a in parts["train"] if a not in some] == [ours[1].id]


@pytest.mark.parametrize(("only", "frozen"), [
    (("quotes", "stance"), []),
    (("quotes",), ["tok2vec", "stance"]),
    (("stance",), ["tok2vec", "quotes"]),
])  # fmt: skip
def test_what_nobody_asked_for_stays_frozen(
    sm: Language, only: Sequence[str], frozen: list[str]
) -> None:
    assert frozen_components(sm, only) == frozen


def test_other_components_stay_frozen() -> None:
    nlp = models.load("sm")
    nlp.add_pipe("tagger")
    assert frozen_components(nlp, ["quotes", "stance"]) == ["tagger"]


def test_the_config_takes_the_components_of_the_base(sm: Language, tmp_path: Path) -> None:
    settings = Settings("sm", only=("stance",), passes=4, patience=2, seed=3)
    config: Any = build_config(
        sm, tmp_path / "base", settings, data=tmp_path, checkpoints=tmp_path, articles=10, done=6
    )
    assert config["components"]["quotes"] == {"source": str(tmp_path / "base")}
    assert config["training"]["annotating_components"] == ["tok2vec"]
    assert steps_of_pass(10) == 3
    assert config["training"]["max_steps"] == 4 * 3 - 6
    assert config["training"]["patience"] == 6
    assert config["system"]["seed"] == 9
    before = sm.config["training"]["optimizer"]["learn_rate"]["initial_rate"]
    assert 0 < config["training"]["optimizer"]["learn_rate"]["initial_rate"] < before


def pipeline(folder: Path, word: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "meta.json").write_text(word)
    return str(folder)


def test_the_best_and_the_last_are_kept(tmp_path: Path, sm: Language) -> None:
    folder = tmp_path / "kept"
    log_step, finish = create_checkpoints(str(folder), done=10)(sm, sys.stdout, sys.stderr)
    losses = dict.fromkeys(sm.pipe_names, 0.0)
    for step, score in enumerate([0.3, 0.5, 0.4, 0.2]):
        path = pipeline(tmp_path / "model-last", str(step))
        log_step({
            "step": step, "epoch": 0, "score": score, "losses": losses, "other_scores": {},
            "output_path": path,
        })  # fmt: skip
    finish()
    assert [(found.step, found.score) for found in checkpoints(folder)] == [(11, 0.5), (13, 0.2)]
    assert (best(checkpoints(folder)).folder / "meta.json").read_text() == "1"
    assert len(list(folder.iterdir())) == 2


def test_half_a_checkpoint_is_none(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "000004-0.500000").mkdir()
    assert [found.step for found in checkpoints(tmp_path)] == [4]


_TRAIN = """
import sys
from pathlib import Path
from bgnews.corpus import read_articles
from bgnews.retraining import Retraining, Settings
settings = Settings("sm", mix=0, passes=50, patience=50, share=0.34)
retraining = Retraining(Path(sys.argv[2]), settings)
retraining.prepare(list(read_articles([Path(sys.argv[1])])), [])
retraining.train()
"""


def test_training_goes_on_where_it_was_killed(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    running = subprocess.Popen([sys.executable, "-c", _TRAIN, str(corpus), str(output)])
    while not (found := checkpoints(output / "checkpoints")) or found[-1].step == 0:
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    step = checkpoints(output / "checkpoints")[-1].step

    settings = Settings("sm", mix=0, passes=50, patience=50, share=0.34)
    again = Retraining(output, settings)
    again.prepare(list(articles.read_articles([corpus])), [])
    config: Any = spacy.util.load_config(again.config_file)
    assert config["training"]["max_steps"] == 50 * steps_of_pass(4) - step
    assert f"{step:06}-" in config["components"]["quotes"]["source"]
    spacy.load(config["components"]["quotes"]["source"])


@pytest.mark.parametrize("change", ["seed", "articles"])
def test_another_choice_needs_another_folder(
    some: list[Article], tmp_path: Path, change: str
) -> None:
    Retraining(tmp_path, TINY).prepare(some, [])
    settings = replace(TINY, seed=1) if change == "seed" else TINY
    with pytest.raises(RetrainingError, match=f"another choice of {change}:"):
        Retraining(tmp_path, settings).prepare(some[1:] if change == "articles" else some, [])


@pytest.mark.parametrize(("base", "message"), [
    ("rules", "take --base sm"),
    ("no_such_pipeline", "give a folder, a package or one of"),
])  # fmt: skip
def test_a_base_that_cannot_be_trained(base: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RetrainingError, match=message):
        Retraining(tmp_path, Settings(base))


def test_a_pipeline_without_the_components(tmp_path: Path) -> None:
    spacy.blank("bg").to_disk(tmp_path / "blank")
    with pytest.raises(RetrainingError, match="has no component for quotes, stance"):
        Retraining(tmp_path / "out", Settings(str(tmp_path / "blank")))


def test_what_stays_frozen_stays_to_the_bit(
    some: list[Article], sm: Language, tmp_path: Path
) -> None:
    retraining = Retraining(tmp_path, replace(TINY, only=("stance",)))
    retraining.prepare(some, [])
    retraining.train()
    before, after = (
        {name: nlp.get_pipe(name).model.to_bytes() for name in ("tok2vec", "quotes", "stance")}  # type: ignore[attr-defined]
        for nlp in (sm, spacy.load(checkpoints(tmp_path / "checkpoints")[-1].folder))
    )
    assert {name for name in before if before[name] != after[name]} == {"stance"}
