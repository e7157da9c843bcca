"""What one more answer does, as a drawn table: which figure moves, and which way."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from unknot.find.not_a_muscle import not_a_muscle
from unknot.find.query import MovementMark, PainMark, Query, SignMark
from unknot.find.ranking import rank_muscles

SHOULDER = Query(pain=(PainMark("shoulder_front", "right"), PainMark("upper_arm_front", "right")))


def chance(query: Query, muscle: str, side: str) -> float:
    return next(
        candidate.probability
        for candidate in rank_muscles(query).candidates
        if (candidate.muscle, candidate.side) == (muscle, side)
    )


def pressed(sign: str, present: bool) -> dict[str, Any]:
    return {"signs": (SignMark("infraspinatus", "right", sign, present),)}


@pytest.mark.parametrize(
    ("more", "way", "why"),
    [
        (pressed("recognised_pain", True), 1, "the known pain on pressing speaks for the muscle"),
        (pressed("recognised_pain", False), -1, "nothing known on pressing speaks against it"),
        (pressed("tender", True), 1, "tenderness speaks for it, more weakly"),
        (pressed("twitch", False), -1, "a missing twitch speaks against it, weakly"),
        ({"symptoms": ("pain_reaching_behind",)}, 1, "its own symptom"),
        ({"absent_symptoms": ("pain_reaching_behind",)}, -1, "its own symptom, denied"),
        (
            {"limited_movements": (MovementMark("shoulder_internal_rotation", "right"),)},
            1,
            "the movement that stretches it is limited",
        ),
        (
            {"free_movements": (MovementMark("shoulder_internal_rotation", "right"),)},
            -1,
            "the movement that stretches it is free",
        ),
        (
            {"pain": (*SHOULDER.pain, PainMark("shoulder_side", "right"))},
            1,
            "one more place where nearly everyone with the point hurts",
        ),
        (
            {"asked_anywhere_else": True},
            -1,
            "asked, and still no pain at the side of the shoulder",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_more_answer_moves_infraspinatus(more: dict[str, Any], way: int, why: str) -> None:
    before = chance(SHOULDER, "infraspinatus", "right")
    after = chance(replace(SHOULDER, **more), "infraspinatus", "right")
    assert (after - before) * way > 0.001, why


def test_recognised_pain_tells_more_than_a_tender_spot() -> None:
    tender, recognised = (
        chance(replace(SHOULDER, **pressed(sign, True)), "infraspinatus", "right")
        for sign in ("tender", "recognised_pain")
    )
    assert recognised > tender


def test_pressing_one_muscle_explains_the_pain_away_from_another() -> None:
    after = replace(SHOULDER, **pressed("recognised_pain", True))
    assert chance(after, "biceps_brachii", "right") < chance(SHOULDER, "biceps_brachii", "right")


BASE = not_a_muscle(SHOULDER)


@pytest.mark.parametrize(
    ("more", "way", "why"),
    [
        ({"symptoms": ("tingling_arm",)}, 1, "tingling sounds like a nerve"),
        ({"symptoms": ("pain_lifting",)}, 0, "pain on lifting does not"),
        ({"pain": (PainMark("shoulder_front", "right", None, "numb"),)}, 1, "numb pain does"),
        ({"pain": (PainMark("shoulder_front", "right", None, "ache"),)}, 0, "aching does not"),
        ({"answers": MappingProxyType({"ca_history": "yes"})}, 1, "a warning sign"),
        ({"answers": MappingProxyType({"ca_history": "no"})}, 0, "no warning sign is no comfort"),
        ({"answers": MappingProxyType({"ca_history": "unsure"})}, 0, "unsure is not yes"),
        (pressed("recognised_pain", True), -1, "the known pain was found in a muscle"),
        (pressed("recognised_pain", False), 1, "the likeliest muscle did not hold it"),
        ({"pain": (PainMark("chest_upper", "left"),)}, 0, "no place is a comfort or a threat"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_more_answer_moves_not_a_muscle(more: dict[str, Any], way: int, why: str) -> None:
    after = not_a_muscle(replace(SHOULDER, **more))
    assert (after - BASE) * way > 0.001 or (way == 0 and after == BASE), why
