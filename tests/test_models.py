"""The pipelines that come with bgnews are plain spaCy pipelines."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import spacy
from spacy.cli.package import package
from spacy.language import Language

import bgnews
from bgnews.models import available

NEWS = (
    "Кметът на Горно Поле Петър Стаменов обеща да ремонтира моста.\n"
    "„Ще започнем през май“, каза Стамeнов."
)


def described(nlp: Language, text: str = NEWS) -> list[object]:
    doc = nlp(text)
    quotes = [(quote.type, [s.text for s in quote.spans], quote.speaker) for quote in doc._.quotes]
    return [[token.text for token in doc], doc._.clean, quotes]


@pytest.mark.parametrize("name", available())
def test_pipeline_loads_and_says_what_it_is(name: str) -> None:
    nlp = bgnews.load(name)
    assert nlp.meta["lang"] == "bg"
    assert nlp.meta["name"] == f"news_{name}"
    assert nlp.meta["version"] == bgnews.__version__


def test_a_packaged_pipeline_requires_bgnews(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    package(tmp_path / "pipeline", tmp_path, create_sdist=False)
    meta = next(tmp_path.glob("bg_news_rules-*/meta.json"))
    assert f"bgnews>={bgnews.__version__}" in meta.read_text()


def test_the_default_is_the_first() -> None:
    assert bgnews.load().meta["name"] == f"news_{available()[0]}"


def test_an_unknown_name_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"no pipeline 'huge' .* rules"):
        bgnews.load("huge")


def test_finds_who_said_what(nlp: Language) -> None:
    quotes = nlp(NEWS)._.quotes
    assert ("Ще започнем през май", "Петър Стаменов") in [
        (quote.spans[0].text, quote.speaker) for quote in quotes
    ]


def test_survives_disk_bytes_and_pickle(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    for copy in (
        spacy.load(tmp_path),
        bgnews.load("rules").from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ):
        assert described(copy) == described(nlp)


def test_two_processes_give_what_one_gives(nlp: Language) -> None:
    texts = [NEWS, "", "\ud800 Х", NEWS.upper()] * 3
    alone = [doc.to_bytes() for doc in nlp.pipe(texts)]
    together = [doc.to_bytes() for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert together == alone


def test_takes_a_book_at_once(nlp: Language) -> None:
    assert len(nlp("Съветът прие бюджета. " * 60_000)) == 4 * 60_000
