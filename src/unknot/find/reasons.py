"""Why a muscle stands where it stands, in plain sentences.

*For*: findings that the muscle makes clearly likelier (above half a bit with its
best-fitting cause). *Against*: places where nearly everyone with the point hurts and that
were not marked, symptoms and movements that were denied, signs that were looked for in vain.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import Region, load_movements, load_regions, load_symptoms
from unknot.find.findings import Finding, Observed
from unknot.find.knowledge import ALL_SITES, Knowledge
from unknot.find.query import Query
from unknot.muscles.catalogue import Muscle, Site
from unknot.sides import LEFT_RIGHT, LeftRight

__all__ = ["place_name", "reasons_against", "reasons_for"]

_TELLING_BITS: Final = 0.5
_MISSING_SHOWN: Final = 3


def reasons_for(
    muscle: Muscle,
    side: LeftRight,
    cause: int,
    query: Query,
    observed: Observed,
    knowledge: Knowledge,
) -> tuple[str, ...]:
    """Return what speaks for the muscle, the strongest first."""
    q = observed.evidence.q[:, cause]
    leak = observed.evidence.leak
    bits = np.log2((leak + q - leak * q) / leak)
    sites = _sites(muscle, cause, knowledge)
    found = [
        (float(bit), _said(finding, muscle, side, sites))
        for finding, bit in zip(observed.findings, bits, strict=True)
        if bit > _TELLING_BITS
    ]
    found.sort(key=lambda entry: -entry[0])
    signs = [
        f"{load_signs()[sign.sign].label}: found"
        for sign in query.signs
        if sign.muscle == muscle.id and sign.side == side and sign.present
    ]
    return (*signs, *(text for _, text in found))


def reasons_against(
    muscle: Muscle, side: LeftRight, cause: int, query: Query, knowledge: Knowledge
) -> tuple[str, ...]:
    """Return what speaks against the muscle."""
    signs = [
        f"{load_signs()[sign.sign].label}: not found"
        for sign in query.signs
        if sign.muscle == muscle.id and sign.side == side and not sign.present
    ]
    denied = [
        f"no {load_symptoms()[symptom].label}"
        for symptom in query.absent_symptoms
        if symptom in muscle.symptoms
    ]
    free = [
        f"{load_movements()[mark.movement].label} is free"
        for mark in query.free_movements
        if mark.movement in muscle.limits and mark.side in (side, "both", "mid")
    ]
    missing = list(_missing(muscle, side, _sites(muscle, cause, knowledge), query))
    if len(missing) > _MISSING_SHOWN:
        more = len(missing) - _MISSING_SHOWN
        missing = [*missing[:_MISSING_SHOWN], f"nor at {more} more of its typical places"]
    return (*signs, *denied, *free, *missing)


def place_name(region: str, side: str) -> str:
    """Return a region with its side in plain words."""
    label = load_regions()[region].label
    if side in LEFT_RIGHT:
        return f"{side} {label}"
    return f"{label} on both sides" if side == "both" else label


def _sites(muscle: Muscle, cause: int, knowledge: Knowledge) -> tuple[Site, ...]:
    """Return the site of a cause, or all of them."""
    site = int(knowledge.cause_site[cause])
    return muscle.sites if site == ALL_SITES else (muscle.sites[site],)


def _said(finding: Finding, muscle: Muscle, side: LeftRight, sites: tuple[Site, ...]) -> str:
    """Say what one finding has to do with the muscle."""
    if finding.kind == "symptom":
        return f"{load_symptoms()[finding.id].label}: often comes with this muscle"
    if finding.kind == "movement":
        return f"{load_movements()[finding.id].label}: limited or painful with this muscle"
    return f"{place_name(finding.id, finding.side)}: {_tie(finding, side, sites)}"


def _tie(finding: Finding, side: LeftRight, sites: tuple[Site, ...]) -> str:
    """Say how a marked place is tied to the sites."""
    regions = load_regions()
    for attribute, words in (
        ("essential", "a typical place for its pain"),
        ("local", "right over the muscle"),
        ("spillover", "some people feel it there too"),
    ):
        for site in sites:
            for zone in getattr(site, attribute):
                if _same_place(regions[finding.id], regions[zone.region]) and _same_side(
                    finding.side, zone.side, side
                ):
                    return words
    return "next to a place where it hurts"


def _same_place(one: Region, other: Region) -> bool:
    """Whether two regions are the same, or one is a part of the other."""
    return one.id == other.id or one.parent == other.id or other.parent == one.id


def _same_side(marked: str, zone: str, own: LeftRight) -> bool:
    """Whether a marked side fits a zone's side, given the muscle's own side."""
    if marked not in LEFT_RIGHT or zone in ("both", "mid"):
        return True
    return (marked == own) == (zone == "same")


def _missing(
    muscle: Muscle, side: LeftRight, sites: tuple[Site, ...], query: Query
) -> Iterator[str]:
    """Yield the typical places that were not marked."""
    regions = load_regions()
    told = "no pain" if query.asked_anywhere_else else "no pain told"
    seen = set()
    for site in sites:
        for zone in site.essential:
            marked = any(
                _same_place(regions[mark.region], regions[zone.region])
                and _same_side(mark.side, zone.side, side)
                for mark in query.pain
            )
            if not marked and zone.region not in seen and query.pain:
                seen.add(zone.region)
                own = {"same": side, "opposite": "right" if side == "left" else "left"}
                yield f"{told}: {place_name(zone.region, own.get(zone.side, zone.side))}"
