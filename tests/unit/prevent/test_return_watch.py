"""Does it come back? Against one's own quiet days, beyond error, with the smallest step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest

from unknot.forecast.outlook import Outlook
from unknot.prevent.told import PainOn
from unknot.prevent.watch import quiet_band, quiet_checks, rise_of

TODAY = date(2026, 11, 25)
QUIET: list[float] = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]


def days(recent: list[float | None], quiet: Sequence[float] | None = None) -> list[PainOn]:
    """Quiet days, then the last days up to today; None is not recorded."""
    told: list[float | None] = [*(QUIET if quiet is None else quiet), *recent]
    first = TODAY - timedelta(days=len(told) - 1)
    return [
        PainOn(first + timedelta(days=n), pain) for n, pain in enumerate(told) if pain is not None
    ]


def foreseen(chance_above_2: float) -> Outlook:
    grid = np.array([-0.5, 2.0, 10.5])
    row = np.array([0.0, 1 - chance_above_2, 1.0])
    n_days = np.arange(10.0)
    return Outlook(n_days, np.zeros((10, 11)), n_days, grid, np.tile(row, (10, 1)))


def test_the_band_is_the_middle_half_of_the_quiet_days() -> None:
    band = quiet_band(days([9, 9, 9, 9, 9]), now=TODAY)
    assert band is not None
    assert (band.low, band.high, band.n_days) == (1, 2, 10)


def test_too_few_quiet_days_make_no_band() -> None:
    assert quiet_band(days([1] * 5, quiet=[1] * 6), now=TODAY) is None
    assert quiet_band(days([1] * 5, quiet=[1] * 7), now=TODAY) is not None


def test_what_lies_before_the_last_release_does_not_count() -> None:
    told = days([1] * 5, quiet=[8] * 10 + [1] * 7)
    release = TODAY - timedelta(days=5 + 7 - 1)
    band = quiet_band(told, now=TODAY, since=release)
    assert band is not None
    assert (band.high, band.n_days) == (1, 7)


def test_a_rise_beyond_error_is_noticed_with_its_figures() -> None:
    rise = rise_of(days([5, 5, 5, 5]), now=TODAY)
    # The last five days: one quiet 2, then four times 5: (2 + 4 x 5) / 5.
    assert rise is not None
    assert (rise.mean, rise.n_days, rise.is_beyond_error) == (4.4, 5, True)
    assert rise.error == pytest.approx(4 / 5**0.5)
    assert (rise.since, rise.step) == (TODAY - timedelta(days=3), "release")


def test_a_rise_within_error_is_not() -> None:
    # Band up to 2, error of five days 1.79: a mean of 3.6 is within it, 4 is beyond.
    assert rise_of(days([3.6] * 5), now=TODAY) is None
    assert rise_of(days([4] * 5), now=TODAY) is not None


def test_one_bad_day_is_no_return() -> None:
    assert rise_of(days([None, None, None, None, 9]), now=TODAY) is None
    assert rise_of(days([1, 1, 1, 1, 9]), now=TODAY) is None


def test_the_model_says_it_earlier_when_the_last_days_lie_above_the_band() -> None:
    told = days([3] * 5)
    assert rise_of(told, now=TODAY, outlook=lambda: foreseen(0.79)) is None
    rise = rise_of(told, now=TODAY, outlook=lambda: foreseen(0.8))
    assert rise is not None
    assert not rise.is_beyond_error
    assert rise.chance == pytest.approx(0.8)
    assert rise_of(days([2] * 5), now=TODAY, outlook=lambda: foreseen(0.99)) is None


def test_strong_pain_asks_the_questions_before_a_release() -> None:
    rise = rise_of(days([7] * 5), now=TODAY)
    assert rise is not None
    assert rise.step == "questions"


def test_two_weeks_above_the_band_need_somebody_who_looks() -> None:
    rise = rise_of(days([5] * 15, quiet=QUIET * 4), now=TODAY)
    assert rise is not None
    assert (rise.step, (TODAY - rise.since).days) == ("someone", 14)
    rise = rise_of(days([5] * 14, quiet=QUIET * 4), now=TODAY)
    assert rise is not None
    assert rise.step == "release"


def test_a_rise_that_lasts_does_not_become_its_own_measure() -> None:
    for lasting in (10, 14, 18):
        rise = rise_of(days([5] * lasting, quiet=[1] * 19), now=TODAY)
        assert rise is not None
        assert rise.band.high == 1


def test_a_steady_diary_is_told_for_nothing_in_few_weeks_only() -> None:
    rng = np.random.default_rng(20_261_125)
    told_for_nothing = 0
    for _ in range(300):
        pains = np.clip(np.round(rng.normal(2.5, 1.2, size=47)), 0, 10)
        told_for_nothing += rise_of(days([], quiet=list(pains)), now=TODAY) is not None
    assert told_for_nothing / 300 <= 0.01


def test_checks_come_when_the_model_expects_a_return() -> None:
    still = [0.9 * (1 - day / 84) for day in range(85)]
    found = quiet_checks(TODAY, still_relieved=still)
    # A quarter, half and three quarters of 84 days: 21, 42, 63.
    assert (found.basis, [(day - TODAY).days for day in found.on]) == ("model", [21, 42, 63])


def test_checks_are_kept_apart_and_end_with_the_model() -> None:
    sudden = [1.0, 0.1, *([0.1] * 83)]
    assert [(day - TODAY).days for day in quiet_checks(TODAY, still_relieved=sudden).on] == [
        7, 14, 21,
    ]  # fmt: skip
    never = [1.0] * 85
    assert [(day - TODAY).days for day in quiet_checks(TODAY, still_relieved=never).on] == [84]


@pytest.mark.parametrize("still", [None, [], [0.4] * 85])
def test_without_relief_in_the_model_the_default_days_hold(still: list[float] | None) -> None:
    found = quiet_checks(TODAY, still_relieved=still)
    assert (found.basis, [(day - TODAY).days for day in found.on]) == ("default", [14, 42, 84])
