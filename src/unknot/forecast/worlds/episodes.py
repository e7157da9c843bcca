"""Living the days: from people and their calendar to diaries and the pain behind them.

Each day has four moments: morning (home care is decided), just before a treatment (pain and
pressure threshold are measured), the evening's entry, and midnight. Everybody passes through
all of them at once, so a thousand people cost hardly more than one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.worlds.dynamics import State, World, world_named
from unknot.forecast.worlds.living import (
    NOT_TREATED,
    AtRandom,
    Calendar,
    Course,
    HomeCareRule,
    Morning,
    draw_calendar,
    load_of,
)
from unknot.forecast.worlds.truth import People, Truth, draw_people

__all__ = ["Cohort", "Episode", "live", "simulate"]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

TREATED_AT: Final = 0.4
"""Time of day of a treatment; pain and pressure threshold are measured just before. [day]"""
_FIRST_ENTRY: Final = 0.2
"""Everybody begins with an entry at this time of the first day. [day]"""
_HALF_SORE: Final = 0.5
"""Soreness lowers the pressure threshold half as much as activity does (FORECAST 2.1)."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One person's diary and what was really there.

    Attributes
    ----------
    weeks
        Age of the point at the start. [week]
    pain_at_midnight
        The pain that was there at the end of each day, the start included. [NRS points]
    """

    weeks: float
    other_active_points: int
    earlier_episodes: int
    entries: tuple[Entry, ...]
    treatments: tuple[Treatment, ...]
    pain_at_midnight: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Cohort:
    """Everything that was lived; rows are people, columns days.

    Attributes
    ----------
    home_care
        Share of the programme that was done.
    rating
        The evening's rating; nan on evenings without an entry. [NRS points]
    first_rating
        The rating with which the diary begins, one a person. [NRS points]
    measured_pain, measured_ppt
        Just before a treatment; nan on other days. [NRS points, kPa]
    pain
        The pain at each midnight, the start included: one column more. [NRS points]
    """

    truth: Truth
    people: People
    calendar: Calendar
    home_care: FloatArray
    rating: FloatArray
    first_rating: FloatArray
    measured_pain: FloatArray
    measured_ppt: FloatArray
    pain: FloatArray

    def __len__(self) -> int:
        return len(self.people)

    @property
    def load(self) -> FloatArray:
        """Load, poor sleep and stress of each day in one number. [spread]"""
        calendar = self.calendar
        return load_of(self.truth, load=calendar.load, sleep=calendar.sleep, stress=calendar.stress)

    @property
    def weeks(self) -> FloatArray:
        """Age of each person's point at the start. [week]"""
        spread = self.truth.chronicity_spread * self.people.chronicity
        weeks: FloatArray = self.truth.chronicity_centre_weeks * 10**spread
        return weeks

    def episode(self, person: int, *, with_nights: bool = False) -> Episode:
        """Return one person's diary and what was really there.

        Parameters
        ----------
        person
            Row of the cohort.
        with_nights
            Whether load, sleep, stress and home care are told at every moment, at midnight
            too: then nothing that pushes the pain stays open.
        """
        entries = [*_evenings(self, person), *_measures(self, person, is_told=with_nights)]
        entries += _nights(self, person) if with_nights else []
        return Episode(
            weeks=float(self.weeks[person]),
            other_active_points=int(self.people.other_points[person]),
            earlier_episodes=int(self.people.earlier_episodes[person]),
            entries=tuple(sorted(entries, key=lambda entry: entry.day)),
            treatments=_treatments(self, person),
            pain_at_midnight=tuple(float(pain) for pain in self.pain[person]),
        )


def simulate(
    truth: Truth,
    n: int,
    *,
    rng: np.random.Generator,
    world: str = "right",
    n_days: int = 84,
    course: Course | None = None,
    home_care: HomeCareRule | None = None,
) -> Cohort:
    """Draw people and let them live in a world.

    Parameters
    ----------
    n
        People.
    world
        A name of `dynamics.WORLDS`.
    n_days
        Days that are lived. [day]
    course
        Treatments and diary; the usual ones when not given.
    home_care
        How home care comes about; each person's own coin when not given.
    """
    people = draw_people(truth, n, rng=rng)
    calendar = draw_calendar(truth, people, n_days=n_days, course=course or Course(), rng=rng)
    return live(
        truth, world_named(world, people, rng), calendar, home_care=home_care or AtRandom(), rng=rng
    )


def live(
    truth: Truth,
    world: World,
    calendar: Calendar,
    *,
    home_care: HomeCareRule,
    rng: np.random.Generator,
) -> Cohort:
    """Let people live the days of their calendar."""
    people, n_days = world.people, calendar.n_days
    record = _empty(truth, people, calendar)
    state = world.begin(rng)
    record.pain[:, 0] = state.pain
    record.first_rating[:] = last = world.rate(state, rng)
    load = record.load
    for day in range(n_days):
        stress = calendar.unrecorded_stress[:, day]
        done = home_care.choose(Morning(people, rng, last, state.activity, stress))
        record.home_care[:, day] = done
        push = (
            people.load_effect * load[:, day]
            + people.home_effect * done
            + home_care.stress_effect * stress
        )
        state = _live_day(record, world, state, day=day, push=push, rng=rng)
        rated = record.rating[:, day]
        last = np.where(np.isnan(rated), last, rated)
    return record


def _live_day(
    record: Cohort,
    world: World,
    state: State,
    *,
    day: int,
    push: FloatArray,
    rng: np.random.Generator,
) -> State:
    """Let everybody live one day and write what was measured into the record."""
    calendar = record.calendar
    n = len(record)
    evening = calendar.rating_at[:, day]
    at = np.zeros(n)
    if day == 0:
        at = np.full(n, _FIRST_ENTRY)
        state = world.advance(state, at, push=push, rng=rng)
        record.first_rating[:] = world.rate(state, rng)
    state = world.advance(state, TREATED_AT - at, push=push, rng=rng)
    is_treated = calendar.method[:, day] != NOT_TREATED
    if is_treated.any():
        _measure(record, world, state, day=day, rng=rng)
    for nth, way in enumerate(record.truth.methods.values()):
        is_this = calendar.method[:, day] == nth
        if is_this.any():
            state = _where(is_this, world.treat(state, way, rng=rng), state)
    state = world.advance(state, evening - TREATED_AT, push=push, rng=rng)
    writes = rng.random(n) < world.writes(state, calendar.filled)
    record.rating[:, day] = np.where(writes, world.rate(state, rng), np.nan)
    state = world.advance(state, 1.0 - evening, push=push, rng=rng)
    record.pain[:, day + 1] = state.pain
    return state


def _measure(
    record: Cohort, world: World, state: State, *, day: int, rng: np.random.Generator
) -> None:
    """Write pain and pressure threshold of those who are about to be treated."""
    people = record.people
    is_treated = record.calendar.method[:, day] != NOT_TREATED
    sore = state.activity + _HALF_SORE * state.soreness
    noise = people.ppt_noise * rng.normal(size=len(record))
    threshold = np.exp(people.log_ppt - people.ppt_slope * sore + noise)
    record.measured_pain[:, day] = np.where(is_treated, world.rate(state, rng), np.nan)
    record.measured_ppt[:, day] = np.where(is_treated, threshold, np.nan)


def _where(chosen: npt.NDArray[np.bool_], state: State, otherwise: State) -> State:
    """Return one state for the chosen people and another for the rest."""
    return replace(
        state,
        activity=np.where(chosen, state.activity, otherwise.activity),
        set_point=np.where(chosen, state.set_point, otherwise.set_point),
        soreness=np.where(chosen, state.soreness, otherwise.soreness),
        flare=np.where(chosen, state.flare, otherwise.flare),
        is_active=np.where(chosen, state.is_active, otherwise.is_active),
    )


def _empty(truth: Truth, people: People, calendar: Calendar) -> Cohort:
    """Return a record in which nothing is written yet."""
    n, n_days = len(people), calendar.n_days

    def nothing(columns: int) -> FloatArray:
        return np.full((n, columns), np.nan)

    return Cohort(
        truth=truth,
        people=people,
        calendar=calendar,
        home_care=nothing(n_days),
        rating=nothing(n_days),
        first_rating=np.full(n, np.nan),
        measured_pain=nothing(n_days),
        measured_ppt=nothing(n_days),
        pain=nothing(n_days + 1),
    )


def _evenings(cohort: Cohort, person: int) -> list[Entry]:
    """Return the first entry and those of the evenings."""
    calendar = cohort.calendar
    entries = [Entry(day=_FIRST_ENTRY, pain=int(cohort.first_rating[person]))]
    for day in np.flatnonzero(~np.isnan(cohort.rating[person])):
        evening = _told(cohort, person, day=int(day), at=float(calendar.rating_at[person, day]))
        if not calendar.is_told[person, day]:
            evening = replace(evening, load=None, sleep=None, stress=None)
        entries.append(replace(evening, pain=int(cohort.rating[person, day])))
    return entries


def _measures(cohort: Cohort, person: int, *, is_told: bool) -> list[Entry]:
    """Return what was measured just before each treatment."""
    entries = []
    for day in np.flatnonzero(cohort.calendar.method[person] != NOT_TREATED):
        told = _told(cohort, person, day=int(day), at=TREATED_AT)
        measured = told if is_told else Entry(day=told.day)
        pain = int(cohort.measured_pain[person, day])
        threshold = round(float(cohort.measured_ppt[person, day]), 1)
        entries.append(replace(measured, pain=pain, ppt_kpa=threshold))
    return entries


def _nights(cohort: Cohort, person: int) -> list[Entry]:
    """Return what was told of each day at its end."""
    return [_told(cohort, person, day=day, at=1.0) for day in range(cohort.calendar.n_days)]


def _told(cohort: Cohort, person: int, *, day: int, at: float) -> Entry:
    """Return an entry that tells what there is to tell of a day but pain."""
    calendar = cohort.calendar
    return Entry(
        day=day + at,
        load=float(calendar.load[person, day]),
        sleep=float(calendar.sleep[person, day]),
        stress=float(calendar.stress[person, day]),
        home_care=float(cohort.home_care[person, day]),
    )


def _treatments(cohort: Cohort, person: int) -> tuple[Treatment, ...]:
    """Return one person's treatments in order."""
    methods = tuple(cohort.truth.methods)
    row = cohort.calendar.method[person]
    return tuple(
        Treatment(float(day + TREATED_AT), methods[row[day]])
        for day in np.flatnonzero(row != NOT_TREATED)
    )
