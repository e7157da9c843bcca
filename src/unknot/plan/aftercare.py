"""What to do afterwards, what is usual, what is not, and when to stop at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from unknot.facts.dosing import load_dosing
from unknot.facts.planning import Afterwards, load_afterwards
from unknot.facts.vocabularies import load_regions
from unknot.muscles.catalogue import load_muscles
from unknot.plan.decide import Decision, Step
from unknot.plan.feeling import NO_NUMBER
from unknot.plan.limbs import limbs_of_muscle
from unknot.plan.needling import is_over_lung

__all__ = ["aftercare_of", "afterwards_of", "stop_rules_of"]


_WORD: Final = re.compile(r"[a-z-]+")
_SMALL: Final = frozenset(("a", "an", "and", "new", "on", "or", "the", "under"))
_HEAD: Final = frozenset(("head", "jaw"))
_ABOVE_LEVEL: Final = "Pain above the level"
"""Begins a stop rule that needs a level; where none was set any pain counts."""


def aftercare_of(decision: Decision, warned_off_heat: bool) -> list[str]:
    """Return what to do afterwards, each line once.

    Parameters
    ----------
    warned_off_heat
        Warmth is ruled out or cautioned about; its line is then left out.
    """
    lines = _each_once(
        line for step in decision.steps for line in load_dosing()[step.method].aftercare
    )
    return [line for line in lines if not (warned_off_heat and "warmth" in line.lower())]


def stop_rules_of(decision: Decision) -> list[str]:
    """Return when to stop at once, each line once; where nothing is felt the skin tells it."""
    methods = {step.method for step in decision.steps}
    lines = without_echoes(
        [
            *(line for step in decision.steps for line in load_dosing()[step.method].stop_rules),
            *(one.text for one in _fitting(decision, methods) if one.kind == "stop"),
        ]
    )
    unfelt = [step for step in decision.steps if step.amounts.scale == NO_NUMBER]
    if not unfelt:
        return lines
    if not any(step.amounts.pressure is not None for step in decision.steps):
        lines = ["Any pain", *(one for one in lines if not one.startswith(_ABOVE_LEVEL))]
    return ["Any mark or change of colour on the skin", *lines]


def afterwards_of(decision: Decision) -> dict[str, list[dict[str, Any]]]:
    """Return what is usual afterwards and what is not, with what to do then."""
    methods = {step.method for step in decision.steps}
    found: dict[str, list[dict[str, Any]]] = {"normal": [], "not_normal": []}
    for one in _fitting(decision, methods):
        if one.kind == "stop":
            continue
        found[one.kind].append({"text": one.text, "do": one.do, "source": one.source})
    clear = set(without_echoes(one["text"] for one in found["not_normal"]))
    found["not_normal"] = [one for one in found["not_normal"] if one["text"] in clear]
    return found


def _fitting(decision: Decision, methods: set[str]) -> Iterator[Afterwards]:
    """Yield what can follow these methods, near these points, in this person.

    What only concerns some people comes first: it is what they must not miss.
    """
    near, held = _near(decision.steps), set(decision.conditions)
    fitting = [
        one
        for one in load_afterwards().values()
        if not methods.isdisjoint(one.methods)
        and (one.near is None or one.near in near)
        and (not one.conditions or not held.isdisjoint(one.conditions))
        and (one.age_from is None or decision.age is None or decision.age >= one.age_from)
    ]
    yield from sorted(fitting, key=lambda one: not one.conditions and one.age_from is None)


def without_echoes(lines: Iterable[str]) -> list[str]:
    """Drop repeats, and lines that say less in the words of another; keep the order."""
    once = list(dict.fromkeys(lines))
    words = {line: frozenset(_WORD.findall(line.lower())) - _SMALL for line in once}
    return [line for line in once if not any(words[line] < words[other] for other in once)]


def _near(steps: Iterable[Step]) -> frozenset[str]:
    """Return near what the steps work: lung (with a needle), neck, head, leg."""
    near = set()
    for step in steps:
        muscle = load_muscles()[step.point.muscle]
        if step.method == "dry_needling" and is_over_lung(muscle.id):
            near.add("lung")
        areas = {load_regions()[z.region].area for s in muscle.sites for z in s.local}
        if "neck" in areas or muscle.area == "neck":
            near.add("neck")
        if not areas.isdisjoint(_HEAD) or muscle.area in _HEAD:
            near.add("head")
        near |= limbs_of_muscle(muscle, muscle.sites)
    return frozenset(near)


def _each_once(lines: Iterable[str]) -> list[str]:
    """Drop repeats, keep the order."""
    return list(dict.fromkeys(lines))
