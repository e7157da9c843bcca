r"""Which published value belongs to this measure in this person, and why that one.

From near to far: the same muscle or movement; the same region or joint; the same people; any
people, or many places of the body; and, for what has no place, other people. Within one step:
the same examiner both times before two, people in pain before people without, means of as many
readings as were taken, a printed value before one worked out from the standard error, a paper
that was read before one only quoted, and then the largest, which claims least. A value measured
in another muscle, or in the mean of more readings than were taken, is never used.

Notes
-----
Where a source prints only the standard error of measurement,
:math:`MDC_{95} = 1.96 \sqrt{2} \cdot SEM`, which is what the other sources did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Final, Literal

from unknot.facts.evidence import Measure, load_measures
from unknot.facts.scales import load_populations
from unknot.facts.vocabularies import load_movements, load_regions
from unknot.measure.told import Told
from unknot.muscles.catalogue import load_muscles
from unknot.units import unit_named

__all__ = [
    "LEVELS",
    "MDC_PER_SEM",
    "RANGE",
    "Level",
    "PublishedValue",
    "detectable_change",
    "important_change",
    "level_of",
]

Level = Literal["muscle", "movement", "region", "joint", "population", "general", "other_people"]
LEVELS: Final[tuple[Level, ...]] = (
    "muscle",
    "movement",
    "region",
    "joint",
    "population",
    "general",
    "other_people",
)
"""From near to far; muscle and movement, and region and joint, stand on one step."""
MDC_PER_SEM: Final = 1.96 * sqrt(2)
_STEP: Final = {
    "muscle": 0,
    "movement": 0,
    "region": 1,
    "joint": 1,
    "population": 2,
    "general": 3,
    "other_people": 4,
}
_MIXED: Final = (None, "chronic_pain")
RANGE: Final = "_rom"
"""Ends the names of measures that hold the movements of one joint."""


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A published value, in the scale's unit, and how it was found.

    Attributes
    ----------
    value
        In the scale's unit.
    is_from_sem
        Worked out from a standard error of measurement.
    is_from_percent
        Printed as a percentage; taken of this person's first value.
    """

    value: float
    row: Measure
    level: Level
    is_from_sem: bool = False
    is_from_percent: bool = False


def detectable_change(
    told: Told, *, before: float | None, n_readings: int
) -> tuple[PublishedValue | None, int | None]:
    """Return the minimal detectable change (95 %) that fits best, or None.

    Parameters
    ----------
    before
        First value in the scale's unit; a percentage is taken of it.
    n_readings
        Readings behind each value, the smaller number of both times.

    Returns
    -------
    The value, and where there is none the fewest readings for which one is known.
    """
    fitting = list(_fitting(told, ("MDC95", "SEM"), before))
    enough = [one for one in fitting if (one.row.n_readings or 1) <= n_readings]
    needed = min((one.row.n_readings or 1 for one in fitting), default=None)
    return _nearest(told, enough, n_readings), None if enough else needed


def important_change(told: Told, *, before: float | None) -> PublishedValue | None:
    """Return the smallest change that people notice, as published for the nearest people."""
    return _nearest(told, list(_fitting(told, ("MCID",), before)), 1)


def _nearest(told: Told, values: list[PublishedValue], n_readings: int) -> PublishedValue | None:
    """Return the value that stands nearest; the largest of equals, which claims least."""
    wanted = told.rater or "same"

    def distance(one: PublishedValue) -> tuple[float, ...]:
        row = one.row
        return (
            _STEP[one.level],
            row.rater not in (None, wanted),
            _strangeness(told, row),
            n_readings - (row.n_readings or n_readings),
            row.property == "MCID" and "ROC" not in (row.method or ""),
            one.is_from_percent,
            one.is_from_sem,
            not row.source_seen,
            -one.value,
        )

    return min(values, key=distance, default=None)


def _strangeness(told: Told, row: Measure) -> int:
    """Say how unlike this person the people of a line are: 0 the same … 3 another group."""
    if row.people in _people_of(told):
        return 0
    known = load_populations().get(row.people or "")
    if known is None:
        return 2 if told.population is None else 1
    if told.population is None:
        return 1 if known.is_in_pain else 3
    return 2


def _people_of(told: Told) -> tuple[str, ...]:
    """Return the populations this person belongs to: told, or by where it was measured."""
    if told.population is not None:
        return (told.population,)
    places = _places(told)
    return tuple(
        one.id for one in load_populations().values() if not places.isdisjoint(one.regions)
    )


def _fitting(
    told: Told, properties: tuple[str, ...], before: float | None
) -> Iterator[PublishedValue]:
    """Yield every published value that may be used for this person at all."""
    for row in load_measures():
        if (
            row.measure not in told.scale.measures
            or row.property not in properties
            or row.kind is not None
            or (row.sex and told.sex in ("female", "male") and row.sex != told.sex)
        ):
            continue
        level = level_of(told, row)
        value = _in_unit(told, row, before)
        if level is None or value is None:
            continue
        is_sem = row.property == "SEM"
        yield PublishedValue(
            value=value * MDC_PER_SEM if is_sem else value,
            row=row,
            level=level,
            is_from_sem=is_sem,
            is_from_percent=(row.unit or "").startswith("percent"),
        )


def level_of(told: Told, row: Measure) -> Level | None:
    """Say on which step a line stands for this person; None when it is about something else."""
    if row.muscles or row.regions:
        if told.muscle in row.muscles:
            return "muscle"
        return "region" if not _places(told).isdisjoint(row.regions) else None
    if told.scale.needs != "movement":
        return _by_people(told, row)
    if told.movement and row.movement_ids:
        return "movement" if _same_movement(told.movement, row.movement_ids) else None
    # A line without movements was printed for all movements of its joint together.
    is_range = row.measure.endswith(RANGE)
    return "joint" if is_range and told.joint in _joints_of(row) else None


def _by_people(told: Told, row: Measure) -> Level | None:
    """Return the step of a line that speaks of people and no place."""
    if row.people in _people_of(told):
        return "population"
    if row.people in _MIXED or told.scale.needs == "muscle_or_region":
        return "general"
    return "other_people" if told.scale.needs is None else None


def _same_movement(movement: str, ids: tuple[str, ...]) -> bool:
    """Say whether a line speaks of a movement or of the coarser one above it."""
    parent = load_movements()[movement].parent
    return movement in ids or (parent is not None and parent in ids)


def _places(told: Told) -> frozenset[str]:
    """Return the regions of skin where this was measured, with the coarser ones above them."""
    named = {told.region} if told.region else set()
    if told.muscle and not told.region:
        named |= {zone.region for site in load_muscles()[told.muscle].sites for zone in site.local}
    regions = load_regions()
    above = {parent for one in named if (parent := regions[one].parent) is not None}
    return frozenset(named | above)


def _joints_of(row: Measure) -> frozenset[str]:
    """Return the joints of a line: of its movements, or of the others of its measure."""
    movements = load_movements()
    return frozenset(movements[one].joint for one in row.movement_ids or _movements_of(row.measure))


@cache
def _movements_of(measure: str) -> tuple[str, ...]:
    """Return the movements that the lines of a measure name."""
    return tuple(
        one for row in load_measures() if row.measure == measure for one in row.movement_ids
    )


def _in_unit(told: Told, row: Measure, before: float | None) -> float | None:
    """Return the value of a line in the scale's unit; None when it cannot be one."""
    if (row.unit or "").startswith("percent of "):
        return None if not before else row.value / 100 * abs(before)
    unit = unit_named(row.unit or "")
    scale_unit = unit_named(told.scale.unit or "")
    if unit is None or scale_unit is None or unit.quantity != scale_unit.quantity:
        return None
    return row.value * unit.scale / scale_unit.scale
