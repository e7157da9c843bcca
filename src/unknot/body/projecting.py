"""Which point of the skin does each pixel of a picture show?

A camera looks along a fixed direction without perspective; a z-buffer keeps, for each pixel, the
nearest triangle and the place within it. Everything is numpy on whole arrays, so a full-body
picture takes well under a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Camera", "Frame", "Raster", "rasterise"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_FRAGMENTS_AT_ONCE: Final = 2_000_000
"""Pixels under the bounding boxes of the triangles drawn in one go; bounds the memory."""
_ON_THE_EDGE: Final = 1e-6
"""A pixel centre this far outside a triangle still belongs to it, so that no seams open."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where a picture is seen from: unit vectors to the right, up, and toward the viewer."""

    right: tuple[float, float, float]
    up: tuple[float, float, float]
    toward: tuple[float, float, float]

    def axes(self) -> FloatArray:
        """Return right, up and toward as the rows of a (3, 3) matrix."""
        return np.array([self.right, self.up, self.toward], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper of one picture: its size in pixels and the place of its upper left corner."""

    width: int
    height: int
    scale: float
    """Pixels for each mm."""
    x0_mm: float
    y0_mm: float

    def pixels(self, points_mm: FloatArray, camera: Camera) -> FloatArray:
        """Return x, y [pixels, y down] and the height toward the viewer [mm] of points."""
        seen = points_mm @ camera.axes().T
        seen[:, 0] = (seen[:, 0] - self.x0_mm) * self.scale
        seen[:, 1] = (self.y0_mm - seen[:, 1]) * self.scale
        return seen

    def scaled(self, factor: float) -> Frame:
        """Return the same picture drawn larger or smaller."""
        return Frame(
            width=max(1, round(self.width * factor)),
            height=max(1, round(self.height * factor)),
            scale=self.scale * factor,
            x0_mm=self.x0_mm,
            y0_mm=self.y0_mm,
        )


@dataclass(frozen=True, slots=True)
class Raster:
    """What each pixel shows.

    ``triangle`` is (height, width), -1 where nothing is; ``weights`` is (height, width, 3), the
    shares of the triangle's corners; ``depth_mm`` is the height toward the viewer.
    """

    triangle: NDArray[np.int32]
    weights: NDArray[np.float32]
    depth_mm: NDArray[np.float64]

    @property
    def shown(self) -> NDArray[np.bool_]:
        """Pixels that show skin."""
        return self.triangle >= 0

    def interpolated(self, values: FloatArray, triangles: IntArray) -> FloatArray:
        """Return a per-vertex quantity at each pixel; zero where nothing is shown."""
        shown = self.shown
        corners = values[triangles[self.triangle[shown]]]
        weights = self.weights[shown].astype(np.float64)
        found = np.einsum("nk,nk...->n...", weights, corners)
        image = np.zeros(shown.shape + values.shape[1:])
        image[shown] = found
        return image


def rasterise(
    pixels: FloatArray,
    triangles: IntArray,
    *,
    width: int,
    height: int,
    beyond: FloatArray | None = None,
) -> Raster:
    """Draw triangles into a z-buffer; the nearest one wins, whichever way it faces.

    Parameters
    ----------
    pixels : (n_vertices, 3)
        x and y in pixels, y down; the third is the height toward the viewer.
    triangles : (n, 3)
        Vertex ids.
    width, height
        Size of the picture. [pixels]
    beyond : (n_vertices, n_cuts)
        How far each vertex lies beyond each cutting plane; what is above zero is cut away.
    """
    depth = np.full(height * width, -np.inf)
    owner = np.full(height * width, -1, dtype=np.int32)
    weights = np.zeros((height * width, 3), dtype=np.float32)
    for ids, at, shares in _fragments(pixels, triangles, width=width, height=height):
        toward = np.einsum("nk,nk->n", shares, pixels[triangles[ids], 2])
        drawn = toward > depth[at]
        if beyond is not None and beyond.shape[1]:
            drawn &= (np.einsum("nk,nkc->nc", shares, beyond[triangles[ids]]) <= 0).all(axis=1)
        order = np.flatnonzero(drawn)
        # Of several at one pixel the last one written stays: the nearest.
        order = order[np.argsort(toward[order], kind="stable")]
        depth[at[order]] = toward[order]
        owner[at[order]] = ids[order]
        weights[at[order]] = shares[order]
    shape = (height, width)
    return Raster(owner.reshape(shape), weights.reshape(*shape, 3), depth.reshape(shape))


def _fragments(
    pixels: FloatArray, triangles: IntArray, *, width: int, height: int
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    """Yield pixels inside triangles: triangle ids, flat pixel ids, corner shares."""
    x, y = pixels[:, 0][triangles], pixels[:, 1][triangles]
    left = np.maximum(np.ceil(x.min(axis=1) - 0.5), 0).astype(np.int64)
    right = np.minimum(np.floor(x.max(axis=1) - 0.5), width - 1).astype(np.int64)
    top = np.maximum(np.ceil(y.min(axis=1) - 0.5), 0).astype(np.int64)
    bottom = np.minimum(np.floor(y.max(axis=1) - 0.5), height - 1).astype(np.int64)
    area = (y[:, 1] - y[:, 2]) * (x[:, 0] - x[:, 2]) + (x[:, 2] - x[:, 1]) * (y[:, 0] - y[:, 2])
    drawn = np.flatnonzero((right >= left) & (bottom >= top) & (np.abs(area) > 1e-9))
    across = (right - left + 1)[drawn]
    counts = across * (bottom - top + 1)[drawn]
    ends = np.cumsum(counts)
    begin = 0
    while begin < len(drawn):
        before = ends[begin - 1] if begin else 0
        end = max(int(np.searchsorted(ends, before + _FRAGMENTS_AT_ONCE)), begin + 1)
        some = slice(begin, end)
        begin = end
        ids = np.repeat(drawn[some], counts[some])
        first = np.repeat(ends[some] - counts[some], counts[some])
        place = np.arange(before, before + len(ids)) - first
        row, column = np.divmod(place, np.repeat(across[some], counts[some]))
        column += left[ids]
        row += top[ids]
        shares = _shares(x[ids], y[ids], area[ids], at=(column + 0.5, row + 0.5))
        inside = (shares >= -_ON_THE_EDGE).all(axis=1)
        yield ids[inside], (row * width + column)[inside], shares[inside]


def _shares(
    x: FloatArray, y: FloatArray, area: FloatArray, *, at: tuple[FloatArray, FloatArray]
) -> FloatArray:
    """Return the barycentric shares of points in their triangles."""
    to_x, to_y = at[0] - x[:, 2], at[1] - y[:, 2]
    first = ((y[:, 1] - y[:, 2]) * to_x + (x[:, 2] - x[:, 1]) * to_y) / area
    second = ((y[:, 2] - y[:, 0]) * to_x + (x[:, 0] - x[:, 2]) * to_y) / area
    return np.stack([first, second, 1 - first - second], axis=1)
