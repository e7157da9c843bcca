"""The door of a plan: what is refused, where, and with which remedy."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from unknot.errors import InvalidInput, NotEnoughData, UnknownId
from unknot.plan.limbs import Limb
from unknot.plan.person import conditions_of_person
from unknot.plan.query import plan_query_from

POINT = {"muscle": "infraspinatus", "side": "right"}
LEFT_THROAT = {"region": "throat", "side": "left"}


def case(**fields: Any) -> dict[str, Any]:
    return {"setting": "clinic", "points": [POINT], **fields}


def person(**fields: Any) -> dict[str, Any]:
    return case(person=fields)


def point(**fields: Any) -> dict[str, Any]:
    return case(points=[{**POINT, **fields}])


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    (
        person(conditions=["anticoagulants"]),
        "person.conditions[0]",
        "Condition 'anticoagulants' is not known (person.conditions[0]). "
        "Did you mean 'anticoagulant'?",
    ),
    (
        point(side="mid"),
        "points[0].side",
        "A point has the side 'left' or 'right', not 'mid' (points[0].side). "
        "A point lies in one muscle; say which side.",
    ),
    (
        point(side="both"),
        "points[0].side",
        "A point has the side 'left' or 'right', not 'both' (points[0].side). "
        "Give one entry for each side.",
    ),
    (point(weeks=-3), "points[0].weeks", "'points[0].weeks' is -3; it runs from 0 to 5200 weeks."),
    (
        point(pressure=50),
        "points[0].pressure",
        "Field 'pressure' is not known in points[0]. "
        "Known: muscle, side, site, state, weeks, pain.",
    ),
    (
        case(limits={"pressure_0_10": 50}),
        "limits.pressure_0_10",
        "'limits.pressure_0_10' is 50; it runs from 0 to 10.",
    ),
    (
        case(limits={"seconds": -5}),
        "limits.seconds",
        "'limits.seconds' is -5; it runs from 1 to 3600 s.",
    ),
    (
        case(points=[{**POINT, "state": "active"}, {**POINT, "state": "latent"}]),
        "points[1].state",
        "The right infraspinatus stands twice in points with another state (points[1]). Keep one.",
    ),
    (
        point(state="aktive"),
        "points[0].state",
        "'points[0].state' is one of active, latent, not 'aktive'. Did you mean 'active'?",
    ),
    (
        point(muscle="infraspinatos"),
        "points[0].muscle",
        "Muscle 'infraspinatos' is not known (points[0].muscle). Did you mean 'infraspinatus'?",
    ),
    (
        point(site="supraspinatus_1"),
        "points[0].site",
        "Site 'supraspinatus_1' is not known (points[0].site). Did you mean 'infraspinatus_1'?",
    ),
    (
        person(limb="left_leck"),
        "person.limb",
        "'person.limb' is one of left_arm, right_arm, left_leg, right_leg, both_arms, both_legs, "
        "not 'left_leck'. Did you mean 'left_leg'?",
    ),
    (
        person(equipment=["bal"]),
        "person.equipment[0]",
        "Tool 'bal' is not known (person.equipment[0]). Did you mean 'ball'?",
    ),
    (
        case(methods=["ultrasound"]),
        "methods[0]",
        "Method 'ultrasound' has no dose here and cannot be planned (methods[0]). Known: "
        "ischemic_compression, pressure_release,",
    ),
    (
        case(setting="home", reasons={"anticoagulant": "agreed"}),
        "reasons",
        "'reasons' are a practitioner's; in the setting 'home' nobody can give them. "
        "Leave them out.",
    ),
    (
        case(reasons={"anticoagulant": " "}),
        "reasons.anticoagulant",
        "'reasons.anticoagulant' is the reason in words, not ' '. Write one sentence.",
    ),
    (
        case(answers={"ces_saddle": "perhaps"}),
        "answers.ces_saddle",
        "'answers.ces_saddle' is one of yes, no, unsure, not 'perhaps'.",
    ),
    (
        person(treatments_so_far=1.5),
        "person.treatments_so_far",
        "'person.treatments_so_far' is a whole number, not 1.5.",
    ),
    (person(age=230), "person.age", "'person.age' is 230; it runs from 0 to 125 years."),
    (
        person(irritable="no"),
        "person.irritable",
        "'person.irritable' is true, false or null, not 'no'.",
    ),
    (
        case(setings="home"),
        "setings",
        "Field 'setings' is not known. Did you mean 'setting'?",
    ),
    (case(country="atlantis"), "country", "Country 'atlantis' is not known (country)."),
    (
        person(conditions=[{"condition": "open_wound", "places": [LEFT_THROAT]}]),
        "person.conditions[0].places[0].side",
        "Region 'throat' has no left and right; its side is 'mid', not 'left' "
        "(person.conditions[0].places[0].side).",
    ),
    (
        person(conditions=["pregnancy_t2"], about={"pregnant": False}),
        "person.about.pregnant",
        "'pregnancy_t2' stands in person.conditions, but person.about.pregnant is false. "
        "Drop one of them.",
    ),
    (
        person(conditions=["child"], age=40),
        "person.age",
        "'child' stands in person.conditions, but person.age is 40; it is for people under 16. "
        "Correct one of them.",
    ),
    (
        case(methods=["stretching"], prefer=["stretching", "heat"]),
        "prefer[1]",
        "'heat' is preferred (prefer[1]) but not among 'methods'. Add it there or drop it here.",
    ),
    (
        case(limits={"pressure_0_10": float("nan")}),
        "limits.pressure_0_10",
        "'limits.pressure_0_10' is",
    ),
    (point(pain=11), "points[0].pain", "'points[0].pain' is 11; it runs from 0 to 10."),
    (
        point(side=None),
        "points[0].side",
        "A point has the side 'left' or 'right', not nothing (points[0].side).",
    ),
    (
        case(pain=[{"region": "throat", "side": "right"}]),
        "pain[0].side",
        "Region 'throat' has no left and right; its side is 'mid', not 'right' (pain[0].side).",
    ),
    (person(treatments_so_far=-1), "person.treatments_so_far", "'person.treatments_so_far' is -1"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "where", "message"), REFUSED, ids=lambda value: str(value)[:40])
def test_bad_input_is_refused_with_place_and_remedy(
    fields: dict[str, Any], where: str, message: str
) -> None:
    with pytest.raises(InvalidInput, match="^" + re.escape(message)) as refused:
        plan_query_from(fields)
    assert refused.value.where == where


def test_a_case_that_is_no_object_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"A case is one JSON object \{…\}; this is a list"):
        plan_query_from([POINT])


@pytest.mark.parametrize("fields", [{"setting": "home"}, {"setting": "home", "points": []}])
def test_a_plan_needs_a_point(fields: dict[str, Any]) -> None:
    with pytest.raises(NotEnoughData, match="There is no point to plan for"):
        plan_query_from(fields)


def test_a_plan_needs_a_setting() -> None:
    with pytest.raises(NotEnoughData, match="'setting' is missing"):
        plan_query_from({"points": [POINT]})


def test_an_unknown_id_is_of_its_own_kind() -> None:
    with pytest.raises(UnknownId):
        plan_query_from(person(conditions=["gout"]))


def test_a_refused_case_is_left_as_it_was() -> None:
    given = case(person={"conditions": ["pregnancy_t2"], "about": {"pregnant": False}})
    before = deepcopy(given)
    with pytest.raises(InvalidInput):
        plan_query_from(given)
    assert given == before


def test_a_pregnancy_whose_weeks_are_not_told_is_every_part_of_one() -> None:
    query = plan_query_from(person(about={"pregnant": True}))
    held = conditions_of_person(query, None)
    assert {"pregnancy_t1", "pregnancy_t2", "pregnancy_t3"} <= set(held)


def test_the_same_point_twice_is_one_point() -> None:
    assert len(plan_query_from(case(points=[POINT, POINT])).points) == 1


def test_what_is_not_told_stays_not_told() -> None:
    query = plan_query_from(case())
    assert (query.age, query.irritable, query.treatments_so_far, query.equipment) == (None,) * 4
    assert query.limbs == ()


@pytest.mark.parametrize(
    ("told", "limbs"),
    [
        (None, ()),
        ("left_leg", (Limb("leg", "left"),)),
        ("leg left", (Limb("leg", "left"),)),
        ("right arm", (Limb("arm", "right"),)),
        ("leg", (Limb("leg", "left"), Limb("leg", "right"))),
        ("both_arms", (Limb("arm", "left"), Limb("arm", "right"))),
        (["left_arm", "right_leg"], (Limb("arm", "left"), Limb("leg", "right"))),
    ],
)
def test_a_limb_may_be_named_in_several_ways(told: Any, limbs: tuple[Limb, ...]) -> None:
    assert plan_query_from(person(limb=told)).limbs == limbs


def test_a_tool_may_be_called_by_another_name() -> None:
    assert plan_query_from(person(equipment=["foam_roller", "tennis_ball"])).equipment == (
        "roller",
        "ball",
    )


def test_tens_is_planned_as_electrical_stimulation() -> None:
    assert plan_query_from(case(methods=["tens"])).methods == ("electrical_stimulation",)


def test_fields_that_nothing_reads_are_named() -> None:
    assert plan_query_from(case(shoe_size=43)).ignored == ("shoe_size",)
