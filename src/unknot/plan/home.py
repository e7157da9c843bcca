"""The home programme: at most three things, each with its dose, its reason and its grade.

For a person treated in a clinic it is what happens between the visits; for a person at home
it is what goes beside the releases. The home rules hold in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from unknot.facts.dosing import load_dosing
from unknot.facts.factors import load_factors
from unknot.facts.methods import load_methods
from unknot.facts.planning import load_plan_parameters
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.plain import in_plain_words
from unknot.muscles.reach import load_method_reach
from unknot.plan.at_home import asked_of, felt_by_child, read_out
from unknot.plan.before import carried_lines
from unknot.plan.decide import Decision
from unknot.plan.dose import amounts
from unknot.plan.exercise_words import exercises_in_words
from unknot.plan.exercising import EXERCISE, exercises_for, seconds_of
from unknot.plan.feeling import how_without_number, is_unfelt
from unknot.plan.permissions import Permission, conditions_of, row_of
from unknot.plan.posture import text_that_suits
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.reasons import HOME_THINGS, forbidden_at
from unknot.plan.spots import permission_at
from unknot.plan.wording import advice_lines, held_shorter, point_in_words

__all__ = ["heat_is_open", "home_programme"]


def home_programme(decision: Decision, query: PlanQuery) -> list[dict[str, Any]]:
    """Return what to do at home; the choice comes before conditions, these only strike out."""
    most = int(load_plan_parameters()["home_things"].value)
    points = decision.points or query.points[:1]
    things_offered = HOME_THINGS[query.setting]
    methods = tuple(m for m in things_offered if query.methods is None or m in query.methods)
    things = []
    for method in methods:
        thing = _thing(method, points, decision, query=query)
        if thing is not None:
            things.append(thing)
    if len(methods) < most and (things or decision.steps):
        things += _habit(points, query)
    return things[:most]


def heat_is_open(decision: Decision, home: Iterable[Mapping[str, Any]]) -> bool:
    """Say whether warmth after the treatment still has to be told.

    Where the home programme has a warm pack, it stands there, with its places and its time.
    Where a point is out of its reach, or a rule speaks against it, nothing is said.
    """
    if any(thing["method"] == "heat" for thing in home):
        return False
    points = dict.fromkeys(step.point for step in decision.steps)
    reach = load_method_reach()["heat"]
    return all(
        reach.reaches(load_muscles()[point.muscle])
        and _allowed("heat", point, decision).level == "free"
        for point in points
    )


def _thing(
    method: str, points: tuple[PointMark, ...], decision: Decision, *, query: PlanQuery
) -> dict[str, Any] | None:
    """Return one thing for every point where it is allowed, or None."""
    found = _open_at(method, points, decision)
    chosen = exercises_for(found, decision.bits) if method == EXERCISE else []
    if method == EXERCISE:
        found = {point: found[point] for one in chosen for point in one.points}
    if not found:
        return None
    held = _held(found, decision)
    dose = amounts(
        method,
        decision.stage,
        is_halved=held.is_halved,
        cautions=held.cautions,
        is_unfelt=held.is_unfelt,
        most_pressure=query.most_pressure,
        most_seconds=query.most_seconds,
    )
    if query.most_pressure is not None and dose.pressure is not None and dose.pressure <= 0:
        return None
    if chosen:
        is_careful = held.is_unfelt or held.is_halved
        how = exercises_in_words(
            chosen, decision, query, most_s=dose.seconds[1], is_careful=is_careful
        )
        how = f"{how} {_MORNING}"
    else:
        how = _how(method, list(found), decision, query=query)
    return {
        "what": load_methods()[method].plain_label,
        "method": method,
        "points": [
            {"muscle": point.muscle, "side": point.side, "site": point.site} for point in found
        ],
        "how": f"{how} {how_without_number(method)}" if held.is_unfelt else how,
        "seconds": seconds_of(chosen, dose) if chosen else list(dose.seconds),
        "repeats": dose.repeats,
        "pressure_0_10": dose.pressure,
        "scale": dose.scale,
        "felt_in_words": felt_by_child(dose, query) or _lukewarm(method, held.cautions),
        "times_per_week": dose.times_per_week,
        "why": " ".join([_WHY[method], *held_shorter(method, dose.seconds[1], query)]),
        "evidence": _evidence_of(method),
        "cautions": [
            *carried_lines(method, tuple(found), decision),
            *advice_lines(method, held.cautions, is_unfelt=held.is_unfelt),
        ],
    }


@dataclass(frozen=True, slots=True)
class _Held:
    """What holds for one thing, whichever of its points it comes from."""

    cautions: int
    is_halved: bool
    is_unfelt: bool


def _held(found: Mapping[PointMark, Permission], decision: Decision) -> _Held:
    """Join what the rows say at the points of one thing: the strictest counts for all."""
    cautions = 0
    for one in found.values():
        cautions |= one.cautions
    return _Held(
        cautions,
        any(one.is_halved for one in found.values()),
        any(is_unfelt(point, decision.bits, setting="home") for point in found),
    )


def _evidence_of(method: str) -> dict[str, Any]:
    """Return what is known of a method."""
    record = load_dosing()[method]
    return {
        "grade": record.evidence_grade,
        "for": record.evidence_for,
        "sources": list(record.evidence_sources),
    }


def _open_at(
    method: str, points: tuple[PointMark, ...], decision: Decision
) -> dict[PointMark, Permission]:
    """Return the points where a method reaches and is allowed, with what the rows say."""
    reach = load_method_reach()[method]
    return {
        point: _allowed(method, point, decision)
        for point in points
        if reach.reaches(load_muscles()[point.muscle])
        and forbidden_at(point, method, decision.bits, setting="home") is None
    }


_WHY = {
    "stretching": "Keeps the muscle moving freely.",
    "heat": "Warmth eases for a while; it is comfort, and that is enough.",
    "exercise": "In trials with adults who have trigger points exercise eased pain and helped "
    "movement, on average a little.",
}


_MORNING = (
    "Where it hurts more than the number given already: no more than now. It must be back to "
    "usual by the next morning; if not, do half."
)
"""The pain rule of exercise in `dosing.jsonl`, for people who hurt more than its number."""
_YES_OR_NO = ("Do ", "Does ", "Is ", "Are ", "Did ", "Have ", "Has ")


def _lukewarm(method: str, cautions: int) -> str | None:
    """Return how warm where a caution asks for less than pleasant warmth."""
    if method != "heat":
        return None
    advice = [row_of(method, one).instead for one in conditions_of(cautions)]
    return "lukewarm, no more" if any("lukewarm" in one.lower() for one in advice) else None


def _how(method: str, points: list[PointMark], decision: Decision, *, query: PlanQuery) -> str:
    """Say how it is done, in plain words: whoever takes it home reads it there."""
    names = [point_in_words(point, "home") for point in points]
    if method == "heat":
        on = "; ".join(dict.fromkeys(names))
        throat = " Only at the back of the neck, never on the throat." if _is_neck(points) else ""
        return (
            f"Lay a hand-warm pack, wrapped in a cloth, on: {on}.{throat} Not on numb skin, and "
            "never asleep. Look at the skin after five minutes; take it off if it turns red."
        )
    texts: dict[str, list[str]] = {}
    for point, name in zip(points, names, strict=True):
        text = in_plain_words(text_that_suits(point, method, decision.bits, setting="home"))
        texts.setdefault(read_out(text, query), []).append(name)
    return " ".join(f"{'; '.join(dict.fromkeys(some))}: {text}" for text, some in texts.items())


def _then(question: str) -> str:
    """Lead from a question to its advice; only one of yes or no can be followed by *if so*."""
    return "If so:" if question.startswith(_YES_OR_NO) else "To try:"


def _is_neck(points: list[PointMark]) -> bool:
    """Say whether a pack would lie on the neck."""
    return any(load_muscles()[point.muscle].area == "neck" for point in points)


def _habit(points: tuple[PointMark, ...], query: PlanQuery) -> list[dict[str, Any]]:
    """Return one habit that feeds these muscles, the best supported one."""
    grades = ("high", "moderate", "low", "very low")
    counted: dict[str, int] = {}
    for point in points:
        for factor in load_muscles()[point.muscle].perpetuated_by:
            counted[factor] = counted.get(factor, 0) + 1
    known = load_factors()
    ranked = sorted(
        (one for one in counted if one in known and not known[one].refer),
        key=lambda one: (-counted[one], grades.index(known[one].evidence_grade)),
    )
    return [
        {
            "what": f"One habit to look at: {known[one].name}",
            "method": None,
            "how": f"{asked_of(known[one].question, query)} "
            f"{_then(known[one].question)} {known[one].advice}",
            "why": "Often feeds these muscles.",
            "evidence": {
                "grade": known[one].evidence_grade,
                "for": known[one].evidence,
                "sources": list(known[one].sources),
            },
            "cautions": [],
        }
        for one in ranked[:1]
    ]


def _allowed(method: str, point: PointMark, decision: Decision) -> Permission:
    """Return what the rows say about a method at home."""
    return permission_at(point, method, decision.bits, setting="home")
