"""Do the priors alone live like people in published cohorts?

People are drawn from the middle of the priors and live a year in the right world. Their natural
course, how often the pain returns after relief and when, and what their diaries look like are
held against what was published (FORECAST section 1). Nothing is fitted to these numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.relief import relief_line, relief_of, relieved_days
from unknot.forecast.returns import mixed_with_published
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.dynamics import RightWorld
from unknot.forecast.worlds.episodes import Cohort, live, simulate
from unknot.forecast.worlds.living import NOT_TREATED, AtRandom, Course, draw_calendar
from unknot.forecast.worlds.truth import Kind, draw_people

__all__ = [
    "COURSE_WEEKS",
    "DiaryLook",
    "NaturalCourse",
    "Returning",
    "diary_look",
    "natural_course",
    "returning",
    "weibull_shape",
]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

COURSE_WEEKS: Final = (0, 6, 26, 52)
_YEAR: Final = 365
_BEGINS_BY: Final = 14
"""Relief counts when it begins within so many days of the last treatment. [day]"""
_COURSE_DAYS: Final = 45
_SETTLED: Final = 28
"""Diaries are looked at from this day on. [day]"""


@dataclass(frozen=True, slots=True)
class NaturalCourse:
    """Mean pain without treatment. [NRS points]

    Attributes
    ----------
    weeks
        Age of the point when care is sought. [week]
    means
        At each of COURSE_WEEKS.
    """

    weeks: float
    means: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Returning:
    """How pain returns in the year after relief.

    Attributes
    ----------
    n
        People who reached relief.
    in_a_year, in_a_year_mixed
        Share with a return within a year: in the model's world, and as the product mixes it
        with the published curve.
    median_days
        Median day of the returns within the year. [day]
    shape, shape_mixed
        Weibull shape: below 1, who stays free long stays free longer.
    """

    n: int
    in_a_year: float
    in_a_year_mixed: float
    median_days: float
    shape: float
    shape_mixed: float


@dataclass(frozen=True, slots=True)
class DiaryLook:
    """What diaries look like in one world, from the fifth week on.

    Attributes
    ----------
    zeros
        Share of ratings of 0.
    step
        Mean distance from one evening's rating to the next evening's. [NRS points]
    resemblance
        Correlation of a rating with the next evening's within people.
    quiet_run
        Median over people of the longest run of days at 2 or less. [day]
    bump
        Mean pain right after a treatment's midnight less that two days later, in people
        treated once. [NRS points]
    """

    world: str
    zeros: float
    step: float
    resemblance: float
    quiet_run: float
    bump: float


def natural_course(weeks: float, n_people: int, *, rng: np.random.Generator) -> NaturalCourse:
    """Return the mean pain of untreated people whose point is so old."""
    clinic = middle_clinic()
    age = float(np.log10(weeks / clinic.chronicity_centre_weeks) / clinic.chronicity_spread)
    people = draw_people(clinic, n_people, rng=rng, kind=Kind(chronicity=age))
    untreated = Course(treatments=(0, 0), filled=(0.0,))
    calendar = draw_calendar(clinic, people, n_days=_YEAR, course=untreated, rng=rng)
    lived = live(clinic, RightWorld(people), calendar, home_care=AtRandom(), rng=rng)
    pain = np.clip(lived.pain, 0.0, 10.0)
    return NaturalCourse(weeks, tuple(float(pain[:, 7 * week].mean()) for week in COURSE_WEEKS))


def returning(n_people: int, *, rng: np.random.Generator) -> Returning:
    """Treat people until relief and count the returns of a year."""
    course = Course(treatments=(4, 6), run_in_days=3, filled=(0.0,))
    clinic = middle_clinic(["ischemic_compression"])
    cohort = simulate(clinic, n_people, rng=rng, n_days=_COURSE_DAYS + _YEAR, course=course)
    days, happened = _gaps(cohort)
    grid = np.arange(1.0, _YEAR + 1)
    own = np.array([(days > day).mean() for day in grid])
    mixed = mixed_with_published(own, grid)
    chance = np.concatenate([-np.diff(mixed, prepend=1.0), [mixed[-1]]])
    return Returning(
        n=len(days),
        in_a_year=float(1 - own[-1]),
        in_a_year_mixed=float(1 - mixed[-1]),
        median_days=float(np.median(days[happened])),
        shape=weibull_shape(days, happened),
        shape_mixed=weibull_shape(
            np.append(grid, _YEAR), np.append(np.ones(_YEAR, bool), False), weights=chance
        ),
    )


def diary_look(world: str, n_people: int, *, rng: np.random.Generator) -> DiaryLook:
    """Say what diaries kept every evening look like in a world."""
    course = Course(treatments=(1, 1), run_in_days=0, filled=(1.0,))
    clinic = middle_clinic(["ischemic_compression"])
    cohort = simulate(clinic, n_people, rng=rng, world=world, course=course)
    rating = cohort.rating[:, _SETTLED:]
    off = rating - np.nanmean(rating, axis=1, keepdims=True)
    before, after = off[:, :-1], off[:, 1:]
    both = np.isfinite(before) & np.isfinite(after)
    return DiaryLook(
        world=world,
        zeros=float((rating[np.isfinite(rating)] == 0).mean()),
        step=float(np.nanmean(np.abs(np.diff(rating, axis=1)))),
        resemblance=float(np.corrcoef(before[both], after[both])[0, 1]),
        quiet_run=float(np.median(_longest_run(cohort.pain[:, _SETTLED:] < 2.5))),
        bump=float((cohort.pain[:, 1] - cohort.pain[:, 3]).mean()),
    )


def weibull_shape(
    days: FloatArray, happened: BoolArray, *, weights: FloatArray | None = None
) -> float:
    """Return the shape of a Weibull distribution of times, some of them only begun.

    Parameters
    ----------
    days, happened : (n,)
        Day of the event, or last day seen without it. [day]
    weights : (n,)
        What each counts; one when not given.

    Notes
    -----
    Maximum likelihood: the shape k solves Σw t^k log t / Σw t^k − 1/k = mean log t of the
    events, found by halving.
    """
    count = np.ones(len(days)) if weights is None else weights
    log_days = np.log(days)
    events = float((count * happened * log_days).sum() / (count * happened).sum())

    def slope(shape: float) -> float:
        grown = count * days**shape
        return float((grown * log_days).sum() / grown.sum() - 1 / shape - events)

    low, high = 0.02, 20.0
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    return low


def _gaps(cohort: Cohort) -> tuple[FloatArray, BoolArray]:
    """Return the days from the beginning of relief to the return, or to a year."""
    last = (
        cohort.calendar.n_days
        - 1
        - np.argmax(cohort.calendar.method[:, ::-1] != NOT_TREATED, axis=1)
    )
    first = np.argmax(cohort.calendar.method != NOT_TREATED, axis=1)
    days, happened = [], []
    for person in range(len(cohort)):
        pain = np.clip(cohort.pain[person], 0.0, 10.0)
        line = relief_line(float(pain[: first[person] + 1].mean()))
        after = pain[None, last[person] + 1 : last[person] + 1 + _YEAR + _BEGINS_BY]
        relief = relief_of(relieved_days(after, line), begins_by=_BEGINS_BY)
        began, returned = float(relief.began[0]), float(relief.returned[0])
        if np.isfinite(began):
            gap = min(returned - began, float(_YEAR))
            days.append(max(gap, 1.0))
            happened.append(bool(returned - began < _YEAR))
    return np.array(days), np.array(happened)


def _longest_run(days: BoolArray) -> Sequence[int]:
    """Return the longest run of marked days of each row."""
    longest, running = np.zeros(len(days), int), np.zeros(len(days), int)
    for column in days.T:
        running = (running + 1) * column
        longest = np.maximum(longest, running)
    return [int(run) for run in longest]
