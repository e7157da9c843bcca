"""What a course adds to no treatment stays within what trials have compared."""

from __future__ import annotations

import pytest

from unknot.forecast.parameters import Point
from unknot.forecast.proving.against_none import COURSES, Course, beside_trials

OLD = (Point(weeks=26), Point(weeks=52, other_active_points=1))
FRESH = Point(weeks=3, other_active_points=0, earlier_episodes=0)


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.name)
@pytest.mark.parametrize("point", OLD, ids=["26 weeks", "52 weeks"])
def test_old_points_gain_as_much_as_in_trials(point: Point, course: Course) -> None:
    for one in beside_trials(point, course, n_paths=2000):
        assert one.low <= one.ours <= one.high, f"week {one.week}"


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.name)
def test_beyond_sham_old_points_gain_as_much_as_in_trials(course: Course) -> None:
    for one in beside_trials(OLD[1], course, versus="sham", n_paths=2000):
        assert one.is_inside, f"week {one.week}"


@pytest.mark.parametrize("course", COURSES, ids=lambda one: one.name)
def test_no_point_gains_more_than_in_trials(course: Course) -> None:
    for one in beside_trials(FRESH, course, n_paths=2000):
        assert 0 < one.ours <= one.high


def test_the_trials_see_less_beside_sham_than_beside_nothing() -> None:
    nothing, sham = (
        beside_trials(OLD[0], COURSES[0], versus=versus, n_paths=200)
        for versus in ("no_treatment", "sham")
    )
    assert all(a.middle > b.middle + 0.5 for a, b in zip(nothing, sham, strict=True))
    assert 0.25 < nothing[1].middle / nothing[1].baseline < 0.36  # 0.32 once the course is over
