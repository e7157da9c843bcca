"""The one place where the pages ask ``unknot.plan``: a case in, the answer of the contract out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unknot.facts.methods import load_methods
from unknot.plan.plan import plan_as_json, plan_from, plan_query_from
from unknot.web.release.places import places_of
from unknot.web.release.state import Point, Release
from unknot.web.where.journey import Journey

__all__ = ["answer_of_plan", "case_of", "state_of_point"]

_NOT_AGREED: Final = "no_consent"
"""The condition of the facts that holds in a clinic until the person has agreed."""


def case_of(release: Release, journey: Journey) -> dict[str, Any]:
    """Return the case of ``unknot plan`` for what was told.

    What was not answered is left out, so that the plan is as careful as it has to be.
    """
    told = journey.told
    is_clinic = release.setting == "clinic"
    conditions = list(release.conditions)
    if is_clinic and not release.agrees:
        conditions.append(_NOT_AGREED)
    case: dict[str, Any] = {
        "setting": release.setting,
        "person": {
            "age": told.get("age"),
            "sex": told.get("sex"),
            "about": told.get("about"),
            "conditions": conditions,
            "limb": release.limb or None,
            "treatments_so_far": release.treatments_so_far,
            "irritable": release.is_irritable,
            "equipment": list(release.equipment),
            "guardian": release.has_adult,
        },
        "points": [
            {
                "muscle": point.muscle,
                "side": point.side,
                "site": point.site,
                "state": state_of_point(point, told) or "latent",
                "weeks": point.weeks,
            }
            for point in release.points
        ],
        "methods": _allowed(release),
        "pain": places_of(journey),
        "answers": told.get("answers"),
        "symptoms": told.get("symptoms"),
    }
    if is_clinic:
        case |= {
            "consent_needling": release.agrees_to_needle,
            "country": journey.country_id or None,
            "profession": release.profession or None,
        }
    return case


def _allowed(release: Release) -> list[str] | None:
    """Return the methods the person is fine with; None for all of them."""
    if not release.without:
        return None
    return [one.id for one in load_methods().values() if one.is_plannable
            and one.id not in release.without]  # fmt: skip


def state_of_point(point: Point, told: Mapping[str, Any]) -> str:
    """Return active, latent, or nothing where neither sign was found.

    A point that brings on the known pain is active; one that is only tender or has a taut
    band is latent.
    """
    found = {
        sign.get("sign"): sign.get("present")
        for sign in told.get("signs") or ()
        if (sign.get("muscle"), sign.get("side")) == (point.muscle, point.side)
    }
    if found.get("recognised_pain"):
        return "active"
    return "latent" if found.get("tender") or found.get("taut_band") else ""


def answer_of_plan(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plan in the form of the contract.

    Raises
    ------
    InvalidInput
        The case cannot be used.
    """
    return plan_as_json(plan_from(plan_query_from(case)))
