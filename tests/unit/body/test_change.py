"""Two drawings compared, in numbers and in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from make_fixtures import walk
from synthetic_skin import egg_skin

from unknot.body.change import change_between, change_in_words
from unknot.body.painting import Paint, paint_of
from unknot.body.skin import Skin
from unknot.body.strokes import BrushStroke, Drawing, RegionStroke
from unknot.errors import InvalidInput


def painted(egg: Skin, *strokes: BrushStroke | RegionStroke) -> Paint:
    return paint_of(Drawing(strokes), egg)


def band(region: str, side: str = "both", strength: float | None = None) -> RegionStroke:
    return RegionStroke("region", region, side, strength)  # type: ignore[arg-type]


def test_same_drawing_overlaps_wholly(egg: Skin) -> None:
    paint = painted(egg, band("temple", strength=6.0))
    change = change_between(paint, paint)
    assert (change.dice, change.kept_share, change.moved_mm) == (1.0, 1.0, 0.0)
    assert (change.came_cm2, change.went_cm2) == (0.0, 0.0)
    assert change_in_words(change) == (
        "The painted area is the same as before. Its strength is 6.0 of 10, as before."
    )


def test_half_of_the_earlier_area_gives_a_dice_of_two_thirds(egg: Skin) -> None:
    # left half of the same band: 2 * 1/2 / (1 + 1/2) = 2/3
    both, left = painted(egg, band("temple", strength=6.0)), painted(egg, band("temple", "left", 2))
    change = change_between(both, left)
    assert change.dice == pytest.approx(2 / 3, rel=0.03)
    assert change.kept_share == pytest.approx(0.5, abs=0.02)
    assert change.came_cm2 == pytest.approx(0.0)
    assert change.went_cm2 == pytest.approx(change.before_cm2 / 2, rel=0.03)
    assert change.kept_share is not None
    assert change_in_words(change) == (
        f"The painted area is smaller ({change.before_cm2:.0f} cm² before, "
        f"{change.after_cm2:.0f} cm² now); {100 * change.kept_share:.0f} % of the earlier place "
        "is still painted. "
        "Its strength went from 6.0 to 2.0 of 10."
    )
    assert "The painted area is larger" in change_in_words(change_between(left, both))


def test_pain_elsewhere_shares_nothing_and_says_how_far(egg: Skin) -> None:
    # upper and lower band of the egg lie some 27 cm apart along the skin
    change = change_between(painted(egg, band("temple")), painted(egg, band("lumbar")))
    assert change.dice == 0.0
    assert change.moved_mm == pytest.approx(270.0, abs=20.0)
    words = change_in_words(change)
    assert words.startswith("The painted area is about as large as before (")
    assert "in another place, about 2" in words
    assert words.endswith(" cm away along the skin.")


def test_drawing_against_an_empty_one(egg: Skin) -> None:
    paint, empty = painted(egg, band("temple")), painted(egg)
    came, went = change_between(empty, paint), change_between(paint, empty)
    assert (came.dice, came.kept_share, came.moved_mm) == (0.0, None, None)
    assert came.came_cm2 == came.after_cm2 == went.went_cm2
    area = f"{came.after_cm2:.0f} cm²"
    assert change_in_words(came) == f"New: {area} is painted now, nothing was before."
    assert change_in_words(went) == f"Nothing is painted now; {area} was before."
    nothing = change_between(empty, empty)
    assert nothing.dice is None
    assert change_in_words(nothing) == "Neither drawing has any paint."


def test_areas_can_be_told_for_another_body(egg: Skin) -> None:
    paint, empty = painted(egg, band("temple")), painted(egg)
    grown, child = change_between(empty, paint), change_between(empty, paint, body="child")
    assert child.after_cm2 == pytest.approx(grown.after_cm2 / 4.0, rel=0.01)


def test_drawings_on_two_surfaces_are_not_compared(egg: Skin, tmp_path: Path) -> None:
    other = egg_skin(tmp_path, 2)
    with pytest.raises(InvalidInput, match="not on the same surface"):
        change_between(painted(egg, band("temple")), painted(other, band("temple")))


def test_small_shift_is_measured_along_the_skin(egg: Skin) -> None:
    points = tuple(walk(egg, 40, n_points=12))
    near = change_between(
        painted(egg, BrushStroke("paint", 15.0, points[:1])),
        painted(egg, BrushStroke("paint", 15.0, points[-1:])),
    )
    assert near.moved_mm is not None
    assert 0.0 < near.moved_mm < 100.0
