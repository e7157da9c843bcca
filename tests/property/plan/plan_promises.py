"""What every plan promises, as checks on one person; tests and the benchmark use them."""

from __future__ import annotations

from random import Random

from unknot.facts.contraindications import load_contraindications
from unknot.facts.dosing import SENSITIVE, load_dosing
from unknot.plan.decide import Decision, Step, decide
from unknot.plan.feeling import NO_NUMBER
from unknot.plan.query import PlanQuery

from any_people import CONDITIONS, mirrored_query, with_condition  # isort: skip

__all__ = ["check_person"]

DOSES = load_dosing()
CAP = DOSES[SENSITIVE]
ABSOLUTE = [
    (row.method, row.condition, row)
    for row in load_contraindications().values()
    if row.level == "absolute" and row.scope == "whole_body"
]
ABSOLUTE_ANYWHERE = [
    (row.method, row.condition, row)
    for row in load_contraindications().values()
    if row.level == "absolute" and row.scope == "local" and row.is_anywhere
]
WHO = {"clinic": {"practitioner", "both"}, "home": {"self", "both"}}
BANNED = {
    setting: {
        (method, condition)
        for method, condition, row in (*ABSOLUTE, *ABSOLUTE_ANYWHERE)
        if row.who in who
    }
    for setting, who in WHO.items()
}
BANNED_AT_HOME = {
    (row.method, row.condition)
    for row in load_contraindications().values()
    if row.level == "relative" and row.scope == "whole_body" and row.who in WHO["home"]
}


def check_person(query: PlanQuery, level: str | None, rng: Random, *, is_mirrored: bool) -> bool:
    """Hold one plan against every promise; say whether it has steps."""
    plan = decide(query, level)
    _no_forbidden_method(query, plan)
    _caps_hold(query, plan)
    _needles_only_with_everything(query, plan)
    assert bool(plan.steps) != bool(plan.blockers), "blocked plans say by what, others do not"
    added = rng.choice(CONDITIONS)
    _nothing_is_added(plan, decide(with_condition(query, added), level), added)
    if is_mirrored:
        _mirror(plan, decide(mirrored_query(query), level))
    return bool(plan.steps)


def _no_forbidden_method(query: PlanQuery, plan: Decision) -> None:
    banned = BANNED[query.setting]
    for step in plan.steps:
        for condition in plan.conditions:
            assert (step.method, condition) not in banned, (step.method, condition)
            if query.setting == "home" and not query.has_guardian:
                assert (step.method, condition) not in BANNED_AT_HOME, (step.method, condition)


def _caps_hold(query: PlanQuery, plan: Decision) -> None:
    used: dict[str, set[object]] = {}
    for step in plan.steps:
        dose, given = DOSES[step.method], step.amounts
        strength = given.pressure if given.effort_percent is None else given.effort_percent
        assert (strength is None) == (given.scale == NO_NUMBER)
        assert 0 <= (strength or 0) <= dose.pressure.max
        assert 1 <= given.seconds[0] <= given.seconds[1] <= dose.seconds.range.high
        assert 1 <= given.repeats <= dose.reps.range.high
        used.setdefault(step.method, set()).add(step.point)
        if query.most_seconds is not None:
            assert given.seconds[1] <= query.most_seconds
        if query.most_pressure is not None and given.pressure is not None:
            assert given.pressure <= query.most_pressure
        if plan.stage.is_sensitive and "discomfort" in dose.pressure.scale:
            assert (given.pressure or 0) <= CAP.pressure.target.high
            if dose.seconds.range.low < 120:
                assert given.seconds[1] <= CAP.seconds.range.high
                assert given.repeats <= CAP.reps.range.high
    for method, points in used.items():
        assert len(points) <= DOSES[method].points_per_session.range.high
        if plan.stage.is_sensitive:
            assert len(points) <= CAP.points_per_session.range.high
    assert len({step.point for step in plan.steps}) <= plan.most_points


def _needles_only_with_everything(query: PlanQuery, plan: Decision) -> None:
    for step in plan.steps:
        if step.method == "dry_needling":
            assert query.setting == "clinic"
            assert query.consents_to_needling
            assert query.country is not None
            assert query.profession is not None


def _nothing_is_added(before: Decision, after: Decision, added: str) -> None:
    old = {(step.point, step.method): step for step in before.steps}
    for step in after.steps:
        assert (step.point, step.method) in old, f"{added} brought {step.method} in"
        _not_more(old[step.point, step.method], step, added)
    assert after.rest_hours >= before.rest_hours, f"{added} shortens the rest"
    assert after.most_points <= before.most_points


def _not_more(old: Step, new: Step, added: str) -> None:
    a, b = old.amounts, new.amounts
    assert b.seconds[0] <= a.seconds[0], f"{added} raises the seconds"
    assert b.seconds[1] <= a.seconds[1], f"{added} raises the seconds"
    assert b.repeats <= a.repeats, f"{added} raises the repeats"
    assert b.times_per_week <= a.times_per_week, f"{added} raises how often"
    assert (b.pressure or 0) <= (a.pressure or 0), f"{added} raises the pressure"
    assert (b.effort_percent or 0) <= (a.effort_percent or 0), f"{added} raises the effort"


def _mirror(plan: Decision, mirror: Decision) -> None:
    assert len(plan.steps) == len(mirror.steps)
    for one, other in zip(plan.steps, mirror.steps, strict=True):
        assert one.point.side != other.point.side
        assert (one.point.muscle, one.point.site) == (other.point.muscle, other.point.site)
        assert (one.method, one.amounts, one.permission) == (
            other.method,
            other.amounts,
            other.permission,
        )
    assert plan.blockers == mirror.blockers
    assert [(o.kind, o.method) for o in plan.omissions] == [
        (o.kind, o.method) for o in mirror.omissions
    ]
