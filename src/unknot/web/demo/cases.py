"""Cases that nobody told: a spot of the catalogue, the places where it hurts, every warning no.

Each is a case that the pages carry, up to a plan for home. Spots for which no plan for home
comes out are left out, so the demo follows the catalogue and the rules as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from unknot.body.atlas import ATLAS_VERSION
from unknot.facts.vocabularies import load_regions
from unknot.find.answer import find
from unknot.find.query import query_from
from unknot.muscles.catalogue import Site, Zone, load_muscles
from unknot.plan.gate import first_open, screening_of
from unknot.plan.plan import plan_query_from
from unknot.sides import LEFT_RIGHT, LeftRight, mirrored
from unknot.web.release.plan_door import case_of
from unknot.web.release.planned import plan_of
from unknot.web.release.questions import asked_conditions
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey

__all__ = ["AGES", "SEXES", "Complaint", "complaint_of", "drawn", "spots"]

AGES: Final = (29, 41, 54)
"""The ages of simulated people. [years]"""
SEXES: Final = ("female", "male")
_FREQUENT: Final = ("very_common", "common")
_MOST_IN_AREA: Final = 2
_MOST_ROUNDS: Final = 60
_STRONGEST: Final = 7
"""Stronger pain would raise questions of its own."""
_QUALITY: Final = "ache"


@dataclass(frozen=True, slots=True)
class Complaint:
    """Where a spot hurts, and the whole case without its drawing."""

    muscle: str
    side: LeftRight
    site: str
    places: tuple[tuple[str, str], ...]
    """Region and side, the surest first."""
    told: MappingProxyType[str, Any]
    n_steps: int
    """Of the plan for home."""


@cache
def spots() -> tuple[tuple[str, str], ...]:
    """Return a site each of frequent muscles that one may work on at home, all over the body."""
    found: list[tuple[str, str]] = []
    in_area: Counter[str] = Counter()
    for muscle in load_muscles().values():
        if muscle.frequency not in _FREQUENT or muscle.self_care.tool == "none":
            continue
        if in_area[muscle.area] == _MOST_IN_AREA:
            continue
        place = (muscle.id, muscle.sites[0].id)
        if complaint_of(place, side="right", age=AGES[1], sex=SEXES[0]) is not None:
            found.append(place)
            in_area[muscle.area] += 1
    return tuple(found)


@cache
def complaint_of(spot: tuple[str, str], *, side: LeftRight, age: int, sex: str) -> Complaint | None:
    """Return the case of a spot; None where no plan for home comes out."""
    muscle, site_id = spot
    site = next(one for one in load_muscles()[muscle].sites if one.id == site_id)
    places = tuple(dict.fromkeys(_places(site, side)))
    told: dict[str, Any] = {
        "age": age,
        "sex": sex,
        "answers": {},
        "signs": [{"muscle": muscle, "side": side, "sign": "recognised_pain", "present": True}],
        **drawn(places, strength=_STRONGEST - 2),
    }
    point = {"muscle": muscle, "side": side, "site": site_id}
    told["release"] = {"setting": "home", "points": [point]}
    if not _answered_no(told):
        return None
    told["release"]["asked"] = list(asked_conditions(told, "home"))
    journey = Journey(told=MappingProxyType(told))
    planned = plan_of(release_from(journey), journey)
    if planned.blocked_by or planned.open_first or not planned.steps:
        return None
    others = {name: value for name, value in told.items() if name not in ("strokes",)}
    return Complaint(muscle, side, site_id, places, MappingProxyType(others), len(planned.steps))


def drawn(places: tuple[tuple[str, str], ...], *, strength: float) -> dict[str, Any]:
    """Return a drawing of some places, weaker the further down the list they stand.

    Parameters
    ----------
    strength
        Of the first place. [NRS points]
    """
    strokes = []
    for nth, (region, side) in enumerate(places):
        felt = max(min(round(strength - nth * 0.5), _STRONGEST), 1)
        strokes.append(
            {"tool": "region", "region": region, "side": side, "intensity": felt,
             "quality": _QUALITY}
        )  # fmt: skip
    return {"atlas_version": ATLAS_VERSION, "strokes": strokes}


def _answered_no(told: dict[str, Any]) -> bool:
    """Answer every first question with no; say whether nothing is open or stops then."""
    for _ in range(_MOST_ROUNDS):
        answer = find(query_from(told))
        journey = Journey(told=MappingProxyType(told))
        case = case_of(release_from(journey), journey)
        query = plan_query_from(case)
        screening = screening_of(query)
        if answer.screening.stops or screening.stops:
            return False
        asked = [*answer.open_first, *first_open(query, screening, before_hands=True)]
        if not asked:
            return True
        told["answers"] = {**told["answers"], **dict.fromkeys(asked, "no")}
    return False


def _places(site: Site, own: LeftRight) -> Iterator[tuple[str, str]]:
    """Yield where a site hurts: where nearly everybody feels it, then over the point."""
    for zone in (*site.essential, *site.local):
        yield from _sides(zone, own)


def _sides(zone: Zone, own: LeftRight) -> Iterator[tuple[str, str]]:
    """Yield region and side of a zone of a muscle on side ``own``."""
    if not load_regions()[zone.region].is_sided:
        yield zone.region, "mid"
    elif zone.side in ("same", "opposite"):
        yield zone.region, own if zone.side == "same" else mirrored(own)
    else:
        for side in LEFT_RIGHT:
            yield zone.region, side
