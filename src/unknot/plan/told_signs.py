"""What a sign that was told strikes out at a point, until a doctor has looked at it."""

from __future__ import annotations

from functools import cache

from unknot.facts.told_limits import ToldLimit, load_told_limits
from unknot.muscles.reach import load_method_reach, load_muscle_positions
from unknot.plan.doctor_first import areas_of

__all__ = ["struck_by_sign"]


def struck_by_sign(muscle: str, method: str, symptoms: tuple[str, ...]) -> str | None:
    """Return why a told sign leaves a method out at a muscle, or None."""
    if not symptoms:
        return None
    told = set(symptoms)
    return next(
        (one.because for one in _limits(muscle, method) if not told.isdisjoint(one.symptoms)), None
    )


@cache
def _limits(muscle: str, method: str) -> tuple[ToldLimit, ...]:
    """Return every limit of a method at a muscle."""
    near, strains = areas_of(muscle), _strains(muscle, method)
    return tuple(
        one
        for one in load_told_limits()
        if method in one.methods
        and (not one.near or not near.isdisjoint(one.near))
        and (not one.strains or not strains.isdisjoint(one.strains))
    )


def _strains(muscle: str, method: str) -> frozenset[str]:
    """Return what the position of a method asks of the body."""
    places = load_muscle_positions()[muscle]
    lengthens = load_method_reach()[method].part == "lengthen"
    return frozenset(places.stretch_strains if lengthens else places.self_care_strains)
