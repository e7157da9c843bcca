"""Distances along the skin against shapes whose shortest ways are known exactly."""

from __future__ import annotations

from math import acos, pi

import numpy as np
import numpy.typing as npt
import pytest

from unknot.body.areas import distances_mm
from unknot.body.brush import SkinPoint, point_mm
from unknot.body.geodesic import Canvas, canvas_of

FloatArray = npt.NDArray[np.float64]


def sheet(
    n: int, *, step_mm: float, shake: float, seed: int, is_regular: bool = False
) -> tuple[FloatArray, npt.NDArray]:
    """An irregular flat triangle mesh of n by n points."""
    rng = np.random.default_rng(seed)
    u, v = np.meshgrid(np.arange(n), np.arange(n))
    flat = np.stack([u.ravel(), v.ravel()], axis=1) * step_mm
    flat = flat + rng.uniform(-shake, shake, flat.shape) * step_mm
    corner = (np.arange(n - 1)[:, None] * n + np.arange(n - 1)).ravel()
    turned = is_regular | (rng.random(len(corner)) < 0.5)
    a, b, c, d = corner, corner + 1, corner + n + 1, corner + n
    one = np.where(turned[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(turned[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    return flat, np.concatenate([one, two])


def some_points(canvas: Canvas, n: int, seed: int) -> list[SkinPoint]:
    rng = np.random.default_rng(seed)
    triangles = rng.choice(len(canvas.triangles), n, replace=False)
    return [SkinPoint(int(t), *(int(k) for k in rng.integers(0, 500, 2))) for t in triangles]


def relative_errors(canvas: Canvas, exact: npt.NDArray, points: list[SkinPoint]) -> FloatArray:
    measured = np.array([distances_mm(canvas, start, points) for start in points])
    far = exact > 40.0
    return (measured[far] - exact[far]) / exact[far]


def test_flat_sheet_is_measured_as_a_ruler_does_a_little_long() -> None:
    flat, triangles = sheet(24, step_mm=9.0, shake=0.25, seed=1)
    canvas = canvas_of(np.column_stack([flat, np.zeros(len(flat))]), triangles)
    points = some_points(canvas, 30, seed=2)
    where = np.array([point_mm(canvas, point) for point in points])
    exact = np.linalg.norm(where[:, None] - where[None], axis=2)
    errors = relative_errors(canvas, exact, points)
    assert errors.min() > -1e-9  # a way over the mesh is never shorter than the straight one
    assert np.median(errors) < 0.02
    assert np.percentile(errors, 95) < 0.04


def test_regular_grid_is_at_worst_a_twelfth_long() -> None:
    # with one diagonal in every square the widest gap between ways is 45 degrees, and halfway
    # into it a way is 1 / cos(22.5°) = 1.082 times too long
    flat, triangles = sheet(24, step_mm=9.0, shake=0.0, seed=1, is_regular=True)
    canvas = canvas_of(np.column_stack([flat, np.zeros(len(flat))]), triangles)
    points = some_points(canvas, 30, seed=2)
    where = np.array([point_mm(canvas, point) for point in points])
    exact = np.linalg.norm(where[:, None] - where[None], axis=2)
    errors = relative_errors(canvas, exact, points)
    assert -1e-9 < errors.min() < errors.max() < 0.083


def test_bent_sheet_is_measured_as_if_it_were_flat() -> None:
    # a cylinder can be unrolled: ways over its mesh are as long as on the unrolled one, or the
    # chord of a facet shorter, which at 9 mm on a radius of 120 mm is less than 1 in 1,000
    flat, triangles = sheet(24, step_mm=9.0, shake=0.25, seed=3)
    radius_mm = 120.0
    angle = flat[:, 0] / radius_mm
    bent = np.column_stack([radius_mm * np.cos(angle), radius_mm * np.sin(angle), flat[:, 1]])
    canvas = canvas_of(bent, triangles)
    flat_canvas = canvas_of(np.column_stack([flat, np.zeros(len(flat))]), triangles)
    points = some_points(canvas, 30, seed=4)
    where = np.array([point_mm(flat_canvas, point) for point in points])
    exact = np.linalg.norm(where[:, None] - where[None], axis=2)
    errors = relative_errors(canvas, exact, points)
    assert errors.min() > -2e-3
    assert np.median(errors) < 0.02
    assert np.percentile(errors, 95) < 0.04


def test_ball_is_measured_along_great_circles() -> None:
    points, triangles = _ball(4)
    radius_mm = 100.0
    canvas = canvas_of(points * radius_mm, triangles)
    chosen = some_points(canvas, 25, seed=5)
    where = np.array([point_mm(canvas, point) for point in chosen])
    where /= np.linalg.norm(where, axis=1, keepdims=True)
    cosine = np.clip(where @ where.T, -1.0, 1.0)
    exact = np.vectorize(acos)(cosine) * radius_mm
    errors = relative_errors(canvas, exact, chosen)
    assert errors.min() > -0.01  # facets cut the corner of the ball
    assert np.median(errors) < 0.02
    assert exact.max() < pi * radius_mm


def test_disc_of_the_brush_is_a_disc_on_a_flat_sheet() -> None:
    from unknot.body.brush import covered_by, painted_share  # noqa: PLC0415

    flat, triangles = sheet(40, step_mm=8.0, shake=0.25, seed=6)
    canvas = canvas_of(np.column_stack([flat, np.zeros(len(flat))]), triangles)
    middle = np.abs(flat[triangles].mean(axis=1) - 156.0).max(axis=1)
    ratios = {}
    for radius_mm in (10.0, 18.0, 35.0, 60.0):
        areas = []
        for triangle in np.argsort(middle)[:40].tolist():
            dab = covered_by(canvas, [SkinPoint(triangle, 333, 333)], radius_mm=radius_mm)
            areas.append((painted_share(dab.cover) * canvas.area_mm2[dab.vertices]).sum())
        ratios[radius_mm] = np.mean(areas) / (pi * radius_mm**2)
    assert ratios == {
        10.0: pytest.approx(1.0, abs=0.10),
        18.0: pytest.approx(1.0, abs=0.04),
        35.0: pytest.approx(1.0, abs=0.04),
        60.0: pytest.approx(1.0, abs=0.04),
    }


def _ball(n_divisions: int) -> tuple[FloatArray, npt.NDArray]:
    """A ball of triangles, from both halves of the synthetic octahedron."""
    from synthetic_skin import octahedron_half  # noqa: PLC0415

    half, triangles = octahedron_half(n_divisions)
    on_midline = np.abs(half[:, 0]) < 1e-9
    other = np.where(on_midline, np.arange(len(half)), len(half) + np.cumsum(~on_midline) - 1)
    points = np.concatenate([half, half[~on_midline] * [-1, 1, 1]])
    return points, np.concatenate([triangles, other[triangles][:, [0, 2, 1]]])
