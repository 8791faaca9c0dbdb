"""The composition of edits, and the offset maps between raw and clean text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bgnews.cleaning.rewrite import Rewrite
from bgnews.cleaning.text import CleanText, Edit, Paragraph, Replacement


def rewritten(raw: str, *steps: tuple[str, list[Replacement]]) -> CleanText:
    rewrite = Rewrite(raw)
    for kind, replacements in steps:
        rewrite.apply(kind, replacements)
    return CleanText(raw, rewrite.text, tuple(rewrite.edits))


def applied(text: str, replacements: list[Replacement]) -> str:
    for start, end, after in reversed(replacements):
        text = text[:start] + after + text[end:]
    return text


def test_untouched_text() -> None:
    clean = rewritten("Съвет", ("a", []))
    assert clean.text == "Съвет"
    assert clean.edits == ()
    assert clean.to_raw(1, 3) == clean.to_clean(1, 3) == (1, 3)


def test_deletion_and_what_stands_around_it() -> None:
    clean = rewritten("аб--вг", ("a", [(2, 4, "")]))
    assert clean.edits == (Edit("a", 2, 4, 2, 2, "--", ""),)
    assert clean.to_raw(1, 3) == (1, 5)
    assert clean.to_raw(0, 2) == (0, 2)
    assert clean.to_raw(2, 3) == (4, 5)
    assert clean.to_clean(2, 4) == (2, 2)
    assert clean.to_clean(1, 5) == (1, 3)


def test_edit_of_another_length_maps_as_a_whole() -> None:
    clean = rewritten("а&amp;б", ("a", [(1, 6, "&")]))
    assert clean.to_raw(1, 2) == (1, 6)
    assert clean.to_clean(3, 4) == (1, 2)
    assert clean.to_clean(2, 7) == (1, 3)


def test_edit_of_the_same_length_maps_character_to_character() -> None:
    clean = rewritten("xабвy", ("a", [(1, 4, "АБВ")]))
    assert clean.to_raw(2, 3) == clean.to_clean(2, 3) == (2, 3)


def test_a_second_edit_of_the_same_characters_joins_the_first() -> None:
    clean = rewritten("&#88;а", ("entities", [(0, 5, "X")]), ("homoglyphs", [(0, 1, "Х")]))
    assert clean.edits == (Edit("entities+homoglyphs", 0, 5, 0, 1, "&#88;", "Х"),)


def test_an_edit_across_two_earlier_ones_holds_what_is_between() -> None:
    clean = rewritten("--а++б", ("a", [(0, 2, "x"), (3, 5, "y")]), ("b", [(0, 3, "в")]))
    assert clean.edits == (Edit("a+b", 0, 5, 0, 1, "--а++", "в"),)
    assert clean.text == "вб"


def test_a_deletion_within_a_later_edit() -> None:
    clean = rewritten("и-\u0306г", ("a", [(1, 2, "")]), ("b", [(0, 2, "й")]))
    assert clean.edits == (Edit("a+b", 0, 3, 0, 1, "и-\u0306", "й"),)


def test_an_edit_that_is_undone_is_none() -> None:
    clean = rewritten("абв", ("a", [(1, 2, "x")]), ("b", [(1, 2, "б")]))
    assert clean.edits == ()


def test_neighbours_stay_apart() -> None:
    clean = rewritten("абв", ("a", [(0, 1, "x")]), ("b", [(1, 2, "y")]))
    assert [edit.kind for edit in clean.edits] == ["a", "b"]


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (1, 0), (0, 4), (4, 4)])
def test_extents_outside_the_text_are_refused(start: int, end: int) -> None:
    clean = CleanText("абв", "абв")
    with pytest.raises(ValueError, match="clean text"):
        clean.to_raw(start, end)
    with pytest.raises(ValueError, match="raw text"):
        clean.to_clean(start, end)


@st.composite
def replacements_for(draw: st.DrawFn, text: str) -> list[Replacement]:
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted))
    extents = [(a, b) for a, b in pairwise(cuts) if draw(st.booleans())]
    return [(start, end, draw(st.text("xyz\n", max_size=3))) for start, end in extents]


@st.composite
def histories(draw: st.DrawFn) -> CleanText:
    """A text after a few rounds of replacements, with the clean text worked out another way."""
    raw = text = draw(st.text(st.characters(), max_size=20) | st.text("абв", max_size=20))
    rewrite = Rewrite(raw)
    for kind in "abc":
        replacements = draw(replacements_for(text))
        text = applied(text, replacements)
        rewrite.apply(kind, replacements)
    assert rewrite.text == text
    paragraphs = (Paragraph("body", 0, len(text)),) if text else ()
    return CleanText(raw, text, tuple(rewrite.edits), paragraphs)


@settings(max_examples=300, deadline=None)
@given(clean=histories())
def test_edits_lead_from_raw_to_clean(clean: CleanText) -> None:
    assert all(clean.raw[e.raw_start : e.raw_end] == e.before != e.after for e in clean.edits)
    assert all(clean.text[e.start : e.end] == e.after for e in clean.edits)
    pieces, copied = [], 0
    for edit in clean.edits:
        assert copied <= edit.raw_start
        pieces += (clean.raw[copied : edit.raw_start], edit.after)
        copied = edit.raw_end
    assert "".join((*pieces, clean.raw[copied:])) == clean.text


@settings(max_examples=200, deadline=None)
@given(clean=histories())
def test_maps_are_monotone_and_exact_outside_edits(clean: CleanText) -> None:
    to_raw = [clean.to_raw(i, i + 1) for i in range(len(clean.text))]
    to_clean = [clean.to_clean(i, i + 1) for i in range(len(clean.raw))]
    for extents in (to_raw, to_clean):
        assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(extents))
    edited = {i for edit in clean.edits for i in range(edit.start, edit.end)}
    for i, (start, end) in enumerate(to_raw):
        assert 0 <= start <= end <= len(clean.raw)
        if i not in edited:
            assert clean.raw[start:end] == clean.text[i]
            assert to_clean[start] == (i, i + 1)


@settings(max_examples=200, deadline=None)
@given(clean=histories(), data=st.data())
def test_extents_hold_their_characters(clean: CleanText, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(clean.text)))
    end = data.draw(st.integers(start, len(clean.text)))
    raw_start, raw_end = clean.to_raw(start, end)
    assert 0 <= raw_start <= raw_end <= len(clean.raw)
    if start < end:
        back_start, back_end = clean.to_clean(raw_start, raw_end)
        assert back_start <= start < end <= back_end


@settings(max_examples=200, deadline=None)
@given(clean=histories())
def test_json_round_trip(clean: CleanText) -> None:
    data = clean.to_json()
    assert data.isascii()
    assert CleanText.from_json(clean.text, data) == clean


def test_json_keeps_lone_surrogates() -> None:
    clean = rewritten("а\ud800б", ("controls", [(1, 2, "\ufffd")]))
    assert CleanText.from_json(clean.text, clean.to_json()).raw == "а\ud800б"
