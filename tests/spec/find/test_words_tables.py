"""What the reader understands, as drawn tables: the words, and what is painted."""

# ruff: noqa: E501 - a row of a table is one line

from __future__ import annotations

import pytest

from unknot.find.words import read_words

SIDES = """
left knee                                              | left knee_front
knee on the left                                       | left knee_front
neck pain on the left and shoulder pain on the right   | left neck_back, right shoulder_side
on the left my neck, on the right my knee              | left neck_back, right knee_front
hip and knee on the right                              | right hip_side, right knee_front
pain in the arm, left knee                             | left upper_arm_outer, left forearm_outer, left knee_front
both knees                                             | both knee_front
knees                                                  | both knee_front
left more than right knee                              | both knee_front
pain right behind my left ear                          | left mastoid
I am all right, only the groin hurts                   | mid groin
pain right in the groin                                | mid groin
low back and left thigh                                | both lumbar, left thigh_front
neck and left thumb                                    | left neck_back, left thumb
back of my right knee                                  | right knee_back
nothing on the left, all on the right side of my neck  | right neck_side
"""

QUALIFIERS = """
inner side of the left elbow                | left elbow_inner
left thigh, outer side                      | left thigh_outer
back of the left thigh                      | left thigh_back
left elbow (inner side)                     | left elbow_inner
left front and outer thigh                  | left thigh_front, left thigh_outer
outer left arm and forearm                  | left upper_arm_outer, left forearm_outer
between the shoulder blades                 | both interscapular
back pain on the left                       | left lumbar
upper back                                  | both upper_thoracic
"""

NEGATIONS = """
no pain in the left knee                                  |
left knee but not the hip                                 | left knee_front
no neck, arm or leg pain                                  |
no pain in the neck or shoulder, only the left elbow      | left elbow_outer
my left knee does not hurt                                |
my left knee is fine, but the left hip hurts              | left hip_side
neither neck nor left shoulder, left wrist                | left wrist_back
not only the left knee                                    | left knee_front
no improvement of the left knee                           | left knee_front
"""

RANGES = """
from the left buttock down to the knee          | left buttock_mid, left buttock_lower, left thigh_back, left knee_back, left knee_front
down the back of the left leg to the heel       | left thigh_back, left calf_upper, left calf_lower, left achilles, left heel
left shoulder radiating to the elbow            | left shoulder_side, left upper_arm_outer, left elbow_outer
left low back spreading into the groin          | left lumbar, left groin
left knee, not down to the foot                 | left knee_front
"""


def rows(table: str) -> list[tuple[str, list[str]]]:
    split = [line.split("|") for line in table.strip().splitlines()]
    return [
        (words.strip(), [place.strip() for place in painted.split(",") if place.strip()])
        for words, painted in split
    ]


@pytest.mark.parametrize(
    ("words", "painted"),
    [*rows(SIDES), *rows(QUALIFIERS), *rows(NEGATIONS), *rows(RANGES)],
)
def test_words_paint(words: str, painted: list[str]) -> None:
    read = [f"{mark.side} {mark.region}" for mark in read_words(words).pain]
    assert sorted(read) == sorted(painted)


@pytest.mark.parametrize(
    ("words", "symptoms", "absent"),
    [
        ("first steps in the morning", "first_step_heel_pain", ""),
        ("pins and needles in the hand", "tingling_arm", ""),
        ("worse sitting, walking and standing", "pain_sitting pain_walking pain_standing", ""),
        ("no headache, dizziness or nausea", "", "headache dizziness nausea"),
        ("headache but no nausea", "headache", "nausea"),
        ("crick in the neck", "stiff_neck", ""),
        ("can't sleep, worse at the computer", "disturbed_sleep pain_typing", ""),
        ("my left knee gives way on stairs", "knee_buckling pain_stairs", ""),
        ("migraine", "migraine_like headache", ""),
    ],
)
def test_words_mean_symptoms(words: str, symptoms: str, absent: str) -> None:
    reading = read_words(words)
    assert sorted(reading.symptoms) == sorted(symptoms.split())
    assert sorted(reading.absent_symptoms) == sorted(absent.split())
