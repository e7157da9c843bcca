"""How much of the sky does each place on the skin see? Baked once, for soft shading.

Depth pictures from many directions around the body; a vertex is open to a direction when nothing
lies in front of it. Directions are a Fibonacci sphere, weighted by the cosine to the normal.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from atlas.mesh import Mesh
from atlas.raster import look
from atlas.source import FloatArray

__all__ = ["openness", "vertex_normals"]

_N_DIRECTIONS: Final = 160
_MM_PER_PIXEL: Final = 4.0
_SLACK_MM: Final = 6.0
"""A surface nearer than this in front of a vertex is the vertex's own."""


def vertex_normals(points: FloatArray, mesh: Mesh) -> FloatArray:
    """Area-weighted unit normals, (V, 3)."""
    a, b, c = (points[mesh.triangles[:, k]] for k in range(3))
    of_triangle = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for k in range(3):
        np.add.at(normals, mesh.triangles[:, k], of_triangle)
    return normals / np.linalg.norm(normals, axis=1, keepdims=True)


def openness(mesh: Mesh) -> FloatArray:
    """Give the open share of the sky at every vertex of the reference body, (V,) in [0, 1]."""
    points, normals = mesh.reference, vertex_normals(mesh.reference, mesh)
    open_share, total = np.zeros(len(points)), np.zeros(len(points))
    for toward in _directions():
        cosine = normals @ toward
        facing = cosine > 0.05
        right, up = _frame(toward)
        x, y, depth = points @ right, points @ up, points @ toward
        flat = np.stack(
            [(x - x.min()) / _MM_PER_PIXEL + 2, (y.max() - y) / _MM_PER_PIXEL + 2, depth]
        )
        width, height = (int(side) + 4 for side in flat[:2].max(axis=1))
        seen = look(flat.T, mesh.triangles, width=width, height=height)
        column, row = flat[0].astype(int), flat[1].astype(int)
        in_front = seen.depth[row, column] - depth
        total[facing] += cosine[facing]
        free = facing & (in_front < _SLACK_MM + 3 * _MM_PER_PIXEL * (1 - cosine))
        open_share[free] += cosine[free]
    share = open_share / np.maximum(total, 1e-9)
    return 0.5 * (share + share[mesh.mirror])


def _directions() -> FloatArray:
    """Directions spread evenly over the sphere, (n, 3)."""
    k = np.arange(_N_DIRECTIONS) + 0.5
    height = 1 - 2 * k / _N_DIRECTIONS
    around = np.pi * (1 + np.sqrt(5)) * k
    radius = np.sqrt(1 - height**2)
    return np.stack([radius * np.cos(around), radius * np.sin(around), height], axis=1)


def _frame(toward: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Right and up of a camera looking against a direction."""
    pole = np.array([0.0, 0, 1]) if abs(toward[2]) < 0.9 else np.array([0.0, 1, 0])
    right = np.cross(pole, toward)
    right /= np.linalg.norm(right)
    return right, np.cross(toward, right)
