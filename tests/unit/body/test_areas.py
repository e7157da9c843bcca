"""Areas for a body and a height; distances along the skin."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from unknot.body.areas import distances_mm, painted_area, vertex_areas_mm2
from unknot.body.brush import SkinPoint
from unknot.body.geodesic import canvas_of
from unknot.body.painting import paint_of
from unknot.body.skin import Skin
from unknot.body.strokes import Drawing, RegionStroke
from unknot.errors import InvalidInput

EVERYWHERE = tuple(
    RegionStroke("region", region, side)  # type: ignore[arg-type]
    for region, side in (
        *((sided, "both") for sided in ("temple", "heel", "knee_front", "lumbar")),
        ("sternum", "mid"),
        ("lips", "mid"),
    )
)


def test_everything_painted_is_all_the_skin(egg: Skin) -> None:
    area = painted_area(paint_of(Drawing(EVERYWHERE), egg))
    assert area.percent == pytest.approx(100.0)
    assert area.cm2 == pytest.approx(egg.canvas.area_mm2.sum() / 100.0)


def test_area_is_told_for_another_body(egg: Skin) -> None:
    # the child is half as long in every direction, so its skin is a quarter
    paint = paint_of(Drawing(EVERYWHERE[:1]), egg)
    reference, child = painted_area(paint), painted_area(paint, "child")
    assert child.cm2 == pytest.approx(reference.cm2 / 4.0, rel=0.01)
    assert child.percent == pytest.approx(reference.percent, rel=0.01)


def test_area_grows_with_the_square_of_the_height(egg: Skin) -> None:
    # woman 280 mm, man 320 mm in the egg's file: the reference counts as 300 mm
    paint = paint_of(Drawing(EVERYWHERE[:1]), egg)
    plain, tall = painted_area(paint), painted_area(paint, height_mm=600.0)
    assert tall.cm2 == pytest.approx(4.0 * plain.cm2)
    assert tall.percent == plain.percent
    small = painted_area(paint, "child", height_mm=450.0)  # the child counts as 150 mm
    assert small.cm2 == pytest.approx(9.0 * painted_area(paint, "child").cm2)


@pytest.mark.parametrize("height_mm", [1.75, 175.0, 3000.0, float("nan")])
def test_height_in_another_unit_is_refused(egg: Skin, height_mm: float) -> None:
    paint = paint_of(Drawing(EVERYWHERE[:1]), egg)
    with pytest.raises(InvalidInput, match="from 400 to 2600 mm"):
        painted_area(paint, height_mm=height_mm)


def test_vertex_areas_sum_to_the_skin_of_each_body(egg: Skin) -> None:
    reference = vertex_areas_mm2(egg.surface).sum()
    assert vertex_areas_mm2(egg.surface, "child").sum() == pytest.approx(reference / 4, rel=0.01)


def test_distance_to_the_same_point_is_zero_and_near_points_are_straight(egg: Skin) -> None:
    here, near = SkinPoint(40, 300, 300), SkinPoint(40, 500, 100)
    same, straight = distances_mm(egg.canvas, here, [here, near])
    assert same == 0.0
    assert straight < 20.0


def test_distance_is_the_same_both_ways(egg: Skin) -> None:
    one, other = SkinPoint(40, 300, 300), SkinPoint(700, 100, 800)
    assert distances_mm(egg.canvas, one, [other]) == pytest.approx(
        distances_mm(egg.canvas, other, [one])
    )


def test_half_around_the_egg_is_half_an_ellipse(egg: Skin) -> None:
    # Ramanujan's formula; crown to foot along the flatter meridian, half axes 70 and 150 mm
    a, b = 70.0, 150.0
    half = pi * (3 * (a + b) - ((3 * a + b) * (a + 3 * b)) ** 0.5) / 2
    positions = egg.canvas.positions_mm
    top, bottom = (int(f(positions[:, 2])) for f in (np.argmax, np.argmin))
    ends = [int(np.flatnonzero((egg.canvas.triangles == v).any(axis=1))[0]) for v in (top, bottom)]
    points = [
        SkinPoint(t, *(1000 if egg.canvas.triangles[t][k] == v else 0 for k in (1, 2)))
        for t, v in zip(ends, (top, bottom), strict=True)
    ]
    assert distances_mm(egg.canvas, points[0], [points[1]])[0] == pytest.approx(half, rel=0.03)


def test_island_is_infinitely_far() -> None:
    positions = np.array([[0.0, 0, 0], [9, 0, 0], [0, 9, 0], [50, 0, 0], [59, 0, 0], [50, 9, 0]])
    canvas = canvas_of(positions, np.array([[0, 1, 2], [3, 4, 5]]))
    assert distances_mm(canvas, SkinPoint(0, 0, 0), [SkinPoint(1, 0, 0)]).tolist() == [np.inf]
