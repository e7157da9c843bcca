"""From points, person and setting to a dosed plan: warnings first, then what to do.

``plan_from`` takes a checked query and returns a frozen record; ``plan_as_json`` gives it
the shape of the contract. Like the ranking, the JSON always carries the whole answer; a
surface for people shows no plan before the first warning-sign questions are answered
(``Plan.may_show``). An emergency or same-day sign leaves nothing but what to do now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from unknot.facts.conditions import load_conditions
from unknot.facts.dosing import load_dosing
from unknot.facts.red_flags import load_urgencies
from unknot.facts.version import facts_version
from unknot.find.red_flags import Screening
from unknot.muscles.reach import load_method_reach
from unknot.plan.aftercare import aftercare_of, afterwards_of, stop_rules_of
from unknot.plan.at_home import (
    felt_by_child,
    first_lines,
    how_for_child,
    lines_for,
    method_for,
    no_tool_for_child,
    read_out,
)
from unknot.plan.before import before_you_begin, carried_lines
from unknot.plan.course import course_of
from unknot.plan.decide import Decision, Omission, Step, calls_all_off, decide
from unknot.plan.gate import first_open, screening_of
from unknot.plan.home import heat_is_open, home_programme
from unknot.plan.letter import letter_of
from unknot.plan.permissions import conditions_of
from unknot.plan.posture import tool_that_suits
from unknot.plan.query import PlanQuery, plan_query_from
from unknot.plan.told_signs import struck_by_sign
from unknot.plan.wording import (
    because_of,
    blocker_in_words,
    caution_lines,
    find_in_words,
    how_in_words,
    method_in_words,
    point_in_words,
    position_in_words,
    why_in_words,
)

__all__ = ["Plan", "plan_as_json", "plan_from", "plan_query_from"]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with everything it rests on."""

    query: PlanQuery
    screening: Screening
    decision: Decision

    @property
    def is_blocked(self) -> bool:
        """Whether nothing may be done at any point."""
        return self.screening.stops or not self.decision.steps

    @property
    def first_open(self) -> tuple[str, ...]:
        """First questions still to answer, those that what was told speaks of before the others."""
        return first_open(self.query, self.screening, before_hands=True)

    @property
    def needs_help_now(self) -> bool:
        """Whether something told needs help now: that is said before any question."""
        return not self.screening.stops and _needs_help_now(self)

    @property
    def may_show(self) -> bool:
        """Whether a person may be shown the plan now: every first question is answered."""
        return not self.screening.stops and not self.first_open


def plan_from(query: PlanQuery) -> Plan:
    """Make a plan.

    Raises
    ------
    InvalidInput
        Screening refuses what was told.
    """
    screening = screening_of(query)
    return Plan(query, screening, decide(query, screening.level))


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Return the plan in the shape of the contract."""
    query, decision, screening = plan.query, plan.decision, plan.screening
    is_stopped = screening.stops
    alerts = [
        {
            "id": alert.id,
            "urgency": alert.urgency,
            "why": alert.why,
            "do": alert.do,
            "condition": alert.condition,
            "may_need_ruling_out": list(alert.may_need_ruling_out),
            "raised_by": list(alert.raised_by),
        }
        for alert in screening.alerts
    ]
    is_off = is_stopped or _is_called_off(plan)
    home = [] if is_off else home_programme(decision, query)
    after = {"normal": [], "not_normal": []} if is_off else afterwards_of(decision, home)
    return {
        "id": query.id,
        "setting": query.setting,
        "blocked_by": _blocked_by(plan),
        "alerts": alerts,
        "first_priority_open": list(plan.first_open),
        "to_ask": list(screening.to_ask),
        "before_you_begin": [] if is_off
        else [*first_lines(query), *before_you_begin(decision, query, home)],
        "steps": [] if is_stopped else [_step(step, plan) for step in decision.steps],
        "left_out": [] if is_stopped or _needs_help_now(plan) else _left_out(plan),
        "course": _no_course() if is_stopped else course_of(decision, query),
        "aftercare": [] if is_stopped else lines_for(
            aftercare_of(
                decision,
                warned_off_heat=not heat_is_open(decision, home),
                is_kept_still=_is_kept_still(plan),
            ),
            query,
        ),
        "normal_afterwards": after["normal"],
        "not_normal": after["not_normal"],
        "stop_if": [] if is_off else lines_for(stop_rules_of(decision, home), query),
        "home": home,
        "next_day": [] if is_stopped else lines_for(_next_day(decision), query),
        "letter": letter_of(query, screening),
        "conditions": list(decision.conditions),
        "reasons_recorded": dict(query.reasons),
        "not_used": [f"field '{name}'" for name in query.ignored],
        "facts_version": facts_version(),
    }  # fmt: skip


def _is_called_off(plan: Plan) -> bool:
    """Whether nothing at all is for this person: no adult, no age, help needed now."""
    blockers, known = plan.decision.blockers, load_conditions()
    return any(calls_all_off(one) for one in blockers) or (
        bool(blockers) and not any(one in known for one in blockers)
    )


def _needs_help_now(plan: Plan) -> bool:
    """Whether something told needs help now: then no line says how else to go on."""
    known = load_conditions()
    return any(
        one in known and known[one].urgency is not None and calls_all_off(one)
        for one in plan.decision.blockers
    )


def _is_kept_still(plan: Plan) -> bool:
    """Say whether a told sign forbids to move a muscle that is worked on."""
    if plan.query.is_seen_by_doctor:
        return False
    muscles = {step.point.muscle for step in plan.decision.steps}
    return any(struck_by_sign(one, "exercise", plan.query.symptoms) for one in muscles)


def _no_course() -> dict[str, Any]:
    """Return the course of a plan that was stopped."""
    return {"treatments": None, "min_days_between": None}


def _blocked_by(plan: Plan) -> list[dict[str, Any]]:
    """Return what leaves nothing to be done, with what to do instead."""
    if plan.screening.stops:
        return [
            {
                "id": alert.id,
                "kind": "warning_sign",
                "level": alert.urgency,
                "why": alert.why,
                "do": alert.do,
            }
            for alert in plan.screening.alerts
            if load_urgencies()[alert.urgency].stops
        ]
    found = []
    for blocker in plan.decision.blockers:
        why, do = blocker_in_words(blocker, plan.decision)
        is_row = blocker in load_conditions()
        found.append(
            {
                "id": blocker,
                "kind": "contraindication" if is_row else "plan",
                "level": _level_of(blocker, plan.decision) if is_row else "absolute",
                "why": why,
                "do": do,
            }
        )
    return found


def _level_of(blocker: str, decision: Decision) -> str:
    """Return the strictest level at which a condition ruled something out."""
    if calls_all_off(blocker):
        return "absolute"
    levels = [
        one.permission.level
        for one in decision.omissions
        if one.permission is not None and blocker in conditions_of(one.permission.bits)
    ]
    return "absolute" if "absolute" in levels else "relative"


def _step(step: Step, plan: Plan) -> dict[str, Any]:
    """Return one step in the shape of the contract."""
    query, decision = plan.query, plan.decision
    dose, record = step.amounts, load_dosing()[step.method]
    found = [*conditions_of(step.permission.cautions)]
    return {
        "point": {"muscle": step.point.muscle, "side": step.point.side, "site": step.point.site},
        "point_in_words": point_in_words(step.point, query.setting),
        "method": step.method,
        "method_in_words": method_for(method_in_words(step.method, query.setting), query),
        "seconds": list(dose.seconds),
        "repeats": dose.repeats,
        "rest_seconds": dose.rest_s,
        "pressure_0_10": dose.pressure,
        "pressure_start_0_10": dose.pressure_start,
        "effort_percent": dose.effort_percent,
        "scale": dose.scale,
        "felt_in_words": felt_by_child(dose, query),
        "most_allowed": {
            "pressure_0_10": None if dose.pressure is None else record.pressure.max,
            "effort_percent": record.pressure.max if dose.effort_percent is not None else None,
            "seconds": int(record.seconds.range.high),
            "repeats": int(record.reps.range.high),
        },
        "times_per_week": dose.times_per_week if query.setting == "home" else None,
        "position": read_out(
            position_in_words(step, decision, query.setting, tools=query.equipment), query
        ),
        "find": find_in_words(step, query.setting),
        "spot": step.spot,
        "how": _how(step, plan),
        "why": why_in_words(step, decision, query),
        "evidence": {
            "grade": record.evidence_grade,
            "for": record.evidence_for,
            "summary": record.evidence_summary,
            "sources": list(record.evidence_sources),
        },
        "cautions": [
            *carried_lines(step.method, (step.point,), decision),
            *caution_lines(step, decision, query),
        ],
        "limited_by": found,
        "is_halved": step.permission.is_halved,
        "reasons": _reasons_of(step, query),
    }


def _how(step: Step, plan: Plan) -> str:
    """Say how a step should feel, to whoever reads it."""
    query = plan.query
    part = load_method_reach()[step.method].part
    told = tool_that_suits(
        step.point, step.method, plan.decision.bits, setting=query.setting, tools=query.equipment
    )
    return how_for_child(part, step.amounts, query) or how_in_words(step, query.setting, told)


def _reasons_of(step: Step, query: PlanQuery) -> dict[str, str]:
    """Return the practitioner's reasons on which this step rests."""
    if step.permission.level != "with_reason":
        return {}
    keys = [
        key
        for condition in conditions_of(step.permission.bits)
        for key in (condition, f"{step.method}__{condition}")
    ]
    return {key: query.reasons[key] for key in keys if key in query.reasons}


def _left_out(plan: Plan) -> list[dict[str, Any]]:
    """Return what is left out and because of what; the same reason at one point once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    worked = {step.point for step in plan.decision.steps}
    makes_no_room = any(point not in worked for point in plan.decision.points)
    said = frozenset(one["do"] for one in _blocked_by(plan))
    for omission in plan.decision.omissions:
        because = no_tool_for_child(omission, plan.query) or because_of(
            omission, plan.query.setting, makes_no_room=makes_no_room, said=said
        )
        entry = found.setdefault(
            (point_in_words(omission.point, plan.query.setting), because),
            _omission(omission, plan, because),
        )
        name = _what(omission, plan.query)
        if omission.method and omission.method not in entry["methods"]:
            entry["methods"].append(omission.method)
            entry["what"] = f"{entry['what']}, {name}"
    return [
        {
            **{name: value for name, value in entry.items() if name != "where"},
            "what": f"{entry['where']}: {entry['what']}",
        }
        for entry in found.values()
    ]


def _omission(omission: Omission, plan: Plan, because: str) -> dict[str, Any]:
    """Return one thing that is left out."""
    point = omission.point
    return {
        "where": point_in_words(point, plan.query.setting),
        "what": _what(omission, plan.query),
        "because": because,
        "kind": omission.kind,
        "methods": [omission.method] if omission.method else [],
        "point": {"muscle": point.muscle, "side": point.side, "site": point.site},
        "by": list(conditions_of(omission.permission.bits)) if omission.permission else [],
        "level": omission.permission.level if omission.permission else None,
    }


def _what(omission: Omission, query: PlanQuery) -> str:
    """Name what is left out."""
    if omission.method is None:
        return "the whole point"
    return method_for(method_in_words(omission.method, query.setting), query)


def _next_day(decision: Decision) -> list[str]:
    """Return the rules for the next day, each once."""
    return list(dict.fromkeys(load_dosing()[step.method].next_day_rule for step in decision.steps))
