"""How many further treatments a course is likely to need, by the one definition of success."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_measured_courses
from unknot.forecast.futures import Plan, driven
from unknot.forecast.paths import Moving, Paths, moved, treated
from unknot.forecast.relief import SUCCESS_DAYS, is_success, relieved_days

__all__ = [
    "DAYS_BETWEEN",
    "MOST_TREATMENTS",
    "Course",
    "beyond_trials",
    "course_beside",
    "course_days",
    "least_relieved_days",
    "success_by_treatments",
]

FloatArray = NDArray[np.float64]

MOST_TREATMENTS: Final = 8
DAYS_BETWEEN: Final = 7
"""Treatments of a course are a week apart unless the plan says otherwise. [days]"""
_NOTHING: Final = "no_treatment"


def course_days(most: int = MOST_TREATMENTS, *, every_days: int = DAYS_BETWEEN) -> int:
    """Return how many days of paths a course needs. [days]"""
    return max(most - 1, 0) * every_days + SUCCESS_DAYS


def beyond_trials(method: str, *, given: int, most: int = MOST_TREATMENTS) -> tuple[bool, ...]:
    """Say of 0, 1, 2, ... further treatments whether no trial has measured so many.

    Parameters
    ----------
    method
        Of every further treatment.
    given
        Treatments that the diary holds already; they count.
    most
        Number of further treatments.

    Returns
    -------
    (most + 1) answers. No further treatment is never beyond the trials.
    """
    course = load_measured_courses().get(method)
    measured = 0 if course is None else course.treatments
    return (False, *(given + number > measured for number in range(1, most + 1)))


def success_by_treatments(
    paths: Paths,
    plan: Plan,
    *,
    line: FloatArray | float,
    method: str,
    most: int = MOST_TREATMENTS,
    every_days: int = DAYS_BETWEEN,
) -> tuple[float, ...]:
    """Return the chance of success after so many further treatments.

    Parameters
    ----------
    paths
        Drawn for at least ``course_days`` days.
    plan
        Home care, load, sleep and stress; its treatments are not used.
    line
        The relief line, one for all or one a path.
    method
        Of every further treatment.
    most, every_days
        Number of treatments and days between them; the first is now.

    Returns
    -------
    (most + 1) chances: after none, one, two, ...

    Notes
    -----
    The four weeks after the k-th treatment are followed on their own branch, always with the
    last draws of the paths, so that one more treatment hardly differs by chance alone.
    """
    courses = _courses(paths, plan, line=line, method=method, most=most, every_days=every_days)
    return tuple(_success(above) for above in courses)


@dataclass(frozen=True, slots=True)
class Course:
    """Chances of success after none, one, two, ... further treatments, over the same weeks."""

    treated: tuple[float, ...]
    pretended: tuple[float, ...]
    """With so many pretended treatments."""
    alone: tuple[float, ...]
    """With none of them: what time alone brings."""


def course_beside(
    paths: Paths, plan: Plan, *, line: FloatArray | float, method: str, pretended: FloatArray
) -> Course:
    """Return the chances of success beside those with pretended treatments and with none.

    Parameters
    ----------
    paths, plan, line, method
        As in ``success_by_treatments``.
    pretended : (n_paths,)
        Share of its gain over no treatment that a path has with a pretended treatment too.
    """
    both = (_courses(paths, plan, line=line, method=one) for one in (method, _NOTHING))
    rows = [
        (_success(above), _success(left + pretended[:, None] * (above - left)), _success(left))
        for above, left in zip(*both, strict=True)
    ]
    return Course(*(tuple(column) for column in zip(*rows, strict=True)))


def least_relieved_days() -> int:
    """Return on how many of the 28 days relief must hold for success."""
    for days in range(SUCCESS_DAYS):
        if is_success(np.arange(SUCCESS_DAYS)[None, :] < days)[0]:
            return days
    return SUCCESS_DAYS


def _courses(
    paths: Paths,
    plan: Plan,
    *,
    line: FloatArray | float,
    method: str,
    most: int = MOST_TREATMENTS,
    every_days: int = DAYS_BETWEEN,
) -> Iterator[FloatArray]:
    """Yield the pain over the line on the days after none, one, two, ... treatments."""
    borders = np.broadcast_to(np.asarray(line, dtype=np.float64), len(paths.states))
    waiting = Plan((), plan.home_care, plan.load, plan.sleep, plan.stress)
    pushes = driven(waiting, paths.habits, paths.chance)
    load, care = pushes
    yield _above(paths, paths.now, pushes=pushes, borders=borders)
    moving, day = paths.now, 0
    for number in range(most):
        if number:
            for _ in range(every_days):
                moving = moved(paths, moving, day=day, push=(load[:, day], care[:, day]))
                day += 1
        moving = treated(paths, moving, method)
        yield _above(paths, moving, pushes=pushes, borders=borders)


def _above(
    paths: Paths,
    moving: Moving,
    *,
    pushes: tuple[FloatArray, FloatArray],
    borders: FloatArray,
) -> FloatArray:
    """Return the pain over the line in the days after a moment: (n_paths, 28)."""
    load, care = pushes
    first = load.shape[1] - SUCCESS_DAYS
    above = np.empty((len(borders), SUCCESS_DAYS))
    for ahead in range(SUCCESS_DAYS):
        at = first + ahead
        moving = moved(paths, moving, day=at, push=(load[:, at], care[:, at]))
        above[:, ahead] = moving.pain - borders
    return above


def _success(above: FloatArray) -> float:
    """Return the share of paths that succeed."""
    return float(is_success(relieved_days(above, 0.0)).mean())
