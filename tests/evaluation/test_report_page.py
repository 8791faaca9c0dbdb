"""The page of an evaluation."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.corpus import Article, article_from_xml
from bgnews.corpus.article import Entity, Paragraph, QuoteAnnotation
from bgnews.evaluation import Report, evaluate, from_annotation
from bgnews.evaluation.comparison import Mark, Passage
from bgnews.rendering.report_page import pieces, report_page

GOLD = article_from_xml("""<article id="статия">
<entities><entity id="e1" type="PER" name="Ана Бонева"/><entity id="e2" type="PER" name="Лев Гочев"/></entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body">„<q id="q1" type="direct" by="e1">Мостът е нужен</q>“, <cue q="q1">каза</cue> <src q="q1">Бонева</src>.</p>
<p kind="body">Вали, <cue q="q2">каза</cue> <src q="q2">Гочев</src>: <q id="q2" type="direct" by="e2">Ще спре</q>.</p>
</text>
</article>""")  # noqa: E501
WITHOUT_END_TAG = {"meta", "line", "circle"}


class Page(HTMLParser):
    """Reads a page as strictly as a browser does not."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.passages: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in WITHOUT_END_TAG:
            self.open.append(tag)
        if ("lang", "bg") in attrs:
            self.passages.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if "article" in self.open and "dd" in self.open and "span" not in self.open:
            self.passages[-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def report(predicted: Article, gold: Article = GOLD, score: float | None = None) -> Report:
    found = from_annotation(predicted)
    quotes = tuple(replace(quote, score=score) for quote in found.quotes)
    return evaluate([(gold, replace(found, quotes=quotes))])


def with_quote(number: int, **changes: object) -> Article:
    quotes = list(GOLD.quotes)
    quotes[number] = replace(quotes[number], **changes)  # type: ignore[arg-type]
    return replace(GOLD, quotes=tuple(quotes))


def page(predicted: Article, gold: Article = GOLD, score: float | None = None) -> Page:
    return Page(report_page(report(predicted, gold, score), "модел-1.0"))


def test_figures() -> None:
    text = page(with_quote(0, type="mixed"), score=0.9).text
    assert "модел-1.0" in text
    assert "Judged by 1 annotated article. All" in text
    assert "content match 100.0 100.0 100.0 2 2" in text
    assert "whole quote 50.0 50.0 50.0 2 2" in text
    assert "type accuracy 50.0" in text
    assert "direct 1 0 1 0 0" in text, "confusion of types"
    assert "90–100 2 90.0 100.0" in text, "reliability"
    assert "Brier score 0.010" in text
    assert "wrong type 1: direct in gold, mixed found" in text


def test_only_lines_with_differences_are_shown() -> None:
    found = page(with_quote(1, by="e1"))
    assert found.passages == ["Вали, каза Гочев: Ще спре."] * 2
    assert "wrong speaker 2: Лев Гочев in gold, Ана Бонева found" in found.text


def test_faults_have_words_and_not_colour_alone() -> None:
    found = page(replace(GOLD, quotes=GOLD.quotes[1:]))
    errors = found.text.partition("Below are")[2]
    assert "direct 1 missed Мостът е нужен" in errors
    assert "cue 1 missed" in errors


def test_nothing_wrong_and_nothing_scored() -> None:
    text = page(GOLD).text
    assert "Errors None." in text
    assert "No quotes with scores." in text


def test_nothing_judged() -> None:
    text = Page(report_page(evaluate([]), "модел")).text
    assert "Judged by 0 annotated articles." in text


def test_the_page_loads_and_runs_nothing() -> None:
    html = report_page(report(with_quote(0, type="mixed"), score=0.9), "модел")
    assert not re.search(r"<script|<link|<img|\burl\(|@import|https?:|\son\w+=", html)
    assert "default-src 'none'" in html
    assert "prefers-color-scheme: dark" in html


def test_accessible_structure() -> None:
    tags = page(with_quote(0, type="mixed"), score=0.9).tags
    names = [name for name, _ in tags]
    assert [names.count(name) for name in ("h1", "main", "title")] == [1, 1, 2]
    assert names.count("table") == names.count("caption") > 4
    assert all("scope" in attributes for name, attributes in tags if name == "th")
    assert [a["role"] for name, a in tags if name == "svg"] == ["img"]
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    targets = {str(a["href"]).removeprefix("#") for name, a in tags if name == "a"}
    assert targets <= ids


HARM = (
    "</mark><script>alert(1)</script>\x00\x1b[2J\u202eобратно\u2066\ud800\ufeff&amp;\"'`{{ 7*7 }}"
)


def test_harm_in_text_names_and_ids() -> None:
    text = f"{HARM} вали\nи сняг"
    quote = QuoteAnnotation("q1", "direct", "e1", ((0, len(HARM)),), sources=((2, 9),))
    gold = Article(
        id=HARM,
        text=text,
        paragraphs=(
            Paragraph("body", 0, len(HARM) + 5),
            Paragraph("body", len(HARM) + 6, len(text)),
        ),
        entities=(Entity("e1", "PER", HARM),),
        quotes=(quote,),
    )
    predicted = replace(
        gold, entities=(Entity("e1", "PER", "друг"),), quotes=(replace(quote, sources=()),)
    )
    html = report_page(report(predicted, gold), HARM)
    assert not re.search("[\x00\x1b\u202e\u2066\ud800\ufeff]|<script", html)
    assert "{{ 7*7 }}" in html
    assert "⟨U+202E⟩обратно⟨U+2066⟩⟨U+D800⟩⟨BOM⟩&amp;amp;" in html
    Page(html)


@pytest.mark.parametrize(
    ("extents", "html"),
    [
        ([], "абвгде"),
        ([(0, 6)], "[абвгде]"),
        ([(1, 3), (3, 5)], "а[бв][гд]е"),
        ([(0, 6), (1, 2)], "[а[б]вгде]"),
        ([(1, 2), (0, 6)], "[а[б]вгде]"),
        ([(0, 3), (2, 6)], "[аб[в]][~где]"),
        ([(0, 3), (0, 3)], "[[абв]]где"),
        ([(0, 4), (1, 5), (2, 6)], "[а[б[вг]]][~[~д]][~е]"),
    ],
)
def test_marks_nest(extents: list[tuple[int, int]], html: str) -> None:
    passage = Passage(10, "абвгде", (), (), ())
    marks = [Mark(10 + start, 10 + end, "cue") for start, end in extents]
    assert shown(passage, marks) == html


def shown(passage: Passage, marks: list[Mark]) -> str:
    def sign(text: str, opens: Mark | None, goes_on: bool) -> str:
        return text or ("]" if opens is None else "[~" if goes_on else "[")

    return "".join(sign(p.text, p.opens, p.goes_on) for p in pieces(passage, marks))


EXTENTS = st.tuples(st.integers(0, 12), st.integers(1, 12)).map(
    lambda pair: (min(pair[0], 11), min(12, min(pair[0], 11) + pair[1]))
)


@given(st.lists(EXTENTS, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_letter_is_in_its_marks(extents: list[tuple[int, int]]) -> None:
    passage = Passage(5, "абвгдежзийкл", (), (), ())
    marks = [Mark(5 + start, 5 + end, "cue") for start, end in extents]
    depth, position, depths = 0, 0, []
    for piece in pieces(passage, marks):
        if piece.text:
            assert passage.text.startswith(piece.text, position)
            position += len(piece.text)
            depths += [depth] * len(piece.text)
        else:
            depth += 1 if piece.opens else -1
    assert (depth, position) == (0, 12)
    assert depths == [sum(start <= i < end for start, end in extents) for i in range(12)]
