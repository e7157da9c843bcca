"""What does the surface look like from here? Shaded pictures for contact sheets.

Orthographic. It serves people who check landmarks, regions, sites and zones by eye;
the charts that ship are vector drawings made elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from atlas.mesh import PARTS, Mesh
from atlas.raster import look

__all__ = [
    "VIEWS",
    "Camera",
    "Raster",
    "View",
    "mark_points",
    "rasterise",
    "shade",
    "side_by_side",
    "view_of",
]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_SKIN: Final = (228, 208, 192)
_GROUND: Final = 255


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera: unit axes (3,), scale [px/mm], and the picture's top left corner.

    ``toward`` points from the body to the viewer; ``left_mm`` and ``top_mm`` are measured along
    ``right`` and ``up``.
    """

    right: FloatArray
    up: FloatArray
    toward: FloatArray
    px_per_mm: float
    left_mm: float
    top_mm: float
    width: int
    height: int

    def project(self, points: FloatArray) -> FloatArray:
        """Give (n, 3): pixel column, pixel row, and nearness to the viewer. [px, px, mm]"""
        return np.stack(
            [
                (points @ self.right - self.left_mm) * self.px_per_mm,
                (self.top_mm - points @ self.up) * self.px_per_mm,
                points @ self.toward,
            ],
            axis=1,
        )


@dataclass(frozen=True, slots=True)
class Raster:
    """What each pixel shows: triangle (-1 for none), its barycentric weights, and nearness."""

    camera: Camera
    triangle: IntArray
    weights: FloatArray
    near_mm: FloatArray

    @property
    def is_skin(self) -> NDArray[np.bool_]:
        """Pixels that show skin."""
        return self.triangle >= 0

    def interpolate(self, triangles: IntArray, values: FloatArray) -> FloatArray:
        """Interpolate per-vertex values (V, k) at the skin pixels, in reading order."""
        shown = self.is_skin
        corners = triangles[self.triangle[shown]]
        weights = self.weights[shown]
        return sum(
            (values[corners[:, k]] * weights[:, k, None] for k in range(1, 3)),
            values[corners[:, 0]] * weights[:, 0, None],
        )


@dataclass(frozen=True, slots=True)
class View:
    """A named way to look at the body.

    Parameters
    ----------
    toward, up
        Direction to the viewer, and what is up in the picture.
    parts
        Names of the parts shown; empty for all.
    pose
        ``anatomical`` or ``side`` (arms forward).
    half
        ``both`` or ``left``.
    """

    toward: tuple[float, float, float]
    up: tuple[float, float, float] = (0.0, 0.0, 1.0)
    parts: tuple[str, ...] = ()
    pose: str = "anatomical"
    half: str = "both"


_ARM: Final = ("upper_arm", "forearm", "hand")
_LEG: Final = ("thigh", "leg", "foot")
_TRUNK: Final = ("trunk", "neck", "upper_arm", "thigh")
_BUST: Final = ("head", "neck", "trunk", "upper_arm")
VIEWS: Final[Mapping[str, View]] = {
    "front": View((0, -1, 0)),
    "back": View((0, 1, 0)),
    "side": View((1, 0, 0), pose="side"),
    "trunk_front": View((0, -1, 0), parts=_TRUNK),
    "trunk_back": View((0, 1, 0), parts=_TRUNK),
    "trunk_side": View((1, 0, 0), parts=_TRUNK, pose="side"),
    "bust_front": View((0, -1, 0), parts=_BUST),
    "bust_back": View((0, 1, 0), parts=_BUST),
    "bust_side": View((1, 0, 0.1), parts=_BUST, pose="side"),
    "head_front": View((0, -1, 0.05), parts=("head", "neck")),
    "head_side": View((1, 0, 0), parts=("head", "neck")),
    "head_oblique": View((0.7, -0.7, 0.1), parts=("head", "neck")),
    "head_back": View((0, 1, 0), parts=("head", "neck")),
    "head_top": View((0, 0, 1), up=(0, -1, 0), parts=("head",)),
    "head_below": View((0, -0.5, -0.8), up=(0, -1, 0), parts=("head", "neck")),
    "shoulder_above": View((0.3, 0, 1), up=(0, 1, 0), parts=("trunk", "neck", "upper_arm")),
    "arm_front": View((0, -1, 0), parts=_ARM, half="left"),
    "arm_back": View((0, 1, 0), parts=_ARM, half="left"),
    "arm_outer": View((1, 0, 0.3), parts=_ARM, half="left"),
    "arm_inner": View((-1, 0, -0.3), parts=_ARM, half="left"),
    "palm": View((0, -1, 0), parts=("hand",), half="left"),
    "hand_back": View((0, 1, 0), parts=("hand",), half="left"),
    "hand_thumb": View((1, 0, 0.5), parts=("hand",), half="left"),
    "hand_little": View((-1, 0, -0.5), parts=("hand",), half="left"),
    "leg_front": View((0, -1, 0), parts=_LEG, half="left"),
    "leg_back": View((0, 1, 0), parts=_LEG, half="left"),
    "leg_outer": View((1, 0, 0), parts=_LEG, half="left"),
    "leg_inner": View((-1, 0, 0), parts=_LEG, half="left"),
    "knee_front": View((0, -1, 0), parts=("leg",), half="left"),
    "foot_top": View((0, -0.6, 0.8), up=(0, -1, 0.3), parts=("foot",), half="left"),
    "sole": View((0, 0, -1), up=(0, -1, 0), parts=("foot",), half="left"),
    "foot_outer": View((1, 0, 0), parts=("foot",), half="left"),
    "foot_inner": View((-1, 0, 0), parts=("foot",), half="left"),
    "foot_back": View((0, 1, 0), parts=("foot",), half="left"),
    "perineum": View((0, -0.1, -1), up=(0, -1, 0), parts=("trunk", "thigh")),
}


def view_of(mesh: Mesh, name: str, *, longest_px: int) -> tuple[Raster, FloatArray, IntArray]:
    """Raster one of VIEWS of the reference body; gives it with the points and triangles used."""
    view = VIEWS[name]
    bodies = mesh.bodies if view.pose == "anatomical" else mesh.side_bodies
    points = bodies["reference"]
    triangles = mesh.triangles
    if view.half == "left":
        triangles = triangles[: len(triangles) // 2]
    if view.parts:
        wanted = np.isin(mesh.part, [PARTS.index(part) for part in view.parts])
        triangles = triangles[wanted[triangles].all(axis=1)]
    shown = points[np.unique(triangles)]
    toward = _unit(np.array(view.toward, float))
    up = np.array(view.up, float)
    up = _unit(up - toward * (up @ toward))
    right = np.cross(up, toward)
    low = np.array([shown @ right, shown @ up]).min(axis=1)
    high = np.array([shown @ right, shown @ up]).max(axis=1)
    margin = 0.03 * float((high - low).max())
    scale = longest_px / (float((high - low).max()) + 2 * margin)
    width, height = (np.ceil((high - low + 2 * margin) * scale)).astype(int)
    camera = Camera(
        right, up, toward, scale, low[0] - margin, high[1] + margin, int(width), int(height)
    )
    return rasterise(points, triangles, camera=camera), points, triangles


def rasterise(points: FloatArray, triangles: IntArray, *, camera: Camera) -> Raster:
    """Find the nearest triangle at every pixel centre; faces turned away are left out."""
    seen = look(camera.project(points), triangles, width=camera.width, height=camera.height)
    return Raster(camera, seen.triangle, seen.weights, seen.depth)


def shade(
    raster: Raster, points: FloatArray, triangles: IntArray, *, colours: FloatArray | None = None
) -> Image.Image:
    """Light the skin from the upper left; colours are (n_skin_pixels, 3) from 0 to 255."""
    camera = raster.camera
    normals = raster.interpolate(triangles, _normals(points, triangles))
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
    light = _unit(-0.35 * camera.right + 0.45 * camera.up + 0.85 * camera.toward)
    bright = 0.42 + 0.58 * np.clip(normals @ light, 0, 1)
    paint = np.array(_SKIN, float)[None] if colours is None else colours
    picture = np.full((camera.height, camera.width, 3), _GROUND, np.uint8)
    picture[raster.is_skin] = np.clip(paint * bright[:, None], 0, 255).astype(np.uint8)
    return Image.fromarray(picture)


def mark_points(
    picture: Image.Image, raster: Raster, *, points: Mapping[str, FloatArray], tolerance_mm: float
) -> list[str]:
    """Draw the points that are in sight, with their names; gives the names drawn."""
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=11)
    camera = raster.camera
    drawn = []
    taken: list[tuple[float, float, float, float]] = []
    for name, place in points.items():
        x, y, near = camera.project(place[None])[0]
        column, row = int(x), int(y)
        if not (0 <= column < camera.width and 0 <= row < camera.height):
            continue
        if near < raster.near_mm[row, column] - tolerance_mm or raster.triangle[row, column] < 0:
            continue
        draw.ellipse([x - 2.5, y - 2.5, x + 2.5, y + 2.5], fill=(190, 0, 30))
        _write_beside(draw, (x, y), name, font=font, taken=taken)
        drawn.append(name)
    return drawn


def side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    """Put pictures in a row on white."""
    gap = 8
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(picture.height for picture in pictures)), "white")
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width + gap
    return sheet


def _write_beside(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    text: str,
    *,
    font: ImageFont.ImageFont | ImageFont.FreeTypeFont,
    taken: list[tuple[float, float, float, float]],
) -> None:
    """Write a name next to its point where it covers no other name, if there is room."""
    x, y = at
    length = draw.textlength(text, font=font)
    places = [
        (x + side, y - 7 + down)
        for down in (0, 10, -10, 20, -20, 30, -30)
        for side in (5, -length - 5)
    ]
    free = [
        (px, py)
        for px, py in places
        if all(
            px > box[2] or px + length < box[0] or py + 6 > box[3] or py + 12 < box[1]
            for box in taken
        )
    ]
    px, py = free[0] if free else places[0]
    taken.append((px, py, px + length, py + 14))
    draw.text((px, py), text, fill=(0, 0, 90), font=font)


def _normals(points: FloatArray, triangles: IntArray) -> FloatArray:
    """Give every vertex its normal, weighted by area."""
    a, b, c = (points[triangles[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    normals = np.zeros_like(points)
    for k in range(3):
        np.add.at(normals, triangles[:, k], face)
    return normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)


def _unit(vector: FloatArray) -> FloatArray:
    """Scale to length one."""
    return vector / np.linalg.norm(vector)
