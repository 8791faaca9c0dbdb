"""The cases that cleaners are compared on."""

from __future__ import annotations

from collections import Counter

import pytest

import bgnews
from benchmarks.cleaning_peers import Case, main, read_cases, right_by_category
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
    translate = dict(cleaners())["str.translate of twins"]
    right = right_by_category(translate, cases)
    left_alone = sum(n for name, n in right.items() if name.startswith("keep"))
    assert left_alone < 0.7 * sum(not case.damaged for case in cases)


def test_the_table_has_a_line_for_each_cleaner(capsys: pytest.CaptureFixture[str]) -> None:
    main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("bgnews")
    assert len(lines) >= 4
