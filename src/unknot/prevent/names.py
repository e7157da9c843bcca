"""The name of a thing of the programme: point, side and part, such as ``soleus_left_stretch``.

The name says everything, so a record of it can be read years later, whatever the programme
holds by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Final

from unknot.errors import InvalidInput
from unknot.facts.programmes import load_exercises
from unknot.json_values import shown
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import Part
from unknot.plan.query import PointMark
from unknot.sides import LEFT_RIGHT, LeftRight

__all__ = ["exercise_name", "known_item", "point_name"]

_PARTS: Final[Mapping[str, str]] = {"release": "release", "lengthen": "stretch"}
_BOTH: Final = "both"


def point_name(point: PointMark, part: Part) -> str:
    """Return the name of pressing or stretching at a point; a stretch is of a whole muscle."""
    place = point.site if part == "release" and point.site is not None else point.muscle
    return f"{place}_{point.side}_{_PARTS[part]}"


def exercise_name(exercise: str, side: LeftRight) -> str:
    """Return the name of an exercise; one that works both sides together has no side."""
    where = side if load_exercises()[exercise].is_one_sided else _BOTH
    return f"{exercise}_{where}_exercise"


def known_item(value: object, where: str) -> str:
    """Return the name of a thing that can be in a programme, or say which is the nearest."""
    if isinstance(value, str) and value in _all_names():
        return value
    near = get_close_matches(str(value)[:80], _all_names(), n=1, cutoff=0.6)
    hint = f"Did you mean '{near[0]}'? " if near else ""
    raise InvalidInput(
        f"{shown(value)} is no thing of a programme ({where}). {hint}Take the names from the "
        "answer, things[].id.",
        where=where,
        value=value,
        nearest=near[0] if near else None,
    )


@cache
def _all_names() -> Mapping[str, None]:
    """Return every name that a programme can hold."""
    names = []
    for side in LEFT_RIGHT:
        for muscle in load_muscles().values():
            names += [f"{muscle.id}_{side}_{word}" for word in _PARTS.values()]
            names += [f"{site.id}_{side}_{_PARTS['release']}" for site in muscle.sites]
        names += [exercise_name(exercise, side) for exercise in load_exercises()]
    return MappingProxyType(dict.fromkeys(names))
