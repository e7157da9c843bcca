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
from unknot.measure.grades import written_grade
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

_LARGEST: Final = 1e9
_LISTED_BY_COMMAND: Final = ("muscle", "region", "movement", "sign")
_SLACK: Final = 1e-9
"""Differences this small come from arithmetic."""

Readings = tuple[float | None, ...]


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
        raise InvalidInput(f"A case is one JSON object {{…}}; this is {_kind(fields)}.")
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
        **_measured(scale, unit, fields),
    )
    _check_needs(told)
    return told


def _measured(scale: Scale, unit: Unit | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was measured at both times, in the form the scale has."""
    if scale.kind != "level" and fields.get("other_side") is not None:
        raise InvalidInput(
            f"'{scale.id}' is not compared with the other side. Leave other_side out.",
            where="other_side",
        )
    if scale.kind == "sign":
        return {"present": (_present(fields, "before"), _present(fields, "after"))}
    if scale.kind == "grade":
        return {"grades": (_grade(fields, "before"), _grade(fields, "after"))}
    before, after = _both(scale, unit, fields, at="")
    if scale.kind == "change" and before:
        raise InvalidInput(
            f"'{scale.id}' is itself a change, so it has no before. Give the answer as after.",
            where="before",
        )
    other = fields.get("other_side")
    if other is None:
        return {"before": before, "after": after}
    if not isinstance(other, Mapping):
        raise InvalidInput(
            f"'other_side' is an object with before and after; this is {_kind(other)}.",
            where="other_side",
        )
    other_before, other_after = _both(scale, unit, other, at="other_side.")
    return {
        "before": before,
        "after": after,
        "other_before": other_before,
        "other_after": other_after,
    }


def _both(
    scale: Scale, unit: Unit | None, fields: Mapping[str, Any], *, at: str
) -> tuple[Readings, Readings]:
    """Return the readings of both times, and refuse lists of unequal length."""
    before = _readings(scale, unit, fields.get("before"), where=f"{at}before")
    after = _readings(scale, unit, fields.get("after"), where=f"{at}after")
    if before and after and len(before) != len(after):
        raise InvalidInput(
            f"{at}before has {_times(len(before))} and {at}after has {_times(len(after))}. Give "
            "as many after as before, and null for one that was not taken.",
            where=f"{at}after",
        )
    return before, after


def _readings(scale: Scale, unit: Unit | None, given: object, *, where: str) -> Readings:
    """Return the readings of one time in the scale's unit; None was not taken."""
    if given is None:
        return ()
    entries = given if isinstance(given, list | tuple) else [given]
    alone = entries is not given
    if len(entries) > scale.most:
        raise InvalidInput(
            f"{where} has {len(entries)} values; '{scale.id}' takes at most {scale.most}.",
            where=where,
        )
    if scale.kind == "items" and entries and len(entries) < scale.fewest:
        raise InvalidInput(
            f"{where} has {_times(len(entries))}; '{scale.id}' has {scale.fewest} ratings. Write "
            "null for one that was not given.",
            where=where,
        )
    return tuple(
        _reading(scale, unit, value, where=where if alone else f"{where}[{n}]")
        for n, value in enumerate(entries)
    )


def _reading(scale: Scale, unit: Unit | None, value: object, *, where: str) -> float | None:
    """Return one reading in the scale's unit, or None when it was not taken."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput(
            f"A reading is a number, or null when it was not taken; this is {_shown(value)} "
            f"({where}).",
            where=where,
            value=value,
        )
    if not isfinite(value) or abs(value) > _LARGEST:
        raise InvalidInput(
            f"{value:g} is not a reading ({where}). Use null for one that was not taken.",
            where=where,
            value=value,
        )
    factor = unit.scale if unit else 1.0
    kept = float(value) * factor
    if not cast(float, scale.low) - _SLACK <= kept <= cast(float, scale.high) + _SLACK:
        raise _cannot_be(scale, unit, value, where=where)
    return kept


def _cannot_be(scale: Scale, unit: Unit | None, value: float, *, where: str) -> InvalidInput:
    """Build the complaint about a reading that lies outside what can be."""
    factor = unit.scale if unit else 1.0
    low, high = cast(float, scale.low) / factor, cast(float, scale.high) / factor
    is_amount = unit is not None and unit.quantity not in ("rating", "score")
    in_unit = f" {unit.id}" if unit and is_amount else ""
    label = scale.label[0].lower() + scale.label[1:]
    check = "Check the number and the unit" if is_amount else "Check the number"
    return InvalidInput(
        f"{value:g}{in_unit} cannot be: {label} may be from {low:.4g} to {high:.4g}{in_unit} "
        f"({where}). {check}; leave out a reading that was not taken (null in a file).",
        where=where,
        value=value,
    )


def _grade(fields: Mapping[str, Any], name: str) -> str | None:
    """Return the grade of one time; several must agree, for a muscle has one strength."""
    given = fields.get(name)
    entries = given if isinstance(given, list | tuple) else [given]
    grades = [
        written_grade(value, f"{name}[{n}]") for n, value in enumerate(entries) if value is not None
    ]
    for n, grade in enumerate(grades):
        if grade != grades[0]:
            raise InvalidInput(
                f"{name} has the grades {grades[0]} and {grade}; one movement at one time has one "
                f"grade ({name}[{n}]). Test again and give one.",
                where=f"{name}[{n}]",
                value=grade,
            )
    return grades[0] if grades else None


def _present(fields: Mapping[str, Any], name: str) -> bool | None:
    """Return whether a sign was there; null was not looked for."""
    given = fields.get(name)
    entries = given if isinstance(given, list | tuple) else [given]
    found: list[bool] = []
    for n, value in enumerate(entries):
        if value is None:
            continue
        if not isinstance(value, bool):
            raise InvalidInput(
                f"A sign is true, false or null, not {_shown(value)} ({name}[{n}]).",
                where=f"{name}[{n}]",
                value=value,
            )
        found.append(value)
    if len(set(found)) > 1:
        raise InvalidInput(f"The sign is both there and not there in {name}. Keep one.", where=name)
    return found[0] if found else None


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
        f"{name.capitalize()} {_shown(value)} is not known ({name}). It is one of: "
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
            f"'{name}' is one of {', '.join(allowed)}, not {_shown(value)} ({name}).",
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
            f"An age is a number from 0 to {OLDEST} years, not {_shown(value)} (age).",
            where="age",
            value=value,
        )
    return float(value)


def _case_id(value: object) -> str | int | None:
    """Return the id of the case, echoed unchanged."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return value
    raise InvalidInput(f"An id is a text or a whole number, not {_shown(value)} (id).", where="id")


def _times(n: int) -> str:
    """Return a number of values in words."""
    return "1 value" if n == 1 else f"{n} values"


def _shown(value: object) -> str:
    """Return a value short enough for a message."""
    return repr(value)[:60]


def _kind(value: object) -> str:
    """Return what kind of JSON value came."""
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
