"""Which triangle is seen at each pixel? A z-buffer over all triangles at once, in numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from atlas.source import FloatArray, IntArray

__all__ = ["Seen", "look"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What an orthographic camera sees.

    Attributes
    ----------
    triangle
        (height, width) Index of the nearest triangle, -1 where there is none.
    weights
        (height, width, 3) Barycentric weights of its corners.
    depth
        (height, width) Along the viewing direction, larger is nearer; -inf where empty.
    """

    triangle: IntArray
    weights: FloatArray
    depth: FloatArray


def look(
    points: FloatArray, triangles: IntArray, *, width: int, height: int, both_faces: bool = False
) -> Seen:
    """Rasterise triangles.

    Parameters
    ----------
    points
        (n, 3) Pixel x to the right, pixel y down, depth towards the viewer.
    triangles
        (m, 3) Counter-clockwise seen from outside.
    both_faces
        Draw triangles turned away too.
    """
    x, y, z = (points[:, k][triangles] for k in range(3))
    double = (y[:, 1] - y[:, 2]) * (x[:, 0] - x[:, 2]) + (x[:, 2] - x[:, 1]) * (y[:, 0] - y[:, 2])
    left = np.maximum(0, np.ceil(x.min(axis=1) - 0.5)).astype(np.int64)
    right = np.minimum(width - 1, np.floor(x.max(axis=1) - 0.5)).astype(np.int64)
    top = np.maximum(0, np.ceil(y.min(axis=1) - 0.5)).astype(np.int64)
    bottom = np.minimum(height - 1, np.floor(y.max(axis=1) - 0.5)).astype(np.int64)
    seen = (np.abs(double) > 1e-9) if both_faces else (double < -1e-9)
    chosen = np.flatnonzero(seen & (right >= left) & (bottom >= top))
    wide, high = (right - left + 1)[chosen], (bottom - top + 1)[chosen]
    depth = np.full(width * height, -np.inf)
    owner = np.full(width * height, -1, np.int64)
    weights = np.zeros((width * height, 3))
    # Triangles of like size together: every pixel offset of the box is one vector operation.
    for step_x in range(int(wide.max(initial=0))):
        for step_y in range(int(high.max(initial=0))):
            t = chosen[(wide > step_x) & (high > step_y)]
            if not len(t):
                break
            px, py = left[t] + step_x, top[t] + step_y
            a, b = _corner_weights(x[t], y[t], double[t], px=px + 0.5, py=py + 0.5)
            c = 1 - a - b
            inside = (a >= -1e-6) & (b >= -1e-6) & (c >= -1e-6)
            if not inside.any():
                continue
            t, a, b, c = t[inside], a[inside], b[inside], c[inside]
            pixel = py[inside] * width + px[inside]
            near = a * z[t, 0] + b * z[t, 1] + c * z[t, 2]
            order = np.lexsort((near, pixel))  # the nearest of each pixel comes last
            last = np.append(pixel[order][1:] != pixel[order][:-1], True)
            order = order[last]
            order = order[near[order] > depth[pixel[order]]]
            at = pixel[order]
            depth[at], owner[at] = near[order], t[order]
            weights[at] = np.stack([a[order], b[order], c[order]], axis=1)
    shape = (height, width)
    return Seen(owner.reshape(shape), weights.reshape(*shape, 3), depth.reshape(shape))


def _corner_weights(
    x: FloatArray, y: FloatArray, double: FloatArray, *, px: FloatArray, py: FloatArray
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of the first two corners at a pixel centre."""
    first = (y[:, 1] - y[:, 2]) * (px - x[:, 2]) + (x[:, 2] - x[:, 1]) * (py - y[:, 2])
    second = (y[:, 2] - y[:, 0]) * (px - x[:, 2]) + (x[:, 0] - x[:, 2]) * (py - y[:, 2])
    return first / double, second / double
