"""What does a drawing cover? The answer of ``POST /api/strokes/read``.

The browser reads its own drawing while somebody paints; this is the same reading by the
library, for programs and to hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final, cast, get_args

from unknot.body.areas import painted_area
from unknot.body.atlas import ATLAS_VERSION
from unknot.body.painting import paint_of
from unknot.body.reading import PaintedPlace, painted_places
from unknot.body.skin import load_skin
from unknot.body.strokes import drawing_from
from unknot.body.surface import REFERENCE, Body
from unknot.errors import InvalidInput

__all__ = ["drawing_answer"]

_FIELDS: Final = ("id", "atlas_version", "strokes", "body")
_BODIES: Final = get_args(Body)
_MM2_PER_CM2: Final = 100.0


def drawing_answer(fields: object) -> dict[str, Any]:
    """Return the places that a drawing covers, and how much skin that is.

    Parameters
    ----------
    fields
        ``atlas_version`` and ``strokes`` as in ``unknot find``; ``body``, the body that
        areas are told for, the reference body when left out.

    Raises
    ------
    InvalidInput
        A field is not known, or a stroke cannot be used; ``where`` is its path.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(
            "A drawing is one JSON object with 'atlas_version' and 'strokes'.", value=fields
        )
    _check_names(fields)
    body = _body(fields.get("body"))
    drawing = drawing_from(fields.get("strokes"), atlas_version=fields.get("atlas_version"))
    paint = paint_of(drawing, load_skin())
    area = painted_area(paint, body)
    return {
        "id": fields.get("id"),
        "regions": [_place(place) for place in painted_places(paint)],
        "body": body,
        "area_cm2": area.cm2,
        "percent": area.percent,
        "atlas_version": ATLAS_VERSION,
    }


def _place(place: PaintedPlace) -> dict[str, Any]:
    """Return one painted place; its area is on the reference body."""
    return {
        "region": place.region,
        "side": place.side,
        "fraction": place.fraction,
        "patch_share": place.patch_share,
        "area_cm2": place.painted_mm2 / _MM2_PER_CM2,
        "intensity": place.intensity,
        "quality": place.quality,
    }


def _body(told: object) -> Body:
    """Return the body that areas are told for."""
    if told is None:
        return REFERENCE
    if told not in _BODIES:
        raise InvalidInput(
            f"body is one of {', '.join(_BODIES)}; this is {str(told)[:60]!r}.",
            where="body",
            value=told,
        )
    return cast(Body, told)


def _check_names(fields: Mapping[Any, Any]) -> None:
    """Refuse a field that nothing reads."""
    for name in fields:
        if name not in _FIELDS:
            nearest = get_close_matches(str(name)[:60], _FIELDS, n=1)
            hint = f"Did you mean '{nearest[0]}'?" if nearest else f"Known: {', '.join(_FIELDS)}."
            raise InvalidInput(
                f"A drawing has no field '{str(name)[:60]}'. {hint}",
                where=str(name)[:60],
                value=name,
                nearest=nearest[0] if nearest else None,
            )
