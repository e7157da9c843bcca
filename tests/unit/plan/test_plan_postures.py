"""Places, joints and postures: what must rest rests, and no posture harms who takes it."""

from __future__ import annotations

from typing import Any

import pytest
from told_cases import at, located, methods, planned

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
    assert any("position for it" in one["because"] for one in plan["left_out"])


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
        ("tensor_fasciae_latae", "pregnancy_t2", "facing a wall", "half on the front"),
        ("extensor_digitorum", "frail", "desk", "wall"),
        ("infraspinatus", "frail", "back of a firm chair", "wall"),
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
def test_of_two_stretches_the_one_that_suits_stays(
    muscle: str, condition: str, *, stays: str, goes: str
) -> None:
    person = {"conditions": [condition]}
    plan = planned([at(muscle)], setting="home", person=person, methods=["stretching"])
    said = [one["position"] for one in plan["steps"]]
    said += [one["how"] for one in plan["home"] if one["method"] == "stretching"]
    assert said
    assert all(stays in one and goes not in one for one in said)


def test_both_postures_ruled_out_leave_the_method_out() -> None:
    person = {"conditions": ["pregnancy_t3", "frail"]}
    plan = planned([at("upper_trapezius")], setting="home", person=person)
    assert "self_release_tool" not in methods(plan)
    assert any("position for it" in one["because"] for one in plan["left_out"])


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


# What postures ask of the body ----------------------------------------------------------------

KNEES = ("artery_disease", "hip_replacement_new", "knee_replacement_new")


@pytest.mark.parametrize("condition", KNEES)
@pytest.mark.parametrize(
    "muscle", ["tibialis_anterior", "extensor_digitorum_longus", "extensor_hallucis_longus"]
)
def test_nobody_with_a_new_joint_or_a_bypass_sits_back_on_the_heels(
    muscle: str, condition: str
) -> None:
    for setting in ("clinic", "home"):
        plan = planned([at(muscle)], setting=setting, person={"conditions": [condition]})
        assert "neel" not in " ".join(_postures(plan))
    usual = planned([at(muscle)], setting="home")
    assert "Kneel" in " ".join(_postures(usual))


@pytest.mark.parametrize("condition", ["artery_disease", "hip_replacement_new"])
@pytest.mark.parametrize("muscle", ["gluteus_maximus", "iliocostalis_lumborum"])
def test_a_hip_that_must_not_bend_far_is_not_bent_far(muscle: str, condition: str) -> None:
    reasons = {"clinic": {condition: "agreed with the surgeon"}, "home": {}}
    for setting, given in reasons.items():
        person = {"conditions": [condition]}
        plan = planned([at(muscle)], setting=setting, person=person, reasons=given)
        assert methods(plan).isdisjoint({"stretching", "muscle_energy"})


def test_the_figure_of_four_gets_the_same_answer_at_every_muscle_of_the_buttock() -> None:
    for muscle in ("piriformis", "gemelli", "quadratus_femoris", "obturator_internus"):
        person = {"conditions": ["osteoporosis"]}
        plan = planned([at(muscle)], setting="home", person=person, methods=["stretching"])
        said = [step["position"] for step in plan["steps"]]
        assert said
        assert all("Sit and let the knee fall inwards" in one for one in said)
        assert not any("opposite knee" in one or "to the chest" in one for one in said)


@pytest.mark.parametrize(
    ("muscle", "on_the_table", "alone"),
    [
        ("pectoralis_major_sternal", "lowered a little below the edge", "doorway"),
        ("subscapularis", "sinks back towards the table", "doorway"),
        ("tibialis_anterior", "a hand on the top of the foot", "Kneel"),
    ],
)
def test_a_therapist_lengthens_on_the_table(muscle: str, on_the_table: str, alone: str) -> None:
    plan = planned([at(muscle)])
    energy = next(one for one in plan["steps"] if one["method"] == "muscle_energy")
    assert on_the_table in energy["position"]
    assert "against the therapist's hand" in energy["position"]
    assert alone.lower() not in energy["position"].lower()
    home = next(one for one in plan["home"] if one["method"] == "stretching")
    assert alone in home["how"]


@pytest.mark.parametrize(
    ("owned", "said", "not_said"), [("ball", "soft ball", "cane"), ("hook_cane", "cane", "ball")]
)
def test_only_the_tool_at_hand_is_told(owned: str, said: str, not_said: str) -> None:
    person = {"equipment": [owned]}
    plan = planned([at("levator_scapulae")], setting="home", person=person)
    pressed = next(one for one in plan["steps"] if one["method"] == "self_release_tool")
    told = f"{pressed['position']} {pressed['how']}"
    assert said in told
    assert not_said not in told


def test_no_thigh_is_pressed_by_sitting_on_a_ball() -> None:
    for muscle in ("biceps_femoris", "semitendinosus", "semimembranosus", "adductor_magnus"):
        plan = planned([at(muscle)], setting="home", person={"equipment": ["ball"]})
        pressed = next(one for one in plan["steps"] if one["method"] == "self_release_tool")
        assert "nothing under the thigh" in pressed["position"]


def test_a_stoma_is_neither_lain_on_nor_folded_over() -> None:
    person = {"conditions": [located("pump_port", "abdomen_lower", "left")]}
    plan = planned([at("iliocostalis_lumborum")], person=person)
    assert all("face down" not in one or "not face down" in one for one in _postures(plan))
    assert methods(plan).isdisjoint({"stretching", "muscle_energy"})


def test_nobody_of_eighty_four_lies_at_the_edge_or_on_a_ball() -> None:
    points = [at("gluteus_medius"), at("tensor_fasciae_latae")]
    plan = planned(points, setting="home", person={"age": 84})
    said = " ".join(_postures(plan))
    assert "middle of the bed" in said
    assert "edge" not in said
    assert "ball" not in said


def test_breathlessness_does_not_lie_flat() -> None:
    plan = planned([at("suboccipitals")], person={"conditions": ["exercise_unwell"]})
    assert any("not flat on the back" in one for one in _postures(plan))


def test_beginners_get_a_soft_ball_and_hard_tools_their_limits() -> None:
    for muscle in ("flexor_digitorum_brevis", "quadratus_plantae", "abductor_hallucis"):
        plan = planned([at(muscle)], setting="home", person={"treatments_so_far": 0})
        said = " ".join(f"{step['position']} {step['how']}" for step in plan["steps"])
        assert "golf" not in said
        assert "soft ball" in said
        assert "never on bone, the front of the neck or over ribs" in said


def _postures(plan: dict[str, Any]) -> list[str]:
    return [step["position"] for step in plan["steps"]] + [one["how"] for one in plan["home"]]
