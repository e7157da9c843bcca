"""Calibration: the error is the one that unseen cases are scored with, the fit stays gentle."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.errors import InvalidInput, NotEnoughData
from unknot.find.calibration import (
    Correction,
    corrected,
    expected_calibration_error,
    fit_calibration,
    leave_one_out,
    reliability,
)


def test_error_is_the_mean_gap_of_ten_bins() -> None:
    said = [0.10, 0.14, 0.90, 1.00]
    came = [False, True, True, True]
    # Two rows said 0.24, came 1; two rows said 1.90, came 2; over four rows.
    assert expected_calibration_error(said, came) == pytest.approx((0.76 + 0.10) / 4)
    low, high = reliability(said, came)
    assert (low.low, low.high, low.n_rows, low.came) == (0.1, 0.2, 2, 0.5)
    assert low.said == pytest.approx((0.10 + 0.14) / 2)
    assert (high.low, high.high, high.n_rows, high.came) == (0.9, 1.0, 2, 1.0)


def test_error_equals_a_plain_sum_over_random_rows() -> None:
    rng = np.random.default_rng(3)
    said, came = rng.random(500), rng.random(500) < 0.4
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one, hit in zip(said.tolist(), came.tolist(), strict=True):
        bins.setdefault(min(9, int(one * 10)), []).append((one, hit))
    gaps = [abs(sum(p for p, _ in rows) - sum(h for _, h in rows)) for rows in bins.values()]
    assert expected_calibration_error(said, came) == pytest.approx(sum(gaps) / 500)


def test_fit_finds_the_numbers_that_made_many_rows() -> None:
    rng = np.random.default_rng(4)
    log_odds = rng.normal(-1.0, 1.5, 40_000)
    hits = rng.random(40_000) < corrected(log_odds, Correction(0.7, 1.3))
    learned = fit_calibration(log_odds, hits)
    assert (learned.shift, learned.slope) == pytest.approx((0.7, 1.3), abs=0.05)


def test_fit_is_the_highest_point() -> None:
    rng = np.random.default_rng(5)
    log_odds = rng.normal(-1.0, 1.0, 60)
    hits = rng.random(60) < 0.3

    def height(shift: float, slope: float) -> float:
        chance = corrected(log_odds, Correction(shift, slope))
        likelihood = np.log(np.where(hits, chance, 1.0 - chance)).sum()
        return float(likelihood - shift**2 / 2 - (slope - 1.0) ** 2 / (2 * 0.5**2))

    best = fit_calibration(log_odds, hits)
    top = height(best.shift, best.slope)
    for step in (-0.01, 0.01):
        assert height(best.shift + step, best.slope) < top
        assert height(best.shift, best.slope + step) < top


def test_one_row_hardly_moves_the_numbers() -> None:
    learned = fit_calibration([0.0], [True])
    # Between the prior's 0 and 1 and what one row of even odds can say.
    assert 0.0 < learned.shift < 0.5
    assert learned.slope == pytest.approx(1.0)


def test_rows_that_all_came_stay_finite() -> None:
    learned = fit_calibration([0.0, 1.0, 2.0], [True, True, True])
    assert np.isfinite([learned.shift, learned.slope]).all()


def test_no_change_is_no_change() -> None:
    assert corrected([-2.0, 0.0], Correction(0.0, 1.0)) == pytest.approx([0.119203, 0.5], abs=1e-6)


def test_a_case_left_out_does_not_teach_its_own_numbers() -> None:
    rng = np.random.default_rng(6)
    log_odds = [rng.normal(size=8) for _ in range(4)]
    hits = [rng.random(8) < 0.5 for _ in range(4)]
    held_out = leave_one_out(log_odds, hits)
    others = fit_calibration(np.concatenate(log_odds[1:]), np.concatenate(hits[1:]))
    assert held_out[:8] == pytest.approx(corrected(log_odds[0], others))
    assert len(held_out) == 4 * 8
    flipped = [~hits[0], *hits[1:]]
    assert leave_one_out(log_odds, flipped)[:8] == pytest.approx(held_out[:8])


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="Calibration needs at least one row"):
        fit_calibration([], [])
    with pytest.raises(InvalidInput, match="2 probabilities or log odds and 1 outcomes"):
        expected_calibration_error([0.1, 0.2], [True])
    with pytest.raises(InvalidInput, match="must be finite"):
        fit_calibration([np.inf], [True])
    with pytest.raises(NotEnoughData, match="at least two cases"):
        leave_one_out([np.zeros(1)], [np.ones(1, dtype=bool)])
