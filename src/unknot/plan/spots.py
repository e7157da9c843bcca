"""Which spot of a muscle is pressed in this person, when none was told.

The usual one (`permissions.usual_site`) as long as nothing that was told of the person speaks
of it; else the next in file order that nothing speaks of. A spot only stands in for the usual
one when the place itself (vessels, nerves, bone) rules out neither more nor less there, and
when at no other spot less was ruled out by the person: so one more condition can never free a
method. Where every spot is spoken of, there is none, and the rules of the whole muscle hold.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_method_reach
from unknot.plan.permissions import (
    BodyPlace,
    Permission,
    PersonBits,
    body_place,
    permission,
    place_bits,
    rows_held,
    usual_site,
)
from unknot.plan.query import PointMark

__all__ = ["is_ruled_out_everywhere", "permission_at", "place_pressed", "spot_meant"]

_BOTH: Final = ("clinic", "home")


def permission_at(point: PointMark, method: str, person: PersonBits, *, setting: str) -> Permission:
    """Say whether a method may be used at a point, at the spot that is meant."""
    place = place_pressed(point, method, person)
    return permission(place, method, person, side=point.side, setting=setting)


def place_pressed(point: PointMark, method: str, person: PersonBits) -> BodyPlace:
    """Return where a method works: one spot when it presses, else all that may be meant."""
    presses = load_method_reach()[method].part == "release"
    site = _free_spot(point, person) if presses and point.site is None else point.site
    return body_place(point.muscle, site)


def spot_meant(point: PointMark, person: PersonBits) -> str:
    """Return the spot that is pressed: the one told, a free one, or the usual one."""
    return point.site or _free_spot(point, person) or usual_site(point.muscle)


def is_ruled_out_everywhere(
    point: PointMark, method: str, person: PersonBits, *, setting: str
) -> bool:
    """Say whether a method is ruled out at every one of several spots of a muscle."""
    sites = load_muscles()[point.muscle].sites
    return len(sites) > 1 and not any(
        permission(
            body_place(point.muscle, site.id), method, person, side=point.side, setting=setting
        ).is_allowed
        for site in sites
    )


def _free_spot(point: PointMark, person: PersonBits) -> str | None:
    """Return the first spot at which least is ruled out by the person; None when none is."""
    key = (person.everywhere, person.unlocated, person.located, person.limbs)
    return _first_free(point.muscle, point.side, key)


@lru_cache(maxsize=20_000)
def _first_free(muscle: str, side: str, key: tuple[int, int, tuple, tuple]) -> str | None:  # type: ignore[type-arg]
    """Return the first spot that stands in for the usual one."""
    person = PersonBits(key[0], key[1], key[2], key[3], 0, {})
    usual = usual_site(muscle)
    ids = [usual, *(one.id for one in load_muscles()[muscle].sites if one.id != usual)]
    held = {one: _held(muscle, one, person, side=side) for one in ids}
    least = tuple(map(_common, zip(*held.values(), strict=True)))
    return next(
        (
            one
            for one in ids
            if held[one] == least and _of_place(muscle, one) == _of_place(muscle, usual)
        ),
        None,
    )


def _common(masks: tuple[int, ...]) -> int:
    """Return what stands in all masks."""
    found = masks[0]
    for one in masks:
        found &= one
    return found


def _held(muscle: str, site: str, person: PersonBits, *, side: str) -> tuple[int, ...]:
    """Return the conditions of the person that pressing meets at a spot, level by level."""
    place, own = body_place(muscle, site), ~place_bits()
    return tuple(
        mask & own
        for setting in _BOTH
        for method in _pressing()
        for mask in rows_held(place, method, person, side=side, setting=setting)  # type: ignore[arg-type]
    )


@lru_cache
def _of_place(muscle: str, site: str) -> tuple[int, ...]:
    """Return the conditions of the place itself, level by level."""
    nobody = PersonBits(place_bits(), place_bits(), (), (), 0, {})
    place = body_place(muscle, site)
    return tuple(
        mask
        for setting in _BOTH
        for method in _pressing()
        for mask in rows_held(place, method, nobody, side="left", setting=setting)
    )


@lru_cache
def _pressing() -> tuple[str, ...]:
    """Return the methods that press a point."""
    return tuple(one.id for one in load_method_reach().values() if one.part == "release")
