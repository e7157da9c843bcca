"""What strict readers found unsafe or untrue in a plan: rows, doses and reasons."""

from __future__ import annotations

from itertools import pairwise

import pytest
from told_cases import at, methods, planned, why_not

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


def test_a_ban_is_named_first_and_does_not_hide_behind_another_reason() -> None:
    plan = planned(
        [at("infraspinatus", "left"), at("gluteus_medius", "left")],
        person={"conditions": ["pacemaker"]},
        prefer=["electrical_stimulation"],
    )
    assert plan["left_out"][0]["level"] == "absolute"
    assert plan["left_out"][0]["methods"] == ["electrical_stimulation"]
    assert all(
        "Ruled out" in why and "Pacemaker" in why for why in why_not(plan, "electrical_stimulation")
    )


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
    assert "clearance" in plan["blocked_by"][0]["do"]
    for method in ("heat", "exercise", "stretching"):
        assert why_not(plan, method), method


def test_the_referral_of_the_muscle_is_kept_beside_a_ban() -> None:
    plan = planned([at("levator_ani")], setting="home")
    assert any("pelvic health clinician" in one["because"] for one in plan["left_out"])
