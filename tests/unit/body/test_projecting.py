"""Cameras, papers, and the z-buffer that says what each pixel shows."""

import numpy as np
import pytest

from unknot.body.projecting import Camera, Frame, rasterise

FRONT = Camera(right=(1.0, 0.0, 0.0), up=(0.0, 0.0, 1.0), toward=(0.0, -1.0, 0.0))


def square(depth: float, *, low: float = 0.0, high: float = 4.0) -> np.ndarray:
    """Two triangles over a square of pixels."""
    return np.array(
        [[low, low, depth], [high, low, depth], [high, high, depth], [low, high, depth]]
    )


PAIR = np.array([[0, 1, 2], [0, 2, 3]])


def test_a_point_falls_on_the_pixel_that_the_cameras_table_says() -> None:
    frame = Frame(width=100, height=100, scale=2.0, x0_mm=-10.0, y0_mm=30.0)
    x, y, toward = frame.pixels(np.array([[5.0, -7.0, 20.0]]), FRONT)[0]
    assert (x, y, toward) == ((5 + 10) * 2, (30 - 20) * 2, 7.0)


def test_a_scaled_paper_shows_the_same_place_at_the_same_share_of_its_width() -> None:
    frame = Frame(width=100, height=60, scale=2.0, x0_mm=-10.0, y0_mm=30.0)
    half = frame.scaled(0.5)
    assert (half.width, half.height) == (50, 30)
    point = np.array([[5.0, 0.0, 20.0]])
    assert half.pixels(point, FRONT)[0, 0] == pytest.approx(frame.pixels(point, FRONT)[0, 0] / 2)


def test_every_pixel_of_a_square_is_covered_once_without_a_seam() -> None:
    raster = rasterise(square(0.0), PAIR, width=6, height=6)
    assert raster.shown.sum() == 4 * 4
    assert set(raster.triangle[raster.shown]) == {0, 1}
    assert raster.weights[raster.shown].sum(axis=1) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [2, 3, 0, 1]])
def test_the_nearest_triangle_wins_in_any_order(order: list[int]) -> None:
    pixels = np.concatenate([square(1.0), square(5.0)])
    triangles = np.concatenate([PAIR, PAIR + 4])[order]
    raster = rasterise(pixels, triangles, width=4, height=4)
    assert (triangles[raster.triangle] >= 4).all()
    assert (raster.depth_mm == 5.0).all()


def test_what_lies_beyond_a_cut_lets_one_see_what_lies_behind() -> None:
    pixels = np.concatenate([square(1.0), square(5.0)])
    beyond = np.concatenate([np.full((4, 1), -1.0), pixels[4:, :1] - 2.0])
    raster = rasterise(pixels, np.concatenate([PAIR, PAIR + 4]), width=4, height=4, beyond=beyond)
    assert (raster.depth_mm[:, :2] == 5.0).all()
    assert (raster.depth_mm[:, 2:] == 1.0).all()


def test_a_vertex_quantity_is_laid_on_the_pixels_evenly() -> None:
    pixels = square(0.0)
    raster = rasterise(pixels, PAIR, width=4, height=4)
    image = raster.interpolated(pixels[:, 0], PAIR)
    assert image[2] == pytest.approx([0.5, 1.5, 2.5, 3.5])


def test_nothing_is_drawn_off_the_paper() -> None:
    raster = rasterise(square(0.0, low=10.0, high=20.0), PAIR, width=4, height=4)
    assert not raster.shown.any()
    assert (raster.interpolated(np.ones(4), PAIR) == 0).all()
