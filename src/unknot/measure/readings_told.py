"""Readings of one measure as they came, before and after: checked, in the scale's unit."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final, cast

from unknot.errors import InvalidInput
from unknot.facts.scales import Scale
from unknot.measure.grades import written_grade
from unknot.units import Unit

__all__ = ["Readings", "kind_of_value", "measured", "shown_value"]

_LARGEST: Final = 1e9
_SLACK: Final = 1e-9
"""Differences this small come from arithmetic."""

Readings = tuple[float | None, ...]


def measured(scale: Scale, unit: Unit | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was measured at both times, in the form the scale has.

    Parameters
    ----------
    unit
        The unit that came in; None for a sign, a grade or a score.
    fields
        The case; read are ``before``, ``after`` and ``other_side``.

    Returns
    -------
    Fields of ``Told``; readings in the scale's unit, None for one that was not taken.

    Raises
    ------
    InvalidInput
        A reading is no number, cannot be, or the two times do not fit each other.
    """
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
            f"'other_side' is an object with before and after; this is {kind_of_value(other)}.",
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
            f"A reading is a number, or null when it was not taken; this is {shown_value(value)} "
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
                f"A sign is true, false or null, not {shown_value(value)} ({name}[{n}]).",
                where=f"{name}[{n}]",
                value=value,
            )
        found.append(value)
    if len(set(found)) > 1:
        raise InvalidInput(f"The sign is both there and not there in {name}. Keep one.", where=name)
    return found[0] if found else None


def _times(n: int) -> str:
    """Return a number of values in words."""
    return "1 value" if n == 1 else f"{n} values"


def shown_value(value: object) -> str:
    """Return a value short enough for a message."""
    return repr(value)[:60]


def kind_of_value(value: object) -> str:
    """Return what kind of JSON value came."""
    kinds = {list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "a number")
