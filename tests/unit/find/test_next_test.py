"""The next test: never twice the same, never below nothing, nothing that was answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from unknot.find.knowledge import Knowledge
from unknot.find.next_test import ENOUGH_BITS, NextTest, next_tests
from unknot.find.query import MovementMark, PainMark, Query, SignMark
from unknot.find.ranking import rank_muscles
from unknot.muscles.catalogue import load_muscles

SHOULDER = Query(pain=(PainMark("shoulder_front", "right"), PainMark("upper_arm_front", "right")))
PELVIS = Query(pain=(PainMark("coccyx", "mid"), PainMark("perineum", "mid")))
ALL = 10_000


def every(query: Query, knowledge: Knowledge, *kinds: str) -> tuple[NextTest, ...]:
    if kinds:
        return next_tests(query, knowledge, most=ALL, kinds=frozenset(kinds))
    return next_tests(query, knowledge, most=ALL)


def targets(tests: tuple[NextTest, ...]) -> set[tuple[str, str, str]]:
    return {(test.kind, test.target, test.side) for test in tests}


def test_most_telling_come_first_and_at_most_so_many(knowledge: Knowledge) -> None:
    tests = next_tests(SHOULDER, knowledge)
    assert len(tests) == 5
    assert tests == next_tests(SHOULDER)
    gains = [test.gain_bits for test in tests]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > ENOUGH_BITS
    assert next_tests(SHOULDER, knowledge, most=2) == tests[:2]
    assert next_tests(SHOULDER, knowledge, most=0) == ()


@pytest.mark.parametrize("query", [SHOULDER, PELVIS, Query(symptoms=("headache",))])
def test_gain_lies_between_nothing_and_one_bit(query: Query, knowledge: Knowledge) -> None:
    for test in every(query, knowledge):
        assert -1e-12 <= test.gain_bits <= 1


def test_every_muscle_symptom_and_movement_is_proposed_once(knowledge: Knowledge) -> None:
    tests = every(SHOULDER, knowledge)
    assert len(tests) == len(targets(tests))
    by_kind = {kind: [t for t in tests if t.kind == kind] for kind in ("palpate", "move", "ask")}
    assert {test.target for test in by_kind["palpate"]} == set(knowledge.muscles)
    assert len(by_kind["ask"]) == len(knowledge.symptom_row)
    assert len(by_kind["move"]) == len(knowledge.movement_row)


@pytest.mark.parametrize("kind", ["palpate", "move", "ask"])
def test_only_the_kinds_allowed_are_proposed(kind: str, knowledge: Knowledge) -> None:
    assert {test.kind for test in every(SHOULDER, knowledge, kind)} == {kind}


def test_no_kind_allowed_proposes_nothing(knowledge: Knowledge) -> None:
    assert next_tests(SHOULDER, knowledge, kinds=frozenset()) == ()


def test_nothing_that_was_answered_is_asked_again(knowledge: Knowledge) -> None:
    query = replace(
        SHOULDER,
        symptoms=("night_pain",),
        absent_symptoms=("headache",),
        limited_movements=(
            MovementMark("shoulder_internal_rotation", "right"),
            MovementMark("hip_flexion", "both"),
        ),
        free_movements=(
            MovementMark("shoulder_adduction", "mid"),
            MovementMark("neck_extension", "mid"),
        ),
        signs=(SignMark("infraspinatus", "right", "tender", False),),
    )
    left = targets(every(query, knowledge))
    asked = {
        ("ask", "night_pain", "mid"),
        ("ask", "headache", "mid"),
        ("move", "shoulder_internal_rotation", "right"),
        ("move", "hip_flexion", "left"),
        ("move", "hip_flexion", "right"),
        ("move", "shoulder_adduction", "left"),
        ("move", "shoulder_adduction", "right"),
        ("move", "neck_extension", "mid"),
        ("palpate", "infraspinatus", "right"),
    }
    assert asked & left == set()
    assert asked - {("palpate", "infraspinatus", "right")} <= targets(every(SHOULDER, knowledge))
    assert ("move", "shoulder_internal_rotation", "left") in left


def test_far_less_likely_side_is_not_pressed(knowledge: Knowledge) -> None:
    pressed = targets(every(SHOULDER, knowledge, "palpate"))
    assert ("palpate", "infraspinatus", "right") in pressed
    assert ("palpate", "infraspinatus", "left") not in pressed


def test_part_of_a_movement_already_tried_is_not_proposed(knowledge: Knowledge) -> None:
    query = replace(SHOULDER, limited_movements=(MovementMark("trunk_rotation", "left"),))
    left = targets(every(query, knowledge, "move"))
    assert ("move", "trunk_rotation_same", "left") not in left
    assert ("move", "trunk_rotation_same", "right") in left


def test_person_who_answers_everything_comes_to_an_end(knowledge: Knowledge) -> None:
    query, seen = SHOULDER, set()
    for _ in range(len(knowledge.symptom_row)):
        (test,) = next_tests(query, knowledge, most=1, kinds=frozenset({"ask"}))
        assert test.target not in seen
        seen.add(test.target)
        query = replace(query, absent_symptoms=(*query.absent_symptoms, test.target))
    assert next_tests(query, knowledge, kinds=frozenset({"ask"})) == ()


def test_examination_inside_the_body_is_not_proposed_first(knowledge: Knowledge) -> None:
    muscles = load_muscles()
    internal = {
        muscle.id
        for muscle in muscles.values()
        if all(site.palpation == "internal" for site in muscle.sites)
    }
    assert internal
    tests = every(PELVIS, knowledge, "palpate")
    assert tests[0].target not in internal
    inside = max(test.gain_bits for test in tests if test.target in internal)
    assert inside > tests[0].gain_bits / 20


def test_pressing_the_likeliest_muscle_tells_most(knowledge: Knowledge) -> None:
    first = rank_muscles(SHOULDER, knowledge).candidates[0]
    test = every(SHOULDER, knowledge, "palpate")[0]
    assert (test.target, test.side) == (first.muscle, first.side)
