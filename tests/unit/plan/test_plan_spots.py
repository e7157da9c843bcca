"""The spot that is pressed when none was told: the usual one that the person allows."""

from __future__ import annotations

from random import Random

import pytest
from told_cases import at, located, methods, planned

from unknot.facts.conditions import load_conditions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.permissions import usual_site
from unknot.plan.person import conditions_of_person, person_bits
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.spots import permission_at, spot_meant

PREGNANT = {"age": 31, "conditions": ["pregnancy_t2"], "treatments_so_far": 1}


def spots(plan) -> set[str]:
    return {step["spot"] for step in plan["steps"] if step["find"]}


def test_in_pregnancy_the_buttock_is_not_pressed_at_the_edge_of_the_sacrum() -> None:
    plan = planned([at("gluteus_medius")], setting="home", person=PREGNANT)
    assert usual_site("gluteus_medius") == "gluteus_medius_1"
    assert spots(plan) == {"gluteus_medius_2"}
    find = next(step["find"] for step in plan["steps"] if step["find"])
    assert find.startswith("You did not say which spot you found. This plan is for")


def test_without_a_condition_the_usual_spot_is_pressed() -> None:
    assert spots(planned([at("gluteus_medius")])) == {"gluteus_medius_1"}


def test_a_free_spot_is_pressed_where_the_whole_muscle_was_ruled_out() -> None:
    plan = planned([at("gluteus_maximus")], setting="home", person=PREGNANT)
    assert "self_release_tool" in methods(plan)
    assert spots(plan) == {"gluteus_maximus_2"}  # the first lies beside the sacrum


def test_a_spot_that_was_told_stays_the_spot_and_its_ban_too() -> None:
    point = at("gluteus_medius", site="gluteus_medius_1")
    plan = planned([point], setting="home", person=PREGNANT)
    assert "self_release_tool" not in methods(plan)


def test_a_wound_at_one_spot_moves_the_pressing_to_another() -> None:
    person = {"conditions": [located("open_wound", "sacroiliac")]}
    plan = planned([at("gluteus_medius")], person=person)
    assert spots(plan) == {"gluteus_medius_2"}


def test_where_every_spot_is_ruled_out_the_plan_says_so() -> None:
    plan = planned([at("rectus_abdominis")], person={"age": 31, "conditions": ["pregnancy_t2"]})
    assert not methods(plan) & {"pressure_release", "ischemic_compression"}
    because = [one["because"] for one in plan["left_out"] if "pressure_release" in one["methods"]]
    assert len(because) == 1
    assert "That holds at every spot of this muscle." in because[0]


def test_a_single_spot_that_was_told_is_not_called_every_spot() -> None:
    point = at("rectus_abdominis", site="rectus_abdominis_1")
    plan = planned([point], person={"age": 31, "conditions": ["pregnancy_t2"]})
    assert not any("every spot" in one["because"] for one in plan["left_out"])


@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_one_more_condition_never_frees_a_method_at_a_point_without_a_spot(setting: str) -> None:
    rng = Random(8)  # noqa: S311 -- repeatable people, no secrets
    order = ("free", "precaution", "with_reason", "needs_reason", "not_at_home", "absolute")
    told = tuple(load_conditions())
    muscles = [one.id for one in load_muscles().values() if len(one.sites) > 1]
    for _ in range(400):
        point = PointMark(rng.choice(muscles), "left")
        first = tuple(rng.sample(told, rng.choice((0, 1, 2))))
        more = (*first, rng.choice(told))
        for method in ("pressure_release", "self_release_tool", "massage"):
            before, after = (
                permission_at(point, method, _bits(point, some, setting), setting=setting).level
                for some in (first, more)
            )
            assert order.index(after) >= order.index(before), (point.muscle, first, more, method)


def _bits(point: PointMark, told: tuple[str, ...], setting: str):
    query = PlanQuery((point,), setting=setting, conditions=told)
    return person_bits(query, conditions_of_person(query, None))


def test_the_spot_is_always_one_of_the_muscle() -> None:
    for muscle in load_muscles().values():
        query = PlanQuery((PointMark(muscle.id, "left"),), conditions=("pregnancy_t3", "frail"))
        bits = person_bits(query, conditions_of_person(query, None))
        assert spot_meant(query.points[0], bits) in {site.id for site in muscle.sites}
