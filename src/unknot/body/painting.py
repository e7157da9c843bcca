"""A drawing replayed on the skin: how far each vertex is painted, how strongly, and how.

Rules, the same in the browser (``chart/src/geometry``), for each stroke in order:

* *Paint* with the stroke's cover ``c`` (:mod:`unknot.body.brush`): ``brush = max(brush, c)``.
* *Erase*: ``brush = min(brush, 1 - c)`` and ``whole = min(whole, 1 - c)``.
* *Region*, marked as a whole: let ``new`` be the cover of those of its leaf places that are
  not marked yet, and ``all`` that of all of them (:mod:`unknot.body.skin`). Then
  ``whole = max(min(1, whole + new), all)``, and they count as marked. Adding lets two
  neighbours meet without a seam.
* *Unregion*: let ``held`` be the cover of those that are marked. Then
  ``whole = min(max(0, whole - held), 1 - all)`` and ``brush = min(brush, 1 - all)``, and they
  no longer count as marked.
* *Intensity and quality* follow paint and region strokes with cover ``c`` (``all``): where
  ``c > 0.5`` the stroke's value stands; where the spot was not painted yet (cover at most
  0.5) and ``0 < c``, ``c >= cover`` it stands too, so that the ramp outside a stroke takes the
  value of the paint beside it.

The cover of a vertex is ``max(brush, whole)``; it is painted where that is above 0.5. A
region that owns no skin is marked beside the paint, by its id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.body.brush import PAINTED, covered_by, painted_share
from unknot.body.skin import LeafPlace, Skin
from unknot.body.strokes import BrushStroke, Drawing, RegionStroke
from unknot.facts.network_tables import load_qualities
from unknot.sides import LEFT_RIGHT

__all__ = ["NOT_TOLD", "InsideMark", "Paint", "Painting", "paint_of"]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]

NOT_TOLD: Final = -1
"""Number of a quality that was not told; others count through ``qualities.csv``."""


@dataclass(frozen=True, slots=True)
class InsideMark:
    """How a region without skin was marked."""

    intensity: float | None
    quality: str | None


@dataclass(frozen=True, eq=False)
class Paint:
    """The paint on the skin.

    Attributes
    ----------
    brush, whole : (n_vertices,)
        Cover by the brush, and by regions marked as a whole, from 0 to 1.
    intensity : (n_vertices,)
        From 0 to 10; nan where not told. Meaningful where there is paint.
    quality : (n_vertices,)
        Number in ``qualities.csv``; -1 where not told.
    inside
        Marked regions that own no skin, by id and side.
    named
        Regions with skin that were marked as a whole, by id and side.
    """

    skin: Skin
    brush: FloatArray
    whole: FloatArray
    intensity: FloatArray
    quality: npt.NDArray[np.int8]
    inside: Mapping[tuple[str, str], InsideMark]
    named: frozenset[tuple[str, str]]

    @cached_property
    def cover(self) -> FloatArray:
        """How far each vertex is covered, from 0 to 1; 0.5 is the edge of the paint."""
        return np.maximum(self.brush, self.whole)

    @cached_property
    def painted(self) -> IndexArray:
        """Vertices inside the paint, ascending."""
        return np.flatnonzero(self.cover > PAINTED)

    @cached_property
    def share(self) -> FloatArray:
        """Share of each vertex's area that is painted, from 0 to 1.

        Only at vertices inside the paint or joined to one by an edge: what remains of a ramp
        after erasing is not paint.
        """
        is_painted = self.cover > PAINTED
        low, high = self.skin.canvas.edges.T
        is_near = is_painted.copy()
        is_near[low[is_painted[high]]] = True
        is_near[high[is_painted[low]]] = True
        return np.where(is_near, painted_share(self.cover), 0.0)


class Painting:
    """Paint in the making: strokes are added one by one.

    Parameters
    ----------
    skin
        The skin that is painted on.
    """

    def __init__(self, skin: Skin) -> None:
        n = skin.canvas.n_vertices
        self._skin = skin
        self._brush = np.zeros(n)
        self._whole = np.zeros(n)
        self._intensity = np.full(n, np.nan)
        self._quality = np.full(n, NOT_TOLD, dtype=np.int8)
        self._marked: set[LeafPlace] = set()
        self._inside: dict[tuple[str, str], InsideMark] = {}
        self._named: set[tuple[str, str]] = set()

    def add(self, stroke: BrushStroke | RegionStroke) -> None:
        """Add one stroke."""
        if isinstance(stroke, BrushStroke):
            self._add_brush(stroke)
        elif self._skin.has_skin(stroke.region):
            self._add_region(stroke)
        else:
            self._add_inside(stroke)

    def paint(self) -> Paint:
        """Return the paint so far."""
        return Paint(
            skin=self._skin,
            brush=self._brush.copy(),
            whole=self._whole.copy(),
            intensity=self._intensity.copy(),
            quality=self._quality.copy(),
            inside=MappingProxyType(dict(self._inside)),
            named=frozenset(self._named),
        )

    def _add_brush(self, stroke: BrushStroke) -> None:
        """Paint or erase along the points of a stroke."""
        dab = covered_by(self._skin.canvas, stroke.points, radius_mm=stroke.radius_mm)
        at, cover = dab.vertices, dab.cover
        if stroke.tool == "paint":
            self._feel(stroke, at, cover)
            self._brush[at] = np.maximum(self._brush[at], cover)
        else:
            self._brush[at] = np.minimum(self._brush[at], 1.0 - cover)
            self._whole[at] = np.minimum(self._whole[at], 1.0 - cover)

    def _add_region(self, stroke: RegionStroke) -> None:
        """Mark or unmark a region that owns skin."""
        places = self._skin.leaf_places(stroke.region, stroke.side)
        everything = self._skin.cover_of(places)
        if stroke.tool == "region":
            at = np.flatnonzero(everything)
            self._feel(stroke, at, everything[at])
            new = self._skin.cover_of(places - self._marked)
            self._whole = np.maximum(np.minimum(1.0, self._whole + new), everything)
            self._marked |= places
            self._named.update(_each_side(stroke))
        else:
            held = self._skin.cover_of(places & self._marked)
            lowered = np.maximum(0.0, self._whole - held)
            self._whole = np.minimum(lowered, 1.0 - everything)
            self._brush = np.minimum(self._brush, 1.0 - everything)
            self._marked -= places
            self._named.difference_update(_each_side(stroke))

    def _add_inside(self, stroke: RegionStroke) -> None:
        """Mark or unmark a region without skin."""
        for place in _each_side(stroke):
            if stroke.tool == "region":
                self._inside[place] = InsideMark(stroke.intensity, stroke.quality)
            else:
                self._inside.pop(place, None)

    def _feel(self, stroke: BrushStroke | RegionStroke, at: IndexArray, cover: FloatArray) -> None:
        """Let the stroke's intensity and quality stand where it decides; before it is added."""
        before = np.maximum(self._brush[at], self._whole[at])
        decides = at[(cover > PAINTED) | ((before <= PAINTED) & (cover >= before))]
        self._intensity[decides] = np.nan if stroke.intensity is None else stroke.intensity
        qualities = list(load_qualities())
        self._quality[decides] = (
            NOT_TOLD if stroke.quality is None else qualities.index(stroke.quality)
        )


def paint_of(drawing: Drawing, skin: Skin) -> Paint:
    """Return the paint that a drawing leaves on a skin."""
    painting = Painting(skin)
    for stroke in drawing.strokes:
        painting.add(stroke)
    return painting.paint()


def _each_side(stroke: RegionStroke) -> tuple[tuple[str, str], ...]:
    """Return the region with its side, or with both."""
    sides: tuple[str, ...] = LEFT_RIGHT if stroke.side == "both" else (stroke.side,)
    return tuple((stroke.region, side) for side in sides)
