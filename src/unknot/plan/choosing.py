"""Which methods are used at a point: reach, setting, equipment, wish and evidence.

A point gets at most three methods, from gentle to strong: one gentle release, one stronger
release, one that lengthens the muscle. The choice is made *before* the person's conditions
are looked at, and conditions only strike methods out. So one more condition can never bring
a method in; what is struck out is named, and nothing stronger takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from unknot.facts.methods import load_methods
from unknot.facts.planning import load_plan_parameters, load_tools
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import MethodReach, load_method_reach
from unknot.plan.needling import NEEDLE
from unknot.plan.permissions import (
    Permission,
    PersonBits,
    body_place,
    permission,
    place_bits,
)

__all__ = [
    "GOES_FIRST",
    "SELF_TOOL",
    "Choice",
    "Unused",
    "Wish",
    "choice_at",
    "needle_choice",
    "own_tool",
    "tool_of",
]

_GRADES: Final = ("high", "moderate", "low to moderate", "low", "very low")
GOES_FIRST: Final = "another method of the same kind goes first"
ENOUGH: Final = "there are enough methods for one point"
SELF_TOOL: Final = "self_release_tool"


@dataclass(frozen=True, slots=True)
class Unused:
    """A method that is not used at a point, and why, before any condition is asked."""

    method: str
    because: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is tried at a point, gentle first, and what was left out with its reason."""

    methods: tuple[str, ...]
    unused: tuple[Unused, ...]
    forbidden: tuple[tuple[str, Permission], ...]
    """Methods that would fit but that the place itself rules out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the choice depends on besides the muscle; nothing about the person's health."""

    setting: str
    methods: tuple[str, ...] | None
    prefer: tuple[str, ...]
    equipment: tuple[str, ...] | None
    consents_to_needling: bool
    needles_closed: str | None
    """Why needles are not open at this point, or None when they are."""
    reasons: tuple[int, tuple[tuple[str, int], ...]]
    """A practitioner's reasons as bits, for every method and by method."""


@lru_cache(maxsize=50_000)
def choice_at(muscle: str, site: str | None, wish: Wish) -> Choice:
    """Choose the methods for one point; the same question comes up often."""
    place, fitting, unused, forbidden = body_place(muscle, site), [], [], []
    nobody = PersonBits(place_bits(), place_bits(), (), (), wish.reasons[0], dict(wish.reasons[1]))
    for reach in _in_order():
        why_not = _why_not(reach, muscle, wish)
        if why_not:
            unused.append(Unused(reach.id, why_not))
        if why_not is not None:
            continue
        # The side matters only to limbs and located conditions, and nobody has any.
        found = permission(place, reach.id, nobody, side="left", setting=wish.setting)
        if found.is_allowed:
            fitting.append(reach)
        else:
            forbidden.append((reach.id, found))
    chosen = _from_gentle_to_strong(fitting, wish)
    unused += [
        Unused(reach.id, GOES_FIRST if _has_its_kind(reach, chosen) else ENOUGH)
        for reach in fitting
        if reach.id not in chosen and _is_worth_naming(reach, wish)
    ]
    return Choice(tuple(chosen), tuple(unused), tuple(forbidden))


def _has_its_kind(reach: MethodReach, chosen: Iterable[str]) -> bool:
    """Say whether a method of the same kind was chosen."""
    return any(load_method_reach()[one].part == reach.part for one in chosen)


def needle_choice(
    muscle: str, site: str | None, reasons: tuple[int, tuple[tuple[str, int], ...]]
) -> tuple[str, ...]:
    """Return the needle when nothing but consent and country stands between it and the point."""
    wish = Wish(
        setting="clinic",
        methods=(NEEDLE,),
        prefer=(),
        equipment=None,
        consents_to_needling=True,
        needles_closed=None,
        reasons=reasons,
    )
    return choice_at(muscle, site, wish).methods


def _from_gentle_to_strong(fitting: list[MethodReach], wish: Wish) -> list[str]:
    """Take one gentle release, one stronger one in a clinic, and one that lengthens."""
    most = int(load_plan_parameters()["methods_a_point"].value)
    releases = [reach for reach in fitting if reach.part == "release"]
    chosen: list[MethodReach] = []
    if releases:
        gentle = min(releases, key=lambda reach: (_asked_last(reach, wish), reach.place))
        chosen.append(gentle)
        others = [reach for reach in releases if reach is not gentle]
        if wish.setting == "clinic" and others:
            chosen.append(min(others, key=lambda reach: _rank(reach, wish)))
    for part in ("lengthen", "comfort", "load"):
        rest = [reach for reach in fitting if reach.part == part]
        if rest and (part == "lengthen" or _is_asked(rest[0].id, wish)):
            chosen.append(min(rest, key=lambda reach: (not _prefers(reach, wish), reach.place)))
    return [reach.id for reach in chosen[:most]]


def _rank(reach: MethodReach, wish: Wish) -> tuple[bool, int, int]:
    """Order by the person's wish, then by evidence, then from gentle to strong."""
    return (not _prefers(reach, wish), _grade_place(reach.id), reach.place)


@cache
def _grade_place(method: str) -> int:
    """Return the place of a method's evidence, the best first."""
    grade = load_methods()[method].evidence_grade
    return _GRADES.index(grade) if grade in _GRADES else len(_GRADES)


def _why_not(reach: MethodReach, muscle: str, wish: Wish) -> str | None:
    """Say why a method does not fit; None when it does, empty when nobody expects it."""
    offered = reach.clinic if wish.setting == "clinic" else reach.home
    named = wish.methods is not None and reach.id in wish.methods
    if wish.methods is not None and not named:
        return ""
    asked = _is_asked(reach.id, wish)
    if offered == "no" or (reach.id == NEEDLE and wish.needles_closed is not None):
        return _not_offered(reach, wish) if asked or wish.consents_to_needling else ""
    if offered == "asked" and not asked and not _tool_stands_in(reach, muscle, wish):
        return ""
    if not reach.reaches(load_muscles()[muscle]):
        if reach.part in ("comfort", "load") and not asked:
            return ""
        own = load_muscles()[muscle].self_care.not_recommended_reason
        because = own if reach.id == SELF_TOOL else None
        return because or reach.why_not or "it does not reach this muscle"
    return _tool_missing(reach, muscle, wish)


def _not_offered(reach: MethodReach, wish: Wish) -> str:
    """Say why a method that was asked for is not offered here."""
    if reach.id == NEEDLE:
        return wish.needles_closed or ""
    if wish.methods is None and reach.id not in wish.prefer:
        return ""
    if wish.setting == "home":
        return "only in the hands of a practitioner"
    return "it belongs to the home programme"


def _is_asked(method: str, wish: Wish) -> bool:
    """Say whether somebody asked for the method by name."""
    return method in wish.prefer or (wish.methods is not None and method in wish.methods)


def _asked_last(reach: MethodReach, wish: Wish) -> tuple[bool, bool]:
    """Put first what the person prefers, then what is offered by itself."""
    offered = reach.clinic if wish.setting == "clinic" else reach.home
    return (wish.setting == "home" and not _prefers(reach, wish), offered != "yes")


def _prefers(reach: MethodReach, wish: Wish) -> bool:
    """Say whether the person prefers the method."""
    return reach.id in wish.prefer


def _is_worth_naming(reach: MethodReach, wish: Wish) -> bool:
    """Say whether somebody would miss the method."""
    offered = reach.clinic if wish.setting == "clinic" else reach.home
    is_expected = offered == "yes" and reach.part == "release"
    return is_expected or _is_asked(reach.id, wish)


def own_tool(muscle: str) -> str:
    """Return the tool with which a person reaches the muscle; ``none`` when not alone."""
    return load_muscles()[muscle].self_care.tool


def tool_of(method: str, muscle: str) -> str | None:
    """Return the tool that a method needs at a muscle, or None for hands and nothing."""
    if method == SELF_TOOL:
        return own_tool(muscle)
    tools = load_tools().values()
    return next((t.id for t in tools if method in t.methods and not t.is_always_there), None)


def _tool_missing(reach: MethodReach, muscle: str, wish: Wish) -> str | None:
    """Say that a tool is not there; nobody asked means that it may be there."""
    if reach.id == SELF_TOOL:
        tool = own_tool(muscle)
        if tool not in load_tools() or SELF_TOOL not in load_tools()[tool].methods:
            why = load_muscles()[muscle].self_care.not_recommended_reason
            return why if tool == "none" and why else "another tool reaches it better"
    elif wish.setting == "home":
        needed = tool_of(reach.id, muscle)
        if needed is None or reach.part in ("load", "comfort"):
            return None
        tool = needed
    else:
        return None
    fit = (tool, *(_also_named(muscle) if reach.id == SELF_TOOL else ()))
    has = wish.equipment is None or not set(fit).isdisjoint(wish.equipment)
    if has or load_tools()[tool].is_always_there:
        return None
    return f"it needs {' or '.join(load_tools()[one].in_words for one in dict.fromkeys(fit))}"


@cache
def _also_named(muscle: str) -> tuple[str, ...]:
    """Return the tools that the text of the muscle names besides its own."""
    text = (load_muscles()[muscle].self_care.position or "").lower()
    return tuple(
        tool.id
        for tool in load_tools().values()
        if SELF_TOOL in tool.methods
        and not tool.is_always_there
        and re.search(rf"\b{tool.label.split()[-1]}s?\b", text)
    )


def _tool_stands_in(reach: MethodReach, muscle: str, wish: Wish) -> bool:
    """Say whether a roller at hand stands in for the tool that reaches the muscle best."""
    if reach.part != "release" or wish.setting != "home":
        return False
    tool = own_tool(muscle)
    methods = load_tools()[tool].methods if tool in load_tools() else ()
    if reach.id in methods:
        return True
    needed = tool_of(reach.id, muscle)
    lacks_own = wish.equipment is not None and tool not in wish.equipment
    always = tool in load_tools() and load_tools()[tool].is_always_there
    return bool(
        lacks_own
        and not always
        and tool != "none"
        and wish.equipment
        and needed in wish.equipment
        and reach.id == "foam_rolling"
    )


@cache
def _in_order() -> tuple[MethodReach, ...]:
    """Return the methods from gentle to strong, part by part."""
    reaches: Iterable[MethodReach] = load_method_reach().values()
    parts = ("release", "lengthen", "comfort", "load")
    return tuple(sorted(reaches, key=lambda reach: (parts.index(reach.part), reach.place)))
