"""Grades of strength by hand: how they are written and in which order they stand."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.measure.grades import grade_order, is_whole, written_grade


@pytest.mark.parametrize(
    ("given", "grade"),
    [(4, "4"), (4.0, "4"), ("4/5", "4"), ("4+", "4+"), ("3 -", "3-"), ("4−", "4-"), ("0", "0")],
)
def test_a_grade_is_read(given: object, grade: str) -> None:
    assert written_grade(given, "before[0]") == grade


@pytest.mark.parametrize("given", [6, -1, 4.5, "5+", "0-", "good", True, "", [4], float("nan")])
def test_anything_else_is_no_grade(given: object) -> None:
    with pytest.raises(InvalidInput, match=r"A grade goes from 0 to 5.* \(before\[0\]\)\."):
        written_grade(given, "before[0]")


def test_grades_stand_in_order() -> None:
    written = ["0", "0+", "1-", "1", "1+", "2-", "2", "3", "4-", "4", "4+", "5-", "5"]
    assert sorted(written, key=grade_order) == written
    assert [is_whole(grade) for grade in ("4", "4+", "4-")] == [True, False, False]
