"""The unit that came in, checked against what the scale takes, and converted at the door."""

from __future__ import annotations

from math import isfinite
from typing import Final

from unknot.errors import InvalidInput
from unknot.facts.scales import Scale
from unknot.units import UNITS, Unit, nearest_unit, pressure_from_force, unit_named

__all__ = ["unit_told"]

_ON_A_LINE: Final = {"mm": "mm 0-100", "cm": "points 0-10"}
"""A mark on the line of a pain scale is 100 mm, or 10 cm, long."""


def unit_told(scale: Scale, told: object, tip_cm2: object) -> Unit | None:
    """Return the unit of the readings, as a size in the scale's own unit.

    Parameters
    ----------
    told
        What came as ``unit``; may be left out only where the scale takes one unit.
    tip_cm2
        Area of the tip, for a gauge that reads force. [cm²]

    Raises
    ------
    InvalidInput
        The unit is missing, not known, or none of the scale's.
    """
    if scale.unit is None:
        if told is not None:
            raise InvalidInput(f"'{scale.id}' has no unit. Leave it out (unit).", where="unit")
        return None
    if told is None:
        if len(scale.units) == 1:
            return UNITS[scale.unit]
        raise InvalidInput(
            f"'{scale.id}' needs a unit, one of {', '.join(scale.units)} (unit).", where="unit"
        )
    unit = unit_named(told) if isinstance(told, str) else None
    if unit is not None and unit.id in _ON_A_LINE and _ON_A_LINE["mm"] in scale.units:
        unit = UNITS[_ON_A_LINE[unit.id]]
    if unit is None or unit.id not in scale.units:
        raise _wrong_unit(scale, told)
    if unit.quantity == "force" and UNITS[scale.unit].quantity == "pressure":
        return pressure_from_force(unit, tip_cm2=_area(unit, tip_cm2))
    if tip_cm2 is not None:
        raise InvalidInput(
            f"tip_cm2 is for a gauge that reads force; {unit.id} needs none. Leave it out.",
            where="tip_cm2",
        )
    return unit


def _wrong_unit(scale: Scale, told: object) -> InvalidInput:
    """Build the complaint about a unit that the scale does not take."""
    nearest = nearest_unit(told, scale.units) if isinstance(told, str) else None
    hint = f" Did you mean '{nearest}'?" if nearest else ""
    return InvalidInput(
        f"'{scale.id}' takes {', '.join(scale.units)}, not {str(told)[:30]!r} (unit).{hint}",
        where="unit",
        value=told,
        nearest=nearest,
    )


def _area(unit: Unit, tip_cm2: object) -> float:
    """Return the area of the tip."""
    if tip_cm2 is None:
        raise InvalidInput(
            f"{unit.id} is a force. Add tip_cm2, the area of the tip in cm², or give a pressure.",
            where="tip_cm2",
        )
    if (
        isinstance(tip_cm2, bool)
        or not isinstance(tip_cm2, int | float)
        or not isfinite(tip_cm2)
        or tip_cm2 <= 0
    ):
        raise InvalidInput(
            f"The area of the tip is a number above 0 cm², not {str(tip_cm2)[:20]} (tip_cm2).",
            where="tip_cm2",
            value=tip_cm2,
        )
    return float(tip_cm2)
