"""How much of the skin is seen well in some view?

A vertex is seen in a view when the view shows its part, no skin lies in front of it, no cut takes
it away, and the skin there is tilted less than 70° against the view.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from atlas.shading import vertex_normals
from atlas.views import ViewedBody
from unknot.body.surface import Body, Surface

__all__ = ["MOST_TILT_DEG", "seen_share", "vertices_seen"]

MOST_TILT_DEG: Final = 70.0
_BEHIND_MM: Final = 5.0
"""Skin this little in front of a vertex is its own neighbourhood."""


def vertices_seen(seen: ViewedBody, surface: Surface, body: Body) -> NDArray[np.bool_]:
    """Return which vertices are seen well in a view, (n_vertices,)."""
    positions = surface.positions_mm(body, seen.view.pose)
    normals = vertex_normals(positions, surface.triangles)
    facing = normals @ np.array(seen.view.camera.toward)
    shown = np.zeros(surface.n_vertices, dtype=bool)
    shown[seen.triangles] = True
    height, width = seen.raster.depth_mm.shape
    column = np.floor(seen.pixels[:, 0]).astype(np.int64)
    row = np.floor(seen.pixels[:, 1]).astype(np.int64)
    inside = (column >= 0) & (row >= 0) & (column < width) & (row < height)
    depth = seen.raster.depth_mm[row.clip(0, height - 1), column.clip(0, width - 1)]
    # Within one pixel a tilted surface rises by its own slope.
    slope = np.sqrt(np.maximum(1 - facing**2, 0)) / np.maximum(facing, 0.2) / seen.frame.scale
    free = seen.pixels[:, 2] > depth - _BEHIND_MM - slope
    kept = (positions @ seen.cuts[:, :3].T <= seen.cuts[:, 3]).all(axis=1)
    tilted = facing > np.cos(np.radians(MOST_TILT_DEG))
    return np.asarray(shown & inside & free & kept & tilted)


def seen_share(masks: Iterable[NDArray[np.bool_]], surface: Surface, body: Body) -> float:
    """Return the share of the skin's area that is seen in at least one view."""
    a, b, c = (surface.positions_mm(body)[surface.triangles[:, k]] for k in range(3))
    third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    area = np.zeros(surface.n_vertices)
    for k in range(3):
        np.add.at(area, surface.triangles[:, k], third)
    seen = np.any(list(masks), axis=0)
    return float(area[seen].sum() / area.sum())
