"""Replaying strokes: paint, erase, whole regions, strength and kind."""

from __future__ import annotations

import numpy as np
import pytest
from make_fixtures import walk

from unknot.body.brush import covered_by
from unknot.body.painting import NOT_TOLD, InsideMark, Paint, Painting, paint_of
from unknot.body.skin import Skin
from unknot.body.strokes import BrushStroke, Drawing, RegionStroke
from unknot.facts.network_tables import load_qualities


def painted(egg: Skin, *strokes: BrushStroke | RegionStroke) -> Paint:
    return paint_of(Drawing(strokes), egg)


def line(egg: Skin, start: int = 40, n_points: int = 10) -> tuple:  # type: ignore[type-arg]
    return tuple(walk(egg, start, n_points=n_points))


def test_empty_drawing_leaves_no_paint(egg: Skin) -> None:
    paint = painted(egg)
    assert len(paint.painted) == 0
    assert paint.share.sum() == 0.0
    assert np.isnan(paint.intensity).all()
    assert (paint.quality == NOT_TOLD).all()


def test_stroke_leaves_the_cover_of_its_dabs_with_strength_and_kind(egg: Skin) -> None:
    stroke = BrushStroke("paint", 20.0, line(egg), 7.0, "burning")
    paint = painted(egg, stroke)
    dab = covered_by(egg.canvas, stroke.points, radius_mm=20.0)
    assert (paint.brush[dab.vertices] == dab.cover).all()
    assert (paint.intensity[paint.painted] == 7.0).all()
    burning = list(load_qualities()).index("burning")
    assert (paint.quality[paint.painted] == burning).all()


def test_last_stroke_over_a_spot_gives_the_strength(egg: Skin) -> None:
    below = BrushStroke("paint", 30.0, line(egg), 3.0, "ache")
    above = BrushStroke("paint", 15.0, line(egg)[:1], 8.0, None)
    paint = painted(egg, below, above)
    inner = covered_by(egg.canvas, above.points, radius_mm=15.0)
    inside = inner.vertices[inner.cover > 0.5]
    assert (paint.intensity[inside] == 8.0).all()
    assert (paint.quality[inside] == NOT_TOLD).all()
    outside = np.setdiff1d(paint.painted, inside)
    assert (paint.intensity[outside] == 3.0).all()


def test_ramp_beside_fresh_paint_takes_its_strength(egg: Skin) -> None:
    paint = painted(egg, BrushStroke("paint", 20.0, line(egg), 4.0))
    ramp = np.flatnonzero((paint.cover > 0) & (paint.cover <= 0.5))
    assert len(ramp)
    assert (paint.intensity[ramp] == 4.0).all()


def test_erasing_takes_the_paint_away_and_leaves_no_area_behind(egg: Skin) -> None:
    stroke = BrushStroke("paint", 20.0, line(egg))
    paint = painted(egg, stroke, BrushStroke("erase", 20.0, line(egg)))
    assert len(paint.painted) == 0
    assert paint.share.sum() == 0.0


def test_eraser_takes_whole_regions_away_too(egg: Skin) -> None:
    whole = painted(egg, RegionStroke("region", "temple", "both"))
    crown = int((egg.canvas.triangles == egg.surface.landmarks["crown"]).any(axis=1).argmax())
    erased = BrushStroke("erase", 60.0, line(egg, crown, 1))
    less = painted(egg, RegionStroke("region", "temple", "both"), erased)
    assert less.share.sum() < whole.share.sum()


def test_two_neighbours_meet_without_a_seam(egg: Skin) -> None:
    paint = painted(
        egg, RegionStroke("region", "temple", "both"), RegionStroke("region", "sternum", "mid")
    )
    height = egg.canvas.positions_mm[:, 2]
    top = height > height.max() - 60.0  # temple and sternum are the two upper bands of 37.5 mm
    assert paint.cover[top].min() == pytest.approx(1.0, abs=0.06)


def test_left_and_right_meet_on_the_midline(egg: Skin) -> None:
    left = RegionStroke("region", "temple", "left")
    right = RegionStroke("region", "temple", "right")
    crown = egg.surface.landmarks["crown"]
    assert painted(egg, left).cover[crown] == 0.5
    assert painted(egg, left, right).cover[crown] == 1.0
    assert (
        painted(egg, left, right).cover
        == painted(egg, RegionStroke("region", "temple", "both")).cover
    ).all()


def test_marking_twice_changes_nothing(egg: Skin) -> None:
    mark = RegionStroke("region", "heel", "left")
    assert (painted(egg, mark, mark).cover == painted(egg, mark).cover).all()
    part = RegionStroke("region", "heel_back", "left")
    assert (painted(egg, mark, part).cover == painted(egg, mark).cover).all()


def test_marking_again_repairs_what_was_erased(egg: Skin) -> None:
    mark = RegionStroke("region", "temple", "both")
    crown = int((egg.canvas.triangles == egg.surface.landmarks["crown"]).any(axis=1).argmax())
    erased = BrushStroke("erase", 40.0, line(egg, crown, 2))
    assert (painted(egg, mark, erased).cover < painted(egg, mark).cover).any()
    assert (painted(egg, mark, erased, mark).cover == painted(egg, mark).cover).all()


def test_unmarking_takes_mark_and_paint_of_the_region_away(egg: Skin) -> None:
    paint = painted(
        egg,
        RegionStroke("region", "temple", "left"),
        BrushStroke("paint", 30.0, line(egg, 0)),
        RegionStroke("unregion", "temple", "both"),
    )
    places = egg.leaf_places("temple", "both")
    assert (paint.cover <= 1.0 - egg.cover_of(places) + 1e-12).all()
    assert paint.named == frozenset()


def test_unmarking_keeps_the_neighbour_whole(egg: Skin) -> None:
    kept = RegionStroke("region", "sternum", "mid")
    paint = painted(
        egg,
        RegionStroke("region", "temple", "both"),
        kept,
        RegionStroke("unregion", "temple", "both"),
    )
    assert paint.cover == pytest.approx(painted(egg, kept).cover, abs=1e-12)


def test_region_without_skin_is_marked_by_name_only(egg: Skin) -> None:
    mark = RegionStroke("region", "tongue", "mid", 5.0, "burning")
    paint = painted(egg, mark)
    assert len(paint.painted) == 0
    assert dict(paint.inside) == {("tongue", "mid"): InsideMark(5.0, "burning")}
    assert dict(painted(egg, mark, RegionStroke("unregion", "tongue", "mid")).inside) == {}


def test_paint_so_far_does_not_change_when_painting_goes_on(egg: Skin) -> None:
    painting = Painting(egg)
    painting.add(BrushStroke("paint", 20.0, line(egg)))
    before = painting.paint()
    copy = before.cover.copy()
    painting.add(BrushStroke("erase", 60.0, line(egg)))
    assert (before.cover == copy).all()
