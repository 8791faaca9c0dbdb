"""The minimal pairs of the benchmark are what they say they are."""

from __future__ import annotations

from collections import Counter

from benchmarks.stance_pairs import read_pairs, unmarked

LABELS = {"support", "oppose", "neutral", "none"}


def test_each_pair_differs_in_its_label() -> None:
    for pair in read_pairs():
        (_, one), (_, other) = pair.texts
        assert one != other
        assert {one, other} <= LABELS


def test_each_text_has_holder_target_and_evidence() -> None:
    for pair in read_pairs():
        for marked, _ in pair.texts:
            text, extents = unmarked(marked)
            assert set(extents) == {"h", "t", "e"}
            assert all(text[start:end].strip() for start, end in extents.values())


def test_there_are_enough_of_each_kind_and_no_text_twice() -> None:
    pairs = list(read_pairs())
    kinds = Counter(pair.kind for pair in pairs)
    assert min(kinds[k] for k in ("negation", "swap", "cue", "target", "neutral", "speaker")) >= 30
    marked = [text for pair in pairs for text, _ in pair.texts]
    assert len(set(marked)) == len(marked)
