"""Outlines of fields on pixels, and how they are written."""

import numpy as np
import pytest
from svg_points import path_points

from unknot.body.contours import (
    area_of,
    blurred,
    path_of_lines,
    path_of_rings,
    rings_above,
    smoothed,
    thinned,
)


def disc(radius: float, *, size: int = 60) -> np.ndarray:
    """How far inside a circle each pixel centre lies."""
    row, column = np.mgrid[:size, :size]
    return radius - np.hypot(column - size / 2 + 0.5, row - size / 2 + 0.5)


def signed_area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() / 2)


def test_the_outline_of_a_disc_has_its_area() -> None:
    (ring,) = rings_above(disc(20.0), 0.0)
    assert area_of(ring) == pytest.approx(np.pi * 20**2, rel=0.005)


def test_pixel_centres_lie_at_halves() -> None:
    field = np.zeros((3, 3))
    field[1, 1] = 1.0
    (ring,) = rings_above(field, 0.5)
    assert ring.mean(axis=0) == pytest.approx([1.5, 1.5])


def test_a_hole_runs_the_other_way_round() -> None:
    rings = rings_above(np.minimum(disc(25.0), -disc(10.0)), 0.0)
    assert len(rings) == 2
    outer, hole = sorted(rings, key=area_of, reverse=True)
    assert signed_area(outer) * signed_area(hole) < 0


def test_what_reaches_the_border_is_closed_there() -> None:
    (ring,) = rings_above(np.ones((4, 6)), 0.5)
    assert area_of(ring) == pytest.approx(4 * 6, rel=0.2)


def test_nothing_above_the_level_gives_no_ring() -> None:
    assert rings_above(np.zeros((5, 5)), 0.5) == []


@pytest.mark.parametrize("joined", [True, False])
def test_two_corners_of_a_saddle_are_joined_by_their_middle(joined: bool) -> None:
    field = np.array([[1.0, 0.0], [0.0, 1.0]]) + (0.2 if joined else -0.2)
    assert len(rings_above(field, 0.5)) == (1 if joined else 2)


def test_every_crossing_is_used_once() -> None:
    field = np.random.default_rng(3).normal(size=(40, 50))
    rings = rings_above(field, 0.1)
    points = np.concatenate(rings)
    assert len(np.unique(points.round(9), axis=0)) == len(points)


def test_thinning_keeps_the_line_within_its_tolerance() -> None:
    (ring,) = rings_above(disc(24.0), 0.0)
    thin = thinned(ring, 0.4, closed=True)
    assert len(thin) < len(ring) / 4
    off = np.abs(np.hypot(*(thin - 30.0).T) - 24.0)
    assert off.max() < 0.5
    assert area_of(thin) == pytest.approx(area_of(ring), rel=0.05)


def test_thinning_keeps_less_where_it_does_not_matter() -> None:
    (ring,) = rings_above(disc(24.0), 0.0)
    unseen = np.where(ring[:, 0] > 30, 0.05, 1.0)
    thin = thinned(ring, 0.3, closed=True, matters=unseen)
    assert (thin[:, 0] > 31).sum() < (thin[:, 0] < 29).sum()


def test_an_open_line_keeps_its_ends() -> None:
    line = np.stack([np.arange(20.0), np.sin(np.arange(20.0))], axis=1)
    for changed in (smoothed(line, 3, closed=False), thinned(line, 5.0, closed=False)):
        assert changed[0] == pytest.approx(line[0])
        assert changed[-1] == pytest.approx(line[-1])


def test_a_blur_keeps_the_sum_and_spreads_evenly() -> None:
    image = np.zeros((31, 31))
    image[15, 15] = 1.0
    soft = blurred(image, 2.0)
    assert soft.sum() == pytest.approx(1)
    assert soft == pytest.approx(soft.T)
    assert soft == pytest.approx(soft[::-1])


def test_a_ring_is_written_as_curves_that_close() -> None:
    ring = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]])
    path = path_of_rings([ring])
    assert path == "M5 0q5 0 5 5 0 5-5 5-5 0-5-5 0-5 5-5z"
    points = path_points(path)
    assert points[0] == pytest.approx(points[-1])


def test_rounding_does_not_add_up_along_a_path() -> None:
    (ring,) = rings_above(disc(20.37), 0.0)
    for fine in (True, False):
        points = path_points(path_of_rings([ring], fine=fine))
        assert points[0] == pytest.approx(points[-1], abs=1e-6)


def test_an_open_line_is_written_from_end_to_end() -> None:
    line = np.array([[1.0, 2.0], [3.0, 2.5], [5.0, 2.0], [7.5, -1.0]])
    points = path_points(path_of_lines([line]))
    assert points[0] == pytest.approx((1.0, 2.0))
    assert points[-1] == pytest.approx((7.5, -1.0))
    assert path_of_lines([line[:2]]) == "M1 2l2 .5"
