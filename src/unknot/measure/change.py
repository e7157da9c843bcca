"""Did it move beyond measuring error? The verdict, from the minimal detectable change alone.

Method: a change counts only when it is larger than the minimal detectable change at 95 %, so
that a person in whom nothing changed is told otherwise at most one time in twenty. Whether a
change matters to people is another question with another number; the two are never mixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final, Literal

from unknot.errors import InvalidInput

__all__ = ["VERDICTS", "Verdict", "changed_beyond_error", "is_important", "verdict_of"]

Verdict = Literal["raised", "lowered", "within_error", "unknown"]
VERDICTS: Final[tuple[Verdict, ...]] = ("raised", "lowered", "within_error", "unknown")
_ROUNDING: Final = 1e-9
"""Differences this small come from arithmetic, not from a body."""


def verdict_of(change: float | None, mdc: float | None) -> Verdict:
    """Say whether one change is larger than its measuring error.

    Parameters
    ----------
    change
        After less before; None when one of them was not measured.
    mdc
        Minimal detectable change, 95 %, in the same unit; None when none is known.
    """
    if change is None or mdc is None:
        return "unknown"
    if abs(change) <= mdc + _ROUNDING:
        return "within_error"
    return "raised" if change > 0 else "lowered"


def is_important(change: float | None, mcid: float | None) -> bool | None:
    """Say whether a change is as large as one that people notice; None when not known."""
    if change is None or mcid is None:
        return None
    return abs(change) >= mcid - _ROUNDING


def changed_beyond_error(
    before: Sequence[float | None], after: Sequence[float | None], *, mdc: float
) -> list[Verdict]:
    """Say, point by point, whether a measure moved beyond measuring error.

    Parameters
    ----------
    before, after
        One value a point, both lists in one order and one unit; None was not measured.
    mdc
        Minimal detectable change, 95 %, in the same unit.

    Returns
    -------
    One verdict a point; unknown where a point was not measured both times.

    Raises
    ------
    InvalidInput
        The lists differ in length, a value is no number, or mdc is not above zero.
    """
    if len(before) != len(after):
        raise InvalidInput(
            f"before has {len(before)} points and after has {len(after)}. Give one value a point "
            "in both, and None for one that was not measured.",
            where="after",
        )
    if not (isfinite(mdc) and mdc > 0):
        raise InvalidInput(f"A measuring error is above 0, not {mdc:g} (mdc).", where="mdc")
    for name, values in (("before", before), ("after", after)):
        for n, value in enumerate(values):
            if value is not None and not isfinite(value):
                raise InvalidInput(
                    f"{value:g} is not a reading ({name}[{n}]). Use None for one not taken.",
                    where=f"{name}[{n}]",
                )
    return [
        verdict_of(None if first is None or second is None else second - first, mdc)
        for first, second in zip(before, after, strict=True)
    ]
