"""Figures and tests in plain words."""

from __future__ import annotations

import re

import pytest

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import Movement, load_movements, load_symptoms
from unknot.find.next_test import NextTest
from unknot.find.plain import (
    chance_in_ten,
    chance_in_words,
    movement_in_words,
    muscle_in_words,
)
from unknot.find.plain import test_in_words as in_words


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.0, "less than 1 in 50"),
        (0.0149, "less than 1 in 50"),
        (0.015, "about 1 in 50"),
        (0.05, "about 1 in 20"),
        (0.1, "about 1 in 10"),
        (1 / 7, "about 1 in 7"),
        (0.2, "about 1 in 5"),
        (0.25, "about 1 in 4"),
        (1 / 3, "about 1 in 3"),
        (0.4, "about 4 in 10"),
        (0.5, "about 1 in 2"),
        (0.6, "about 6 in 10"),
        (2 / 3, "about 2 in 3"),
        (0.75, "about 3 in 4"),
        (0.8, "about 8 in 10"),
        (0.9, "about 9 in 10"),
        (1.0, "about 9 in 10"),
    ],
)
def test_chance_is_one_figure_to_picture(probability: float, words: str) -> None:
    assert chance_in_words(probability) == words


def test_words_stay_close_to_the_figure_and_never_fall() -> None:
    shown = []
    for n in range(2, 90):
        figures = re.fullmatch(r"(?:about|less than) (\d+) in (\d+)", chance_in_words(n / 100))
        assert figures is not None
        shown.append(int(figures[1]) / int(figures[2]))
        assert abs(shown[-1] - n / 100) < 0.06
    assert shown == sorted(shown)


def test_muscle_has_its_side() -> None:
    assert muscle_in_words("infraspinatus", "right") == "Infraspinatus, right"
    assert muscle_in_words("infraspinatus", "mid") == "Infraspinatus"


def test_palpation_says_where_and_asks() -> None:
    question = load_signs()["recognised_pain"].question
    assert in_words(NextTest("palpate", "infraspinatus", "left", 0.2)) == (
        f"Press Infraspinatus, left. {question}"
    )


def test_question_is_asked_as_it_stands() -> None:
    assert in_words(NextTest("ask", "headache", "mid", 0.2)) == "Ask: Do you get headaches with it?"


@pytest.mark.parametrize("symptom", load_symptoms())
def test_every_symptom_becomes_a_question(symptom: str) -> None:
    assert in_words(NextTest("ask", symptom, "mid", 0.1)).endswith("?")


def test_movement_says_how_and_on_which_side() -> None:
    assert in_words(NextTest("move", "hip_flexion", "left", 0.1)) == (
        "Lie on your back and pull the bent left knee to your chest. Is that limited or painful?"
    )
    assert in_words(NextTest("move", "neck_rotation_opposite", "left", 0.1)) == (
        "Sit tall and turn your head to look over the right shoulder. Is that limited or painful?"
    )
    jaw = load_movements()["jaw_opening"]
    assert in_words(NextTest("move", "jaw_opening", "mid", 0.1)) == (
        f"{jaw.how} Is that limited or painful?"
    )


@pytest.mark.parametrize("movement", [m for m in load_movements().values() if m.is_sided])
def test_no_movement_speaks_of_the_painful_side_once_a_side_is_known(movement: Movement) -> None:
    said = movement_in_words(movement.id, "left")
    assert "painful side" not in said
    assert "affected side" not in said


def test_a_chance_is_so_many_of_ten_people():
    assert [chance_in_ten(p) for p in (0.0, 0.04, 0.05, 0.41, 0.45, 0.98)] == [0, 0, 1, 4, 5, 10]


@pytest.mark.parametrize(
    ("movement", "said"),
    [
        ("neck_rotation_opposite", "over the right shoulder."),
        ("neck_rotation_same", "over the left shoulder."),
        ("neck_sidebend_opposite", "down to the right shoulder."),
        ("shoulder_flexion", "Raise the straight left arm forward"),
    ],
)
def test_a_limb_of_the_other_side_is_named_by_its_side(movement: str, said: str) -> None:
    assert said in movement_in_words(movement, "left")
