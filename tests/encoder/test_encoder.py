"""A tiny random transformer as a tok2vec."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.cli.train import train
from spacy.language import Language
from spacy.util import registry
from thinc.api import Model

from bgnews.corpus import FORMATS, read_articles

pytest.importorskip("torch", reason="needs the extra trf")

ROOT = Path(__file__).parent.parent.parent
CONFIG = ROOT / "training" / "configs" / "bg_news_trf.cfg"
FURTHER = ROOT / "training" / "configs" / "bg_news_trf_further.cfg"
FILES = [ROOT / "corpus" / "authored" / f"brief-0{number}.xml" for number in range(1, 5)]
WIDTH = 8  # of the transformer in conftest.py
TEXT = "„Ще започнем през май“, каза кметът Петър Стаменов.\n\nДърветата щели да останат."


def encoder(folder: Path | None, **settings: Any) -> Model:
    build = registry.architectures.get("bgnews.TorchEncoder.v1")
    return build(**{"path": folder and str(folder), "width": WIDTH, "size": 20, "context": 4,
                    **settings})  # fmt: skip


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Model:
    model = encoder(folder)
    model.initialize()
    return model


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("bg")


def test_each_token_has_a_vector_and_white_space_none(loaded: Model, blank: Language) -> None:
    doc = blank(TEXT)
    (vectors,) = loaded.predict([doc])
    assert vectors.shape == (len(doc), WIDTH)
    assert [not row.any() for row in vectors] == [token.is_space for token in doc]


def test_a_batch_gives_what_single_docs_give(loaded: Model, blank: Language) -> None:
    docs = [blank(text) for text in (TEXT, "", "а", TEXT * 3, "\n\n")]
    for together, doc in zip(loaded.predict(docs), docs, strict=True):
        np.testing.assert_allclose(together, loaded.predict([doc])[0], atol=1e-5)


def test_no_docs(loaded: Model) -> None:
    assert loaded.predict([]) == []


@pytest.mark.parametrize(("context", "changes"), [(4, True), (0, False)])
def test_context_reaches_over_the_edge_of_a_window(
    folder: Path, blank: Language, context: int, changes: bool
) -> None:
    model = encoder(folder, size=5, context=context)  # each word has five pieces
    model.initialize()
    one, other = (model.predict([blank(text)])[0][1] for text in ("каза Иван", "пише Иван"))
    assert (np.abs(one - other).max() > 1e-6) == changes


def test_bytes_bring_all_that_is_needed(loaded: Model, blank: Language) -> None:
    copy = encoder(None).from_bytes(loaded.to_bytes())
    doc = blank(TEXT)
    np.testing.assert_array_equal(copy.predict([doc])[0], loaded.predict([doc])[0])


def test_gradients_reach_the_layers_that_are_not_frozen(folder: Path, blank: Language) -> None:
    model = encoder(folder, frozen_layers=1)
    model.initialize()
    vectors, backprop = model.begin_update([blank(TEXT)])
    backprop(vectors)
    network: Any = model.shims[0]._model
    moved = {name for name, weight in network.named_parameters() if weight.grad is not None}
    assert {name.split(".")[3] for name in moved} == {"1"}


@pytest.mark.parametrize(("frozen", "texts"), [(2, [TEXT]), (0, [TEXT, ""]), (0, [" ", ""])])
def test_docs_and_encoders_without_anything_to_learn(
    folder: Path, blank: Language, frozen: int, texts: list[str]
) -> None:
    model = encoder(folder, frozen_layers=frozen)
    model.initialize()
    vectors, backprop = model.begin_update(list(map(blank, texts)))
    backprop(vectors)
    network: Any = model.shims[0]._model
    moved = any(weight.grad is not None for weight in network.parameters())
    assert moved == (frozen == 0 and TEXT in texts)


def test_layers_stay_frozen_in_a_copy(folder: Path) -> None:
    model = encoder(folder, frozen_layers=1)
    model.initialize()
    copy = encoder(None, frozen_layers=1).from_bytes(model.to_bytes())
    network: Any = copy.shims[0]._model
    assert not any(w.requires_grad for w in network.transformer.encoder.layer[0].parameters())
    assert all(w.requires_grad for w in network.transformer.encoder.layer[1].parameters())


@pytest.mark.parametrize(("key", "scale"), [
    ((1, "W"), 1.0),
    ((1, "transformer.encoder.layer.11.output.dense.weight"), 0.1),
    ((1, "transformer.encoder.layer.9.output.dense.weight"), 0.025),
])  # fmt: skip
def test_lower_layers_learn_more_slowly(key: tuple[int, str], scale: float) -> None:
    optimizers: Any = registry.optimizers
    create = optimizers.get("bgnews.EncoderAdam.v1")
    optimizer = create(0.01, scale=0.1, decay=0.5, layers=12, L2=0.0)
    weights, _ = optimizer(key, np.zeros((1, 1), dtype="f"), np.ones((1, 1), dtype="f"))
    assert weights[0, 0] == pytest.approx(-0.01 * scale, rel=1e-3)


def test_a_missing_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"tokenizer\.json is missing"):
        encoder(tmp_path).initialize()
    with pytest.raises(ValueError, match="path is to name the folder"):
        encoder(None).initialize()


def test_another_width_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match=f"has the width {WIDTH}"):
        encoder(folder, width=16).initialize()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Settings with which the configs train in seconds."""
    articles = tmp_path_factory.mktemp("corpus") / "articles.spacy"
    FORMATS["docbin"].write(list(read_articles(FILES)), articles)
    return {
        "paths.train": str(articles),
        "paths.dev": str(articles),
        "training.max_steps": 2,
        "training.eval_frequency": 1,
        "training.optimizer.layers": 2,
    }


@pytest.fixture(scope="module")
def trained(folder: Path, small: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("trained")
    overrides = {
        "paths.encoder": str(folder),
        "components.tok2vec.model.width": WIDTH,
        "components.tok2vec.model.size": 30,
        "components.tok2vec.model.context": 8,
        "components.tok2vec.model.frozen_layers": 0,
        "components.quotes.model.width": 16,
        "components.quotes.model.hidden_width": 16,
    }
    train(CONFIG, output, overrides=small | overrides)
    return output / "model-last"


def test_the_config_trains(trained: Path) -> None:
    nlp = spacy.load(trained)
    assert nlp.meta["performance"]["quotes_loss"] > 0
    text = next(iter(read_articles(FILES))).text
    assert nlp(text).to_bytes() == spacy.load(trained)(text).to_bytes()


def test_training_further_and_the_mean(
    trained: Path, small: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipelines = []
    for seed in (1, 2):
        overrides = small | {"paths.trained": str(trained), "system.seed": seed}
        train(FURTHER, tmp_path / str(seed), overrides=overrides)
        pipelines.append(tmp_path / str(seed) / "model-last")
    arguments = ["mean.py", *map(str, pipelines), "--output", str(tmp_path / "mean")]
    monkeypatch.setattr("sys.argv", arguments)
    runpy.run_path(str(ROOT / "training" / "scripts" / "mean.py"), run_name="__main__")
    before, one, two, mean = map(query_weights, (trained, *pipelines, tmp_path / "mean"))
    assert (one != before).any()
    assert (one != two).any()
    np.testing.assert_allclose(mean, (one + two) / 2, atol=1e-6)


def query_weights(pipeline: Path) -> Any:
    """Weights of the last layer of the transformer of a pipeline."""
    component: Any = spacy.load(pipeline).get_pipe("tok2vec")
    layer = component.model.shims[0]._model.transformer.encoder.layer[-1]
    return layer.attention.self.query.weight.detach().numpy()
