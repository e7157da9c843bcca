"""What a told sign changes: who looks first, what is left out, what stops, what to watch for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.plan.told_cases import at, methods, planned, why_not

NECK = at("levator_scapulae")
TOLD = [
    ("dizziness", "levator_scapulae", "Dizzy or unsteady"),
    ("leg_weakness", "gluteus_medius", "A weak leg"),
    ("arm_weakness", "biceps_brachii", "A weak arm"),
    ("tingling_leg", "gluteus_medius", "numbness of a leg"),
    ("tingling_arm", "biceps_brachii", "numbness of an arm"),
    ("sore_throat", "suboccipitals", "sore throat"),
]


def with_sign(muscle: str, *symptoms: str, setting: str = "home", **person: Any) -> dict[str, Any]:
    return planned([at(muscle)], setting=setting, symptoms=list(symptoms), person=person)


def warmed(plan: dict[str, Any]) -> bool:
    return any(thing["method"] == "heat" for thing in plan["home"])


@pytest.mark.parametrize(("symptom", "muscle", "words"), TOLD)
@pytest.mark.parametrize("setting", ["home", "clinic"])
def test_what_was_told_stands_before_the_steps(
    symptom: str, muscle: str, words: str, *, setting: str
) -> None:
    told = " ".join(with_sign(muscle, symptom, setting=setting)["before_you_begin"])
    assert words in told
    assert words not in " ".join(with_sign(muscle, setting=setting)["before_you_begin"])


@pytest.mark.parametrize("setting", ["home", "clinic"])
def test_a_dizzy_person_does_not_turn_or_stretch_the_neck(setting: str) -> None:
    lengthened = {"stretching", "muscle_energy"}
    assert methods(with_sign("levator_scapulae", setting=setting)) & lengthened
    plan = with_sign("levator_scapulae", "dizziness", setting=setting)
    assert not methods(plan) & lengthened
    (method,) = methods(with_sign("levator_scapulae", setting=setting)) & lengthened
    assert any("until a doctor has looked" in why for why in why_not(plan, method))


def test_a_doctor_who_has_looked_gives_the_stretch_back() -> None:
    seen = with_sign("levator_scapulae", "dizziness", seen_by_doctor=True)
    assert "stretching" in methods(seen)
    assert not any("Dizzy" in line for line in seen["before_you_begin"])


def test_nothing_is_done_while_no_doctor_has_looked_at_a_dizzy_person() -> None:
    plan = with_sign("levator_scapulae", "dizziness", seen_by_doctor=False)
    assert plan["steps"] == []
    assert [one["id"] for one in plan["blocked_by"]] == ["doctor_dizzy"]


def test_dizziness_says_nothing_of_a_calf() -> None:
    assert (
        with_sign("gastrocnemius", "dizziness")["before_you_begin"]
        == (with_sign("gastrocnemius")["before_you_begin"])
    )


@pytest.mark.parametrize(
    ("symptom", "muscle"), [("tingling_arm", "biceps_brachii"), ("tingling_leg", "rectus_femoris")]
)
def test_no_warm_pack_lies_on_a_limb_told_numb(symptom: str, muscle: str) -> None:
    assert warmed(with_sign(muscle))
    told = with_sign(muscle, symptom)
    assert not warmed(told)
    assert any("until feeling was tested" in why for why in why_not(told, "heat"))


def test_a_stop_rule_for_what_is_there_already_says_more_than_before() -> None:
    plan = with_sign("levator_scapulae", "dizziness", "tingling_arm")
    dizzy = [line for line in plan["stop_if"] if "izz" in line]
    numb = [line for line in plan["stop_if"] if "umbness" in line]
    assert all("more than before" in line for line in (*dizzy, *numb))
    assert len(dizzy) == len(numb) == 1


@pytest.mark.parametrize(
    ("symptom", "muscle", "words"),
    [
        ("leg_weakness", "gluteus_medius", "foot drags"),
        ("tingling_arm", "biceps_brachii", "hands turn clumsy"),
        ("stiff_neck", "suboccipitals", "dislike of light"),
    ],
)
def test_what_to_watch_for_is_told_with_where_to_go(symptom: str, muscle: str, words: str) -> None:
    (sign,) = [one for one in with_sign(muscle, symptom)["not_normal"] if words in one["text"]]
    assert "octor" in sign["do"] or "{emergency_number}" in sign["do"]


@pytest.mark.parametrize(("symptom", "muscle", "_words"), TOLD)
@pytest.mark.parametrize("setting", ["home", "clinic"])
def test_a_told_sign_never_adds_a_method(
    symptom: str, muscle: str, _words: str, *, setting: str
) -> None:
    before, after = with_sign(muscle, setting=setting), with_sign(muscle, symptom, setting=setting)
    assert methods(after) <= methods(before)
    assert {thing["what"] for thing in after["home"]} <= {thing["what"] for thing in before["home"]}
