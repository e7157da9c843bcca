"""One dab of the brush: which vertices of the skin it covers, and how far.

The browser (``chart/src/geometry``) does exactly the same sums in the same order, in 64-bit
floats, so that a stroke gives bit-identical weights in both. The rule:

1. *Point.* A point is ``(triangle, b1, b2)``. The weights are whole thousandths:
   ``k = floor(b * 1000 + 0.5)``; if ``k1 + k2`` is 1001 the larger loses one. Then
   ``b = k / 1000``, ``b0 = 1 - (b1 + b2)`` and ``p = b0*A + (b1*B + b2*C)``, on the
   reference body in millimetres (file units / 10).
2. *Local edge.* ``e(v)`` is the mean length of the mesh edges at a vertex, added up in
   ascending order of the neighbour.
3. *Radius.* ``r = max(radius, 0.75 * (e(A) + (e(B) + e(C))) / 3, nearest corner + 0.1 mm)``:
   no dab is smaller than the mesh can hold, so no paint is lost.
4. *Start.* Every vertex of the hit triangle and of the two rings of mesh edges around it,
   unless its normal leans more than 70 degrees from the triangle's normal, starts with its
   straight distance from ``p``: ``sqrt(dx*dx + dy*dy + dz*dz)``.
5. *Spread.* Dijkstra over the graph of :mod:`unknot.body.geodesic`; a vertex is entered (also
   as a start) only when its distance is below ``r + 2*e(v)``.
6. *Cover.* ``c = clamp(0.5 + (r - d) / (4*e(v)), 0, 1)``; 0.5 is the edge of the paint.

Painting and erasing with it is :mod:`unknot.body.strokes`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.body.geodesic import Canvas, spread

__all__ = [
    "AREA_SLOPE",
    "LARGEST_RADIUS_MM",
    "PAINTED",
    "RAMP_EDGES",
    "SMALLEST_DAB_EDGES",
    "SMALLEST_RADIUS_MM",
    "START_COSINE",
    "START_RINGS",
    "WEIGHT_STEPS",
    "Dab",
    "SkinPoint",
    "covered_by",
    "painted_share",
    "point_mm",
    "start_of",
    "whole_weights",
]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]

SMALLEST_RADIUS_MM: Final = 4.0
LARGEST_RADIUS_MM: Final = 60.0
WEIGHT_STEPS: Final = 1000
"""Barycentric weights are whole steps of one part in this many."""
RAMP_EDGES: Final = 4.0
"""Cover rises from 0 to 1 over so many local edges."""
SMALLEST_DAB_EDGES: Final = 0.75
"""No dab has a radius below so many local edges."""
NEAREST_MARGIN_MM: Final = 0.1
"""The nearest corner lies at least so far inside every dab."""
START_RINGS: Final = 2
START_COSINE: Final = 0.342
"""Cosine of about 70 degrees: how far a starting vertex may lean from the hit triangle."""
PAINTED: Final = 0.5
"""Cover from which on a vertex is painted."""
AREA_SLOPE: Final = 4.0
"""How much steeper than cover the painted share of a vertex's area rises."""


@dataclass(frozen=True, slots=True)
class SkinPoint:
    """A place on the skin: a triangle and the weights of its second and third corner.

    The weights are whole thousandths, so that the same point is the same everywhere.
    """

    triangle: int
    k1: int
    k2: int


@dataclass(frozen=True, slots=True, eq=False)
class Dab:
    """What the brush covers.

    Attributes
    ----------
    vertices : (n,)
        Vertices with a cover above 0, ascending.
    cover : (n,)
        How far each is covered, above 0 and at most 1; 0.5 is the edge.
    """

    vertices: IndexArray
    cover: FloatArray


def whole_weights(b1: float, b2: float) -> tuple[int, int]:
    """Return the two weights as whole thousandths; a rounded sum of 1001 is mended."""
    k1 = floor(b1 * WEIGHT_STEPS + 0.5)
    k2 = floor(b2 * WEIGHT_STEPS + 0.5)
    if k1 + k2 == WEIGHT_STEPS + 1:
        if k1 > k2:
            k1 -= 1
        else:
            k2 -= 1
    return k1, k2


def point_mm(canvas: Canvas, point: SkinPoint) -> FloatArray:
    """Return where a point lies on the canvas, (3,). [mm]"""
    a, b, c = canvas.positions_mm[canvas.triangles[point.triangle]]
    b1, b2 = point.k1 / WEIGHT_STEPS, point.k2 / WEIGHT_STEPS
    where: FloatArray = (1.0 - (b1 + b2)) * a + (b1 * b + b2 * c)
    return where


def start_of(canvas: Canvas, point: SkinPoint) -> tuple[IndexArray, FloatArray]:
    """Return the vertices around a point with their straight distance from it. [mm]"""
    around = canvas.around(point.triangle, rings=START_RINGS, cosine=START_COSINE)
    d = canvas.positions_mm[around] - point_mm(canvas, point)
    return around, np.sqrt(d[:, 0] * d[:, 0] + d[:, 1] * d[:, 1] + d[:, 2] * d[:, 2])


def covered_by(canvas: Canvas, points: Sequence[SkinPoint], *, radius_mm: float) -> Dab:
    """Return what one stroke covers: the largest cover of its dabs, vertex by vertex.

    Equal to the largest cover of one dab after the other to the last bit, because the
    distance to a set of points is the smallest of the distances to each.
    """
    by_radius: dict[float, list[tuple[IndexArray, FloatArray]]] = {}
    for point in dict.fromkeys(points):
        around, straight = start_of(canvas, point)
        radius = _radius_held(canvas, point, (around, straight), radius_mm=radius_mm)
        by_radius.setdefault(radius, []).append((around, straight))
    dabs = [_one_size(canvas, starts, radius) for radius, starts in by_radius.items()]
    if len(dabs) == 1:
        return dabs[0]
    largest: dict[int, float] = {}
    for dab in dabs:
        for vertex, cover in zip(dab.vertices.tolist(), dab.cover.tolist(), strict=True):
            if cover > largest.get(vertex, 0.0):
                largest[vertex] = cover
    touched = sorted(largest)
    return Dab(np.array(touched, dtype=np.intp), np.array([largest[vertex] for vertex in touched]))


def painted_share(cover: FloatArray) -> FloatArray:
    """Return the share of a vertex's area that counts as painted at a given cover."""
    return np.clip(0.5 + AREA_SLOPE * (cover - PAINTED), 0.0, 1.0)


def _one_size(
    canvas: Canvas, starts: Sequence[tuple[IndexArray, FloatArray]], radius_mm: float
) -> Dab:
    """Cover around several points with the same radius."""
    vertices, distance = spread(
        canvas,
        np.concatenate([around for around, _ in starts]),
        np.concatenate([straight for _, straight in starts]),
        reach_mm=radius_mm,
        further_edges=RAMP_EDGES / 2.0,
    )
    ramp = RAMP_EDGES * canvas.local_edge_mm[vertices]
    cover = np.clip(0.5 + (radius_mm - distance) / ramp, 0.0, 1.0)
    is_covered = cover > 0.0
    return Dab(vertices[is_covered], cover[is_covered])


def _radius_held(
    canvas: Canvas,
    point: SkinPoint,
    start: tuple[IndexArray, FloatArray],
    *,
    radius_mm: float,
) -> float:
    """Return the radius of a dab, not smaller than the mesh can hold there. [mm]"""
    corners = canvas.triangles[point.triangle]
    around, straight = start
    nearest = float(straight[np.searchsorted(around, corners)].min())
    edge_mm = canvas.ways()[3]
    e_a, e_b, e_c = (float(edge_mm[corner]) for corner in corners.tolist())
    smallest = SMALLEST_DAB_EDGES * (e_a + (e_b + e_c)) / 3.0
    return max(float(radius_mm), smallest, nearest + NEAREST_MARGIN_MM)
