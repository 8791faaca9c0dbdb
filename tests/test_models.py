"""The pipelines that come with bgnews are plain spaCy pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.cli.package import package
from spacy.language import Language

import bgnews
from bgnews import models
from bgnews.models import available

NEWS = (
    "Кметът на Горно Поле Петър Стаменов обеща да ремонтира моста.\n"
    "„Ще започнем през май“, каза Стамeнов."
)


def described(nlp: Language, text: str = NEWS) -> list[object]:
    doc = nlp(text)
    quotes = [(quote.type, [s.text for s in quote.spans], quote.speaker) for quote in doc._.quotes]
    return [[token.text for token in doc], doc._.clean, quotes]


@pytest.fixture(scope="module", params=available())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def pipeline(name: str) -> Language:
    return bgnews.load(name)


def test_a_pipeline_says_what_it_is(pipeline: Language, name: str) -> None:
    assert pipeline.meta["lang"] == "bg"
    assert pipeline.meta["name"] == f"news_{name}"
    assert pipeline.meta["version"] == bgnews.__version__


def test_a_packaged_pipeline_requires_bgnews(pipeline: Language, name: str, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "pipeline")
    package(tmp_path / "pipeline", tmp_path, create_sdist=False)
    meta = next(tmp_path.glob(f"bg_news_{name}-*/meta.json"))
    library = {"md": "bgnews[md]"}.get(name, "bgnews")
    assert f'"{library}>={bgnews.__version__}' in meta.read_text()


def test_the_default_is_the_first() -> None:
    assert bgnews.load().meta["name"] == f"news_{available()[0]}"


def test_the_better_one_is_the_default() -> None:
    assert available() == ("md", "sm", "rules")


@pytest.mark.parametrize(("name", "most"), [("sm", 15_000_000), ("md", 45_000_000)])
def test_what_is_trained_is_small(name: str, most: int) -> None:
    folder = models.folder(name)
    assert folder is not None
    assert sum(file.stat().st_size for file in folder.rglob("*")) < most


def test_without_its_libraries_a_pipeline_is_none_to_choose_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(models._TRAINED, "md", ("no_such_library",))
    assert available() == ("sm", "rules")
    assert bgnews.load().meta["name"] == "news_sm"
    with pytest.raises(ValueError, match=r"'md' needs no_such_library: pip install 'bgnews\[md\]'"):
        bgnews.load("md")


@pytest.mark.parametrize("name", ["sm", "md"])
def test_what_is_trained_names_no_place_of_where_it_was(name: str) -> None:
    config = bgnews.load(name).config
    assert set(config["paths"].values()) == {None}


def test_a_pipeline_goes_by_the_name_in_its_records_too() -> None:
    assert models.folder("bg_news_sm") == models.folder("sm") is not None
    assert models.folder("bg_news_huge") is None


def test_an_unknown_name_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"no pipeline 'huge' .* rules"):
        bgnews.load("huge")


def test_finds_who_said_what(pipeline: Language) -> None:
    quotes = pipeline(NEWS)._.quotes
    assert ("Ще започнем през май", "Петър Стаменов") in [
        (quote.spans[0].text, quote.speaker) for quote in quotes
    ]


def test_survives_disk_bytes_and_pickle(pipeline: Language, name: str, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path)
    for copy in (
        spacy.load(tmp_path),
        bgnews.load(name).from_bytes(pipeline.to_bytes()),
        pickle.loads(pickle.dumps(pipeline)),
    ):
        assert described(copy) == described(pipeline)


def test_two_processes_give_what_one_gives(pipeline: Language) -> None:
    texts = [NEWS, "", "\ud800 Х", NEWS.upper()] * 3
    alone = [doc.to_bytes() for doc in pipeline.pipe(texts)]
    together = [doc.to_bytes() for doc in pipeline.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone


def test_takes_a_book_at_once(pipeline: Language, tmp_path: Path) -> None:
    sentence = f"Съветът прие {'з' * 200}. "  # few words for more characters than spaCy takes
    assert len(pipeline(sentence * 5_000)) == 4 * 5_000
    pipeline.to_disk(tmp_path)
    assert spacy.load(tmp_path).max_length == pipeline.max_length > len(sentence) * 5_000


@pytest.mark.parametrize("text", ["", " ", "а", "„", "\n\n", "\ud800", "\0\x01\xff", "„“" * 500])
def test_takes_any_text(pipeline: Language, text: str) -> None:
    assert pipeline(text).text == pipeline.make_doc(text).text
