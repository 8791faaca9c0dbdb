"""The trained component on texts that are none."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lessons import trained
from spacy.tokens import Doc
from texts import NEWS, news

from bgnews.annotations import Quote, get_quotes
from bgnews.quote_rules.component import spoken_paragraphs


def check(text: str) -> None:
    """Whatever the text, what is found is sound."""
    doc = trained()(text)
    quotes = get_quotes(doc)
    paragraphs = [(span.start, span.end) for span in spoken_paragraphs(doc)]
    assert len({quote.id for quote in quotes}) == len(quotes)
    for quote in quotes:
        check_quote(quote, paragraphs)
    plain = [(s.start, s.end) for quote in quotes if not quote.relay for s in quote.spans]
    for (start, end), (other_start, other_end) in combinations(sorted(plain), 2):
        apart = end <= other_start
        assert apart or other_end <= end or start == other_start, "crosses"
    for span in doc.spans["nonspeech"]:
        assert span.label_ in ("name", "term")
    assert Doc(doc.vocab).from_bytes(doc.to_bytes()).spans["quotes"].attrs is not None


def check_quote(quote: Quote, paragraphs: list[tuple[int, int]]) -> None:
    assert quote.type in ("direct", "indirect", "mixed")
    assert 0 < quote.score <= 1
    for one, other in zip(quote.spans, quote.spans[1:], strict=False):
        assert one.end <= other.start, "the parts of a quote overlap"
    for span in (*quote.spans, quote.cue, quote.source):
        if span is not None:
            assert span.text.strip()
    for span in quote.spans:
        assert any(start <= span.start and span.end <= end for start, end in paragraphs)
        assert not span[0].is_space
        assert not span[-1].is_space


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_characters(text: str) -> None:
    check(text)


@settings(max_examples=60, deadline=None)
@given(news())
def test_words_of_news_in_any_order(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "„ " * 1000,
        "„а " * 300 + "б“ " * 300,
        "а и " * 200,
        "каза, че " * 300,
        "дума " * 3000,
        "„Вали“, каза той. " * 300,
        "Той каза, че вали.\n" * 300,
        ". - " * 1000,
        "А" * 20_000,
        "😀" * 1000,
        "\u200b" * 1000 + "„Вали“",
        "\ud800„Вали“, каза\udfff той.",
        "<html><p>„Вали“</p></html>" * 50,
        "\x00„Вали“\x00, каза\x07 Иван Петров.",
    ],
    ids=range(14),
)
def test_pathological_texts(text: str) -> None:
    check(text)


def test_a_long_article_without_sense() -> None:
    generator = random.Random(0)
    check(" ".join(generator.choice(NEWS) for _ in range(3000)))
