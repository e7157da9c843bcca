"""Random people with random points: far stranger than any clinic will see."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from types import MappingProxyType

from unknot.facts.conditions import load_conditions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.limbs import Limb
from unknot.plan.permissions import PLANNABLE
from unknot.plan.query import LocatedCondition, PlanQuery, PointMark
from unknot.sides import LEFT_RIGHT

__all__ = ["mirrored_query", "random_people", "with_condition"]

MUSCLES = tuple(load_muscles().values())
CONDITIONS = tuple(load_conditions())
CALM = MappingProxyType({"dvt_swell": "no", "dvt_calf_unexplained": "no"})
LEVELS = (None, None, None, None, None, None, "see_doctor")


def random_people(rng: Random, n: int) -> Iterator[tuple[PlanQuery, str | None]]:
    """Yield people, each with the level of the warning signs that they reported."""
    for _ in range(n):
        setting = "clinic" if rng.random() < 0.6 else "home"
        reasons = {}
        if setting == "clinic" and rng.random() < 0.5:
            reasons = dict.fromkeys(rng.sample(CONDITIONS, 12), "examined and agreed")
        yield (
            PlanQuery(
                points=_points(rng),
                setting=setting,
                age=rng.choice((None, 5, 12, 15.9, 16, 34, 64, 65, 79, 80, 97)),
                conditions=tuple(rng.sample(CONDITIONS, rng.choice((0, 0, 1, 1, 2, 3, 6)))),
                limbs=(Limb(rng.choice(("arm", "leg")), rng.choice(LEFT_RIGHT)),)
                if rng.random() < 0.3
                else (),
                treatments_so_far=rng.choice((None, 0, 1, 2, 3, 9)),
                irritable=rng.choice((None, False, True)),
                equipment=rng.choice((None, (), ("ball",), ("roller",), ("ball", "roller"))),
                has_guardian=rng.random() < 0.5,
                methods=tuple(rng.sample(PLANNABLE, rng.randint(0, 6)))
                if rng.random() < 0.2
                else None,
                prefer=tuple(rng.sample(PLANNABLE, 1)) if rng.random() < 0.2 else (),
                answers=CALM if rng.random() < 0.5 else MappingProxyType({}),
                reasons=MappingProxyType(reasons),
                consents_to_needling=rng.random() < 0.5,
                country=rng.choice((None, "gb", "dk", "us", "fi")),
                profession=rng.choice((None, "physiotherapist", "physician")),
                most_pressure=rng.choice((None, None, 0.5, 4)),
                most_seconds=rng.choice((None, None, 1, 25)),
            ),
            rng.choice(LEVELS),
        )


def with_condition(query: PlanQuery, condition: str) -> PlanQuery:
    """Return the same person with one more condition."""
    return _replaced(query, conditions=(*query.conditions, condition))


def mirrored_query(query: PlanQuery) -> PlanQuery:
    """Return the same person as seen in a mirror."""
    other = {"left": "right", "right": "left", "mid": "mid", "both": "both"}
    return _replaced(
        query,
        points=tuple(_replaced(point, side=other[point.side]) for point in query.points),
        limbs=tuple(Limb(kind, other[side]) for kind, side in query.limbs),
        located=tuple(
            LocatedCondition(one.condition, tuple((r, other[s]) for r, s in one.places))
            for one in query.located
        ),
    )


def _points(rng: Random) -> tuple[PointMark, ...]:
    points = []
    for muscle in rng.sample(MUSCLES, rng.choice((1, 1, 2, 3, 5, 10))):
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


def _replaced(record, **changes):
    """Return a changed copy; faster than `dataclasses.replace`, which matters here."""
    fields = {name: getattr(record, name) for name in record.__slots__}
    return type(record)(**{**fields, **changes})
