"""Scores of forecasts against sums done by hand and against what they must be on average."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.errors import InvalidInput, NotEnoughData
from unknot.forecast.score import (
    brier,
    central_interval,
    concordance,
    coverage,
    integrated_brier,
    log_score,
    pit_distance,
    prequential_log,
    prequential_weights,
    randomised_pit,
    ranked_probability_score,
    score_forecasts,
    uniformity,
)

EVEN = np.full((1, 11), 1 / 11)


def sure(rating: int) -> np.ndarray:
    return np.eye(11)[[rating]]


def drawn(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Forecasts of many shapes, and ratings that truly come from them."""
    rng = np.random.default_rng(seed)
    chances = rng.dirichlet(np.full(11, 0.4), n)
    ratings = (rng.random((n, 1)) > np.cumsum(chances, axis=1)).sum(axis=1)
    return chances, ratings


def test_a_sure_forecast_that_is_right_scores_nothing() -> None:
    assert ranked_probability_score(sure(4), np.array([4])) == pytest.approx([0])
    assert log_score(sure(4), np.array([4])) == pytest.approx([0])


def test_a_sure_forecast_that_is_wrong_is_fined_by_its_distance() -> None:
    assert ranked_probability_score(sure(4), np.array([7])) == pytest.approx([1 + 1 + 1])


def test_a_half_chance_to_two_neighbours_is_fined_a_quarter() -> None:
    chances = (sure(4) + sure(5)) / 2
    assert ranked_probability_score(chances, np.array([4])) == pytest.approx([0.5**2])
    assert log_score(chances, np.array([4])) == pytest.approx([np.log(2)])


def test_an_impossible_rating_is_fined_much_but_not_without_end() -> None:
    assert log_score(sure(4), np.array([5])) == pytest.approx([-np.log(1e-6)])


@pytest.mark.parametrize("score", [ranked_probability_score, log_score])
def test_nothing_scores_better_on_average_than_the_truth(score: object) -> None:
    chances, ratings = drawn(20_000, seed=1)
    dimmed = 0.8 * chances + 0.2 / 11
    sharpened = chances**1.3 / (chances**1.3).sum(axis=1, keepdims=True)
    truth = score(chances, ratings).mean()  # type: ignore[operator]
    assert truth < score(dimmed, ratings).mean()  # type: ignore[operator]
    assert truth < score(sharpened, ratings).mean()  # type: ignore[operator]


def test_places_in_a_true_forecast_are_even() -> None:
    chances, ratings = drawn(20_000, seed=2)
    pit = randomised_pit(chances, ratings, rng=np.random.default_rng(3))
    assert pit_distance(pit) < 1.63 / np.sqrt(20_000)  # the 1% point of Kolmogorov
    assert uniformity(pit) < 21.7  # the 1% point of chi-squared with 9 degrees
    for level in (0.5, 0.8, 0.95):
        assert coverage(pit, level) == pytest.approx(level, abs=0.012)


def test_places_in_a_forecast_that_is_too_sure_are_not_even() -> None:
    chances, ratings = drawn(5_000, seed=4)
    sharp = chances**3 / (chances**3).sum(axis=1, keepdims=True)
    pit = randomised_pit(sharp, ratings, rng=np.random.default_rng(5))
    assert coverage(pit, 0.8) < 0.72
    assert uniformity(pit) > 100
    assert pit_distance(pit) > 0.04


def test_the_place_lies_inside_the_step_of_the_rating() -> None:
    pit = randomised_pit(np.repeat(EVEN, 99, axis=0), np.full(99, 3), rng=np.random.default_rng(6))
    assert pit.min() >= 3 / 11
    assert pit.max() <= 4 / 11
    assert np.ptp(pit) > 0.08


def test_the_largest_distance_of_one_place_is_the_longer_side() -> None:
    assert pit_distance(np.array([0.3])) == pytest.approx(0.7)


def test_the_central_interval_of_an_even_forecast_leaves_a_tenth_on_each_side() -> None:
    lower, upper = central_interval(EVEN, 0.8)
    assert (lower[0], upper[0]) == (1, 9)  # 1/11 < 0.1 <= 2/11; 9/11 < 0.9 <= 10/11


def test_all_scores_of_a_set_fit_together() -> None:
    chances, ratings = drawn(3_000, seed=7)
    scores = score_forecasts(chances, ratings, rng=np.random.default_rng(8))
    assert scores.n == 3_000
    assert scores.crps == pytest.approx(ranked_probability_score(chances, ratings).mean())
    assert scores.cover[0] < scores.cover[1] < scores.cover[2]
    assert 0 < scores.width < 10


@pytest.mark.parametrize(
    ("chances", "ratings", "message"),
    [
        (EVEN, [11], "0 to 10; 11 came"),
        (EVEN, [-1], "0 to 10; -1 came"),
        (EVEN * 0.5, [3], "row 0 sums to 0.5"),
        (EVEN, [3, 4], r"each of 2 ratings; their shape is \(1, 11\)"),
        (2 * sure(1) - sure(2), [3], "not negative"),
    ],
)
def test_forecasts_that_cannot_be_scored_are_refused(
    chances: np.ndarray, ratings: list[int], message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        score_forecasts(chances, np.array(ratings), rng=np.random.default_rng(0))


def test_no_rating_is_not_enough() -> None:
    with pytest.raises(NotEnoughData, match="no rating to score"):
        score_forecasts(np.zeros((0, 11)), np.zeros(0, int), rng=np.random.default_rng(0))


def test_the_running_log_score_ends_at_the_sum() -> None:
    assert list(prequential_log(np.array([1.0, 2.0, 0.5]))) == [1.0, 1 + 2, 1 + 2 + 0.5]


def test_models_are_weighed_by_what_they_scored_before_the_entry() -> None:
    weights = prequential_weights(np.array([[1.0, 5.0], [2.0, 0.0]]))
    assert weights[:, 0] == pytest.approx([0.5, 0.5])
    assert weights[0, 1] == pytest.approx(1 / (1 + np.exp(-1)))  # one nat ahead
    assert weights[0, 2] == pytest.approx(1 / (1 + np.exp(4)))  # four nats behind


def test_old_scores_fade_where_memory_is_short() -> None:
    scores = np.array([[0.0, 1.0, 1.0, 1.0], [9.0, 0.0, 0.0, 0.0]])
    assert prequential_weights(scores)[0, -1] > 0.99
    assert prequential_weights(scores, memory=0.3)[0, -1] < 0.5


@pytest.mark.parametrize("memory", [0.0, 1.1])
def test_a_memory_beyond_its_range_is_refused(memory: float) -> None:
    with pytest.raises(InvalidInput, match="above 0 and at most 1"):
        prequential_weights(np.zeros((2, 1)), memory=memory)


def test_the_brier_score_is_the_mean_square() -> None:
    assert brier(np.array([0.8, 0.3]), np.array([True, False])) == pytest.approx(
        (0.2**2 + 0.3**2) / 2
    )


def test_without_anybody_lost_the_integrated_score_is_the_mean_over_days() -> None:
    chances = np.array([[0.2, 0.6], [0.1, 0.3]])
    days = np.array([2.0, 2.0])
    happened = np.array([True, False])
    day_1 = (0.2**2 + 0.1**2) / 2
    day_2 = (0.4**2 + 0.3**2) / 2
    assert integrated_brier(chances, days, happened) == pytest.approx((day_1 + day_2) / 2)
    assert integrated_brier(chances, days, happened, first_day=2) == pytest.approx(day_2)


def test_who_is_lost_hands_their_weight_to_those_watched_longer() -> None:
    chances = np.array([[0.3, 0.6]] * 3)
    days = np.array([1.0, 1.0, 2.0])
    happened = np.array([True, False, False])  # the second is lost on day 1, without it
    day_1 = (0.7**2 + 0.3**2 + 0.3**2) / 3
    day_2 = (1 * 0.4**2 + 2 * 0.6**2) / (1 + 2)  # one of two was watched on: it counts twice
    assert integrated_brier(chances, days, happened) == pytest.approx((day_1 + day_2) / 2)


def test_people_lost_at_random_leave_the_integrated_score_as_it_was() -> None:
    rng = np.random.default_rng(9)
    n = 40_000
    event = np.ceil(rng.exponential(20, n))
    horizon = 30
    chances = np.repeat(1 - np.exp(-np.arange(1, horizon + 1)[None] / 14), n, axis=0)
    whole = integrated_brier(chances, np.minimum(event, horizon), event <= horizon)
    lost = np.minimum(np.ceil(rng.exponential(25, n)), horizon)
    seen = integrated_brier(chances, np.minimum(event, lost), event <= lost)
    dropped = np.mean(
        [
            np.mean((chances[known, h - 1] - (event[known] <= h)) ** 2)
            for h in range(1, horizon + 1)
            for known in [(lost >= h) | (event <= np.minimum(lost, h))]
        ]
    )
    assert seen == pytest.approx(whole, abs=0.003)
    assert abs(dropped - whole) > abs(seen - whole)


def test_days_on_which_nobody_is_known_do_not_count() -> None:
    chances = np.full((1, 5), 0.5)
    assert integrated_brier(chances, np.array([2.0]), np.array([False])) == pytest.approx(0.25)


def test_concordance_counts_pairs_in_the_right_order() -> None:
    days = np.array([1.0, 2.0, 3.0])
    happened = np.array([True, True, False])
    assert concordance(np.array([3.0, 2.0, 1.0]), days, happened) == 1
    assert concordance(np.array([1.0, 2.0, 3.0]), days, happened) == 0
    # pairs: 1 before 2 (tie, half), 1 before 3 (right), 2 before 3 (right)
    assert concordance(np.array([2.0, 2.0, 1.0]), days, happened) == pytest.approx(2.5 / 3)


def test_without_an_event_there_is_no_concordance() -> None:
    with pytest.raises(NotEnoughData, match="No pair"):
        concordance(np.ones(2), np.array([1.0, 2.0]), np.zeros(2, bool))
