"""Why a muscle stands where it stands, word for word."""

from __future__ import annotations

import pytest

from unknot.facts.network_tables import load_signs
from unknot.find.query import MovementMark, PainMark, Query, SignMark
from unknot.find.ranking import Candidate, rank_muscles
from unknot.find.reasons import place_name


def candidate(query: Query, muscle: str, side: str = "right") -> Candidate:
    return next(
        one for one in rank_muscles(query).candidates if (one.muscle, one.side) == (muscle, side)
    )


def texts_for(query: Query, muscle: str, side: str = "right") -> list[tuple[str, str]]:
    return [(reason.kind, reason.text) for reason in candidate(query, muscle, side).reasons_for]


def texts_against(query: Query, muscle: str, side: str = "right") -> list[tuple[str, str]]:
    return [(reason.kind, reason.text) for reason in candidate(query, muscle, side).reasons_against]


@pytest.mark.parametrize(
    ("region", "side", "name"),
    [
        ("temple", "left", "left temple"),
        ("temple", "both", "temple on both sides"),
        ("temple", "mid", "temple"),
        ("throat", "mid", "front of the throat"),
    ],
)
def test_place_has_a_name_with_its_side(region: str, side: str, name: str) -> None:
    assert place_name(region, side) == name


@pytest.mark.parametrize(
    ("region", "muscle", "reason"),
    [
        ("shoulder_front", "infraspinatus", ("typical", "a typical place for its pain")),
        ("scapula_mid", "infraspinatus", ("local", "right over the muscle")),
        ("thumb", "infraspinatus", ("some", "some people feel it there too")),
    ],
)
def test_marked_place_says_how_it_is_tied(
    region: str, muscle: str, reason: tuple[str, str]
) -> None:
    ((kind, text),) = texts_for(Query(pain=(PainMark(region, "right"),)), muscle)
    label = place_name(region, "right")
    assert (kind, text) == (reason[0], f"{label}: {reason[1]}")


def test_place_next_to_the_zone_says_so() -> None:
    pain = (PainMark("shoulder_back", "right"),)
    kinds = {
        reason.kind
        for one in rank_muscles(Query(pain=pain)).candidates
        for reason in one.reasons_for
    }
    assert "near" in kinds
    assert "typical" in kinds


def test_finer_part_of_a_typical_place_is_typical() -> None:
    ((kind, _),) = texts_for(Query(pain=(PainMark("heel_under", "right"),)), "quadratus_plantae")
    assert kind == "typical"


def test_untold_side_fits_either_side() -> None:
    pain = (PainMark("shoulder_front", "mid"),)
    for side in ("left", "right"):
        assert texts_for(Query(pain=pain), "infraspinatus", side) == [
            ("typical", f"{place_name('shoulder_front', 'mid')}: a typical place for its pain")
        ]


def test_pain_across_the_midline_is_near_and_not_typical() -> None:
    pain = (PainMark("neck_back", "left"),)
    assert [kind for kind, _ in texts_for(Query(pain=pain), "upper_trapezius", "left")] == [
        "typical"
    ]
    assert [kind for kind, _ in texts_for(Query(pain=pain), "upper_trapezius", "right")] == ["near"]


def test_pain_on_the_other_side_leaves_the_typical_place_missing() -> None:
    query = Query(pain=(PainMark("heel", "left"),))
    heel = place_name("heel_under", "right")
    assert texts_against(query, "quadratus_plantae", "right") == [
        ("missing", f"no pain told: {heel}")
    ]
    assert texts_against(query, "quadratus_plantae", "left") == []


def test_symptom_and_movement_of_the_muscle_speak_for_it() -> None:
    query = Query(
        symptoms=("pain_reaching_behind",),
        limited_movements=(MovementMark("shoulder_internal_rotation", "right"),),
    )
    found = dict(texts_for(query, "infraspinatus"))
    assert found["symptom"].endswith(": often comes with this muscle")
    assert found["movement"].endswith(": limited or painful with this muscle")


def test_sign_found_stands_first_and_sign_looked_for_in_vain_stands_against() -> None:
    query = Query(
        pain=(PainMark("shoulder_front", "right"),),
        signs=(
            SignMark("infraspinatus", "right", "tender", True),
            SignMark("infraspinatus", "right", "twitch", False),
            SignMark("infraspinatus", "left", "taut_band", True),
        ),
    )
    signs = load_signs()
    assert texts_for(query, "infraspinatus")[0] == ("sign", f"{signs['tender'].label}: found")
    assert texts_against(query, "infraspinatus")[0] == (
        "sign",
        f"{signs['twitch'].label}: not found",
    )
    assert len([kind for kind, _ in texts_for(query, "infraspinatus") if kind == "sign"]) == 1


def test_stronger_finding_stands_first() -> None:
    query = Query(pain=(PainMark("thumb", "right"), PainMark("shoulder_front", "right")))
    kinds = [kind for kind, _ in texts_for(query, "infraspinatus")]
    assert kinds == ["typical", "some"]


def test_denied_symptom_and_free_movement_stand_against() -> None:
    query = Query(
        pain=(PainMark("shoulder_front", "right"), PainMark("shoulder_side", "right")),
        absent_symptoms=("night_pain", "belching"),
        free_movements=(
            MovementMark("shoulder_adduction", "right"),
            MovementMark("hip_flexion", "right"),
        ),
    )
    found = texts_against(query, "infraspinatus")
    assert [kind for kind, _ in found] == ["symptom", "movement"]
    assert found[0][1].startswith("no ")
    assert found[1][1].endswith(" is free")


@pytest.mark.parametrize(("side", "n_against"), [("right", 1), ("left", 0), ("both", 1)])
def test_movement_free_on_the_other_side_is_no_reason(side: str, n_against: int) -> None:
    query = Query(
        pain=(PainMark("shoulder_front", "right"),),
        free_movements=(MovementMark("shoulder_adduction", side),),
    )
    kinds = [kind for kind, _ in texts_against(query, "infraspinatus")]
    assert kinds.count("movement") == n_against


@pytest.mark.parametrize(
    ("asked", "said"), [(False, "no pain told: right "), (True, "no pain: right ")]
)
def test_typical_place_not_marked_stands_against(asked: bool, said: str) -> None:
    query = Query(pain=(PainMark("shoulder_front", "right"),), asked_anywhere_else=asked)
    (reason,) = candidate(query, "infraspinatus").reasons_against
    assert reason.kind == "missing"
    assert reason.text == f"{said}{place_name('shoulder_side', 'mid')}"
    assert reason.about == place_name("shoulder_side", "right")


def test_at_most_three_missing_places_are_named() -> None:
    longest = max(
        (one for one in rank_muscles(Query(pain=(PainMark("great_toe", "left"),))).candidates),
        key=lambda one: len(one.reasons_against),
    )
    assert [reason.kind for reason in longest.reasons_against] == ["missing"] * 4
    assert longest.reasons_against[-1].text.startswith("nor at ")
    assert longest.reasons_against[-1].text.endswith(" more of its typical places")


def test_no_place_is_missing_when_none_was_marked() -> None:
    assert texts_against(Query(symptoms=("headache",)), "temporalis") == []
