"""May a needle be planned at all? Consent, country and profession first, then the lung's side.

Never at home. In a clinic only with a separate consent, and where the country lets this
profession use needles; where that depends on state or canton, the practitioner writes down
why it holds for them. What is not known is never "yes".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from unknot.facts.contraindications import load_contraindications
from unknot.facts.countries import load_countries
from unknot.facts.planning import NeedlingScope, load_needling_scope
from unknot.plan.query import NEEDLING_SCOPE, PlanQuery

__all__ = ["BOTH_SIDES", "NEEDLE", "NeedleAnswer", "is_over_lung", "needle_answer"]

NEEDLE: Final = "dry_needling"
BOTH_SIDES: Final = "both_sides_chest"
"""The condition that keeps needles to one side of the chest."""


@dataclass(frozen=True, slots=True)
class NeedleAnswer:
    """Whether needles are open in this plan, and if not, why."""

    is_open: bool
    is_open_over_lung: bool
    because: str
    """Why not, or under which condition; empty when nothing is to be said."""
    source: str | None = None


def needle_answer(query: PlanQuery) -> NeedleAnswer:
    """Say whether needles may be planned for this person by this practitioner."""
    missing = _missing(query)
    if missing or query.country is None or query.profession is None:
        return _closed(missing)
    country = load_countries()[query.country].name
    scope = _scope(query.country, query.profession)
    who = query.profession.replace("_", " ")
    if scope is None:
        return _closed(f"nothing was found on needles in the hands of a {who} in {country}")
    if scope.allowed == "no":
        return _closed(f"in {country} a {who} may not use needles: {scope.note}")
    if scope.allowed == "depends" and NEEDLING_SCOPE not in query.reasons:
        return _closed(
            f"in {country} it depends ({scope.note}); write the reason why it holds for you "
            f"under '{NEEDLING_SCOPE}'"
        )
    return NeedleAnswer(True, scope.is_over_lung, scope.note, scope.source)


def _missing(query: PlanQuery) -> str:
    """Say what has to be there before a needle is thought of; empty when all of it is."""
    if query.setting == "home":
        return "a needle is never used at home"
    if not query.consents_to_needling:
        return "the person has not agreed to a needle; that is asked separately"
    if query.country is None:
        return "the country is not told, and its rules decide who may use needles"
    if query.profession is None:
        return "the profession of the practitioner is not told"
    return ""


@cache
def is_over_lung(muscle: str) -> bool:
    """Say whether a needle in this muscle could reach the lung."""
    return any(
        muscle in row.muscles
        for row in load_contraindications().values()
        if row.method == NEEDLE and row.condition == BOTH_SIDES
    )


@cache
def _scope(country: str, profession: str) -> NeedlingScope | None:
    """Return what was found for one profession in one country."""
    for scope in load_needling_scope():
        if (scope.country, scope.profession) == (country, profession):
            return scope
    return None


def _closed(because: str) -> NeedleAnswer:
    """Return a no with its reason."""
    return NeedleAnswer(False, False, because)
