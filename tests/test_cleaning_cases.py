"""The cases that cleaners are compared on."""

from __future__ import annotations

from collections import Counter

import pytest

import bgnews
from benchmarks.cleaning_cases import Case, judged, read_cases
from benchmarks.peers.cleaners import cleaners


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return list(read_cases())


def test_cases_are_what_they_say(cases: list[Case]) -> None:
    assert len(cases) >= 300
    assert [case for case in cases if case.damaged == (case.given == case.expected)] == []
    assert max(Counter(case.given for case in cases).values()) == 1


def test_bgnews_repairs_and_spoils_next_to_nothing(cases: list[Case]) -> None:
    wrong = [case for case in cases if bgnews.clean(case.given).text != case.expected]
    assert sum(case.damaged for case in wrong) <= 8
    assert sum(not case.damaged for case in wrong) <= 2


def test_a_table_of_twins_spoils_what_is_right(cases: list[Case]) -> None:
    assert judged(dict(cleaners())["str.translate of twins"], cases)["spoilt"] > 0.3


def test_who_leaves_everything_alone_repairs_and_spoils_nothing(cases: list[Case]) -> None:
    assert judged(lambda text: text, cases) == {"repaired": 0.0, "spoilt": 0.0}
