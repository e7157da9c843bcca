"""How several readings taken at one time become one value.

The value is the plain mean of the readings that were taken. None is dropped: not the first,
not the highest. Published values of measuring error rest on such means or on single readings
and their line says which; a rule of our own would leave them behind. A reading that was not
taken (None) is left out and never counts as zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from unknot.facts.scales import Scale

__all__ = ["Reading", "paired", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The value at one time.

    Attributes
    ----------
    value
        In the scale's unit; None when nothing, or too little, was measured.
    n_taken
        Readings behind it.
    spread
        Highest less lowest reading; None for fewer than two.
    """

    value: float | None
    n_taken: int
    spread: float | None


def read(scale: Scale, given: Sequence[float | None]) -> Reading:
    """Return the value of the readings of one time.

    Parameters
    ----------
    given
        Readings, or ratings of items, in the scale's unit; None was not taken.

    Notes
    -----
    A score of items needs as many as the scale's ``fewest``: a mean over the items that
    happened to be answered would be another score.
    """
    taken = [value for value in given if value is not None]
    if not taken or (scale.kind == "items" and len(taken) < scale.fewest):
        return Reading(None, len(taken), None)
    spread = max(taken) - min(taken) if len(taken) > 1 and scale.kind == "level" else None
    return Reading(fsum(taken) / len(taken), len(taken), spread)


def paired(
    scale: Scale, before: Sequence[float | None], after: Sequence[float | None]
) -> tuple[Reading, Reading]:
    """Return both values; a person's own items count only where they were rated both times.

    An item rated only once would move the mean without anything having changed. Readings of
    one amount, and the items of a fixed form, are no pairs; each time keeps all it has.
    """
    is_free = scale.kind == "items" and scale.fewest < scale.most
    if is_free and before and after:
        both = [
            (first, second)
            for first, second in zip(before, after, strict=True)
            if first is not None and second is not None
        ]
        return read(scale, [one for one, _ in both]), read(scale, [one for _, one in both])
    return read(scale, before), read(scale, after)
