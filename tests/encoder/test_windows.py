"""Docs as windows of word pieces."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
# the extras md and trf are not installed wherever types are checked

from __future__ import annotations

from typing import Any

import pytest
import spacy

pytest.importorskip("tokenizers", reason="needs the extra md or trf")

from bgnews.encoder.windows import WindowReader

SIZE, CONTEXT = 20, 4
WORD = "кметът "  # six pieces with the one before it


@pytest.fixture(scope="module")
def reader(tokenizer: Any) -> WindowReader:
    return WindowReader(tokenizer, SIZE, CONTEXT)


@pytest.mark.parametrize("words", [0, 1, 3, 4, 7, 11, 40])
def test_windows_hold_each_piece_once_in_order(reader: WindowReader, words: int) -> None:
    doc = spacy.blank("bg")(WORD * words)
    windows = reader.read([doc])
    ids = [i for window in windows for i in window.ids[window.first :][: len(window.tokens)]]
    assert (ids, [i for window in windows for i in window.tokens]) == reader.pieces(doc)


@pytest.mark.parametrize("words", [3, 4, 7, 11, 40])
def test_windows_of_a_doc_are_of_like_lengths_and_none_is_too_long(
    reader: WindowReader, words: int
) -> None:
    doc = spacy.blank("bg")(WORD * words)
    lengths = [len(window.tokens) for window in reader.read([doc])]
    assert max(lengths) - min(lengths) <= 1
    assert len(lengths) == -(-sum(lengths) // SIZE)


def test_each_window_sees_some_pieces_before_and_after_it(reader: WindowReader) -> None:
    doc = spacy.blank("bg")(WORD * 11)
    ids, _ = reader.pieces(doc)
    start = 0
    for window in reader.read([doc]):
        end = start + len(window.tokens)
        around = ids[max(0, start - CONTEXT) : end + CONTEXT]
        assert window.ids == [reader.begin, *around, reader.end]
        start = end
    assert start == len(ids)
