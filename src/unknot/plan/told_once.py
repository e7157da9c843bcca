"""A plan point by point, with what repeats said once and referred to briefly after that.

Made from the answer of the contract for surfaces that people read from top to bottom. A
number is never referred to: every dose stands where it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from unknot.plan.wording import in_short

__all__ = ["Repeats", "ToldPoint", "ToldStep", "points_told_once", "reasons_joined"]

_ORDER: Final = re.compile(r"This point now: (?P<why>.+?)\.(?: |$)")
_OF_THE_PLACE: Final = ("Mind: ", "Needle: ")
"""Begins what is about one place; it is said at every place."""
_WHOLE: Final = ": the whole point"
_SHORT: Final = 40
"""An advice so short is said again. [signs]"""


@dataclass(slots=True)
class Repeats:
    """What was said already, and where."""

    at: dict[str, str] = field(default_factory=dict)

    def once(self, line: str, place: str) -> str:
        """Return a text, or where it was said before."""
        before = self.at.setdefault(line, place)
        return line if before == place else f"as {before}"

    def caution(self, line: str, place: str) -> str:
        """Return a caution; the second time its name and where its advice stands."""
        if line.startswith(_OF_THE_PLACE) or len(line) <= _SHORT:
            return line
        before = self.at.setdefault(line, place)
        name = in_short(line.partition(": ")[0])
        return line if before == place else f"{name}: as {before}."


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step with what is new in it.

    Attributes
    ----------
    given
        The step of the contract.
    position, how
        Or where the same was said before.
    why
        Empty when it was said at an earlier point.
    is_new
        The method was not used at an earlier point, so its evidence was not told.
    """

    given: Mapping[str, Any]
    position: str
    how: str
    why: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ToldPoint:
    """One point with its steps."""

    n: int
    point: Mapping[str, Any]
    name: str
    why_now: str
    """Why it stands here in the order; empty when there is one point only."""
    find: str
    steps: tuple[ToldStep, ...]
    cautions: tuple[str, ...]


def points_told_once(steps: Iterable[Mapping[str, Any]], repeats: Repeats) -> list[ToldPoint]:
    """Return the points in their order, each with what is new in its steps.

    Parameters
    ----------
    repeats
        Takes up what was said, for what stands beside the points.
    """
    grouped: list[list[Mapping[str, Any]]] = []
    for step in steps:
        if grouped and grouped[-1][0]["point"] == step["point"]:
            grouped[-1].append(step)
        else:
            grouped.append([step])
    methods: set[str] = set()
    found = []
    for n, some in enumerate(grouped, 1):
        found.append(_point(n, some, repeats, methods=methods))
        methods |= {step["method"] for step in some}
    return found


def reasons_joined(left_out: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Return what is left out with its reason, joined where the reason is the same."""
    found: dict[str, list[str]] = {}
    for one in left_out:
        found.setdefault(one["because"], []).append(one["what"].removesuffix(_WHOLE))
    return [("; ".join(what), because) for because, what in found.items()]


def _point(
    n: int, steps: list[Mapping[str, Any]], repeats: Repeats, *, methods: set[str]
) -> ToldPoint:
    """Return one point."""
    place = f"at point {n}"
    order = _ORDER.search(steps[0]["why"])
    lines = sorted(
        dict.fromkeys(line for step in steps for line in step["cautions"]),
        key=lambda line: line.startswith(_OF_THE_PLACE),
    )
    return ToldPoint(
        n=n,
        point=steps[0]["point"],
        name=steps[0]["point_in_words"],
        why_now=order["why"] if order else "",
        find=next((step["find"] for step in steps if step["find"]), ""),
        steps=tuple(
            _step(step, before, repeats, place=place, methods=methods)
            for step, before in zip(steps, [None, *steps], strict=False)
        ),
        cautions=tuple(repeats.caution(line, place) for line in lines),
    )


def _step(
    step: Mapping[str, Any],
    before: Mapping[str, Any] | None,
    repeats: Repeats,
    *,
    place: str,
    methods: set[str],
) -> ToldStep:
    """Return one step beside the one before it at the same point."""
    why = _ORDER.sub("", step["why"], count=1)
    said = repeats.at.setdefault(f"{step['method']}: {why}", place)
    same = before is not None and before["position"] == step["position"]
    return ToldStep(
        given=step,
        position="as in the step before" if same else step["position"],
        how=repeats.once(step["how"], place),
        why=why if said == place else "",
        is_new=step["method"] not in methods,
    )
