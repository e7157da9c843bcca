"""Why a muscle stands where it stands, in plain sentences.

*For*: findings that the muscle makes clearly likelier (above half a bit with its
best-fitting cause). *Against*: places where nearly everyone with the point hurts and that
were not marked, symptoms and movements that were denied, signs that were looked for in vain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from unknot.facts.network_tables import load_signs
from unknot.facts.vocabularies import Region, load_movements, load_regions, load_symptoms
from unknot.find.findings import Finding, Observed
from unknot.find.query import Query
from unknot.muscles.catalogue import Muscle, Site
from unknot.sides import LEFT_RIGHT, LeftRight, mirrored

__all__ = ["Match", "Reason", "ReasonKind", "place_name", "reasons_against", "reasons_for"]

ReasonKind = Literal["sign", "typical", "local", "some", "near", "symptom", "movement", "missing"]

_TELLING_BITS: Final = 0.5
_MISSING_SHOWN: Final = 3
_TIES: Final[Mapping[ReasonKind, str]] = {
    "typical": "a typical place for its pain",
    "local": "right over the muscle",
    "some": "some people feel it there too",
    "near": "next to a place where it hurts",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what kind it is, what it is about, and the whole sentence."""

    kind: ReasonKind
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """One muscle on one side with its best-fitting cause and the sites of that cause."""

    muscle: Muscle
    side: LeftRight
    cause: int
    sites: tuple[Site, ...]


def reasons_for(match: Match, query: Query, observed: Observed) -> tuple[Reason, ...]:
    """Return what speaks for the muscle, the strongest first."""
    q = observed.evidence.q[:, match.cause]
    leak = observed.evidence.leak
    bits = np.log2((leak + q - leak * q) / leak)
    found = [
        (float(bit), _said(finding, match))
        for finding, bit in zip(observed.findings, bits, strict=True)
        if bit > _TELLING_BITS
    ]
    found.sort(key=lambda entry: -entry[0])
    return (*_signs(query, match, present=True), *(reason for _, reason in found))


def reasons_against(match: Match, query: Query) -> tuple[Reason, ...]:
    """Return what speaks against the muscle."""
    denied = [
        Reason("symptom", load_symptoms()[symptom].label, f"no {load_symptoms()[symptom].label}")
        for symptom in query.absent_symptoms
        if symptom in match.muscle.symptoms
    ]
    movements = load_movements()
    free = [
        Reason(
            "movement",
            movements[mark.movement].label,
            f"{movements[mark.movement].label} is free",
        )
        for mark in query.free_movements
        if mark.movement in match.muscle.limits and mark.side in (match.side, "both", "mid")
    ]
    missing = list(_missing(match, query))
    if len(missing) > _MISSING_SHOWN:
        more = f"{len(missing) - _MISSING_SHOWN} more of its typical places"
        missing = [*missing[:_MISSING_SHOWN], Reason("missing", more, f"nor at {more}")]
    return (*_signs(query, match, present=False), *denied, *free, *missing)


def _signs(query: Query, match: Match, *, present: bool) -> Iterator[Reason]:
    """Yield the signs of the muscle that were found, or looked for in vain."""
    for sign in query.signs:
        if (sign.muscle, sign.side, sign.present) == (match.muscle.id, match.side, present):
            label = load_signs()[sign.sign].label
            yield Reason("sign", label, f"{label}: {'found' if present else 'not found'}")


def place_name(region: str, side: str) -> str:
    """Return a region with its side in plain words."""
    label = load_regions()[region].label
    if side in LEFT_RIGHT:
        return f"{side} {label}"
    return f"{label} on both sides" if side == "both" else label


def _said(finding: Finding, match: Match) -> Reason:
    """Say what one finding has to do with the muscle."""
    if finding.kind == "symptom":
        label = load_symptoms()[finding.id].label
        return Reason("symptom", label, f"{label}: often comes with this muscle")
    if finding.kind == "movement":
        label = load_movements()[finding.id].label
        return Reason("movement", label, f"{label}: limited or painful with this muscle")
    place = place_name(finding.id, finding.side)
    tie = _tie(finding, match)
    return Reason(tie, place, f"{place}: {_TIES[tie]}")


def _tie(finding: Finding, match: Match) -> ReasonKind:
    """Say how a marked place is tied to the sites."""
    marked = load_regions()[finding.id]
    kinds: tuple[tuple[ReasonKind, str], ...] = (
        ("typical", "essential"),
        ("local", "local"),
        ("some", "spillover"),
    )
    for tie, attribute in kinds:
        for site in match.sites:
            for zone in getattr(site, attribute):
                if _same_place(marked, load_regions()[zone.region]) and _same_side(
                    finding.side, zone.side, match.side
                ):
                    return tie
    return "near"


def _same_place(one: Region, other: Region) -> bool:
    """Whether two regions are the same, or one is a part of the other."""
    return other.id == one.id or other.id == one.parent or other.parent == one.id  # noqa: PLR1714


def _same_side(marked: str, zone: str, own: LeftRight) -> bool:
    """Whether a marked side fits a zone's side, given the muscle's own side."""
    if marked not in LEFT_RIGHT or zone in ("both", "mid"):
        return True
    return (marked == own) == (zone == "same")


def _missing(match: Match, query: Query) -> Iterator[Reason]:
    """Yield the typical places that were not marked."""
    regions = load_regions()
    told = "no pain" if query.asked_anywhere_else else "no pain told"
    own = {"same": match.side, "opposite": mirrored(match.side)}
    felt = [(regions[mark.region], mark.side) for mark in query.felt]
    seen: set[str] = set()
    for site in match.sites if felt else ():
        for zone in site.essential:
            if zone.region in seen:
                continue
            marked = any(
                _same_place(place, regions[zone.region]) and _same_side(side, zone.side, match.side)
                for place, side in felt
            )
            if not marked:
                seen.add(zone.region)
                place = place_name(zone.region, own.get(zone.side, zone.side))
                yield Reason("missing", place, f"{told}: {place}")
