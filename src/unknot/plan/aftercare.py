"""What to do afterwards, what is usual, what is not, and when to stop at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from unknot.facts.dosing import load_dosing
from unknot.facts.planning import Afterwards, load_afterwards
from unknot.muscles.reach import load_method_reach
from unknot.plan.decide import Decision
from unknot.plan.doctor_first import areas_of
from unknot.plan.feeling import NO_NUMBER
from unknot.plan.needling import is_over_lung

__all__ = ["aftercare_of", "afterwards_of", "asked_before", "stop_rules_of"]

Things = Iterable[Mapping[str, Any]]
"""Things of the home programme, as the contract gives them."""


_WORD: Final = re.compile(r"[a-z-]+")
_SMALL: Final = frozenset(("a", "an", "and", "new", "on", "or", "the", "under"))
_MOVE: Final = "Move the muscle"
_SPARE: Final = "Normal use; no heavy load"
_ABOVE_LEVEL: Final = "Pain above the level"
"""Begins a stop rule that needs a level; where none was set any pain counts."""


def aftercare_of(
    decision: Decision, *, warned_off_heat: bool, is_kept_still: bool = False
) -> list[str]:
    """Return what to do afterwards, each line once; what was only stretched is not spared.

    Parameters
    ----------
    warned_off_heat
        Warmth is ruled out or cautioned about; its line is then left out.
    is_kept_still
        A told sign forbids to move the muscles; that line is then left out.
    """
    lines = _each_once(
        line for step in decision.steps for line in load_dosing()[step.method].aftercare
    )
    reach = load_method_reach()
    is_pressed = any(reach[step.method].part == "release" for step in decision.steps)
    return [
        line
        for line in lines
        if not (warned_off_heat and "warmth" in line.lower())
        and not (is_kept_still and line.startswith(_MOVE))
        and (is_pressed or not line.startswith(_SPARE))
    ]


def stop_rules_of(decision: Decision, home: Things = ()) -> list[str]:
    """Return when to stop at once, each line once; where nothing is felt the skin tells it.

    Parameters
    ----------
    home
        What is done beside the steps; where there is no step its rules are told.
    """
    done = _done(decision, home)
    lines = without_echoes(
        [
            *(line for method in done.methods for line in load_dosing()[method].stop_rules),
            *(one.text for one in _fitting(decision, done) if one.kind == "stop"),
        ]
    )
    unfelt = [step for step in decision.steps if step.amounts.scale == NO_NUMBER]
    if not unfelt:
        return lines
    if not any(step.amounts.pressure is not None for step in decision.steps):
        lines = ["Any pain", *(one for one in lines if not one.startswith(_ABOVE_LEVEL))]
    return ["Any mark or change of colour on the skin", *lines]


def afterwards_of(decision: Decision, home: Things = ()) -> dict[str, list[dict[str, Any]]]:
    """Return what is usual afterwards and what is not, with what to do then.

    Where nothing at all is done, the signs that this person's conditions ask to watch for stay.

    Parameters
    ----------
    home
        What is done beside the steps; where there is no step this follows from it.
    """
    done = _done(decision, home)
    found: dict[str, list[dict[str, Any]]] = {"normal": [], "not_normal": []}
    for one in _fitting(decision, done):
        if one.kind in found:
            found[one.kind].append({"text": one.text, "do": one.do, "source": one.source})
    clear = set(without_echoes(one["text"] for one in found["not_normal"]))
    found["not_normal"] = [one for one in found["not_normal"] if one["text"] in clear]
    return found


def asked_before(decision: Decision, home: Things = ()) -> list[str]:
    """Return what has to be looked at by somebody before the first step."""
    done = _done(decision, home)
    return [one.text for one in _fitting(decision, done) if one.kind == "before"]


@dataclass(frozen=True, slots=True)
class _Done:
    """What is done, and near what."""

    methods: tuple[str, ...]
    near: frozenset[str]


def _done(decision: Decision, home: Things) -> _Done:
    """Return the methods of the steps, or without any those beside them, and their places."""
    steps = [(step.method, step.point.muscle) for step in decision.steps]
    beside = [
        (thing["method"], point["muscle"])
        for thing in home
        if thing["method"]
        for point in thing["points"]
    ]
    pairs = steps or beside
    places = pairs or [("", point.muscle) for point in decision.points]
    return _Done(tuple(dict.fromkeys(method for method, _ in pairs)), _near(places))


def _fitting(decision: Decision, done: _Done) -> Iterator[Afterwards]:
    """Yield what can go with these methods, near these points, in this person.

    What only concerns some people comes first: it is what they must not miss.
    """
    held, told = set(decision.conditions), set(decision.symptoms)
    fitting = [
        one
        for one in load_afterwards().values()
        if _goes_with(one, done.methods)
        and (not one.near or not done.near.isdisjoint(one.near))
        and (not one.conditions or not held.isdisjoint(one.conditions))
        and (not one.symptoms or not told.isdisjoint(one.symptoms))
        and held.isdisjoint(one.not_with)
        and _is_of_age(one, decision.age)
    ]
    yield from sorted(fitting, key=lambda one: not _is_for_some(one))


def _goes_with(one: Afterwards, methods: tuple[str, ...]) -> bool:
    """Say whether a line belongs to the methods; without any, what only concerns some people."""
    if not methods:
        return _is_for_some(one)
    return not set(methods).isdisjoint(one.methods)


def _is_for_some(one: Afterwards) -> bool:
    """Say whether a line only concerns some people."""
    return bool(one.conditions or one.symptoms) or one.age_from is not None


def _is_of_age(one: Afterwards, age: float | None) -> bool:
    """Say whether a line is for this age; an age that was not told bars nothing."""
    if age is None:
        return True
    return (one.age_from is None or age >= one.age_from) and (
        one.age_below is None or age < one.age_below
    )


def without_echoes(lines: Iterable[str]) -> list[str]:
    """Drop repeats, and lines that say less in the words of another; keep the order."""
    once = list(dict.fromkeys(lines))
    words = {line: frozenset(_WORD.findall(line.lower())) - _SMALL for line in once}
    return [line for line in once if not any(words[line] < words[other] for other in once)]


def _near(places: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return near what is worked, by method and muscle: areas, limbs, the lung with a needle."""
    near: set[str] = set()
    for method, name in places:
        if method == "dry_needling" and is_over_lung(name):
            near.add("lung")
        near |= areas_of(name)
    return frozenset(near)


def _each_once(lines: Iterable[str]) -> list[str]:
    """Drop repeats, keep the order."""
    return list(dict.fromkeys(lines))
