"""The verdict: larger than the error or not, at its edges."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.measure.change import changed_beyond_error, is_important, verdict_of


@pytest.mark.parametrize(
    ("change", "mdc", "verdict"),
    [
        (4.1, 4.0, "raised"),
        (-4.1, 4.0, "lowered"),
        (4.0, 4.0, "within_error"),
        (-4.0, 4.0, "within_error"),
        (0.0, 4.0, "within_error"),
        (0.1 + 0.2, 0.3, "within_error"),  # 0.30000000000000004 is 0.3
        (None, 4.0, "unknown"),
        (4.1, None, "unknown"),
    ],
)
def test_a_change_counts_only_beyond_the_error(
    change: float | None, mdc: float | None, verdict: str
) -> None:
    assert verdict_of(change, mdc) == verdict


def test_each_point_has_its_own_verdict() -> None:
    assert changed_beyond_error([100, 100, 100, None], [170, 30, 150, 200], mdc=61) == [
        "raised", "lowered", "within_error", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "mdc", "message"),
    [
        (([1], [1, 2]), 1, r"before has 1 points and after has 2\."),
        (([1], [2]), 0, r"A measuring error is above 0, not 0 \(mdc\)\."),
        (([1], [2]), float("nan"), r"A measuring error is above 0"),
        (([1], [float("nan")]), 1, r"nan is not a reading \(after\[0\]\)\."),
        (([float("inf")], [1]), 1, r"inf is not a reading \(before\[0\]\)\."),
    ],
)
def test_points_that_cannot_be_compared_are_refused(
    points: tuple[list[float], list[float]], mdc: float, message: str
) -> None:
    with pytest.raises(InvalidInput, match=message):
        changed_beyond_error(*points, mdc=mdc)


@pytest.mark.parametrize(
    ("change", "mcid", "matters"),
    [(-2.0, 2.0, True), (2.0, 2.0, True), (1.9, 2.0, False), (None, 2.0, None), (2.0, None, None)],
)
def test_a_change_as_large_as_people_notice_matters(
    change: float | None, mcid: float | None, matters: bool | None
) -> None:
    assert is_important(change, mcid) is matters
