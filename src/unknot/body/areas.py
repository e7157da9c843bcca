"""How much skin is painted, and how far two places lie apart along the skin.

Drawing is measured on the reference body; the area can be told for any body, because every
vertex is the same place on each. Where the person's height is known, the body is taken as
scaled to it, so that areas grow with the square of the height and lengths with the height.

*Limits.* A scaled body keeps its proportions; a slim and a heavy person of one height have
different skin. The share of the skin depends less on it and is always given beside.
Distances along the skin are 1 % too long in the middle of the errors (tests/truth/body).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.body.brush import SkinPoint, point_mm, start_of
from unknot.body.geodesic import Canvas, canvas_of, spread
from unknot.body.painting import Paint
from unknot.body.surface import REFERENCE, Body, Surface
from unknot.errors import InvalidInput

__all__ = [
    "LOWEST_HEIGHT_MM",
    "TALLEST_HEIGHT_MM",
    "PaintedArea",
    "distances_mm",
    "painted_area",
    "vertex_areas_mm2",
]

FloatArray = npt.NDArray[np.float64]

LOWEST_HEIGHT_MM: Final = 400.0
TALLEST_HEIGHT_MM: Final = 2600.0
_MM2_PER_CM2: Final = 100.0


@dataclass(frozen=True, slots=True)
class PaintedArea:
    """How much skin is painted.

    Attributes
    ----------
    cm2
        Painted skin on the body asked for, or scaled to the person's height. [cm²]
    percent
        Share of all the skin of that body. [percent]
    """

    cm2: float
    percent: float


def painted_area(
    paint: Paint, body: Body = "reference", *, height_mm: float | None = None
) -> PaintedArea:
    """Return how much skin is painted.

    Parameters
    ----------
    body
        The body that the area is told for.
    height_mm
        Height of the person; the body is scaled to it. Left out: the body as it is. [mm]

    Raises
    ------
    InvalidInput
        The height is not that of a person.
    """
    surface = paint.skin.surface
    area_mm2 = vertex_areas_mm2(surface, body)
    painted = float((paint.share * area_mm2).sum())
    scale = 1.0 if height_mm is None else _height(height_mm) / _stature_mm(surface, body)
    return PaintedArea(
        cm2=painted * scale**2 / _MM2_PER_CM2, percent=100.0 * painted / float(area_mm2.sum())
    )


def vertex_areas_mm2(surface: Surface, body: Body = "reference") -> FloatArray:
    """Return the skin that belongs to each vertex on one body, (n_vertices,). [mm²]"""
    return _measured(surface, body).area_mm2


def distances_mm(canvas: Canvas, start: SkinPoint, ends: Sequence[SkinPoint]) -> FloatArray:
    """Return how far points lie from one point, along the skin, (n_ends,). [mm]

    A point that no way leads to is infinitely far. Points near each other are measured
    straight, as in the brush.
    """
    reached, distance = spread(canvas, *start_of(canvas, start))
    to_vertex = np.full(canvas.n_vertices, np.inf)
    to_vertex[reached] = distance
    return np.array([_to_point(canvas, to_vertex, start, end=end) for end in ends])


def _to_point(canvas: Canvas, to_vertex: FloatArray, start: SkinPoint, *, end: SkinPoint) -> float:
    """Return the distance of one point; straight where both are seen from each other."""
    around, straight = start_of(canvas, end)
    ways = to_vertex[around] + straight
    if np.isin(canvas.triangles[start.triangle], around).all():
        ways = np.append(ways, _straight_mm(canvas, start, end))
    return float(ways.min())


def _straight_mm(canvas: Canvas, one: SkinPoint, other: SkinPoint) -> float:
    """Return the straight distance of two points. [mm]"""
    return float(np.linalg.norm(point_mm(canvas, one) - point_mm(canvas, other)))


@lru_cache(maxsize=8)
def _measured(surface: Surface, body: Body) -> Canvas:
    """Return one body ready for measuring."""
    return canvas_of(surface.positions_mm(body), surface.triangles)


def _stature_mm(surface: Surface, body: Body) -> float:
    """Return the height of a body; the reference stands halfway between woman and man."""
    if body != REFERENCE:
        return surface.stature_mm[body]
    return (surface.stature_mm["female"] + surface.stature_mm["male"]) / 2.0


def _height(height_mm: float) -> float:
    """Refuse a height that no person has."""
    if not LOWEST_HEIGHT_MM <= height_mm <= TALLEST_HEIGHT_MM:
        raise InvalidInput(
            f"A height lies from {LOWEST_HEIGHT_MM:g} to {TALLEST_HEIGHT_MM:g} mm, not "
            f"{height_mm:g}. Give it in millimetres.",
            where="height_mm",
            value=height_mm,
        )
    return height_mm
