"""What was measured, before and after: checked once at the door, trusted inside.

``told_from`` turns the JSON contract of ``unknot measure`` into a frozen record in the
house's units. Every complaint names the place as a path (``after[1]``), the value, and what
to do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, cast

from unknot.errors import InvalidInput, UnknownId
from unknot.facts.complaints import load_complaints
from unknot.facts.evidence import RATERS, Rater
from unknot.facts.network_tables import load_signs
from unknot.facts.scales import Scale, load_populations, load_scales
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.json_values import check_names
from unknot.measure.readings_told import Readings, kind_of_value, measured, shown_value
from unknot.measure.units_told import unit_told
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.units import Unit

__all__ = ["FIELDS", "OLDEST", "SEXES", "SIDES_TOLD", "Told", "told_from"]

SEXES: Final = ("female", "male", "other")
SIDES_TOLD: Final = (*LEFT_RIGHT, "mid")
OLDEST: Final = 125
FIELDS: Final = (
    "id",
    "measure",
    "unit",
    "tip_cm2",
    "muscle",
    "region",
    "movement",
    "joint",
    "sign",
    "side",
    "population",
    "rater",
    "age",
    "sex",
    "before",
    "after",
    "other_side",
)

_LISTED_BY_COMMAND: Final = ("muscle", "region", "movement", "sign")


@dataclass(frozen=True, slots=True)
class Told:
    """One measure before and after.

    Attributes
    ----------
    unit
        The unit that came in; None for a sign.
    before, after
        Readings in the scale's unit; None was not taken. Empty when nothing was measured.
    grades
        Grades by hand before and after, where the scale is one; None was not graded.
    present
        Whether a sign was there, before and after; None was not looked for.
    other_before, other_after
        The same on the other side of the body.
    population
        Id of ``populations.csv``, or of a complaint that none of them covers; None when not
        told.
    ignored
        Fields that came and that nothing here reads.
    """

    scale: Scale
    id: str | int | None = None
    unit: Unit | None = None
    before: Readings = ()
    after: Readings = ()
    grades: tuple[str | None, str | None] = (None, None)
    present: tuple[bool | None, bool | None] = (None, None)
    other_before: Readings = ()
    other_after: Readings = ()
    muscle: str | None = None
    region: str | None = None
    movement: str | None = None
    joint: str | None = None
    sign: str | None = None
    side: str | None = None
    population: str | None = None
    rater: Rater | None = None
    age: float | None = None
    sex: str | None = None
    ignored: tuple[str, ...] = ()


def told_from(fields: object) -> Told:
    """Check one case of the contract and return it as a frozen record.

    Raises
    ------
    InvalidInput
        A value has the wrong kind, cannot be, or contradicts another.
    UnknownId
        An id stands in no vocabulary.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput(f"A case is one JSON object {{…}}; this is {kind_of_value(fields)}.")
    ignored = check_names(fields, FIELDS)
    scale = load_scales()[_known(fields.get("measure"), load_scales(), "measure")]
    unit = unit_told(scale, fields.get("unit"), fields.get("tip_cm2"))
    movement = _optional(fields, "movement", load_movements())
    told = Told(
        scale=scale,
        id=_case_id(fields.get("id")),
        unit=unit,
        muscle=_optional(fields, "muscle", load_muscles()),
        region=_optional(fields, "region", load_regions()),
        movement=movement,
        joint=_joint(fields.get("joint"), movement),
        sign=_optional(fields, "sign", load_signs()),
        side=_one_of(fields, "side", SIDES_TOLD),
        population=_population(fields.get("population")),
        rater=cast("Rater | None", _one_of(fields, "rater", RATERS)),
        age=_age(fields.get("age")),
        sex=_one_of(fields, "sex", SEXES),
        ignored=ignored,
        **measured(scale, unit, fields),
    )
    _check_needs(told)
    return told


def _check_needs(told: Told) -> None:
    """Refuse a measure without what it is a measure of."""
    needs = told.scale.needs
    missing = {
        "muscle_or_region": not (told.muscle or told.region),
        "movement": not (told.movement or told.joint),
        "sign": not told.sign,
    }
    if needs and missing[needs]:
        wanted = {
            "muscle_or_region": "the muscle (or the region) that was pressed",
            "movement": "the movement (or at least the joint)",
            "sign": "the sign that was looked for",
        }
        where = needs.partition("_or_")[0]
        raise InvalidInput(f"'{told.scale.id}' needs {wanted[needs]}. Add '{where}'.", where=where)
    movement = load_movements()[told.movement] if told.movement else None
    if movement and not movement.is_sided and told.side in LEFT_RIGHT:
        raise InvalidInput(
            f"Movement '{movement.id}' has no left and right; leave the side out (side).",
            where="side",
            value=told.side,
            nearest="mid",
        )


def _joint(value: object, movement: str | None) -> str | None:
    """Return the joint, told or of the movement; the two may not differ."""
    known = {one.joint: one for one in load_movements().values()}
    of_movement = load_movements()[movement].joint if movement else None
    if value is None:
        return of_movement
    joint = _known(value, known, "joint")
    if of_movement and joint != of_movement:
        raise InvalidInput(
            f"Movement '{movement}' belongs to the {of_movement}, not to the {joint} (joint). "
            "Keep one.",
            where="joint",
            value=value,
            nearest=of_movement,
        )
    return joint


def _population(value: object) -> str | None:
    """Return the population; a complaint stands for the people who have it."""
    if value is None:
        return None
    populations = load_populations()
    for population in populations.values():
        if value in population.complaints:
            return population.id
    if isinstance(value, str) and value in load_complaints():
        return value
    return _known(value, {**populations, **load_complaints()}, "population")


def _optional(fields: Mapping[str, Any], name: str, known: Mapping[str, object]) -> str | None:
    """Return an id that may be left out."""
    return None if fields.get(name) is None else _known(fields[name], known, name)


def _known(value: object, known: Mapping[str, object], name: str) -> str:
    """Return an id that stands in a vocabulary."""
    if value is None:
        raise InvalidInput(f"'{name}' is missing. It is one of: {', '.join(known)}.", where=name)
    if not isinstance(value, str) or value not in known:
        raise _unknown(value, known, name)
    return value


def _unknown(value: object, known: Mapping[str, object], name: str) -> InvalidInput:
    """Build the complaint about an id; all ids where no command lists them."""
    error = UnknownId(name, value, where=name, known=known)
    if error.nearest is not None or name in _LISTED_BY_COMMAND:
        return error
    return InvalidInput(
        f"{name.capitalize()} {shown_value(value)} is not known ({name}). It is one of: "
        f"{', '.join(known)}.",
        where=name,
        value=value,
    )


def _one_of(fields: Mapping[str, Any], name: str, allowed: Sequence[str]) -> str | None:
    """Return a word of a closed list, or None when it is left out."""
    value = fields.get(name)
    if value is None:
        return None
    if value not in allowed:
        raise InvalidInput(
            f"'{name}' is one of {', '.join(allowed)}, not {shown_value(value)} ({name}).",
            where=name,
            value=value,
        )
    return str(value)


def _age(value: object) -> float | None:
    """Return an age in years, or None when it is not told."""
    if value is None:
        return None
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not (isfinite(value) and 0 <= value <= OLDEST)
    ):
        raise InvalidInput(
            f"An age is a number from 0 to {OLDEST} years, not {shown_value(value)} (age).",
            where="age",
            value=value,
        )
    return float(value)


def _case_id(value: object) -> str | int | None:
    """Return the id of the case, echoed unchanged."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise InvalidInput(
        f"An id is a text or a whole number, not {shown_value(value)} (id).", where="id"
    )
