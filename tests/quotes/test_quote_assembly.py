"""Contents, cues and sources become quotes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from texts import Marked, marked

from bgnews.annotations import Quote, get_quotes, set_quotes
from bgnews.quote_rules.passage import Extent
from bgnews.quotes.assembly import Analysis, assemble
from bgnews.quotes.decoding import Found
from bgnews.quotes.links import NONE


def analysis_of(
    text: Marked,
    found: Sequence[Found],
    cues: Sequence[Extent] | None = None,
    sources: Sequence[Extent] | None = None,
    continued: Sequence[Extent] | None = None,
) -> Analysis:
    none = [NONE] * len(found)
    return assemble(text.words, found, cues or none, sources or none, continued or none, [])


def contents_of(text: Marked, type_: str = "direct", score: float = 0.9) -> list[Found]:
    """What is in square brackets as content."""
    return [Found(extent, type_, relay=False, score=score) for extent in text.square]


def texts_of(quote: Quote) -> list[str]:
    return [span.text for span in quote.spans]


# What the model finds is in square brackets, what becomes of it in angle brackets.
@pytest.mark.parametrize(
    "markup",
    [
        "„<[Ще вали]>“, каза той.",
        "„<[Ще вали]!>“, каза той.",
        "„<[Ще вали].>“",
        "„<…[Ще вали]?!>“, каза той.",
        # marks within the content belong to it, the ones around it do not
        "„<[Той каза: „Да]!“>“, реши тя.",
        "„<„[Да“, каза той]>“, реши тя.",
        "„Той каза: „<[Да]!>““, реши тя.",
        "„„<[Да]>“, каза той“, реши тя.",
        "Той: <„[Сега“ е вестник]>",
        "Той: <[Чета „Сега]“>",
        # a part of what is in marks
        "„<[Вали]>, но спира“, каза той.",
        "„Вали, но <[спира]!>“, каза той.",
        # without marks of its own it takes the end of its sentence
        "– <[Ще вали].>",
        "Иван: <[Вали ли]?!>",
        "– <[Ще вали]>, каза той.",
        "<[Чета „Сега]“.>",
        "– <[Ще вали].>\n… каза той.",
    ],
)
def test_direct_content_is_what_the_marks_are_around(markup: str) -> None:
    check(markup, "direct")


@pytest.mark.parametrize("type_", ["indirect", "mixed"])
@pytest.mark.parametrize(
    "markup",
    [
        "Той каза, че <[ще вали]>.",
        "Той написа за <„[осезаемия напредък]“> там.",
        "Той обеща <„[най-добрия“ мост]>.",
        "Той обеща <[мост „за чудо]“>.",
        "Той обеща <[мост „за чудо и приказ]!“>.",
        "Той обеща <„[чудо“ и „приказ]“>.",
        # it is but a part of what is in marks
        "„<[Ще вали]>, но не тук“, каза той.",
        "„Не тук, но <[ще вали]>“, каза той.",
    ],
)
def test_reported_content_keeps_its_marks(markup: str, type_: str) -> None:
    check(markup, type_)


def check(markup: str, type_: str) -> None:
    text = marked(markup)
    (quote,) = analysis_of(text, contents_of(text, type_)).quotes
    assert quote.type == type_
    assert [text.words.extent(span) for span in quote.spans] == text.angle


@pytest.mark.parametrize(
    ("markup", "expected"),
    [("Вестник „[Сега]“ излиза.", "Сега"), ("Песента „[Вали ли]?“ звучи.", "Вали ли?")],
)
def test_nonspeech_is_within_its_marks(markup: str, expected: str) -> None:
    text = marked(markup)
    (span,) = assemble(text.words, [], [], [], [], [(text.square[0], "name")]).nonspeech
    assert (span.text, span.label_) == (expected, "name")


def test_a_quote_has_its_cue_and_source() -> None:
    text = marked("„[Ще вали]“, {каза} <Иван Петров>.")
    (quote,) = analysis_of(text, contents_of(text), text.curly, text.angle).quotes
    assert quote.cue is not None
    assert quote.source is not None
    assert (quote.cue.text, quote.source.text) == ("каза", "Иван Петров")
    assert (quote.score, quote.relay, quote.speaker) == (0.9, False, None)


def test_a_quote_may_have_neither() -> None:
    text = marked("[Ще вали].")
    (quote,) = analysis_of(text, contents_of(text, "indirect")).quotes
    assert (quote.cue, quote.source) == (None, None)


def test_a_relay_is_one() -> None:
    text = marked("[Ще вали], пише „Вечерник“.")
    (quote,) = analysis_of(text, [Found(text.square[0], "indirect", relay=True, score=0.5)]).quotes
    assert (quote.type, quote.relay) == ("indirect", True)


def test_an_interrupted_quote_is_joined() -> None:
    text = marked("„[Ще вали]“, {каза} <той>, „[и ще гърми]“, „[и ще трещи]!“")
    first, second, _ = text.square
    analysis = analysis_of(
        text,
        contents_of(text),
        [NONE, text.curly[0], NONE],
        [NONE, NONE, text.angle[0]],
        # the third goes on with the second, which goes on with the first
        [NONE, first, second],
    )
    (quote,) = analysis.quotes
    assert texts_of(quote) == ["Ще вали", "и ще гърми", "и ще трещи!"]
    # what one part has, the quote has
    assert quote.cue is not None
    assert quote.source is not None
    assert (quote.cue.text, quote.source.text) == ("каза", "той")


def test_the_surest_part_of_a_quote_says_what_it_is() -> None:
    text = marked("„[Ще вали]“, каза той, [и ще гърми].")
    first, second = text.square
    found = [Found(first, "direct", False, 0.8), Found(second, "mixed", True, 0.7)]
    (quote,) = analysis_of(text, found, continued=[NONE, first]).quotes
    assert (quote.type, quote.relay, quote.score) == ("direct", False, 0.8)


def test_quotes_that_share_cue_and_source_stay_two() -> None:
    text = marked("<Той> {каза}, че [ще вали] и че [ще гърми].")
    analysis = analysis_of(text, contents_of(text, "indirect"), text.curly * 2, text.angle * 2)
    assert [texts_of(quote) for quote in analysis.quotes] == [["ще вали"], ["ще гърми"]]
    assert len({quote.id for quote in analysis.quotes}) == 2
    assert {quote.cue.text for quote in analysis.quotes if quote.cue} == {"каза"}


def test_what_one_cue_tells_is_told_once() -> None:
    text = marked("Той каза, че [[ще вали], и излезе].")
    outer, inner = sorted(contents_of(text, "indirect"), key=lambda content: -content.extent[1])
    assert inner.extent[1] < outer.extent[1]
    cue = (1, 2)
    assert text.words.span(cue).text == "каза"
    (quote,) = analysis_of(text, [outer, inner], [cue, cue]).quotes
    assert texts_of(quote) == ["ще вали"]
    assert len(analysis_of(text, [outer, inner], [cue, NONE]).quotes) == 2


def test_a_nested_quote_stays_apart() -> None:
    text = marked("„[Той каза: „[Да]]““, реши тя.")
    outer, inner = text.square
    analysis = analysis_of(text, contents_of(text), continued=[NONE, NONE])
    assert outer < inner
    assert [texts_of(quote) for quote in analysis.quotes] == [["Той каза: „Да“"], ["Да"]]


def test_nested_content_does_not_go_on_with_what_is_around_it() -> None:
    text = marked("„[Той каза: „[Да]]““, реши тя.")
    analysis = analysis_of(text, contents_of(text), continued=[NONE, text.square[0]])
    assert [texts_of(quote) for quote in analysis.quotes] == [["Той каза: „Да“"], ["Да"]]


def test_quotes_can_be_stored() -> None:
    text = marked("„[Ще вали]“, {каза} <той>, „[и ще гърми]“. [Няма].")
    analysis = analysis_of(text, contents_of(text), continued=[NONE, text.square[0], NONE])
    set_quotes(text.words.doc, analysis.quotes)
    stored = get_quotes(text.words.doc)
    assert [texts_of(quote) for quote in stored] == [texts_of(quote) for quote in analysis.quotes]


def test_nothing_found() -> None:
    assert analysis_of(marked("Вали."), []) == Analysis([], [])
