"""What strict readers found untrue in the words of a plan, each with the rule that mends it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from told_cases import at, methods, planned, why_not

from unknot.plan.gate import blanket_no
from unknot.plan.plan import plan_as_json, plan_from, plan_query_from
from unknot.plan.telling import dose_in_words

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

    assert "add a second round" in how()
    assert "Do not do more until your doctor, nurse or therapist says yes." in how(
        conditions=["diabetes"]
    )


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
