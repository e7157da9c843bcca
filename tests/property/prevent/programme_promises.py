"""What every programme promises, as checks on one person."""

from __future__ import annotations

from random import Random

from programme_people import CONDITIONS, mirrored_name, mirrored_programme, with_one_more

from unknot.facts.contraindications import load_contraindications
from unknot.facts.dosing import SENSITIVE, load_dosing
from unknot.facts.planning import load_tools
from unknot.facts.programmes import load_break_moves, load_exercises, load_programme_parameters
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_positions
from unknot.plan.feeling import NO_NUMBER
from unknot.prevent.doses import is_flaring
from unknot.prevent.programme import Programme, Thing, programme_from
from unknot.prevent.told import ProgrammeQuery
from unknot.prevent.wording import level_of, tool_needed

__all__ = ["check_programme"]

DOSES = load_dosing()
CAP = DOSES[SENSITIVE]
NUMBERS = load_programme_parameters()
HOME_METHODS = {
    "self_release_tool", "foam_rolling", "percussion_device", "stretching", "muscle_energy",
    "exercise",
}  # fmt: skip
BANNED = {
    (row.method, row.condition)
    for row in load_contraindications().values()
    if row.who in ("self", "both") and row.level == "absolute" and row.scope == "whole_body"
}
BANNED_HERE = {
    (row.method, row.condition)
    for row in load_contraindications().values()
    if row.who in ("self", "both")
    and row.level == "absolute"
    and row.scope == "local"
    and row.is_anywhere
}
BANNED_ALONE = {
    (row.method, row.condition)
    for row in load_contraindications().values()
    if row.who in ("self", "both") and row.level == "relative" and row.scope == "whole_body"
}


def check_programme(query: ProgrammeQuery, rng: Random) -> bool:
    """Hold one programme against every promise; say whether it holds anything."""
    found = programme_from(query)
    _nobody_too_young(query, found)
    _no_forbidden_thing(query, found)
    _caps_hold(query, found)
    _days_hold(query, found)
    _only_the_tools_of_the_person(query, found)
    _breaks_are_checked(found)
    added = rng.choice(CONDITIONS)
    _nothing_is_added(found, programme_from(with_one_more(query, added)), added)
    _mirror(found, programme_from(mirrored_programme(query)))
    return bool(found.things)


def _nobody_too_young(query: ProgrammeQuery, found: Programme) -> None:
    age = query.plan.age
    if age is None or age < 8 or (age < 16 and not query.plan.has_guardian):
        assert found.things == ()
        assert found.blockers != ()


def _no_forbidden_thing(query: ProgrammeQuery, found: Programme) -> None:
    for thing in found.things:
        method = thing.candidate.method
        assert method in HOME_METHODS, method
        if query.plan.methods is not None:
            assert method in query.plan.methods
        for condition in found.decision.conditions:
            assert (method, condition) not in BANNED, (method, condition)
            if not query.plan.has_guardian:
                assert (method, condition) not in BANNED_ALONE, (method, condition)
        for condition in query.plan.conditions:
            assert (method, condition) not in BANNED_HERE, (method, condition)
        level = level_of(thing)
        if level is None:
            continue
        exercise = load_exercises()[thing.candidate.exercise or ""]
        told = set(query.plan.conditions)
        assert told.isdisjoint(exercise.not_with)
        if level.position in load_positions():
            assert told.isdisjoint(load_positions()[level.position].not_with)


def _caps_hold(query: ProgrammeQuery, found: Programme) -> None:
    is_sensitive = is_flaring(query.plan, found.decision.conditions)
    for thing in found.things:
        dose, given = DOSES[thing.candidate.method], thing.dose.amounts
        strength = given.pressure if given.effort_percent is None else given.effort_percent
        assert (strength is None) == (given.scale == NO_NUMBER)
        assert 0 <= (strength or 0) <= dose.pressure.max
        assert 1 <= given.repeats <= dose.reps.range.high
        assert 1 <= thing.dose.sets <= dose.reps.notes.get("sets", (1, 1))[1]
        assert thing.dose.days <= dose.sessions_per_week.range.high
        assert len(thing.days) <= thing.dose.days
        if thing.candidate.exercise is None:
            assert 1 <= given.seconds[0] <= given.seconds[1] <= dose.seconds.range.high
            if query.plan.most_seconds is not None:
                assert given.seconds[1] <= query.plan.most_seconds
        if query.plan.most_pressure is not None and given.pressure is not None:
            assert given.pressure <= query.plan.most_pressure
        if is_sensitive and thing.candidate.method == "self_release_tool":
            assert given.pressure is None or given.pressure <= CAP.pressure.target.high
            assert given.seconds[1] <= CAP.seconds.range.high
            assert len(thing.days) <= CAP.sessions_per_week.default
        hours = dose.min_hours_same_point
        if is_sensitive and thing.candidate.part == "release":
            hours = max(hours, CAP.min_hours_same_point)
        for earlier, later in zip(thing.days, (*thing.days[1:], thing.days[0] + 7 if thing.days
                                               else 0), strict=False):  # fmt: skip
            assert (later - earlier) * 24 >= hours, (thing.candidate.name, thing.days)


def _days_hold(query: ProgrammeQuery, found: Programme) -> None:
    minutes = query.minutes if query.minutes is not None else NUMBERS["minutes_a_day"].value
    most = query.things_a_day or NUMBERS["things_a_day"].value
    used = {day for thing in found.things for day in thing.days}
    assert len(used) <= 7 - NUMBERS["least_rest_days"].value
    assert len(found.things) <= NUMBERS["things_a_week"].value
    if query.days is not None:
        assert used <= set(query.days)
    for day in used:
        things = [thing for thing in found.things if day in thing.days]
        assert len(things) <= most
        over = NUMBERS["change_over_s"].value * len(things)
        assert sum(thing.dose.seconds for thing in things) + over <= minutes * 60
        names = [thing.candidate.name for thing in things]
        assert len(set(names)) == len(names)


def _only_the_tools_of_the_person(query: ProgrammeQuery, found: Programme) -> None:
    if query.plan.equipment is None:
        return
    for thing in found.things:
        tool = tool_needed(thing)
        if tool is None or tool in query.plan.equipment:
            continue
        text = load_muscles()[thing.candidate.points[0].muscle].self_care.position or ""
        owned = [load_tools()[one].label.split()[-1] for one in query.plan.equipment]
        assert any(word in text for word in owned), (tool, query.plan.equipment)


def _breaks_are_checked(found: Programme) -> None:
    told = set(found.query.plan.conditions)
    for one in found.breaks:
        for move in one.moves:
            assert told.isdisjoint(load_break_moves()[move.id].not_with)
            if move.method is not None:
                assert not any((move.method, condition) in BANNED for condition in told)


def _nothing_is_added(before: Programme, after: Programme, added: str) -> None:
    old = {thing.candidate.name: thing for thing in before.things}
    for thing in after.things:
        name = thing.candidate.name
        assert name in old, (added, name)
        was = old[name]
        assert set(thing.days) <= set(was.days), (added, name)
        assert thing.dose.seconds <= was.dose.seconds, (added, name)
        assert thing.dose.sets <= was.dose.sets
        assert (thing.dose.level or 0) <= (was.dose.level or 0)
        new, then = thing.dose.amounts.pressure, was.dose.amounts.pressure
        assert new is None or then is None or new <= then, (added, name)
    moves = {move for one in before.breaks for move in one.moves}
    assert {move for one in after.breaks for move in one.moves} <= moves


def _mirror(found: Programme, mirror: Programme) -> None:
    assert [_seen(thing) for thing in found.things] == [
        (mirrored_name(name), *rest) for name, *rest in (_seen(thing) for thing in mirror.things)
    ]


def _seen(thing: Thing) -> tuple[object, ...]:
    return (thing.candidate.name, thing.days, thing.dose, thing.standing)
