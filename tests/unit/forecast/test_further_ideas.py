"""Bounds that hold: knowing more never widens, and nothing is won where nothing is shared."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.proving.further import (
    AHEAD,
    BlocksByLot,
    coupled_spreads,
    learned_by_lot,
    rater_spreads,
)
from unknot.forecast.worlds.living import Morning


def test_points_that_share_nothing_teach_nothing() -> None:
    for own, everything in coupled_spreads(0.0).values():
        assert everything == pytest.approx(own, rel=1e-9)


def test_knowing_more_never_widens_and_the_far_is_less_sure() -> None:
    found = coupled_spreads(0.4, shared=0.8)
    own = [found[ahead][0] for ahead in AHEAD]
    assert own == sorted(own)
    assert all(everything < alone for alone, everything in found.values())


def test_a_coupled_forecast_is_little_narrower() -> None:
    found = coupled_spreads(0.2, shared=0.5)
    assert all(everything > 0.99 * own for own, everything in found.values())


def test_the_law_is_that_of_simulated_points() -> None:
    """The spread of tomorrow's rating, far from any diary, against 20,000 short-stepped lives."""
    priors = load_forecast_priors()
    rng = np.random.default_rng(4)
    n, steps, days = 20_000, 16, 28 + 28
    fast, slow = priors["activity_days"].value, priors["level_days"].value
    level = priors["long_run"].person_sd * rng.normal(size=n)
    set_point = level + priors["set_point_start"].person_sd * rng.normal(size=n)
    activity = set_point + priors["activity_start"].person_sd * rng.normal(size=n)
    ratings = np.empty((n, days))
    for day in range(days):
        for _ in range(steps):
            shock = rng.normal(size=(2, n)) * np.sqrt(2 / steps)
            moved = activity + (set_point - activity) / fast / steps
            activity = moved + priors["activity_wander"].value / np.sqrt(fast) * shock[0]
            set_point = set_point + (level - set_point) / slow / steps
            set_point = set_point + priors["level_wander"].value / np.sqrt(slow) * shock[1]
        ratings[:, day] = activity + priors["rating_noise"].value * rng.normal(size=n)
    past = ratings[:, :28]
    for ahead in (1, 28):
        later = ratings[:, 27 + ahead]
        weights, *_ = np.linalg.lstsq(past, later, rcond=None)
        left = (later - past @ weights).std()
        assert left == pytest.approx(coupled_spreads(0.0)[ahead][0], rel=0.02)


def test_pain_that_feeds_itself_is_refused() -> None:
    with pytest.raises(ValueError, match=r"0 to below 0\.5"):
        coupled_spreads(0.5)


def test_without_a_difference_there_is_nothing_to_learn_of_a_rater() -> None:
    for naive, learned, left_out in rater_spreads(0.0).values():
        assert naive == pytest.approx(learned, rel=1e-9)
        assert learned < left_out


def test_learning_a_difference_lies_between() -> None:
    for naive, learned, left_out in rater_spreads(1.4).values():
        assert learned < left_out < naive


def test_lots_pair_every_block_with_its_opposite() -> None:
    rule = BlocksByLot(3, n_people=40, n_days=24, rng=np.random.default_rng(2))
    nobody = cast("Morning", SimpleNamespace())
    days = np.array([rule.choose(nobody) for _ in range(24)]).T
    blocks = days.reshape(40, 8, 3)
    assert (blocks == blocks[:, :, :1]).all()
    assert (blocks[:, 0::2, 0] + blocks[:, 1::2, 0] == 1).all()
    assert 0.3 < blocks[:, 0, 0].mean() < 0.7


def test_a_diary_by_lot_narrows_the_belief_a_little() -> None:
    found = learned_by_lot(7, n_days=28, n_people=6, seed=3)
    assert 0.5 * found.spread_before < found.spread < found.spread_before
