"""Scores become probabilities."""

from __future__ import annotations

import pytest

from bgnews.quotes.calibration import Calibration, log_odds


@pytest.mark.parametrize("score", [0.001, 0.3, 0.5, 0.999])
def test_by_itself_a_score_stays(score: float) -> None:
    assert Calibration()(score) == pytest.approx(score)


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_certainty_stays_a_probability(score: float) -> None:
    assert Calibration(slope=3)(score) == pytest.approx(score, abs=1e-4)
    assert 0 < Calibration(slope=3, intercept=-20)(score) < 1


def test_a_slope_below_1_makes_less_sure() -> None:
    assert 0.5 < Calibration(slope=0.5)(0.9) < 0.9
    assert 0.1 < Calibration(slope=0.5)(0.1) < 0.5


def test_the_order_stays() -> None:
    calibration = Calibration(slope=0.7, intercept=-0.4)
    scores = [calibration(i / 20) for i in range(21)]
    assert scores == sorted(set(scores))


def test_log_odds() -> None:
    assert log_odds(0.5) == 0
    assert log_odds(0.8) == pytest.approx(-log_odds(0.2))
