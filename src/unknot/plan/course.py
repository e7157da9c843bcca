"""How many treatments, how far apart, and when to stop trying: ranges, with their source.

One computation: so many a week, for so many weeks, make so many treatments; the moment to
look back counts in the same weeks. Nobody counted in a trial how many treatments a trigger
point needs. The range is that of the doses; what courses teach stands beside it and is called
teaching.
"""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import Any, Final

from unknot.facts.conditions import load_conditions
from unknot.facts.dosing import SENSITIVE, Dose, load_dosing
from unknot.facts.evidence import load_rates
from unknot.facts.planning import load_plan_parameters, load_teaching
from unknot.muscles.reach import load_method_reach
from unknot.plan.decide import Decision
from unknot.plan.doctor_first import areas_of
from unknot.plan.dose import rest_hours
from unknot.plan.person import has_many_old_points
from unknot.plan.query import PlanQuery
from unknot.plan.wording import MANY_OLD_POINTS, in_short

__all__ = ["course_of"]

_NATURAL: Final = "natural_course_mean_pain"
_WEEK: Final = 7
_SIX: Final = 6
_PAIR: Final = 2
"""A change takes two figures: where it began and where it stood later."""
_TWO_WEEKS: Final = 2


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
        "min_days_between": days,
        **_numbers(dose, decision, main or "", weeks=weeks, days=days, setting=query.setting),
        "rests_on": dose.basis.get("course") if dose else None,
        "source": list(dose.sources) if dose else [],
        "slow_because": "; ".join(slow) if dose and slow else None,
        "teaching": _taught(weeks),
        "honest": _honest(
            weeks, frozenset(area for point in query.points for area in areas_of(point.muscle))
        ),
        "done": query.treatments_so_far or 0,
        "counts": main,
        "points_a_treatment": decision.most_points,
        "points_waiting": sum(one.kind == "later" and one.method is None
                              for one in decision.omissions),
    }  # fmt: skip


def _numbers(
    dose: Dose | None,
    decision: Decision,
    method: str,
    *,
    weeks: float | None,
    days: int,
    setting: str,
) -> dict[str, Any]:
    """Return how often, how long, how many in all and when to look back, all of one piece."""
    if dose is None:
        return {"treatments": None, "per_week": None, "weeks": None, "review_after": None,
                "review_weeks": None, "stop_trying_if": None, "stop_earlier_if": None}  # fmt: skip
    per_week = _per_week(decision, method, days=days, setting=setting)
    low, high = _weeks(dose, weeks)
    most = dose.course.acute_sessions if _is_old(weeks) is False else dose.course.chronic_sessions
    # Whole weeks, no more than the most treatments of the dose leave room for.
    high = max(low, min(high, int(most.high) // per_week))
    review, review_weeks = _look_back(dose, decision, per_week, setting=setting)
    review_weeks = min(high, review_weeks)
    earlier = _flares(decision, dose)
    return {
        "treatments": [per_week * low, per_week * high],
        "per_week": per_week,
        "weeks": [low, high],
        "review_after": min(review, per_week * review_weeks),
        "review_weeks": review_weeks,
        "stop_trying_if": _stop_if(dose, earlier, review_weeks, setting=setting),
        "stop_earlier_if": earlier,
    }


def _look_back(dose: Dose, decision: Decision, per_week: int, *, setting: str) -> tuple[int, int]:
    """Return after how many treatments to look back, the earliest of all used, and in which week.

    At home whole weeks are counted, not times: rounded down from two weeks on, else up.
    """
    if setting == "clinic":
        used = [load_dosing()[step.method].course for step in decision.steps]
        count = min(one.review_after_sessions for one in (dose.course, *used))
        return count, ceil(count / per_week)
    weeks = dose.course.review_after_sessions / per_week
    whole = floor(weeks) if weeks >= _TWO_WEEKS else ceil(weeks)
    return per_week * whole, whole


def _per_week(decision: Decision, method: str, *, days: int, setting: str) -> int:
    """Return how often a week the main method is done, with its days of rest."""
    told = [step.amounts.times_per_week for step in decision.steps if step.method == method]
    usual = int(load_dosing()[method].sessions_per_week.default)
    wanted = min(told, default=usual) if setting == "home" else usual
    return max(1, min(wanted, _WEEK // days))


def _why_slow(decision: Decision, query: PlanQuery) -> list[str]:
    """Name what takes the slow course for oversensitive people; empty for the usual one."""
    studied = load_dosing()[SENSITIVE].course_for
    why = ["pain that flares easily"] if query.irritable else []
    why += [in_short(load_conditions()[one].label) for one in decision.conditions if one in studied]
    return why + ([MANY_OLD_POINTS] if has_many_old_points(query) else [])


def _flares(decision: Decision, dose: Dose) -> str | None:
    """Return after which flares a sensitive person stops; None for everybody else."""
    flares = load_dosing()[SENSITIVE].course.stop_if
    is_slow = dose.course.stop_if == flares
    is_lasting = decision.stage.is_sensitive and not decision.stage.is_first
    return flares if is_slow or is_lasting else None


def _stop_if(dose: Dose, earlier: str | None, review: int, *, setting: str) -> str:
    """Return when to stop trying; at home that is the moment to look back."""
    if setting == "home":
        usual = f"nothing has changed after {review} {'week' if review == 1 else 'weeks'}"
    elif dose.course.stop_if == earlier:
        return earlier
    else:
        usual = dose.course.stop_if
    return f"{usual}; or {earlier}" if earlier else usual


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


def _honest(weeks: float | None, areas: frozenset[str]) -> list[dict[str, Any]]:
    """Say what happens by itself, and that no trial counted treatments."""
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
    natural = _natural(weeks, areas)
    return [natural, *said] if natural else said


def _natural(weeks: float | None, areas: frozenset[str]) -> dict[str, Any] | None:
    """Say how pain went without a plan, in this place or, by name, in the nearest one counted."""
    who = "persistent" if _is_old(weeks) else "acute"
    kind = "long-lasting" if who == "persistent" else "recent"
    rates = [
        rate
        for rate in load_rates()
        if rate.what == _NATURAL and rate.population.startswith(f"{who} ") and rate.week is not None
    ]
    here = [rate for rate in rates if not areas.isdisjoint(rate.areas)]
    of_one = here or rates
    told = [rate for rate in of_one if rate.population == of_one[0].population][:2]
    if len(told) < _PAIR:
        return None
    first, later = told
    place, usual = first.population.split(",")[:2]
    place = place.removeprefix(f"{who} ").removeprefix("idiopathic ")
    fell = f"from {first.value:g} to {later.value:g} of 10 in {_in_weeks(later.week)}"
    text = f"In {kind} {place} with{usual}, pain fell {fell}. So much may come without any plan."
    if not here:
        text = f"Not counted for this place. {text}"
    return {"text": text, "source": later.source.url}


def _in_weeks(weeks: float | None) -> str:
    """Return a number of weeks in words where people would say a word."""
    return "six weeks" if weeks == _SIX else f"{weeks:g} weeks"
