"""How far people of this age and sex usually go: a normal value beside the measured one.

Only values measured in people without pain there, and conventions that say they are one. A
line for an age or a sex is used only when it is told that this person has it.
"""

from __future__ import annotations

from dataclasses import dataclass

from unknot.facts.evidence import Measure, load_measures
from unknot.measure.told import Told
from unknot.units import unit_named

__all__ = ["Norm", "norm_for"]

_NOT_IN_PAIN = (None, "healthy", "older_adults")


@dataclass(frozen=True, slots=True)
class Norm:
    """A usual value, in the scale's unit.

    Attributes
    ----------
    sd
        Spread between people; None when the source prints none.
    is_convention
        A number that was agreed on, not measured.
    """

    value: float
    sd: float | None
    is_convention: bool
    row: Measure


def norm_for(told: Told) -> Norm | None:
    """Return the usual value that fits this measure and person best, or None.

    Notes
    -----
    A measured value before a convention; then one for the person's age and sex before one for
    all; then the one that was printed with its spread.
    """
    fitting = [norm for row in load_measures() if (norm := _norm(told, row)) is not None]
    return min(
        fitting,
        key=lambda one: (
            one.is_convention,
            one.row.ages is None,
            one.row.sex is None,
            one.sd is None,
        ),
        default=None,
    )


def _norm(told: Told, row: Measure) -> Norm | None:
    """Return a line as a norm for this person, or None when it is none."""
    if (
        row.property != "norm"
        or row.measure not in told.scale.measures
        or row.people not in _NOT_IN_PAIN
        or row.kind not in (None, "convention")
        or (row.sex is not None and row.sex != told.sex)
        or (row.ages is not None and (told.age is None or not _holds(row, told.age)))
        or not _same_thing(told, row)
    ):
        return None
    unit, own = unit_named(row.unit or ""), unit_named(told.scale.unit or "")
    if unit is None or own is None or unit.quantity != own.quantity:
        return None
    factor = unit.scale / own.scale
    return Norm(
        value=row.value * factor,
        sd=None if row.sd is None else row.sd * factor,
        is_convention=row.kind == "convention",
        row=row,
    )


def _holds(row: Measure, age: float) -> bool:
    """Say whether an age lies in the years of a line; its last year is a whole one."""
    return row.ages is not None and row.ages.low <= age < row.ages.high + 1


def _same_thing(told: Told, row: Measure) -> bool:
    """Say whether a line speaks of the same movement or muscle."""
    if told.scale.needs == "movement":
        return told.movement is not None and row.movement_ids == (told.movement,)
    if told.scale.needs == "muscle_or_region":
        return told.muscle is not None and told.muscle in row.muscles
    return True
