"""Diaries that jump more than the forecast can follow, and ranges widened for them."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.belief import begin, carried_to, follow, replay
from unknot.forecast.diary import Entry
from unknot.forecast.futures import Plan
from unknot.forecast.outlook import outlook
from unknot.forecast.parameters import Point
from unknot.forecast.proving.following import rating_chances
from unknot.forecast.saved import resumed, saved
from unknot.forecast.surprise import REMEMBERED, surprise_of, widened, widening_of

OLD = Point(weeks=30)
WILD = [2, 8, 9, 1, 0, 10, 3, 9, 1, 8, 0, 9, 10, 1, 7, 0, 10, 2, 10, 0]
"""Two weeks and a half that no course of the model makes."""


def diary(pains: list[int]) -> list[Entry]:
    return [Entry(float(day), pain=float(pain)) for day, pain in enumerate(pains)]


def test_over_all_ratings_the_mean_surprise_is_one() -> None:
    nodes = carried_to(replay(OLD, diary([5, 4, 6, 5, 5])), 5.0)
    chances = rating_chances(nodes)
    expected = sum(chances[k] * surprise_of(nodes, float(k)) for k in range(11))
    assert expected == pytest.approx(1.0, abs=1e-3)


def test_a_rating_far_off_is_a_large_surprise() -> None:
    nodes = carried_to(replay(OLD, diary([2, 2, 2, 2, 2])), 5.0)
    assert surprise_of(nodes, 9.0) > 9
    assert surprise_of(nodes, 2.0) < 1


@pytest.mark.parametrize(
    ("surprises", "factor"),
    [
        ([], 1.0),
        ([9.0] * 6, 1.0),
        ([1.0] * 28, 1.0),
        ([1.6] * 28, 1.0),
        ([3.0] * 20, np.sqrt(1 + 40 / 30)),
    ],
    ids=["none", "too few to tell", "as expected", "as chance may make", "more than chance"],
)
def test_ranges_are_widened_only_for_what_chance_does_not_explain(
    surprises: list[float], factor: float
) -> None:
    assert widening_of(surprises) == pytest.approx(factor)


def test_widened_chances_keep_their_middle_and_spread_out() -> None:
    below = np.array([0.0, 0.1, 0.5, 0.9, 1.0])
    wide = widened(below, 1.5)
    assert wide[2] == pytest.approx(0.5, abs=1e-6)
    assert wide[1] > 0.15
    assert wide[3] < 0.85
    assert (np.diff(wide) > 0).all()


def test_a_wild_diary_gives_a_range_over_most_of_the_scale() -> None:
    belief = replay(OLD, diary(WILD))
    rng = np.random.default_rng(1)
    found = outlook(belief, Plan(), now=belief.day, n_days=14, rng=rng)
    assert found.is_wild
    assert found.quantile(0.9)[14] - found.quantile(0.1)[14] > 7


def test_a_calm_diary_is_not_widened() -> None:
    belief = replay(OLD, diary([5, 4, 5, 6, 5, 5, 4, 5, 6, 5, 5, 5, 4, 6, 5, 5]))
    rng = np.random.default_rng(1)
    assert belief.widening == 1
    assert not outlook(belief, Plan(), now=belief.day, n_days=14, rng=rng).is_wild


def test_surprises_are_those_before_a_rating_was_seen_however_the_diary_comes() -> None:
    events = diary(WILD * 2)
    whole = replay(OLD, events)
    one_by_one = begin(OLD, day=0.0)
    for event in events[:25]:
        one_by_one = follow(one_by_one, event)
    later = resumed(saved(one_by_one, OLD), OLD, events)
    assert len(whole.surprises) == REMEMBERED
    assert later.surprises == pytest.approx(whole.surprises)
