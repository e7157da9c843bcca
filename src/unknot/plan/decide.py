"""The heart of a plan: which methods, at which points, with which dose, and what is left out.

No words are made here; `wording` says it. Choosing comes first and knows nothing of the
person's conditions; then conditions strike methods out and lower doses. A place that falls
free is not filled, so that one more condition can never add anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unknot.facts.conditions import load_conditions
from unknot.facts.dosing import SENSITIVE, load_dosing
from unknot.facts.planning import load_afterwards, load_plan_parameters
from unknot.facts.red_flags import AlertUrgency
from unknot.muscles.reach import load_method_reach
from unknot.plan.choosing import Choice, Wish, choice_at, needle_choice
from unknot.plan.doctor_first import doctor_first
from unknot.plan.dose import (
    Amounts,
    Stage,
    amounts,
    most_points,
    rest_hours,
    without_scale,
)
from unknot.plan.feeling import is_unfelt
from unknot.plan.needling import (
    NEEDLE,
    NeedleAnswer,
    is_over_lung,
    needle_answer,
)
from unknot.plan.omission import Omission
from unknot.plan.order import OrderedPoint, order_points
from unknot.plan.permissions import (
    Permission,
    PersonBits,
    conditions_of,
)
from unknot.plan.person import (
    conditions_of_person,
    has_many_old_points,
    is_child,
    person_bits,
)
from unknot.plan.query import PlanQuery, PointMark
from unknot.plan.reasons import forbidden_at, named_bans, strictest, with_true_reasons
from unknot.plan.spots import permission_at, spot_meant
from unknot.sides import LeftRight

__all__ = [
    "AGE_NOT_TOLD",
    "NOTHING_REACHES",
    "NO_ADULT",
    "NO_METHOD",
    "TOO_YOUNG",
    "Decision",
    "Omission",
    "Step",
    "calls_all_off",
    "decide",
    "stage_of",
]

AGE_NOT_TOLD: Final = "age_not_told"
TOO_YOUNG: Final = "too_young_for_home"
NO_ADULT: Final = "no_adult_beside"
NO_METHOD: Final = "no_method_allowed"
NOTHING_REACHES: Final = "nothing_reaches"
_CALLED_OFF: Final = (AGE_NOT_TOLD, TOO_YOUNG, NO_ADULT)
NO_STRENGTH: Final = "the limit that was set leaves nothing: do not press or stretch here"


@dataclass(frozen=True, slots=True)
class Step:
    """One method at one point with its dose."""

    point: PointMark
    method: str
    place: int
    """0: the gentle beginning; more: after it."""
    amounts: Amounts
    permission: Permission
    why_here: str
    """Why the point stands where it stands."""
    spot: str | None = None
    """The site that is meant; None for the usual one."""


@dataclass(frozen=True, slots=True)
class _Person:
    """What was told with what follows from it."""

    query: PlanQuery
    bits: PersonBits
    stage: Stage


@dataclass(frozen=True, slots=True)
class Decision:
    """What is done and what is not, without words.

    Attributes
    ----------
    blockers
        Conditions or other reasons that leave nothing to be done; empty when there are steps.
    composed
        Methods that were chosen before conditions were looked at.
    most_points
        Points that a treatment takes with the methods that are really in the plan.
    """

    steps: tuple[Step, ...]
    omissions: tuple[Omission, ...]
    blockers: tuple[str, ...]
    conditions: tuple[str, ...]
    bits: PersonBits
    stage: Stage
    needles: NeedleAnswer
    composed: tuple[str, ...]
    most_points: int
    rest_hours: int
    points: tuple[PointMark, ...]
    """The points of this treatment, in order, also those that were struck out."""
    age: float | None = None
    symptoms: tuple[str, ...] = ()


def decide(query: PlanQuery, level: AlertUrgency | None = None) -> Decision:
    """Decide on a plan.

    Parameters
    ----------
    level
        The most urgent warning sign reported, or None.
    """
    conditions = conditions_of_person(query, level)
    person = _Person(query, person_bits(query, conditions), stage_of(query, conditions))
    needles = needle_answer(query)
    ordered = order_points(query.points)
    chosen = [(one, _chosen(one.point, query, needles=needles, ordered=ordered)) for one in ordered]
    workable = [(one, choice) for one, choice in chosen if choice.methods]
    composed = tuple(dict.fromkeys(m for _, choice in workable for m in choice.methods))
    n_room = _points_a_treatment(composed, person.stage)
    steps, struck = _placed(workable, person, n_room=n_room)
    stopped = (*_emergencies(conditions), *_not_at_home(query), *_unseen(query, conditions))
    left = [omission for one, choice in chosen for omission in _left_at_point(one, choice)]
    blockers = () if steps else _blockers(query, [*left, *struck])
    if stopped:
        steps, blockers = (), stopped
    points = tuple(one.point for one, _ in workable[:n_room])
    return Decision(
        steps=steps,
        omissions=_omissions([*left, *struck], person, steps=steps, points=points,
                             closed=not needles.is_open),
        blockers=blockers,
        conditions=conditions,
        bits=person.bits,
        stage=person.stage,
        needles=needles,
        composed=composed,
        most_points=_points_of(steps, person.stage, n_room=n_room),
        rest_hours=max((rest_hours(method, person.stage) for method in composed), default=0),
        points=points,
        age=query.age,
        symptoms=query.symptoms,
    )  # fmt: skip


def _placed(
    workable: list[tuple[OrderedPoint, Choice]], person: _Person, *, n_room: int
) -> tuple[tuple[Step, ...], list[Omission]]:
    """Give each method its points, and name what conditions and the room strike out.

    A place that falls free is not filled: a method counts at a point whether it is struck
    out there or not.
    """
    steps: list[Step] = []
    struck: list[Omission] = []
    used: dict[str, int] = {}
    for one, choice in workable[:n_room]:
        n_before = len(steps)
        for method in choice.methods:
            used[method] = used.get(method, 0) + 1
            if used[method] > most_points(method, person.stage):
                struck.append(Omission("later", one.point, method))
                continue
            step = _step(one, method, person, place=len(steps) - n_before)
            if isinstance(step, Step):
                steps.append(step)
            else:
                struck.append(step)
    struck += [Omission("later", one.point, None) for one, _ in workable[n_room:]]
    return tuple(steps), struck


def _omissions(
    left: list[Omission],
    person: _Person,
    *,
    steps: tuple[Step, ...],
    points: tuple[PointMark, ...],
    closed: bool,
) -> tuple[Omission, ...]:
    """Return everything that is left out with its true reason, the strictest first."""
    known = with_true_reasons(left, person.query, person.bits, closed=closed)
    known += named_bans(
        points,
        person.query,
        person.bits,
        named=known,
        used=[(step.point, step.method) for step in steps],
    )
    return tuple(sorted(known, key=strictest))


def stage_of(query: PlanQuery, conditions: tuple[str, ...]) -> Stage:
    """Say where the person stands; what is not told counts as the gentler case."""
    numbers, known = load_plan_parameters(), load_conditions()
    done = query.treatments_so_far or 0
    is_first = done < numbers["first_treatments"].value
    return Stage(
        is_first=is_first,
        is_early=done < numbers["gentle_treatments"].value,
        is_sensitive=is_first
        or bool(query.irritable)
        or has_many_old_points(query)
        or query.age is None
        or query.age >= numbers["gentle_from_age"].value
        or any(known[one].is_gentle for one in conditions),
        is_low=done < numbers["low_pressure_treatments"].value,
        is_light=done < numbers["light_pressure_treatments"].value,
        is_irritable=bool(query.irritable)
        or has_many_old_points(query)
        or not set(conditions).isdisjoint(load_dosing()[SENSITIVE].course_for),
    )


def _chosen(
    point: PointMark,
    query: PlanQuery,
    *,
    needles: NeedleAnswer,
    ordered: tuple[OrderedPoint, ...],
) -> Choice:
    """Choose the methods of a point, and name those that the place rules out."""
    closed: str | None = None if needles.is_open else needles.because
    if closed is None and is_over_lung(point.muscle):
        if not needles.is_open_over_lung:
            closed = f"over the lung it is not open here: {needles.because}"
        elif point.side != (_needle_side(query, ordered) or point.side):
            closed = "needles over the lung stay on one side in one treatment"
    return choice_at(
        point.muscle,
        point.site,
        Wish(
            setting=query.setting,
            methods=query.methods,
            prefer=query.prefer,
            equipment=query.equipment,
            consents_to_needling=query.consents_to_needling,
            needles_closed=closed,
            reasons=_reasons(query),
        ),
    )


def _needle_side(query: PlanQuery, ordered: tuple[OrderedPoint, ...]) -> LeftRight | None:
    """Return the side of the first point over the lung where a needle is open at all."""
    for one in ordered:
        point = one.point
        if is_over_lung(point.muscle) and NEEDLE in needle_choice(
            point.muscle, point.site, _reasons(query)
        ):
            return point.side
    return None


def _reasons(query: PlanQuery) -> tuple[int, tuple[tuple[str, int], ...]]:
    """Return the reasons that were given, as bits: for every method, and by method."""
    if not query.reasons:
        return 0, ()
    given = person_bits(query, ())
    return given.reasons, tuple(sorted(given.row_reasons.items()))


def _step(one: OrderedPoint, method: str, person: _Person, *, place: int) -> Step | Omission:
    """Return the step, or what strikes it out."""
    point, query, bits = one.point, person.query, person.bits
    struck = forbidden_at(point, method, bits, setting=query.setting)
    if struck is not None:
        return struck
    found = permission_at(point, method, bits, setting=query.setting)
    dose = amounts(
        method,
        person.stage,
        is_halved=found.is_halved,
        cautions=found.cautions,
        most_pressure=query.most_pressure,
        most_seconds=query.most_seconds,
    )
    if query.most_pressure is not None and dose.pressure is not None and dose.pressure <= 0:
        return Omission("unused", point, method, None, NO_STRENGTH)
    if is_unfelt(point, bits, setting=query.setting):
        dose = without_scale(dose)
    return Step(point, method, place, dose, found, one.why, spot_meant(point, bits))


def _left_at_point(one: OrderedPoint, choice: Choice) -> list[Omission]:
    """Return what was left out at a point before conditions were looked at."""
    left = [Omission("rows", one.point, method, found) for method, found in choice.forbidden]
    left += [Omission("unused", one.point, u.method, None, u.because) for u in choice.unused]
    if not choice.methods:
        left.append(Omission("nothing_reaches", one.point, None))
    return left


def _points_a_treatment(methods: tuple[str, ...], stage: Stage) -> int:
    """Return how many points one treatment takes: what the widest pressing method allows.

    Each method keeps to its own number besides. The widest one counts, not the narrowest:
    striking a method out then never makes room for a point, and a method that is not in the
    plan never limits the others.
    """
    reach = load_method_reach()
    releases = [m for m in methods if reach[m].part == "release" and m != NEEDLE]
    # What was only asked for counts by itself, point by point; it does not widen the others.
    releases = [m for m in releases if "yes" in (reach[m].clinic, reach[m].home)] or releases
    limits = [most_points(method, stage) for method in releases or methods]
    return max(limits, default=0)


def _points_of(steps: tuple[Step, ...], stage: Stage, *, n_room: int) -> int:
    """Return how many points a treatment takes with the methods that are left."""
    widest = max((most_points(step.method, stage) for step in steps), default=0)
    worked = len({step.point for step in steps})
    return max(min(widest, n_room), worked)


def _emergencies(conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was told that needs help now: nothing is done anywhere beside it."""
    known = load_conditions()
    return tuple(one for one in conditions if known[one].urgency == "emergency_now")


def _unseen(query: PlanQuery, conditions: tuple[str, ...]) -> tuple[str, ...]:
    """Name what a doctor looks at first, when none has."""
    if query.is_seen_by_doctor is not False:
        return ()
    return tuple(one.id for one in doctor_first(query, conditions))


def calls_all_off(blocker: str) -> bool:
    """Say whether a blocker leaves nothing at all to be done, at whatever point."""
    is_told = blocker in load_conditions()
    is_off = blocker in _CALLED_OFF or blocker in load_afterwards()
    return is_off or (is_told and bool(_emergencies((blocker,))))


def _not_at_home(query: PlanQuery) -> tuple[str, ...]:
    """Say why no home plan is made: the age is not told, too young, or no adult beside."""
    if query.setting != "home":
        return ()
    if query.age is None:
        return (AGE_NOT_TOLD,)
    if query.age < load_plan_parameters()["home_with_adult_from"].value:
        return (TOO_YOUNG,)
    return (NO_ADULT,) if is_child(query) and not query.has_guardian else ()


def _blockers(query: PlanQuery, omissions: list[Omission]) -> tuple[str, ...]:
    """Name what leaves nothing to be done, the strictest first."""
    found: dict[str, int] = {}
    for omission in omissions:
        if omission.kind == "rows" and omission.permission is not None:
            rank = 0 if omission.permission.level == "absolute" else 1
            for condition in conditions_of(omission.permission.bits):
                found[condition] = min(rank, found.get(condition, rank))
    person = {c: r for c, r in found.items() if load_conditions()[c].kind != "place"}
    ranked = sorted(person or found, key=lambda c: found[c])
    if ranked:
        return tuple(ranked)
    if query.methods is not None and not query.methods:
        return (NO_METHOD,)
    return (NOTHING_REACHES,)
