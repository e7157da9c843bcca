"""Single rules of a plan, each with the edge at which it turns."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.facts.dosing import SENSITIVE, load_dosing
from unknot.muscles.catalogue import load_muscles
from unknot.plan.plan import plan_as_json, plan_from, plan_query_from

CALM = {"dvt_swell": "no", "dvt_calf_unexplained": "no"}


def planned(points: list[dict[str, Any]], *, setting: str = "clinic", **fields: Any):
    person = {"age": 40, "treatments_so_far": 5, **fields.pop("person", {})}
    case = {"setting": setting, "person": person, "points": points, "answers": CALM, **fields}
    return plan_as_json(plan_from(plan_query_from(case)))


def at(muscle: str, side: str = "right", **fields: Any) -> dict[str, Any]:
    return {"muscle": muscle, "side": side, **fields}


def methods(plan: dict[str, Any]) -> list[str]:
    return [step["method"] for step in plan["steps"]]


def step(plan: dict[str, Any], method: str) -> dict[str, Any]:
    return next(one for one in plan["steps"] if one["method"] == method)


# Contraindications ------------------------------------------------------------------------


def test_a_precaution_halves_seconds_and_pressure_and_shows_its_text() -> None:
    free = step(planned([at("infraspinatus")]), "ischemic_compression")
    half = step(
        planned([at("infraspinatus")], person={"conditions": ["antiplatelet"]}),
        "ischemic_compression",
    )
    assert (free["seconds"], free["pressure_0_10"]) == ([30, 90], 6.0)
    assert (half["seconds"], half["pressure_0_10"]) == ([15, 45], 3.0)
    assert any("Expect easier bruising" in line for line in half["cautions"])
    assert half["limited_by"] == ["antiplatelet"]


def test_a_relative_row_needs_a_reason_in_the_clinic_and_halves_the_dose() -> None:
    without = planned([at("infraspinatus")], person={"conditions": ["chronic_steroids"]})
    assert "ischemic_compression" not in methods(without)
    reason = {"chronic_steroids": "skin looked at, low dose for years"}
    given = planned(
        [at("infraspinatus")], person={"conditions": ["chronic_steroids"]}, reasons=reason
    )
    strong = step(given, "ischemic_compression")
    assert strong["reasons"] == reason
    assert strong["is_halved"]
    assert given["reasons_recorded"] == reason


def test_a_reason_for_one_row_opens_that_method_only() -> None:
    plan = planned(
        [at("infraspinatus")],
        person={"conditions": ["chronic_steroids"]},
        methods=["ischemic_compression", "massage"],
        reasons={"massage__chronic_steroids": "agreed with the doctor"},
    )
    assert methods(plan) == ["massage"]


def test_no_reason_opens_an_absolute_row() -> None:
    plan = planned(
        [at("infraspinatus")],
        person={"conditions": ["systemic_infection"]},
        reasons={"systemic_infection": "only a cold"},
    )
    assert "pressure_release" not in methods(plan)


def test_a_relative_row_blocks_at_home() -> None:
    plan = planned(
        [at("infraspinatus")], setting="home", person={"conditions": ["liver_cirrhosis"]}
    )
    assert methods(plan) == ["self_release_tool", "stretching"]
    plan = planned(
        [at("infraspinatus")], setting="home", person={"conditions": ["bleeding_disorder"]}
    )
    assert methods(plan) == ["stretching"]


def test_a_condition_with_a_place_holds_only_there() -> None:
    site = load_muscles()["infraspinatus"].sites[0]
    wound = {
        "condition": "open_wound",
        "places": [{"region": site.local[0].region, "side": "right"}],
    }
    points = [at("infraspinatus", site=site.id), at("tibialis_anterior")]
    plan = planned(points, person={"conditions": [wound]})
    pressed = {
        one["point"]["muscle"] for one in plan["steps"] if one["method"] == "pressure_release"
    }
    assert pressed == {"tibialis_anterior"}
    everywhere = planned(points, person={"conditions": ["open_wound"]})
    assert set(methods(everywhere)) <= {"muscle_energy", "stretching"}


@pytest.mark.parametrize(
    ("limb", "open_sides"),
    [(None, set()), ("left_arm", {"right"}), ("right_arm", {"left"}), ("both_arms", set())],
)
def test_a_limb_wide_row_holds_in_its_limb_or_in_every_limb(
    limb: str | None, open_sides: set[str]
) -> None:
    plan = planned(
        [at("biceps_brachii", "left"), at("biceps_brachii", "right")],
        person={"conditions": ["lymphoedema"], "limb": limb},
    )
    strong = {
        one["point"]["side"] for one in plan["steps"] if one["method"] == "ischemic_compression"
    }
    assert strong == open_sides


def test_an_arm_told_as_limb_does_not_free_the_legs_from_a_leg_clot() -> None:
    plan = planned([at("rectus_femoris")], person={"conditions": ["dvt"], "limb": "left_arm"})
    assert plan["steps"] == []
    assert plan["blocked_by"][0]["id"] == "dvt"


def test_pregnancy_without_its_week_takes_the_strictest_week() -> None:
    plan = planned([at("gluteus_medius")], person={"about": {"pregnant": True}, "sex": "female"})
    assert "ischemic_compression" not in methods(plan)
    assert {"pregnancy_t1", "pregnancy_t2", "pregnancy_t3"} <= set(plan["conditions"])


def test_a_calf_is_not_pressed_before_the_clot_questions_are_answered_no() -> None:
    point = at("gastrocnemius")
    assert "pressure_release" not in methods(planned([point], answers={}))
    assert "pressure_release" not in methods(
        planned([point], answers={"dvt_swell": "no", "dvt_calf_unexplained": "unsure"})
    )
    assert "pressure_release" in methods(planned([point], answers=CALM))


# Warning signs ----------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_plan_is_blocked_by_saddle_numbness(answer: str) -> None:
    plan = planned([at("multifidus_lumborum")], answers={**CALM, "ces_saddle": answer})
    assert plan["blocked_by"][0]["id"] == "ces_saddle"
    assert plan["blocked_by"][0]["do"]
    assert (plan["steps"], plan["home"], plan["aftercare"]) == ([], [], [])
    assert plan["letter"]["urgency"] == "emergency_now"


def test_a_reason_never_opens_a_stopped_plan() -> None:
    plan = planned(
        [at("multifidus_lumborum")],
        answers={**CALM, "ces_saddle": "yes"},
        reasons={"red_flag_urgent": "I looked"},
    )
    assert plan["steps"] == []


# Needles ----------------------------------------------------------------------------------

NEEDLE = {"consent_needling": True, "country": "gb", "profession": "physiotherapist"}


def test_a_needle_needs_consent_country_and_profession() -> None:
    point = [at("gluteus_medius")]
    assert "dry_needling" in methods(planned(point, **NEEDLE))
    for missing in NEEDLE:
        fields = {name: value for name, value in NEEDLE.items() if name != missing}
        assert "dry_needling" not in methods(planned(point, **fields)), missing


def test_no_consent_at_all_is_stricter_than_consent_to_a_needle() -> None:
    plan = planned(
        [at("infraspinatus")],
        person={"conditions": ["no_consent"]},
        consent_needling=True,
        country="GB",
        profession="physiotherapist",
    )
    assert plan["steps"] == []
    assert plan["blocked_by"][0]["id"] == "no_consent"


def test_a_needle_is_never_planned_at_home() -> None:
    plan = planned([at("gluteus_medius")], setting="home", **NEEDLE, methods=["dry_needling"])
    assert methods(plan) == []
    assert any("never used at home" in one["because"] for one in plan["left_out"])


def test_where_it_depends_the_practitioner_writes_why() -> None:
    us = {**NEEDLE, "country": "us"}
    closed = planned([at("gluteus_medius")], **us)
    assert "dry_needling" not in methods(closed)
    assert any("it depends" in one["because"] for one in closed["left_out"])
    reasons = {"needling_scope": "licensed in Virginia"}
    assert "dry_needling" in methods(planned([at("gluteus_medius")], **us, reasons=reasons))


def test_a_country_without_a_rule_is_not_a_yes() -> None:
    plan = planned([at("gluteus_medius")], **{**NEEDLE, "country": "fi"})
    assert any("Nothing was found" in one["because"] for one in plan["left_out"])


def test_needles_over_the_lung_stay_on_one_side() -> None:
    reasons = {"pneumothorax_risk": "advanced course"}
    plan = planned(
        [at("infraspinatus", "left"), at("infraspinatus", "right")], **NEEDLE, reasons=reasons
    )
    sides = {one["point"]["side"] for one in plan["steps"] if one["method"] == "dry_needling"}
    assert sides == {"left"}


def test_in_denmark_over_the_chest_only_some_professions() -> None:
    fields = {**NEEDLE, "country": "dk", "reasons": {"pneumothorax_risk": "advanced course"}}
    assert "dry_needling" not in methods(planned([at("infraspinatus")], **fields))
    fields["profession"] = "chiropractor"
    assert "dry_needling" in methods(planned([at("infraspinatus")], **fields))


# Children, old age, gentle first ------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "guardian", "blocker"),
    [
        (16, False, None),
        (15.9, False, "no_adult_beside"),
        (15.9, True, None),
        (8, True, None),
        (7.9, True, "too_young_for_home"),
        (None, True, "age_not_told"),
    ],
)
def test_a_home_plan_has_ages(age: float | None, guardian: bool, blocker: str | None) -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"age": age, "guardian": guardian})
    assert [one["id"] for one in plan["blocked_by"]] == ([blocker] if blocker else [])


def test_a_child_with_an_adult_gets_twenty_seconds_and_at_most_three() -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"age": 12, "guardian": True})
    press = step(plan, "self_release_tool")
    assert press["seconds"][1] <= 20
    assert press["pressure_0_10"] <= 3
    assert any("Only with an adult present" in line for line in press["cautions"])


@pytest.mark.parametrize(
    "gentle",
    [{"treatments_so_far": 0}, {"treatments_so_far": None}, {"irritable": True}, {"age": 65},
     {"conditions": ["needle_fear"]}],
)  # fmt: skip
def test_who_is_sensitive_gets_the_caps_and_fewer_points(gentle: dict[str, Any]) -> None:
    points = [at("infraspinatus"), at("upper_trapezius"), at("gluteus_medius")]
    plan = planned(points, person=gentle)
    cap = load_dosing()[SENSITIVE]
    for one in plan["steps"]:
        if one["method"] in ("pressure_release", "ischemic_compression"):
            assert one["pressure_0_10"] <= cap.pressure.target.high
            assert one["seconds"][1] <= cap.seconds.range.high
            assert one["repeats"] <= cap.reps.range.high
    assert len({one["point"]["muscle"] for one in plan["steps"]}) == 2
    assert len({one["point"]["muscle"] for one in planned(points)["steps"]}) == 3
    assert plan["course"]["min_days_between"] == 3


def test_the_dose_rises_with_the_treatments_done() -> None:
    def dose(done: int) -> tuple[float, int]:
        plan = planned([at("infraspinatus")], person={"treatments_so_far": done})
        one = step(plan, "ischemic_compression")
        return one["pressure_0_10"], one["seconds"][1]

    doses = [dose(done) for done in range(6)]
    assert doses == [(3, 45), (3, 60), (5, 60), (5, 90), (6, 90), (6, 90)]


def test_a_limit_of_the_person_lowers_and_never_raises() -> None:
    low = planned([at("infraspinatus")], limits={"pressure_0_10": 2, "seconds": 20})
    assert all(one["seconds"][1] <= 20 for one in low["steps"])
    assert all((one["pressure_0_10"] or 0) <= 2 for one in low["steps"])
    high = planned([at("infraspinatus")], limits={"pressure_0_10": 10, "seconds": 3600})
    assert high["steps"] == planned([at("infraspinatus")])["steps"]


# Order, methods, course ---------------------------------------------------------------------


def test_active_points_go_before_latent_ones_and_the_sorest_first() -> None:
    plan = planned(
        [
            at("gluteus_medius", state="latent"),
            at("soleus", pain=3),
            at("extensor_digitorum", pain=7),
        ]
    )
    order = list(dict.fromkeys(one["point"]["muscle"] for one in plan["steps"]))
    assert order == ["extensor_digitorum", "soleus", "gluteus_medius"]
    assert "it hurts most now (7 of 10)" in plan["steps"][0]["why"]


def test_a_point_goes_before_its_satellites() -> None:
    plan = planned([at("deltoid_anterior"), at("infraspinatus")])
    assert plan["steps"][0]["point"]["muscle"] == "infraspinatus"
    assert "may feed the others" in plan["steps"][0]["why"]


def test_a_ruled_out_point_makes_no_room_for_another() -> None:
    points = [
        at("biceps_brachii"),
        at("gluteus_medius"),
        at("tibialis_anterior"),
        at("deltoid_middle"),
    ]
    free = {one["point"]["muscle"] for one in planned(points)["steps"]}
    limited = planned(points, person={"conditions": ["lymphoedema"], "limb": "right_arm"})
    assert {one["point"]["muscle"] for one in limited["steps"]} <= free


def test_only_allowed_methods_are_used() -> None:
    plan = planned([at("infraspinatus")], methods=["muscle_energy"])
    assert methods(plan) == ["muscle_energy"]
    assert planned([at("infraspinatus")], methods=[])["blocked_by"][0]["id"] == "no_method_allowed"


def test_a_preferred_method_is_the_stronger_one() -> None:
    plan = planned([at("infraspinatus")], prefer=["massage"])
    assert methods(plan) == ["pressure_release", "massage", "muscle_energy"]
    assert "It was asked for." in plan["steps"][1]["why"]


def test_a_tool_that_is_not_there_is_named() -> None:
    plan = planned([at("infraspinatus")], setting="home", person={"equipment": []})
    assert methods(plan) == ["stretching"]
    assert any("It needs a tennis ball" in one["because"] for one in plan["left_out"])


@pytest.mark.parametrize(
    ("weeks", "treatments", "taught"),
    [(1, [2, 6], [[1, 1], [2, 3]]), (12, [6, 12], [[4, 6], [2, 3]]),
     (None, [2, 12], [[1, 1], [4, 6], [2, 3]])],
)  # fmt: skip
def test_the_course_rests_on_the_doses_and_shows_teaching_as_teaching(
    weeks: float | None, treatments: list[int], taught: list[list[int]]
) -> None:
    course = planned([at("infraspinatus", weeks=weeks)])["course"]
    assert course["treatments"] == treatments
    assert [one["treatments"] for one in course["teaching"]] == taught
    assert course["min_days_between"] == 2
    assert any("No trial has counted" in one["text"] for one in course["honest"])


def test_natural_course_is_that_of_one_group_of_people() -> None:
    honest = planned([at("infraspinatus", weeks=2)])["course"]["honest"]
    assert "from 5.2 to 2.3 of 10 in six weeks" in honest[0]["text"]
    assert honest[0]["source"].startswith("https://")
