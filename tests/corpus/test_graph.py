"""The graph that tools show: what annotators change in it arrives in the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from articles import ARTICLES, PLAIN, RICH
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.corpus import Article, Entity, Mention, StanceAnnotation, check
from bgnews.corpus.formats.from_graph import from_graph
from bgnews.corpus.formats.graph import ALL_LABELS, LINKS, Graph, Link, Node
from bgnews.corpus.formats.to_graph import to_graph


def drawn(article: Article) -> Graph:
    return to_graph(article, discontinuous=False)


def read(graph: Graph) -> Article:
    article, problems = from_graph(graph)
    assert not problems
    return article


def relabelled(graph: Graph, key: str, label: str) -> None:
    graph.nodes = [replace(n, label=label) if n.key == key else n for n in graph.nodes]


def problem(graph: Graph) -> str:
    _, (found,) = from_graph(graph)
    return found.message


def at(article: Article, words: str, count: int = 1) -> tuple[int, int]:
    start = -1
    for _ in range(count):
        start = article.text.index(words, start + 1)
    return start, start + len(words)


def test_the_rich_article_is_right() -> None:
    """All but what is there to be seen to survive, a quote of which nobody said whose it is."""
    assert [p.message.split(";")[0] for p in check(RICH)] == ["quote 'q9' has no by"]
    assert {p.kind for p in RICH.paragraphs} == {
        *("title", "body", "teaser", "caption", "byline", "junk")
    }


@pytest.mark.parametrize("discontinuous", [True, False])
@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_nothing_is_lost(article: Article, discontinuous: bool) -> None:
    assert read(to_graph(article, discontinuous=discontinuous)) == article


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_links_mean_the_same_in_any_direction_and_order(data: st.DataObject) -> None:
    graph = drawn(RICH)
    turned = data.draw(
        st.lists(st.booleans(), min_size=len(graph.links), max_size=len(graph.links))
    )
    links = [
        replace(link, source=link.target, target=link.source) if turn else link
        for link, turn in zip(graph.links, turned, strict=True)
    ]
    graph.links = data.draw(st.permutations(links))
    article = read(graph)
    assert replace(article, stances=()) == replace(RICH, stances=())
    assert set(article.stances) == set(RICH.stances)


def test_links_lead_to_the_nearest_mention() -> None:
    graph = drawn(RICH)
    nodes = {node.key: node for node in graph.nodes}
    ends = {(link.label, link.source): nodes[link.target].extents[0] for link in graph.links}
    assert ends["support", "quote:q2"] == at(RICH, "моста")  # none before it, so the first
    assert ends["oppose", "quote:q6"] == at(RICH, "мостът")
    (speaker,) = (link for link in graph.links if link.label == "speaker" and "q10" in link.target)
    assert nodes[speaker.source].extents == (at(RICH, "Синева"),)


def test_labels_of_a_graph_are_in_the_scheme() -> None:
    graph = drawn(RICH)
    assert {node.label for node in graph.nodes} <= set(ALL_LABELS)
    assert {link.label for link in graph.links} <= set(LINKS)
    assert len({node.key for node in graph.nodes}) == len(graph.nodes)


def test_a_new_type_of_a_quote() -> None:
    graph = drawn(RICH)
    relabelled(graph, "quote:q1", "mixed")
    quote = read(graph).quote("q1")
    assert quote is not None
    assert (quote.type, len(quote.spans)) == ("mixed", 2)


def test_a_new_type_and_name_of_an_entity() -> None:
    graph = drawn(RICH)
    graph.nodes = [
        replace(n, label="ORG", name="Кметство") if n.key == "entity:e1" else n for n in graph.nodes
    ]
    assert read(graph).entity("e1") == Entity("e1", "ORG", "Кметство")


def test_an_entity_without_a_name_is_named_by_its_words() -> None:
    graph = drawn(PLAIN)
    graph.nodes = [replace(node, name="") for node in graph.nodes]
    assert read(graph).entities == (Entity("пешо", "PER", "Минев"),)


def test_another_speaker() -> None:
    """Whoever draws the source of a quote from another mention changes whom it is by."""
    graph = drawn(RICH)
    other = next(node.key for node in graph.nodes if node.key == "entity:e2")
    graph.links = [
        replace(link, source=other) if (link.label, link.target) == ("source", "quote:q2") else link
        for link in graph.links
    ]
    quote = read(graph).quote("q2")
    assert quote is not None
    assert (quote.by, quote.sources) == ("e2", (at(RICH, "Синева"),))


def test_a_new_quote_with_cue_source_and_stance() -> None:
    graph = drawn(PLAIN)
    snow, said, who = at(PLAIN, "сняг"), at(PLAIN, "че"), at(PLAIN, "вали")
    graph.nodes += [
        Node("x1", "direct", (snow,)),
        Node("x2", "cue", (said,)),
        Node("x3", "ORG", (who,)),
    ]
    graph.links += [
        Link("cue", "x2", "x1"),
        Link("source", "x3", "x1"),
        Link("oppose", "x1", "entity:пешо"),
    ]
    article = read(graph)
    quote = article.quote("q1")
    assert quote is not None
    assert (quote.type, quote.spans, quote.cues, quote.sources) == (
        "direct",
        (snow,),
        (said,),
        (who,),
    )
    assert article.entity(quote.by) == Entity("e1", "ORG", "вали")
    assert article.stances == (StanceAnnotation("e1", "пешо", "oppose", quote="q1"),)


def test_ids_of_what_is_new_are_free() -> None:
    graph = drawn(RICH)
    extent = at(RICH, "ужас")
    graph.nodes += [Node("a", "direct", (extent,)), Node("b", "ISSUE", (extent,))]
    article = read(graph)
    assert Mention("e7", *extent) in article.mentions
    assert article.quote("q11") is not None


def test_another_holder_and_a_speaker_whom_nothing_mentions() -> None:
    graph = drawn(RICH)
    graph.links.append(Link("holder", "entity:e4", "quote:q6"))
    graph.nodes = [replace(n, name="бюджетът") if n.key == "quote:q7" else n for n in graph.nodes]
    article = read(graph)
    assert StanceAnnotation("e4", "e3", "oppose", quote="q6") in article.stances
    quote = article.quote("q7")
    assert quote is not None
    assert quote.by == "e8"


def test_mentions_of_two_entities_linked_are_one_entity() -> None:
    graph = drawn(RICH)
    graph.links.append(Link("same", "entity:e6", "entity:e5"))
    article = read(graph)
    assert article.entity("e6") is None
    assert [quote.by for quote in article.quotes if quote.relay] == ["e5", "e5"]


def test_lines_are_paragraphs_if_none_is_marked() -> None:
    text = "Първи ред\n\n  втори \r\nтрети"
    article = read(Graph("a", text))
    assert [text[p.start : p.end] for p in article.paragraphs] == ["Първи ред", "втори", "трети"]


@pytest.mark.parametrize(
    ("node", "link", "message"),
    [
        (Node("quote:a", "cue", ((0, 5),)), None, "'quote:a' is labelled indirect and cue"),
        (Node("x", "quote", ((0, 1),)), None, "the label 'quote' is not one of direct, "),
        (Node("x", "cue", ((0, 999),)), None, r"cue at 0-999 is outside the text \(0-"),
        (Node("x", "cue", ((0, 5),)), None, "cue 'Минев' at 0-5 is linked to no quote by 'cue'"),
        (Node("x", "part", ((0, 5),)), None, "part 'Минев' at 0-5 is linked to no quote by 'part'"),
        (Node("x", "mention", ((0, 5),)), None, "is of nobody: link it to a mention by 'same'"),
        (Node("x", "LOC", ((1, 5),)), Link("same", "x", "entity:пешо"), "labelled PER and LOC"),
        (
            Node("x", "mixed", ((1, 5),)),
            Link("part", "x", "quote:a"),
            "labelled mixed and indirect",
        ),
        (Node("x", "LOC", ((1, 5),)), Link("source", "x", "quote:a"), "has several speakers: "),
        (
            Node("x", "LOC", ((1, 5),)),
            Link("говори", "x", "quote:a"),
            "link 'говори' is not one of",
        ),
        (Node("x", "LOC", ((1, 5),)), Link("cue", "x", "quote:a"), "cue cannot link "),
        (Node("x", "LOC", ((1, 5),)), Link("source", "y", "quote:a"), "leads to 'y', which cannot"),
        (Node("x", "evidence", ((1, 5),)), Link("oppose", "x", "entity:пешо"), "has no holder"),
    ],
)
def test_what_cannot_be_read(node: Node, link: Link | None, message: str) -> None:
    graph = drawn(PLAIN)
    graph.nodes.append(node)
    graph.links += [link] if link else []
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(problem(graph))


def test_a_speaker_flagged_as_unknown() -> None:
    graph = drawn(PLAIN)
    graph.nodes = [replace(node, flags=frozenset({"unknown"})) for node in graph.nodes]
    assert "several speakers: Петър Минев, unknown" in problem(graph)


def test_a_speaker_whom_nobody_knows() -> None:
    graph = drawn(RICH)
    graph.nodes = [replace(n, name="Никой") if n.key == "quote:q8" else n for n in graph.nodes]
    assert "'Никой' is no entity; mark a mention of it" in problem(graph)


@pytest.mark.parametrize(
    "article",
    [
        replace(PLAIN, entities=()),
        replace(PLAIN, mentions=(Mention("няма", 0, 3),)),
        replace(PLAIN, quotes=(replace(PLAIN.quotes[0], spans=()),)),
        replace(PLAIN, quotes=(replace(PLAIN.quotes[0], by="няма", sources=()),)),
        replace(PLAIN, stances=(StanceAnnotation("пешо", "пешо", "oppose"),)),
        replace(PLAIN, stances=(StanceAnnotation("пешо", "пешо", "oppose", "a", (0, 3)),)),
        replace(PLAIN, stances=(StanceAnnotation("пешо", "няма", "oppose", "a"),)),
        replace(PLAIN, stances=(StanceAnnotation("пешо", "пешо", "против", "a"),)),
        replace(PLAIN, quotes=PLAIN.quotes * 2),
        replace(PLAIN, stances=(StanceAnnotation("няма", "пешо", "oppose", "a"),)),
    ],
)
def test_what_cannot_be_drawn(article: Article) -> None:
    with pytest.raises(ValueError, match=r"article 'plain': .*bgnews corpus check"):
        drawn(article)
