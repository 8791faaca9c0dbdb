"""Which spans may be linked to content, and what the model is told of each pair."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import Marked, marked, names_of, news, texts_of, words_of

from bgnews.quote_rules.passage import Extent
from bgnews.quotes import links
from bgnews.quotes.links import (
    LINK_FEATURES,
    LINKS,
    NONE,
    Content,
    LinkFinder,
    Options,
    gap,
    overlaps,
)


def finder_of(
    text: Marked, type_: str = "direct", *, relay: bool = False, rules: bool = False
) -> LinkFinder:
    """Pairs the contents in square, the cues in curly and the sources in angle brackets.

    Without ``rules``, nothing else is known.
    """
    if not rules:
        text.words.forget(1.0)
    contents = [Content(extent, type_, relay) for extent in text.square]
    return LinkFinder(text.words, contents, {"cue": text.curly, "source": text.angle})


def features_of(options: Options, content: int, span: Extent) -> set[str]:
    row = sum(map(len, options.spans[:content])) + options.spans[content].index(span)
    return names_of(options.features[row], links._COLUMNS)


def test_nothing_comes_first_then_the_nearest() -> None:
    text = marked("{пише} той, а тя {каза}: „[Ще вали]“, {твърди} друг и го {чува}.")
    (spans,) = finder_of(text).options("cue").spans
    assert spans[0] == NONE
    assert texts_of(text.words, spans[1:]) == ["каза", "твърди", "чува", "пише"]


def test_only_the_nearest_are_offered() -> None:
    text = marked("{каза} " * links._MOST + "[вали] " + "{рече} " * links._MOST)
    (spans,) = finder_of(text).options("cue").spans
    assert texts_of(text.words, spans[1:]) == ["каза", "рече"] * (links._MOST // 2)


def test_spans_of_neighbouring_paragraphs_are_offered() -> None:
    text = marked("<Ан> пее.\n<Бо> пее.\n„[Вали]“.\n<Вен> пее.\n<Геш> пее.")
    (spans,) = finder_of(text).options("source").spans
    assert sorted(texts_of(text.words, spans[1:])) == ["Бо", "Вен"]


def test_content_continues_only_what_is_before_it() -> None:
    text = marked("„[Вали]“, каза той, „[и гърми]“, „[и трещи]“.")
    spans = finder_of(text).options("continued").spans
    assert [texts_of(text.words, near[1:]) for near in spans] == [
        [],
        ["Вали"],
        ["и гърми", "Вали"],
    ]


def test_without_contents_there_are_no_pairs() -> None:
    options = finder_of(marked("{каза} <Иван>")).options("cue")
    assert options.spans == []
    assert options.extents.shape == (0, 2, 2)
    assert options.features.shape == (0, LINK_FEATURES)


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        (
            "„[Вали]“, {каза} той.",
            {"content after", "content distance 1", "content distance 2", "rank 1", "type direct"},
            {"content before", "content distance 3", "none", "stop between", "colon between"},
        ),
        ("Той {каза}: [Вали]", {"content before", "colon between"}, {"content after"}),
        ("[Той {каза}, че вали]", {"content inside", "content distance 0"}, {"content after"}),
        ("[Той {каза] това}", {"content overlaps"}, {"content inside", "content before"}),
        ("[Вали]. Той {каза}.", {"stop between", "content sentences 1"}, {"content sentences 0"}),
        ("[Вали], {каза} той.", {"content sentences 0"}, {"content other paragraph"}),
        ("[Вали].\nТой {каза}.", {"content other paragraph"}, {"content sentences 0"}),
        ("[Вали]. Да. Не. Той {каза}.", {"content sentences 2"}, {"content sentences 1"}),
        ("[Вали] – „[гърми]“, {каза} той.", {"content between"}, {"other cue between"}),
        ("[Вали], {каза} той.", {"tagged"}, {"by rules", "near rules", "in lexicon"}),
    ],
)
def test_features_of_a_cue(markup: str, has: set[str], lacks: set[str]) -> None:
    text = marked(markup)
    found = features_of(finder_of(text).options("cue"), 0, text.curly[0])
    assert has <= found
    assert not lacks & found


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        ("„[Вали]“, {каза} Иван Петров.", {"by rules", "tagged", "in lexicon"}, {"near rules"}),
        ("„[Вали]“, {каза Иван} Петров.", {"near rules", "tagged"}, {"by rules", "in lexicon"}),
        ("„[Вали]“, каза Иван Петров и {пее}.", {"tagged"}, {"by rules", "near rules"}),
    ],
)
def test_what_the_rules_say_of_a_cue(markup: str, has: set[str], lacks: set[str]) -> None:
    text = marked(markup)
    found = features_of(finder_of(text, rules=True).options("cue"), 0, text.curly[0])
    assert has <= found
    assert not lacks & found


def test_a_cue_behind_another_one() -> None:
    text = marked("[Вали], {каза} той и {пя}.")
    options = finder_of(text).options("cue")
    assert "other cue between" in features_of(options, 0, text.curly[1])
    assert "other cue between" not in features_of(options, 0, text.curly[0])
    assert "rank 2" in features_of(options, 0, text.curly[1])


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("type_", ["direct", "indirect", "mixed"])
def test_every_pair_tells_what_the_content_is(link: str, type_: str) -> None:
    text = marked("[Вали], {каза} <той>, [и гърми].")
    options = finder_of(text, type_, relay=True).options(link)
    for row in options.features:
        assert {f"type {type_}", "relay"} <= names_of(row, links._COLUMNS)


@pytest.mark.parametrize(
    ("markup", "by_rules"), [("„[Вали]“, каза Иван Петров.", True), ("[Вали].", False)]
)
def test_nothing_is_told_whether_the_rules_link_something(markup: str, by_rules: bool) -> None:
    found = features_of(finder_of(marked(markup), rules=True).options("cue"), 0, NONE)
    assert {"none", "type direct"} <= found
    assert ("none by rules" in found) == (not by_rules)


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        ("[Вали], {каза} <Иван>.", {"cue after", "cue distance 0"}, {"cue distance 1", "no cue"}),
        ("<Иван> {каза}: [Вали]", {"cue before", "cue distance 0"}, {"cue after"}),
        ("<Иван> {каза}: [Вали]", {"nearest of cue", "colon between"}, {"stop between"}),
        ("Вали по {думите} <му>, [гърми].", {"cue after"}, {"holds cue"}),
        ("Вали {по думите на <Иван>}, [гърми].", {"cue inside", "holds cue"}, {"cue after"}),
        ("[Вали], {каза} днес. <Иван> знае.", {"cue sentences 1"}, {"cue sentences 0"}),
    ],
)
def test_features_of_a_source(markup: str, has: set[str], lacks: set[str]) -> None:
    text = marked(markup)
    found = features_of(finder_of(text).options("source", text.curly[:1]), 0, text.angle[0])
    assert has <= found
    assert not lacks & found


def test_a_source_that_another_one_is_nearer_to_the_cue_than() -> None:
    text = marked("<Иван> и <Ана> {казаха}: [Вали]")
    options = finder_of(text).options("source", text.curly)
    assert "nearest of cue" in features_of(options, 0, text.angle[1])
    assert "nearest of cue" not in features_of(options, 0, text.angle[0])


def test_a_source_of_content_without_cue() -> None:
    text = marked("<Иван>: [Вали]")
    found = features_of(finder_of(text).options("source", [NONE]), 0, text.angle[0])
    assert "no cue" in found
    assert not {name for name in found if name.startswith("cue ")}


@pytest.mark.parametrize(
    ("markup", "has", "lacks"),
    [
        ("[Вали], {каза} той, [и гърми].", {"cue between", "same cue", "same type"}, {"none"}),
        ("[Вали], [и гърми], {каза} той.", {"same cue"}, {"cue between"}),
        ("[Вали], [и гърми].", {"other direct"}, {"same cue", "cue between", "other mixed"}),
    ],
)
def test_features_of_continued_content(markup: str, has: set[str], lacks: set[str]) -> None:
    text = marked(markup)
    cues = [text.curly[0] if text.curly else NONE] * 2
    found = features_of(finder_of(text).options("continued", cues), 1, text.square[0])
    assert has <= found
    assert not lacks & found


@settings(max_examples=40, deadline=None)
@given(news(20), st.data())
def test_pairs_of_any_text(text: str, data: st.DataObject) -> None:
    words = words_of(text)
    positions = range(len(words))
    some = st.lists(st.sampled_from([(i, j + 1) for i in positions for j in positions if i <= j]))
    extents = [data.draw(some) if len(words) else [] for _ in range(3)]
    contents = [Content(extent, "mixed", relay=False) for extent in sorted(set(extents[0]))]
    finder = LinkFinder(words, contents, {"cue": extents[1], "source": extents[2]})
    cues = [spans[-1] for spans in finder.options("cue").spans]
    for link in LINKS:
        options = finder.options(link, None if link == "cue" else cues)
        assert [spans[0] for spans in options.spans] == [NONE] * len(contents)
        assert all(len(set(spans)) == len(spans) <= links._MOST + 1 for spans in options.spans)
        pairs = [
            (content.extent, span)
            for content, spans in zip(contents, options.spans, strict=True)
            for span in spans
        ]
        assert [tuple(left) for left in options.extents[:, 0].tolist()] == [
            left for left, _ in pairs
        ]
        rights = [tuple(right) for right in options.extents[:, 1].tolist()]
        assert rights == [right for _, right in pairs]
        assert options.features.shape == (len(pairs), LINK_FEATURES)
        none = options.features[:, links._COLUMNS["none"]]
        assert np.flatnonzero(none).tolist() == [i for i, (_, r) in enumerate(pairs) if r == NONE]
        for content, spans in zip(contents, options.spans, strict=True):
            distances = [gap(content.extent, span) for span in spans[1:]]
            assert distances == sorted(distances)


@pytest.mark.parametrize(
    ("markup", "link", "found"),
    [
        ("„[Вали]“, каза Иван Петров.", "cue", {"каза"}),
        ("„[Вали]“, каза Иван Петров.", "source", {"Иван Петров"}),
        # what is tagged is offered beside what the rules link
        ("„[Вали]“, {каза Иван} Петров.", "cue", {"каза", "каза Иван"}),
        ("„[Вали]“, каза Иван <Петров>.", "source", {"Иван Петров", "Петров"}),
        # the lexicon knows cues that no rule links
        ("[Вали]. Иван каза.", "cue", {"каза"}),
    ],
)
def test_what_the_rules_know_is_offered_too(markup: str, link: str, found: set[str]) -> None:
    text = marked(markup)
    (spans,) = finder_of(text, rules=True).options(link).spans
    assert set(texts_of(text.words, spans[1:])) == found


def test_training_offers_gold_spans_too() -> None:
    text = marked("[Вали], {рече} <Иван>.")
    text.words.forget(1.0)
    contents = [Content(text.square[0], "direct", relay=False)]
    gold = {"cue": text.curly, "source": text.angle}
    finder = LinkFinder(text.words, contents, {"cue": [], "source": []}, gold)
    assert finder.options("cue").spans == [[NONE, *text.curly]]
    assert finder.options("source").spans == [[NONE, *text.angle]]
    assert "tagged" not in features_of(finder.options("cue"), 0, text.curly[0])


@pytest.mark.parametrize(
    ("one", "other", "words", "meet"),
    [
        ((0, 2), (2, 4), 0, False),
        ((0, 2), (3, 4), 1, False),
        ((5, 9), (1, 2), 3, False),
        ((0, 3), (2, 4), 0, True),
        ((0, 9), (2, 4), 0, True),
    ],
)
def test_gap_and_overlap(one: Extent, other: Extent, words: int, meet: bool) -> None:
    assert gap(one, other) == gap(other, one) == words
    assert overlaps(one, other) == overlaps(other, one) == meet
