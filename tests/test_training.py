"""Training end to end, all of it tiny: from annotated articles to a pipeline in a package."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
import srsly
from spacy.cli.debug_config import debug_config
from spacy.cli.init_config import fill_config
from spacy.cli.package import package
from spacy.cli.train import train
from spacy.language import Language
from spacy.vectors import Vectors

import bgnews
from bgnews.corpus import FORMATS, Article, detach, read_articles
from bgnews.corpus.formats.jsonl import write as write_jsonl
from bgnews.evaluation import evaluate, from_record
from bgnews.quotes.calibration import Calibration
from bgnews.records import model_name, to_record

ROOT = Path(__file__).parent.parent
TRAINING = ROOT / "training"
CONFIG = TRAINING / "configs" / "bg_news_sm.cfg"
FILES = [ROOT / "corpus" / "authored" / f"brief-0{number}.xml" for number in range(1, 7)]
LABELS = {"direct", "indirect", "mixed", "name"}
SMALL = {
    "components.tok2vec.model.tok2vec.encode.width": 16,
    "components.tok2vec.model.tok2vec.encode.depth": 1,
    "components.tok2vec.model.tok2vec.embed.rows": [100, 50, 50, 50],
    "components.quotes.model.width": 16,
    "components.quotes.model.hidden_width": 16,
    "components.quotes.model.dilations": [1, 2],
    "components.stance.model.width": 16,
    "components.stance.model.hidden_width": 16,
    "components.stance.model.bag_size": 128,
    "training.max_steps": 4,
    "training.eval_frequency": 2,
}

Script = Callable[..., None]


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read_articles(FILES))


@pytest.fixture(scope="module")
def paths(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the config has to be told: the articles, and a pipeline with floret vectors."""
    folder = tmp_path_factory.mktemp("data")
    FORMATS["docbin"].write(articles[:4], folder / "train.spacy")
    FORMATS["docbin"].write(articles[4:], folder / "dev.spacy")
    nlp = spacy.blank("bg")
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings,
        data=np.random.default_rng(0).normal(size=(50, 8)).astype("f"),
        mode="floret",
        hash_count=2,
        minn=3,
        maxn=4,
        bow="<",
        eow=">",
    )
    nlp.to_disk(folder / "vectors")
    names = {"train": "train.spacy", "dev": "dev.spacy", "vectors": "vectors"}
    return {f"paths.{key}": str(folder / name) for key, name in names.items()}


@pytest.fixture(scope="module")
def trained(paths: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trained")
    train(CONFIG, folder, overrides=SMALL | paths)
    return folder / "model-best"


@pytest.fixture(scope="module")
def nlp(trained: Path) -> Language:
    return spacy.load(trained)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Script:
    def run(name: str, *arguments: object) -> None:
        monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
        runpy.run_path(str(TRAINING / "scripts" / name), run_name="__main__")

    return run


def found(nlp: Language, articles: list[Article]) -> list[dict[str, Any]]:
    return [to_record(doc, "", "") for doc in nlp.pipe(article.text for article in articles)]


def test_the_config_is_valid(
    paths: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill_config(tmp_path / "filled.cfg", CONFIG)
    debug_config(tmp_path / "filled.cfg", overrides=paths)
    assert "Config is valid" in capsys.readouterr().out


def test_trains_what_the_config_names(nlp: Language) -> None:
    assert nlp.pipe_names == ["tok2vec", "quotes", "speakers", "stance"]
    assert set(nlp.pipe_labels["quotes"]) >= LABELS
    performance = nlp.meta["performance"]
    assert performance["quotes_loss"] > 0
    assert performance["stance_loss"] > 0
    assert set(spacy.util.load_config(CONFIG)["training"]["score_weights"]) <= set(performance)


def test_two_processes_give_what_one_gives(nlp: Language, articles: list[Article]) -> None:
    texts = [article.text for article in articles]
    alone = [doc.to_bytes() for doc in nlp.pipe(texts)]
    assert [doc.to_bytes() for doc in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_the_same_seed_gives_the_same_pipeline(
    trained: Path, paths: dict[str, Any], tmp_path: Path
) -> None:
    train(CONFIG, tmp_path, overrides=SMALL | paths)
    for name in ("tok2vec/model", "quotes/model", "stance/model"):
        assert (tmp_path / "model-best" / name).read_bytes() == (trained / name).read_bytes()


def test_training_can_go_on_from_a_pipeline(
    trained: Path,
    nlp: Language,
    articles: list[Article],
    paths: dict[str, Any],
    tmp_path: Path,
) -> None:
    config = spacy.util.load_config(CONFIG)
    config["components"] = {name: {"source": str(trained)} for name in config["nlp"]["pipeline"]}
    config.to_disk(tmp_path / "further.cfg")
    # at a learn rate of 0, and without averages, which begin at 0, weights stay as they come
    overrides = {
        **paths,
        "paths.vectors": str(trained),
        "training.max_steps": 1,
        "training.optimizer.learn_rate": 0.0,
        "training.optimizer.use_averages": False,
    }
    train(tmp_path / "further.cfg", tmp_path, overrides=overrides)
    assert found(spacy.load(tmp_path / "model-last"), articles) == found(nlp, articles)


def test_calibration_changes_the_scores_alone(
    trained: Path, nlp: Language, paths: dict[str, Any], tmp_path: Path, run: Script
) -> None:
    run("calibrate.py", trained, paths["paths.dev"], tmp_path / "calibrated")
    calibrated: Any = spacy.load(tmp_path / "calibrated")
    assert calibrated.get_pipe("quotes").calibration != Calibration()
    (article, *_) = read_articles([Path(paths["paths.dev"])])
    quotes, scaled = nlp(article.text)._.quotes, calibrated(article.text)._.quotes
    assert [quote.spans[0].text for quote in scaled] == [quote.spans[0].text for quote in quotes]
    assert [quote.score for quote in scaled] != [quote.score for quote in quotes]


def test_calibration_needs_right_and_wrong_quotes(
    trained: Path, tmp_path: Path, run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    with pytest.raises(SystemExit):
        run("calibrate.py", trained, empty, tmp_path / "calibrated")
    assert "some have to be right and some wrong" in capsys.readouterr().err


def test_the_mean_of_two_pipelines(trained: Path, tmp_path: Path, run: Script) -> None:
    other = spacy.load(trained)
    for node in weighted(other):
        for name in node.param_names:
            node.set_param(name, node.get_param(name) + 2)
    other.to_disk(tmp_path / "other")
    run("mean.py", trained, tmp_path / "other", "--output", tmp_path / "mean")
    nodes = zip(weighted(spacy.load(trained)), weighted(spacy.load(tmp_path / "mean")), strict=True)
    for node, mean in nodes:
        for name in node.param_names:
            assert np.allclose(node.get_param(name) + 1, mean.get_param(name))


def test_only_like_pipelines_have_a_mean(
    trained: Path, tmp_path: Path, run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    other = spacy.load(trained, exclude=["stance"])
    other.to_disk(tmp_path / "other")
    with pytest.raises(SystemExit):
        run("mean.py", trained, tmp_path / "other", "--output", tmp_path / "mean")
    assert "different components" in capsys.readouterr().err
    assert not (tmp_path / "mean").exists()


def test_an_exported_pipeline_has_no_mean(
    tmp_path: Path, run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("onnxruntime", reason="needs the extra md")
    pipeline = Path(bgnews.__file__).parent / "models" / "bg_news_md"
    with pytest.raises(SystemExit):
        run("mean.py", pipeline, pipeline, "--output", tmp_path / "mean")
    assert "an exported encoder has no mean" in capsys.readouterr().err


def weighted(nlp: Language) -> list[Any]:
    """The parts of the models of a pipeline that have weights."""
    models: list[Any] = [getattr(component, "model", None) for _, component in nlp.pipeline]
    return [
        node
        for model in models
        if model is not None
        for node in model.walk()
        if any(map(node.has_param, node.param_names))
    ]


def test_a_finished_pipeline_has_no_words_of_the_articles(
    trained: Path, nlp: Language, articles: list[Article], tmp_path: Path, run: Script
) -> None:
    run("finish.py", trained, tmp_path / "pipeline")
    strings = json.loads((tmp_path / "pipeline/vocab/strings.json").read_text())
    words = {token.text for article in articles for token in nlp.make_doc(article.text)}
    assert not [word for word in words & {*strings} if len(word) > 4 and word.isalpha()]
    assert str(trained.parent.parent) not in (tmp_path / "pipeline/config.cfg").read_text()
    assert found(spacy.load(tmp_path / "pipeline"), articles) == found(nlp, articles)


def test_a_finished_pipeline_can_be_packaged(
    trained: Path,
    nlp: Language,
    articles: list[Article],
    tmp_path: Path,
    run: Script,
) -> None:
    records = [from_record(to_record(nlp(a.text), a.id, model_name(nlp))) for a in articles]
    report = evaluate(zip(articles, records, strict=True)).as_dict()
    (tmp_path / "report.json").write_text(json.dumps(report))
    (tmp_path / "card.md").write_text("A card.", encoding="utf-8")
    pipeline = tmp_path / "pipeline"
    options = ["--metrics", tmp_path / "report.json", "--card", tmp_path / "card.md"]
    run("finish.py", trained, pipeline, "--name", "news_tiny", *options)
    package(pipeline, tmp_path, create_sdist=False)

    name = f"bg_news_tiny-{bgnews.__version__}"
    meta = json.loads((tmp_path / name / "meta.json").read_text())
    (requirement,) = (r for r in meta["requirements"] if r.startswith("bgnews"))
    assert requirement.startswith(f"bgnews>={bgnews.__version__},<")
    assert meta["performance"]["content_match"] == round(report["content_match"]["f1"], 4)
    assert meta["performance"]["stance_pair"] == round(report["stance_pair"]["f1"], 4)
    assert (tmp_path / name / "README.md").read_text(encoding="utf-8") == "A card."
    packaged = tmp_path / name / "bg_news_tiny" / name
    assert found(spacy.load(packaged), articles) == found(nlp, articles)


@pytest.fixture
def corpus(articles: list[Article], tmp_path: Path) -> Path:
    """A corpus of two authored articles, and one real one whose text is elsewhere."""
    folder = tmp_path / "corpus"
    for name in ("standoff", "splits"):
        (folder / name).mkdir(parents=True)
    FORMATS["xml"].write(articles[:2], folder / "authored")
    write_jsonl([detach(articles[2])], folder / "standoff" / "real.jsonl")
    for part, article in zip(("train", "dev", "train"), articles, strict=False):
        with (folder / "splits" / f"{part}.txt").open("a", encoding="utf-8") as ids:
            ids.write(f"{article.id}\n")
    (folder / "splits" / "test.txt").touch()
    (tmp_path / "page.txt").write_text(articles[2].text, encoding="utf-8")
    return folder


def ids_in(path: Path) -> list[str]:
    return [article.id for article in read_articles([path])]


def test_without_texts_the_authored_articles_are_converted(
    corpus: Path, articles: list[Article], run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    run("convert.py", corpus, corpus / "out")
    printed = capsys.readouterr()
    assert "left out because their text is not there: 1 " in printed.err
    assert printed.out.splitlines()[0] == "train: 1 articles; 1 without text"
    assert ids_in(corpus / "out" / "train.spacy") == [articles[0].id]
    assert ids_in(corpus / "out" / "dev.spacy") == [articles[1].id]


def test_with_texts_all_articles_are_converted(
    corpus: Path, articles: list[Article], run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    run("convert.py", corpus, corpus / "out", corpus.parent / "page.txt")
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.splitlines()[0] == "train: 2 articles; 0 without text"
    assert ids_in(corpus / "out" / "train.spacy") == [articles[0].id, articles[2].id]


def test_texts_to_learn_by_are_all_but_those_that_judge(
    corpus: Path, articles: list[Article], run: Script
) -> None:
    (corpus.parent / "judges.txt").write_text(articles[1].text, encoding="utf-8")
    (corpus.parent / "other.txt").write_text("Няма новини.", encoding="utf-8")
    run("convert.py", corpus, corpus / "out", *corpus.parent.glob("*.txt"))
    lines: list[Any] = list(srsly.read_jsonl(corpus / "out" / "texts.jsonl"))
    texts = sorted(line["text"] for line in lines)
    assert texts == sorted([articles[0].text, articles[2].text, "Няма новини."])


def test_texts_that_are_not_there_end_the_conversion(
    corpus: Path, run: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run("convert.py", corpus, corpus / "out", corpus / "nowhere")
    assert ended.value.code == 1
    assert "nowhere: no such file" in capsys.readouterr().err
    assert not (corpus / "out").exists()


def test_the_project_names_files_that_exist_or_are_made() -> None:
    project: Any = srsly.read_yaml(TRAINING / "project.yml")
    made = {path for command in project["commands"] for path in command.get("outputs", [])}
    needed = {path for command in project["commands"] for path in command.get("deps", [])}
    variables = {f"${{vars.{name}}}": value for name, value in project["vars"].items()}
    missing = {
        path
        for path in needed - made
        if not (TRAINING / str(variables.get(path, path))).exists()
        and not path.startswith("cards/")
    }
    assert missing == set()
    assert {"scripts/convert.py", "scripts/finish.py"} <= needed
