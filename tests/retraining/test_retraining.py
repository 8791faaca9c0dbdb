"""Training a pipeline further: the articles, the config, the runs, the report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from bgnews import models
from bgnews.corpus import Article, read_articles
from bgnews.retraining import Retraining, RetrainingError, Settings, articles, training
from bgnews.retraining.config import build_config, frozen_components, steps_of_pass
from bgnews.retraining.runs import best_of, find_runs, next_run, steps_done

ROOT = Path(__file__).parent.parent.parent
FILES = [ROOT / "corpus" / "authored" / f"brief-0{number}.xml" for number in range(1, 7)]
TINY = Settings("sm", mix=1, passes=1, patience=1, share=0.34)


@pytest.fixture(scope="module")
def some() -> list[Article]:
    """Articles as those of a user: under ids of their own."""
    return [replace(found, id=f"my-{found.id}") for found in read_articles(FILES)]


@pytest.fixture(scope="module")
def sm() -> Language:
    return models.load("sm")


@pytest.fixture(autouse=True)
def few_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging by all articles of bgnews takes long."""
    few = {part: found[:2] for part, found in articles.own_articles().items()}
    monkeypatch.setattr(articles, "own_articles", lambda: few)


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


@pytest.mark.parametrize(("only", "frozen"), [
    (("quotes", "stance"), []),
    (("quotes",), ["stance"]),
    (("stance",), ["quotes", "tok2vec"]),
])  # fmt: skip
def test_what_nobody_asked_for_stays_frozen(
    sm: Language, only: Sequence[str], frozen: list[str]
) -> None:
    assert frozen_components(sm, only) == frozen


def test_the_config_takes_the_components_of_the_base(sm: Language, tmp_path: Path) -> None:
    config: Any = build_config(
        sm, tmp_path / "base", tmp_path, only=("stance",), articles=10, passes=4, patience=2,
        seed=3, done=6,
    )  # fmt: skip
    assert config["components"]["quotes"] == {"source": str(tmp_path / "base")}
    assert config["training"]["annotating_components"] == ["tok2vec"]
    assert steps_of_pass(10) == 3
    assert config["training"]["max_steps"] == 4 * 3 - 6
    assert config["training"]["patience"] == 6
    rate = config["training"]["optimizer"]["learn_rate"]
    assert 0 < rate["initial_rate"] < sm.config["training"]["optimizer"]["learn_rate"][
        "initial_rate"
    ]  # fmt: skip


@pytest.fixture
def log() -> Any:
    """Writes a run as an interruption leaves it."""

    def write(run_: Any, *scores: float, tail: str = "") -> None:
        run_.last.mkdir(parents=True)
        (run_.last / "meta.json").touch()
        lines = [json.dumps({"step": 5 * i, "score": score}) for i, score in enumerate(scores)]
        run_.log.write_text("\n".join([*lines, tail]))

    return write


def test_runs_add_up(tmp_path: Path, log: Any) -> None:
    assert find_runs(tmp_path) == []
    first = next_run(tmp_path)
    log(first, 0.1, 0.7, tail='{"step": 9')
    second = next_run(tmp_path)
    log(second, 0.2, 0.5, 0.6)
    assert next_run(tmp_path).folder.name == "3"
    assert steps_done(find_runs(tmp_path)) == 5 + 10
    assert best_of(find_runs(tmp_path)) == first.best


def test_a_run_without_a_pipeline_counts_for_nothing(tmp_path: Path) -> None:
    begun = next_run(tmp_path)
    begun.folder.mkdir()
    begun.log.write_text('{"step": 5, "score": 0.5}\n')
    assert steps_done(find_runs(tmp_path)) == 0


def test_training_goes_on_where_it_was_interrupted(
    some: list[Article], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    retraining = Retraining(tmp_path, replace(TINY, passes=20, patience=20))
    retraining.prepare(some, [])
    steps: list[int] = []

    with monkeypatch.context() as patch:
        original = training.train
        patch.setattr(training, "train", lambda *a, **k: interrupted_with(original, steps, *a, **k))
        with pytest.raises(KeyboardInterrupt):
            retraining.train()
    again = Retraining(tmp_path, replace(TINY, passes=20, patience=20))
    again.prepare([], [])  # they are not read again
    again._write_config()
    config: Any = spacy.util.load_config(again.config_file)
    assert config["training"]["max_steps"] == steps[0] - 4
    assert config["components"]["quotes"]["source"].endswith("1/model-last")


def interrupted_with(
    train: Any, steps: list[int], config: Path, output: Path, overrides: dict[str, Any]
) -> None:
    """Train for four steps and stop as Ctrl-C does."""
    steps.append(spacy.util.load_config(config)["training"]["max_steps"])
    train(config, output, overrides={**overrides, "training.max_steps": 4})
    raise KeyboardInterrupt


def test_other_settings_need_another_folder(some: list[Article], tmp_path: Path) -> None:
    Retraining(tmp_path, TINY).prepare(some, [])
    with pytest.raises(RetrainingError, match="other settings"):
        Retraining(tmp_path, replace(TINY, seed=1))


@pytest.mark.parametrize(("base", "message"), [
    ("rules", "take --base sm"),
    ("no_such_pipeline", "give a folder, a package or one of"),
])  # fmt: skip
def test_a_base_that_cannot_be_trained(base: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(RetrainingError, match=message):
        Retraining(tmp_path, Settings(base))


def test_a_pipeline_without_the_components(tmp_path: Path) -> None:
    spacy.blank("bg").to_disk(tmp_path / "blank")
    with pytest.raises(RetrainingError, match="has nothing to train for quotes, stance"):
        Retraining(tmp_path / "out", Settings(str(tmp_path / "blank")))
