"""Why something is not in the plan: always the strictest reason that is true.

A method that is ruled out stays ruled out whatever else stands in its way: a missing tool,
another method that goes first, the room of one treatment. So every omission is asked once
more whether the rows forbid it, and what a person owns or asked for is named even where no
plan would have offered it. Nothing here adds or removes a step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from unknot.facts.conditions import load_conditions
from unknot.facts.planning import load_tools
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import load_method_reach
from unknot.plan.choosing import GOES_FIRST
from unknot.plan.feeling import lost_feeling
from unknot.plan.needling import NEEDLE
from unknot.plan.omission import Omission
from unknot.plan.permissions import (
    PLANNABLE,
    Permission,
    PersonBits,
    body_place,
    conditions_of,
    row_of,
)
from unknot.plan.posture import posture_against
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.spots import is_ruled_out_everywhere, permission_at
from unknot.plan.told_signs import struck_by_sign

__all__ = ["HOME_THINGS", "forbidden_at", "named_bans", "strictest", "with_true_reasons"]

HOME_THINGS: Final = {"clinic": ("stretching", "heat", "exercise"), "home": ("heat", "exercise")}
"""What the home programme offers by itself."""
_RANK: Final = {"absolute": 0, "not_at_home": 1, "needs_reason": 1}
_UNFELT: Final = (
    "Not at home: next to it feeling is reduced or lost, so nobody can tell alone how hard is too "
    "hard."
)
_FIRST_IS_OUT: Final = (
    "the method of its kind that goes first is ruled out here, and no other takes its place"
)


def forbidden_at(
    point: PointMark, method: str, bits: PersonBits, *, setting: str
) -> Omission | None:
    """Return what rules a method out for this person at this point, or None."""
    place = body_place(point.muscle, point.site)
    found = permission_at(point, method, bits, setting=setting)
    if not found.is_allowed:
        no_spot = _is_of_a_place(found, method) and _no_spot_is_left(
            point, method, bits, setting=setting
        )
        return Omission("rows", point, method, found, no_spot=no_spot)
    sign = struck_by_sign(point.muscle, method, bits.signs)
    if sign is not None:
        return Omission("rows", point, method, Permission("absolute", 0), sign)
    if setting == "home" and load_method_reach()[method].part == "release":
        lost = lost_feeling(point, bits, setting=setting)
        if lost:
            return Omission("rows", point, method, Permission("not_at_home", lost), _UNFELT)
    against = posture_against(place, method, bits, side=point.side, setting=setting)
    if not against:
        return None
    because = _posture_out(against)
    return Omission("rows", point, method, Permission("absolute", against), because)


def _is_of_a_place(found: Permission, method: str) -> bool:
    """Say whether only rows about some places rule a method out, none about the whole person."""
    rows = [row_of(method, condition) for condition in conditions_of(found.bits)]
    return all(row.regions and row.scope == "local" for row in rows)


def _no_spot_is_left(point: PointMark, method: str, bits: PersonBits, *, setting: str) -> bool:
    """Say whether pressing is ruled out at every spot, where none was told."""
    presses = load_method_reach()[method].part == "release"
    return (
        presses
        and point.site is None
        and is_ruled_out_everywhere(point, method, bits, setting=setting)
    )


def _posture_out(against: int) -> str:
    """Say that the posture of a method is not for this person, without describing it."""
    labels = "; ".join(load_conditions()[one].label for one in conditions_of(against))
    return f"The position for it does not suit, because of: {labels}."


def with_true_reasons(
    omissions: Iterable[Omission], query: PlanQuery, bits: PersonBits, *, closed: bool
) -> list[Omission]:
    """Replace each reason by the strictest true one.

    Parameters
    ----------
    closed
        No needle is open at all here: the law, the consent or the setting says no. Then only
        an absolute row says more.
    """
    known = list(omissions)
    struck = {(one.point, one.method) for one in known if one.kind == "rows"}
    found = []
    for one in known:
        if one.method is None or (one.kind == "rows" and one.because):
            found.append(one)
            continue
        if one.kind == "rows":  # known of the place only; the person may add rows
            found.append(forbidden_at(one.point, one.method, bits, setting=query.setting) or one)
            continue
        ban = forbidden_at(one.point, one.method, bits, setting=query.setting)
        if ban is not None and (one.method != NEEDLE or not closed or _is_absolute(ban)):
            found.append(ban)
        elif one.because == GOES_FIRST and _first_is_struck(one, struck):
            found.append(replace(one, because=_FIRST_IS_OUT))
        else:
            found.append(one)
    return found


def named_bans(
    points: Iterable[PointMark],
    query: PlanQuery,
    bits: PersonBits,
    *,
    named: Iterable[Omission],
    used: Iterable[tuple[PointMark, str]],
) -> Iterator[Omission]:
    """Yield the bans on what the person owns, asked for or would be offered at home."""
    done = {(one.point, one.method) for one in named} | set(used)
    wanted = _wanted(query)
    for point in points:
        for method in wanted:
            if (point, method) in done:
                continue
            reach = load_method_reach()[method]
            is_asked = method in query.prefer
            if not is_asked and not reach.reaches(load_muscles()[point.muscle]):
                continue
            setting = query.setting if reach.part == "release" else "home"
            ban = forbidden_at(point, method, bits, setting=setting)
            if ban is not None:
                yield ban


def strictest(omission: Omission) -> int:
    """Return the place of an omission: what is ruled out, what needs a reason, the rest."""
    return 2 if omission.permission is None else _RANK.get(omission.permission.level, 2)


def _wanted(query: PlanQuery) -> tuple[str, ...]:
    """Return the methods whose ban a person must hear of, in the order of the facts."""
    owned = {method for tool in query.equipment or () for method in _methods_of(tool)}
    asked = {*owned, *query.prefer, *HOME_THINGS[query.setting]}
    if query.methods is not None:
        asked = asked & set(query.methods) | owned | set(query.methods)
    return tuple(method for method in PLANNABLE if method in asked)


@cache
def _methods_of(tool: str) -> tuple[str, ...]:
    """Return the methods of a tool."""
    return load_tools()[tool].methods if tool in load_tools() else ()


def _is_absolute(omission: Omission) -> bool:
    """Say whether nothing opens it."""
    return omission.permission is not None and omission.permission.level == "absolute"


def _first_is_struck(one: Omission, struck: set[tuple[PointMark, str | None]]) -> bool:
    """Say whether a method of the same kind was struck out at this point."""
    reach = load_method_reach()
    part = reach[one.method or ""].part
    return any(
        point == one.point and method is not None and reach[method].part == part
        for point, method in struck
    )
