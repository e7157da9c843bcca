"""Which lines help to find one's way on a chart, and which ridges and furrows are missing?

``recipes/guides.csv`` names lines along the skin in the grammar of :mod:`atlas.paths`:

``bone``
    drawn as a dashed line;
``crease``
    drawn as a thin line;
``joint``
    ``where~from~to``: the thin line on which a plane through the first place, square to the
    way from the second to the third, cuts the skin near it;
``nail``
    ``tip~joint``: an oval on the way from a tip to its joint, ``width_mm`` wide and
    ``height_mm`` long;
``pit``
    the same oval, drawn as a small shadow;
``ridge``, ``groove``
    not drawn, they only tilt the light: ``height_mm`` high, ``width_mm`` wide.

Lines are written for the left and mirrored, unless they run along the midline.
"""

from __future__ import annotations

import csv
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from atlas.lines import zero_lines
from atlas.paths import PointReader, Skin
from atlas.shading import Relief
from unknot.body.contours import smoothed

__all__ = ["Guide", "guide_lines", "read_guides", "reliefs_of"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

RECIPES: Final = Path(__file__).parent / "recipes"
_SMOOTHING_ROUNDS: Final = 12
_CREASE_ROUNDS: Final = 7
_AROUND_JOINT_MM: Final = 30.0
_TIP_MM: Final = 1.5
"""How far a nail ends before the tip."""
_REACH: Final = 4.0
"""Beyond so many widths a ridge is flat."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One line along the skin, on the left, on the right or in the middle.

    ``vertices`` run along the line, or are the places named (``joint``); ``views`` are beginnings
    of the names of the views that show it, none for all.
    """

    id: str
    kind: str
    vertices: IntArray
    width_mm: float
    height_mm: float
    views: tuple[str, ...]


def read_guides(
    skin: Skin, landmarks: Mapping[str, int], *, path: Path = RECIPES / "guides.csv"
) -> list[Guide]:
    """Read the table of guides, each line of one side followed by its mirror image."""
    reader = PointReader(skin, landmarks, file=path.name)
    guides = []
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            stops = row["path"].split("~")
            if row["kind"] == "joint":
                vertices = np.array([reader.vertex(stop, line=number) for stop in stops])
            else:
                vertices = _way(reader, stops, line=number)
            sides = [vertices]
            crosses = (skin.mirror[vertices[[0, -1]]] == vertices[[-1, 0]]).all()
            if (skin.mirror[vertices] != vertices).any() and not crosses:
                sides.append(skin.mirror[vertices])
            guides += [
                Guide(
                    id=row["id"],
                    kind=row["kind"],
                    vertices=side,
                    width_mm=float(row["width_mm"] or 0),
                    height_mm=float(row["height_mm"] or 0),
                    views=tuple(row["views"].split()),
                )
                for side in sides
            ]
    return guides


def _way(reader: PointReader, places: list[str], *, line: int) -> IntArray:
    """Return the vertices along ``a~b~c``, in order."""
    stops = [reader.vertex(place, line=line) for place in places]
    ways = [reader.skin.vertex_path(one, other) for one, other in itertools.pairwise(stops)]
    joined = np.concatenate([np.array(stops[:1]), *ways])
    return joined[np.append(True, np.diff(joined) != 0)]


def guide_lines(
    guide: Guide, positions: FloatArray, triangles: IntArray, *, normals: FloatArray
) -> list[FloatArray]:
    """Return the lines of a guide on a body in a pose, each (n, 3). [mm]

    Parameters
    ----------
    guide
        What is drawn; ridges and grooves give none.
    positions, normals : (n_vertices, 3)
        The body and its unit normals.
    triangles
        All of them.
    """
    if guide.kind in ("bone", "crease"):
        rounds = _SMOOTHING_ROUNDS if guide.kind == "bone" else _CREASE_ROUNDS
        return [smoothed(positions[guide.vertices], rounds, closed=False)]
    if guide.kind == "joint":
        return _joint_lines(guide, positions, triangles)
    if guide.kind in ("nail", "pit"):
        return [_nail(guide, positions, normals=normals)]
    return []


def _joint_lines(guide: Guide, positions: FloatArray, triangles: IntArray) -> list[FloatArray]:
    """Return where a plane cuts the skin around a place."""
    where, begin, end = positions[guide.vertices]
    across = (end - begin) / np.linalg.norm(end - begin)
    near = np.linalg.norm(positions - where, axis=1) < _AROUND_JOINT_MM
    shown = triangles[near[triangles].all(axis=1)]
    lines = zero_lines((positions - where) @ across, positions, shown)
    if not lines:
        return []
    nearest = min(lines, key=lambda line: float(np.linalg.norm(line - where, axis=1).min()))
    return [smoothed(nearest, _CREASE_ROUNDS, closed=False)]


def _nail(guide: Guide, positions: FloatArray, *, normals: FloatArray) -> FloatArray:
    """Return the oval of a nail or a pit, bent over the back of the tip."""
    way = positions[guide.vertices]
    steps = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(way, axis=0), axis=1))])
    long, wide = guide.height_mm / 2, guide.width_mm / 2
    middle = np.array([np.interp(_TIP_MM + long, steps, way[:, k]) for k in range(3)])
    at = guide.vertices[int(np.argmin(np.abs(steps - _TIP_MM - long)))]
    out = normals[at]
    along = way[0] - middle
    along -= out * (along @ out)
    along /= np.linalg.norm(along)
    side = np.cross(along, out)
    angle = np.linspace(0, 2 * np.pi, 33)[:, None]
    # A nail is squarer than an ellipse at its free end, and bends down at its sides.
    bulge = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** 0.75
    reach = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** 0.8
    oval = middle + long * reach * along + wide * bulge * side
    return np.asarray(oval + out * (1.0 - 0.35 * wide * bulge**2))


def reliefs_of(guides: list[Guide], skin: Skin) -> list[Relief]:
    """Return the ridges and grooves, measured on the reference body."""
    reliefs = []
    for guide in guides:
        if guide.kind in ("ridge", "groove"):
            distance = skin.distances(guide.vertices, limit_mm=_REACH * guide.width_mm)
            sign = 1 if guide.kind == "ridge" else -1
            reliefs.append(Relief(distance, guide.width_mm, sign * guide.height_mm))
    return reliefs
