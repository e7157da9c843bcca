"""Which method is allowed at a point: the contraindications, compiled once into bit masks.

Conditions are bits. For every place (a site, or a muscle without a site) and method the
rows of ``contraindications.jsonl`` that can match there are three numbers a scope, one for
each level; a person is a few numbers too. So "does any absolute row match?" is one AND.
The strictest row wins. A condition that is about the place is always there.

What this does not do: doses (`dose`), and which of the allowed methods is used (`choosing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from unknot.facts.conditions import load_conditions
from unknot.facts.contraindications import (
    LEVELS,
    Contraindication,
    load_contraindications,
)
from unknot.facts.methods import load_methods
from unknot.facts.planning import load_body_areas
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_method_reach
from unknot.plan.limbs import Limb, limb_kinds_of_region, limbs_of_muscle
from unknot.sides import LeftRight

__all__ = [
    "FREE",
    "PLANNABLE",
    "BodyPlace",
    "Permission",
    "PersonBits",
    "bit_of",
    "bits_of",
    "body_place",
    "conditions_of",
    "held_here",
    "permission",
    "place_bits",
    "row_of",
    "rows_held",
    "usual_site",
]

Level = Literal["free", "precaution", "with_reason", "needs_reason", "not_at_home", "absolute"]
PLANNABLE: Final[tuple[str, ...]] = tuple(m.id for m in load_methods().values() if m.is_plannable)
_WHO: Final = {"clinic": ("practitioner", "both"), "home": ("self", "both")}


class Masks(NamedTuple):
    """The conditions of the rows of each level that can match."""

    absolute: int = 0
    relative: int = 0
    precaution: int = 0


class MethodRules(NamedTuple):
    """The rows of one method at one place, by scope."""

    whole_body: Masks
    local: Masks
    limb: tuple[tuple[frozenset[str], Masks], ...]
    """Limb-wide rows with the kinds of limb that they speak of."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place while its rows are collected."""

    muscle: str
    regions: frozenset[str]
    """Of every site that may be meant: what the person told holds in all of them."""
    here: frozenset[str]
    """Of the one site that is worked on: its vessels, nerves and bones."""
    limbs: frozenset[str]

    def matches(self, row: Contraindication) -> bool:
        """Say whether a row with places is about this place."""
        regions = self.here if _is_about_place(row.condition) else self.regions
        return self.muscle in row.muscles or not regions.isdisjoint(row.regions)


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """A site, or a muscle without a site: where it lies and which rows can match there."""

    muscle: str
    regions: frozenset[str]
    """Regions over the point, the coarser and the finer ones included."""
    moved: frozenset[str]
    """Regions that move when the muscle is stretched or pushes, the neighbours included."""
    limbs: frozenset[str]
    rules: Mapping[tuple[str, str], MethodRules]
    """By setting and method."""


@dataclass(frozen=True, slots=True)
class PersonBits:
    """A person as bit masks, made once a plan."""

    everywhere: int
    """Every condition of the person."""
    unlocated: int
    """Conditions whose place was not told: local rows match at every point."""
    located: tuple[tuple[int, frozenset[str], LeftRight | None], ...]
    """Conditions with a place: bit, region with finer and coarser ones, side."""
    limbs: tuple[Limb, ...]
    reasons: int
    """Conditions for which a practitioner gave a reason."""
    row_reasons: Mapping[str, int]
    """The same for single rows, by method."""
    eased: int = 0
    """Relative rows that count as a precaution, because a guardian is there."""
    signs: tuple[str, ...] = ()
    """Symptoms that no doctor is told to have looked at."""


class Permission(NamedTuple):
    """What the rows say about one method at one point."""

    level: Level
    bits: int
    """The conditions of the rows that decide at this level."""
    cautions: int = 0
    """The conditions of every row whose advice is to be shown, when the method is allowed."""

    @property
    def is_allowed(self) -> bool:
        """Whether the method may be used."""
        return self.level in ("free", "precaution", "with_reason")

    @property
    def is_halved(self) -> bool:
        """Whether the dose is halved."""
        return self.level in ("precaution", "with_reason")


FREE: Final = Permission("free", 0)


def permission(
    place: BodyPlace, method: str, person: PersonBits, *, side: LeftRight, setting: str
) -> Permission:
    """Say whether a method may be used at a place, and by which conditions.

    Parameters
    ----------
    side
        Of the point; for limbs and for conditions with a place.
    setting
        ``clinic`` or ``home``.
    """
    absolute, relative, cautious = rows_held(place, method, person, side=side, setting=setting)
    if absolute:
        return Permission("absolute", absolute)
    if setting == "home":
        blocking = relative & ~person.eased
        if blocking:
            return Permission("not_at_home", blocking)
    else:
        blocking = relative & ~(person.reasons | person.row_reasons.get(method, 0))
        if blocking:
            return Permission("needs_reason", blocking)
    if relative:
        return Permission("with_reason", relative, relative | cautious)
    return Permission("precaution", cautious, cautious) if cautious else FREE


def rows_held(
    place: BodyPlace, method: str, person: PersonBits, *, side: LeftRight, setting: str
) -> Masks:
    """Return the conditions of the rows that match, level by level."""
    rules = place.rules[setting, method]
    here = held_here(place, person, side=side, is_moving=method in _moving())
    everywhere = person.everywhere
    absolute = rules.whole_body.absolute & everywhere | rules.local.absolute & here
    relative = rules.whole_body.relative & everywhere | rules.local.relative & here
    cautious = rules.whole_body.precaution & everywhere | rules.local.precaution & here
    for kinds, masks in rules.limb:
        if _is_this_limb(kinds, place, person, side=side):
            absolute |= masks.absolute & everywhere
            relative |= masks.relative & everywhere
            cautious |= masks.precaution & everywhere
    return Masks(absolute, relative, cautious)


def held_here(place: BodyPlace, person: PersonBits, *, side: LeftRight, is_moving: bool) -> int:
    """Return the conditions that hold at a place.

    Pressing meets what lies under it; a stretch, a push or an exercise moves whole joints, and
    a warm pack or a pad covers more than the point. So what was told about the neighbouring
    part of the same side holds too.
    """
    here, reached = person.unlocated, place.moved if is_moving else place.regions
    for bit, regions, where in person.located:
        if (where is None or where == side) and not regions.isdisjoint(reached):
            here |= bit
    return here


@cache
def _moving() -> frozenset[str]:
    """Return the methods that reach beyond the point: all that does not press it."""
    return frozenset(reach.id for reach in load_method_reach().values() if reach.part != "release")


def _is_this_limb(
    kinds: frozenset[str], place: BodyPlace, person: PersonBits, *, side: LeftRight
) -> bool:
    """Say whether limb-wide rows reach the point; a limb that was not told is every limb."""
    told = [limb for limb in person.limbs if limb.kind in kinds]
    return not told or any(limb.kind in place.limbs and limb.side == side for limb in told)


@cache
def body_place(muscle: str, site: str | None) -> BodyPlace:
    """Return a place with the rows that can match there, compiled once."""
    record = load_muscles()[muscle]
    sites = tuple(one for one in record.sites if site in (None, one.id))
    regions = _regions_of(muscle, site)
    spot = _Spot(
        muscle, regions, _regions_of(muscle, site or usual_site(muscle)),
        limbs_of_muscle(record, sites),
    )  # fmt: skip
    return BodyPlace(
        muscle=muscle,
        regions=regions,
        moved=regions | _moved_by(muscle),
        limbs=spot.limbs,
        rules=MappingProxyType(
            {
                (setting, method): _rules(method, setting, spot)
                for setting in _WHO
                for method in PLANNABLE
            }
        ),
    )


@cache
def usual_site(muscle: str) -> str:
    """Return the site that is meant when none was told: the one with the fewest hazards.

    The steps then name this place and no other; what the person told still holds for the
    whole muscle.
    """
    weights = dict(zip(LEVELS, (100, 10, 1), strict=True))

    def hazards(site: str) -> int:
        regions = _regions_of(muscle, site)
        return sum(
            weights[row.level]
            for row in load_contraindications().values()
            if _is_about_place(row.condition)
            and (muscle in row.muscles or not regions.isdisjoint(row.regions))
        )

    return min((site.id for site in load_muscles()[muscle].sites), key=hazards)


@cache
def _regions_of(muscle: str, site: str | None) -> frozenset[str]:
    """Return the regions over a site, or over every site of a muscle."""
    return with_relatives(
        region
        for one in load_muscles()[muscle].sites
        if site in (None, one.id)
        for region in (*(zone.region for zone in one.local), *one.beside)
    )


@cache
def _moved_by(muscle: str) -> frozenset[str]:
    """Return the regions of the muscle's own area and of those next to it."""
    own = load_muscles()[muscle].area
    areas = {own, *load_body_areas()[own].next_to}
    return frozenset(one.id for one in load_regions().values() if one.area in areas)


@cache
def _is_about_place(condition: str) -> bool:
    """Say whether a condition is about the place, not about the person."""
    return load_conditions()[condition].kind == "place"


def with_relatives(regions: Iterable[str]) -> frozenset[str]:
    """Add the coarser and the finer regions, since either may be what a row names."""
    known, given = load_regions(), frozenset(regions)
    coarser = {parent for one in given if (parent := known[one].parent) is not None}
    finer = {one.id for one in known.values() if one.parent in given}
    return given | coarser | finer


def _rules(method: str, setting: str, spot: _Spot) -> MethodRules:
    """Collect the rows of one method that can match at one place."""
    whole: list[Contraindication] = []
    local: list[Contraindication] = []
    limb: dict[frozenset[str], list[Contraindication]] = {}
    for row in _rows_of(method):
        if row.who not in _WHO[setting]:
            continue
        if row.scope == "whole_body":
            whole.append(row)
        elif row.scope == "local":
            if row.is_anywhere or spot.matches(row):
                local.append(row)
        elif row.is_anywhere:
            if spot.limbs:
                limb.setdefault(frozenset(("arm", "leg")), []).append(row)
        elif spot.matches(row):
            kinds = frozenset(kind for one in row.regions for kind in limb_kinds_of_region(one))
            limb.setdefault(kinds, []).append(row)
    return MethodRules(
        _masks(whole), _masks(local), tuple((kinds, _masks(rows)) for kinds, rows in limb.items())
    )


def _masks(rows: Iterable[Contraindication]) -> Masks:
    """Join the conditions of rows, level by level."""
    found = dict.fromkeys(LEVELS, 0)
    for row in rows:
        found[row.level] |= bit_of(row.condition)
    return Masks(found["absolute"], found["relative"], found["precaution"])


@cache
def _rows_of(method: str) -> tuple[Contraindication, ...]:
    """Return the rows of one method."""
    return tuple(row for row in load_contraindications().values() if row.method == method)


@cache
def _row_table() -> Mapping[tuple[str, str], Contraindication]:
    """Return every row by method and condition; there is one for each."""
    return {(row.method, row.condition): row for row in load_contraindications().values()}


def row_of(method: str, condition: str) -> Contraindication:
    """Return the row of a method and a condition that decided."""
    return _row_table()[method, condition]


@cache
def _bits() -> Mapping[str, int]:
    """Give every condition its bit, in file order."""
    return {condition: 1 << n for n, condition in enumerate(load_conditions())}


def bit_of(condition: str) -> int:
    """Return the bit of a condition."""
    return _bits()[condition]


def bits_of(conditions: Iterable[str]) -> int:
    """Return the bits of conditions."""
    bits = 0
    for condition in conditions:
        bits |= _bits()[condition]
    return bits


def conditions_of(bits: int) -> Iterator[str]:
    """Yield the conditions of a mask, in file order."""
    names = _names()
    while bits:
        lowest = bits & -bits
        yield names[lowest.bit_length() - 1]
        bits ^= lowest


@cache
def _names() -> tuple[str, ...]:
    """Return the conditions in the order of their bits."""
    return tuple(load_conditions())


@cache
def place_bits() -> int:
    """Return the conditions that are about the place: they are always there."""
    return bits_of(c.id for c in load_conditions().values() if c.kind == "place")
