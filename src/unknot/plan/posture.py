"""Does the posture that the text describes suit this person? If not, the method falls away.

A text says "lie on the back" or "fold forward" and cannot be half followed. So a posture
that a condition rules out takes its method with it; on a table a therapist can change the
posture instead (`wording`), and nothing falls away.
"""

from __future__ import annotations

from functools import cache

from unknot.facts.conditions import load_conditions
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_method_reach, load_muscle_positions, load_positions
from unknot.plan.permissions import (
    BodyPlace,
    PersonBits,
    bits_of,
    conditions_of,
    held_here,
)
from unknot.sides import LeftRight

__all__ = ["posture_against", "posture_in_words", "posture_text"]


def posture_against(
    place: BodyPlace, method: str, person: PersonBits, *, side: LeftRight, setting: str
) -> int:
    """Return the conditions with which the posture of a method is not used, as bits."""
    against = _against(place.muscle, method, setting)
    if not against:
        return 0
    return against & held_here(place, person, side=side, is_moving=True)


@cache
def _against(muscle: str, method: str, setting: str) -> int:
    """Return every condition that speaks against the posture of a text."""
    places, part = load_muscle_positions()[muscle], load_method_reach()[method].part
    if part == "lengthen":
        return bits_of({*places.stretch_not_with, *load_positions()[places.stretch].not_with})
    if part != "release" or setting != "home":
        return 0
    position = load_positions()[places.self_care or places.worked_on]
    return bits_of({*places.self_care_not_with, *position.not_with})


@cache
def posture_text(muscle: str, method: str) -> str:
    """Return the text whose posture is meant."""
    care = load_muscles()[muscle].self_care
    text = care.stretch if load_method_reach()[method].part == "lengthen" else care.position
    return text or ""


def posture_in_words(muscle: str, method: str, against: int) -> str:
    """Say that a posture does not suit, and which one."""
    labels = "; ".join(load_conditions()[one].label for one in conditions_of(against))
    return f"The posture does not suit: {labels}. Left out: {posture_text(muscle, method)}"
