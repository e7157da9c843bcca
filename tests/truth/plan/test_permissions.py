"""The compiled masks say the same as reading every row, for random people and points."""

from __future__ import annotations

from random import Random

import pytest
from slow_permissions import slow_level

from unknot.facts.conditions import load_conditions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.limbs import Limb
from unknot.plan.permissions import PLANNABLE, body_place, permission
from unknot.plan.person import conditions_of_person, person_bits
from unknot.plan.query import PlanQuery, PointMark
from unknot.sides import LEFT_RIGHT

NAMES = {
    "absolute": {"absolute"},
    "relative": {"not_at_home", "needs_reason"},
    "precaution": {"precaution"},
    "free": {"free"},
}


@pytest.mark.parametrize("seed", range(12))
def test_masks_equal_reading_every_row(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 -- repeatable people, no secrets
    for _ in range(15):
        muscle = rng.choice(list(load_muscles().values()))
        point = PointMark(muscle.id, rng.choice(LEFT_RIGHT), rng.choice(muscle.sites).id)
        query = PlanQuery(
            points=(point,),
            setting=rng.choice(("clinic", "home")),
            age=rng.choice((8, 30, 85)),
            conditions=tuple(rng.sample(list(load_conditions()), 3)),
            limbs=tuple(
                Limb(rng.choice(("arm", "leg")), rng.choice(LEFT_RIGHT))
                for _ in range(rng.randint(0, 2))
            ),
        )
        conditions = conditions_of_person(query, None)
        bits = person_bits(query, conditions)
        place = body_place(point.muscle, point.site)
        for method in PLANNABLE:
            fast = permission(place, method, bits, side=point.side, setting=query.setting)
            slow = slow_level(point, method, query, conditions=set(conditions))
            assert fast.level in NAMES[slow], (method, point, conditions)
