"""A transformer exported to ONNX, beside the one it is made of."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extra trf is not installed wherever types are checked

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.util import registry
from thinc.api import Model

pytest.importorskip("onnxruntime", reason="needs the extra md")
SCRIPTS = Path(__file__).parent.parent.parent / "training" / "encoder"
WIDTH = 8  # of the transformer in conftest.py
TEXT = "„Ще започнем през май“, каза кметът Петър Стаменов.\n\nДърветата щели да останат."


@pytest.fixture(scope="module")
def full(run: Any, trained: Path) -> Language:
    return run("export.py", trained, "--full")


@pytest.fixture(scope="module")
def small(run: Any, trained: Path) -> Language:
    return run("export.py", trained)


def vectors(nlp: Language, text: str) -> np.ndarray:
    return nlp(text).tensor


@pytest.mark.parametrize("text", [TEXT, TEXT * 4, "", "а", " \n "])
def test_in_32_bits_it_gives_what_pytorch_gives(full: Language, trained: Path, text: str) -> None:
    np.testing.assert_allclose(vectors(full, text), vectors(spacy.load(trained), text), atol=1e-5)


def test_in_8_bits_it_gives_almost_that(small: Language, full: Language) -> None:
    one, other = vectors(small, TEXT), vectors(full, TEXT)
    assert 0 < np.abs(one - other).max() < 0.1
    assert (one == 0).all(axis=1).tolist() == (other == 0).all(axis=1).tolist()


def test_columns_far_larger_than_others_leave_8_bits_for_the_rest(
    folder: Path, tmp_path: Path
) -> None:
    pytest.importorskip("onnx", reason="needs the extra trf")
    from transformers import AutoModel

    export: dict[str, Any] = runpy.run_path(str(SCRIPTS / "export.py"))
    transformer = AutoModel.from_pretrained(folder)
    for layer in transformer.encoder.layer:
        layer.attention.output.LayerNorm.weight.data[0] = 100.0
        layer.intermediate.dense.weight.data[:, 0] = 0.01
    windows = np.random.default_rng(0).integers(5, 100, (8, 20)).tolist()
    plain = export["export"](transformer, tmp_path)
    smoothed = export["smoothed"](plain, windows)
    expected = rows(plain, windows[0])
    np.testing.assert_allclose(rows(smoothed, windows[0]), expected, atol=1e-5)
    errors = [
        np.abs(rows(export["quantized"](network), windows[0]) - expected).mean()
        for network in (plain, smoothed)
    ]
    assert errors[1] < errors[0] / 2


def rows(network: Path, window: list[int]) -> np.ndarray:
    """What a network gives for the pieces of a window."""
    from onnxruntime import InferenceSession

    ids = np.asarray([window])
    session: Any = InferenceSession(str(network))
    return session.run(["vectors"], {"ids": ids, "mask": np.ones_like(ids)})[0][0]


def test_the_other_components_come_along(small: Language) -> None:
    assert small.pipe_names == ["tok2vec", "speakers"]


def test_a_doc_gives_the_same_in_every_batch(small: Language) -> None:
    texts = [TEXT, "а", TEXT * 2]
    for doc, text in zip(small.pipe(texts), texts, strict=True):
        np.testing.assert_array_equal(doc.tensor, vectors(small, text))


def test_it_works_in_several_processes(small: Language) -> None:
    expected = [vectors(small, TEXT)] * 4  # which makes its threads before the processes fork
    docs = list(small.pipe([TEXT] * 4, n_process=2, batch_size=1))
    np.testing.assert_array_equal([doc.tensor for doc in docs], expected)


def test_bytes_bring_all_that_is_needed(small: Language) -> None:
    model: Any = small.get_pipe("tok2vec")
    copy = encoder().from_bytes(model.model.to_bytes())
    doc = small.make_doc(TEXT)
    np.testing.assert_array_equal(copy.predict([doc])[0], model.model.predict([doc])[0])
    np.testing.assert_array_equal(copy.copy().predict([doc])[0], copy.predict([doc])[0])


@pytest.mark.parametrize("bits", ["full", "small"])
def test_restored_it_gives_what_its_numbers_give_in_pytorch(
    bits: str, request: pytest.FixtureRequest, run: Any, trained: Path, tmp_path: Path
) -> None:
    exported: Language = request.getfixturevalue(bits)
    exported.to_disk(tmp_path)
    restored = run("restore.py", tmp_path)
    assert restored.pipe_names == ["tok2vec", "speakers"]
    tolerance = 1e-5 if bits == "full" else 0.1  # in 8 bits activations are rounded too
    np.testing.assert_allclose(vectors(restored, TEXT), vectors(exported, TEXT), atol=tolerance)
    weights, expected = parameters(restored), parameters(spacy.load(trained))
    assert weights.keys() == expected.keys()
    for name, value in expected.items():
        # half a step of 8 bits, of weights that are 0.1 at most; biases and norms are kept in 32
        limit = 0.001 if bits == "small" and value.ndim == 2 else 1e-6
        np.testing.assert_allclose(weights[name], value, atol=limit, err_msg=name)


def parameters(nlp: Language) -> dict[str, np.ndarray]:
    """The weights of the transformer, but for the pooler, which nothing reads."""
    model: Any = nlp.get_pipe("tok2vec")
    state = model.model.shims[0]._model.transformer.state_dict()
    return {name: value.numpy() for name, value in state.items() if "pooler" not in name}


@pytest.mark.parametrize("frozen", [0, 1])
def test_restored_it_can_be_trained(run: Any, small: Language, tmp_path: Path, frozen: int) -> None:
    small.to_disk(tmp_path)
    restored = run("restore.py", tmp_path, "--frozen-layers", str(frozen))
    model: Any = restored.get_pipe("tok2vec")
    learning = [
        weights.requires_grad
        for weights in model.model.shims[0]._model.transformer.encoder.layer[0].parameters()
    ]
    assert set(learning) == {not frozen}


def test_what_was_not_exported_is_not_restored(run: Any, trained: Path) -> None:
    with pytest.raises(SystemExit):
        run("restore.py", trained)


def encoder() -> Model:
    build = registry.architectures.get("bgnews.OnnxEncoder.v1")
    return build(width=WIDTH, size=20, context=4)


def test_without_a_network_it_says_what_to_do() -> None:
    with pytest.raises(ValueError, match=r"training/encoder/export\.py"):
        encoder().predict([spacy.blank("bg")("а")])
