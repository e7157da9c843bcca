"""What a person is told about a change: the verdict, the tag and the sentence, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.facts.wording import banned_in
from unknot.measure.answer import measure
from unknot.measure.answer_json import change_as_json

UNKNOWN = "No published measuring error fits, so this may be chance."


def ppt(before: object, after: object, **more: Any) -> dict[str, Any]:
    case = {"measure": "ppt", "unit": "kPa", "muscle": "upper_trapezius"}
    return {**case, "before": before, "after": after, **more}


def nrs(before: object, after: object, **more: Any) -> dict[str, Any]:
    return {"measure": "pain_nrs", "region": "neck_back", "before": before, "after": after, **more}


def turn(before: object, after: object) -> dict[str, Any]:
    return {"measure": "rom", "movement": "neck_rotation_same", "before": before, "after": after}


def sign(before: object, after: object) -> dict[str, Any]:
    return {"measure": "palpation_sign", "sign": "twitch", "before": before, "after": after}


def grade(before: object, after: object) -> dict[str, Any]:
    case = {"measure": "manual_grade", "movement": "shoulder_abduction"}
    return {**case, "before": before, "after": after}


ROWS = [
    # Error 61 kPa (0.62 kg/cm2): 185 to 259 is +74.
    (
        ppt([180, 190, 185], [260, 255, 262]), "raised", "raised",
        "Pressure until it hurts rose by 74 kPa, more than its measuring error of 61 kPa: a "
        "change for the better.",
    ),
    (
        ppt(260, 180), "lowered", "lowered",
        "Pressure until it hurts fell by 80 kPa, more than its measuring error of 61 kPa: a "
        "change for the worse.",
    ),
    (ppt(185, 200), "within_error", "within error",
     "Pressure until it hurts rose by 15 kPa, which can still be chance."),
    # Error 4 of 10; less pain is better.
    (nrs(6, 4), "within_error", "within error", "Pain fell by 2, which can still be chance."),
    (nrs(8, 3), "lowered", "less pain",
     "Pain fell by 5, more than its measuring error of 4: a change for the better."),
    (nrs(2, 7), "raised", "more pain",
     "Pain rose by 5, more than its measuring error of 4: a change for the worse."),
    (nrs(6, 6), "within_error", "within error", "Pain did not change."),
    (nrs(6, 5.5), "within_error", "within error", "Pain fell by 0.5, which can still be chance."),
    # Missing is never zero.
    (nrs(6, None), "unknown", "not known",
     "Pain was not measured afterwards, so there is nothing to compare."),
    (nrs(None, 4), "unknown", "not known",
     "Pain was not measured before, so there is nothing to compare."),
    (nrs([None], []), "unknown", "not known",
     "Pain was not measured before or after, so there is nothing to compare."),
    # Error 11.4 degrees (9.6 was printed, at 90 percent).
    (turn(52, 66), "raised", "further",
     "Neck rotation towards the affected side went 14° further, more than its measuring error "
     "of 11°: a change for the better."),
    (turn(66, 52), "lowered", "less far",
     "Neck rotation towards the affected side went 14° less far, more than its measuring error "
     "of 11°: a change for the worse."),
    (
        {"measure": "rom", "movement": "ankle_inversion", "before": 20, "after": 30},
        "unknown", "not known", f"Ankle inversion went 10° further. {UNKNOWN}",
    ),
    # A distance that is better when smaller.
    (
        {"measure": "finger_floor", "unit": "cm", "before": 20, "after": 10},
        "lowered", "further",
        "Bending forward to the floor went 100 mm lower, more than its measuring error of 39 mm: "
        "a change for the better.",
    ),
    ({"measure": "peg", "before": [6, 7, 5], "after": [6, None, 5]}, "unknown", "not known",
     "Pain and what it keeps you from: a rating is missing, so there is no score to compare."),
    ({"measure": "peg", "before": [6, 7, 5]}, "unknown", "not known",
     "Pain and what it keeps you from was not measured afterwards, so there is nothing to "
     "compare."),
    ({"measure": "peg", "before": [6, None, 5], "after": [6, None, 5]}, "unknown", "not known",
     "Pain and what it keeps you from: a rating is missing, so there is no score to compare."),
    ({"measure": "groc", "after": 3}, "unknown", "not known",
     "You rate yourself better by 3 of 5. How far such a rating varies by itself is not known."),
    ({"measure": "groc", "after": -2}, "unknown", "not known",
     "You rate yourself worse by 2 of 5. How far such a rating varies by itself is not known."),
    ({"measure": "groc", "after": 0}, "unknown", "not known", "You feel no change."),
    ({"measure": "groc"}, "unknown", "not known",
     "Change as you feel it was not measured yet, so there is nothing to compare."),
    (grade("4-", "5"), "unknown", "not known",
     f"Strength by hand in shoulder abduction went from grade 4- to 5. {UNKNOWN}"),
    (grade(4, 4), "unknown", "not known",
     "Strength by hand in shoulder abduction stayed at grade 4."),
    (grade(None, 4), "unknown", "not known",
     "Strength by hand in shoulder abduction was not graded before, so there is nothing to "
     "compare."),
    (sign(True, False), "unknown", "no longer felt",
     "Local twitch response: there before, not there after. Examiners often differ on a sign, "
     "so this alone may be chance."),
    (sign(False, True), "unknown", "felt again",
     "Local twitch response: not there before, there after. Examiners often differ on a sign, "
     "so this alone may be chance."),
    (sign(True, True), "unknown", "as before",
     "Local twitch response: there before and after."),
    (sign(True, None), "unknown", "not known",
     "Local twitch response: not looked for afterwards, so there is nothing to compare."),
]  # fmt: skip


@pytest.mark.parametrize(("case", "verdict", "told"), [(row[0], row[1], row[2:]) for row in ROWS])
def test_a_change_is_told_in_plain_words(
    case: dict[str, Any], verdict: str, told: tuple[str, str]
) -> None:
    answer = change_as_json(measure(case))
    assert answer["verdict"] == verdict
    assert (answer["word"], answer["sentence"]) == told


@pytest.mark.parametrize("case", [row[0] for row in ROWS])
def test_no_banned_word_is_used(case: dict[str, Any]) -> None:
    answer = change_as_json(measure(case))
    texts = [answer["sentence"], answer["word"], answer["basis"]["why"], *answer["notes"]]
    assert [banned for text in texts for banned in banned_in(text)] == []


@pytest.mark.parametrize(
    ("case", "better"),
    [
        (nrs(8, 3), True), (nrs(3, 8), False), (nrs(3, 3), None), (nrs(3, None), None),
        (ppt(100, 300), True), (turn(60, 40), False), (sign(True, False), True),
        (grade(3, 4), True), (grade("4+", "4-"), False),
        ({"measure": "psfs", "before": 2, "after": 7}, True),
    ],
)  # fmt: skip
def test_better_knows_which_direction_is_better(case: dict[str, Any], better: bool | None) -> None:
    assert measure(case).is_better is better


@pytest.mark.parametrize(
    ("case", "verdict", "matters"),
    [
        (nrs(6, 4), "within_error", True),  # 2 is noticed (1.5), and inside the error (4)
        (nrs(6, 5), "within_error", False),
        (nrs(8, 3), "lowered", True),
        (ppt(180, 260), "raised", True),  # 80 kPa, people notice 21
        (ppt(180, 210), "within_error", True),
        (ppt(180, 400, muscle="gluteus_medius"), "unknown", None),
        (nrs(6, None), "unknown", None),
    ],
)
def test_whether_it_matters_is_another_question(
    case: dict[str, Any], verdict: str, matters: bool | None
) -> None:
    change = measure(case)
    assert (change.verdict, change.matters) == (verdict, matters)


def test_a_grade_with_a_sign_has_no_size() -> None:
    assert measure(grade(3, 5)).change == 2.0
    assert measure(grade("4-", 5)).change is None


def test_the_answer_says_which_line_and_why() -> None:
    answer = change_as_json(measure(ppt([180, 190, 185], [260, 255, 262])))
    assert answer["basis"]["level"] == "muscle"
    assert answer["basis"]["why"] == (
        "61 kPa, measured in this muscle (trapezius trigger points, women with chronic neck pain "
        "(n=30))."
    )
    assert answer["source"]["url"].startswith("http://old.scielo.br/")
    assert answer["caption"] == "error ±61 kPa · more is better"


def test_too_few_readings_are_said_to_be_too_few() -> None:
    answer = change_as_json(measure(ppt(180, 400, muscle="gluteus_medius")))
    assert (answer["verdict"], answer["mdc95"]) == ("unknown", None)
    assert answer["basis"]["why"] == (
        "An error is published only for the mean of 3 readings; take 3 before and 3 after."
    )


def test_different_examiners_are_told_that_their_error_is_larger() -> None:
    said = (
        "Two different people measured, but the error is that of one person measuring twice; "
        "yours is larger."
    )
    knee = {"measure": "strength", "unit": "N", "movement": "knee_flexion"}
    knee |= {"before": [200] * 3, "after": [220] * 3}
    assert said in change_as_json(measure({**knee, "rater": "different"}))["notes"]
    assert said not in change_as_json(measure(knee))["notes"]


def test_the_numbers_come_back_in_the_unit_given_too() -> None:
    case = {"measure": "ppt", "unit": "kgf/cm2", "muscle": "upper_trapezius"}
    answer = change_as_json(measure({**case, "before": 2, "after": 3}))
    assert (answer["unit"], answer["change"]) == ("kPa", 98.0665)
    given = answer["in_unit_given"]
    assert given == {
        "unit": "kgf/cm2", "before": 2.0, "after": 3.0, "change": 1.0, "mdc95": 0.62, "mcid": 0.21,
    }  # fmt: skip
    assert change_as_json(measure(ppt(2, 3)))["in_unit_given"] is None


def test_the_other_side_is_shown_in_percent_without_a_verdict() -> None:
    other = {"before": [300, 300], "after": [320, 280]}
    case = {"measure": "grip", "unit": "N", "side": "right", "other_side": other}
    answer = change_as_json(measure({**case, "before": [240, 240], "after": [270, 270]}))
    assert answer["of_other_side_percent"] == {"before": 80.0, "after": 90.0}  # 240/300, 270/300
    assert "Now 90 percent of the other side (before: 80)." in answer["notes"]
    nothing = change_as_json(measure({**case, "other_side": {"after": [0]}, "after": 10}))
    assert nothing["of_other_side_percent"] == {"before": None, "after": None}
