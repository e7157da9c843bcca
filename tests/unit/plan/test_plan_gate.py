"""What was told brings questions to the front, and telling can count as an answer."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.plan.asked_first import by_urgency
from unknot.plan.gate import (
    asked_by_name,
    blanket_no,
    first_open,
    raised_by_a_yes,
    screening_of,
)
from unknot.plan.plan import plan_query_from


def _query(muscle: str, answers: dict[str, str] | None = None, **told: Any):
    of_the_case = {name: told.pop(name) for name in ("symptoms", "pain") if name in told}
    return plan_query_from(
        {
            "setting": "home",
            "person": told,
            "points": [{"muscle": muscle, "side": "left"}],
            "answers": answers or {},
            **of_the_case,
        }
    )


@pytest.mark.parametrize(
    ("condition", "muscle", "flags"),
    [
        ("osteoporosis", "quadratus_lumborum", {"fx_age_minor", "fx_steroid"}),
        ("chronic_steroids", "quadratus_lumborum", {"fx_age_minor", "fx_bone_thin"}),
        ("lymph_nodes_removed", "pectoralis_minor", {"ca_history", "ca_lump", "ca_breast"}),
        ("cancer_treatment", "soleus", {"ca_history", "ca_lump", "ca_night"}),
        ("anticoagulant", "pectoralis_minor", {"acs_now", "acs_effort", "acs_sweat"}),
        ("anticoagulant", "soleus", {"med_bleed"}),
        ("cancer_treatment", "upper_trapezius", {"ill_fever", "arm_clot", "pe_breath"}),
        ("pregnancy_t2", "gluteus_medius", {"preg_calf", "dvt_swell", "pe_breath"}),
        ("frail", "gluteus_medius", {"injury_minor", "fx_bisphosphonate"}),
        ("knee_replacement_new", "gluteus_maximus", {"sj_implant"}),
        ("artery_disease", "tibialis_anterior", {"limb_rest_pain", "leg_claudication"}),
    ],
)
def test_a_blanket_no_leaves_open_what_a_condition_speaks_of(condition, muscle, flags) -> None:
    age = 34 if condition.startswith("pregnancy") else 72
    query = _query(muscle, age=age, conditions=[condition])
    assert flags <= set(asked_by_name(query))
    assert flags.isdisjoint(blanket_no(query))


def test_thin_bones_open_nothing_at_the_calf() -> None:
    query = _query("soleus", age=72, conditions=["osteoporosis"])
    assert not {"fx_age_minor", "fx_steroid"} & set(asked_by_name(query))


def test_a_question_for_the_old_is_not_put_to_the_young() -> None:
    query = _query("quadratus_lumborum", age=44, conditions=["osteoporosis"])
    assert "fx_age_minor" not in asked_by_name(query)
    assert "fx_steroid" in asked_by_name(query)


def test_told_thin_bones_make_one_more_sign_enough() -> None:
    told = {"age": 72, "conditions": ["osteoporosis"]}
    one_yes = {"fx_age_minor": "yes", "fx_steroid": "no"}
    assert screening_of(_query("quadratus_lumborum", one_yes, **told)).stops
    assert not screening_of(_query("quadratus_lumborum", one_yes, age=72)).stops
    assert asked_by_name(_query("quadratus_lumborum", **told))["fx_age_minor"].decides


def test_told_thin_bones_alone_stop_nothing() -> None:
    no = {"fx_age_minor": "no", "fx_steroid": "no"}
    query = _query("quadratus_lumborum", no, age=72, conditions=["osteoporosis"])
    assert not screening_of(query).alerts


def test_from_50_on_the_questions_about_the_head_are_answered_by_name() -> None:
    query = _query("temporalis", age=62)
    assert {"gca_headache", "gca_scalp", "gca_jaw", "gca_vision"} <= set(asked_by_name(query))


def test_pain_at_night_comes_first_in_the_young_but_not_by_name() -> None:
    query = _query("soleus", age=12)
    assert "child_night" in first_open(query, screening_of(query))
    assert "child_night" not in asked_by_name(query)
    assert blanket_no(query)["child_night"] == "no"


def test_a_new_lump_after_cancer_is_for_the_team_and_not_for_self_care() -> None:
    query = _query("pectoralis_minor", age=60, conditions=["lymph_nodes_removed"])
    lump = asked_by_name(query)["ca_lump"]
    assert lump.decides
    assert "Do not press" in lump.do


@pytest.mark.parametrize(
    ("condition", "muscle", "flag", "level"),
    [
        ("lymph_nodes_removed", "pectoralis_minor", "ca_lump", "same_day"),
        ("cancer_treatment", "soleus", "ill_fever", "emergency_now"),
        ("pregnancy_leg", "soleus", "dvt_calf_unexplained", "same_day"),
    ],
)
@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_what_weighs_more_in_a_person_stops_the_plan(
    *, condition: str, muscle: str, flag: str, level: str, answer: str
) -> None:
    told = {"age": 34, "conditions": [condition]}
    query = _query(muscle, {flag: answer}, **told)
    found = screening_of(query)
    assert (found.level, found.stops) == (level, True)
    alert = next(one for one in found.alerts if flag in one.raised_by)
    assert alert.do == asked_by_name(_query(muscle, **told))[flag].do


def test_it_weighs_no_more_in_others() -> None:
    assert not screening_of(_query("soleus", {"ill_fever": "yes"}, age=34)).stops


def test_from_50_on_a_new_headache_or_a_sore_scalp_is_for_today() -> None:
    assert screening_of(_query("temporalis", {"gca_scalp": "yes"}, age=62)).level == "same_day"


@pytest.mark.parametrize(
    ("muscle", "age", "flag"),
    [("temporalis", 40, "gca_scalp"), ("soleus", 62, "gca_scalp"), ("soleus", 30, "child_night")],
)
def test_they_are_not_put_to_others(muscle, age, flag) -> None:
    query = _query(muscle, age=age)
    assert flag not in first_open(query, screening_of(query))


@pytest.mark.parametrize(
    ("muscle", "told", "flags"),
    [
        ("levator_scapulae", {"symptoms": ["dizziness"]}, {"cad_5d", "cad_unlike"}),
        ("soleus", {"conditions": ["varicose_veins"]}, {"dvt_tender", "dvt_swell", "dvt_before"}),
        ("gluteus_medius", {"symptoms": ["leg_weakness"]}, {"neuro_progress", "foot_drop"}),
        ("gluteus_medius", {"symptoms": ["tingling_leg"]}, {"ces_saddle", "ces_legs_weak"}),
        ("biceps_brachii", {"symptoms": ["arm_weakness"]}, {"stroke", "neuro_progress"}),
        ("suboccipitals", {"conditions": ["hypermobility"]}, {"cvi_instability"}),
        ("suboccipitals", {"symptoms": ["sore_throat"]}, {"ill_fever", "ha_mening"}),
        ("levator_scapulae", {"conditions": ["recent_surgery"]}, {"skin_spread", "sj_hot"}),
        ("gluteus_medius", {"conditions": ["frail"]}, {"fx_hip", "hip_weight"}),
        ("tibialis_anterior", {"symptoms": ["pain_walking"]}, {"fx_stress"}),
    ],
)
def test_what_was_told_is_asked_by_name(muscle: str, told: dict[str, Any], flags: set[str]) -> None:
    query = _query(muscle, **told)
    assert flags <= set(asked_by_name(query))
    assert not flags & set(asked_by_name(_query(muscle)))
    assert not flags & set(blanket_no(query))


def test_dizziness_with_a_calf_point_opens_nothing_by_name() -> None:
    assert not asked_by_name(_query("tibialis_anterior", symptoms=["dizziness"]))


def test_what_is_asked_anew_comes_before_every_treatment() -> None:
    calf = _query("soleus")
    first = first_open(calf, screening_of(calf), before_hands=True)
    assert "stroke" not in first_open(calf, screening_of(calf))
    assert {"sepsis", "stroke", "rhabdo", "dvt_swell"} <= set(first)
    assert not any(flag.startswith("post_") for flag in first)
    again = _query("upper_trapezius", treatments_so_far=1)
    asked = set(first_open(again, screening_of(again), before_hands=True))
    assert {"post_neck", "post_worse", "post_bruise", "post_dark_urine"} <= asked


def test_untold_pain_is_asked_about_where_the_point_sends_it() -> None:
    untold = _query("upper_trapezius")
    told = _query("upper_trapezius", pain=[{"region": "shoulder_top", "side": "left"}])
    assert "ha_thunder" in first_open(untold, screening_of(untold))
    assert "ha_thunder" not in first_open(told, screening_of(told))


def test_a_yes_is_told_as_urgent_as_the_program_takes_it() -> None:
    """A fever counts more beside neck pain: no question is told to be milder than its alert."""
    query = _query("upper_trapezius", age=41)
    asked = first_open(query, screening_of(query), before_hands=True)
    raised = raised_by_a_yes(query, asked)
    told = {flag: said for said, some in by_urgency(asked, raised).items() for flag in some}
    ranks = [known.rank for known in load_urgencies().values()]
    assert len(set(ranks)) == len(ranks)
    for flag, alert in raised.items():
        if alert.urgency == "emergency_now":
            assert "{emergency_number} now" in told[flag]
        if alert.urgency == "same_day":
            assert "within days" not in told[flag]
    own = {flag: load_red_flags()[flag].urgency for flag in asked}
    assert any(raised[flag].urgency != own[flag] for flag in raised)
