"""The one definition of relief, return and success, drawn as small diaries."""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.relief import is_success, relief_line, relief_of, relieved_days


def drawn(picture: str) -> np.ndarray:
    """One day a sign: '.' is relieved, '#' is over the line."""
    return np.array([[sign == "." for sign in picture]])


@pytest.mark.parametrize(
    ("baseline", "line", "because"),
    [
        (8.0, 4.0, "half of 8"),
        (6.0, 3.0, "half of 6"),
        (4.0, 2.0, "half of 4"),
        (3.0, 2.0, "half is 1.5, but never under 2"),
        (10.0, 5.0, "half of 10"),
    ],
)
def test_the_line_is_half_of_the_baseline(baseline: float, line: float, because: str) -> None:
    assert relief_line(baseline) == line, because


def test_relieved_is_a_three_day_mean_at_or_under_the_line() -> None:
    pain = np.array([[6.0, 3.0, 0.0, 3.0, 6.0, 6.0]])
    # means: 6, (6+3)/2, (6+3+0)/3, (3+0+3)/3, (0+3+6)/3, (3+6+6)/3
    assert relieved_days(pain, 3.0).tolist() == [[False, False, True, True, True, False]]


@pytest.mark.parametrize(
    ("picture", "began", "returned"),
    [
        ("....................", 0, np.inf),
        ("####................", 4, np.inf),
        ("####...###..........", 4, 9),
        ("...##...##...##.....", 0, np.inf),
        ("..#..#..#..#..#..#..", np.inf, np.inf),
        ("...#####............", 0, 5),
        ("####################", np.inf, np.inf),
        ("###############.....", 15, np.inf),
    ],
    ids=[
        "from the first day",
        "after four days",
        "returns after three relieved days",
        "two bad days are no return",
        "never three days running",
        "returned on the third day over",
        "never",
        "later than two weeks is later, not never",
    ],
)
def test_relief_begins_and_ends(picture: str, began: float, returned: float) -> None:
    relief = relief_of(drawn(picture))
    assert (relief.began[0], relief.returned[0]) == (began, returned)


@pytest.mark.parametrize(("over", "succeeds"), [(5, True), (6, False)])
def test_success_is_relieved_on_four_fifths_of_four_weeks(over: int, succeeds: bool) -> None:
    # 23/28 = .82, 22/28 = .79
    picture = "#" * over + "." * (28 - over)
    assert bool(is_success(drawn(picture))[0]) is succeeds


def test_whoever_waits_no_longer_than_two_weeks_is_counted_apart() -> None:
    relief = relief_of(drawn("###############....."), begins_by=14)
    assert relief.began[0] == np.inf
