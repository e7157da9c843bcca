"""What is to be seen in a picture of the body, and the view that shows it best.

A picture is marks on the skin, not yet on paper: strengths of a zone, spots to press, paint. Which
view shows most of them is read from the vertices in sight of each view.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.body.charts import Chart, load_charts, vertices_in_sight
from unknot.body.projecting import Frame
from unknot.body.surface import Body, Pose, load_surface
from unknot.errors import InvalidInput

__all__ = [
    "OFTEN",
    "PAINTED",
    "SOMETIMES",
    "PaintLayer",
    "Picture",
    "Spot",
    "Window",
    "best_views",
    "window_of",
]

FloatArray = NDArray[np.float64]
Window = tuple[int, int, int, int]
"""x, y, width and height of a part of a view. [pixels]"""

OFTEN: Final = 0.4
"""Strength at which the hatch of an essential zone begins."""
SOMETIMES: Final = 0.35
"""Strength at which the tint of a spillover zone begins."""
PAINTED: Final = 0.5
"""Cover at which paint begins."""
_ROOM_PX: Final = 70
"""Paper kept around the marks when a picture is cut to them. [pixels]"""
_LEAST_SHARE: Final = 0.42
"""A cut picture keeps at least this share of the width of its view."""
_SITE_SHARE: Final = 0.35
"""Weight of the spot against all of the zone when the best view is chosen."""
_SOFT_WEIGHT: Final = 0.35
"""Weight of the spillover against the essential zone when the best view is chosen."""
_NO_SPOT: Final = 0.6
"""What a view without any of the spots is worth beside one with some."""
_CLOSENESS: Final = 0.4
"""Exponent on the scale of a view: of views that show as much, the closest-up wins."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the skin: a triangle, and the weights of its second and third corner."""

    triangle: int
    b1: float
    b2: float


@dataclass(frozen=True, slots=True, eq=False)
class PaintLayer:
    """What a person painted: cover (n_vertices,) and intensity, nan where not told."""

    cover: FloatArray
    intensity: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """What is to be seen on a view.

    Attributes
    ----------
    essential, spillover : (n_vertices,)
        Strength of the zone, 0 to 1; None for no zone.
    spots
        Places to mark with a ringed cross.
    paint
        What a person painted.
    beside
        Vertices that stay inside the window though nothing is drawn there, such as landmarks.
    """

    essential: FloatArray | None = None
    spillover: FloatArray | None = None
    spots: Sequence[Spot] = ()
    paint: PaintLayer | None = None
    beside: Sequence[int] = ()


def best_views(picture: Picture, *, body: Body = "female", count: int = 1) -> list[str]:
    """Return the views that show most of a picture; each next one shows most of what is left.

    Parameters
    ----------
    picture
        What is to be seen.
    body
        Only views that are drawn of this body count.
    count
        At most so many views; fewer when nothing is left to show.
    """
    wanted = _wanted(picture)
    if not wanted.any():
        raise InvalidInput("There is nothing to show: give a zone, a spot or paint.")
    sights = _sights(body)
    chosen: list[str] = []
    marked = np.flatnonzero(wanted)  # a spot alone is three of all vertices
    left = wanted[marked]
    for number in range(count):
        gain = {name: float(left @ sight[marked]) for name, sight in sights.items()}
        if number == 0 and picture.spots:
            gain = {name: _spots_count(worth, picture, name) for name, worth in gain.items()}
        best = max(gain.values())
        if best <= 0.02 * wanted.sum() or (chosen and best < 0.15 * wanted.sum()):
            break
        name = max(
            (name for name in gain if name not in chosen),
            key=lambda name: gain[name] * load_charts()[name].frame(body).scale ** _CLOSENESS,
        )
        chosen.append(name)
        left = np.where(vertices_in_sight()[name][marked], 0.0, left)
    return chosen


@cache
def _sights(body: Body) -> Mapping[str, FloatArray]:
    """Return for each view that is drawn of a body how squarely each vertex in sight is seen."""
    return MappingProxyType(
        {
            name: sight * _facing(load_charts()[name])
            for name, sight in vertices_in_sight().items()
            if body in load_charts()[name].frames
        }
    )


def _spots_count(worth: float, picture: Picture, view: str) -> float:
    """Return what a view is worth, less where no spot can be seen in it."""
    corners = load_surface().triangles[[spot.triangle for spot in picture.spots]]
    return worth if vertices_in_sight()[view][corners].any() else _NO_SPOT * worth


def _facing(chart: Chart) -> FloatArray:
    """Return how squarely each vertex faces the viewer, 0 to 1."""
    return np.asarray((_normals(chart.pose) @ np.array(chart.camera.toward)).clip(0, 1))


@cache
def _normals(pose: Pose) -> FloatArray:
    """Return the unit normals of the reference body in a pose."""
    surface = load_surface()
    positions, triangles = surface.positions_mm("reference", pose), surface.triangles
    a, b, c = (positions[triangles[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    normals = np.zeros_like(positions)
    for k in range(3):
        np.add.at(normals, triangles[:, k], across)
    return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True))


@cache
def _area_mm2() -> FloatArray:
    """Return the skin around each vertex of the reference body. [mm²]"""
    surface = load_surface()
    a, b, c = (surface.positions_mm()[surface.triangles[:, k]] for k in range(3))
    third = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    area = np.zeros(surface.n_vertices)
    for k in range(3):
        np.add.at(area, surface.triangles[:, k], third)
    return area


def _wanted(picture: Picture) -> FloatArray:
    """Return how much it matters to see each vertex: by area and strength, and the spots."""
    surface = load_surface()
    wanted = np.zeros(surface.n_vertices)
    area = _area_mm2()
    if picture.essential is not None:
        wanted += area * picture.essential
    if picture.spillover is not None:
        wanted += _SOFT_WEIGHT * area * picture.spillover
    if picture.paint is not None:
        wanted += area * (picture.paint.cover > PAINTED)
    zone = float(wanted.sum()) or 1.0
    for spot in picture.spots:
        corners = surface.triangles[spot.triangle]
        wanted[corners] += _SITE_SHARE * zone / (3 * len(picture.spots))
    return wanted


def _marked(picture: Picture) -> NDArray[np.bool_]:
    """Return the vertices under any mark."""
    surface = load_surface()
    marked = np.zeros(surface.n_vertices, dtype=bool)
    for strength in (picture.essential, picture.spillover):
        if strength is not None:
            marked |= strength > SOMETIMES
    if picture.paint is not None:
        marked |= picture.paint.cover > PAINTED
    for spot in picture.spots:
        marked[surface.triangles[spot.triangle]] = True
    return marked


def _whole(frame: Frame) -> Window:
    """Return the window that shows all of a view: x, y, width, height."""
    return 0, 0, frame.width, frame.height


def window_of(picture: Picture, chart: Chart, body: Body) -> Window:
    """Return the window around the marks of a picture: x, y, width, height. [pixels]"""
    frame = chart.frame(body)
    marked = _marked(picture) & vertices_in_sight()[chart.id]
    if not marked.any():
        return _whole(frame)
    marked[list(picture.beside)] = True
    positions = load_surface().positions_mm(body, chart.pose)[marked]
    pixels = frame.pixels(positions, chart.camera)[:, :2]
    low, high = pixels.min(axis=0) - _ROOM_PX, pixels.max(axis=0) + _ROOM_PX
    least = _LEAST_SHARE * frame.width
    for axis, paper in enumerate((frame.width, frame.height)):
        lacking = max(0.0, least - (high[axis] - low[axis])) / 2
        low[axis], high[axis] = low[axis] - lacking, high[axis] + lacking
        shift = max(0.0, -low[axis]) - max(0.0, high[axis] - paper)
        low[axis] = max(0.0, low[axis] + shift)
        high[axis] = min(float(paper), high[axis] + shift)
    x, y = int(low[0]), int(low[1])
    width, height = int(high[0]) - x, int(high[1]) - y
    if width * height > 0.75 * frame.width * frame.height:
        return _whole(frame)
    return x, y, width, height
