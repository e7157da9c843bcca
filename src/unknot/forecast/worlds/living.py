"""How simulated people live: load, sleep and stress, treatments, home care, and the diary.

What is decided before a person is followed stands in `Calendar`. Home care may depend on how
the days go, so it is a rule asked every morning; the four rules of the what-if test (FORECAST
section 6) differ only in what they look at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from unknot.forecast.worlds.truth import People, Truth, logistic

__all__ = [
    "NOT_TREATED",
    "AfterYesterday",
    "AtRandom",
    "Calendar",
    "Course",
    "HomeCareRule",
    "Morning",
    "Planned",
    "UnrecordedStress",
    "UnseenPain",
    "draw_calendar",
    "load_of",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]

NOT_TREATED: Final = -1
"""Stands in a calendar on days without a treatment."""
_FILLED: Final = (0.9, 0.5, 0.25)
"""Shares of days on which people keep their diary: the eager, the usual, the sparse."""
_WEEK: Final = 7
_STEP: Final = 0.43
"""Less, usual and more are a third of days each: the middle ends here. [spread]"""
_KEPT: Final = 0.7
"""Share of treatments in the way that a person has mostly."""
_WITH_PAIN: Final = 0.8
_PAIN_MIDDLE: Final = 2.5
"""Chance of home care: logistic in 0.8 times pain above 2.5, as the study had it."""
_WITH_STRESS: Final = -1.5
_STRESS_KEPT: Final = 0.8
"""Unrecorded stress: autoregressive with spread 1; it keeps people from home care."""


@dataclass(frozen=True, slots=True)
class Course:
    """What kind of treatment and diary people have.

    Attributes
    ----------
    treatments
        Fewest and most treatments.
    run_in_days
        Most days of diary before the first treatment. [day]
    days_between
        Usual days from one treatment to the next; a day more or less by chance. [day]
    filled
        Shares of evenings with an entry; each person has one of them.
    told
        Share of entries in which load, sleep and stress are told.
    """

    treatments: tuple[int, int] = (1, 6)
    run_in_days: int = 3
    days_between: int = _WEEK
    filled: tuple[float, ...] = _FILLED
    told: float = 1.0


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is decided beforehand; rows are people, columns days.

    Attributes
    ----------
    load, sleep, stress
        As the diary tells them: -1 to 1, 0 to 2, 0 to 2.
    method
        Place of the treatment's way in ``Truth.methods``; NOT_TREATED for none.
    rating_at
        When the evening's entry is made. [share of the day]
    filled
        The person's share of evenings with an entry, one a person.
    is_told
        Whether load, sleep and stress are told in that evening's entry.
    unrecorded_stress
        What nobody writes down. [spread]
    """

    load: FloatArray
    sleep: FloatArray
    stress: FloatArray
    method: IntArray
    rating_at: FloatArray
    filled: FloatArray
    is_told: BoolArray
    unrecorded_stress: FloatArray

    @property
    def n_days(self) -> int:
        """Days that are lived."""
        return int(self.load.shape[1])


@dataclass(frozen=True, slots=True)
class Morning:
    """What a rule of home care may look at, one entry a person.

    Attributes
    ----------
    people
        Who they are.
    rng
        Tosses their coins.
    last_rating
        The last rating that was written down. [NRS points]
    activity
        The pain that is there without soreness. [NRS points]
    unrecorded_stress
        What nobody writes down. [spread]
    """

    people: People
    rng: np.random.Generator
    last_rating: FloatArray
    activity: FloatArray
    unrecorded_stress: FloatArray


class HomeCareRule(Protocol):
    """Says each morning how much home care is done that day."""

    @property
    def stress_effect(self) -> float:
        """Points of pain per spread of unrecorded stress."""
        ...

    def choose(self, morning: Morning) -> FloatArray:
        """Return the share of the programme that each person does this day."""
        ...


@dataclass(frozen=True, slots=True)
class AtRandom:
    """Done or not by a person's own habit, whatever the pain."""

    stress_effect: float = 0.0

    def choose(self, morning: Morning) -> FloatArray:
        """Toss the person's own coin."""
        return _tossed(morning.people.home_usual, morning.rng)


@dataclass(frozen=True, slots=True)
class AfterYesterday:
    """Done when the last rating was high."""

    stress_effect: float = 0.0

    def choose(self, morning: Morning) -> FloatArray:
        """Toss a coin that the last rating weighs."""
        return _tossed(logistic(_WITH_PAIN * (morning.last_rating - _PAIN_MIDDLE)), morning.rng)


@dataclass(frozen=True, slots=True)
class UnseenPain:
    """Done when it hurts this morning, which no diary shows."""

    stress_effect: float = 0.0

    def choose(self, morning: Morning) -> FloatArray:
        """Toss a coin that the morning's pain weighs."""
        return _tossed(logistic(_WITH_PAIN * (morning.activity - _PAIN_MIDDLE)), morning.rng)


@dataclass(frozen=True, slots=True)
class UnrecordedStress:
    """Left out under stress, which also raises the pain and stands in no diary."""

    stress_effect: float = 1.0

    def choose(self, morning: Morning) -> FloatArray:
        """Toss a coin that the stress weighs."""
        return _tossed(logistic(_WITH_STRESS * morning.unrecorded_stress), morning.rng)


@dataclass(frozen=True, slots=True)
class Planned:
    """Done as planned, the same share every day."""

    share: float
    stress_effect: float = 0.0

    def choose(self, morning: Morning) -> FloatArray:
        """Return the plan."""
        return np.full(len(morning.people), self.share)


def draw_calendar(
    truth: Truth,
    people: People,
    *,
    n_days: int,
    course: Course,
    rng: np.random.Generator,
) -> Calendar:
    """Draw load, sleep, stress, treatments and the habit of writing for each person."""
    n = len(people)
    shape = (n, n_days)
    kept = float(np.exp(-1 / truth.driver_days))
    return Calendar(
        load=_steps(_days(shape, kept=kept, rng=rng)),
        sleep=1.0 + _steps(_days(shape, kept=kept, rng=rng)),
        stress=1.0 + _steps(_days(shape, kept=kept, rng=rng)),
        method=_treatments(shape, course=course, n_methods=len(truth.methods), rng=rng),
        rating_at=rng.uniform(0.6, 0.95, shape),
        filled=rng.choice(np.array(course.filled), n),
        is_told=rng.random(shape) < course.told,
        unrecorded_stress=_days(shape, kept=_STRESS_KEPT, rng=rng),
    )


def load_of(truth: Truth, *, load: FloatArray, sleep: FloatArray, stress: FloatArray) -> FloatArray:
    """Return load, poor sleep and stress of a day as one number. [spread]"""
    together: FloatArray = (
        truth.load_weight * load
        + truth.sleep_weight * (1.0 - sleep)
        + truth.stress_weight * (stress - 1.0)
    )
    return together


def _days(shape: tuple[int, int], *, kept: float, rng: np.random.Generator) -> FloatArray:
    """Return daily numbers of spread 1 that resemble their neighbours."""
    new = np.sqrt(1 - kept**2) * rng.normal(size=shape)
    days = np.empty(shape)
    days[:, 0] = rng.normal(size=shape[0])
    for day in range(1, shape[1]):
        days[:, day] = kept * days[:, day - 1] + new[:, day]
    return days


def _steps(days: FloatArray) -> FloatArray:
    """Return less, usual or more as -1, 0 or 1."""
    return np.where(days > _STEP, 1.0, np.where(days < -_STEP, -1.0, 0.0))


def _treatments(
    shape: tuple[int, int], *, course: Course, n_methods: int, rng: np.random.Generator
) -> IntArray:
    """Return the way of each day's treatment: one mostly, now and then another."""
    n, n_days = shape
    fewest, most = course.treatments
    n_treatments = rng.integers(fewest, most + 1, n)
    first = rng.integers(0, course.run_in_days + 1, n)
    mostly = rng.integers(0, n_methods, n)
    methods = np.full(shape, NOT_TREATED)
    for nth in range(most):
        moved = rng.integers(-1, 2, n) if nth else 0
        day = first + nth * course.days_between + moved
        other = rng.integers(0, n_methods, n)
        way = np.where(rng.random(n) < _KEPT, mostly, other)
        rows = np.flatnonzero((nth < n_treatments) & (day < n_days))
        methods[rows, day[rows]] = way[rows]
    return methods


def _tossed(chance: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Return 1 with a chance, else 0."""
    return (rng.random(len(chance)) < chance).astype(np.float64)
