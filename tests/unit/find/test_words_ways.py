"""The regions that a running pain passes."""

from __future__ import annotations

from unknot.find.words_ways import is_middle_of_trunk, midline_regions, regions_on_the_way


def test_buttock_to_ankle_runs_down_the_back() -> None:
    assert regions_on_the_way(["buttock_mid"], ["ankle_outer"]) == (
        "buttock_lower",
        "thigh_back",
        "knee_back",
        "calf_upper",
        "calf_lower",
        "achilles",
    )


def test_hip_to_ankle_runs_down_the_outer_side() -> None:
    assert regions_on_the_way(["hip_side"], ["ankle_outer"]) == (
        "thigh_outer",
        "knee_outer",
        "leg_outer",
    )


def test_finger_chooses_the_side_of_the_arm() -> None:
    to_thumb = regions_on_the_way(["scapula_mid"], ["thumb"])
    to_little_finger = regions_on_the_way(["scapula_mid"], ["little_finger"])
    assert "forearm_outer" in to_thumb
    assert "forearm_inner" in to_little_finger


def test_what_lies_between_chooses_the_surface() -> None:
    assert "knee_outer" in regions_on_the_way(
        ["buttock_mid"], ["calf_upper"], along=["thigh_outer"]
    )


def test_touching_places_have_nothing_between() -> None:
    assert regions_on_the_way(["thigh_back"], ["knee_back"]) == ()
    assert regions_on_the_way(["thumb"], ["thumb"]) == ()


def test_finer_region_stands_for_its_coarser_one() -> None:
    assert regions_on_the_way(["calf_inner"], ["heel_under"]) == regions_on_the_way(
        ["calf_upper"], ["heel"]
    )


def test_low_back_is_the_middle_of_the_trunk_and_the_neck_is_not() -> None:
    assert {"lumbar", "neck_back", "forehead"} <= midline_regions()
    assert is_middle_of_trunk(["lumbar"])
    assert not is_middle_of_trunk(["neck_back"])
    assert not is_middle_of_trunk(["thigh_back"])


def test_joint_beside_the_way_is_reached_on_the_way() -> None:
    way = regions_on_the_way(["buttock_lower"], ["knee_front"])
    assert way == ("thigh_back", "knee_back")
