"""A small mirrored skin for tests: an egg whose regions are bands, in the form of the file.

Nothing of the real body is in it, so that what is tested is the arithmetic. Half of an
octahedron is divided again and again; its planes of symmetry stay exact. Bands from the top
down: temple, sternum (no sides), the two parts of the heel, the front of the knee with one
finer part, lips (tongue lies under them), lumbar.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from unknot.body.skin import Skin, skin_of
from unknot.body.surface import Surface, surface_from

__all__ = [
    "BANDS",
    "egg_arrays",
    "egg_file",
    "egg_skin",
    "egg_surface",
    "octahedron_half",
    "with_meta",
]

BANDS = (
    "temple",
    "sternum",
    "heel_back",
    "heel_under",
    "knee_above",
    "knee_front",
    "lips",
    "lumbar",
)
HALF_AXES_MM = np.array([90.0, 70.0, 150.0])
BLUR_MM = 6.0


def egg_arrays(n_divisions: int = 4) -> dict[str, npt.NDArray[Any]]:
    """The arrays of the file, with a made-up child and heavy body."""
    points, triangles = octahedron_half(n_divisions)
    n_midline = int((np.abs(points[:, 0]) < 1e-9).sum())
    order = np.argsort(np.abs(points[:, 0]) >= 1e-9, kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    half_mm = points[order] * HALF_AXES_MM
    half_mm[:n_midline, 0] = 0.0
    units = np.round(half_mm * 10).astype(np.int16)
    shares = _band_shares(half_mm[:, 2])
    row, vertex = np.nonzero(shares)
    meta = {
        "atlas_version": "1",
        "n_midline": n_midline,
        "n_left": len(points) - n_midline,
        "n_triangles_left": len(triangles),
        "bodies": ["female", "male", "child", "heavy"],
        "stature_mm": {"female": 280.0, "male": 320.0, "child": 150.0, "heavy": 300.0},
        "parts": ["head", "trunk"],
        "credit": "Made for tests.",
        "landmarks": ["crown"],
        "regions": list(BANDS),
        "inside": {"tongue": "lips"},
    }
    none = np.zeros_like(units)
    return {
        "meta": np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8),
        "triangles": back[triangles].astype(np.uint16),
        "anatomical_reference": units,
        "anatomical_sex": np.round(-units / 15).astype(np.int16),
        "anatomical_child": np.round(-units / 2).astype(np.int16),
        "anatomical_heavy": np.round(units * [0.3, 0.3, 0.0]).astype(np.int16),
        "side_reference": np.broadcast_to(np.array([0, -50, 0], np.int16), units.shape).copy(),
        "side_sex": none,
        "side_child": none,
        "side_heavy": none,
        "occlusion": np.full(len(units), 255, dtype=np.uint8),
        "part": (half_mm[:, 2] < 75).astype(np.uint8),
        "landmark": np.array([int(half_mm[:, 2].argmax())], dtype=np.uint16),
        "region_start": np.searchsorted(row, np.arange(len(BANDS) + 1)).astype(np.uint32),
        "region_vertex": vertex.astype(np.uint16),
        "region_share": shares[row, vertex],
    }


def egg_file(folder: Path, **changed: npt.NDArray[Any]) -> Path:
    """Write the egg, some of its arrays replaced."""
    path = folder / "surface.npz"
    np.savez_compressed(path, **{**egg_arrays(2), **changed})
    return path


def with_meta(**changed: Any) -> npt.NDArray[np.uint8]:
    """The egg's meta text with some of its fields replaced."""
    meta = json.loads(egg_arrays(2)["meta"].tobytes())
    return np.frombuffer(json.dumps({**meta, **changed}).encode(), dtype=np.uint8)


def egg_surface(folder: Path, n_divisions: int = 4) -> Surface:
    """Read the egg back through the loader."""
    path = folder / f"egg{n_divisions}.npz"
    np.savez_compressed(path, **egg_arrays(n_divisions))
    return surface_from(path)


def egg_skin(folder: Path, n_divisions: int = 4) -> Skin:
    """The egg made ready for painting."""
    return skin_of(egg_surface(folder, n_divisions))


def octahedron_half(n_divisions: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
    """The left half (x >= 0) of a sphere, corners against the clock seen from outside."""
    points = [(1.0, 0, 0), (0, 1.0, 0), (0, -1.0, 0), (0, 0, 1.0), (0, 0, -1.0)]
    triangles = [(0, 1, 3), (0, 3, 2), (0, 2, 4), (0, 4, 1)]
    for _ in range(n_divisions):
        middle: dict[tuple[int, int], int] = {}

        def between(a: int, b: int, middle: dict[tuple[int, int], int] = middle) -> int:
            key = (min(a, b), max(a, b))
            if key not in middle:
                middle[key] = len(points)
                points.append(tuple((np.array(points[a]) + np.array(points[b])) / 2))
            return middle[key]

        finer = []
        for a, b, c in triangles:
            ab, bc, ca = between(a, b), between(b, c), between(c, a)
            finer += [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]
        triangles = finer
    sphere = np.array(points)
    sphere /= np.linalg.norm(sphere, axis=1, keepdims=True)
    return sphere, np.array(triangles, dtype=np.intp)


def _band_shares(height_mm: npt.NDArray[np.float64]) -> npt.NDArray[np.uint8]:
    """Soft bands of equal height from the top down, as whole numbers that sum to about 255."""
    edges = np.linspace(HALF_AXES_MM[2], -HALF_AXES_MM[2], len(BANDS) + 1)
    above = 1.0 / (1.0 + np.exp(-(height_mm[None, :] - edges[:, None]) / BLUR_MM))
    above[0], above[-1] = 0.0, 1.0
    shares = np.diff(above, axis=0)
    shares[shares < 0.02] = 0.0
    return np.round(255 * shares).astype(np.uint8)
