"""Where what is felt cannot be trusted: no number on a scale is given there, only light touch.

A person who feels nothing rates strong pressure 0 of 10. So where a row about lost feeling
holds at a point, every dose on a 0-10 scale loses its number, whatever the method.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from unknot.facts.planning import load_caution_limits
from unknot.muscles.reach import load_method_reach
from unknot.plan.permissions import (
    PLANNABLE,
    PersonBits,
    bits_of,
    body_place,
    held_here,
)
from unknot.plan.query import PointMark

__all__ = ["NO_NUMBER", "how_without_number", "is_unfelt", "lost_feeling"]

NO_NUMBER: Final = "no number: what is felt there cannot be trusted"
"""Stands where the scale of a dose stands."""
_HOW: Final = {
    "release": "Touch lightly and briefly, where it can be seen; the skin hardly gives way.",
    "lengthen": "Move slowly and in sight, only as far as it goes by itself.",
    "load": "Move slowly, lightly and in sight, without any weight.",
    "comfort": "Lukewarm at most, and in sight.",
}


def is_unfelt(point: PointMark, person: PersonBits, *, setting: str) -> bool:
    """Say whether a dose at this point can have no number of what is felt."""
    return bool(lost_feeling(point, person, setting=setting))


def lost_feeling(point: PointMark, person: PersonBits, *, setting: str) -> int:
    """Return the conditions of lost feeling at a point or next to it, as bits.

    What is next to the muscle counts for every method: a number for pressing would stand
    beside the warning of the stretch.
    """
    place = body_place(point.muscle, point.site)
    whole, local = _lost_at(point.muscle, point.site, setting)
    here = held_here(place, person, side=point.side, is_moving=True)
    return whole & person.everywhere | local & here


def how_without_number(method: str) -> str:
    """Say how a method is done where no number counts."""
    part = load_method_reach()[method].part
    return (
        f"Feeling cannot be trusted here, so no number counts. {_HOW[part]} Look at the skin "
        "before and after; stop at any mark or change of colour."
    )


@cache
def _lost_at(muscle: str, site: str | None, setting: str) -> tuple[int, int]:
    """Return the conditions of lost feeling that any row names: whole body, and at a place."""
    lost = bits_of(one.condition for one in load_caution_limits() if one.has_no_scale)
    rules = body_place(muscle, site).rules
    whole = local = 0
    for method in PLANNABLE:
        found = rules[setting, method]
        for mask in found.whole_body:
            whole |= mask
        for mask in found.local:
            local |= mask
    return whole & lost, local & lost
