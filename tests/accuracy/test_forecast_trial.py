"""The forecast on trial with few people; many stand in docs/explanation/forecast-validation.md.

Bars are the study's, widened by what chance does with so few. What misses its bar with many
people is held where it is, so that it cannot get worse unseen.
"""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.proving.anchors import natural_course, returning, weibull_shape
from unknot.forecast.proving.calibration import calibrate, cold_start
from unknot.forecast.proving.contests import (
    FORECAST,
    RECALIBRATED,
    STACKED,
    Contest,
    Sizes,
    contest,
    prequential,
)
from unknot.forecast.proving.effects import learned_effect

RULES = (
    "last value",
    "personal mean",
    "exponential smoothing",
    "shrunken autoregression",
    "landmark regression",
)


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def right() -> Contest:
    return contest("right", day=28.0, sizes=Sizes(400, 60, 100), rng=rng(1))


@pytest.mark.slow
def test_true_numbers_fall_evenly_into_the_belief() -> None:
    for found in calibrate(150, rng=rng(2)):
        # 27.9 is the 0.1% point of chi-squared with 9 degrees; eight are looked at
        assert found.chi_squared < 27.9, found.quantity
        assert found.cover[1] == pytest.approx(0.8, abs=0.12), found.quantity


@pytest.mark.slow
def test_in_the_right_world_it_beats_every_rule(right: Contest) -> None:
    own = right.scores[FORECAST]
    for rule in RULES:
        assert own.crps < right.scores[rule].crps - 0.02, rule
        assert own.log < right.scores[rule].log, rule


@pytest.mark.slow
def test_in_the_right_world_its_intervals_hold(right: Contest) -> None:
    for name in (FORECAST, RECALIBRATED):
        assert right.scores[name].cover == pytest.approx((0.5, 0.8, 0.95), abs=0.06)


@pytest.mark.slow
def test_with_heavy_tails_it_still_beats_every_rule() -> None:
    found = contest("heavy tails", day=28.0, sizes=Sizes(400, 60, 100), rng=rng(3))
    for rule in RULES:
        assert found.scores[RECALIBRATED].crps < found.scores[rule].crps, rule
    assert found.scores[FORECAST].cover == pytest.approx((0.5, 0.8, 0.95), abs=0.1)


@pytest.mark.slow
def test_where_points_are_switches_correction_makes_intervals_honest() -> None:
    found = contest("two states", day=28.0, sizes=Sizes(300, 60, 80), rng=rng(4))
    before, after = found.scores[FORECAST], found.scores[RECALIBRATED]
    assert after.log < before.log
    assert abs(after.cover[1] - 0.8) < abs(before.cover[1] - 0.8)
    assert after.cover[1] == pytest.approx(0.8, abs=0.1)
    # unfitted it misses the bar against landmark regression here: hold it where it is
    assert after.crps < 1.12 * found.scores["landmark regression"].crps


@pytest.mark.slow
def test_a_new_clinic_can_trust_the_first_forecasts() -> None:
    for found in cold_start(10, 12, rng=rng(5)):
        assert found.scores.cover == pytest.approx((0.5, 0.8, 0.95), abs=0.07), found.day
    assert found.scores.crps < 0.8


@pytest.mark.slow
@pytest.mark.parametrize("mechanism", ["at random", "after looking at yesterday's rating"])
def test_home_care_is_not_credited_with_the_days_on_which_it_is_done(mechanism: str) -> None:
    found = learned_effect(mechanism, 120, rng=rng(6))
    assert abs(found.bias) < 0.05 + 2.5 * found.bias_error
    assert found.cover_80 == pytest.approx(0.8, abs=0.1)
    assert found.spread > 0.8 * found.spread_before  # one diary hardly moves it
    if mechanism != "at random":
        assert found.plain > 0 > found.true  # what one would read off has the wrong sign


@pytest.mark.slow
def test_week_after_week_it_is_not_worse_than_the_rules() -> None:
    found = prequential("right", sizes=Sizes(150, 25, 40), rng=rng(7))
    for ahead in (1, 3, 7):
        scores = found.scores[ahead]
        for rule in RULES:
            assert scores[FORECAST].crps < scores[rule].crps + 0.03, (ahead, rule)
        assert scores[STACKED].crps < scores["shrunken autoregression"].crps + 0.03
    assert found.scores[1][FORECAST].crps < found.scores[28][FORECAST].crps


@pytest.mark.slow
def test_untreated_people_get_better_most_in_the_first_weeks() -> None:
    new = natural_course(3, 1000, rng=rng(8)).means
    old = natural_course(26, 1000, rng=rng(8)).means
    assert new[0] > new[1] + 1.5 > new[2] + 1.5
    assert old[1] > new[1] + 0.8
    assert old == pytest.approx((5.1, 3.3, 2.6, 2.3), abs=0.8)  # 33 cohorts of low back pain


def test_most_pain_returns_within_a_year_and_early_more_than_late() -> None:
    found = returning(600, rng=rng(9))
    assert 0.6 < found.in_a_year_mixed < 0.9
    assert found.in_a_year > found.in_a_year_mixed
    assert 0.35 < found.shape_mixed < 0.75


@pytest.mark.parametrize("shape", [0.5, 1.0, 2.0])
def test_the_weibull_shape_is_found_again(shape: float) -> None:
    chance = rng(10)
    days = 100 * chance.weibull(shape, 20_000)
    seen = np.minimum(days, 150.0)
    assert weibull_shape(seen, days <= 150) == pytest.approx(shape, rel=0.03)
