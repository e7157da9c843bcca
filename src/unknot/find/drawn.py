"""Strokes on the skin as marked places: what the drawing says, joined with what was told.

Reading the paint is :mod:`unknot.body.reading`; here it becomes evidence. A place that is
both painted and given as a region counts once: what was given stands, and the drawing fills
in how strong it is and how it feels where that was not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from unknot.find.marks import PainMark

if TYPE_CHECKING:
    from unknot.body.reading import PaintedPlace
    from unknot.body.strokes import Drawing

__all__ = ["Drawn", "drawn_from", "joined_marks"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and what was read from it.

    Attributes
    ----------
    places
        Painted places.
    cm2, percent
        Painted skin, on the reference body and as a share of all skin. [cm², percent]
    """

    drawing: Drawing
    places: tuple[PaintedPlace, ...]
    cm2: float
    percent: float


def drawn_from(fields: Mapping[str, Any]) -> Drawn | None:
    """Check and read the drawing of one case; None when there is none.

    Raises
    ------
    InvalidInput
        The strokes cannot be read; ``where`` is a path such as ``strokes[3].points[2]``.
    """
    if fields.get("strokes") in (None, []):
        return None
    # Imported when someone drew: a case without a drawing must not wait for the skin.
    from unknot.body.areas import painted_area  # noqa: PLC0415
    from unknot.body.painting import paint_of  # noqa: PLC0415
    from unknot.body.reading import painted_places  # noqa: PLC0415
    from unknot.body.skin import load_skin  # noqa: PLC0415
    from unknot.body.strokes import drawing_from  # noqa: PLC0415

    drawing = drawing_from(fields.get("strokes"), atlas_version=fields.get("atlas_version"))
    paint = paint_of(drawing, load_skin())
    area = painted_area(paint)
    return Drawn(drawing, painted_places(paint), cm2=area.cm2, percent=area.percent)


def joined_marks(given: Iterable[PainMark], places: Iterable[PaintedPlace]) -> tuple[PainMark, ...]:
    """Join given places with painted ones, each place once, given ones first."""
    painted = {(place.region, place.side): place for place in places}
    joined = [_filled(mark, painted.get((mark.region, mark.side))) for mark in given]
    known = {
        (mark.region, side)
        for mark in joined
        for side in (("left", "right") if mark.side == "both" else (mark.side,))
    }
    new = [_mark(place) for key, place in painted.items() if key not in known]
    return (*joined, *new)


def _filled(mark: PainMark, place: PaintedPlace | None) -> PainMark:
    """Fill in what was not given from what was painted."""
    if place is None:
        return mark
    painted = _mark(place)
    return replace(
        mark,
        intensity=painted.intensity if mark.intensity is None else mark.intensity,
        quality=painted.quality if mark.quality is None else mark.quality,
    )


def _mark(place: PaintedPlace) -> PainMark:
    """Return a painted place as a mark; its strength to one decimal."""
    intensity = None if place.intensity is None else round(place.intensity, 1)
    return PainMark(place.region, place.side, intensity, place.quality)
