"""From where is each chart seen? Cameras of the table of views, fitted to each body.

``recipes/views.csv`` names every view of the middle and of the left; a view whose name holds
``left`` is mirrored to the right. A cut ``nx ny nz BORDER mm`` keeps what lies behind the plane
with that normal, so far beyond the middle of a border between two parts (``hand|forearm``) or
beyond the origin; distances are those of the female body and scale with stature, and so does the
picture, so that every body fills the same paper.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

import numpy as np
from numpy.typing import NDArray

from atlas.lines import zero_lines
from unknot.body.projecting import Camera, Frame, Raster, rasterise
from unknot.body.surface import Body, Pose, Surface

__all__ = ["MARGIN_PX", "View", "ViewedBody", "read_views", "viewed"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Half = Literal["both", "left", "right"]

RECIPES: Final = Path(__file__).parent / "recipes"
MARGIN_PX: Final = 10
"""Empty paper around the body. [pixels]"""
_MEASURED_ON: Final[Body] = "female"


@dataclass(frozen=True, slots=True)
class View:
    """One row of the table of views, or its mirror image."""

    id: str
    pose: Pose
    camera: Camera
    parts: tuple[str, ...]
    half: Half
    cuts: tuple[tuple[FloatArray, str, float], ...]
    px_per_mm: float
    words: str


@dataclass(frozen=True, slots=True)
class ViewedBody:
    """A body in a view: the triangles shown, the paper, and what each pixel shows.

    ``cuts`` are planes (nx, ny, nz, d) that keep n·p ≤ d [mm]; ``section`` marks the pixels
    that show a cut or the inside instead of skin.
    """

    view: View
    frame: Frame
    cuts: FloatArray
    triangles: IntArray
    pixels: FloatArray
    raster: Raster
    section: NDArray[np.bool_]


def read_views(path: Path = RECIPES / "views.csv") -> dict[str, View]:
    """Read the table of views, each left view followed by its mirror image."""
    views: dict[str, View] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            view = _view(row)
            views[view.id] = view
            if "left" in view.id:
                mirrored = _mirrored(view)
                views[mirrored.id] = mirrored
    return views


def _view(row: Mapping[str, str]) -> View:
    """Read one row; up is made square to the view."""
    toward, up = _vector(row["toward"]), _vector(row["up"])
    toward /= np.linalg.norm(toward)
    up -= toward * (up @ toward)
    up /= np.linalg.norm(up)
    cuts = []
    for cut in filter(None, row["cuts"].split(";")):
        x, y, z, border, beyond = cut.split()
        normal = np.array([float(x), float(y), float(z)])
        cuts.append((normal / np.linalg.norm(normal), border, float(beyond)))
    return View(
        id=row["view"],
        pose=cast(Pose, row["pose"]),
        camera=_camera(toward, up),
        parts=tuple(row["parts"].split()),
        half=cast(Half, row["half"]),
        cuts=tuple(cuts),
        px_per_mm=float(row["px_per_mm"]),
        words=row["words"],
    )


def _mirrored(view: View) -> View:
    """Return the same view of the other side."""
    flip = np.array([-1.0, 1.0, 1.0])
    toward, up = np.array(view.camera.toward) * flip, np.array(view.camera.up) * flip
    return View(
        id=view.id.replace("left", "right"),
        pose=view.pose,
        camera=_camera(toward, up),
        parts=view.parts,
        half="right" if view.half == "left" else view.half,
        cuts=tuple((normal * flip, border, beyond) for normal, border, beyond in view.cuts),
        px_per_mm=view.px_per_mm,
        words=view.words.replace("left", "right"),
    )


def _vector(text: str) -> FloatArray:
    """Read three numbers."""
    return np.array([float(number) for number in text.split()])


def _camera(toward: FloatArray, up: FloatArray) -> Camera:
    """Return a camera of unit vectors, rounded so that every machine writes the same."""
    rows = np.round(np.stack([np.cross(up, toward), up, toward]), 6) + 0.0
    right, above, near = (cast(tuple[float, float, float], tuple(row)) for row in rows.tolist())
    return Camera(right=right, up=above, toward=near)


def viewed(view: View, surface: Surface, body: Body, *, zoom: float = 1.0) -> ViewedBody:
    """Fit a view to a body and say what each pixel shows.

    Parameters
    ----------
    view, surface, body
        What is seen.
    zoom
        Draw the paper so many times larger or smaller.
    """
    positions = surface.positions_mm(body, view.pose)
    cuts = _planes(view, surface, body)
    beyond = positions @ cuts[:, :3].T - cuts[:, 3]
    inside = np.asarray((beyond <= 0).all(axis=1))
    triangles = _shown_triangles(view, surface)
    triangles = triangles[inside[triangles].any(axis=1)]
    corners = positions[np.unique(triangles)]
    corners = corners[(corners @ cuts[:, :3].T <= cuts[:, 3]).all(axis=1)]
    frame = _frame(view, surface, body=body, points=corners)
    frame = frame.scaled(zoom)
    pixels = frame.pixels(positions, view.camera)
    raster, section = _seen(pixels, triangles, frame=frame, beyond=beyond)
    return ViewedBody(view, frame, cuts, triangles, pixels, raster, section)


def _seen(
    pixels: FloatArray, triangles: IntArray, *, frame: Frame, beyond: FloatArray
) -> tuple[Raster, NDArray[np.bool_]]:
    """Return what each pixel shows of the skin, and where it shows a cut or the inside."""
    cap_pixels, cap_triangles, cap_beyond = _caps(pixels, triangles, beyond=beyond)
    raster = rasterise(
        np.concatenate([pixels, cap_pixels]),
        np.concatenate([triangles, cap_triangles + len(pixels)]),
        width=frame.width,
        height=frame.height,
        beyond=np.concatenate([beyond, cap_beyond]),
    )
    is_inside = np.append(_is_turned_away(pixels, triangles), np.ones(len(cap_triangles), bool))
    section = raster.shown & is_inside[raster.triangle]
    triangle = np.where(section, -1, raster.triangle).astype(np.int32)
    return Raster(triangle, raster.weights, raster.depth_mm), section


def _caps(
    pixels: FloatArray, triangles: IntArray, *, beyond: FloatArray
) -> tuple[FloatArray, IntArray, FloatArray]:
    """Close the cuts: vertices, triangles, and how far the vertices lie beyond the cuts."""
    points, corners, far = [np.zeros((0, 3))], [np.zeros((0, 3), np.int64)], [beyond[:0]]
    begin = 0
    for cut in range(beyond.shape[1]):
        carried = np.concatenate([pixels, beyond], axis=1)
        for loop in zero_lines(beyond[:, cut], carried, triangles):
            ring = np.concatenate([loop, loop.mean(axis=0, keepdims=True)])
            n = len(loop)
            fan = np.stack([np.arange(n), np.roll(np.arange(n), -1), np.full(n, n)], axis=1)
            points.append(ring[:, :3])
            corners.append(fan + begin)
            others = ring[:, 3:].copy()
            others[:, cut] = 0.0
            far.append(others)
            begin += n + 1
    return np.concatenate(points), np.concatenate(corners), np.concatenate(far)


def _planes(view: View, surface: Surface, body: Body) -> FloatArray:
    """Return the cuts of a view on one body, (n, 4)."""
    ratio = (
        surface.stature_mm[body] / surface.stature_mm[_MEASURED_ON]
        if body in (surface.stature_mm)
        else 1.0
    )
    positions = surface.positions_mm(body, view.pose)
    planes = np.zeros((len(view.cuts), 4))
    for row, (normal, border, beyond) in enumerate(view.cuts):
        planes[row, :3] = normal
        middle = _border_middle(border, surface, positions, half=view.half)
        planes[row, 3] = normal @ middle + beyond * ratio
    return np.round(planes, 4)


def _border_middle(
    border: str, surface: Surface, positions: FloatArray, *, half: Half
) -> FloatArray:
    """Return the middle of the line where two parts meet, on the half that is shown."""
    if border == "origin":
        return np.zeros(3)
    one, other = (surface.part == surface.parts.index(part) for part in border.split("|"))
    triangles = _of_half(surface, half)
    meeting = one[triangles].any(axis=1) & other[triangles].any(axis=1)
    return np.asarray(positions[np.unique(triangles[meeting])].mean(axis=0))


def _of_half(surface: Surface, half: Half) -> IntArray:
    """Return the triangles of a half."""
    n_half = surface.n_triangles // 2
    chosen = {"both": slice(None), "left": slice(n_half), "right": slice(n_half, None)}[half]
    return surface.triangles[chosen]


def _shown_triangles(view: View, surface: Surface) -> IntArray:
    """Return the triangles of the parts and the half that a view shows."""
    triangles = _of_half(surface, view.half)
    if view.parts:
        shown = np.isin(surface.part, [surface.parts.index(part) for part in view.parts])
        triangles = triangles[shown[triangles].all(axis=1)]
    return triangles


def _frame(view: View, surface: Surface, *, body: Body, points: FloatArray) -> Frame:
    """Lay paper around points; a smaller body is drawn larger."""
    stature = surface.stature_mm.get(body, surface.stature_mm[_MEASURED_ON])
    scale = round(view.px_per_mm * surface.stature_mm[_MEASURED_ON] / stature, 4)
    seen = points @ view.camera.axes().T
    low, high = seen.min(axis=0), seen.max(axis=0)
    margin = MARGIN_PX / scale
    return Frame(
        width=int(np.ceil((high[0] - low[0] + 2 * margin) * scale)),
        height=int(np.ceil((high[1] - low[1] + 2 * margin) * scale)),
        scale=scale,
        x0_mm=round(float(low[0] - margin), 2),
        y0_mm=round(float(high[1] + margin), 2),
    )


def _is_turned_away(pixels: FloatArray, triangles: IntArray) -> NDArray[np.bool_]:
    """Say of each triangle whether its inner side faces the viewer (y runs down)."""
    x, y = pixels[:, 0][triangles], pixels[:, 1][triangles]
    twice = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    return np.asarray(twice > 0)
