"""Rules on trials: weeks in order, values on their scale, effects inside their interval.

Levels and changes are held against the range of their outcome. A line must carry at least
one number, and one arm and outcome stands once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from unknot.facts.faults import FactLines, Fault, Rule, fault, listed
from unknot.facts.fields import Span
from unknot.facts.reading import Line

__all__ = ["OUTCOME_RANGES", "TRIAL_RULES"]

OUTCOME_RANGES: Final[dict[str, tuple[Span, Span]]] = {
    "pain_nrs": (Span(0, 10), Span(-10, 10)),
    "pain_vas": (Span(0, 10), Span(-10, 10)),
    "pain_mcgill": (Span(0, 78), Span(-78, 78)),
    "ppt_kg_cm2": (Span(0, 20), Span(-10, 10)),
    # Above 200 degrees only for the sum of all directions.
    "rom_deg": (Span(0, 400), Span(-90, 90)),
    "rom_mm": (Span(0, 90), Span(-60, 60)),
    "disability_pct": (Span(0, 100), Span(-100, 100)),
    "pain_pct_change": (Span(-100, 300), Span(-100, 300)),
    "disability_pct_change": (Span(-100, 300), Span(-100, 300)),
    "headache_episodes_per_week": (Span(0, 60), Span(-60, 60)),
}
"""Level and change that a scale allows, in the unit of the outcome's name."""

_WEEKS: Final = Span(0, 260)
_PEOPLE: Final = Span(1, 5000)
_PERCENT: Final = Span(0, 100)
_NUMBERS: Final = ("points", "changes", "effects", "responders", "recurrence", "adverse")
_SAME_ROW: Final = ("trial", "arm", "outcome", "movement", "measure_detail", "instrument",
                    "outcome_kind")  # fmt: skip


def _trial_week(lines: FactLines) -> Iterator[Fault]:
    """Require weeks between 0 and 260, and points in order of time."""
    for line in lines.get("trials.jsonl", ()):
        last = 0.0
        for point in listed(line.fields, "points"):
            week = point.get("week")
            if not _in(week, _WEEKS):
                yield fault(line, "trial_week", f"week is {week}, expected 0 to 260.")
            elif week < last:
                yield fault(line, "trial_week", f"week {week:g} stands after week {last:g}.")
            else:
                last = week
        for name in ("changes", "effects"):
            for entry in listed(line.fields, name):
                week = entry.get("week")
                if week is not None and not _in(week, _WEEKS):
                    yield fault(line, "trial_week", f"week in {name} is {week}, expected 0 to 260.")


def _trial_level(lines: FactLines) -> Iterator[Fault]:
    """Require a level and its spread to lie on the scale of the outcome."""
    for line, level, _ in _ranged(lines):
        wide = Span(0, level.high - min(0.0, level.low))
        for point in listed(line.fields, "points"):
            if not _in(point.get("mean"), level):
                yield fault(line, "trial_level", _outside("mean", point.get("mean"), level))
            for name in ("q1", "q3", "min", "max"):
                if point.get(name) is not None and not _in(point[name], level):
                    yield fault(line, "trial_level", _outside(name, point[name], level))
            for name in ("sd", "iqr"):
                if point.get(name) is not None and not _in(point[name], wide):
                    yield fault(line, "trial_level", _outside(name, point[name], wide))


def _trial_change(lines: FactLines) -> Iterator[Fault]:
    """Require a change from baseline and its spread to fit the scale of the outcome."""
    for line, _, change in _ranged(lines):
        for entry in listed(line.fields, "changes"):
            if entry.get("mean") is not None and not _in(entry["mean"], change):
                yield fault(line, "trial_change", _outside("change", entry["mean"], change))
            spread = Span(0, change.high)
            if entry.get("sd") is not None and not _in(entry["sd"], spread):
                yield fault(line, "trial_change", _outside("sd of change", entry["sd"], spread))


def _trial_effect(lines: FactLines) -> Iterator[Fault]:
    """Require an effect to have type and value, inside its interval and on the scale."""
    for line, _, change in _ranged(lines):
        for entry in listed(line.fields, "effects"):
            value, interval = entry.get("value"), listed(entry, "ci95")
            if not entry.get("type") or not _number(value):
                yield fault(line, "trial_effect", "an effect needs a type and a value.")
                continue
            if len(interval) == 2 and not interval[0] <= value <= interval[1]:
                yield fault(
                    line, "trial_effect", f"effect {value} lies outside its interval {interval}."
                )
            if entry["type"] == "between_group_difference" and not _in(value, change):
                yield fault(line, "trial_effect", _outside("difference", value, change))


def _trial_responders(lines: FactLines) -> Iterator[Fault]:
    """Require percentages of responders unless a unit says otherwise."""
    for line in lines.get("trials.jsonl", ()):
        responders = line.fields.get("responders")
        if not isinstance(responders, dict) or responders.get("unit") is not None:
            continue
        by_week = responders.get("by_week")
        for week, value in by_week.items() if isinstance(by_week, dict) else ():
            if not _in(value, _PERCENT):
                yield fault(
                    line,
                    "trial_responders",
                    f"responders in week {week} are {value}, expected 0 to 100.",
                )


def _trial_people(lines: FactLines) -> Iterator[Fault]:
    """Require a whole and believable number of people."""
    for line in lines.get("trials.jsonl", ()):
        n = line.fields.get("n")
        if n is not None and not (isinstance(n, int) and _in(n, _PEOPLE)):
            yield fault(line, "trial_people", f"n is {n}, expected a whole number, 1 to 5000.")


def _trial_empty(lines: FactLines) -> Iterator[Fault]:
    """Require at least one number in a line."""
    for line in lines.get("trials.jsonl", ()):
        if not any(line.fields.get(name) for name in _NUMBERS):
            yield fault(line, "trial_empty", f"has none of {', '.join(_NUMBERS)}.")


def _trial_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse the same arm and outcome of a trial twice."""
    seen: dict[tuple[Any, ...], str] = {}
    for line in lines.get("trials.jsonl", ()):
        key = (
            *(line.fields.get(name) for name in _SAME_ROW),
            tuple(listed(line.fields, "muscles")),
        )
        if key in seen:
            yield fault(line, "trial_once", f"the same arm and outcome stands in {seen[key]}.")
        seen.setdefault(key, line.place)


TRIAL_RULES: Final[dict[str, Rule]] = {
    "trial_week": _trial_week,
    "trial_level": _trial_level,
    "trial_change": _trial_change,
    "trial_effect": _trial_effect,
    "trial_responders": _trial_responders,
    "trial_people": _trial_people,
    "trial_empty": _trial_empty,
    "trial_once": _trial_once,
}


def _ranged(lines: FactLines) -> Iterator[tuple[Line, Span, Span]]:
    """Yield each trial line with the level and the change that its scale allows."""
    for line in lines.get("trials.jsonl", ()):
        ranges = OUTCOME_RANGES.get(str(line.fields.get("outcome")))
        if ranges is not None:
            yield line, *ranges


def _number(value: object) -> TypeGuard[float]:
    """Say whether a value is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _in(value: Any, allowed: Span) -> bool:
    """Say whether a value is a number inside a range."""
    return _number(value) and allowed.holds(value)


def _outside(name: str, value: Any, allowed: Span) -> str:
    """Say that a value leaves its range."""
    return f"{name} is {value}, expected {allowed.low:g} to {allowed.high:g}."
