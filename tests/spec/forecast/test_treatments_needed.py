"""How many treatments it takes, before any diary, as a table of ranges.

What a treatment does is held to trials (test_course_beside_trials), not to what is taught:
"one for a fresh point" succeeds in most, "four to six for an old one" in about a third. Counted
are people who come with a pain of 3 or more: nobody treats what does not hurt.
"""

from __future__ import annotations

import numpy as np
import pytest

from unknot.forecast.belief import begin
from unknot.forecast.course import course_days, success_by_treatments
from unknot.forecast.futures import Plan
from unknot.forecast.parameters import Point
from unknot.forecast.paths import drawn_paths
from unknot.forecast.relief import relief_line

FRESH = Point(weeks=2, other_active_points=0, earlier_episodes=0)
MIDDLE = Point(weeks=12, other_active_points=1, earlier_episodes=1)
OLD = Point(weeks=104, other_active_points=3, earlier_episodes=2)


def chances(point: Point, *, home_care: float, method: str = "ischemic_compression") -> list[float]:
    rng = np.random.default_rng(1)
    paths = drawn_paths(begin(point), now=0.0, n_days=course_days(), n_paths=2000, rng=rng)
    hurts = paths.now.pain >= 3
    lines = np.array([relief_line(pain) for pain in paths.now.pain])
    lines[~hurts] = -1.0  # no day lies under it
    found = success_by_treatments(paths, Plan(home_care=home_care), line=lines, method=method)
    return [chance / float(hurts.mean()) for chance in found]


@pytest.mark.parametrize(
    ("point", "home_care", "treatments", "low", "high"),
    [
        (FRESH, 1.0, 1, 0.50, 0.75),
        (FRESH, 1.0, 4, 0.80, 0.95),
        (MIDDLE, 1.0, 1, 0.20, 0.45),
        (MIDDLE, 1.0, 4, 0.60, 0.80),
        (OLD, 1.0, 0, 0.00, 0.10),
        (OLD, 1.0, 1, 0.05, 0.30),
        (OLD, 1.0, 5, 0.20, 0.45),
    ],
)
def test_chance_of_success(
    point: Point, home_care: float, treatments: int, *, low: float, high: float
) -> None:
    assert low <= chances(point, home_care=home_care)[treatments] <= high


@pytest.mark.parametrize("point", [FRESH, MIDDLE, OLD])
def test_more_treatments_and_home_care_never_lower_the_chance(point: Point) -> None:
    with_care, without = chances(point, home_care=1.0), chances(point, home_care=0.0)
    assert np.diff(with_care).min() > -0.02
    assert all(a >= b - 0.01 for a, b in zip(with_care, without, strict=True))


def test_doing_nothing_is_time_alone() -> None:
    nothing = chances(MIDDLE, home_care=0.4, method="no_treatment")
    pressed = chances(MIDDLE, home_care=0.4)
    assert nothing[0] == pressed[0]
    assert all(n < 0.7 * p for n, p in zip(nothing[1:], pressed[1:], strict=True))
