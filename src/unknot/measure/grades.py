"""Strength graded by hand: read a grade, keep its order, invent no size between grades."""

from __future__ import annotations

import re
from typing import Final

from unknot.errors import InvalidInput

__all__ = ["grade_order", "is_whole", "written_grade"]

_WRITTEN: Final = re.compile(r"^([0-5])\s*([+\-−–]?)\s*(?:/\s*5)?$")
_STEP: Final = {"": 0, "+": 1, "-": -1}
_HIGHEST: Final = 5


def written_grade(value: object, where: str) -> str:
    """Return a grade as Unknot writes it: ``4``, ``4+``, ``4-``.

    Raises
    ------
    InvalidInput
        It is no grade from 0 to 5.
    """
    text = _text_of(value)
    match = _WRITTEN.match(text)
    sign = match[2].translate({0x2212: "-", 0x2013: "-"}) if match else ""
    too_far = match is not None and (match[1], sign) in {("5", "+"), ("0", "-")}
    if match is None or too_far:
        raise InvalidInput(
            f"A grade goes from 0 to 5, with + or - where you use them; this is "
            f"{str(value)[:20]!r} ({where}).",
            where=where,
            value=value,
        )
    return match[1] + sign


def grade_order(grade: str) -> int:
    """Return the place of a grade in their order; plus and minus stand between whole grades.

    Only the order means anything: nobody has shown how far apart two grades are.
    """
    return int(grade[0]) * 3 + _STEP[grade[1:]]


def is_whole(grade: str) -> bool:
    """Say whether a grade has neither plus nor minus."""
    return len(grade) == 1


def _text_of(value: object) -> str:
    """Return a grade as text; a number only when it is whole, true and false never."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value)) if value in range(_HIGHEST + 1) else ""
