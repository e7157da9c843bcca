"""The surface made ready for use: where one can paint, and which region each spot belongs to.

Regions share the skin softly: near a border a vertex belongs partly to each neighbour, and
its shares sum to one. A *place* is a region with its side. A vertex on the midline belongs
half to the left place and half to the right place of a region with sides. Adding up the
shares of several places gives the cover of their union without a seam between them; where
the sum is one half runs its border.

To draw, the soft shares serve as they are. To measure, each is raised to the fourth power
and they are made to sum to one again: the border stays where it is and becomes one vertex
wide, so that what is inside one region does not count for its neighbour.

A region with finer parts owns the union of its parts, and what is left of its own skin.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    total, sharp_total : (n_half,)
        Sum of the stored shares of each vertex, and of their fourth powers; at least 1.
    leaf_mm2 : (n_regions,)
        Skin of each region on one side; of a region without sides, half its skin.
    """

    surface: Surface
    canvas: Canvas
    rows: Mapping[str, int]
    parts: Mapping[str, tuple[str, ...]]
    total: FloatArray
    sharp_total: FloatArray
    leaf_mm2: FloatArray

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
        shares = self.surface.region_share
        return self._joined(
            [(shares[row].astype(np.float64), side) for row, side in places], self.total
        )

    def sharp_cover_of(self, places: Iterable[LeafPlace]) -> FloatArray:
        """Return the same with sharp borders, for measuring."""
        shares = self.surface.region_share
        return self._joined([(_sharp(shares[row]), side) for row, side in places], self.sharp_total)

    def by_leaf(self, weights: FloatArray) -> FloatArray:
        """Share a weight of every vertex out among the regions: left, right, (2, n_regions)."""
        n, n_half = self.surface.n_midline, self.surface.n_half
        middle = weights[:n] / 2.0
        return np.stack(
            [
                self._half_by_leaf(np.concatenate([middle, weights[n:n_half]])),
                self._half_by_leaf(np.concatenate([middle, weights[n_half:]])),
            ]
        )

    def _half_by_leaf(self, weights: FloatArray) -> FloatArray:
        """Share the weights of one half out, reading only vertices that have any."""
        at = np.flatnonzero(weights)
        shared: FloatArray = _sharp(self.surface.region_share[:, at]) @ (
            weights[at] / self.sharp_total[at]
        )
        return shared

    def _joined(self, shares: Iterable[tuple[FloatArray, str]], total: FloatArray) -> FloatArray:
        """Add up shares by half of the body, then divide by the total of the vertex."""
        left, right = np.zeros(self.surface.n_half), np.zeros(self.surface.n_half)
        for share, side in shares:
            if side != "right":
                left += share
            if side != "left":
                right += share
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
    canvas = canvas_of(surface.positions_mm(), surface.triangles)
    skin = Skin(
        surface=surface,
        canvas=canvas,
        rows=MappingProxyType({region: row for row, region in enumerate(surface.regions)}),
        parts=MappingProxyType({whole: tuple(finer) for whole, finer in parts.items()}),
        total=np.maximum(surface.region_share.sum(axis=0, dtype=np.float64), 1.0),
        sharp_total=np.maximum(_sharp_sum(surface.region_share), 1.0),
        leaf_mm2=np.zeros(len(surface.regions)),
    )
    skin.leaf_mm2[:] = skin.by_leaf(canvas.area_mm2)[0]
    return skin


def _sharp(share: npt.NDArray[np.uint8]) -> FloatArray:
    """Return the fourth power of stored shares; exact, for it stays below 2**53."""
    squared = share.astype(np.float64) ** 2
    return squared * squared


def _sharp_sum(shares: npt.NDArray[np.uint8]) -> FloatArray:
    """Add up the fourth powers row by row, which needs no second table."""
    total = np.zeros(shares.shape[1])
    for share in shares:
        total += _sharp(share)
    return total
