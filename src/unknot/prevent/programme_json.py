"""The answer of ``unknot programme``, from a whole programme.

Like the plan, the JSON carries the whole answer; a surface for people shows no programme
before the first warning-sign questions are answered (``Programme.may_show``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from unknot.facts.dosing import load_dosing
from unknot.facts.planning import load_tools
from unknot.facts.programmes import load_exercises
from unknot.facts.red_flags import load_urgencies
from unknot.facts.version import facts_version
from unknot.find.red_flags import Screening
from unknot.muscles.reach import PARTS
from unknot.plan.aftercare import afterwards_of, stop_rules_of
from unknot.plan.at_home import first_lines, lines_for
from unknot.plan.before import before_you_begin
from unknot.plan.decide import Decision
from unknot.plan.gate import first_open
from unknot.plan.letter import letter_of
from unknot.plan.permissions import conditions_of, usual_site
from unknot.plan.query import PointMark
from unknot.plan.wording import blocker_in_words, caution_lines, find_in_words
from unknot.prevent.breaks import CheckedSet
from unknot.prevent.programme import Left, Programme, Thing
from unknot.prevent.told import WEEKDAYS
from unknot.prevent.wording import (
    amount_in_words,
    change_in_words,
    how_it_feels,
    left_in_words,
    level_of,
    position_of,
    step_of,
    title_of,
    tool_needed,
    why_of,
)

__all__ = ["NOTHING_LEFT", "alerts_as_json", "break_as_json", "programme_as_json"]

NOTHING_LEFT: Final = "nothing_left"
_NOTHING: Final = (
    "Nothing of a home programme suits what was told.",
    "Ask a practitioner, or look at what is left out and why.",
)


def programme_as_json(programme: Programme) -> dict[str, Any]:
    """Return the programme in the shape of the contract."""
    query, screening = programme.query, programme.screening
    steps = tuple(step_of(thing) for thing in programme.things)
    decision = replace(programme.decision, steps=steps)
    after = afterwards_of(decision) if steps else {"normal": [], "not_normal": []}
    return {
        "id": query.plan.id,
        "blocked_by": _blocked_by(programme),
        "alerts": alerts_as_json(screening),
        "first_priority_open": list(first_open(programme.query.plan, screening)),
        "to_ask": list(screening.to_ask),
        "before_you_begin": _before(programme, decision),
        "week": _week(programme),
        "things": [_thing(thing, programme) for thing in programme.things],
        "left_out": [_left(left, programme) for left in programme.left],
        "stop_if": lines_for(stop_rules_of(decision), query.plan),
        "next_day": _next_day(programme),
        "normal_afterwards": after["normal"],
        "not_normal": after["not_normal"],
        "breaks": [break_as_json(one) for one in programme.breaks],
        "letter": letter_of(query.plan, screening),
        "conditions": list(programme.decision.conditions),
        "not_used": _not_used(programme),
        "facts_version": facts_version(),
    }


def alerts_as_json(screening: Screening) -> list[dict[str, Any]]:
    """Return the alerts in the shape of every contract."""
    return [
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


def break_as_json(one: CheckedSet) -> dict[str, Any]:
    """Return a set of movements in the shape of the contract."""
    return {
        "id": one.set.id,
        "who": one.set.who,
        "kind": one.set.kind,
        "title": one.set.title,
        "when": one.set.when,
        "every_minutes": one.set.every_minutes,
        "seconds": one.seconds,
        "moves": [
            {
                "id": move.id,
                "name": move.name,
                "how": move.how,
                "seconds": move.seconds,
                "position": move.position,
                "muscles": list(move.muscles),
                "source": move.source,
                "source_seen": move.source_seen,
            }
            for move in one.moves
        ],
        "left_out": [move.name for move in one.left_out],
        "source": one.set.source,
    }


def _before(programme: Programme, decision: Decision) -> list[str]:
    """Return what is asked or settled before the first thing; nothing where none is left."""
    if not programme.things:
        return []
    query = programme.query.plan
    return [*first_lines(query), *before_you_begin(decision, query)]


def _blocked_by(programme: Programme) -> list[dict[str, Any]]:
    """Return what leaves nothing to be done, with what to do instead."""
    if programme.screening.stops:
        return [
            {
                "id": alert.id,
                "kind": "warning_sign",
                "level": alert.urgency,
                "why": alert.why,
                "do": alert.do,
            }
            for alert in programme.screening.alerts
            if load_urgencies()[alert.urgency].stops
        ]
    if programme.things:
        return []
    called = [(one, *blocker_in_words(one, programme.decision)) for one in programme.blockers]
    return [
        {"id": id_, "kind": "programme", "level": "absolute", "why": why, "do": do}
        for id_, why, do in called or [(NOTHING_LEFT, *_NOTHING)]
    ]


def _week(programme: Programme) -> dict[str, Any]:
    """Return the seven days."""
    return {
        "number": programme.history.week + 1,
        "from": None if programme.monday is None else programme.monday.isoformat(),
        "minutes_a_day": programme.seconds_a_day / 60,
        "things_a_day": programme.things_a_day,
        "shorter_by": programme.history.n_fewer,
        "pain_is_up": programme.history.is_pain_up,
        "days": [_day(day, programme) for day in range(len(WEEKDAYS))],
    }


def _day(day: int, programme: Programme) -> dict[str, Any]:
    """Return one day."""
    things = sorted(
        (thing for thing in programme.things if day in thing.days),
        key=lambda thing: _order(thing, programme),
    )
    date = None if programme.monday is None else programme.monday + timedelta(days=day)
    return {
        "day": WEEKDAYS[day],
        "date": None if date is None else date.isoformat(),
        "rest": not things,
        "minutes": round(sum(thing.dose.seconds for thing in things) / 60, 1),
        "things": [thing.candidate.name for thing in things],
    }


def _order(thing: Thing, programme: Programme) -> tuple[int, int]:
    """Return the place of a thing in its day: point by point, press, stretch, then load."""
    return (
        programme.points.index(thing.candidate.points[0]),
        PARTS.index(thing.candidate.part),
    )


def _thing(thing: Thing, programme: Programme) -> dict[str, Any]:
    """Return one thing."""
    candidate, dose, plan = thing.candidate, thing.dose, programme.query.plan
    step, record = step_of(thing), load_dosing()[thing.candidate.method]
    amounts, level, tool = dose.amounts, level_of(thing), tool_needed(thing)
    exercise = load_exercises()[candidate.exercise] if candidate.exercise else None
    is_held = exercise is None
    point = candidate.points[0]
    return {
        "id": candidate.name,
        "title": title_of(thing),
        "part": candidate.part,
        "method": candidate.method,
        "exercise": candidate.exercise,
        "point": _point(point),
        "also_for": [_point(other) for other in candidate.points[1:]],
        "days": [WEEKDAYS[day] for day in thing.days],
        "minutes": round(dose.seconds / 60, 1),
        "amount": amount_in_words(thing, programme),
        "seconds": list(amounts.seconds) if is_held else None,
        "seconds_each": level.seconds_each if level else None,
        "repeats": amounts.repeats,
        "sets": dose.sets,
        "rest_seconds": amounts.rest_s,
        "pressure_0_10": amounts.pressure,
        "pressure_start_0_10": amounts.pressure_start,
        "effort_percent": amounts.effort_percent,
        "scale": amounts.scale,
        "step": dose.step,
        "level": dose.level,
        "tool": tool,
        "tool_in_words": load_tools()[tool].in_words if tool else None,
        "tool_is_told": plan.equipment is not None,
        "find": find_in_words(step, "home"),
        "do": position_of(thing, programme),
        "position": level.position if level else None,
        "feel": how_it_feels(thing, programme),
        "picture": {
            "muscle": point.muscle,
            "side": point.side,
            "site": point.site or usual_site(point.muscle),
        },
        "change": thing.standing.change,
        "change_why": thing.standing.why,
        "change_in_words": change_in_words(thing.standing),
        "rests_until": _rests_until(thing, programme),
        "why": why_of(thing),
        "evidence": {
            "grade": record.evidence_grade,
            "for": record.evidence_for,
            "summary": record.evidence_summary,
            "sources": list(record.evidence_sources),
        },
        "sources": list(exercise.sources) if exercise else [],
        "source_seen": exercise.source_seen if exercise else True,
        "cautions": caution_lines(step, programme.decision, plan),
        "limited_by": [*conditions_of(thing.permission.cautions)],
        "is_halved": thing.permission.is_halved,
        "stop_if": lines_for(stop_rules_of(replace(programme.decision, steps=(step,))), plan),
    }


def _rests_until(thing: Thing, programme: Programme) -> str | None:
    """Return the day until which a thing rests, while that lies ahead."""
    until, now = thing.standing.rests_until, programme.query.now
    return until.isoformat() if until is not None and now is not None and until > now else None


def _point(point: PointMark) -> dict[str, Any]:
    """Return a point."""
    return {"muscle": point.muscle, "side": point.side, "site": point.site}


def _left(left: Left, programme: Programme) -> dict[str, Any]:
    """Return one thing that is left out."""
    what, because = left_in_words(left, programme)
    found = left.omission.permission if left.omission else None
    return {
        "id": left.name,
        "what": what,
        "because": because,
        "kind": left.kind,
        "method": left.method,
        "points": [_point(point) for point in left.points],
        "by": [*conditions_of(found.bits)] if found else [],
    }


def _next_day(programme: Programme) -> list[str]:
    """Return the rules for the next day, each once."""
    rules = (load_dosing()[thing.candidate.method].next_day_rule for thing in programme.things)
    return lines_for(dict.fromkeys(rules), programme.query.plan)


def _not_used(programme: Programme) -> list[str]:
    """Name fields that were not read, and records of things that are not in the programme."""
    query = programme.query
    known = {thing.candidate.name for thing in programme.things}
    known |= {left.name for left in programme.left if left.name}
    others = dict.fromkeys(one.item for one in query.done if one.item not in known)
    return [
        *(f"field '{name}'" for name in query.ignored),
        *(f"records of '{name}': it is not in this programme" for name in others),
    ]
