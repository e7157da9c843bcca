"""What could be done at home about these points, before the person's conditions are asked.

Press the point, lengthen the muscle, load it: the first two are those of the plan, the third
is an exercise that loads as many of the points as possible. Choosing first and only taking
away later is the way of the plan: one more condition can then never bring a thing in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from unknot.facts.programmes import Exercise, load_exercises, load_programme_parameters
from unknot.muscles.catalogue import load_muscles
from unknot.muscles.reach import Part, load_method_reach
from unknot.plan.choosing import Choice, Wish, choice_at
from unknot.plan.order import order_points
from unknot.plan.permissions import Permission
from unknot.plan.query import PlanQuery, PointMark
from unknot.prevent.names import exercise_name, point_name

__all__ = ["EXERCISE", "Candidate", "Candidates", "candidates_of"]

EXERCISE: Final = "exercise"
_PARTS: Final = ("release", "lengthen")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that could be in the week."""

    name: str
    method: str
    part: Part
    points: tuple[PointMark, ...]
    """The point it is for, then others that it reaches too."""
    exercise: str | None
    worth: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """What could be done, and what could not whoever the person is."""

    things: tuple[Candidate, ...]
    """The most useful first."""
    points: tuple[PointMark, ...]
    """The points of this week, in order."""
    waiting: tuple[PointMark, ...]
    """Points for which this week has no room."""
    unused: tuple[tuple[PointMark, str, str], ...]
    """Point, method, and why it does not fit: mostly a tool that is not there."""
    forbidden: tuple[tuple[PointMark, str, Permission], ...]
    """Point, method, and the rows by which the place itself rules it out."""
    unreached: tuple[PointMark, ...]
    """Points that nothing at home reaches."""


def candidates_of(query: PlanQuery) -> Candidates:
    """Return what could be done about the points of a person.

    Parameters
    ----------
    query
        Who and where; conditions are not looked at.
    """
    most = int(load_programme_parameters()["points_a_week"].value)
    ordered = [one.point for one in order_points(query.points)]
    points, waiting = tuple(ordered[:most]), tuple(ordered[most:])
    wish = _wish(query)
    choices = [(point, choice_at(point.muscle, point.site, wish)) for point in points]
    things = [*_pressed_and_stretched(choices), *_exercises(points, query)]
    reached = {point for thing in things for point in thing.points}
    return Candidates(
        things=tuple(sorted(things, key=lambda thing: -thing.worth)),
        points=points,
        waiting=waiting,
        unused=tuple(
            (point, one.method, one.because) for point, choice in choices for one in choice.unused
        ),
        forbidden=tuple(
            (point, method, found)
            for point, choice in choices
            for method, found in choice.forbidden
        ),
        unreached=tuple(point for point in points if point not in reached),
    )


def _wish(query: PlanQuery) -> Wish:
    """Return what the choice depends on besides the muscle; needles are never open at home."""
    return Wish(
        setting="home",
        methods=query.methods,
        prefer=query.prefer,
        equipment=query.equipment,
        consents_to_needling=False,
        needles_closed="no needles at home",
        reasons=(0, ()),
    )


def _pressed_and_stretched(choices: list[tuple[PointMark, Choice]]) -> Iterable[Candidate]:
    """Yield pressing and lengthening; two points of one muscle share a stretch."""
    done: set[str] = set()
    for rank, (point, choice) in enumerate(choices):
        for method in choice.methods:
            part = load_method_reach()[method].part
            name = point_name(point, part) if part in _PARTS else ""
            if not name or name in done:
                continue
            done.add(name)
            others = tuple(
                other for other, _ in choices if other != point and point_name(other, part) == name
            )
            yield Candidate(name, method, part, (point, *others), None, _worth(part, rank))


def _exercises(points: tuple[PointMark, ...], query: PlanQuery) -> Iterable[Candidate]:
    """Yield one exercise for each point, shared where one loads several of them."""
    if query.methods is not None and EXERCISE not in query.methods:
        return
    done: set[str] = set()
    for rank, point in enumerate(points):
        if not load_method_reach()[EXERCISE].reaches(load_muscles()[point.muscle]):
            continue
        exercise = _exercise_for(point, points)
        if exercise is None:
            continue
        name = exercise_name(exercise.id, point.side)
        if name in done:
            continue
        done.add(name)
        others = tuple(
            other for other in points if other != point and _loads(exercise, other, point)
        )
        yield Candidate(name, EXERCISE, "load", (point, *others), exercise.id, _worth("load", rank))


def _exercise_for(point: PointMark, points: tuple[PointMark, ...]) -> Exercise | None:
    """Return the exercise that loads the muscle and most of the other points, or None."""
    fitting = [
        one
        for one in load_exercises().values()
        if point.muscle in one.muscles and not one.moves_only
    ]
    return max(
        fitting,
        key=lambda one: (
            sum(_loads(one, other, point) for other in points),
            -one.muscles.index(point.muscle),
        ),
        default=None,
    )


def _loads(exercise: Exercise, other: PointMark, point: PointMark) -> bool:
    """Say whether an exercise done for a point loads another one as well."""
    same_side = other.side == point.side or not exercise.is_one_sided
    return same_side and other.muscle in exercise.muscles


def _worth(part: Part, rank: int) -> float:
    """Return what a thing is worth: its kind, and less at the later points."""
    numbers = load_programme_parameters()
    return numbers[f"worth_{part}"].value * numbers["worth_next_point"].value ** rank
