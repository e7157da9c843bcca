"""How many treatments, how far apart, and when to stop trying: ranges, with their source.

Nobody counted in a trial how many treatments a trigger point needs. The range is that of the
doses; what courses teach stands beside it and is called teaching.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Any

from unknot.facts.conditions import load_conditions
from unknot.facts.dosing import SENSITIVE, Dose, load_dosing
from unknot.facts.evidence import load_rates
from unknot.facts.planning import load_plan_parameters, load_teaching
from unknot.muscles.reach import load_method_reach
from unknot.plan.decide import Decision
from unknot.plan.dose import rest_hours
from unknot.plan.person import has_many_old_points
from unknot.plan.query import PlanQuery
from unknot.plan.wording import MANY_OLD_POINTS, in_short

__all__ = ["course_of"]

_NATURAL = "natural_course_mean_pain"


def course_of(decision: Decision, query: PlanQuery) -> dict[str, Any]:
    """Return the course in the shape of the contract, with further fields beside it."""
    weeks = _oldest(query)
    main = _main_method(decision)
    dose = load_dosing()[main] if main else None
    slow = _why_slow(decision, query)
    if dose is not None and slow:
        sensitive = load_dosing()[SENSITIVE]
        dose = replace(
            dose, course=sensitive.course, basis=sensitive.basis, sources=sensitive.sources
        )
    used = dict.fromkeys(step.method for step in decision.steps)
    hours = max((rest_hours(method, decision.stage) for method in used), default=0)
    days = ceil(hours / 24) or 1
    return {
        "treatments": list(_treatments(dose, weeks, days)) if dose else None,
        "min_days_between": days,
        "weeks": list(_weeks(dose, weeks)) if dose else None,
        "review_after": dose.course.review_after_sessions if dose else None,
        "stop_trying_if": _stop_if(dose, decision) if dose else None,
        "rests_on": dose.basis.get("course") if dose else None,
        "source": list(dose.sources) if dose else [],
        "slow_because": "; ".join(slow) if dose and slow else None,
        "teaching": _taught(weeks),
        "honest": _honest(weeks),
        "points_a_treatment": decision.most_points,
        "points_waiting": sum(one.kind == "later" and one.method is None
                              for one in decision.omissions),
    }  # fmt: skip


def _why_slow(decision: Decision, query: PlanQuery) -> list[str]:
    """Name what takes the slow course for oversensitive people; empty for the usual one."""
    studied = load_dosing()[SENSITIVE].course_for
    why = ["pain that flares easily"] if query.irritable else []
    why += [in_short(load_conditions()[one].label) for one in decision.conditions if one in studied]
    return why + ([MANY_OLD_POINTS] if has_many_old_points(query) else [])


def _stop_if(dose: Dose, decision: Decision) -> str:
    """Return when to stop trying; who is sensitive also stops after repeated flares."""
    flares = load_dosing()[SENSITIVE].course.stop_if
    is_said = decision.stage.is_first or dose.course.stop_if == flares
    if is_said or not decision.stage.is_sensitive:
        return dose.course.stop_if
    return f"{dose.course.stop_if}; or {flares}"


def _oldest(query: PlanQuery) -> float | None:
    """Return the age of the oldest point that was told. [weeks]"""
    told = [point.weeks for point in query.points if point.weeks is not None]
    return max(told) if told else None


def _is_old(weeks: float | None) -> bool | None:
    """Say whether the long course is taken; None when the age was not told."""
    return None if weeks is None else weeks >= load_plan_parameters()["old_point_from"].value


def _main_method(decision: Decision) -> str | None:
    """Return the release that is done at most points, the strongest of several."""
    reach = load_method_reach()
    done = [step.method for step in decision.steps]
    used = [method for method in decision.composed if method in done]
    releases = [method for method in used if reach[method].part == "release"] or used
    return max(reversed(releases), key=done.count, default=None)


def _treatments(dose: Dose, weeks: float | None, days: int) -> tuple[int, int]:
    """Return how many treatments, from and to; no more than the days of rest leave room for."""
    acute, chronic = dose.course.acute_sessions, dose.course.chronic_sessions
    old = _is_old(weeks)
    low = chronic.low if old else acute.low
    high = acute.high if old is False else chronic.high
    room = 1 + _weeks(dose, weeks)[1] * 7 // days
    return int(min(low, room)), int(min(high, room))


def _weeks(dose: Dose, weeks: float | None) -> tuple[int, int]:
    """Return over how many weeks."""
    acute, chronic = dose.course.acute_weeks, dose.course.chronic_weeks
    old = _is_old(weeks)
    if old is None:
        return int(acute.low), int(chronic.high)
    span = chronic if old else acute
    return int(span.low), int(span.high)


def _taught(weeks: float | None) -> list[dict[str, Any]]:
    """Return what is taught for points of this age."""
    return [
        {
            "text": one.text,
            "treatments": [one.low, one.high],
            "source": one.source,
            "source_seen": one.source_seen,
        }
        for one in load_teaching().values()
        if weeks is None
        or (one.weeks_from <= weeks and (one.weeks_below is None or weeks < one.weeks_below))
    ]


def _honest(weeks: float | None) -> list[dict[str, Any]]:
    """Say what happens by itself, and that no trial counted treatments."""
    who = "persistent" if _is_old(weeks) else "acute"
    found = {
        rate.week: rate
        for rate in load_rates()
        if rate.what == _NATURAL and rate.population.startswith(f"{who} low back pain")
    }
    said = [
        {
            "text": (
                "No trial has counted how many treatments a trigger point needs. Part of the "
                "relief comes with time, touch and expectation; trials against a pretended "
                "treatment are few."
            ),
            "source": None,
        }
    ]
    first, later = found.get(0), found.get(6)
    if first is not None and later is not None:
        kind = "long-lasting" if who == "persistent" else "recent"
        said.insert(
            0,
            {
                "text": (
                    f"In {kind} back pain with care as usual, pain fell from {first.value:g} to "
                    f"{later.value:g} of 10 in six weeks. Count that before you thank the plan."
                ),
                "source": later.source.url,
            },
        )
    return said
