"""Scores and simple rules, with their working."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.evidence.arms import scored
from unknot.forecast.evidence.scores import Forecasts, compare, score, simple_rule


def forecasts(mean: list[float], trials: tuple[str, ...] = ("a", "a", "b")) -> Forecasts:
    middle = np.array(mean)
    return Forecasts(trials, np.array([1.0, 2.0, 3.0]), middle, middle - 0.5, middle + 0.5)


def test_score_counts_means_and_trials() -> None:
    found = score(forecasts([1.0, 3.0, 5.0]))
    assert found.n == 3
    assert found.mae == pytest.approx((0 + 1 + 2) / 3)
    assert found.mae_by_trial == pytest.approx(((0 + 1) / 2 + 2) / 2)
    assert found.rmse == pytest.approx(((0 + 1 + 4) / 3) ** 0.5)
    assert found.cover80 == pytest.approx(1 / 3)
    assert found.width80 == pytest.approx(1.0)


def test_rule_without_ranges_has_no_cover() -> None:
    assert np.isnan(score(simple_rule(scored(), ("all",))).cover80)


def test_no_change_is_the_baseline() -> None:
    rule = simple_rule(scored(), ("none",))
    assert list(rule.mean) == [one.baseline for one in scored()]


def test_own_trial_is_never_among_the_like_ones() -> None:
    # Only one trial has ultrasound; "same method" finds nothing and falls back on all arms.
    place = next(n for n, one in enumerate(scored()) if one.method == "ultrasound")
    by_method = simple_rule(scored(), ("method", "all")).mean[place]
    assert by_method == simple_rule(scored(), ("all",)).mean[place]


def test_rule_without_a_like_arm_says_nothing() -> None:
    place = next(n for n, one in enumerate(scored()) if one.method == "ultrasound")
    assert np.isnan(simple_rule(scored(), ("method",)).mean[place])


def test_comparison_is_below_zero_when_the_first_is_better() -> None:
    good, bad = forecasts([1.0, 2.0, 3.0]), forecasts([2.0, 3.0, 4.0])
    middle, low, high = compare(good, bad, rng=np.random.default_rng(1))
    assert (middle, low, high) == (pytest.approx(-1), pytest.approx(-1), pytest.approx(-1))
