"""Pairing of quote marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.quote_rules.marks import MARKS, pair_marks


def stretches(text: str) -> list[str]:
    """What stands in marks, in a text whose tokens are separated by spaces; _ glues tokens."""
    words, spaced = [], []
    for piece in text.split():
        for i, word in enumerate(piece.split("_")):
            words.append(word)
            spaced.append(i == 0)
    return [" ".join(words[slice(*pair.inner)]) for pair in pair_marks(words, spaced)]


@pytest.mark.parametrize("opening", ["„", '"', "“", "«", "”", "''", "‚", "'"])
@pytest.mark.parametrize("closing", ["“", '"', "”", "»", "„"])
def test_styles_pair_also_crossed(opening: str, closing: str) -> None:
    single = "‚'"
    if opening in single:
        closing = "’"
    assert stretches(f"каза_: {opening}_Ще дойда_{closing}_.") == ["Ще дойда"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„_Чета „_Труд_“ днес_“_.", ["Чета „ Труд “ днес", "Труд"]),
        ("„_Чета ‚_Труд_‘ днес_“_.", ["Чета ‚ Труд ‘ днес", "Труд"]),
        ('"_Чета "_Труд_" днес_"_.', ['Чета " Труд " днес', "Труд"]),
        ("каза_:_„_Не_“_.", ["Не"]),
        ('каза_:_"_Не_"_.', ["Не"]),
        ("бул_._„_Витоша_“ и ул_. „_Раковски_“", ["Витоша", "Раковски"]),
    ],
)
def test_nested_and_glued(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


@pytest.mark.parametrize(
    "text",
    ['екран 15_" и 17_" по-голям', "Жан д_'_Арк", "О_’_Конър дойде", "дума", ""],
)
def test_inches_and_apostrophes_are_no_quotes(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the closing mark of the name closes the quote as well
        ("„_Чета вестник „_Труд_“ , каза той", ["Чета вестник „ Труд “", "Труд"]),
        # the opening mark of a name is lost
        ("проектът Северен поток_“ спря", ["Северен поток"]),
        # the opening mark of a quote is lost
        ("Ще дойда утре_“ , каза той", ["Ще дойда утре"]),
    ],
)
def test_lost_marks(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


def test_unclosed_mark_pairs_with_nothing() -> None:
    assert stretches("„_Ще дойда утре") == []


tokens = st.lists(
    st.tuples(st.sampled_from([*sorted(MARKS), "дума", "Име", ",", ".", "15"]), st.booleans()),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(tokens)
def test_stretches_lie_in_the_text_and_are_not_empty(tokens: list[tuple[str, bool]]) -> None:
    pairs = pair_marks([word for word, _ in tokens], [space for _, space in tokens])
    for pair in pairs:
        assert 0 <= pair.outer[0] <= pair.inner[0] < pair.inner[1] <= pair.outer[1] <= len(tokens)
    assert pairs == sorted(pairs, key=lambda pair: (pair.outer[0], -pair.outer[1]))
    assert len({pair.outer for pair in pairs}) == len(pairs)
