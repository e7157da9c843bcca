"""Single rules of the free-text reader, one sentence each."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.find.words import LONGEST_TEXT, ReadMovement, read_words


def places(text: str) -> list[tuple[str, str]]:
    return [(mark.region, mark.side) for mark in read_words(text).pain]


def test_longest_match_wins() -> None:
    assert places("small of the back") == [("lumbar", "both")]
    assert places("ball of the left foot") == [("ball_of_foot", "left")]


def test_hyphen_and_article_change_nothing() -> None:
    assert places("the thumb-side of my left wrist") == places("thumb side of left wrist")


def test_slip_of_the_pen_is_guessed_and_shown() -> None:
    reading = read_words("pain in the left buttok")
    assert places("pain in the left buttok") == [("buttock_mid", "left")]
    assert reading.guessed_words == (("buttok", "buttock"),)


def test_short_words_are_not_guessed_at() -> None:
    assert read_words("pain in my bak").pain == ()
    assert read_words("pain in my bak").not_used == ("bak",)


def test_qualifier_resets_at_punctuation() -> None:
    assert places("inner, left knee") == [("knee_front", "left")]
    assert read_words("inner, left knee").not_used == ("inner",)


def test_unknown_word_takes_its_qualifier_with_it() -> None:
    assert places("lower bak and left buttock") == [("buttock_mid", "left")]


def test_quality_before_and_after_the_place() -> None:
    assert read_words("burning sole").pain[0].quality == "burning"
    assert read_words("my sole is burning").pain[0].quality == "burning"
    assert read_words("posterior thigh pain and calf tightness").pain[0].quality is None


def test_numb_place_is_painted_and_weak_place_is_not() -> None:
    numb, weak = read_words("numb left leg"), read_words("weak left leg")
    assert [mark.side for mark in numb.pain] == ["left", "left"]
    assert numb.symptoms == ("tingling_leg",)
    assert weak.pain == ()
    assert weak.symptoms == ("leg_weakness",)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("knee 6/10", 6.0),
        ("knee, 7 out of 10", 7.0),
        ("knee vas 6,5", 6.5),
        ("severe knee pain", 8.0),
        ("knee since 6/10/2024", None),
        ("knee pain for 6 weeks", None),
    ],
)
def test_intensity(words: str, expected: float | None) -> None:
    assert read_words(words).pain[0].intensity == expected


def test_turning_is_told_by_the_side_that_hurts() -> None:
    left = read_words("left neck pain, can't turn my head to the left")
    assert left.limited_movements == (ReadMovement("neck_rotation_same", "left"),)
    right = read_words("right neck pain, can't turn my head to the left")
    assert right.limited_movements == (ReadMovement("neck_rotation_opposite", "right"),)


def test_turning_without_a_side_that_hurts_is_told_both_ways() -> None:
    assert read_words("can't look over my left shoulder").limited_movements == (
        ReadMovement("neck_rotation_same", "left"),
        ReadMovement("neck_rotation_opposite", "right"),
    )


def test_free_movement_is_not_limited() -> None:
    reading = read_words("can turn my head freely")
    assert reading.limited_movements == ()
    assert {one.movement for one in reading.free_movements} == {
        "neck_rotation_same",
        "neck_rotation_opposite",
    }


def test_deed_without_a_cue_is_not_used() -> None:
    assert read_words("I like walking").symptoms == ()
    assert read_words("knee pain, better when sitting").symptoms == ()
    assert read_words("knee pain, better when sitting").not_used == ("sitting",)
    assert read_words("knee pain when walking").symptoms == ("pain_walking",)


def test_headache_paints_nothing_without_a_place_or_side() -> None:
    assert read_words("headache").symptoms == ("headache",)
    assert read_words("headache").pain == ()
    assert places("headache on the right") == [("side_of_head", "right")]
    assert places("headache at the back") == [("occiput", "both")]


def test_diagnosis_is_read_as_a_place_and_echoed_as_no_diagnosis() -> None:
    reading = read_words("plantar fasciitis")
    assert [mark.region for mark in reading.pain] == ["heel_under", "arch"]
    assert (
        "'plantar fasciitis' was read as underside of the heel, arch of the sole and heel pain "
        "with the first steps after rest, not as a diagnosis."
    ) in reading.echo()


def test_vague_word_is_flagged_until_it_is_made_precise() -> None:
    assert all(mark.is_vague for mark in read_words("leg").pain)
    assert not any(mark.is_vague for mark in read_words("back of the leg").pain)
    assert places("leg pain behind the left knee") == [("knee_back", "left")]


def test_control_characters_are_ignored_and_named() -> None:
    reading = read_words("left kn\x00ee\u202e")
    assert [mark.region for mark in reading.pain] == ["knee_front"]
    assert reading.not_used == ("control character U+0000", "control character U+202E")


def test_emoji_is_not_used() -> None:
    assert read_words("knee \N{PILE OF POO}").not_used == ("\N{PILE OF POO}",)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "\N{CRYING FACE}"])
def test_text_without_words_reads_as_nothing(text: str) -> None:
    assert read_words(text).pain == ()


def test_long_text_is_refused_with_a_remedy() -> None:
    assert read_words("a" * LONGEST_TEXT).pain == ()
    with pytest.raises(InvalidInput) as caught:
        read_words("a" * (LONGEST_TEXT + 1))
    assert str(caught.value) == (
        "The text has 20001 characters; at most 20000 are read. "
        "Keep to where it hurts, what makes it worse and what else you notice."
    )


def test_echo_says_everything() -> None:
    echo = read_words(
        "burning behind my right knee 6/10, stiff neck since my holiday, not in the foot"
    ).echo()
    assert echo == (
        "I read: right back of the knee (burning, 6 of 10), right back of the neck "
        "(tight or stiff), burning pain, stiff neck. Read as not hurting: top of the foot. "
        "Not used: 'since my holiday'."
    )


def test_echo_of_nothing_says_so() -> None:
    assert read_words("good day").echo().startswith("I could not read a place or a symptom")


def test_echo_asks_for_the_side_that_is_missing() -> None:
    assert read_words("side of the neck").echo() == (
        "I read: side of the neck. Side not said: side of the neck."
    )
    assert read_words("low back").echo() == (
        "I read: both sides: low back beside the spine. "
        "Taken as both sides: low back beside the spine."
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("between the left heel and the ball of the foot", [("arch", "left")]),
        ("between the left hip and knee", [("thigh_front", "left")]),
        ("between the right elbow and the shoulder", [("upper_arm_outer", "right")]),
        ("between the left knee", [("knee_front", "left")]),
        ("between the temple and the forehead", [("temple", "mid"), ("forehead", "both")]),
        ("calf ache, both legs", [("calf_upper", "both")]),
        (
            "calf ache, left arm",
            [("calf_upper", "left"), ("upper_arm_outer", "left"), ("forearm_outer", "left")],
        ),
    ],
)
def test_what_lies_between_and_a_clause_of_a_side(
    words: str, expected: list[tuple[str, str]]
) -> None:
    assert places(words) == expected


@pytest.mark.parametrize(
    ("words", "limited"),
    [
        ("loss of straightening of the right knee", "right knee_extension"),
        ("the left elbow won't straighten", "left elbow_extension"),
        ("neck flexion limited. Extension painful.", "mid neck_flexion, mid neck_extension"),
        ("limited external rotation, right hip pain", "right hip_external_rotation"),
        ("low back pain when bending", "mid trunk_flexion"),
        ("stiff right ankle", "right ankle_dorsiflexion"),
        ("painful arc on the left", "left shoulder_abduction"),
        ("can't grip or make a fist with the left hand", "left grip"),
        ("right hip flexion limited", "right hip_flexion"),
        ("left low back pain, worse turning to the left", "left trunk_rotation_same"),
        ("cannot straighten", ""),
        ("no loss of straightening of the knee", ""),
        ("the right knee bends freely", ""),
    ],
)
def test_motion_needs_a_joint(words: str, limited: str) -> None:
    read = {f"{one.side} {one.movement}" for one in read_words(words).limited_movements}
    assert read == set(filter(None, limited.split(", ")))


def test_motion_without_a_joint_is_not_used() -> None:
    assert read_words("cannot straighten").not_used == ("straighten",)


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("no numbness", {"tingling_arm", "tingling_leg"}),
        ("no numbness in the left hand", {"tingling_arm"}),
        ("no weakness", {"arm_weakness", "leg_weakness"}),
    ],
)
def test_feeling_is_denied_anywhere_when_no_place_is_named(words: str, absent: set[str]) -> None:
    assert set(read_words(words).absent_symptoms) == absent
