"""Every rule of the scheme, broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bgnews.corpus import Article, Mention, Paragraph, article_from_xml, check, detach
from bgnews.corpus.article import text_hash

GOOD = """<article id="a" source="">
<entities>
 <entity id="e1" type="PER" name="Ана Бонева"/>
 <entity id="e2" type="ISSUE" name="мост"/>
</entities>
<text>
<p kind="title">Нов мост</p>
<p kind="body">„<q id="q1" type="direct" by="e1"><m e="e2">Мостът</m> е нужен</q>“, <cue q="q1">каза</cue> <src q="q1">Бонева</src>.</p>
<p kind="junk">Споделете</p>
</text>
<stances>
 <stance holder="e1" target="e2" label="support" q="q1"/>
</stances>
</article>
"""  # noqa: E501


def changed(old: str, new: str) -> Article:
    assert old in GOOD
    return article_from_xml(GOOD.replace(old, new, 1))


def test_a_good_article_has_no_problems() -> None:
    assert check(article_from_xml(GOOD)) == []


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ('<article id="a"', '<article id=""', "the article has no id", 1),
        ('<article id="a"', '<article id="а  б "', "'а  б ' has blanks around it", 1),
        ('type="PER"', 'type="PERSON"', "'PERSON' is not one of PER, ORG", 3),
        ('name="Ана Бонева"', 'name=" "', "entity 'e1' has no name", 3),
        ('id="e2" type', 'id="e1" type', "a second entity has the id 'e1'", 4),
        ('id="e2" type', 'id="" type', "entity 'мост' has no id", 4),
        ('kind="title"', 'kind="headline"', "kind 'headline' is not one of title", 7),
        ('type="direct"', 'type="quote"', "type 'quote' is not one of direct", 8),
        (' by="e1"', "", "quote 'q1' has no by", 8),
        ('by="e1"', 'by="e9"', "quote 'q1' is by 'e9', which is no entity", 8),
        ('<m e="e2">', '<m e="e9">', "a mention is of 'e9', which is no entity", 8),
        ("<m e", '<ns type="x">М</ns><m e', "type 'x' is not one of name, term", 8),
        ("> е нужен</q>", "> е нужен </q>", "begins or ends with a blank: 'Мостът е нужен '", 8),
        (">каза<", "><", "a cue of quote 'q1' is empty", 8),
        ("Споделете", '<ns type="name">Споделете</ns>', "stands in a junk paragraph", 9),
        ('label="support"', 'label="pro"', "'pro' is not one of support", 12),
        ('target="e2"', 'target="e1"', "holder and target have to differ", 12),
        ('holder="e1"', 'holder="e9"', "its holder 'e9' is no entity", 12),
        (' q="q1"/>', "/>", "has no evidence", 12),
        (' q="q1"/>', ' q="q9"/>', "there is no quote 'q9'", 12),
        (' q="q1"/>', ' q="q1" at="каза"/>', "two kinds of evidence", 12),
        ('<m e="e2">Мостът</m>', "Мостът", "nothing in the text is marked as its target", 12),
    ],
)
def test_what_breaks_the_scheme(old: str, new: str, message: str, line: int) -> None:
    problems = check(changed(old, new))
    assert [(p.line, message in p.message) for p in problems if message in p.message] == [
        (line, True)
    ], problems


def test_text_that_was_changed() -> None:
    article = article_from_xml(GOOD)
    hashed = replace(article, meta={"sha256": text_hash(article.text)})
    assert check(hashed) == []
    (problem,) = check(replace(hashed, text=article.text.replace("нужен", "ненужен")[:-2]))[:1]
    assert "the text was changed" in problem.message


def test_extents_that_cross() -> None:
    article = article_from_xml(GOOD)
    (quote,) = article.quotes
    start, end = quote.spans[0]
    crossing = replace(article, mentions=(*article.mentions, Mention("e2", end - 5, end + 5)))
    assert any(
        "overlaps the end of the content of quote 'q1'" in p.message for p in check(crossing)
    )
    twice = replace(article, quotes=(replace(quote, spans=((start, end), (end - 1, end + 1))),))
    assert any("the parts of quote 'q1' overlap" in p.message for p in check(twice))


def test_extents_outside_of_the_text() -> None:
    article = article_from_xml(GOOD)
    far = replace(article, mentions=(Mention("e2", 0, 10_000), Mention("e2", -1, 4)))
    assert [p.message for p in check(far) if "outside the text" in p.message] == [
        f"a mention of 'e2' is at 0-10000, outside the text (0-{len(article.text)})",
        f"a mention of 'e2' is at -1-4, outside the text (0-{len(article.text)})",
    ]


def test_paragraphs_that_do_not_cover_the_text() -> None:
    article = article_from_xml(GOOD)
    fewer = replace(article, paragraphs=article.paragraphs[:-1])
    assert any("'Споделете' is in no paragraph" in p.message for p in check(fewer))
    disordered = replace(article, paragraphs=article.paragraphs[::-1])
    assert any("not in order" in p.message for p in check(disordered))
    joined = replace(article, paragraphs=(Paragraph("body", 0, len(article.text)),))
    assert any("this has several" in p.message for p in check(joined))


def test_annotation_across_paragraphs() -> None:
    article = article_from_xml(GOOD)
    (quote,) = article.quotes
    across = replace(article, quotes=(replace(quote, spans=((0, quote.spans[0][1]),)),))
    assert any("does not lie in one paragraph" in p.message for p in check(across))


def test_standoff_is_checked_without_its_text() -> None:
    article = article_from_xml(GOOD)
    assert check(detach(article)) == []
    unknown = replace(detach(article), quotes=(replace(article.quotes[0], by="e9"),))
    assert any("'e9', which is no entity" in p.message for p in check(unknown))


def test_an_article_without_text() -> None:
    (problem,) = check(article_from_xml('<article id="a"></article>'))
    assert problem.message == "the article has no text"


def test_the_id_of_a_quote_is_one_word() -> None:
    article = article_from_xml(GOOD)
    renamed = replace(article, quotes=(replace(article.quotes[0], id="q 1"),), stances=())
    (problem,) = check(renamed)
    assert problem.message == "quote 'q 1': an id is one word, as cues list several"


def test_lookups_take_the_first_of_an_id() -> None:
    article = changed('id="e2" type', 'id="e1" type')
    entity = article.entity("e1")
    assert entity is not None
    assert entity.name == "Ана Бонева"
    assert article.entity(None) is None
    assert list(article.mentions_of("nobody")) == []
