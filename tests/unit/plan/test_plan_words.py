"""What readers stumbled over: words that contradict the dose, the person or each other."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.plan.plan import plan_as_json, plan_from, plan_query_from
from unknot.plan.telling import course_in_words

CALM = {"dvt_swell": "no", "dvt_calf_unexplained": "no"}


def planned(*muscles: str, setting: str = "clinic", **fields: Any) -> dict[str, Any]:
    person = {"age": 40, "treatments_so_far": 5, **fields.pop("person", {})}
    points = [{"muscle": muscle, "side": "right"} for muscle in muscles]
    case = {"setting": setting, "person": person, "points": points, "answers": CALM, **fields}
    return plan_as_json(plan_from(plan_query_from(case)))


def said(plan: dict[str, Any]) -> str:
    lines = [one[key] for one in plan["steps"] for key in ("how", "why", "position")]
    lines += [line for one in plan["steps"] for line in one["cautions"]]
    lines += [one["how"] for one in plan["home"]]
    return " ".join(lines)


def of(plan: dict[str, Any], method: str) -> dict[str, Any]:
    return next(one for one in plan["steps"] if one["method"] == method)


def test_a_low_back_is_not_pressed_in_the_first_weeks_of_pregnancy() -> None:
    early = planned("quadratus_lumborum", person={"conditions": ["pregnancy_t1"]})
    assert {one["method"] for one in early["steps"]} <= {"muscle_energy", "stretching"}
    assert any("13 weeks" in one["because"] for one in early["left_out"])
    later = planned("quadratus_lumborum", person={"conditions": ["pregnancy_t3"]})
    assert "pressure_release" in {one["method"] for one in later["steps"]}


def test_a_ban_of_warmth_speaks_of_warmth() -> None:
    plan = planned("quadratus_lumborum", person={"conditions": ["pregnancy_t3"]})
    because = next(one["because"] for one in plan["left_out"] if "heat" in one["methods"])
    assert "needling" not in because


def test_no_recipe_for_the_belly_stands_beside_its_ban() -> None:
    plan = planned("rectus_abdominis", setting="home")
    pressed = next(one for one in plan["left_out"] if "self_release_tool" in one["methods"])
    assert "slow and light" not in pressed["because"]
    assert "Leave this place alone" in pressed["because"]


def test_half_an_hour_of_massage_is_not_told_to_end_after_a_minute() -> None:
    plan = planned("suboccipitals", prefer=["massage"])
    assert not any("under 60 seconds" in line for line in of(plan, "massage")["cautions"])


def test_a_stretch_without_pressing_is_not_called_afterwards() -> None:
    plan = planned("psoas_major", setting="home")
    assert [one["method"] for one in plan["steps"]] == ["stretching"]
    assert "Afterwards" not in plan["steps"][0]["why"]


def test_a_needle_is_not_told_to_wait_and_breathe_out() -> None:
    needle = {"consent_needling": True, "country": "gb", "profession": "physiotherapist"}
    plan = planned("gastrocnemius", person={"conditions": ["antiplatelet"]}, **needle)
    how = of(plan, "dry_needling")["how"]
    assert "Breathe out slowly" not in how
    assert f"Never above {of(plan, 'dry_needling')['pressure_0_10']:g} of 10" in how


@pytest.mark.parametrize("conditions", [[], ["frail"], ["child"], ["anticoagulant"]])
def test_no_half_sentence_is_left(conditions: list[str]) -> None:
    person = {"age": 12 if conditions == ["child"] else 60, "treatments_so_far": 0}
    plan = planned("infraspinatus", person={**person, "conditions": conditions})
    text = said(plan)
    assert "this product" not in text or "Some trials" in text
    assert ": no stronger" not in text


def test_exercise_names_no_number_twice_with_another_meaning() -> None:
    plan = planned("quadratus_lumborum", methods=["exercise"])
    how = of(plan, "exercise")["how"]
    assert "reduce next time" not in how
    assert "Lying" not in of(plan, "exercise")["position"]


@pytest.mark.parametrize("answer", ["unsure", None])
def test_a_calf_that_may_hide_a_clot_is_neither_stretched_nor_loaded(answer: str | None) -> None:
    answers = {"dvt_swell": "no", "dvt_calf_unexplained": answer}
    plan = planned("gastrocnemius", setting="home", answers=answers)
    assert plan["steps"] == []
    assert {one["method"] for one in plan["home"]} <= {None}


def test_an_advice_begins_with_a_capital_letter() -> None:
    plan = planned("gluteus_medius", setting="home", person={"conditions": ["joint_replacement"]})
    lines = [line for one in plan["steps"] for line in one["cautions"] if ": " in line]
    assert lines
    assert all(line.partition(": ")[2][0].isupper() or "Mind" in line for line in lines)


def test_where_to_press_never_says_how_hard() -> None:
    plan = planned("multifidus_lumborum")
    assert all("deeply" not in (one["find"] or "") for one in plan["steps"])


def test_the_same_stretch_of_both_sides_is_told_once() -> None:
    points = [{"muscle": "levator_scapulae", "side": side} for side in ("left", "right")]
    plan = planned(points=points)
    how = next(one["how"] for one in plan["home"] if one["method"] == "stretching")
    assert how.count("far armpit") == 1
    assert "left (levator scapulae); Muscle from the neck to the shoulder blade, right" in how


def test_a_single_point_has_no_place_in_an_order() -> None:
    plan = planned("rhomboids", "infraspinatus", setting="home",
                   person={"age": 70, "conditions": ["osteoporosis"]})  # fmt: skip
    assert len({one["point"]["muscle"] for one in plan["steps"]}) == 1
    assert "This point now" not in said(plan)


def test_whoever_flares_adds_load_only_after_calm_days() -> None:
    plan = planned("infraspinatus", person={"irritable": True})
    exercise = next(one for one in plan["home"] if one["method"] == "exercise")
    assert "each week" not in exercise["how"]
    assert "two calm days" in exercise["how"]


def test_fever_is_no_time_for_habits() -> None:
    plan = planned("infraspinatus", setting="home", person={"conditions": ["systemic_infection"]})
    assert plan["home"] == []


def test_the_course_is_that_of_what_most_points_get() -> None:
    needle = {"consent_needling": True, "country": "gb", "profession": "physiotherapist"}
    plan = planned("rhomboids", "infraspinatus", "vastus_lateralis", **needle)
    assert [one["method"] for one in plan["steps"]].count("dry_needling") == 1
    assert "three visits" not in plan["course"]["stop_trying_if"]


def test_daily_work_is_not_told_to_pause_a_day() -> None:
    plan = planned("soleus", setting="home")
    assert "free between" not in course_in_words(plan["course"], setting="home")
    first = planned("infraspinatus", setting="home", person={"treatments_so_far": 0})
    text = course_in_words(first["course"], setting="home")
    assert "leave 2 days free between" in text


def test_warmth_that_found_no_room_is_not_said_to_have_a_rival() -> None:
    plan = planned("splenius_capitis", prefer=["heat"])
    because = [one["because"] for one in plan["left_out"] if "heat" in one["methods"]]
    assert because == ["There are enough methods for one point."]


def test_a_warm_pack_keeps_away_from_a_numb_neighbour() -> None:
    numb = {"condition": "numb_area", "places": [{"region": "ball_of_foot", "side": "right"}]}
    near = planned("flexor_digitorum_brevis", setting="home", person={"conditions": [numb]})
    assert "heat" not in {one["method"] for one in near["home"]}
    far = planned("infraspinatus", setting="home", person={"conditions": [numb]})
    assert "heat" in {one["method"] for one in far["home"]}


def test_the_same_advice_of_several_conditions_is_one_line() -> None:
    plan = planned("infraspinatus", setting="home",
                   person={"about": {"pregnant": True}})  # fmt: skip
    heat = next(one for one in plan["home"] if one["method"] == "heat")
    assert sum("no longer than given here" in line for line in heat["cautions"]) == 1
