"""Several measures at once: the headline counts only what really changed."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.measure.answer import Change, measure
from unknot.measure.summary import headline, lead


def nrs(before: float | None, after: float | None) -> Change:
    return measure({"measure": "pain_nrs", "region": "neck_back", "before": before, "after": after})


def turn(before: float, after: float) -> Change:
    case: dict[str, Any] = {"measure": "rom", "movement": "neck_rotation_same"}
    return measure({**case, "before": before, "after": after})


BETTER, SAME, WORSE, MISSING = turn(52, 66), nrs(6, 4), nrs(2, 8), nrs(6, None)
NO_ERROR = measure({"measure": "rom", "movement": "ankle_inversion", "before": 5, "after": 30})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([], "Nothing to compare yet"),
        ([MISSING], "Nothing to compare yet"),
        ([SAME], "No change beyond measuring error"),
        ([NO_ERROR], "No change beyond measuring error"),
        ([BETTER, SAME], "One of two really changed"),
        ([BETTER, BETTER, SAME, NO_ERROR], "Two of four really changed"),
        ([BETTER, MISSING], "One of one really changed"),
        ([WORSE, SAME], "One of two got worse"),
        ([BETTER, WORSE, SAME], "One of three got better, one got worse"),
        ([BETTER] * 13, "13 of 13 really changed"),
    ],
)
def test_the_headline_counts_only_changes_beyond_error(changes: list[Change], told: str) -> None:
    assert headline(changes) == told


def test_what_got_worse_is_told_first_and_what_is_missing_last() -> None:
    told = lead([MISSING, SAME, BETTER, WORSE])
    order = ["Pain rose by 6", "went 14° further", "Pain fell by 2", "not measured afterwards"]
    assert [told.index(part) for part in order] == sorted(told.index(part) for part in order)
