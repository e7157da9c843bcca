"""What is asked before the first step, and signs that stay where nothing is pressed."""

from __future__ import annotations

from typing import Any

import pytest
from told_cases import at, planned

from unknot.plan.gate import blanket_no
from unknot.plan.plan import plan_from, plan_query_from


def home(muscle: str, *conditions: str, age: float = 40, **more: Any) -> dict[str, Any]:
    """Return a plan at home of one point."""
    person = {"age": age, "conditions": list(conditions), **more}
    return planned([at(muscle)], setting="home", person=person)


def text_of(plan: dict[str, Any], key: str) -> str:
    """Return the lines of a part of the plan as one text."""
    return " ".join(one if isinstance(one, str) else one["text"] for one in plan[key])


def test_an_exercise_without_a_step_has_its_stop_rules_too() -> None:
    plan = home("longissimus_thoracis_lower", "osteoporosis", age=76)
    assert plan["steps"] == []
    assert plan["home"]
    assert "sharp" in text_of(plan, "stop_if")
    assert "Thin bones" in text_of(plan, "before_you_begin")
    assert "bladder" in text_of(plan, "not_normal")


def test_where_nothing_is_done_the_danger_signs_of_a_new_hip_stay() -> None:
    plan = home("piriformis", "hip_replacement_new", age=68)
    assert plan["steps"] == []
    assert plan["home"] == []
    assert "New hip" in text_of(plan, "not_normal")
    assert "New knee" not in text_of(plan, "not_normal")


def test_help_now_says_whom_to_call_and_shows_no_other_way() -> None:
    plan = home("brachioradialis", "cord_or_root", age=44)
    assert "emergency" in plan["blocked_by"][0]["do"]
    assert plan["left_out"] == []
    assert plan["home"] == []


@pytest.mark.parametrize(
    ("muscle", "age", "conditions", "words"),
    [
        ("temporalis", 62, (), "head pain new"),
        ("intercostals", 40, (), "pain in the chest"),
        ("masseter_superficial", 30, (), "Toothache"),
        ("upper_trapezius", 50, ("cancer_treatment",), "blood counts"),
        ("tibialis_anterior", 66, ("artery_disease",), "walking"),
    ],
)
def test_what_must_be_looked_at_first_stands_before_the_steps(
    muscle: str, *, age: float, conditions: tuple[str, ...], words: str
) -> None:
    plan = home(muscle, *conditions, age=age)
    assert words in text_of(plan, "before_you_begin")
    assert words not in text_of(home("infraspinatus", age=40), "before_you_begin")


def test_a_bruise_is_not_usual_while_cancer_is_treated() -> None:
    assert "bruise" in text_of(home("upper_trapezius"), "normal_afterwards")
    assert "bruise" not in text_of(home("upper_trapezius", "cancer_treatment"), "normal_afterwards")


def test_nobody_at_home_is_shown_how_to_work_beside_what_is_spared() -> None:
    plan = home("pectoralis_major_sternal")
    for one in plan["left_out"]:
        assert "gentle pinch" not in one["because"]


def test_treatments_that_are_done_count() -> None:
    plan = planned([at("infraspinatus")], person={"age": 40, "treatments_so_far": 3})
    assert plan["course"]["done"] == 3


def test_a_sore_calf_after_birth_is_asked_about_a_clot_first() -> None:
    case = {
        "setting": "home",
        "person": {"age": 30, "sex": "female", "conditions": ["pregnancy_leg"]},
        "points": [at("gastrocnemius")],
    }
    query = plan_query_from(case)
    assert {"preg_calf", "dvt_tender", "pe_breath"} <= set(plan_from(query).first_open)
    assert {"preg_calf", "dvt_swell"}.isdisjoint(blanket_no(query)), "answered by name only"
    said = plan_query_from({**case, "answers": {**blanket_no(query), "preg_calf": "yes"}})
    assert plan_from(said).screening.stops
    elsewhere = {**case, "points": [at("infraspinatus")]}
    assert "preg_calf" not in plan_from(plan_query_from(elsewhere)).first_open
    painted = plan_query_from({**elsewhere, "pain": [{"region": "calf_upper", "side": "left"}]})
    assert "preg_calf" in plan_from(painted).first_open
