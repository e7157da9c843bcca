"""The simple rules: what each expects, how its chances come about, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from unknot.errors import InvalidInput, NotEnoughData
from unknot.forecast.challengers import (
    Challenger,
    Example,
    LandmarkRegression,
    LastValue,
    Past,
    PersonalMean,
    Planned,
    ShrunkenAutoregression,
    Smoothing,
    fit_challengers,
    fit_landmark_regression,
    smoothed,
)
from unknot.forecast.score import score_forecasts

NOTHING = np.zeros(0)
PAST = Past(
    now=10.0,
    days=np.array([1.0, 3.0, 9.0]),
    ratings=np.array([6.0, 5.0, 1.0]),
    load=0.2,
    home_care=0.5,
    treatments=np.array([2.0]),
    chronicity=0.0,
    n_points=2,
)
PLANNED = Planned(
    days=np.array([11.0, 19.0]),
    load=np.full(9, 0.2),
    home_care=np.full(9, 0.5),
    treatments=NOTHING,
)


def people(n: int, seed: int, *, home_effect: float = -2.0) -> list[Example]:
    """People whose pain is their own level, home care, and noise; some tell no load."""
    rng = np.random.default_rng(seed)
    examples = []
    for _ in range(n):
        level, home = rng.uniform(3, 7), rng.random()
        past = Past(
            now=10.0,
            days=np.arange(1.0, 10.0),
            ratings=np.clip(np.rint(level + rng.normal(size=9)), 0, 10),
            load=float(rng.choice([0.0, np.nan])),
            home_care=0.0,
            treatments=NOTHING,
            chronicity=float(rng.normal()),
            n_points=1 + int(rng.poisson(1)),
        )
        planned = Planned(
            days=10.0 + np.arange(1.0, 22.0),
            load=np.zeros(21),
            home_care=np.full(21, home),
            treatments=NOTHING,
        )
        came = level + home_effect * home + rng.normal(size=21)
        examples.append(Example(past, planned, np.clip(np.rint(came), 0, 10).astype(np.int64)))
    return examples


@pytest.fixture(scope="module")
def fitted() -> dict[str, Challenger]:
    return {challenger.name: challenger for challenger in fit_challengers(people(300, seed=1))}


def test_the_last_value_stays() -> None:
    assert list(LastValue().expect(PAST, PLANNED)) == [1.0, 1.0]


def test_the_personal_mean_stays() -> None:
    assert list(PersonalMean().expect(PAST, PLANNED)) == [4.0, 4.0]  # (6 + 5 + 1) / 3


def test_smoothing_moves_further_after_a_longer_gap() -> None:
    first = 6 + (1 - 0.7 * np.exp(-2 / 4)) * (5 - 6)
    second = first + (1 - 0.7 * np.exp(-6 / 4)) * (1 - first)
    assert smoothed(PAST, 4.0) == pytest.approx(second)
    assert Smoothing(4.0).expect(PAST, PLANNED) == pytest.approx([second, second])


def test_autoregression_returns_to_a_mean_between_the_persons_and_everybodys() -> None:
    rule = ShrunkenAutoregression(everybody=3.0, trust=0.6, persistence=0.9)
    level = 3 + 0.6 * (4 - 3)
    assert rule.expect(PAST, PLANNED) == pytest.approx(
        [level + (1 - level) * 0.9**2, level + (1 - level) * 0.9**10]
    )


def test_each_rule_is_fitted_once(fitted: dict[str, Challenger]) -> None:
    assert list(fitted) == [
        "last value",
        "personal mean",
        "exponential smoothing",
        "shrunken autoregression",
        "landmark regression",
    ]


def test_chances_are_those_of_the_errors_made_that_far_ahead() -> None:
    near, far = np.array([0.0]), np.array([-2.0, 2.0])
    challenger = Challenger("last value", LastValue(), (near, near, far, far))
    chances = challenger.forecast(PAST, PLANNED)
    assert chances[0, 1] == pytest.approx(1, abs=2e-3)  # one day ahead it never erred
    assert chances[1, 0] == pytest.approx(0.5, abs=1e-3)  # 1 - 2 is cut at 0
    assert chances[1, 3] == pytest.approx(0.5, abs=1e-3)
    assert chances.min() > 0


def test_chances_sum_to_one(fitted: dict[str, Challenger]) -> None:
    for challenger in fitted.values():
        chances = challenger.forecast(PAST, PLANNED)
        assert chances.shape == (2, 11)
        assert chances.sum(axis=1) == pytest.approx([1, 1])


def test_places_of_what_came_are_even_on_new_people(fitted: dict[str, Challenger]) -> None:
    for challenger in fitted.values():
        examples = people(200, seed=2)
        given = np.concatenate([challenger.forecast(e.past, e.planned) for e in examples])
        came = np.concatenate([example.came for example in examples])
        scores = score_forecasts(given, came, rng=np.random.default_rng(3))
        assert scores.cover == pytest.approx((0.5, 0.8, 0.95), abs=0.06)


def test_landmark_regression_learns_what_is_planned(fitted: dict[str, Challenger]) -> None:
    rule = fitted["landmark regression"]
    without = rule.forecast(PAST, replace(PLANNED, home_care=np.zeros(9))) @ np.arange(11)
    daily = rule.forecast(PAST, replace(PLANNED, home_care=np.ones(9))) @ np.arange(11)
    assert daily - without == pytest.approx([-2.0, -2.0], abs=0.4)


def test_landmark_regression_is_least_squares_where_the_penalty_is_nothing() -> None:
    examples = people(300, seed=3)
    rule = fit_landmark_regression(examples).rule
    assert isinstance(rule, LandmarkRegression)
    missed = [e.came - rule.expect(e.past, e.planned) for e in examples]
    assert np.concatenate(missed).mean() == pytest.approx(0, abs=1e-9)
    home = np.concatenate([np.full(21, e.planned.home_care[0]) for e in examples])
    assert np.corrcoef(np.concatenate(missed), home)[0, 1] == pytest.approx(0, abs=1e-3)


def test_what_is_not_planned_is_taken_as_so_far(fitted: dict[str, Challenger]) -> None:
    rule = fitted["landmark regression"]
    unknown = replace(PLANNED, load=np.full(9, np.nan), home_care=np.full(9, np.nan))
    assert rule.forecast(PAST, unknown) == pytest.approx(rule.forecast(PAST, PLANNED))
    no_plan = replace(PLANNED, load=NOTHING, home_care=NOTHING)
    assert rule.forecast(PAST, no_plan) == pytest.approx(rule.forecast(PAST, PLANNED))


def test_what_was_never_told_is_taken_as_usual(fitted: dict[str, Challenger]) -> None:
    rule = fitted["landmark regression"]
    silent = replace(PAST, load=np.nan, home_care=np.nan)
    chances = rule.forecast(silent, replace(PLANNED, load=NOTHING, home_care=NOTHING))
    assert np.isfinite(chances).all()


def test_a_planned_treatment_counts_only_from_its_day_on(fitted: dict[str, Challenger]) -> None:
    rule = fitted["landmark regression"].rule
    treated = replace(PLANNED, treatments=np.array([15.0]))
    assert rule.expect(PAST, treated)[0] == pytest.approx(rule.expect(PAST, PLANNED)[0])


def test_without_a_rating_no_rule_can_speak(fitted: dict[str, Challenger]) -> None:
    silent = replace(PAST, days=NOTHING, ratings=NOTHING)
    with pytest.raises(NotEnoughData, match="at least one rating"):
        fitted["last value"].forecast(silent, PLANNED)


@pytest.mark.parametrize(
    "days", [np.array([3.0, 1.0, 9.0]), np.array([1.0, 3.0, 10.5])], ids=["order", "later"]
)
def test_ratings_out_of_order_or_after_now_are_refused(
    days: np.ndarray, fitted: dict[str, Challenger]
) -> None:
    with pytest.raises(InvalidInput, match="Ratings come in order and not after now"):
        fitted["last value"].forecast(replace(PAST, days=days), PLANNED)


def test_days_gone_by_are_refused(fitted: dict[str, Challenger]) -> None:
    with pytest.raises(InvalidInput, match=r"after now \(day 10\); day 10 came"):
        fitted["last value"].forecast(PAST, replace(PLANNED, days=np.array([10.0, 11.0])))


@pytest.mark.parametrize("fit", [fit_challengers, fit_landmark_regression])
def test_nothing_can_be_learnt_from_nobody(fit: object) -> None:
    with pytest.raises(NotEnoughData, match="No example has a rating"):
        fit([])  # type: ignore[operator]


def test_a_band_that_nobody_reached_takes_all_errors() -> None:
    example = replace(
        people(1, seed=4)[0], planned=replace(PLANNED, days=np.array([11.0])), came=np.array([4])
    )
    fitted = fit_challengers([example])[0]
    assert all(len(errors) == 1 for errors in fitted.errors)
