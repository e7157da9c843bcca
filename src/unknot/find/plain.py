"""Figures and tests in plain words, the same on every surface.

Probabilities are shown as one figure a person can picture ("about 1 in 4"), never with
decimals: nothing here is known that well.
"""

from __future__ import annotations

import re
from typing import Final, cast

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import load_movements, load_symptoms
from unknot.find.next_test import NextTest
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT, Side, mirrored

__all__ = [
    "LIMITS",
    "chance_in_ten",
    "chance_in_words",
    "movement_in_words",
    "muscle_in_words",
    "test_in_words",
]

LIMITS: Final = (
    "These are muscles worth checking; the list does not name a disease and does not rule one "
    "out. People who press for trigger points agree only moderately with each other, so what "
    "you feel and how it responds count more than the order of this list. See a doctor if it "
    "gets worse, if new signs come up, or if it does not improve in a few weeks."
)
"""What a ranking cannot say; stands beside every one."""

_LIMB: Final = re.compile(r"the (straight |bent )?([a-z -]+?) of the painful side")
_OTHER_LIMB: Final = re.compile(r"the ([a-z -]+?) of the other side, away from the pain")
_CHANCES: Final = (
    (0.85, "about 9 in 10"),
    (0.775, "about 8 in 10"),
    (0.70, "about 3 in 4"),
    (0.63, "about 2 in 3"),
    (0.55, "about 6 in 10"),
    (0.45, "about 1 in 2"),
    (0.365, "about 4 in 10"),
    (0.29, "about 1 in 3"),
    (0.225, "about 1 in 4"),
    (0.18, "about 1 in 5"),
    (0.12, "about 1 in 7"),
    (0.085, "about 1 in 10"),
    (0.04, "about 1 in 20"),
    (0.015, "about 1 in 50"),
)
"""Lower end of each band and its words."""


def chance_in_words(probability: float) -> str:
    """Return a probability as a picture, such as *about 1 in 4*."""
    for lowest, words in _CHANCES:
        if probability >= lowest:
            return words
    return "less than 1 in 50"


def chance_in_ten(probability: float) -> int:
    """Return a probability as so many of ten people, 0 standing for fewer than one."""
    return int(10.0 * probability + 0.5)


def muscle_in_words(muscle: str, side: str) -> str:
    """Return a muscle's name with its side, such as *Infraspinatus, right*."""
    name = load_muscles()[muscle].name
    return f"{name}, {side}" if side in LEFT_RIGHT else name


def test_in_words(test: NextTest) -> str:
    """Return a test as an instruction."""
    if test.kind == "palpate":
        question = load_signs()["recognised_pain"].question
        return f"Press {muscle_in_words(test.target, test.side)}. {question}"
    if test.kind == "ask":
        symptom = load_symptoms()[test.target]
        return f"Ask: {symptom.question or symptom.label + '?'}"
    return f"{movement_in_words(test.target, test.side)} Is that limited or painful?"


def movement_in_words(movement: str, side: str) -> str:
    """Return how to try a movement, with left and right in place of the affected side."""
    how = load_movements()[movement].how
    if side not in LEFT_RIGHT:
        return how
    other = mirrored(cast(Side, side))
    how = _LIMB.sub(rf"the \1{side} \2", how)
    how = _OTHER_LIMB.sub(rf"the {other} \1", how)
    how = how.replace("the other side, away from the pain", f"the {other} side")
    how = how.replace("away from the painful side", f"to the {other}")
    return how.replace("the painful side", f"the {side} side")
