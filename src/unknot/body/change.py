"""How one drawing differs from another: what stayed, what came, what went, how far it moved.

Overlap is the Dice index, the usual measure for pain drawings: twice the shared area by the
sum of both areas. How far the pain moved is the mean distance along the skin from the paint
of one drawing to the nearest paint of the other, both ways averaged: 0 where both cover the
same skin, and independent of the size of the body parts between.

What it does not do: say whether a change is more than people differ from one day to the next
(that is ``measure/``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.body.areas import vertex_areas_mm2
from unknot.body.geodesic import spread
from unknot.body.painting import Paint
from unknot.body.surface import Body
from unknot.errors import InvalidInput

__all__ = ["DrawingChange", "change_between", "change_in_words"]

FloatArray = npt.NDArray[np.float64]

_MM2_PER_CM2: Final = 100.0
_SAME_DICE: Final = 0.95
_NOTICEABLE: Final = 0.1
"""Change of area that is worth a word. [share]"""


@dataclass(frozen=True, slots=True)
class DrawingChange:
    """Two drawings compared.

    Attributes
    ----------
    dice
        Overlap from 0 to 1; None where neither drawing has paint.
    kept_share
        Share of the earlier paint that is still painted; None without earlier paint.
    before_cm2, after_cm2, came_cm2, went_cm2
        Painted then, painted now, painted only now, painted only then. [cm²]
    moved_mm
        Mean distance to the other drawing's paint; None where one has no paint. [mm]
    intensity_before, intensity_after
        Mean over the paint where it was told, from 0 to 10; None where nowhere told.
    """

    dice: float | None
    kept_share: float | None
    before_cm2: float
    after_cm2: float
    came_cm2: float
    went_cm2: float
    moved_mm: float | None
    intensity_before: float | None
    intensity_after: float | None


def change_between(before: Paint, after: Paint, *, body: Body = "reference") -> DrawingChange:
    """Compare two paintings of the same skin.

    Parameters
    ----------
    body
        The body that areas are told for. Distances are those of the reference body.

    Raises
    ------
    InvalidInput
        The paintings are not on the same skin.
    """
    if before.skin is not after.skin:
        raise InvalidInput(
            "The two drawings are not on the same surface. Replay both on one.", where="after"
        )
    area = vertex_areas_mm2(before.skin.surface, body) / _MM2_PER_CM2
    then, now = before.share * area, after.share * area
    shared = float(np.minimum(then, now).sum())
    n_then, n_now = float(then.sum()), float(now.sum())
    return DrawingChange(
        dice=2.0 * shared / (n_then + n_now) if n_then + n_now else None,
        kept_share=shared / n_then if n_then else None,
        before_cm2=n_then,
        after_cm2=n_now,
        came_cm2=n_now - shared,
        went_cm2=n_then - shared,
        moved_mm=_moved_mm(before, after) if n_then and n_now else None,
        intensity_before=_mean_intensity(before, then),
        intensity_after=_mean_intensity(after, now),
    )


def change_in_words(change: DrawingChange) -> str:
    """Say the change in one plain sentence."""
    if change.before_cm2 == 0.0 and change.after_cm2 == 0.0:
        return "Neither drawing has any paint."
    if change.before_cm2 == 0.0:
        return f"New: {change.after_cm2:.0f} cm² is painted now, nothing was before."
    if change.after_cm2 == 0.0:
        return f"Nothing is painted now; {change.before_cm2:.0f} cm² was before."
    if change.dice is not None and change.dice >= _SAME_DICE:
        return "The painted area is the same as before." + _intensity_in_words(change)
    return (
        f"The painted area is {_size_in_words(change)} ({change.before_cm2:.0f} cm² before, "
        f"{change.after_cm2:.0f} cm² now){_place_in_words(change)}."
    ) + _intensity_in_words(change)


def _size_in_words(change: DrawingChange) -> str:
    """Say whether the area is smaller, larger or about as large."""
    ratio = change.after_cm2 / change.before_cm2
    if ratio < 1.0 - _NOTICEABLE:
        return "smaller"
    return "larger" if ratio > 1.0 + _NOTICEABLE else "about as large as before"


def _place_in_words(change: DrawingChange) -> str:
    """Say how much of the earlier place is still painted, and how far it moved."""
    kept = 0.0 if change.kept_share is None else change.kept_share
    if kept == 0.0 and change.moved_mm is not None:
        return f", in another place, about {change.moved_mm / 10.0:.0f} cm away along the skin"
    return f"; {100.0 * kept:.0f} % of the earlier place is still painted"


def _intensity_in_words(change: DrawingChange) -> str:
    """Say how the strength changed, where both drawings tell it."""
    then, now = change.intensity_before, change.intensity_after
    if then is None or now is None:
        return ""
    if round(then, 1) == round(now, 1):
        return f" Its strength is {now:.1f} of 10, as before."
    return f" Its strength went from {then:.1f} to {now:.1f} of 10."


def _moved_mm(before: Paint, after: Paint) -> float:
    """Return the mean distance of each paint to the other, averaged. [mm]"""
    return (_mean_distance_mm(before, after) + _mean_distance_mm(after, before)) / 2.0


def _mean_distance_mm(of: Paint, to: Paint) -> float:
    """Return the mean distance along the skin from one paint to the other. [mm]"""
    canvas = of.skin.canvas
    outside = np.setdiff1d(of.painted, to.painted, assume_unique=True)
    distance = np.zeros(canvas.n_vertices)
    if len(outside):
        reached, far = spread(canvas, to.painted, np.zeros(len(to.painted)))
        distance[reached] = far
    weight = canvas.area_mm2[of.painted]
    return float((weight * distance[of.painted]).sum() / weight.sum())


def _mean_intensity(paint: Paint, painted: FloatArray) -> float | None:
    """Return the mean strength over the painted skin where it was told."""
    is_told = (painted > 0.0) & ~np.isnan(paint.intensity)
    if not is_told.any():
        return None
    return float((painted * np.nan_to_num(paint.intensity))[is_told].sum() / painted[is_told].sum())
