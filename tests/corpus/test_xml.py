"""The inline XML: what people edit."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.corpus import (
    Article,
    CorpusError,
    Entity,
    Paragraph,
    QuoteAnnotation,
    article_from_xml,
    article_to_xml,
    check,
)
from bgnews.corpus.xml_reader import parse_xml

HEAD = '<article id="a" source="s"><entities></entities><text>'
TAIL = "</text><stances></stances></article>"


def article(body: str, entities: str = "", stances: str = "") -> Article:
    """An article of one body paragraph."""
    return article_from_xml(wrapped(f'<p kind="body">{body}</p>', entities, stances))


def wrapped(text: str, entities: str = "", stances: str = "") -> str:
    return (
        f'<article id="a" source="s"><entities>{entities}</entities><text>{text}</text>'
        f"<stances>{stances}</stances></article>"
    )


def words(found: Article, extents: tuple[tuple[int, int], ...]) -> list[str]:
    return [found.text[start:end] for start, end in extents]


def test_text_is_what_remains_without_tags() -> None:
    found = article_from_xml(
        wrapped('\n<p kind="title">Мост</p>\n\n<p kind="body">А &amp; Б </p> \n')
    )
    assert found.text == "Мост\n\nА & Б  "
    assert [found.text[p.start : p.end] for p in found.paragraphs] == ["Мост", "А & Б "]


def test_quote_with_cue_and_source() -> None:
    found = article(
        '„<q id="q1" type="direct" by="e1">Ще има мост</q>“, <cue q="q1">каза</cue> '
        '<src q="q1">кметът</src>.',
        '<entity id="e1" type="PER" name="Ана Бонева"/>',
    )
    (quote,) = found.quotes
    assert words(found, quote.spans) == ["Ще има мост"]
    assert words(found, quote.cues) == ["каза"]
    assert words(found, quote.sources) == ["кметът"]
    assert (quote.type, quote.by, quote.relay, quote.optional) == ("direct", "e1", False, False)
    assert found.names_of("e1") == ["Ана Бонева", "кметът"]


def test_parts_of_an_interrupted_quote() -> None:
    found = article(
        '„<q id="q1" type="direct" by="">Да</q>“, <cue q="q1">каза</cue> той, '
        '„<q id="q1">ще дойда</q>“'
    )
    (quote,) = found.quotes
    assert words(found, quote.spans) == ["Да", "ще дойда"]


def test_a_cue_of_two_quotes() -> None:
    found = article(
        '<cue q="q1 q2">Каза</cue>, че <q id="q1" type="indirect" by="">вали</q> и че '
        '<q id="q2" type="indirect" by="">гърми</q>'
    )
    assert [words(found, quote.cues) for quote in found.quotes] == [["Каза"], ["Каза"]]
    assert article_to_xml(found).count("<cue") == 1


def test_evidence_that_occurs_twice() -> None:
    markup = (
        '<m e="e1">Лев</m> е за. <m e="e2">Мостът</m> е стар. Лев е за.',
        '<entity id="e1" type="PER" name="Лев"/><entity id="e2" type="ISSUE" name="мост"/>',
        '<stance holder="e1" target="e2" label="support" at="Лев е за" nth="2"/>',
    )
    found = article(*markup)
    (stance,) = found.stances
    assert stance.at is not None
    assert found.text[slice(*stance.at)] == "Лев е за"
    assert stance.at[0] > 10
    assert 'nth="2"' in article_to_xml(found)


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ("<article", "not well-formed", 1),
        ("", "not well-formed", 1),
        ("текст", "not well-formed", 1),
        ("<article id='\ud800'/>", "cannot be decoded", 0),
        (b"<?xml version='1.0' encoding='klingon'?><article/>", "cannot be decoded: unknown", 0),
        (b"<?xml version='1.0' encoding='utf-7'?><article/>", "save it as UTF-8", 0),
        ("<article id='a' quotes='б'/>", "<article> has no attribute 'quotes'", 1),
        (f"{HEAD}</text>\n<text>{TAIL}", "a second <text>", 2),
        (f"{HEAD}\n<p kind='body'><q id='q' relay='да'>а</q></p>{TAIL}", "yes or no, not 'да'", 2),
        (f"{HEAD}</text><stances><stance at='' nth='0'/></stances></article>", "from 1, not", 1),
        (
            f"{HEAD}</text><stances><stance at='' nth='{'9' * 5000}'/></stances></article>",
            "nth is a number from 1",
            1,
        ),
        ("<p>а</p>", "<p> for <article>", 1),
        (f"{HEAD}\n<p kind='body'><b>а</b></p>{TAIL}", "<b> has no place in <p>", 2),
        (f"{HEAD}\n\nдума{TAIL}", "words outside <p>: 'дума'", 3),
        ("<article id='a'>дума<text></text></article>", "words outside <text>: 'дума'", 1),
        (f"{HEAD}\n<p kind='body'><cue q='q7'>а</cue></p>{TAIL}", "there is no quote 'q7'", 2),
        (f"{HEAD}\n<p kind='body'><src>а</src></p>{TAIL}", "<src> without q", 2),
        (f"{HEAD}<p kind='body' style='x'>а</p>{TAIL}", "has no attribute 'style'", 1),
        (
            f"{HEAD}<p kind='body'><q id='q1' type='direct' by=''>а</q>\n"
            f"<q id='q1' type='mixed'>б</q></p>{TAIL}",
            "type='mixed' here and type='direct' before",
            2,
        ),
        (
            f"{HEAD}<p kind='body'>а</p></text><stances>\n"
            "<stance holder='e1' target='e2' label='support' at='няма'/></stances></article>",
            "the text has no 'няма'",
            2,
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    content: str | bytes, message: str, line: int
) -> None:
    _, problems = parse_xml(content)
    assert [(message in p.message, p.line) for p in problems if message in p.message] == [
        (True, line)
    ]


def test_an_error_names_the_file() -> None:
    with pytest.raises(CorpusError, match=r"my\.xml:1: not well-formed"):
        article_from_xml("<", "my.xml")


def test_every_problem_is_reported() -> None:
    _, problems = parse_xml(f"{HEAD}<p kind='body'><b>а</b><i>б</i></p>{TAIL}")
    assert len(problems) == 2


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ud800", "\uffff"])
def test_characters_that_xml_cannot_hold(character: str) -> None:
    with pytest.raises(ValueError, match="XML cannot hold the character"):
        article_to_xml(Article(id="a", text=f"а{character}"))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"source": "а\x07"}, "XML cannot hold the character"),
        ({"entities": (Entity("e1", "PER", "\ud800"),)}, "XML cannot hold the character"),
        ({"meta": {"две думи": ""}}, "'две думи' cannot be the name of an attribute"),
        (
            {"quotes": (QuoteAnnotation("q 1", "direct", "", ((0, 1),), cues=((1, 2),)),)},
            "the id 'q 1' of a quote is not one word",
        ),
        ({"quotes": (QuoteAnnotation("q", "direct", "", ((0, 1),)),) * 2}, "the same id"),
    ],
)
def test_what_would_be_read_as_something_else(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        article_to_xml(Article(id="a", text="абв", **fields))


def test_quotes_in_quotes_however_deep() -> None:
    tags = [f'<q id="q{number}" type="direct" by="">а' for number in range(500)]
    found = article("".join(tags) + "</q>" * 500)
    assert len(found.quotes) == 500
    assert article_from_xml(article_to_xml(found)) == found
    assert check(found) == []


def test_crossing_annotation_cannot_be_written() -> None:
    found = article('<q id="q1" type="direct" by="">а б</q> в')
    crossing = replace(found, quotes=(replace(found.quotes[0], cues=((2, 5),)),))
    with pytest.raises(ValueError, match="crosses the end"):
        article_to_xml(crossing)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=4))
@settings(deadline=None)
def test_any_text_survives(lines: list[str]) -> None:
    text = "\n".join(lines)
    paragraphs, start = [], 0
    for line in lines:
        paragraphs.append(Paragraph("body", start, start + len(line)))
        start += len(line) + 1
    found = Article(id="a", text=text, paragraphs=tuple(paragraphs))
    if "\uffff" not in text and "\ufffe" not in text:
        assert article_from_xml(article_to_xml(found)) == found


@pytest.mark.parametrize("text", ["а\r\nб", "а\rб", "\n\nа", "а\n\n\n", "", "\n"])
def test_line_breaks_survive(text: str) -> None:
    paragraphs = tuple(Paragraph("body", *m.span()) for m in re.finditer(r"[^\r\n]+", text))
    meta = {"note": "ред\nред"}
    found = Article(id="a", source='"<&', meta=meta, text=text, paragraphs=paragraphs)
    assert article_from_xml(article_to_xml(found)) == found
