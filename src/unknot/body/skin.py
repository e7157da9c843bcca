"""The surface made ready for use: where one can paint, and which region each spot belongs to.

Regions share the skin softly: near a border a vertex belongs partly to each neighbour, and
its shares sum to one. A *place* is a region with its side. A vertex on the midline belongs
half to the left place and half to the right place of a region with sides. Adding up the
shares of several places gives the cover of their union without a seam between them; where
the sum is one half runs its border.

A region with finer parts owns the union of its parts, and what is left of its own skin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from unknot.body.geodesic import Canvas, canvas_of
from unknot.body.surface import Surface, load_surface
from unknot.errors import FactsError, UnknownId
from unknot.facts.vocabularies import load_regions
from unknot.sides import LEFT_RIGHT, Side

__all__ = ["LeafPlace", "Skin", "load_skin", "skin_of"]

FloatArray = npt.NDArray[np.float64]
IndexArray = npt.NDArray[np.intp]
LeafPlace = tuple[int, str]
"""Row of a region that owns skin itself, and ``left``, ``right`` or ``mid``."""


@dataclass(frozen=True, slots=True, eq=False)
class Skin:
    """The reference body for painting and measuring, with its regions.

    Attributes
    ----------
    canvas
        The reference body in the anatomical pose.
    rows
        Row of each region that owns skin of its own.
    parts
        The finer regions of skin of each region that has some.
    share : (n_regions, n_half)
        How far a vertex of the stored half belongs to each region; sums to 1.
    """

    surface: Surface
    canvas: Canvas
    rows: Mapping[str, int]
    parts: Mapping[str, tuple[str, ...]]
    share: npt.NDArray[np.float32]
    _covers: dict[frozenset[LeafPlace], FloatArray] = field(default_factory=dict, repr=False)

    def has_skin(self, region: str) -> bool:
        """Whether one can paint on a region."""
        return region in self.rows or region in self.parts

    def leaf_places(self, region: str, side: Side) -> frozenset[LeafPlace]:
        """Return what a place is made of: itself and its finer parts, on its side or both.

        Raises
        ------
        UnknownId
            The region owns no skin.
        """
        if not self.has_skin(region):
            raise UnknownId("region", region, where="region", known=(*self.rows, *self.parts))
        regions = load_regions()
        names = (*((region,) if region in self.rows else ()), *self.parts.get(region, ()))
        sides = LEFT_RIGHT if side == "both" else (side,)
        return frozenset(
            (self.rows[name], own if regions[name].is_sided else "mid")
            for name in names
            for own in sides
        )

    def cover_of(self, places: Iterable[LeafPlace]) -> FloatArray:
        """Return how far every vertex belongs to the union of some places, (n_vertices,)."""
        key = frozenset(places)
        if len(key) != 1:
            return self._summed_cover(key)
        if key not in self._covers:
            self._covers[key] = self._summed_cover(key)
        return self._covers[key]

    def _summed_cover(self, places: frozenset[LeafPlace]) -> FloatArray:
        """Add up whole shares by half of the body, then divide by the total of the vertex."""
        counts = self.surface.region_share
        left = np.zeros(self.surface.n_half, dtype=np.int64)
        right = np.zeros(self.surface.n_half, dtype=np.int64)
        for row, side in places:
            if side != "right":
                left += counts[row]
            if side != "left":
                right += counts[row]
        total = np.maximum(counts.sum(axis=0, dtype=np.int64), 1)
        n = self.surface.n_midline
        return np.concatenate(
            [(left[:n] + right[:n]) / 2.0 / total[:n], left[n:] / total[n:], right[n:] / total[n:]]
        )


@cache
def load_skin() -> Skin:
    """Return the packaged skin; it is made ready once.

    Raises
    ------
    FactsError
        The surface is missing, broken, or holds no regions.
    """
    skin = skin_of(load_surface())
    if not skin.rows:
        raise FactsError("surface.npz holds no regions. Build it again with 'make atlas'.")
    return skin


def skin_of(surface: Surface) -> Skin:
    """Make a surface ready.

    Raises
    ------
    FactsError
        A region of the surface stands in no vocabulary.
    """
    regions = load_regions()
    unknown = [region for region in (*surface.regions, *surface.inside) if region not in regions]
    if unknown:
        raise FactsError(
            f"Region '{unknown[0]}' of the surface is not in regions.csv. Add it there, or build "
            "the surface again with 'make atlas'."
        )
    parts: dict[str, list[str]] = {}
    for region in surface.regions:
        parent = regions[region].parent
        if parent is not None:
            parts.setdefault(parent, []).append(region)
    counts = surface.region_share.astype(np.float32)
    return Skin(
        surface=surface,
        canvas=canvas_of(surface.positions_mm(), surface.triangles),
        rows=MappingProxyType({region: row for row, region in enumerate(surface.regions)}),
        parts=MappingProxyType({whole: tuple(finer) for whole, finer in parts.items()}),
        share=counts / np.maximum(counts.sum(axis=0), 1.0),
    )
