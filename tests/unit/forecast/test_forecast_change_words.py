"""The direction of a change is told by where its range lies, also where its middle is none."""

from __future__ import annotations

import pytest

from unknot.forecast.choices import Difference
from unknot.forecast.wording import change_sentence


def _said(low: float, middle: float, high: float) -> str:
    one = Difference(
        change="load_more",
        reached=0.0,
        median_days=None,
        relieved_days=(low, middle, high),
        better_by_one_point=0.0,
        mean_pain=0.0,
        grade="judged",
    )
    return change_sentence(one, n_days=42)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((-6.0, 0.0, 0.0), "0 fewer relieved days in 42 (8 in 10: 0 to 6)"),
        ((-11.0, -0.3, 0.0), "0 fewer relieved days in 42 (8 in 10: 0 to 11)"),
        ((0.0, 0.0, 8.0), "0 more relieved days in 42 (8 in 10: 0 to 8)"),
        ((0.0, 3.0, 8.0), "3 more relieved days in 42 (8 in 10: 0 to 8)"),
        ((-8.0, -3.0, 0.0), "3 fewer relieved days in 42 (8 in 10: 0 to 8)"),
    ],
)
def test_a_change_is_told_in_its_direction(days: tuple[float, float, float], words: str) -> None:
    assert _said(*days).startswith(words)
