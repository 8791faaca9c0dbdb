"""From scores to spans that fit together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from bgnews.quote_rules.passage import Extent
from bgnews.quotes import decoding
from bgnews.quotes.candidates import Candidates
from bgnews.quotes.decoding import Found, find_contents, find_roles

LABELS = ("direct", "indirect", "indirect relay", "name")
Scored = Mapping[Extent, Mapping[str, float]]


def decode(scored: Scored, threshold: float = 0.3) -> tuple[list[Found], list[tuple[Extent, str]]]:
    """Decode the candidates with their probabilities by label; what is left over is for none."""
    extents = sorted(scored)
    rows = [[scored[extent].get(label, 0.0) for label in LABELS] for extent in extents]
    probabilities = np.asarray([[1 - sum(row), *row] for row in rows]).reshape(-1, len(LABELS) + 1)
    array = np.asarray(extents, dtype="i").reshape(-1, 2)
    candidates = Candidates(array, np.zeros((len(extents), 0), dtype="f"))
    return find_contents(candidates, probabilities, LABELS, threshold)


def contents_of(scored: Scored, threshold: float = 0.3) -> list[tuple[Extent, str, bool]]:
    return [(c.extent, c.type, c.relay) for c in decode(scored, threshold)[0]]


def tags_of(extents: list[Extent], length: int) -> tuple[int, ...]:
    tags = [0] * length
    for start, end in extents:
        tags[start:end] = [1] + [2] * (end - start - 1)
    return tuple(tags)


def is_valid(tags: tuple[int, ...]) -> bool:
    """Whether nothing is inside without a beginning."""
    return all(tag != 2 or before for before, tag in zip((0, *tags), tags, strict=False))


def test_names_in_marks_are_apart() -> None:
    scored = {(3, 4): {"name": 0.5}, (3, 5): {"name": 0.4}, (7, 8): {"name": 0.9}}
    assert decode(scored)[1] == [((3, 4), "name"), ((7, 8), "name")]


_PROBABILITIES = st.integers(1, 6).flatmap(
    lambda length: arrays(np.float64, (length, 3), elements=st.floats(0, 1))
)


@settings(max_examples=100, deadline=None)
@given(_PROBABILITIES)
def test_roles_are_the_likeliest_of_all_tag_sequences(probabilities: np.ndarray) -> None:
    probabilities /= np.maximum(probabilities.sum(axis=1, keepdims=True), 1e-9)
    scores = np.log(np.maximum(probabilities, 1e-9))

    def score(tags: tuple[int, ...]) -> float:
        return sum(float(scores[i, tag]) for i, tag in enumerate(tags))

    length = len(probabilities)
    found = tags_of(find_roles(probabilities), length)
    best = max(score(tags) for tags in product(range(3), repeat=length) if is_valid(tags))
    assert is_valid(found)
    assert score(found) == pytest.approx(best)


@pytest.mark.parametrize(
    ("tags", "extents"),
    [
        ("O", []),
        ("B", [(0, 1)]),
        ("OBIIO", [(1, 4)]),
        ("BIBIB", [(0, 2), (2, 4), (4, 5)]),
        ("BBB", [(0, 1), (1, 2), (2, 3)]),
        ("OOBI", [(2, 4)]),
    ],
)
def test_roles_of_certain_tags(tags: str, extents: list[Extent]) -> None:
    assert find_roles(np.eye(3)[["OBI".index(tag) for tag in tags]]) == extents


def test_the_probabilities_stay_as_they_are() -> None:
    probabilities = np.full((3, 3), 1 / 3)
    find_roles(probabilities)
    assert (probabilities == 1 / 3).all()


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ({}, []),
        ({(0, 5): {"direct": 0.2}}, []),
        ({(0, 5): {"direct": 0.6}}, [((0, 5), "direct", False)]),
        # the label that is likelier, if both together are likely enough
        ({(0, 5): {"direct": 0.2, "indirect": 0.3}}, [((0, 5), "indirect", False)]),
        # of two that overlap, the likelier; of two that do not, both
        ({(0, 5): {"direct": 0.6}, (3, 8): {"direct": 0.7}}, [((3, 8), "direct", False)]),
        (
            {(0, 5): {"direct": 0.6}, (5, 8): {"direct": 0.7}},
            [((0, 5), "direct", False), ((5, 8), "direct", False)],
        ),
        # two likely ones rather than a likelier one across both
        (
            {(0, 6): {"direct": 0.6}, (5, 10): {"direct": 0.7}, (9, 15): {"direct": 0.6}},
            [((0, 6), "direct", False), ((9, 15), "direct", False)],
        ),
        # nested content has to be likely by itself
        (
            {(0, 20): {"indirect": 0.9}, (15, 18): {"direct": 0.6}},
            [((0, 20), "indirect", False), ((15, 18), "direct", False)],
        ),
        ({(0, 20): {"indirect": 0.9}, (15, 18): {"direct": 0.4}}, [((0, 20), "indirect", False)]),
        # nested ones do not overlap each other
        (
            {(0, 30): {"indirect": 0.9}, (2, 8): {"direct": 0.6}, (5, 9): {"direct": 0.8}},
            [((0, 30), "indirect", False), ((5, 9), "direct", False)],
        ),
        # what is around likelier content has to be likely by itself too
        (
            {(0, 20): {"indirect": 0.6}, (5, 20): {"indirect": 0.9}},
            [((0, 20), "indirect", False), ((5, 20), "indirect", False)],
        ),
        (
            {(0, 20): {"indirect": 0.4}, (5, 20): {"indirect": 0.9}},
            [((5, 20), "indirect", False)],
        ),
        (
            {(0, 9): {"direct": 0.9}, (0, 20): {"indirect": 0.6}, (10, 20): {"direct": 0.9}},
            [((0, 9), "direct", False), ((0, 20), "indirect", False), ((10, 20), "direct", False)],
        ),
        # and must not cut through any of it
        (
            {(0, 9): {"direct": 0.9}, (5, 20): {"indirect": 0.6}, (10, 20): {"direct": 0.9}},
            [((0, 9), "direct", False), ((10, 20), "direct", False)],
        ),
        # a relay may be around content, within it, or across it
        (
            {(0, 20): {"indirect relay": 0.6}, (5, 20): {"direct": 0.7}},
            [((0, 20), "indirect", True), ((5, 20), "direct", False)],
        ),
        (
            {(0, 20): {"indirect": 0.6}, (15, 30): {"indirect relay": 0.7}},
            [((0, 20), "indirect", False), ((15, 30), "indirect", True)],
        ),
        # relays do not overlap each other
        (
            {(0, 20): {"indirect relay": 0.6}, (15, 30): {"indirect relay": 0.7}},
            [((15, 30), "indirect", True)],
        ),
        # the same words are not content and a relay at once
        ({(0, 5): {"direct": 0.4, "indirect relay": 0.4}}, [((0, 5), "direct", False)]),
    ],
)
def test_contents(scored: Scored, expected: list[tuple[Extent, str, bool]]) -> None:
    assert contents_of(scored) == expected


def test_readings_of_one_content_add_up() -> None:
    readings: Scored = {
        (0, 10): {"direct": 0.25},
        (1, 10): {"direct": 0.3},
        (2, 10): {"direct": 0.2},
    }
    ((content,), _) = decode(readings, threshold=0.7)
    assert content.extent == (1, 10)
    assert content.score == pytest.approx(0.3)  # that of the one taken
    assert decode({(1, 10): {"direct": 0.3}}, threshold=0.7) == ([], [])


def test_the_threshold_is_about_all_readings() -> None:
    assert contents_of({(0, 5): {"direct": 0.5}}, threshold=0.6) == []
    assert len(contents_of({(0, 5): {"direct": 0.5}}, threshold=0.4)) == 1


@pytest.mark.parametrize(
    ("scored", "expected"),
    [
        ({(0, 3): {"name": 0.6}}, [((0, 3), "name")]),
        ({(0, 3): {"name": 0.4}}, []),
        # what was said is no name
        ({(0, 3): {"name": 0.51, "direct": 0.45}}, []),
        # a name within content
        ({(0, 9): {"direct": 0.9}, (2, 3): {"name": 0.8}}, [((2, 3), "name")]),
    ],
)
def test_nonspeech(scored: Scored, expected: list[tuple[Extent, str]]) -> None:
    assert decode(scored)[1] == expected


def _shares(row: Mapping[str, float]) -> dict[str, float]:
    total = max(sum(row.values()), 1.0)
    return {label: value / total for label, value in row.items()}


_SCORED = st.dictionaries(
    st.tuples(st.integers(0, 20), st.integers(1, 8)).map(lambda e: (e[0], e[0] + e[1])),
    st.fixed_dictionaries({label: st.floats(0, 1) for label in LABELS}).map(_shares),
    max_size=20,
)


@settings(max_examples=100, deadline=None)
@given(_SCORED)
def test_contents_of_any_scores(scored: Scored) -> None:
    contents, nonspeech = decode(scored)
    extents = [content.extent for content in contents]
    assert extents == sorted(set(extents)) == sorted(set(extents) & set(scored))
    assert all(decoding._LEAST < content.score <= 1 for content in contents)
    for relay in (True, False):
        alike = [content.extent for content in contents if content.relay is relay]
        for one, other in product(alike, alike):
            if one < other:
                nested = not relay and (other[1] <= one[1] or one[0] == other[0])
                assert one[1] <= other[0] or nested, "crosses"
    assert not {extent for extent, _ in nonspeech} & set(extents)


@settings(max_examples=40, deadline=None)
@given(_SCORED)
def test_long_articles_are_decoded_as_short_ones(scored: Scored) -> None:
    with pytest.MonkeyPatch.context() as patch:
        at_once = decode(scored)
        patch.setattr(decoding, "_AT_ONCE", 3)
        contents, nonspeech = decode(scored)
    assert nonspeech == at_once[1]
    assert [content.extent for content in contents] == [c.extent for c in at_once[0]]
    assert [content.score for content in contents] == pytest.approx([c.score for c in at_once[0]])
