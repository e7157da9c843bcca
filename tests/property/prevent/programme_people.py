"""Random people who want a programme: more pains, illnesses and odd weeks than any clinic sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from unknot.facts.conditions import load_conditions
from unknot.facts.planning import load_tools
from unknot.facts.programmes import BREAK_PEOPLE
from unknot.muscles.catalogue import load_muscles
from unknot.plan.limbs import Limb
from unknot.plan.permissions import PLANNABLE
from unknot.plan.query import LocatedCondition, PlanQuery, PointMark
from unknot.prevent.candidates import candidates_of
from unknot.prevent.told import DONE, Did, PainOn, ProgrammeQuery
from unknot.sides import LEFT_RIGHT

__all__ = ["CONDITIONS", "mirrored_programme", "random_programmes", "with_one_more"]

MUSCLES = tuple(load_muscles().values())
CONDITIONS = tuple(load_conditions())
TOOLS = tuple(load_tools())
CALM = MappingProxyType({"dvt_swell": "no", "dvt_calf_unexplained": "no"})
MONDAY = date(2026, 11, 2)
OTHER = {"left": "right", "right": "left", "mid": "mid", "both": "both"}


def random_programmes(rng: Random, n: int) -> Iterator[ProgrammeQuery]:
    """Yield people with a time budget, days, tools and sometimes a history."""
    for _ in range(n):
        plan = PlanQuery(
            points=_points(rng),
            setting="home",
            age=rng.choice((None, 7, 12, 15.9, 16, 34, 50, 64, 65, 79, 80, 97)),
            conditions=tuple(rng.sample(CONDITIONS, rng.choice((0, 0, 0, 1, 1, 2, 3)))),
            located=_located(rng),
            limbs=(Limb(rng.choice(("arm", "leg")), rng.choice(LEFT_RIGHT)),)
            if rng.random() < 0.3
            else (),
            treatments_so_far=rng.choice((None, 0, 1, 9)),
            irritable=rng.choice((None, False, True)),
            equipment=rng.choice((None, (), tuple(rng.sample(TOOLS, rng.randint(1, 5))))),
            has_guardian=rng.random() < 0.5,
            methods=tuple(rng.sample(PLANNABLE, rng.randint(1, 6)))
            if rng.random() < 0.15
            else None,
            prefer=tuple(rng.sample(PLANNABLE, 1)) if rng.random() < 0.2 else (),
            answers=CALM if rng.random() < 0.7 else MappingProxyType({}),
            most_pressure=rng.choice((None, None, None, 0.5, 4)),
            most_seconds=rng.choice((None, None, None, 1, 25)),
        )
        query = ProgrammeQuery(
            plan=plan,
            minutes=rng.choice((None, 1, 2, 3.5, 5, 10, 30, 120)),
            days=rng.choice((None, None, tuple(sorted(rng.sample(range(7), rng.randint(1, 7)))))),
            things_a_day=rng.choice((None, None, 1, 2, 3)),
            who=rng.choice((None, *BREAK_PEOPLE)),
        )
        yield with_history(query, rng) if rng.random() < 0.5 else query


def with_history(query: ProgrammeQuery, rng: Random) -> ProgrammeQuery:
    """Return the same person some weeks later, with what was recorded."""
    n_days = rng.randint(0, 40)
    things = candidates_of(query.plan).things
    done, diary = [], []
    mood = rng.choice(((8, 1, 1, 0), (1, 1, 1, 1), (2, 2, 6, 0), (0, 0, 0, 1)))
    for day in range(n_days):
        at = MONDAY + timedelta(days=day)
        for thing in things:
            if rng.random() < 0.4:
                did = rng.choices(DONE, mood)[0]
                done.append(Did(at, thing.name, did, rng.choice((None, None, 3, 8))))
        if rng.random() < 0.5:
            diary.append(PainOn(at, rng.randint(0, 10)))
    return replace(
        query,
        start=MONDAY,
        now=MONDAY + timedelta(days=n_days),
        done=tuple(done),
        diary=tuple(diary),
    )


def with_one_more(query: ProgrammeQuery, condition: str) -> ProgrammeQuery:
    """Return the same person with one more condition."""
    plan = replace(query.plan, conditions=(*query.plan.conditions, condition))
    return replace(query, plan=plan)


def mirrored_programme(query: ProgrammeQuery) -> ProgrammeQuery:
    """Return the same person as seen in a mirror, the records too."""
    plan = replace(
        query.plan,
        points=tuple(replace(point, side=OTHER[point.side]) for point in query.plan.points),
        limbs=tuple(Limb(kind, OTHER[side]) for kind, side in query.plan.limbs),
        located=tuple(
            LocatedCondition(one.condition, tuple((r, OTHER[s]) for r, s in one.places))
            for one in query.plan.located
        ),
    )
    done = tuple(replace(one, item=mirrored_name(one.item)) for one in query.done)
    return replace(query, plan=plan, done=done)


def mirrored_name(name: str) -> str:
    """Return the name of a thing on the other side."""
    for side in LEFT_RIGHT:
        if f"_{side}_" in name:
            return name.replace(f"_{side}_", f"_{OTHER[side]}_")
    return name


def _located(rng: Random) -> tuple[LocatedCondition, ...]:
    if rng.random() < 0.8:
        return ()
    place = (rng.choice(("lumbar", "knee_front", "shoulder_top")), rng.choice(LEFT_RIGHT))
    return (LocatedCondition(rng.choice(CONDITIONS), (place,)),)


def _points(rng: Random) -> tuple[PointMark, ...]:
    points = []
    for muscle in rng.sample(MUSCLES, rng.choice((1, 1, 2, 3, 6))):
        points.append(
            PointMark(
                muscle=muscle.id,
                side=rng.choice(LEFT_RIGHT),
                site=rng.choice((None, *(site.id for site in muscle.sites))),
                state="active" if rng.random() < 0.7 else "latent",
                weeks=rng.choice((None, 0, 2, 12, 400)),
                pain=rng.choice((None, None, 0, 3, 10)),
            )
        )
    return tuple(points)
