"""Splits, near-duplicates, stand-off annotation, counts and frames."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from bgnews.corpus import Article, article_from_xml, attach, detach, split
from bgnews.corpus.frames import shared_frames
from bgnews.corpus.sources import source_kind
from bgnews.corpus.splitting import near_duplicates
from bgnews.corpus.standoff import normalized, texts_by_hash
from bgnews.corpus.statistics import statistics

SHARES = {"train": 0.8, "dev": 0.1, "test": 0.1}
STORY = (
    "Кметът на града откри вчера новия мост над реката пред стотици граждани и гости от три села"
)


def texts(number: int) -> dict[str, str]:
    return {f"a{i}": " ".join(f"дума{i}-{j}" for j in range(30)) for i in range(number)}


def test_every_article_is_in_one_part_of_its_size() -> None:
    parts = split(texts(50), SHARES)
    assert {name: len(ids) for name, ids in parts.items()} == {"train": 40, "dev": 5, "test": 5}
    assert sorted(id_ for ids in parts.values() for id_ in ids) == sorted(texts(50))


def test_the_seed_decides() -> None:
    assert split(texts(50), SHARES, 1) == split(texts(50), SHARES, 1)
    assert split(texts(50), SHARES, 1) != split(texts(50), SHARES, 2)


def test_near_duplicates_stay_together() -> None:
    stories = {f"d{i}": f"{STORY}. Край номер {i}." for i in range(4)}
    for seed in range(10):
        parts = split({**texts(20), **stories}, SHARES, seed)
        assert any(stories.keys() <= set(ids) for ids in parts.values())


def test_near_duplicates_join_over_a_third() -> None:
    first, second = STORY, "Проливен дъжд заля снощи пътя между двете села и спря влака за часове"
    groups = near_duplicates({"a": first, "b": f"{first}. {second}.", "c": second, "d": "Друго."})
    assert groups == [["a", "b", "c"], ["d"]]


@pytest.mark.parametrize("shares", [{"train": 0.5}, {"train": 1.5, "dev": -0.5}, {}])
def test_shares_that_make_no_whole(shares: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="add up to 1"):
        split(texts(3), shares)


def test_detach_and_attach(some: list[Article]) -> None:
    for article in some:
        standoff = detach(article)
        assert attach(standoff, article.text) == article
        assert attach(standoff, article.text.replace("\n", "  \r\n") + "\n\n") == article


def test_attach_wants_the_text_that_was_annotated(some: list[Article]) -> None:
    with pytest.raises(ValueError, match="not the text that was annotated"):
        attach(detach(some[0]), some[1].text)


def test_detach_wants_a_text_that_can_be_fetched_alike(some: list[Article]) -> None:
    with pytest.raises(ValueError, match="blanks at the ends of lines"):
        detach(replace(some[0], text=some[0].text + " "))


def test_texts_are_known_by_their_hash(some: list[Article]) -> None:
    found = texts_by_hash([f"\n{article.text} \n" for article in some])
    assert all(found[detach(article).sha256] == article.text for article in some)


@pytest.mark.parametrize("text", ["", "\n", " а \r\nб\n\n", "а\u2028б"])
def test_normal_form_is_final(text: str) -> None:
    assert normalized(normalized(text)) == normalized(text)


QUOTES = """<article id="a" source="" register="local">
<entities><entity id="e1" type="PER" name="Ана Бонева"/><entity id="e2" type="GROUP" name="учени"/></entities>
<text>
<p kind="title">Ана Бонева: <q id="q0" type="direct" by="e1">Мост</q></p>
<p kind="body">„<q id="q1" type="direct" by="e1">Да. Ще дойда</q>“, <cue q="q1">каза</cue> <src q="q1">Бонева</src>, „<q id="q1">утре</q>“.</p>
<p kind="body"><src q="q2">Тя</src> <cue q="q2">добави</cue>, че <q id="q2" type="indirect" by="e1">вали</q>.</p>
<p kind="body"><cue q="q3">Обеща</cue> <q id="q3" type="indirect" by="e1">да бърза</q>. <src q="q4">Учените</src> <cue q="q4">смятат</cue>, че <q id="q4" type="mixed" by="e2">Бонева „греши</q>.</p>
<p kind="body">- <q id="q5" type="direct" by="e1">Не зная.</q></p>
<p kind="body"><q id="q6" type="indirect" relay="yes" by="">Вали</q>, <cue q="q6">пише</cue> вестник.</p>
<p kind="junk">Споделете</p>
</text></article>"""  # noqa: E501


def test_statistics() -> None:
    counts = statistics([article_from_xml(QUOTES)])
    assert counts["articles"] == {"local": 1}
    assert counts["quotes"] == {"direct": 3, "indirect": 2, "mixed": 1, "relay": 1}
    assert counts["sources"] == {"none": 2, "named": 1, "pronoun": 1, "dropped": 1, "nominal": 1}
    assert counts["cues"] == {"каза": 1, "добави": 1, "обеща": 1, "смятат": 1}
    assert counts["constructions"] == {
        "after a name and a colon": 1,
        "after a dialogue dash": 1,
        "interrupted": 1,
        "several sentences": 1,
        "without cue and source": 2,
    }
    assert counts["noise"] == {
        "lines that are no part of the article": 1,
        "marks without their pair": 1,
    }
    assert counts["quote marks"] == {"„…“": 2}


def test_statistics_of_nothing() -> None:
    assert statistics([]) == {}


@pytest.mark.parametrize(
    ("before", "source", "entity", "kind"),
    [
        ("", "Бонева", "PER", "named"),
        ("каза ", "кметът Ана Бонева", "PER", "named"),
        ("", "Кметът", "GROUP", "nominal"),
        ("каза ", "кметът", "PER", "nominal"),
        ("", "Учените от БАН", "GROUP", "named"),
        ("", "Тя", "PER", "pronoun"),
        ("по думите ", "му", "PER", "pronoun"),
    ],
)
def test_kinds_of_sources(before: str, source: str, entity: str, kind: str) -> None:
    article = article_from_xml(
        f'<article id="a"><entities><entity id="e1" type="{entity}" name="x"/></entities><text>'
        f'<p kind="body">{before}<src q="q1">{source}</src>, че '
        '<q id="q1" type="indirect" by="e1">вали</q></p></text></article>'
    )
    assert source_kind(article, article.quotes[0]) == kind


def test_shared_frames() -> None:
    def article(id_: str, text: str) -> Article:
        return article_from_xml(
            f'<article id="{id_}"><text><p kind="body">{text}</p></text></article>'
        )

    frame = "Според {} мостът трябва да бъде затворен до {} юли за ремонт."
    shared = shared_frames(
        [
            article("a", frame.format("Ана Бонева", 5)),
            article("b", frame.format("Лев Гочев", 12)),
            article("c", "Съвсем други думи има в този ред, който е също толкова дълъг."),
        ]
    )
    assert Counter(frame.articles for frame in shared) == {("a", "b"): len(shared)}
    assert "според _ _ мостът трябва да бъде затворен" in [frame.words for frame in shared]


@pytest.mark.parametrize("number", [40, 60])
def test_set_phrases_make_no_near_duplicates(number: int) -> None:
    shared = "Повече за това четете утре в броя на вестника"
    own = {f"a{i:03}": " ".join(f"дума{i}_{j}" for j in range(60)) for i in range(number)}
    assert len(near_duplicates({id_: f"{shared} {text}" for id_, text in own.items()})) == number


@pytest.mark.parametrize("number", [40, 60])
def test_many_copies_of_one_article_are_near_duplicates(number: int) -> None:
    text = " ".join(f"дума{j}" for j in range(30))
    copies = {f"a{i:03}": f"{text} източник {i}" for i in range(number)}
    assert sorted(map(len, near_duplicates(copies | {"b": "друг текст"}))) == [1, number]


def test_near_duplicates_of_nothing() -> None:
    assert near_duplicates({}) == []
    assert near_duplicates({"a": "", "b": "кратко"}) == [["a"], ["b"]]


def test_attach_wants_the_length_that_was_annotated(some: list[Article]) -> None:
    longer = replace(detach(some[0]), length=len(some[0].text) + 1)
    with pytest.raises(ValueError, match="not the text that was annotated"):
        attach(longer, some[0].text)
