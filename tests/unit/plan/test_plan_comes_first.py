"""What comes before the first step, and what must not be missed by whom."""

from __future__ import annotations

from typing import Any

import pytest
from told_cases import at, located, methods, planned

from unknot.errors import InvalidInput
from unknot.facts.conditions import load_conditions
from unknot.plan.contract import output_schema
from unknot.plan.gate import blanket_no
from unknot.plan.plan import plan_from, plan_query_from

PREGNANT = {"sex": "female", "conditions": ["pregnancy_t2"]}


@pytest.mark.parametrize(
    "condition",
    [one.id for one in load_conditions().values() if one.ask_first and one.kind == "person"],
)
def test_what_is_asked_first_stands_before_the_plan(condition: str) -> None:
    points = [at("pectoralis_major_sternal"), at("gluteus_maximus"), at("vastus_medialis")]
    person = {"age": 40, "conditions": [condition], "sex": "female"}
    if condition == "child":
        person["age"] = 12
    plan = planned(points, person=person)
    assert load_conditions()[condition].ask_first in plan["before_you_begin"]
    schema = output_schema()["properties"]
    assert list(schema).index("before_you_begin") < list(schema).index("steps")


def test_nobody_else_is_told_to_ask_first() -> None:
    plan = planned([at("infraspinatus", weeks=2)], person={"treatments_so_far": 1})
    assert plan["before_you_begin"] == []


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("lymph_nodes_removed", "Lymph nodes"),
        ("cancer_treatment", "Chemotherapy"),
        ("anticoagulant", "blood thinner"),
        ("artery_disease", "bypass"),
        ("hypermobility", "hypermobility"),
    ],
)
def test_every_line_on_the_same_muscle_carries_the_caution(condition: str, words: str) -> None:
    points = [at("deltoid_middle")] if condition != "artery_disease" else [at("peroneus_brevis")]
    for setting in ("clinic", "home"):
        plan = planned(points, setting=setting, person={"conditions": [condition]})
        lines = [*plan["steps"], *(one for one in plan["home"] if one["method"])]
        assert lines
        for one in lines:
            assert any(words in line for line in one["cautions"]), (one["method"], one["cautions"])


@pytest.mark.parametrize(
    "muscle",
    ["latissimus_dorsi", "serratus_anterior", "pectoralis_major_sternal", "deltoid_middle"],
)
@pytest.mark.parametrize("side", ["left", "right"])
def test_no_warmth_and_no_strong_pressing_where_lymph_nodes_are_gone(
    muscle: str, side: str
) -> None:
    person = {"conditions": ["lymph_nodes_removed"]}
    home = planned([at(muscle, side)], setting="home", person=person)
    assert "heat" not in {one["method"] for one in home["home"]}
    clinic = planned([at(muscle, side)], person=person)
    assert "heat" not in {one["method"] for one in clinic["home"]}
    assert all((step["pressure_0_10"] or 0) <= 2 for step in clinic["steps"])


def test_the_side_that_was_told_leaves_the_other_its_warmth() -> None:
    person = {"conditions": ["lymph_nodes_removed"], "limb": "left_arm"}
    plan = planned([at("deltoid_middle", "right")], setting="home", person=person)
    assert "heat" in {one["method"] for one in plan["home"]}


def test_pregnancy_at_home_is_agreed_first_and_names_its_danger_signs() -> None:
    plan = planned([at("upper_trapezius")], setting="home", person=PREGNANT)
    assert "midwife or doctor has agreed" in plan["before_you_begin"][0]
    first = plan["not_normal"][0]["text"]
    for sign in ("bleeding", "fluid", "contractions", "belly pain", "headache", "seeing",
                 "moves less"):  # fmt: skip
        assert sign in first
    assert "one leg that swells" in plan["not_normal"][1]["text"]


@pytest.mark.parametrize("muscle", ["iliocostalis_lumborum", "adductor_magnus", "rectus_abdominis"])
@pytest.mark.parametrize("part", ["pregnancy_t1", "pregnancy_t2", "pregnancy_t3"])
def test_pregnancy_at_home_presses_no_back_belly_or_inner_leg(muscle: str, part: str) -> None:
    person = {"sex": "female", "conditions": [part], "equipment": ["ball", "roller"]}
    plan = planned([at(muscle)], setting="home", person=person)
    assert methods(plan) <= {"stretching"}


def test_after_birth_a_leg_may_hide_a_clot() -> None:
    person = {"sex": "female", "conditions": ["pregnancy_leg"]}
    plan = planned([at("gastrocnemius")], setting="home", person=person)
    assert any("clot" in line for line in plan["before_you_begin"])
    assert all(any("clot" in line for line in step["cautions"]) for step in plan["steps"])


@pytest.mark.parametrize(("age", "is_told"), [(49, False), (50, True), (80, True)])
@pytest.mark.parametrize("muscle", ["temporalis", "masseter_superficial", "frontalis"])
def test_head_and_jaw_from_fifty_name_sight_chewing_and_scalp(
    muscle: str, age: float, is_told: bool
) -> None:
    plan = planned([at(muscle)], setting="home", person={"age": age})
    said = " ".join(one["text"] for one in plan["not_normal"])
    assert all((word in said) is is_told for word in ("sight", "chewing", "scalp"))


def test_a_neck_that_is_turned_stops_with_dizziness() -> None:
    plan = planned([at("sternocleidomastoid_sternal")], person={"age": 12})
    assert any("Double vision" in line for line in plan["stop_if"])
    assert any("guardian" in line for line in plan["before_you_begin"])


def test_a_fall_has_an_instruction() -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"age": 84})
    assert "fall check" not in str(plan)
    assert any("somebody with you" in line for line in plan["before_you_begin"])


@pytest.mark.parametrize("condition", ["cord_or_root", "neck_artery", "compartment_or_rhabdo"])
@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_what_needs_help_now_stops_everything_everywhere(condition: str, setting: str) -> None:
    told = [condition, located(condition, "foot_top")]
    for one in told:
        plan = planned([at("brachioradialis")], setting=setting, person={"conditions": [one]})
        assert plan["steps"] == []
        assert plan["home"] == []
        assert plan["blocked_by"][0]["id"] == condition
        assert plan["blocked_by"][0]["do"]


@pytest.mark.parametrize("symptom", ["urinary_retention", "leg_weakness", "foot_drop"])
def test_a_told_symptom_asks_its_question_wherever_the_point_lies(symptom: str) -> None:
    case = {"setting": "home", "person": {"age": 40}, "points": [at("brachioradialis")],
            "symptoms": [symptom]}  # fmt: skip
    query = plan_query_from(case)
    calm = {**case, "answers": blanket_no(query)}
    assert not plan_from(plan_query_from(calm)).may_show


@pytest.mark.parametrize("limit", [0, 0.4])
def test_a_limit_that_leaves_no_strength_leaves_the_method_out(limit: float) -> None:
    plan = planned([at("infraspinatus")], setting="home", limits={"pressure_0_10": limit})
    assert plan["steps"] == []
    assert any("do not press or stretch here" in one["because"] for one in plan["left_out"])


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"sex": "male", "conditions": ["pregnancy_t2"]}, "pregnancy_t2"),
        ({"sex": "male", "about": {"pregnant": True}}, "pregnant"),
        ({"sex": "female", "conditions": ["pregnancy_t1", "pregnancy_t3"]}, "pregnancy_t3"),
    ],
)
def test_a_pregnancy_told_two_ways_is_refused_by_name(person: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        planned([at("infraspinatus")], person=person)


def test_pain_that_flares_gets_fewer_points_than_everybody() -> None:
    points = [at(one) for one in ("infraspinatus", "gluteus_medius", "soleus", "rhomboids")]
    for done in (0, 5):
        n = {}
        for irritable in (False, True):
            person = {"treatments_so_far": done, "irritable": irritable}
            plan = planned(points, setting="home", person=person)
            n[irritable] = len({step["point"]["muscle"] for step in plan["steps"]})
        assert n[True] < n[False]


def test_old_pain_is_looked_at_first_and_vain_treatments_end() -> None:
    old = planned([at("infraspinatus", weeks=12)], person={"treatments_so_far": 8})
    said = " ".join(old["before_you_begin"])
    assert "12 weeks old or more" in said
    assert "There were 8 treatments" in said
    fresh = planned([at("infraspinatus", weeks=11)], person={"treatments_so_far": 1})
    assert fresh["before_you_begin"] == []


def test_a_reason_for_the_skin_opens_no_firm_pressing_on_ribs() -> None:
    person = {"age": 72, "conditions": ["skin_fragile", "anticoagulant"]}
    plan = planned([at("intercostals")], person=person, reasons={"skin_fragile": "looked at"},
                   consent_needling=True, country="gb", profession="physiotherapist")  # fmt: skip
    assert "ischemic_compression" not in methods(plan)
    for one in plan["left_out"]:
        if "dry_needling" in one["methods"]:
            assert "or needle" not in one["because"]


def test_the_adult_who_helps_a_child_is_spoken_to_before_everything() -> None:
    points = [at("masseter_superficial", weeks=2)]
    child = planned(points, setting="home", person={"age": 12, "guardian": True})
    adult = planned(points, setting="home", person={"age": 30})
    assert child["before_you_begin"][0].startswith("This page speaks to you, the adult")
    assert not any("your child" in line for line in adult["before_you_begin"])
