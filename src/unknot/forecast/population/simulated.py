"""Simulated people as columns of events, thousands at once.

The same diaries as ``Cohort.episode`` gives one by one (a test holds them together), for trying
a fit on people whose numbers are known.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.events import ENTRY, Events
from unknot.forecast.worlds.episodes import TREATED_AT, Cohort
from unknot.forecast.worlds.living import NOT_TREATED

__all__ = ["events_of_cohort"]

FloatArray = NDArray[np.float64]

_FIRST_ENTRY = 0.2
"""Time of the first entry, as in ``worlds``. [day]"""
_FIRST, _MEASURE, _TREATMENT, _EVENING, _NIGHT = range(5)


def events_of_cohort(cohort: Cohort, *, clinic: int = 0, with_nights: bool = False) -> Events:
    """Return the diaries of a cohort as columns.

    Parameters
    ----------
    clinic
        Where they come from.
    with_nights
        Whether load, sleep, stress and home care are told at every moment, at midnight too.
    """
    calendar = cohort.calendar
    n, n_days = cohort.rating.shape
    is_treated = calendar.method != NOT_TREATED
    days: FloatArray = np.zeros((n, 1)) + np.arange(n_days)
    told = _told(cohort)
    evening = ~np.isnan(cohort.rating)
    untold = np.full_like(told, np.nan)
    shown = told.copy()
    shown[~calendar.is_told] = np.nan  # of the evening, where it does not tell
    shown[:, :, 3] = told[:, :, 3]
    parts = [
        _part(_FIRST, np.eye(1, n_days, dtype=np.bool_).repeat(n, 0), _FIRST_ENTRY + days, untold),
        _part(_MEASURE, is_treated, TREATED_AT + days, told if with_nights else untold),
        _part(_TREATMENT, is_treated, TREATED_AT + days, untold),
        _part(_EVENING, evening, days + calendar.rating_at, shown),
    ]
    if with_nights:
        parts.append(_part(_NIGHT, np.ones((n, n_days), np.bool_), days + 1.0, told))
    person, kind, day, moment = (np.concatenate([part[i] for part in parts]) for i in range(4))
    drivers = np.concatenate([part[4] for part in parts])
    order = np.lexsort((kind, moment, person))
    person, kind, day, moment = person[order], kind[order], day[order], moment[order]
    pain, kpa = np.full(len(order), np.nan), np.full(len(order), np.nan)
    pain[kind == _FIRST] = cohort.first_rating[person[kind == _FIRST]]
    pain[kind == _MEASURE] = cohort.measured_pain[person, day][kind == _MEASURE]
    pain[kind == _EVENING] = cohort.rating[person, day][kind == _EVENING]
    kpa[kind == _MEASURE] = np.round(cohort.measured_ppt[person, day][kind == _MEASURE], 1)
    load, sleep, stress, home_care = drivers[order].T
    return Events(
        starts=np.searchsorted(person, np.arange(n + 1)).astype(np.int64),
        clinic=np.full(n, clinic, dtype=np.int64),
        weeks=cohort.weeks,
        other_points=cohort.people.other_points.astype(np.float64),
        earlier=cohort.people.earlier_episodes.astype(np.float64),
        day=moment,
        way=np.where(kind == _TREATMENT, calendar.method[person, day], ENTRY).astype(np.int64),
        pain=pain,
        ppt_kpa=kpa,
        load=load.copy(),
        sleep=sleep.copy(),
        stress=stress.copy(),
        home_care=home_care.copy(),
        methods=tuple(cohort.truth.methods),
    )


def _told(cohort: Cohort) -> FloatArray:
    """Return load, sleep, stress and home care of each person and day: (n, n_days, 4)."""
    calendar = cohort.calendar
    return np.stack([calendar.load, calendar.sleep, calendar.stress, cohort.home_care], axis=2)


def _part(
    kind: int, happens: NDArray[np.bool_], moment: FloatArray, told: FloatArray
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], FloatArray, FloatArray]:
    """Return person, kind, day, moment and what is told of the events of one kind."""
    person, day = np.nonzero(happens)
    return person, np.full(len(person), kind), day, moment[person, day], told[person, day]
