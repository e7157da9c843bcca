"""Which lines help to find one's way on a chart, and which ridges and furrows are missing?

``recipes/guides.csv`` names lines along the skin in the grammar of :mod:`atlas.paths`. A ``bone``
is drawn as a dashed line; a ``ridge`` or ``groove`` only tilts the light. Lines are written for
the left and mirrored, unless they run along the midline.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from atlas.paths import PointReader, Skin
from atlas.shading import Relief
from unknot.body.contours import smoothed

__all__ = ["Guide", "guide_line", "read_guides", "reliefs_of"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

RECIPES: Final = Path(__file__).parent / "recipes"
_SMOOTHING_ROUNDS: Final = 12
_REACH: Final = 4.0
"""Beyond so many widths a ridge is flat."""


@dataclass(frozen=True, slots=True)
class Guide:
    """One line along the skin, on the left, on the right or in the middle.

    ``vertices`` run along the line; ``views`` is the beginning of the names of the views that
    show it, empty for all.
    """

    id: str
    kind: str
    vertices: IntArray
    width_mm: float
    height_mm: float
    views: str


def read_guides(
    skin: Skin, landmarks: Mapping[str, int], *, path: Path = RECIPES / "guides.csv"
) -> list[Guide]:
    """Read the table of guides, each line of one side followed by its mirror image."""
    reader = PointReader(skin, landmarks, file=path.name)
    guides = []
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream), start=2):
            vertices = _way(reader, row["path"], line=number)
            sides = [vertices]
            if (skin.mirror[vertices] != vertices).any():
                sides.append(skin.mirror[vertices])
            guides += [
                Guide(
                    id=row["id"],
                    kind=row["kind"],
                    vertices=side,
                    width_mm=float(row["width_mm"] or 0),
                    height_mm=float(row["height_mm"] or 0),
                    views=row["views"],
                )
                for side in sides
            ]
    return guides


def _way(reader: PointReader, text: str, *, line: int) -> IntArray:
    """Return the vertices along ``a~b~c``, in order."""
    stops = [reader.vertex(part, line=line) for part in text.split("~")]
    ways = [
        reader.skin.vertex_path(one, other)
        for one, other in zip(stops, stops[1:], strict=False)
    ]
    joined = np.concatenate([np.array(stops[:1]), *ways])
    return joined[np.append(True, np.diff(joined) != 0)]


def guide_line(guide: Guide, positions: FloatArray) -> FloatArray:
    """Return the line of a guide on a body in a pose, evened out, (n, 3). [mm]"""
    return smoothed(positions[guide.vertices], _SMOOTHING_ROUNDS, closed=False)


def reliefs_of(guides: list[Guide], skin: Skin) -> list[Relief]:
    """Return the ridges and grooves, measured on the reference body."""
    reliefs = []
    for guide in guides:
        if guide.kind in ("ridge", "groove"):
            distance = skin.distances(guide.vertices, limit_mm=_REACH * guide.width_mm)
            sign = 1 if guide.kind == "ridge" else -1
            reliefs.append(Relief(distance, guide.width_mm, sign * guide.height_mm))
    return reliefs
