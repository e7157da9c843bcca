"""Simulated people and their months: who they are, what they wrote down, what was done.

The days come from the simulated worlds of the forecast (``forecast/worlds``), in which people
differ as the model says that people do; diaries have gaps. What the worlds do not hold (the
threshold right after a treatment, the soreness told on the next day) follows the same
equations. No Django here, and no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.worlds.clinics import any_clinic, middle_clinic
from unknot.forecast.worlds.episodes import Cohort, simulate
from unknot.forecast.worlds.living import Course
from unknot.forecast.worlds.truth import logistic
from unknot.web.demo.cases import AGES, SEXES, Complaint, complaint_of, spots

__all__ = ["METHODS", "Life", "Turn", "lives"]

METHODS: Final = ("self_release_tool", "stretching")
"""Ways of treatment at home."""
_COURSE: Final = Course(treatments=(2, 9), run_in_days=7, days_between=6, told=0.8)
_AT_ONCE: Final = 250
_QUIET: Final = 1.5
_QUIET_RATINGS: Final = 14
_BACK: Final = 3.0
_BACK_RATINGS: Final = 3
"""Closed after so many ratings with such a mean; returned after such ratings. [NRS points]"""
_NAMES: Final = (
    "Ada", "Ben", "Carla", "Dmitri", "Elif", "Farid", "Grete", "Hana", "Igor", "Jana", "Kofi",
    "Lena", "Milo", "Nora", "Otto", "Petra", "Quinn", "Rosa", "Sami", "Tala", "Uwe", "Vera",
    "Wim", "Xenia", "Yusuf", "Zoe",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """An episode that was closed, or came back; ``day`` since its start. [days]"""

    day: float
    state: str


@dataclass(frozen=True, slots=True)
class Life:
    """One simulated person with one episode; days count from its start.

    Attributes
    ----------
    entries
        The diary, without the days on which nothing was written.
    after_ppt
        Threshold right after each treatment. [kPa]
    soreness
        Told on the day after each treatment; None was not told. [NRS points]
    """

    called: str
    age: int
    sex: str
    complaint: Complaint
    weeks: float
    entries: tuple[Entry, ...]
    treatments: tuple[Treatment, ...]
    after_ppt: tuple[float, ...]
    soreness: tuple[float | None, ...]
    turns: tuple[Turn, ...]


def lives(n_people: int, *, n_days: int, rng: np.random.Generator) -> Iterator[Life]:
    """Yield simulated people.

    Parameters
    ----------
    n_people
        How many.
    n_days
        Length of each episode. [days]
    rng
        Source of chance; the same gives the same people.
    """
    truth = any_clinic(middle_clinic(METHODS))
    for first in range(0, n_people, _AT_ONCE):
        n = min(_AT_ONCE, n_people - first)
        cohort = simulate(truth, n, rng=rng, n_days=n_days, course=_COURSE)
        for row in range(n):
            yield _life(cohort, row, number=first + row, rng=rng)


def _life(cohort: Cohort, row: int, *, number: int, rng: np.random.Generator) -> Life:
    """Return one person of a cohort."""
    episode = cohort.episode(row)
    age, sex = int(rng.choice(AGES)), str(rng.choice(SEXES))
    people = cohort.people
    before = {entry.day: entry for entry in episode.entries if entry.ppt_kpa is not None}
    released = float(logistic(people.released[row : row + 1])[0])
    after, soreness = [], []
    for treatment in episode.treatments:
        told = before[treatment.day]
        gone = released * float(told.pain or 0)
        after.append(round(float(told.ppt_kpa or 0) * np.exp(people.ppt_slope[row] * gone), 1))
        sore = float(np.clip(round(people.soreness[row] + rng.normal() * 0.7), 0, 10))
        soreness.append(sore if rng.random() < 0.6 else None)
    turns = _turns(episode.entries)
    return Life(
        called=_name(number),
        age=age,
        sex=sex,
        complaint=_complaint(rng, age=age, sex=sex),
        weeks=round(episode.weeks, 1),
        entries=episode.entries,
        treatments=episode.treatments,
        after_ppt=tuple(after),
        soreness=tuple(soreness),
        turns=turns,
    )


def _complaint(rng: np.random.Generator, *, age: int, sex: str) -> Complaint:
    """Return a case for somebody of this age and sex."""
    while True:
        spot = spots()[int(rng.integers(len(spots())))]
        side = "left" if rng.random() < 0.5 else "right"
        found = complaint_of(spot, side=side, age=age, sex=sex)
        if found is not None:
            return found


def _name(number: int) -> str:
    """Return a name that says that nobody is meant."""
    name = _NAMES[number % len(_NAMES)]
    return f"{name} {number + 1} (simulated)"


def _turns(entries: Sequence[Entry]) -> tuple[Turn, ...]:
    """Return when the pain had become quiet, and whether and when it came back then."""
    rated = [(entry.day, float(entry.pain)) for entry in entries if entry.pain is not None]
    closed: Turn | None = None
    for nth in range(len(rated)):
        day = rated[nth][0]
        if closed is None and nth + 1 >= _QUIET_RATINGS:
            last = [pain for _day, pain in rated[nth + 1 - _QUIET_RATINGS : nth + 1]]
            if sum(last) / len(last) <= _QUIET:
                closed = Turn(day, "closed")
        elif closed is not None and rated[nth - _BACK_RATINGS + 1][0] > closed.day:
            last = [pain for _day, pain in rated[nth + 1 - _BACK_RATINGS : nth + 1]]
            if sum(last) / len(last) >= _BACK:
                return closed, Turn(day, "returned")
    return () if closed is None else (closed,)
