"""The corpus itself keeps what its datasheet promises."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bgnews.corpus import Article, Standoff, check, read_articles, read_items
from bgnews.corpus.frames import shared_frames
from bgnews.corpus.splitting import near_duplicates
from bgnews.corpus.statistics import Statistics, statistics

CORPUS = Path(__file__).parent.parent / "corpus"
SPLITS = ("train", "dev", "test")


@pytest.fixture(scope="module")
def authored() -> list[Article]:
    return list(read_articles([CORPUS / "authored"]))


@pytest.fixture(scope="module")
def items() -> list[Article]:
    return list(read_articles([CORPUS / "items"]))


@pytest.fixture(scope="module")
def football() -> dict[str, list[Article]]:
    folder = CORPUS / "football"
    return {part: list(read_articles([folder / part])) for part in ("train", "test")}


@pytest.fixture(scope="module")
def standoff() -> list[Standoff]:
    items = read_items([CORPUS / "standoff"])
    return [item.annotation for item in items if isinstance(item.annotation, Standoff)]


@pytest.fixture(scope="module")
def counts(authored: list[Article]) -> Statistics:
    return statistics(authored)


def test_nothing_is_wrong(
    authored: list[Article],
    items: list[Article],
    football: dict[str, list[Article]],
    standoff: list[Standoff],
) -> None:
    everything = (*authored, *items, *football["train"], *football["test"], *standoff)
    assert [(a.id, p.message) for a in everything for p in check(a)] == []


def test_items_are_short_and_full_of_stances(items: list[Article]) -> None:
    found = statistics(items)
    assert set(found["words in an article"]) == {"0 to 149"}
    assert sum(found["stances"].values()) >= 4 * len(items)


def test_a_domain_to_retrain_on(
    football: dict[str, list[Article]], authored: list[Article]
) -> None:
    assert {part: len(articles) for part, articles in football.items()} == {"train": 50, "test": 28}
    everything = [*football["train"], *football["test"], *authored]
    groups = near_duplicates({article.id: article.text for article in everything})
    assert len(groups) == len(everything)


def test_size(authored: list[Article], standoff: list[Standoff]) -> None:
    assert len(authored) >= 240
    assert len(standoff) >= 320


def test_lengths(counts: Statistics) -> None:
    within = {"150 to 199", "200 to 249", "250 to 299", "300 to 400"}
    assert set(counts["words in an article"]) <= within
    assert len(counts["articles"]) == 15, "registers"


def test_stances_are_balanced(counts: Statistics) -> None:
    assert all(counts["stances"][label] >= 600 for label in ("support", "oppose", "neutral"))


@pytest.mark.parametrize(
    ("kind", "what", "least"),
    [
        ("quotes", "direct", 300),
        ("quotes", "indirect", 300),
        ("quotes", "mixed", 100),
        ("quotes", "relay", 48),
        ("constructions", "interrupted", 36),
        ("constructions", "nested", 36),
        ("constructions", "several sentences", 100),
        ("constructions", "without cue and source", 48),
        ("constructions", "after a dialogue dash", 36),
        ("constructions", "after a name and a colon", 36),
        ("sources", "dropped", 100),
        ("sources", "pronoun", 100),
        ("sources", "nominal", 100),
        ("speakers", "GROUP", 60),
        ("speakers", "ORG", 100),
        ("speakers", "ISSUE", 20),
        ("words in marks", "name", 200),
        ("words in marks", "term", 50),
        ("noise", "marks without their pair", 20),
        ("noise", "homoglyphs", 20),
        ("noise", "drop_capitals", 30),
        ("quote marks", "„…“", 100),
        ("quote marks", '"…"', 100),
        ("quote marks", "„…”", 48),
        ("quote marks", "“…”", 36),
        ("quote marks", "«…»", 36),
    ],
)
def test_every_phenomenon_is_there(counts: Statistics, kind: str, what: str, least: int) -> None:
    assert counts[kind][what] >= least


def test_cues(counts: Statistics) -> None:
    assert len(counts["cues"]) >= 150


def test_noise(authored: list[Article], counts: Statistics) -> None:
    assert counts["noise"]["none"] <= 0.6 * len(authored)


def test_articles_are_no_template(authored: list[Article]) -> None:
    """Less than one shared frame for ten articles; real news of a few outlets have two."""
    assert len(shared_frames(authored)) < len(authored) / 10


def test_splits(authored: list[Article], standoff: list[Standoff]) -> None:
    parts = {name: (CORPUS / "splits" / f"{name}.txt").read_text().split() for name in SPLITS}
    ids = Counter(id_ for part in parts.values() for id_ in part)
    assert set(ids.values()) == {1}
    assert set(ids) == {annotation.id for annotation in (*authored, *standoff)}
    part_of = {id_: name for name, part in parts.items() for id_ in part}
    texts = {article.id: article.text for article in authored}
    for group in near_duplicates(texts):
        assert len({part_of[id_] for id_ in group}) == 1, group


def test_standoff_holds_no_text(standoff: list[Standoff]) -> None:
    for path in (CORPUS / "standoff").glob("*.jsonl"):
        assert '"text"' not in path.read_text(encoding="utf-8")
    assert all(annotation.source and annotation.sha256 for annotation in standoff)
