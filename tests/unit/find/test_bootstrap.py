"""An interval holds its figure, narrows with more people, and keeps pairs together."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.errors import NotEnoughData
from unknot.find.bootstrap import Interval, bootstrap_means


def test_one_person_has_no_spread() -> None:
    assert bootstrap_means([[0.5]], rng=np.random.default_rng(1)) == (Interval(0.5, 0.5, 0.5),)


def test_the_interval_of_a_share_is_the_binomial_one() -> None:
    hits = np.repeat([1.0, 0.0], 50)[:, None]
    (share,) = bootstrap_means(hits, rng=np.random.default_rng(1))
    assert share.value == 0.5
    # Exact 2.5% and 97.5% points of a binomial of 100 at one half: 40 and 60.
    assert share.low == pytest.approx(0.40, abs=0.01)
    assert share.high == pytest.approx(0.60, abs=0.01)


def test_columns_of_one_person_stay_together() -> None:
    ours = np.linspace(0.0, 1.0, 30)
    figures = np.column_stack([ours, ours - 0.1, np.full(30, 0.1)])
    _, _, difference = bootstrap_means(figures, rng=np.random.default_rng(1))
    assert (difference.low, difference.high) == pytest.approx((0.1, 0.1))


def test_the_same_chance_gives_the_same_interval() -> None:
    rows = np.random.default_rng(2).random((20, 3))
    first, second = (bootstrap_means(rows, rng=np.random.default_rng(1)) for _ in range(2))
    assert first == second


def test_nobody_is_refused() -> None:
    with pytest.raises(NotEnoughData, match="An interval needs at least one person"):
        bootstrap_means([], rng=np.random.default_rng(1))
