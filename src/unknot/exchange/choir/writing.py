"""Which codes of a CHOIR body map say what was marked, and what can they not say?

Two steps. First, every code whose own painful regions are all marked, each by at least as much
as the code covers of it; for a map that was read before this gives back the codes that were
marked. Second, each region that no code so far says takes the codes in which it mainly lies.
Such a code says more than was marked; ``wider`` names what it adds. A region without a place on
the two drawings is never dropped: it stands in ``not_expressed``.

Limits: codes carry no strength and no quality, and a segment is all or nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from unknot.body.reading import PaintedPlace
from unknot.errors import InvalidInput, UnknownId
from unknot.exchange.choir.reading import (
    COUNTS_COVER,
    MarkedRegion,
    checked_body,
    counts_alone,
)
from unknot.exchange.choir.segments import MapBody, RegionSide, load_parts
from unknot.facts.vocabularies import load_regions
from unknot.sides import LEFT_RIGHT

__all__ = ["LEAST_COVER", "ChoirWriting", "NotExpressed", "drawn_marks", "write_choir"]

LEAST_COVER: Final = 0.25
"""A region takes no code that holds less of it than this."""
_ROUNDING: Final = 0.005
"""Half of the last digit of a cover in the file, by which sums may miss."""
_SEEN_NOWHERE: Final = "no segment of the map shows it"
_SIDE_NOT_TOLD: Final = "its side is not told, and every code is left or right"

_Place = tuple[str, RegionSide]


@dataclass(frozen=True, slots=True)
class NotExpressed:
    """A marked region that no code says, and why."""

    region: str
    side: RegionSide
    why: str


@dataclass(frozen=True, slots=True)
class ChoirWriting:
    """A marked body as CHOIR codes.

    Attributes
    ----------
    codes
        In rising order.
    wider
        For each code that says more than was marked: the regions it adds.
    not_expressed
        The marked regions that no code says.
    """

    body: MapBody
    codes: tuple[str, ...]
    wider: Mapping[str, tuple[MarkedRegion, ...]]
    not_expressed: tuple[NotExpressed, ...]


def write_choir(marks: Iterable[MarkedRegion], *, body: str | None) -> ChoirWriting:
    """Return the codes of one map that say what is marked.

    Parameters
    ----------
    marks
        Regions with sides and marked fractions, as :func:`read_choir` gives them or as a
        drawing is read. Those that do not count are looked at only to tell codes apart.
    body
        Which map is to be written, ``female`` or ``male``.

    Raises
    ------
    UnknownId
        A region is not in the vocabulary.
    InvalidInput
        The map is not told, or a side does not fit its region.
    """
    shown = checked_body(body)
    placed, unsaid = _placed(marks, shown)
    marked = {place: mark.fraction for place, mark in placed.items()}
    painful = {place for place, mark in placed.items() if mark.counts}
    codes = _supported(marked, painful, shown)
    wider: dict[str, tuple[MarkedRegion, ...]] = {}
    for place in sorted(painful - _said(codes, shown), key=lambda one: _clearest_first(one, shown)):
        if place in _said(codes, shown):
            continue
        for code in _homes(place, shown):
            codes.add(code)
            wider[code] = _added(code, painful, shown)
        if not _homes(place, shown):
            unsaid.append(NotExpressed(*place, _SEEN_NOWHERE))
    return ChoirWriting(
        shown,
        tuple(sorted(codes)),
        MappingProxyType({code: wider[code] for code in sorted(wider) if wider[code]}),
        tuple(unsaid),
    )


def drawn_marks(places: Iterable[PaintedPlace]) -> tuple[MarkedRegion, ...]:
    """Return the places read from a painted body as marks to be written."""
    return tuple(
        MarkedRegion(place.region, side, place.fraction)
        for place in places
        for side in (LEFT_RIGHT if place.side == "both" else (place.side,))
    )


def _placed(
    marks: Iterable[MarkedRegion], body: MapBody
) -> tuple[dict[_Place, MarkedRegion], list[NotExpressed]]:
    """Put every mark on a region that the map knows; keep those that have none."""
    placed: dict[_Place, MarkedRegion] = {}
    unsaid: list[NotExpressed] = []
    for n, mark in enumerate(marks):
        _check_mark(mark, n)
        if mark.side == "mid" and load_regions()[mark.region].is_sided:
            if mark.counts:
                unsaid.append(NotExpressed(mark.region, mark.side, _SIDE_NOT_TOLD))
            continue
        known = [(region, mark.side) for region in _on_the_map(mark.region, body)]
        if not known and mark.counts:
            unsaid.append(NotExpressed(mark.region, mark.side, _SEEN_NOWHERE))
        for place in known:
            before = placed.get(place)
            if before is None or (before.counts, before.fraction) < (mark.counts, mark.fraction):
                placed[place] = MarkedRegion(*place, mark.fraction, mark.counts)
    return placed, unsaid


def _check_mark(mark: MarkedRegion, n: int) -> None:
    """Refuse an unknown region, a side that does not fit it, and a fraction out of range."""
    where = f"marks[{n}]"
    regions = load_regions()
    if mark.region not in regions:
        raise UnknownId("region", mark.region, where=f"{where}.region", known=regions)
    allowed = ("left", "right", "mid") if regions[mark.region].is_sided else ("mid",)
    if mark.side not in allowed:
        raise InvalidInput(
            f"Region '{mark.region}' takes the side {' or '.join(allowed)}, not '{mark.side}' "
            f"({where}.side).",
            where=f"{where}.side",
            value=mark.side,
        )
    if not 0 <= mark.fraction <= 1:
        raise InvalidInput(
            f"A marked fraction is a number from 0 to 1, not {mark.fraction!r} ({where}.fraction).",
            where=f"{where}.fraction",
            value=mark.fraction,
        )


def _on_the_map(region: str, body: MapBody) -> tuple[str, ...]:
    """Return the region itself, its parts or its whole, whichever the map knows."""
    known, regions = _known_regions(body), load_regions()
    if region in known:
        return (region,)
    parts = tuple(one.id for one in regions.values() if one.parent == region and one.id in known)
    whole = regions[region].parent
    return parts or ((whole,) if whole in known and whole is not None else ())


def _supported(marked: Mapping[_Place, float], painful: set[_Place], body: MapBody) -> set[str]:
    """Return the codes whose painful regions are all marked, each by as much as they cover."""
    return {
        code
        for code, parts in load_parts()[body].items()
        if all(
            marked.get((part.region, part.side), 0.0) >= part.cover - _ROUNDING
            and (part.region, part.side) in painful
            for part in parts
            if counts_alone(part)
        )
    }


def _said(codes: set[str], body: MapBody) -> set[_Place]:
    """Return the regions that some code takes for painful, or that all together mostly hold."""
    said: set[_Place] = set()
    covered: dict[_Place, float] = {}
    for code in sorted(codes):
        for part in load_parts()[body][code]:
            place = (part.region, part.side)
            covered[place] = round(covered.get(place, 0.0) + part.cover, 4)
            if counts_alone(part) or covered[place] >= COUNTS_COVER:
                said.add(place)
    return said


def _homes(place: _Place, body: MapBody) -> tuple[str, ...]:
    """Return the codes in which a region mainly lies; none when too little of it is drawn."""
    covers = _covers(body)[place]
    most = max(covers.values())
    least = COUNTS_COVER if most >= COUNTS_COVER else max(most, LEAST_COVER)
    return tuple(code for code, cover in covers.items() if cover >= least)


def _clearest_first(place: _Place, body: MapBody) -> tuple[float, _Place]:
    """Order regions so that one that lies in a single segment comes before a shared one."""
    return -max(_covers(body)[place].values()), place


def _added(code: str, painful: set[_Place], body: MapBody) -> tuple[MarkedRegion, ...]:
    """Return the painful regions of a code that were not marked."""
    return tuple(
        MarkedRegion(part.region, part.side, part.cover)
        for part in load_parts()[body][code]
        if counts_alone(part) and (part.region, part.side) not in painful
    )


@cache
def _covers(body: MapBody) -> Mapping[_Place, Mapping[str, float]]:
    """Return for each region and side how much of it each code holds."""
    covers: dict[_Place, dict[str, float]] = {}
    for code, parts in load_parts()[body].items():
        for part in parts:
            covers.setdefault((part.region, part.side), {})[code] = part.cover
    return MappingProxyType(covers)


@cache
def _known_regions(body: MapBody) -> frozenset[str]:
    """Return the regions that the map knows."""
    return frozenset(region for region, _ in _covers(body))
