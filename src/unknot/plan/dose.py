"""How much: seconds, repeats and pressure of one method, under every cap.

The dose starts low, rises with the treatments done, is capped for sensitive people, halved
by a precaution, and never passes the hard limit of ``dosing.jsonl``. Each step can only
lower it, so one more condition never raises a dose.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import ceil, floor
from typing import Final

from unknot.facts.dosing import SENSITIVE, Dose, load_dosing
from unknot.facts.methods import load_methods
from unknot.facts.planning import load_caution_limits, load_plan_parameters
from unknot.plan.feeling import NO_NUMBER
from unknot.plan.permissions import bit_of

__all__ = ["Amounts", "Stage", "amounts", "most_points", "rest_hours", "without_scale"]

_AREA_FROM_S: Final = 120
"""A method whose shortest dose is longer works on an area, not on a point; the caps for
holding a point do not fit it, its time is halved instead. [s]"""
_MANY: Final = 8
"""Repeats from here on are passes or exercises and are halved too."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the person stands."""

    is_first: bool
    """The first treatment, or how many there were is not told."""
    is_early: bool
    """Time is not yet raised above the usual one."""
    is_sensitive: bool
    """The caps for sensitive people hold."""
    is_low: bool = False
    """Pressure stays at the low end; it rises one treatment after time."""
    is_light: bool = False
    """Pressure keeps to the caps for sensitive people, though time no longer does."""
    is_irritable: bool = False
    """Pain flares easily or the body is oversensitive; a treatment then takes fewer points."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """The dose of one step.

    Attributes
    ----------
    seconds
        Shortest and longest hold or stay. [s]
    pressure
        On the 0-10 scale of the method; None where effort counts, or where what is felt
        cannot be trusted.
    effort_percent
        Of full strength; None where pressure counts.
    """

    seconds: tuple[int, int]
    repeats: int
    rest_s: int | None
    pressure_start: float | None
    pressure: float | None
    effort_percent: int | None
    scale: str
    times_per_week: int


def amounts(
    method: str,
    stage: Stage,
    *,
    is_halved: bool,
    cautions: int = 0,
    is_unfelt: bool = False,
    most_pressure: float | None = None,
    most_seconds: float | None = None,
) -> Amounts:
    """Return the dose of a method.

    Parameters
    ----------
    is_halved
        A precaution, or a relative contraindication with a reason, holds.
    cautions
        Bits of the conditions whose advice is shown; numbers in it are kept.
    is_unfelt
        What is felt cannot be trusted; the dose then has no number of it.
    most_pressure, most_seconds
        Limits of the person or the practitioner. [0-10], [s]
    """
    dose = _amounts(method, stage, is_halved, cautions, most_pressure, most_seconds)
    return without_scale(dose) if is_unfelt else dose


def without_scale(dose: Amounts) -> Amounts:
    """Return a dose where what is felt cannot be trusted: no number of it."""
    if dose.pressure is None:
        return dose
    return replace(dose, pressure=None, pressure_start=None, scale=NO_NUMBER)


@cache
def _amounts(  # noqa: PLR0917
    method: str,
    stage: Stage,
    is_halved: bool,
    cautions: int,
    most_pressure: float | None,
    most_seconds: float | None,
) -> Amounts:
    """Work the dose out; the same question comes up often."""
    dose, share = load_dosing()[method], load_plan_parameters()["halved"].value
    halved = share if is_halved else 1.0
    is_effort = "percent" in dose.pressure.scale
    per_week = _per_week(dose, stage, is_halved=is_halved)
    low, high = _seconds(
        dose,
        stage,
        1.0 if is_effort else halved,
        most=most_seconds,
        limit=_limit(method, cautions, "seconds"),
    )
    strength = _strength(dose, stage, halved, is_effort=is_effort)
    for cap in (
        most_pressure if not is_effort else None,
        _limit(method, cautions, "effort" if is_effort else "pressure"),
        dose.pressure.max,
    ):
        strength = strength if cap is None else min(strength, cap)
    repeats = _repeats(dose, stage, halved)
    if is_effort:
        percent = max(1, floor(strength))
        return Amounts((low, high), repeats, _rest(dose), None, None, percent,
                       dose.pressure.scale, per_week)  # fmt: skip
    # People tell whole numbers apart, not halves.
    pressure = float(floor(strength))
    return Amounts(
        seconds=(low, high),
        repeats=repeats,
        rest_s=_rest(dose),
        pressure_start=min(dose.pressure.start, pressure),
        pressure=pressure,
        effort_percent=None,
        scale=dose.pressure.scale,
        times_per_week=per_week,
    )


@cache
def most_points(method: str, stage: Stage) -> int:
    """Return at how many points a method is used in one treatment."""
    points = load_dosing()[method].points_per_session
    most = int(points.range.low if stage.is_first and points.default <= 2 else points.default)
    if stage.is_sensitive:
        most = min(most, int(load_dosing()[SENSITIVE].points_per_session.default))
    if stage.is_first and stage.is_irritable:
        most = min(most, int(load_dosing()[SENSITIVE].points_per_session.range.low))
    return most


@cache
def rest_hours(method: str, stage: Stage) -> int:
    """Return how long the same point rests. [h]"""
    hours = load_dosing()[method].min_hours_same_point
    if stage.is_sensitive and hours > 0 and _is_hold(load_dosing()[method]):
        return max(hours, load_dosing()[SENSITIVE].min_hours_same_point)
    return hours


def _strength(dose: Dose, stage: Stage, halved: float, *, is_effort: bool) -> float:
    """Return pressure or effort before the caps."""
    target = dose.pressure.target
    # A scale that begins at none says "up to here", not "aim for".
    usual = target.low if stage.is_early or stage.is_low else (target.low + target.high) / 2
    strength = (usual if target.low else target.high) * halved
    if (stage.is_sensitive or stage.is_light) and not is_effort:
        return min(strength, load_dosing()[SENSITIVE].pressure.target.high)
    return strength


def _seconds(
    dose: Dose, stage: Stage, halved: float, *, most: float | None, limit: float | None
) -> tuple[int, int]:
    """Return the shortest and the longest time."""
    low, high = dose.seconds.range.low, dose.seconds.range.high
    if stage.is_early or not _is_hold(dose):
        high = dose.seconds.default
    if stage.is_sensitive and _is_hold(dose):
        cap = load_dosing()[SENSITIVE].seconds.range
        low, high = min(low, cap.high), min(high, cap.high)
    elif stage.is_sensitive and halved == 1.0:
        halved = load_plan_parameters()["halved"].value
    if stage.is_first and _is_hold(dose) and load_methods()[dose.method].is_for_home:
        first_s = load_plan_parameters()["first_hold_at_home"].value
        low, high = min(low, first_s), min(high, first_s)
    low, high = low * halved, high * halved
    for cap_s in (most, limit):
        if cap_s is not None:
            low, high = min(low, cap_s), min(high, cap_s)
    return max(1, _even(low)), max(1, _even(high))


def _even(seconds: float) -> int:
    """Round down: to minutes above ten, to five seconds above twenty."""
    step = 60 if seconds >= 600 else 5 if seconds >= 20 else 1
    return floor(seconds / step) * step


def _repeats(dose: Dose, stage: Stage, halved: float) -> int:
    """Return how often; a weak push is halved in effort and number, not in time."""
    repeats = dose.reps.range.low if stage.is_first and _is_needle(dose) else dose.reps.default
    if stage.is_sensitive and _is_hold(dose):
        repeats = min(repeats, load_dosing()[SENSITIVE].reps.range.high)
    if halved < 1.0 and (dose.reps.default >= _MANY or "percent" in dose.pressure.scale):
        repeats *= halved
    return max(1, floor(repeats))


def _per_week(dose: Dose, stage: Stage, *, is_halved: bool) -> int:
    """Return on how many days a week it is done at home; half a dose is not done more often."""
    times = dose.sessions_per_week.default
    if (stage.is_sensitive or is_halved) and _is_hold(dose) and dose.min_hours_same_point > 0:
        times = min(times, load_dosing()[SENSITIVE].sessions_per_week.default)
    return min(7, max(1, floor(times)))


def _is_hold(dose: Dose) -> bool:
    """Say whether the method presses or stretches one point or muscle for seconds."""
    return dose.seconds.range.low < _AREA_FROM_S


def _is_needle(dose: Dose) -> bool:
    """Say whether repeats are passes of a needle."""
    return dose.reps.unit is not None and "passes" in dose.reps.unit


def _rest(dose: Dose) -> int | None:
    """Return the pause between repeats, where there is one."""
    return None if dose.reps.rest_s is None else ceil(dose.reps.rest_s)


@cache
def _limits(method: str) -> tuple[tuple[int, dict[str, float]], ...]:
    """Return the limits that advice states for a method, by bit of its condition."""
    return tuple(
        (
            bit_of(limit.condition),
            {
                name: value
                for name, value in (
                    ("pressure", limit.pressure_max),
                    ("seconds", limit.seconds_max),
                    ("effort", limit.effort_max_percent),
                )
                if value is not None
            },
        )
        for limit in load_caution_limits()
        if method in limit.methods
    )


def _limit(method: str, cautions: int, name: str) -> float | None:
    """Return the lowest limit of the conditions that are cautioned about."""
    found = [limits[name] for bit, limits in _limits(method) if bit & cautions and name in limits]
    return min(found) if found else None
