"""Which regions a painting covers, how far, how strongly, and how it feels there.

A place is read as painted when one of these holds; all thresholds stand here and nowhere
else in Python, and the browser mirrors them (shared fixtures in ``tests/body/fixtures``):

* it holds at least ``PATCH_SHARE`` of a connected patch of paint: this is what the patch is;
* it holds at least ``NEAR_LARGEST`` times as much of a patch as the place that holds the most:
  so every patch is read as something;
* at least ``REGION_SHARE`` of it is covered;
* it holds at least ``CROSSED_PATCH_SHARE`` of a patch and ``CROSSED_NEAR_LARGEST`` times as much
  of it as the place that holds the most, and at least ``CROSSED_REGION_SHARE`` of it is covered:
  a long line runs through it.

Paint that spills over a border does none of these to the neighbour. The thresholds were
chosen on simulated drawings (docs/explanation/body.md).

Finer and coarser (docs/decisions/0005): a region with finer parts is told by its finest
part that is painted. Where two or more of its parts are painted, or none by itself though
together they are, the whole is told. Where a part lies inside, under the same skin, paint
cannot tell the two apart, and the whole is told, unless the finer one was marked by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.body.painting import NOT_TOLD, Paint
from unknot.body.patches import patches_of
from unknot.body.skin import Skin
from unknot.facts.network_tables import load_qualities
from unknot.facts.vocabularies import load_regions
from unknot.sides import LEFT_RIGHT, Side

__all__ = [
    "CROSSED_NEAR_LARGEST",
    "CROSSED_PATCH_SHARE",
    "CROSSED_REGION_SHARE",
    "NEAR_LARGEST",
    "PATCH_SHARE",
    "REGION_SHARE",
    "PaintedPlace",
    "painted_places",
]

FloatArray = npt.NDArray[np.float64]

PATCH_SHARE: Final = 0.30
NEAR_LARGEST: Final = 0.75
REGION_SHARE: Final = 0.35
CROSSED_PATCH_SHARE: Final = 0.08
CROSSED_NEAR_LARGEST: Final = 0.25
CROSSED_REGION_SHARE: Final = 0.10
_MOSTLY: Final = 0.5
"""Share from which on a vertex belongs mostly to a place."""
_MEAN_DECIMALS: Final = 6
"""So that the mean of equal numbers is that number."""
_LEAST_MM2: Final = 1e-9


@dataclass(frozen=True, slots=True)
class PaintedPlace:
    """A region on one side that was painted.

    Attributes
    ----------
    fraction
        Share of its skin that is painted, from 0 to 1; 1 for a region without skin.
    patch_share
        Largest share that it holds of one patch of paint, from 0 to 1.
    painted_mm2
        How much of its skin is painted, on the reference body. [mm²]
    intensity
        Mean over the painted skin well inside where it was told, from 0 to 10, or None.
    quality
        The quality told on the most painted skin well inside, or None.
    """

    region: str
    side: Side
    fraction: float
    patch_share: float
    painted_mm2: float
    intensity: float | None
    quality: str | None


@dataclass(frozen=True, slots=True, eq=False)
class _Tally:
    """Painted skin by side (left, right) and row, in all and by patch. [mm²]"""

    skin: Skin
    painted: FloatArray
    by_patch: FloatArray
    patch: FloatArray
    largest: FloatArray
    """Largest area that one leaf place holds of each patch."""
    touched: tuple[frozenset[int], ...]
    """Rows with any paint, by side: most places of the body have none."""

    def is_painted(self, regions: Sequence[str], side: Side) -> bool:
        """Whether regions that own skin are painted, taken together."""
        rows = [self.skin.rows[region] for region in regions]
        if not any(row in self.touched[half] for half in _halves(side) for row in rows):
            return False
        covered, patch_share = self.shares(rows, side)
        held = self._held(rows, side)
        is_crossed = (held >= CROSSED_PATCH_SHARE * self.patch) & (
            held >= CROSSED_NEAR_LARGEST * self.largest
        )
        return (
            patch_share >= PATCH_SHARE
            or bool((held >= NEAR_LARGEST * self.largest).any())
            or covered >= REGION_SHARE
            or (bool(is_crossed.any()) and covered >= CROSSED_REGION_SHARE)
        )

    def shares(self, rows: list[int], side: Side) -> tuple[float, float]:
        """Return how much of some regions is covered, and how much of a patch they hold."""
        halves = _halves(side)
        skin_mm2 = max(len(halves) * float(self.skin.leaf_mm2[rows].sum()), _LEAST_MM2)
        painted = float(self.painted[halves][:, rows].sum())
        return painted / skin_mm2, float((self._held(rows, side) / self.patch).max())

    def _held(self, rows: list[int], side: Side) -> FloatArray:
        """Return how much of each patch some regions hold. [mm²]"""
        held: FloatArray = self.by_patch[:, _halves(side)][:, :, rows].sum(axis=(1, 2))
        return held


def painted_places(paint: Paint) -> tuple[PaintedPlace, ...]:
    """Return the places that a painting covers, regions in file order, left before right."""
    tally = _tally(paint) if len(paint.painted) else None
    told = set(_told_places(paint, tally)) if tally is not None else set()
    found: list[PaintedPlace] = []
    for region in load_regions():
        for side in _sides(region):
            if tally is not None and (region, side) in told:
                found.append(_place(paint, tally, (region, side)))
            elif (region, side) in paint.inside:
                mark = paint.inside[region, side]
                found.append(
                    PaintedPlace(region, side, 1.0, 0.0, 0.0, mark.intensity, mark.quality)
                )
    return tuple(found)


def _told_places(paint: Paint, tally: _Tally) -> Iterator[tuple[str, Side]]:
    """Yield the painted places, each at the fineness at which it is told."""
    for region, record in load_regions().items():
        if record.parent is None and paint.skin.has_skin(region):
            for side in _sides(region):
                told = _told_region(paint, tally, (region, side))
                if told is not None:
                    yield told, side


def _told_region(paint: Paint, tally: _Tally, place: tuple[str, Side]) -> str | None:
    """Return the whole or its one painted part, or None when neither is painted."""
    skin, (whole, side) = paint.skin, place
    finer = [part for part in skin.parts.get(whole, ()) if tally.is_painted((part,), side)]
    rest = whole in skin.rows and tally.is_painted((whole,), side)
    if not finer and not rest:
        together = (*((whole,) if whole in skin.rows else ()), *skin.parts.get(whole, ()))
        return whole if len(together) > 1 and tally.is_painted(together, side) else None
    if rest or len(finer) > 1:
        return whole
    is_certain = (finer[0], side) in paint.named or not _has_part_inside(skin, whole)
    return finer[0] if is_certain else whole


def _has_part_inside(skin: Skin, whole: str) -> bool:
    """Whether a part of the region lies under the same skin."""
    regions = load_regions()
    return any(regions[region].parent == whole for region in skin.surface.inside)


def _tally(paint: Paint) -> _Tally:
    """Add up the painted skin."""
    weights = paint.share * paint.skin.canvas.area_mm2
    patch, n_patches = patches_of(paint)
    each = [paint.skin.by_leaf(np.where(patch == n, weights, 0.0)) for n in range(n_patches)]
    by_patch = np.array(each).reshape(n_patches, 2, -1)
    regions = load_regions()
    is_sided = np.array([regions[region].is_sided for region in paint.skin.rows])
    by_place = np.where(is_sided, by_patch, by_patch.sum(axis=1, keepdims=True))
    painted = by_patch.sum(axis=0)
    return _Tally(
        skin=paint.skin,
        painted=painted,
        by_patch=by_patch,
        patch=by_patch.sum(axis=(1, 2)),
        largest=by_place.max(axis=(1, 2)),
        touched=tuple(frozenset(np.flatnonzero(half).tolist()) for half in painted),
    )


def _place(paint: Paint, tally: _Tally, place: tuple[str, Side]) -> PaintedPlace:
    """Measure one painted place."""
    region, side = place
    skin = paint.skin
    places = skin.leaf_places(region, side)
    rows = [row for row, _ in places]
    cover = skin.sharp_cover_of(places)
    painted_mm2 = cover * skin.canvas.area_mm2 * paint.share
    felt_mm2 = _well_inside(cover, painted_mm2)
    covered, patch_share = tally.shares(rows, side)
    return PaintedPlace(
        region=region,
        side=side,
        fraction=min(1.0, covered),
        patch_share=min(1.0, patch_share),
        painted_mm2=float(painted_mm2.sum()),
        intensity=_mean_intensity(paint, felt_mm2),
        quality=_commonest_quality(paint, felt_mm2),
    )


def _well_inside(cover: FloatArray, painted_mm2: FloatArray) -> FloatArray:
    """Keep the skin that belongs mostly to the place: a neighbour's strength is not its own."""
    inside = np.where(cover > _MOSTLY, painted_mm2, 0.0)
    return inside if inside.any() else painted_mm2


def _mean_intensity(paint: Paint, painted_mm2: FloatArray) -> float | None:
    """Return the mean of what was told, by painted skin."""
    is_told = (painted_mm2 > 0.0) & ~np.isnan(paint.intensity)
    if not is_told.any():
        return None
    weights = painted_mm2[is_told]
    mean = float((weights * paint.intensity[is_told]).sum() / weights.sum())
    return round(mean, _MEAN_DECIMALS)


def _commonest_quality(paint: Paint, painted_mm2: FloatArray) -> str | None:
    """Return the quality told on the most painted skin; of equal ones the first in the file."""
    is_told = (painted_mm2 > 0.0) & (paint.quality != NOT_TOLD)
    if not is_told.any():
        return None
    by_quality = np.bincount(paint.quality[is_told], weights=painted_mm2[is_told])
    return list(load_qualities())[int(by_quality.argmax())]


def _halves(side: Side) -> list[int]:
    """Return which halves of the body a place lies on."""
    return {"left": [0], "right": [1]}.get(side, [0, 1])


def _sides(region: str) -> tuple[Side, ...]:
    """Return the sides of a region."""
    return LEFT_RIGHT if load_regions()[region].is_sided else ("mid",)
