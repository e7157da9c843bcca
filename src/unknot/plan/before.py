"""What is asked or settled before the first step, and where it is pointed to beside each method.

"Ask the treating team first" is of no use after the method. So it stands before everything,
and every line that works on the same muscle carries the caution or points to it, also where
the rows of its own method are silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import load_contraindications
from unknot.facts.dosing import load_dosing
from unknot.facts.planning import load_plan_parameters
from unknot.plan.aftercare import asked_before
from unknot.plan.decide import Decision
from unknot.plan.doctor_first import doctor_lines
from unknot.plan.permissions import (
    PLANNABLE,
    bit_of,
    bits_of,
    conditions_of,
)
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.spots import permission_at
from unknot.plan.wording import advice_lines, in_short

__all__ = ["before_you_begin", "carried_lines"]


def before_you_begin(
    decision: Decision, query: PlanQuery, home: Iterable[Mapping[str, Any]] = ()
) -> list[str]:
    """Return what comes before the first step, each line once.

    Parameters
    ----------
    home
        What is done beside the steps, or without any.
    """
    known = load_conditions()
    touched = _everywhere()
    for point in query.points:
        touched |= _touching(point, decision)
    lines = [
        known[one].ask_first
        for one in conditions_of(touched)
        if known[one].ask_first
        and (one in decision.conditions or (_is_private(one, query) and decision.steps))
    ]
    things = list(home)
    if decision.steps or things:
        lines = [*asked_before(decision, things), *lines]
    return list(
        dict.fromkeys(
            [
                *doctor_lines(query, decision.conditions),
                *(line for line in lines if line),
                *_of_old_pain(decision, query),
            ]
        )
    )


def carried_lines(method: str, points: tuple[PointMark, ...], decision: Decision) -> list[str]:
    """Return cautions of other methods at these points that the rows of this one leave out."""
    known = load_conditions()
    own = {row.condition for row in load_contraindications().values() if row.method == method}
    lines = []
    for point in points:
        beside = {
            condition: step.method
            for step in decision.steps
            if step.point == point
            for condition in conditions_of(step.permission.cautions)
        }
        for condition in conditions_of(_touching(point, decision)):
            if condition in own or condition not in decision.conditions:
                continue
            if condition in beside:
                lines += advice_lines(beside[condition], bit_of(condition), is_unfelt=False)
            elif known[condition].ask_first:
                label = in_short(known[condition].label)
                lines.append(f"{label}: see first what stands under “Before you begin”.")
    return list(dict.fromkeys(lines))


def _is_private(condition: str, query: PlanQuery) -> bool:
    """Say whether consent to touch a place is asked: by whoever treats another person."""
    return query.setting == "clinic" and load_conditions()[condition].kind == "place"


def _of_old_pain(decision: Decision, query: PlanQuery) -> list[str]:
    """Say when somebody has to look at a pain that lasts, or that nothing has changed."""
    old_from = load_plan_parameters()["old_point_from"].value
    weeks = max((point.weeks or 0.0 for point in query.points), default=0.0)
    lines = []
    if decision.steps and weeks >= old_from and not query.is_seen_by_doctor:
        lines.append(
            f"This pain is {old_from:g} weeks old or more. If no doctor or physiotherapist has "
            "looked at it yet, have that done before you begin."
        )
    done = query.treatments_so_far or 0
    reviews = [load_dosing()[step.method].course.review_after_sessions for step in decision.steps]
    if reviews and done >= min(reviews):
        lines.append(
            f"There were {done} treatments, so the look back is due now: without a clear gain, "
            "stop here and see a doctor or physiotherapist before the next one."
        )
    return lines


def _touching(point: PointMark, decision: Decision) -> int:
    """Return the conditions that any row counts at a point, in a clinic or at home, as bits."""
    found = 0
    for setting in ("clinic", "home"):
        for method in PLANNABLE:
            one = permission_at(point, method, decision.bits, setting=setting)
            found |= one.bits | one.cautions
    return found


@cache
def _everywhere() -> int:
    """Return the conditions that count wherever the point lies, as bits."""
    known = load_conditions()
    whole = {
        row.condition for row in load_contraindications().values() if row.scope == "whole_body"
    }
    return bits_of(whole | {one.id for one in known.values() if one.urgency is not None})
