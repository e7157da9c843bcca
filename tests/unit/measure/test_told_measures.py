"""The door of ``unknot measure``: what is refused, where, and with which words."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.errors import InvalidInput, UnknownId
from unknot.measure.told import told_from

PPT = {"measure": "ppt", "unit": "kPa", "muscle": "upper_trapezius"}
NRS = {"measure": "pain_nrs"}


@pytest.mark.parametrize(
    ("case", "where", "message"),
    [
        ([], "", "A case is one JSON object {…}; this is a list."),
        ({}, "measure", "'measure' is missing. It is one of: pain_nrs,"),
        ({**NRS, "befor": 3}, "befor", "Field 'befor' is not known. Did you mean 'before'?"),
        (
            {**NRS, "before": [11]},
            "before[0]",
            "11 cannot be: pain may be from 0 to 10 (before[0]).",
        ),
        ({**NRS, "after": -1}, "after", "-1 cannot be: pain may be from 0 to 10 (after)."),
        ({**NRS, "before": 50}, "before", "50 cannot be: pain may be from 0 to 10 (before)."),
        (
            {**PPT, "before": [180, -5, 185], "after": [1, 2, 3]},
            "before[1]",
            "-5 kPa cannot be: pressure until it hurts may be from 1 to 2000 kPa (before[1]).",
        ),
        ({**PPT, "before": [0]}, "before[0]", "0 kPa cannot be"),
        ({**PPT, "before": float("nan")}, "before", "nan is not a reading (before)."),
        ({**PPT, "after": float("inf")}, "after", "inf is not a reading (after)."),
        ({**PPT, "after": 1e12}, "after", "1e+12 is not a reading (after)."),
        ({**PPT, "before": ["180"]}, "before[0]", "this is '180' (before[0])."),
        ({**PPT, "before": [True]}, "before[0]", "this is True (before[0])."),
        (
            {**PPT, "before": [180, 190, 185], "after": [260, 255]},
            "after",
            "before has 3 values and after has 2 values. Give as many after as before, and null "
            "for one that was not taken.",
        ),
        ({**PPT, "before": [100] * 21}, "before", "before has 21 values; 'ppt' takes at most 20."),
        ({"measure": "ppt", "muscle": "upper_trapezius"}, "unit", "'ppt' needs a unit, one of kPa"),
        ({**PPT, "unit": "kPaa"}, "unit", "not 'kPaa' (unit). Did you mean 'kPa'?"),
        ({**PPT, "unit": "degrees"}, "unit", "'ppt' takes kPa, kgf/cm2"),
        ({**PPT, "unit": 3}, "unit", "not '3' (unit)."),
        ({**PPT, "unit": "lbf"}, "tip_cm2", "lbf is a force. Add tip_cm2"),
        ({**PPT, "unit": "lbf", "tip_cm2": 0}, "tip_cm2", "The area of the tip is a number above"),
        ({**PPT, "tip_cm2": 1}, "tip_cm2", "tip_cm2 is for a gauge that reads force; kPa needs"),
        ({"measure": "ppt", "unit": "kPa"}, "muscle", "'ppt' needs the muscle (or the region)"),
        ({"measure": "rom"}, "movement", "'rom' needs the movement (or at least the joint)"),
        (
            {"measure": "palpation_sign"},
            "sign",
            "'palpation_sign' needs the sign that was looked for. Add 'sign'.",
        ),
        (
            {"measure": "rom", "movement": "neck_flexion", "joint": "hip"},
            "joint",
            "Movement 'neck_flexion' belongs to the neck, not to the hip (joint). Keep one.",
        ),
        (
            {"measure": "rom", "movement": "neck_flexion", "side": "left"},
            "side",
            "Movement 'neck_flexion' has no left and right; leave the side out (side).",
        ),
        (
            {"measure": "manual_grade", "movement": "hip_abduction", "before": [5, 2]},
            "before[1]",
            "before has the grades 5 and 2; one movement at one time has one grade (before[1]).",
        ),
        ({**PPT, "side": "both"}, "side", "'side' is one of left, right, mid, not 'both' (side)."),
        ({**PPT, "age": 140}, "age", "An age is a number from 0 to 125 years, not 140 (age)."),
        ({**PPT, "sex": "f"}, "sex", "'sex' is one of female, male, other, not 'f' (sex)."),
        ({**PPT, "rater": "Bob"}, "rater", "'rater' is one of same, different, not 'Bob' (rater)."),
        ({**PPT, "id": 1.5}, "id", "An id is a text or a whole number, not 1.5 (id)."),
        (
            {"measure": "peg", "before": [6, 7]},
            "before",
            "before has 2 values; 'peg' has 3 ratings. Write null for one that was not given.",
        ),
        (
            {"measure": "groc", "before": 2, "after": 3},
            "before",
            "'groc' is itself a change, so it has no before. Give the answer as after.",
        ),
        (
            {"measure": "groc", "after": 3, "other_side": {}},
            "other_side",
            "'groc' is not compared with the other side. Leave other_side out.",
        ),
        (
            {"measure": "grip", "unit": "N", "other_side": [1]},
            "other_side",
            "'other_side' is an object with before and after; this is a list.",
        ),
        (
            {"measure": "grip", "unit": "N", "other_side": {"before": [-1]}},
            "other_side.before[0]",
            "-1 N cannot be: grip strength may be from 0 to 2000 N (other_side.before[0]).",
        ),
        (
            {"measure": "palpation_sign", "sign": "twitch", "unit": "N"},
            "unit",
            "'palpation_sign' has no unit. Leave it out (unit).",
        ),
        (
            {"measure": "palpation_sign", "sign": "twitch", "before": "yes"},
            "before[0]",
            "A sign is true, false or null, not 'yes' (before[0]).",
        ),
        (
            {"measure": "palpation_sign", "sign": "twitch", "before": [True, False]},
            "before",
            "The sign is both there and not there in before. Keep one.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(case: Any, where: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        told_from(case)
    assert message in str(refused.value)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("case", "nearest"),
    [
        ({**PPT, "muscle": "uper_trapezius"}, "upper_trapezius"),
        ({**PPT, "region": "neck_bak"}, "neck_back"),
        ({"measure": "rom", "movement": "neck_flexio"}, "neck_flexion"),
        ({"measure": "pain_nr"}, "pain_nrs"),
        ({**PPT, "population": "neck_pains"}, "neck_pain"),
        ({"measure": "palpation_sign", "sign": "taut_bands"}, "taut_band"),
        ({"measure": "rom", "joint": "nek"}, "neck"),
    ],
)
def test_an_unknown_id_names_the_nearest(case: dict[str, Any], nearest: str) -> None:
    with pytest.raises(UnknownId, match=f"Did you mean '{nearest}'") as refused:
        told_from(case)
    assert refused.value.nearest == nearest


def test_readings_come_in_any_unit_and_are_kept_in_the_house_unit() -> None:
    told = told_from({**PPT, "unit": "kgf/cm²", "before": [2], "after": [None]})
    assert told.before == (pytest.approx(196.133),)  # 2 * 98.0665
    assert told.after == (None,)
    assert told.unit is not None
    assert told.unit.id == "kgf/cm2"


def test_a_force_gauge_needs_the_area_of_its_tip() -> None:
    told = told_from({**PPT, "unit": "lbf", "tip_cm2": 0.5, "before": 5})
    assert told.before == (pytest.approx(444.82216),)  # 5 * 4.4482216 N / 0.5 cm² * 10


def test_a_line_of_a_hundred_millimetres_becomes_ten_points() -> None:
    told = told_from({"measure": "pain_vas", "unit": "mm 0-100", "before": 64, "after": 33})
    assert (told.before, told.after) == ((pytest.approx(6.4),), (pytest.approx(3.3),))


def test_a_single_number_is_a_list_of_one() -> None:
    assert told_from({**NRS, "before": 6}).before == (6.0,)


def test_left_out_and_null_are_nothing_and_never_zero() -> None:
    told = told_from({**NRS, "before": None})
    assert (told.before, told.after) == ((), ())
    assert told_from({**NRS, "before": [None]}).before == (None,)


def test_a_complaint_stands_for_its_people() -> None:
    assert told_from({**NRS, "population": "whiplash"}).population == "neck_pain"
    assert told_from({**NRS, "population": "carpal_tunnel"}).population == "carpal_tunnel"


def test_the_joint_follows_from_the_movement() -> None:
    assert told_from({"measure": "rom", "movement": "hip_flexion"}).joint == "hip"


def test_a_field_that_nothing_reads_is_named() -> None:
    assert told_from({**NRS, "weather": "rain"}).ignored == ("weather",)


@pytest.mark.parametrize(("unit", "given"), [("mm", 64), ("cm", 6.4), ("mm 0-100", 64)])
def test_a_mark_on_the_line_may_be_told_in_mm_or_cm(unit: str, given: float) -> None:
    told = told_from({"measure": "pain_vas", "unit": unit, "before": given})
    assert told.before == (pytest.approx(6.4),)
    assert told_from({"measure": "mouth_opening", "unit": "cm", "before": 4.5}).before == (45.0,)


@pytest.mark.parametrize(("name", "value"), [("measure", "xyzzy"), ("population", "qqqq")])
def test_an_id_near_to_nothing_is_answered_with_all_of_them(name: str, value: str) -> None:
    with pytest.raises(InvalidInput, match=r"is not known .* It is one of: .*pain"):
        told_from({**NRS, name: value})
