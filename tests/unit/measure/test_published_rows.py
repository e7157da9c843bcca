"""Which published value is used, and why that one."""

from __future__ import annotations

from typing import Any

import pytest

from unknot.measure.norms import norm_for
from unknot.measure.rows import MDC_PER_SEM, PublishedValue, detectable_change, important_change
from unknot.measure.told import told_from


def error_of(case: dict[str, Any], *, before: float = 100.0, n: int = 3) -> PublishedValue | None:
    return detectable_change(told_from(case), before=before, n_readings=n)[0]


def ppt(muscle: str, **more: Any) -> dict[str, Any]:
    return {"measure": "ppt", "unit": "kPa", "muscle": muscle, **more}


def rom(movement: str, **more: Any) -> dict[str, Any]:
    return {"measure": "rom", "movement": movement, **more}


@pytest.mark.parametrize(
    ("case", "level", "value"),
    [
        (ppt("upper_trapezius"), "muscle", 0.62 * 98.0665),
        (ppt("multifidus_lumborum"), "region", 80.8 * MDC_PER_SEM),
        (ppt("temporalis"), "region", 2 * 98.0665),
        ({"measure": "ppt", "unit": "kPa", "region": "thenar"}, "region", 0.5 * 98.0665),
        (ppt("gluteus_medius"), "general", 160.0),
        (rom("neck_rotation_same"), "movement", 11.4),
        (rom("neck_flexion"), "movement", 11.4),
        (rom("elbow_extension"), "movement", 7.0),
        (rom("trunk_sidebend_same"), "movement", 17.9),  # from the coarser trunk_sidebend
        (rom("shoulder_extension"), "joint", 17 * MDC_PER_SEM),  # printed for all movements
        ({"measure": "rom", "joint": "elbow"}, "joint", 8.0),  # no movement told: the widest
        ({"measure": "pain_nrs", "population": "low_back_pain"}, "population", 2.8),
        ({"measure": "pain_vas", "unit": "mm 0-100"}, "other_people", 4.1),
        (
            {"measure": "pain_vas", "unit": "mm 0-100", "population": "acute_pain"},
            "population",
            1.6,
        ),
        ({"measure": "pain_nrs", "region": "neck_back"}, "population", 4.0),
        ({"measure": "pain_nrs"}, "other_people", 4.0),
        ({"measure": "peg"}, "general", 1.22 * MDC_PER_SEM),
    ],
)
def test_the_nearest_line_is_used(case: dict[str, Any], level: str, value: float) -> None:
    found = error_of(case)
    assert found is not None
    assert (found.level, found.value) == (level, pytest.approx(value))


@pytest.mark.parametrize(
    "case",
    [
        {"measure": "groc"},
        {"measure": "manual_grade", "movement": "shoulder_abduction"},
        rom("jaw_opening"),
        rom("ankle_inversion"),
        rom("hip_adduction"),  # only other movements of the hip are known
    ],
)
def test_where_nothing_is_known_nothing_is_invented(case: dict[str, Any]) -> None:
    assert error_of(case) is None


def test_a_value_of_another_muscle_is_never_used() -> None:
    found = error_of(ppt("infraspinatus"))
    assert found is not None
    assert "upper_trapezius" not in found.row.muscles


def test_a_mean_of_three_is_held_against_the_line_for_three() -> None:
    grip = {"measure": "grip_pain_free", "unit": "N"}
    three, one = error_of(grip, n=3), error_of(grip, n=1)
    assert three is not None
    assert one is not None
    assert (three.value, one.value) == (92.0, 133.0)


def test_a_grip_until_it_hurts_is_no_grip_with_all_force() -> None:
    grip = error_of({"measure": "grip", "unit": "N"})
    assert grip is not None
    assert (grip.row.people, grip.value) == ("hand_injury", pytest.approx(5.1 * 9.80665))


def test_a_paper_that_was_read_comes_before_one_that_is_quoted() -> None:
    hand = {"measure": "grip", "unit": "N", "population": "hand_injury"}
    three, one = error_of(hand, n=3), error_of(hand, n=1)
    assert three is not None
    assert one is not None
    assert (three.row.source_seen, three.value) == (True, pytest.approx(5.1 * 9.80665))
    assert (one.row.source_seen, one.value) == (False, 61.0)  # the only one for single readings


def test_a_line_for_means_is_passed_over_when_too_few_were_taken() -> None:
    found, n_needed = detectable_change(
        told_from(ppt("gluteus_medius")), before=100.0, n_readings=1
    )
    assert (found, n_needed) == (None, 3)


def test_more_readings_than_a_line_names_do_not_shrink_its_error() -> None:
    three, ten = error_of(ppt("upper_trapezius"), n=3), error_of(ppt("upper_trapezius"), n=10)
    assert three == ten


def test_two_examiners_have_the_wider_error() -> None:
    same, different = (
        error_of(rom("elbow_flexion")),
        error_of(rom("elbow_flexion", rater="different")),
    )
    assert same is not None
    assert different is not None
    assert (same.value, different.value) == (6.0, 10.0)


def test_people_without_pain_come_last_unless_the_person_is_one() -> None:
    in_pain = error_of(rom("neck_rotation_same"))
    healthy = error_of(rom("neck_rotation_same", population="healthy"))
    assert in_pain is not None
    assert healthy is not None
    assert (in_pain.value, healthy.value) == (11.4, 6.4)


def test_a_percentage_is_taken_of_the_first_value() -> None:
    found = error_of(
        {"measure": "strength", "unit": "N", "movement": "shoulder_abduction"}, before=200
    )
    assert found is not None
    assert found.is_from_percent
    assert found.value == pytest.approx(0.38 * 200)


def test_a_percentage_of_nothing_is_no_error() -> None:
    strength = {"measure": "strength", "unit": "N", "movement": "shoulder_abduction"}
    assert detectable_change(told_from(strength), before=0.0, n_readings=3)[0] is None
    assert detectable_change(told_from(strength), before=None, n_readings=3)[0] is None


def test_a_line_for_the_other_sex_is_left_out() -> None:
    woman = error_of(rom("straight_leg_raise", sex="female"))
    man = error_of(rom("straight_leg_raise", sex="male"))
    assert woman is not None
    assert man is not None
    assert (woman.value, man.value) == (12.0, 8.0)


def test_a_value_that_is_no_plain_change_is_never_used() -> None:
    back = error_of({"measure": "pain_nrs", "population": "low_back_pain"})
    assert back is not None
    assert back.row.kind is None


@pytest.mark.parametrize(
    ("case", "before", "value"),
    [
        ({"measure": "pain_nrs", "population": "neck_pain"}, 6.0, 1.5),  # ROC before other methods
        ({"measure": "pain_nrs"}, 6.0, 2.0),
        ({"measure": "peg"}, 6.0, 1.0),
        ({"measure": "grip", "unit": "kgf"}, 300.0, 6 * 9.80665),
    ],
)
def test_what_people_notice_is_a_number_of_its_own(
    case: dict[str, Any], before: float, value: float
) -> None:
    found = important_change(told_from(case), before=before)
    assert found is not None
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("case", "value", "sd"),
    [
        ({"measure": "grip", "unit": "N", "sex": "male", "age": 45}, 47 * 9.80665, 9.5 * 9.80665),
        ({"measure": "grip", "unit": "N", "sex": "female", "age": 95}, 20 * 9.80665, 5.8 * 9.80665),
        (rom("knee_flexion", sex="female", age=44.5), 141.9, None),
        (ppt("infraspinatus", age=30), 6.33 * 98.0665, 2.25 * 98.0665),
        (rom("hip_internal_rotation", age=30), 37.9, None),
        ({"measure": "mouth_opening", "unit": "mm", "age": 65, "sex": "male"}, 46.62, 5.71),
        ({"measure": "mouth_opening", "unit": "mm", "sex": "female"}, 48.32, 5.95),
        (rom("hip_abduction"), 45.0, None),  # a convention, said to be one
    ],
)
def test_a_usual_value_fits_age_and_sex(
    case: dict[str, Any], value: float, sd: float | None
) -> None:
    norm = norm_for(told_from(case))
    assert norm is not None
    assert norm.value == pytest.approx(value)
    assert norm.sd == (None if sd is None else pytest.approx(sd))
    assert norm.is_convention == (norm.row.kind == "convention")


@pytest.mark.parametrize(
    "case",
    [
        {"measure": "grip", "unit": "N", "sex": "male"},
        {"measure": "grip", "unit": "N", "age": 45},
        {"measure": "grip", "unit": "N", "sex": "other", "age": 45},
        rom("neck_flexion"),  # only patients were measured
        {"measure": "pain_nrs"},
        {"measure": "rom", "joint": "hip"},
    ],
)
def test_without_age_and_sex_there_is_no_usual_value_for_them(case: dict[str, Any]) -> None:
    assert norm_for(told_from(case)) is None
