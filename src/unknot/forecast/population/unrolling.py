"""From events to the rows of the compiled filter: what pushed the point between two events.

The twin of ``belief``: the last day before an entry is as the entry tells, what lies further back
is open and filled up from the person's habits so far. Nothing here depends on the numbers that
are fitted, so rows are made once for each file.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_forecast_priors, load_release_effects
from unknot.forecast.population.compiling import compiled
from unknot.forecast.population.events import Events
from unknot.forecast.population.rows import (
    CARE,
    CARE_VARIANCE,
    DAYS,
    HIGH,
    LOAD,
    LOAD_VARIANCE,
    LOG_PPT,
    LOW,
    N_COLUMNS,
    WAY,
)

__all__ = ["Rows", "method_order", "unroll"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_PSEUDO_DAYS: Final = 4.0
"""The usual habits count as so many days of the person's own, as in ``belief``."""
_KNOWN_DAYS: Final = 1.0
_HALF: Final = 0.5
_HALF_TENTH: Final = 0.05


class Rows(NamedTuple):
    """Rows of many episodes, one after another."""

    rows: FloatArray
    """(n_rows, 9)"""
    starts: IntArray
    """(n_episodes + 1,)"""


def method_order() -> tuple[str, ...]:
    """Return all methods in the order in which rows number them."""
    return tuple(load_release_effects())


def unroll(events: Events) -> Rows:
    """Return the rows of all episodes.

    Parameters
    ----------
    events
        As ``read_events`` returns them: checked.
    """
    priors = load_forecast_priors()
    place = {method: i for i, method in enumerate(method_order())}
    places = np.array([place[method] for method in events.methods] or [0], dtype=np.int64)
    weights = tuple(priors[f"{name}_weight"].value for name in ("load", "sleep", "stress"))
    columns = np.column_stack(
        [getattr(events, name) for name in ("day", "pain", "ppt_kpa", "load", "sleep", "stress")]
        + [events.home_care]
    )
    usual = priors["home_usual"]
    fixed = np.array([*weights, usual.value, usual.person_sd])
    way = np.where(events.way >= 0, places[events.way], -1)
    rows, starts = _unrolled(np.ascontiguousarray(columns), way, events.starts, fixed)
    return Rows(rows, starts)


@compiled
def _unrolled(
    columns: FloatArray, way: IntArray, starts: IntArray, fixed: FloatArray
) -> tuple[FloatArray, IntArray]:
    """Return the rows of all episodes and where each begins."""
    n_episodes = len(starts) - 1
    rows = np.empty((2 * len(columns), N_COLUMNS))
    begins = np.zeros(n_episodes + 1, dtype=np.int64)
    at = 0
    habits = np.zeros(4)  # sums and counts of load and of care
    for i in range(n_episodes):
        habits.fill(0.0)
        for k in range(starts[i], starts[i + 1]):
            span = 0.0 if k == starts[i] else columns[k, 0] - columns[k - 1, 0]
            known = min(span, _KNOWN_DAYS) if way[k] < 0 else 0.0
            if span > known:
                _write(rows[at], span - known, habits, columns[k], fixed, False)
                at += 1
            if way[k] >= 0:
                _write(rows[at], 0.0, habits, columns[k], fixed, False)
                rows[at, WAY] = way[k]
            else:
                _write(rows[at], known, habits, columns[k], fixed, True)
                _measure(rows[at], columns[k])
                _learn(habits, columns[k], fixed)
            at += 1
        begins[i + 1] = at
    return rows[:at].copy(), begins


@compiled
def _told_load(event: FloatArray, fixed: FloatArray) -> tuple[float, float, float]:
    """Return the told load of an entry, the variance of what is not told, and of nothing told."""
    load, open_variance, all_variance = 0.0, 0.0, 0.0
    for k in range(3):
        variance = fixed[k] ** 2
        all_variance += variance
        value = event[3 + k]
        if math.isnan(value):
            open_variance += variance
        elif k == 1:
            load += fixed[k] * (1.0 - value)
        elif k == 2:
            load += fixed[k] * (value - 1.0)
        else:
            load += fixed[k] * value
    return load, open_variance, all_variance


@compiled
def _write(
    row: FloatArray,
    days: float,
    habits: FloatArray,
    event: FloatArray,
    fixed: FloatArray,
    is_told: bool,
) -> None:
    """Write a step in time under what is told, or under the habits."""
    load, open_variance, all_variance = _told_load(event, fixed)
    if not is_told:
        load, open_variance = 0.0, all_variance
    usual_load = habits[0] / (habits[1] + _PSEUDO_DAYS)
    counted = habits[3] + _PSEUDO_DAYS
    row[DAYS] = days
    row[LOAD] = load + open_variance / all_variance * usual_load
    row[LOAD_VARIANCE] = open_variance
    if is_told and not math.isnan(event[6]):
        row[CARE], row[CARE_VARIANCE] = event[6], 0.0
    else:
        row[CARE] = (habits[2] + _PSEUDO_DAYS * fixed[3]) / counted
        row[CARE_VARIANCE] = fixed[4] ** 2 * _PSEUDO_DAYS / counted
    row[WAY] = -1.0
    row[LOW] = row[HIGH] = row[LOG_PPT] = math.nan


@compiled
def _measure(row: FloatArray, event: FloatArray) -> None:
    """Write the rating and the threshold of an entry."""
    pain, kpa = event[1], event[2]
    if not math.isnan(pain):
        half = _HALF if pain == math.floor(pain) else _HALF_TENTH
        row[LOW] = -math.inf if pain <= 0 else pain - half
        row[HIGH] = math.inf if pain >= 10 else pain + half
    if not math.isnan(kpa):
        row[LOG_PPT] = math.log(kpa)


@compiled
def _learn(habits: FloatArray, event: FloatArray, fixed: FloatArray) -> None:
    """Add an entry to the habits."""
    load, _, _ = _told_load(event, fixed)
    if not (math.isnan(event[3]) and math.isnan(event[4]) and math.isnan(event[5])):
        habits[0] += load
        habits[1] += 1.0
    if not math.isnan(event[6]):
        habits[2] += event[6]
        habits[3] += 1.0
