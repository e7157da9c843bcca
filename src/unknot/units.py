"""Units: how each is spelled, what kind of amount it is, and its size in the house's unit.

The house keeps pressure in kPa, force in N, angles in degrees, lengths in mm, and ratings in
points from 0 to 10. Whatever comes in another unit is converted at the door.

One kilogram-force is 9.80665 N and one pound-force 4.4482216 N by definition (standard
gravity, international pound), so 1 kgf/cm² is 98.0665 kPa and 1 lbf/cm² is 44.482216 kPa.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final, Literal

from unknot.errors import InvalidInput

__all__ = ["UNITS", "Quantity", "Unit", "nearest_unit", "pressure_from_force", "unit_named"]

Quantity = Literal["pressure", "force", "angle", "length", "rating", "share", "grade", "score"]

_KGF_N: Final = 9.80665
_LBF_N: Final = 4.4482216152605
_KPA_OF_N_PER_CM2: Final = 10.0
_INCH_MM: Final = 25.4


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes
    ----------
    id
        How Unknot writes it.
    scale
        Size in the house's unit of this quantity.
    spellings
        Other ways to write it, in small letters without spaces.
    """

    id: str
    quantity: Quantity
    scale: float
    spellings: tuple[str, ...] = ()


_ALL: Final = (
    Unit("kPa", "pressure", 1.0, ("kilopascal",)),
    Unit("kgf/cm2", "pressure", _KGF_N * _KPA_OF_N_PER_CM2, ("kg/cm2", "kp/cm2")),
    Unit("N/cm2", "pressure", _KPA_OF_N_PER_CM2),
    Unit("lbf/cm2", "pressure", _LBF_N * _KPA_OF_N_PER_CM2, ("lb/cm2", "lbs/cm2")),
    Unit("N", "force", 1.0, ("newton", "newtons")),
    Unit("kgf", "force", _KGF_N, ("kg", "kp")),
    Unit("lbf", "force", _LBF_N, ("lb", "lbs")),
    Unit("degrees", "angle", 1.0, ("degree", "deg", "°")),
    Unit("mm", "length", 1.0),
    Unit("cm", "length", 10.0),
    Unit("in", "length", _INCH_MM, ("inch", "inches")),
    Unit("points 0-10", "rating", 1.0, ("points0–10", "0-10", "0–10", "points", "/10")),
    Unit("mm 0-100", "rating", 0.1, ("mm0–100", "0-100", "0–100", "/100")),
    Unit("points 0-24", "score", 1.0, ("points0–24", "0-24", "0–24", "/24")),
    Unit("points 0-18", "score", 1.0, ("points0–18", "0-18", "0–18", "/18")),
    Unit("points -5 to 5", "score", 1.0, ("-5to5", "points-5to+5", "-5to+5", "pointsof11")),
    Unit("grade 0-5", "grade", 1.0, ("grade0–5", "grade", "grades", "/5")),
    Unit("percent", "share", 1.0, ("%",)),
)
UNITS: Final[Mapping[str, Unit]] = MappingProxyType({unit.id: unit for unit in _ALL})
"""Every unit by the name Unknot gives it."""


def _spelled(text: str) -> str:
    """Return a spelling without what people vary: case, spaces, superscripts."""
    return "".join(text.lower().split()).replace("²", "2").replace("^2", "2").replace("−", "-")


_BY_SPELLING: Final[Mapping[str, Unit]] = MappingProxyType(
    {_spelled(name): unit for unit in _ALL for name in (unit.id, *unit.spellings)}
)


def unit_named(text: str) -> Unit | None:
    """Return the unit of a spelling, or None when it is none that Unknot knows."""
    return _BY_SPELLING.get(_spelled(text))


def nearest_unit(text: str, among: tuple[str, ...]) -> str | None:
    """Return the unit that a mistaken spelling comes closest to, or None."""
    close = get_close_matches(_spelled(text)[:40], [_spelled(name) for name in among], n=1)
    return _BY_SPELLING[close[0]].id if close else None


def pressure_from_force(force: Unit, *, tip_cm2: float) -> Unit:
    """Return the pressure unit that a force unit becomes on a tip of known area.

    Parameters
    ----------
    force
        A unit of force.
    tip_cm2
        Area of the tip that presses. [cm²]

    Raises
    ------
    InvalidInput
        The unit is no force, or the area is not above zero.
    """
    if force.quantity != "force":
        raise InvalidInput(f"'{force.id}' is no force, so it has no tip.", where="unit")
    if not tip_cm2 > 0:
        raise InvalidInput(
            f"The area of the tip is above 0 cm², not {tip_cm2:g} (tip_cm2).", where="tip_cm2"
        )
    return Unit(force.id, "pressure", force.scale * _KPA_OF_N_PER_CM2 / tip_cm2)
