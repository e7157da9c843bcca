"""How much of one thing: the doses of the plan on a ladder from gentle to usual.

A step up the ladder adds time first and pressure later, for exercises sets first and then
the next level; a step below the beginning is half of it. Nothing passes the limits of
``dosing.jsonl``, and conditions only lower.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import ceil
from typing import Final

from unknot.facts.dosing import load_dosing
from unknot.facts.programmes import load_exercises, load_programme_parameters
from unknot.muscles.reach import load_positions
from unknot.plan.decide import stage_of
from unknot.plan.dose import Amounts, Stage, amounts, rest_hours
from unknot.plan.permissions import PersonBits, bits_of, body_place, held_here
from unknot.plan.query import PlanQuery, PointMark
from unknot.prevent.candidates import Candidate

__all__ = [
    "EASED",
    "ThingDose",
    "dose_of",
    "gap_days",
    "held_against",
    "is_flaring",
    "is_same_amount",
    "level_cap",
    "stage_at",
    "top_step",
]

EASED: Final = -1
"""The step below the beginning: half of it."""
_HOLD_TOP: Final = 3
_LADDER: Final = ((0, 1), (0, 2), (1, 2), (2, 2), (2, 3))
"""Level and sets of an exercise, step by step."""
_LONG_AGO: Final = 99
_HOURS_A_DAY: Final = 24


@dataclass(frozen=True, slots=True)
class ThingDose:
    """The dose of one thing on one day."""

    amounts: Amounts
    step: int
    level: int | None
    """Of an exercise."""
    sets: int
    seconds: int
    """Everything together, rests included. [s]"""
    days: int
    """Days a week, at most."""
    least_days: int
    """Fewer days a week do little, by the range of the dose."""


def is_flaring(query: PlanQuery, conditions: tuple[str, ...]) -> bool:
    """Say whether the caps for sensitive people hold, whatever was done so far."""
    return stage_of(replace(query, treatments_so_far=_LONG_AGO), conditions).is_sensitive


def stage_at(step: int, *, is_sensitive: bool) -> Stage:
    """Return the stage of the plan that a step of the ladder stands for."""
    return Stage(
        is_first=step <= 0,
        is_early=step <= 1,
        is_sensitive=is_sensitive,
        is_low=step <= 2,
        is_light=step <= 1,
    )


def top_step(thing: Candidate) -> int:
    """Return the highest step of a thing."""
    return len(_LADDER) - 1 if thing.exercise else _HOLD_TOP


def gap_days(method: str, *, is_sensitive: bool) -> int:
    """Return the least days from one time to the next."""
    hours = rest_hours(method, stage_at(_HOLD_TOP, is_sensitive=is_sensitive))
    return max(1, ceil(hours / _HOURS_A_DAY))


def dose_of(
    thing: Candidate,
    step: int,
    *,
    query: PlanQuery,
    is_sensitive: bool = False,
    is_halved: bool = False,
    cautions: int = 0,
    is_unfelt: bool = False,
    most_level: int | None = None,
) -> ThingDose:
    """Return the dose of a thing at a step.

    Parameters
    ----------
    is_sensitive
        The caps for sensitive people hold.
    is_halved, cautions, is_unfelt
        As the plan has them for this point.
    most_level
        The highest level of an exercise that suits person and tools.
    """
    found = amounts(
        thing.method,
        stage_at(step, is_sensitive=is_sensitive),
        is_halved=is_halved or step <= EASED,
        cautions=cautions,
        is_unfelt=is_unfelt,
        most_pressure=query.most_pressure,
        most_seconds=query.most_seconds,
    )
    if thing.exercise is None:
        rest = (found.rest_s or 0) * (found.repeats - 1)
        seconds = found.seconds[1] * found.repeats + rest
        return ThingDose(
            found, step, None, 1, seconds, found.times_per_week, _least_days(thing.method)
        )
    level, sets = _LADDER[max(0, min(step, len(_LADDER) - 1))]
    level = min(level, most_level if most_level is not None else level)
    if is_unfelt:
        level = 0
    if step <= 0:
        least = int(load_dosing()[thing.method].reps.range.low)
        found = replace(found, repeats=min(found.repeats, least))
    each = load_exercises()[thing.exercise].levels[level].seconds_each
    rest = int(load_programme_parameters()["set_rest_s"].value)
    seconds = sets * found.repeats * each + (sets - 1) * rest
    return ThingDose(
        found, step, level, sets, seconds, found.times_per_week, _least_days(thing.method)
    )


def is_same_amount(dose: ThingDose, other: ThingDose) -> bool:
    """Say whether two steps of the ladder ask for the same, as where a limit holds both."""
    return replace(other, step=dose.step) == dose


def _least_days(method: str) -> int:
    """Return the lowest days a week of the range of a dose."""
    return max(1, int(load_dosing()[method].sessions_per_week.range.low))


def level_cap(thing: Candidate, bits: PersonBits, *, tools: tuple[str, ...] | None) -> int | None:
    """Return the highest level that suits person and tools; None when not even the first does.

    Parameters
    ----------
    tools
        What the person has; None: not told, so it may be there.
    """
    exercise = load_exercises()[thing.exercise or ""]
    held = _held(thing.points, bits)
    if held & bits_of(exercise.not_with):
        return None
    cap = None
    for number, level in enumerate(exercise.levels):
        has_tool = level.tool is None or tools is None or level.tool in tools
        if not has_tool or held & _against(level.position):
            break
        cap = number
    return cap


def held_against(exercise: str, points: tuple[PointMark, ...], bits: PersonBits) -> int:
    """Return the conditions with which even the first level of an exercise is not done, as bits."""
    found = load_exercises()[exercise]
    return _held(points, bits) & (bits_of(found.not_with) | _against(found.levels[0].position))


def _held(points: tuple[PointMark, ...], bits: PersonBits) -> int:
    """Return the conditions that hold at any of the points, as bits."""
    held = 0
    for point in points:
        place = body_place(point.muscle, point.site)
        held |= held_here(place, bits, side=point.side, is_moving=True)
    return held


@cache
def _against(position: str) -> int:
    """Return the conditions with which a position is not used, as bits."""
    positions = load_positions()
    return bits_of(positions[position].not_with) if position in positions else 0
