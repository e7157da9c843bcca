"""What strict readers found unsafe or untrue in a plan, each with the rule that mends it."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from typing import Any

import pytest

from unknot.plan.plan import blanket_no, plan_as_json, plan_from, plan_query_from
from unknot.plan.telling import dose_in_words

CALM = {"dvt_swell": "no", "dvt_calf_unexplained": "no"}


def planned(points: list[dict[str, Any]], *, setting: str = "clinic", **fields: Any):
    person = {"age": 40, "treatments_so_far": 5, **fields.pop("person", {})}
    case = {"setting": setting, "person": person, "points": points, "answers": CALM, **fields}
    return plan_as_json(plan_from(plan_query_from(case)))


def at(muscle: str, side: str = "right", **fields: Any) -> dict[str, Any]:
    return {"muscle": muscle, "side": side, **fields}


def methods(plan: dict[str, Any]) -> set[str]:
    return {step["method"] for step in plan["steps"]}


def located(condition: str, region: str, side: str = "right") -> dict[str, Any]:
    return {"condition": condition, "places": [{"region": region, "side": side}]}


# Places and joints --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("muscle", "condition", "region"),
    [
        ("levator_scapulae", "recent_surgery", "shoulder_back"),
        ("extensor_carpi_radialis_longus", "fracture", "wrist_back"),
        ("brachioradialis", "fracture", "wrist_front"),
        ("gastrocnemius", "joint_flare", "knee_front"),
    ],
)
def test_a_muscle_is_not_stretched_over_a_joint_that_must_rest(
    muscle: str, condition: str, region: str
) -> None:
    person = {"conditions": [located(condition, region)]}
    here = methods(planned([at(muscle)], person=person))
    assert here.isdisjoint({"stretching", "muscle_energy", "exercise"})
    other_side = methods(planned([at(muscle, "left")], person=person))
    assert "muscle_energy" in other_side


def test_a_place_far_off_leaves_the_stretch() -> None:
    person = {"conditions": [located("fracture", "foot_top")]}
    assert "muscle_energy" in methods(planned([at("infraspinatus")], person=person))


# Postures -----------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["clinic", "home"])
@pytest.mark.parametrize(
    "muscle", ["iliocostalis_lumborum", "longissimus_thoracis_lower", "multifidus_lumborum"]
)
def test_brittle_bones_are_never_bent_forward(muscle: str, setting: str) -> None:
    plan = planned([at(muscle)], setting=setting, person={"conditions": ["osteoporosis"]})
    assert methods(plan).isdisjoint({"stretching", "muscle_energy"})
    assert any("posture does not suit" in one["because"] for one in plan["left_out"])


def test_a_foot_without_feeling_is_not_knelt_on() -> None:
    person = {"conditions": ["diabetes_feet"]}
    plan = planned([at("flexor_digitorum_brevis")], setting="home", person=person)
    assert plan["steps"] == []
    assert "diabetes_feet" in {one["id"] for one in plan["blocked_by"]}


def test_nobody_lies_on_the_front_in_late_pregnancy() -> None:
    plan = planned(
        [at("tensor_fasciae_latae")],
        setting="home",
        person={"conditions": ["pregnancy_t3"], "sex": "female"},
    )
    pressed = [one["position"] for one in plan["steps"] if one["method"] == "self_release_tool"]
    assert pressed
    assert not any("front" in one or "face down" in one for one in pressed)


@pytest.mark.parametrize("muscle", ["piriformis", "upper_trapezius", "soleus"])
@pytest.mark.parametrize("condition", ["pregnancy_t2", "pregnancy_t3", "frail"])
def test_a_posture_is_never_patched_with_its_opposite(muscle: str, condition: str) -> None:
    plan = planned([at(muscle)], setting="home", person={"conditions": [condition]})
    assert not [step for step in plan["steps"] if "therwise as follows" in step["position"]]


@pytest.mark.parametrize(
    ("muscle", "condition", "stays", "goes"),
    [
        ("upper_trapezius", "pregnancy_t3", "Lean on a table", "Lie on the back"),
        ("upper_trapezius", "frail", "Lie on the back", "wall"),
        ("tensor_fasciae_latae", "pregnancy_t2", "against a wall", "half on the front"),
        ("extensor_digitorum", "frail", "desk", "wall"),
        ("infraspinatus", "frail", "half on the side", "wall"),
    ],
)
def test_of_two_postures_the_one_that_suits_stays(
    muscle: str, condition: str, *, stays: str, goes: str
) -> None:
    plan = planned([at(muscle)], setting="home", person={"conditions": [condition]})
    pressed = next(one for one in plan["steps"] if one["method"] == "self_release_tool")
    assert stays in pressed["position"]
    assert goes not in pressed["position"]


@pytest.mark.parametrize(
    ("muscle", "condition", "stays", "goes"),
    [
        ("adductor_magnus", "pregnancy_t3", "Wide-leg sitting", "on the back"),
        ("adductor_longus", "frail", "soles together", "lunge"),
        ("flexor_digitorum_brevis", "numb_area", "by hand", "Kneel"),
        ("obturator_internus", "pregnancy_t2", "Sit and let", "on the back"),
    ],
)
@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_of_two_stretches_the_one_that_suits_stays(
    muscle: str, condition: str, *, stays: str, goes: str, setting: str
) -> None:
    person = {"conditions": [condition]}
    plan = planned([at(muscle)], setting=setting, person=person, methods=["stretching"])
    said = [one["position"] for one in plan["steps"]]
    said += [one["how"] for one in plan["home"] if one["method"] == "stretching"]
    assert said
    assert all(stays in one and goes not in one for one in said)


def test_both_postures_ruled_out_leave_the_method_out() -> None:
    person = {"conditions": ["pregnancy_t3", "frail"]}
    plan = planned([at("upper_trapezius")], setting="home", person=person)
    assert "self_release_tool" not in methods(plan)
    assert any("posture does not suit" in one["because"] for one in plan["left_out"])


def test_a_needle_is_never_set_sitting() -> None:
    plan = planned(
        [at("deltoid_middle")],
        person={"conditions": ["fainting_history"]},
        methods=["dry_needling"],
        consent_needling=True,
        country="gb",
        profession="physiotherapist",
    )
    needle = next(step for step in plan["steps"] if step["method"] == "dry_needling")
    assert needle["position"].startswith("Lying down")


# Rows of the facts --------------------------------------------------------------------------


@pytest.mark.parametrize("muscle", ["gluteus_medius", "gluteus_maximus", "gastrocnemius"])
def test_the_leg_of_a_clot_reaches_up_to_the_buttock(muscle: str) -> None:
    person = {"conditions": ["dvt"], "limb": "left_leg"}
    plan = planned([at(muscle, "left")], person=person)
    assert plan["steps"] == []
    assert "call the emergency number now" in plan["blocked_by"][0]["do"]


def test_a_treated_clot_brings_the_rules_for_blood_thinners() -> None:
    person = {"conditions": ["dvt"], "limb": "left_leg"}
    plan = planned([at("soleus")], person=person)
    assert "anticoagulant" in plan["conditions"]
    assert all(step["pressure_0_10"] <= 4 for step in plan["steps"] if step["pressure_0_10"])


def test_the_pocket_of_a_pacemaker_is_not_pressed() -> None:
    plan = planned(
        [at("pectoralis_major_clavicular", "left")], person={"conditions": ["pacemaker"]}
    )
    assert "pressure_release" not in methods(plan)
    assert any("pacemaker" in one["by"] for one in plan["left_out"])


@pytest.mark.parametrize("muscle", ["middle_trapezius", "pectoralis_major_sternal"])
def test_the_upper_quarter_belongs_to_the_arm_that_swells(muscle: str) -> None:
    person = {"conditions": ["lymphoedema"], "limb": "right_arm"}
    plan = planned([at(muscle)], person=person)
    assert all("lymphoedema" in step["limited_by"] for step in plan["steps"])
    assert plan["steps"]


def test_stretches_near_a_foot_at_risk_carry_its_caution() -> None:
    plan = planned([at("soleus")], setting="home", person={"conditions": ["diabetes_feet"]})
    stretch = next(step for step in plan["steps"] if step["method"] == "stretching")
    assert any("no weight on the toes" in line for line in stretch["cautions"])


# Dose ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["clinic", "home"])
@pytest.mark.parametrize("muscle", ["infraspinatus", "gluteus_medius", "rectus_femoris"])
def test_time_and_pressure_never_rise_in_the_same_treatment(muscle: str, setting: str) -> None:
    plans = [
        planned([at(muscle)], setting=setting, person={"treatments_so_far": done})
        for done in range(8)
    ]
    for before, after in pairwise(plans):
        for old, new in zip(before["steps"], after["steps"], strict=True):
            assert old["method"] == new["method"]
            is_longer = new["seconds"][1] > old["seconds"][1]
            is_harder = (new["pressure_0_10"] or 0) > (old["pressure_0_10"] or 0)
            assert not (is_longer and is_harder), (old["method"], old["seconds"], new["seconds"])


def test_the_first_week_at_home_holds_for_half_a_minute_at_most() -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"treatments_so_far": 0})
    press = next(step for step in plan["steps"] if step["method"] == "self_release_tool")
    assert press["seconds"] == [20, 30]
    assert press["pressure_0_10"] <= 3


# Reasons ------------------------------------------------------------------------------------


def why_not(plan: dict[str, Any], method: str) -> list[str]:
    return [one["because"] for one in plan["left_out"] if method in one["methods"]]


def test_a_ban_is_named_first_and_does_not_hide_behind_another_reason() -> None:
    plan = planned(
        [at("infraspinatus", "left"), at("gluteus_medius", "left")],
        person={"conditions": ["pacemaker"]},
        prefer=["electrical_stimulation"],
    )
    assert plan["left_out"][0]["level"] == "absolute"
    assert plan["left_out"][0]["methods"] == ["electrical_stimulation"]
    assert all("Ruled out: Pacemaker" in why for why in why_not(plan, "electrical_stimulation"))


def test_a_row_that_asks_for_a_specialist_is_not_hidden() -> None:
    plan = planned([at("infraspinatus")], person={"conditions": ["bleeding_disorder"]})
    assert plan["left_out"]
    assert not any("goes first." in one["because"] for one in plan["left_out"])


def test_what_one_owns_and_must_not_use_is_named() -> None:
    plan = planned(
        [at("vastus_lateralis")],
        setting="home",
        person={
            "conditions": ["dvt"],
            "limb": "right_leg",
            "equipment": ["roller", "massage_gun", "warm_pack"],
        },
    )
    for method in ("foam_rolling", "percussion_device", "heat"):
        assert why_not(plan, method), method


def test_a_needle_left_out_for_the_lung_says_so() -> None:
    plan = planned(
        [at("upper_trapezius")],
        consent_needling=True,
        country="gb",
        profession="physiotherapist",
    )
    assert not any("one side" in why and "stay on" in why for why in why_not(plan, "dry_needling"))
    assert any("lung" in why.lower() for why in why_not(plan, "dry_needling"))


def test_a_banned_method_neither_limits_the_points_nor_supplies_the_course() -> None:
    points = [at("infraspinatus"), at("gluteus_medius"), at("soleus")]
    free = planned(points, person={"conditions": ["pacemaker"]})
    asked = planned(points, person={"conditions": ["pacemaker"]}, prefer=["electrical_stimulation"])
    assert asked["course"]["points_a_treatment"] >= free["course"]["points_a_treatment"]
    assert "four sessions" not in asked["course"]["stop_trying_if"]


def test_a_method_that_is_not_in_the_plan_does_not_limit_its_points() -> None:
    points = [at(one) for one in ("infraspinatus", "gluteus_medius", "soleus", "rhomboids")]
    struck = planned(points, person={"conditions": ["chronic_steroids"]})
    assert "ischemic_compression" not in methods(struck)
    pressed = [one for one in struck["steps"] if one["method"] == "pressure_release"]
    assert len(pressed) == struck["course"]["points_a_treatment"] == 4
    whole = planned(points)
    assert sum(one["method"] == "pressure_release" for one in whole["steps"]) == 4
    assert sum(one["method"] == "ischemic_compression" for one in whole["steps"]) == 3


def test_nothing_in_the_plan_is_no_point_a_treatment() -> None:
    plan = planned([at("infraspinatus")], person={"conditions": ["no_consent"]})
    assert plan["steps"] == []
    assert plan["course"]["points_a_treatment"] == 0


def test_an_unstable_heart_at_home_waits_for_clearance() -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"conditions": ["unstable_heart"]})
    assert plan["steps"] == []
    assert plan["home"] == [] or all(one["method"] is None for one in plan["home"])
    for method in ("heat", "exercise", "stretching"):
        assert any("clearance" in why or "doctor" in why for why in why_not(plan, method)), method


def test_the_referral_of_the_muscle_is_kept_beside_a_ban() -> None:
    plan = planned([at("levator_ani")], setting="home")
    assert any("pelvic health clinician" in one["because"] for one in plan["left_out"])


# Words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition", ["fibromyalgia", "anticoagulant", "frail", "severe_flare", "antiplatelet"]
)
@pytest.mark.parametrize("setting", ["clinic", "home"])
def test_no_words_name_more_than_the_dose(condition: str, setting: str) -> None:
    points = [at("infraspinatus"), at("masseter_superficial"), at("suboccipitals")]
    for one in planned(points, setting=setting, person={"conditions": [condition]})["steps"]:
        most = one["pressure_0_10"]
        if most is None:
            continue
        advice = [line.partition(": ")[2] for line in one["cautions"]]
        text = " ".join([one["how"], *advice])
        named = [float(high) for high in re.findall(r"(\d+(?:\.\d+)?)/10", text)]
        assert all(high <= most for high in named), text
        if one["is_halved"]:
            assert "mild ache" not in text
            assert "band is reached" not in text


def test_a_muscle_better_left_alone_is_not_pressed_by_oneself() -> None:
    plan = planned([at("lateral_pterygoid")], setting="home")
    assert "self_release_tool" not in methods(plan)


def test_exercise_grows_only_where_nothing_speaks_against_it() -> None:
    def how(**person: Any) -> str:
        plan = planned([at("infraspinatus")], setting="home", person=person)
        return next(one["how"] for one in plan["home"] if one["method"] == "exercise")

    assert "add a little each week" in how()
    assert "add a little each week" not in how(conditions=["diabetes"])


@pytest.mark.parametrize("tool", ["ball", "hook_cane"])
def test_any_tool_that_the_text_names_will_do(tool: str) -> None:
    plan = planned([at("levator_scapulae")], setting="home", person={"equipment": [tool]})
    assert "self_release_tool" in methods(plan)


def test_letters_of_bony_points_are_words_at_home() -> None:
    plan = planned([at("tensor_fasciae_latae"), at("gluteus_medius")], setting="home")
    found = " ".join(one["find"] or "" for one in plan["steps"])
    assert "ASIS" not in found
    assert "PSIS" not in found


@pytest.mark.parametrize("muscle", ["iliacus", "tensor_fasciae_latae"])
def test_letters_of_bony_points_are_words_beside_a_hazard_too(muscle: str) -> None:
    plan = planned([at(muscle)], setting="home")
    said = " ".join(line for one in plan["steps"] for line in one["cautions"])
    assert "ASIS" not in said
    assert "PSIS" not in said


def test_no_habit_asks_a_child_about_a_working_day() -> None:
    person = {"age": 12, "guardian": True}
    plan = planned([at("upper_trapezius")], setting="home", person=person)
    assert "working day" not in json.dumps(plan)


def test_a_deep_hip_flexor_gets_no_warm_pack() -> None:
    plan = planned([at("psoas_major")], setting="home")
    assert "heat" not in {one["method"] for one in plan["home"]}


def test_waiting_points_blame_no_ban_where_there_is_none() -> None:
    points = [at(one) for one in ("infraspinatus", "gluteus_medius", "soleus", "rhomboids")]
    plan = planned(points, setting="home")
    waiting = [one for one in plan["left_out"] if one["kind"] == "later"]
    assert waiting
    assert not any("makes no room" in one["because"] for one in waiting)


def test_days_between_and_days_a_week_rest_on_what_is_done() -> None:
    plan = planned([at("scalenus_medius")], setting="home", person={"treatments_so_far": 0})
    assert methods(plan) == {"stretching"}
    assert plan["course"]["min_days_between"] == 1


def test_advice_at_home_speaks_of_no_needle_to_be_set() -> None:
    plan = planned(
        [at("infraspinatus")],
        setting="home",
        person={"age": 14, "guardian": True},
    )
    said = [line for one in plan["steps"] for line in one["cautions"]]
    assert said
    assert not [line for line in said if "Needling only" in line]


def test_pain_that_flares_easily_takes_the_slow_course() -> None:
    plan = planned([at("infraspinatus", weeks=60)], person={"irritable": True})
    assert plan["course"]["treatments"] == [10, 20]
    assert plan["course"]["weeks"] == [5, 10]
    assert "two flares" in plan["course"]["stop_trying_if"]


def test_fibromyalgia_takes_the_slow_course_and_says_on_what_it_rests() -> None:
    plan = planned([at("infraspinatus", weeks=60)], person={"conditions": ["fibromyalgia"]})
    course = plan["course"]
    assert (course["treatments"], course["weeks"]) == ([10, 20], [5, 10])
    assert "ibromyalgia" in course["slow_because"]
    assert course["source"] == ["https://doi.org/10.1371/journal.pone.0089304"]


@pytest.mark.parametrize("condition", ["anticoagulant", "frail", "needle_fear", "diabetes"])
def test_gentle_for_another_reason_keeps_the_usual_course(condition: str) -> None:
    plan = planned([at("infraspinatus", weeks=60)], person={"conditions": [condition]})
    assert plan["course"]["slow_because"] is None
    assert plan["course"]["treatments"] != [10, 20]


MUSCLES = ("infraspinatus", "gluteus_medius", "soleus", "rhomboids")


@pytest.mark.parametrize(
    ("n_points", "weeks", "is_slow"), [(8, 12, True), (7, 12, False), (8, 11, False)]
)
def test_many_old_points_take_gentle_caps_and_the_slow_course(
    n_points: int, weeks: float, *, is_slow: bool
) -> None:
    both = [(muscle, side) for muscle in MUSCLES for side in ("left", "right")]
    plan = planned([at(muscle, side, weeks=weeks) for muscle, side in both[:n_points]])
    assert bool(plan["course"]["slow_because"]) == is_slow
    strongest = max(one["pressure_0_10"] or 0 for one in plan["steps"])
    assert (strongest <= 3) == is_slow


LOST = re.compile(r"\d ?/ ?10|of 10")


@pytest.mark.parametrize("setting", ["clinic", "home"])
@pytest.mark.parametrize("also", [[], ["anticoagulant"], ["severe_flare"], ["child"]])
def test_where_nothing_is_felt_no_number_of_it_is_given(setting: str, also: list[str]) -> None:
    person = {"conditions": ["numb_area", *also], "age": 14 if also == ["child"] else 50}
    plan = planned(
        [at("infraspinatus"), at("vastus_lateralis")],
        setting=setting,
        person={**person, "guardian": True, "equipment": ["ball", "foam_roller"]},
        reasons={"numb_area": "hand is looked at all the time"} if setting == "clinic" else {},
    )
    scaled = [one for one in (*plan["steps"], *plan["home"]) if not one.get("effort_percent")]
    assert any(one.get("seconds") for one in scaled)
    for one in scaled:
        assert one.get("pressure_0_10") is None
        said = [one["how"], *(line.partition(": ")[2] for line in one["cautions"])]
        if one.get("seconds"):
            said.append(dose_in_words({"rest_seconds": None, **one}))
        assert not LOST.search(" ".join(said)), said
    assert not any(line.startswith("Pain above the level") for line in plan["stop_if"])


def test_beside_a_numb_neighbour_nobody_presses_alone_and_no_number_is_given() -> None:
    numb = {"condition": "numb_area", "places": [{"region": "ball_of_foot", "side": "right"}]}
    plan = planned([at("tibialis_posterior")], setting="home", person={"conditions": [numb]})
    assert methods(plan) == {"stretching"}
    assert any("how hard is too hard" in why for why in why_not(plan, "self_release_tool"))
    clinic = planned([at("tibialis_posterior")], person={"conditions": [numb]})
    assert "pressure_release" in methods(clinic)
    assert all(one["effort_percent"] or one["pressure_0_10"] is None for one in clinic["steps"])


def test_a_foot_without_feeling_leaves_the_shoulder_its_number() -> None:
    plan = planned([at("infraspinatus")], person={"conditions": ["diabetes_feet"]})
    assert all(one["effort_percent"] or one["pressure_0_10"] for one in plan["steps"])
    numb_hand = {
        "condition": "numb_area",
        "places": [{"region": "palm", "side": "left"}],
    }
    plan = planned([at("infraspinatus")], person={"conditions": [numb_hand]})
    assert all(one["effort_percent"] or one["pressure_0_10"] for one in plan["steps"])


def test_who_cannot_report_pain_is_given_no_scale_of_pain_alone() -> None:
    plan = planned([at("gluteus_medius")], setting="home", person={"conditions": ["cannot_report"]})
    assert plan["steps"] == []
    assert "exercise" not in {one["method"] for one in plan["home"]}


@pytest.mark.parametrize(
    ("pain", "is_flare"), [(7.0, False), (7.5, True), (10.0, True), (None, False)]
)
def test_pain_above_seven_is_a_severe_flare(pain: float | None, is_flare: bool) -> None:
    point = {"muscle": "infraspinatus", "side": "right", "pain": pain}
    query = plan_query_from({"setting": "home", "person": {"age": 40}, "points": [point]})
    assert ("severe_flare" in plan_from(query).decision.conditions) is is_flare


def test_poor_blood_flow_in_diabetes_counts_as_poor_blood_flow() -> None:
    point = {"muscle": "gastrocnemius", "side": "right"}
    person = {"age": 63, "conditions": ["diabetes_feet"]}
    query = plan_query_from({"setting": "home", "person": person, "points": [point]})
    assert "artery_disease" in plan_from(query).decision.conditions


def test_a_deep_flank_is_not_pressed_at_home_with_a_blood_thinner() -> None:
    point = {"muscle": "quadratus_lumborum", "side": "right"}
    person = {"age": 60, "conditions": ["anticoagulant"], "equipment": ["hook_cane"]}
    query = plan_query_from({"setting": "home", "person": person, "points": [point]})
    methods = {step.method for step in plan_from(query).decision.steps}
    assert methods
    assert not methods & {"self_release_tool", "foam_rolling", "percussion_device"}


def test_a_plan_that_only_stretches_still_says_what_a_swollen_calf_means() -> None:
    point = {"muscle": "gastrocnemius", "side": "right"}
    person = {"age": 63, "conditions": ["diabetes_feet"]}
    fields = {
        "setting": "home", "person": person, "points": [point],
        "answers": {"dvt_swell": "no", "dvt_calf_unexplained": "no"},
    }  # fmt: skip
    plan = plan_from(plan_query_from(fields))
    assert {step.method for step in plan.decision.steps} == {"stretching"}
    said = json.dumps(plan_as_json(plan)["not_normal"])
    assert "A calf or leg that swells" in said
    assert "New chest pain or breathlessness" in said


def test_none_of_these_said_of_all_takes_back_no_symptom() -> None:
    point = {"muscle": "gastrocnemius", "side": "right"}
    person = {"age": 58}
    fields = {"setting": "home", "person": person, "points": [point]}
    plain = blanket_no(plan_query_from(fields))
    told = blanket_no(plan_query_from({**fields, "symptoms": ["calf_swelling"]}))
    assert set(plain) - set(told) == {"dvt_swell"}
