"""Which exercise loads the muscles of some points, at its first and gentlest level.

The exercises are those of ``facts/exercises.jsonl``. One that its position or an own
condition speaks against is left out, and nothing takes its place but another exercise for the
same muscle: one that loads it, or else one that only moves it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from unknot.facts.programmes import Exercise, ExerciseLevel, load_exercises
from unknot.muscles.reach import load_positions
from unknot.plan.dose import Amounts
from unknot.plan.permissions import PersonBits, bits_of, body_place, held_here
from unknot.plan.query import PointMark

__all__ = ["EXERCISE", "Chosen", "exercises_for", "seconds_of"]

EXERCISE: Final = "exercise"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One exercise with the points that it is for."""

    exercise: Exercise
    points: tuple[PointMark, ...]

    @property
    def level(self) -> ExerciseLevel:
        """The gentlest level; it needs no tool."""
        return self.exercise.levels[0]


def exercises_for(points: Iterable[PointMark], person: PersonBits) -> list[Chosen]:
    """Return the exercises that load the points, each as few times as can be.

    A point whose exercises are all left out, or that none loads by itself, is in none.
    """
    waiting, found = list(points), []
    while waiting:
        point = waiting[0]
        exercise = _exercise_for(point, waiting, person)
        if exercise is None:
            waiting = waiting[1:]
            continue
        loaded = tuple(
            one for one in waiting if one == point or _loads(exercise, one, person, beside=point)
        )
        found.append(Chosen(exercise, loaded))
        waiting = [one for one in waiting if one not in loaded]
    return found


def seconds_of(chosen: list[Chosen], dose: Amounts) -> list[int]:
    """Return the time of one slow repeat, from and to, under the longest time that is allowed."""
    each = [min(one.level.seconds_each, dose.seconds[1]) for one in chosen]
    return [min(each), max(each)]


def _exercise_for(point: PointMark, points: list[PointMark], person: PersonBits) -> Exercise | None:
    """Return the exercise that loads a point and most of the others, or None.

    Where none may load it now, one that only moves it takes the place.
    """
    return max(
        (one for one in load_exercises().values() if _suits(one, point, person)),
        key=lambda one: (
            not one.moves_only,
            sum(_loads(one, other, person, beside=point) for other in points),
            -one.muscles.index(point.muscle),
        ),
        default=None,
    )


def _suits(exercise: Exercise, point: PointMark, person: PersonBits) -> bool:
    """Say whether an exercise loads the muscle, and nothing speaks against its first level."""
    if point.muscle not in exercise.muscles:
        return False
    position = load_positions().get(exercise.levels[0].position)
    against = bits_of({*exercise.not_with, *(position.not_with if position else ())})
    place = body_place(point.muscle, point.site)
    return not against & held_here(place, person, side=point.side, is_moving=True)


def _loads(exercise: Exercise, other: PointMark, person: PersonBits, *, beside: PointMark) -> bool:
    """Say whether an exercise done for one point loads another one as well."""
    same_side = other.side == beside.side or not exercise.is_one_sided
    return same_side and _suits(exercise, other, person)
