"""What the rows say, read one by one and slowly: no masks, no cache."""

from __future__ import annotations

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import Contraindication, load_contraindications
from unknot.facts.planning import load_body_areas
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.query import PlanQuery, PointMark

__all__ = ["slow_level"]

ORDER = ("absolute", "relative", "precaution")


def slow_level(point: PointMark, method: str, query: PlanQuery, *, conditions: set[str]) -> str:
    """Return the strictest level of the rows that match, or free."""
    held = conditions | {c.id for c in load_conditions().values() if c.kind == "place"}
    who = ("practitioner", "both") if query.setting == "clinic" else ("self", "both")
    levels = {
        row.level
        for row in load_contraindications().values()
        if row.method == method
        and row.condition in held
        and row.who in who
        and _matches(row, point, query)
    }
    return next((level for level in ORDER if level in levels), "free")


def _matches(row: Contraindication, point: PointMark, query: PlanQuery) -> bool:
    if row.scope == "whole_body":
        return True
    is_here = row.is_anywhere or point.muscle in row.muscles or bool(_regions(point) & row.regions)
    if row.scope == "local":
        return is_here
    limbs = _limbs(point)
    if not is_here or (row.is_anywhere and not limbs):
        return False
    kinds = {"arm", "leg"} if row.is_anywhere else {_limb(r) for r in row.regions} - {None}
    told = [limb for limb in query.limbs if limb.kind in kinds]
    return not told or any(limb.kind in limbs and limb.side == point.side for limb in told)


def _regions(point: PointMark) -> set[str]:
    known = load_regions()
    here = [site for site in load_muscles()[point.muscle].sites if site.id == point.site]
    found = {zone.region for site in here for zone in site.local}
    found |= {region for site in here for region in site.beside}
    return (
        found
        | {known[region].parent for region in found if known[region].parent}
        | {region.id for region in known.values() if region.parent in found}
    )


def _limb(region: str) -> str | None:
    area = load_body_areas().get(load_regions()[region].area)
    return area.limb if area else None


def _limbs(point: PointMark) -> set[str]:
    muscle = load_muscles()[point.muscle]
    own = {
        _limb(zone.region) for site in muscle.sites if site.id == point.site for zone in site.local
    }
    return (own | {load_body_areas()[muscle.area].limb}) - {None}
