"""Whether scores are probabilities."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from bgnews.corpus import article_from_xml
from bgnews.evaluation import evaluate, from_annotation, from_record
from bgnews.evaluation.calibration import BINS, Calibration

GOLD = article_from_xml("""<article id="a"><entities/><text>
<p kind="body">„<q id="q1" type="direct" by="">Мостът е много нужен</q>“. „<q id="q2" type="direct" by="">Ще дойда утре</q>“.</p>
<p kind="body"><q id="q3" type="indirect" relay="yes" by="">Мостът е стар</q>, <cue q="q3">съобщиха</cue> <src q="q3">вестниците</src>.</p>
</text></article>""")  # noqa: E501


def calibration(*pairs: tuple[float, bool]) -> Calibration:
    found = Calibration()
    for score, right in pairs:
        found.add(score, right)
    return found


def test_reliability_table() -> None:
    found = calibration((0.8, True), (0.85, False), (0.1, False), (1.0, True), (0.9, True))
    rows = [(b.low, b.high, b.count, round(b.mean_score, 3), b.share_right) for b in found.bins()]
    assert rows == [
        (0.1, 0.2, 1, 0.1, 0.0),
        (0.8, 0.9, 2, 0.825, 0.5),
        (0.9, 1.0, 2, 0.95, 1.0),
    ]
    assert found.brier_score == pytest.approx((0.2**2 + 0.85**2 + 0.1**2 + 0 + 0.1**2) / 5)
    assert found.expected_error == pytest.approx((0.1 + 2 * 0.325 + 2 * 0.05) / 5)


@pytest.mark.parametrize("right", [True, False])
def test_all_alike(right: bool) -> None:
    found = calibration((1.0, right), (1.0, right))
    assert found.brier_score == found.expected_error == (0 if right else 1)


def test_no_scores() -> None:
    assert (Calibration().brier_score, Calibration().expected_error) == (None, None)
    assert list(Calibration().bins()) == []


# not on the edge of a bin, which scikit-learn counts to the bin below
SCORES = st.integers(0, 999).map(lambda n: (n + 0.5) / 1000)


@given(st.lists(st.tuples(SCORES, st.booleans()), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_bins_are_those_of_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    scores, right = zip(*pairs, strict=True)
    bins = list(calibration(*pairs).bins())
    share_right, mean_score = calibration_curve(np.array(right, int), scores, n_bins=BINS)
    assert [b.share_right for b in bins] == pytest.approx(list(share_right))
    assert [b.mean_score for b in bins] == pytest.approx(list(mean_score))
    assert sum(b.count for b in bins) == len(pairs)


def test_only_what_is_held_against_gold_counts() -> None:
    """A quote that matches is right, a relay is neither right nor wrong."""
    start, _ = GOLD.quotes[0].spans[0]
    wrong = replace(from_annotation(GOLD).quotes[0], spans=((start, start + 1),), score=0.3)
    quotes = [replace(quote, score=0.9) for quote in from_annotation(GOLD).quotes[1:]]
    predicted = replace(from_annotation(GOLD), quotes=(wrong, *quotes))
    found = evaluate([(GOLD, predicted)]).quotes.calibration
    assert (found.scores, found.right) == ([0.3, 0.9], [False, True])


@pytest.mark.parametrize("score", [1.5, -0.1, float("nan")])
def test_scores_that_are_no_probabilities(score: float) -> None:
    extent = {"raw_start": 0, "raw_end": 4}
    quote = {"id": "q1.1", "type": "direct", "spans": [extent], "cue": None, "source": None}
    quote |= {"speaker": None, "relay": False, "score": score}
    record = {"quotes": [quote], "nonspeech": [], "stances": [], "paragraphs": []}
    with pytest.raises(ValueError, match=r"'q1.1' has the score .*; give one from 0 to 1"):
        from_record(record)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.metrics", None)
    with pytest.raises(ImportError, match=r'pip install "bgnews\[evaluation\]"'):
        print(calibration((0.5, True)).brier_score)
