"""One dab: its point, its size, its cover."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest

from unknot.body.brush import SkinPoint, covered_by, painted_share, point_mm, whole_weights
from unknot.body.skin import Skin


@pytest.mark.parametrize(
    ("weights", "whole"),
    [
        ((0.0, 1.0), (0, 1000)),
        ((0.3334, 0.3333), (333, 333)),
        ((0.0005, 0.0), (1, 0)),  # halves go up, as Math.floor(b * 1000 + 0.5)
        ((0.3335, 0.6665), (334, 666)),  # 334 + 667 = 1001: the larger loses one
        ((0.6665, 0.3335), (666, 334)),  # the same the other way round, as a mirror asks for
        ((-0.0004, 0.5), (0, 500)),
        ((-0.001, 0.5), (-1, 500)),
    ],
)
def test_weights_are_whole_thousandths(
    weights: tuple[float, float], whole: tuple[int, int]
) -> None:
    assert whole_weights(*weights) == whole


def test_corner_weights_give_the_corners(egg: Skin) -> None:
    a, b, c = egg.canvas.positions_mm[egg.canvas.triangles[7]]
    assert (point_mm(egg.canvas, SkinPoint(7, 0, 0)) == a).all()
    assert (point_mm(egg.canvas, SkinPoint(7, 1000, 0)) == b).all()
    assert (point_mm(egg.canvas, SkinPoint(7, 0, 1000)) == c).all()


def test_cover_is_half_at_the_radius_and_falls_over_four_edges(egg: Skin) -> None:
    dab = covered_by(egg.canvas, [SkinPoint(40, 300, 300)], radius_mm=40.0)
    assert ((dab.cover > 0) & (dab.cover <= 1)).all()
    assert (np.diff(dab.vertices) > 0).all()
    # the nearest corner lies at most an edge from the point: (40 - d) / (4 * e) above one half
    corner = egg.canvas.triangles[40][0]
    e = egg.canvas.local_edge_mm[corner]
    d = np.linalg.norm(
        egg.canvas.positions_mm[corner] - point_mm(egg.canvas, SkinPoint(40, 300, 300))
    )
    assert dab.cover[dab.vertices == corner] == pytest.approx(min(1.0, 0.5 + (40 - d) / (4 * e)))


@pytest.mark.parametrize("radius_mm", [20.0, 30.0, 45.0])
def test_dab_is_about_as_large_as_a_disc(egg: Skin, radius_mm: float) -> None:
    ratios = []
    for triangle in range(0, egg.canvas.triangles.shape[0], 97):
        dab = covered_by(egg.canvas, [SkinPoint(triangle, 333, 333)], radius_mm=radius_mm)
        area = (painted_share(dab.cover) * egg.canvas.area_mm2[dab.vertices]).sum()
        ratios.append(area / (pi * radius_mm**2))
    assert np.mean(ratios) == pytest.approx(1.0, abs=0.06)


def test_smallest_brush_still_paints_something_everywhere(egg: Skin) -> None:
    for triangle in range(0, egg.canvas.triangles.shape[0], 31):
        for weights in ((333, 333), (500, 500), (0, 0)):
            dab = covered_by(egg.canvas, [SkinPoint(triangle, *weights)], radius_mm=4.0)
            assert (dab.cover > 0.5).any()


@pytest.mark.parametrize(
    ("cover", "share"), [(0.0, 0.0), (0.375, 0.0), (0.5, 0.5), (0.55, 0.7), (0.625, 1.0), (1, 1)]
)
def test_share_of_area_rises_four_times_as_steeply(cover: float, share: float) -> None:
    assert painted_share(np.array([cover]))[0] == pytest.approx(share)


def test_small_dabs_of_different_size_join_like_dabs_one_by_one(egg: Skin) -> None:
    # 4 mm is less than the mesh holds, so each dab gets the size that its triangle allows
    points = [SkinPoint(triangle, 333, 333) for triangle in (40, 41, 900)]
    together = covered_by(egg.canvas, points, radius_mm=4.0)
    largest = np.zeros(egg.canvas.n_vertices)
    for point in points:
        dab = covered_by(egg.canvas, [point], radius_mm=4.0)
        largest[dab.vertices] = np.maximum(largest[dab.vertices], dab.cover)
    assert together.vertices.tolist() == np.flatnonzero(largest).tolist()
    assert (together.cover == largest[together.vertices]).all()
