"""Left and right change places in a mirror; the rest stays."""

from __future__ import annotations

import pytest

from unknot.sides import LEFT_RIGHT, SIDES, ZONE_SIDES, Side, mirrored


@pytest.mark.parametrize(
    ("side", "seen"),
    [("left", "right"), ("right", "left"), ("mid", "mid"), ("both", "both")],
)
def test_mirror_swaps_left_and_right_only(side: Side, seen: Side) -> None:
    assert mirrored(side) == seen


@pytest.mark.parametrize("side", SIDES)
def test_mirror_twice_changes_nothing(side: Side) -> None:
    assert mirrored(mirrored(side)) == side


def test_sides_are_closed_lists() -> None:
    assert LEFT_RIGHT == ("left", "right")
    assert SIDES == ("left", "right", "mid", "both")
    assert ZONE_SIDES == ("same", "opposite", "both", "mid")
