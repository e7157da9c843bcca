"""Several readings become one value; what was not taken is never zero."""

from __future__ import annotations

import pytest

from unknot.facts.scales import load_scales
from unknot.measure.readings import paired, read

PPT, PEG, PSFS = (load_scales()[name] for name in ("ppt", "peg", "psfs"))


def test_the_value_is_the_plain_mean_of_all_readings() -> None:
    reading = read(PPT, [180.0, 190.0, 185.0])
    assert reading.value == pytest.approx((180 + 190 + 185) / 3)
    assert (reading.n_taken, reading.spread) == (3, 10.0)


def test_a_first_or_far_reading_is_not_dropped() -> None:
    assert read(PPT, [400.0, 190.0, 190.0]).value == pytest.approx((400 + 190 + 190) / 3)


def test_a_reading_that_was_not_taken_is_left_out() -> None:
    reading = read(PPT, [180.0, None, 190.0])
    assert (reading.value, reading.n_taken) == (185.0, 2)


@pytest.mark.parametrize("given", [[], [None], [None, None]])
def test_nothing_taken_is_no_value(given: list[float | None]) -> None:
    reading = read(PPT, given)
    assert (reading.value, reading.n_taken, reading.spread) == (None, 0, None)


def test_a_score_needs_all_its_ratings() -> None:
    assert read(PEG, [6.0, 7.0, 5.0]).value == 6.0
    assert read(PEG, [6.0, None, 5.0]).value is None


def test_an_activity_rated_only_once_leaves_both_means() -> None:
    before, after = paired(PSFS, [3.0, 4.0, 2.0], [6.0, None, 5.0])
    assert (before.value, after.value) == ((3 + 2) / 2, (6 + 5) / 2)
    assert (before.n_taken, after.n_taken) == (2, 2)


def test_readings_of_one_amount_are_no_pairs() -> None:
    before, after = paired(PPT, [180.0, 190.0], [None, 260.0])
    assert (before.value, after.value) == (185.0, 260.0)
