"""Possible courses of the pain, day by day, drawn from what is believed now.

Needed where chances of single days are not enough: how long relief lasts, how many treatments
it takes, what another plan would change. Plans are compared on the same draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_release_effects
from unknot.forecast.belief import Belief, Habits, carried_to
from unknot.forecast.diary import Treatment
from unknot.forecast.futures import Chance, Plan, chance_drawn, driven
from unknot.forecast.motion import Drift, drift_of, release_of
from unknot.forecast.parameters import N_STATES, NodeNumbers
from unknot.forecast.ratings import LARGEST_RATING

__all__ = ["Moving", "Own", "Paths", "drawn_paths", "moved", "pain_on_paths", "treated"]

FloatArray = NDArray[np.float64]

_JITTER: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Moving:
    """The moving states of every path; each (n_paths,)."""

    activity: FloatArray
    set_point: FloatArray
    soreness: FloatArray

    @property
    def pain(self) -> FloatArray:
        """Felt pain, within the scale."""
        return np.clip(self.activity + self.soreness, 0.0, float(LARGEST_RATING))


@dataclass(frozen=True, slots=True)
class Own:
    """What moves a path in one day whatever the plan."""

    activity: FloatArray
    """(n_days, n_paths) drawn towards the long-run level, with the day's noise."""
    set_point: FloatArray
    """(n_days, n_paths)"""
    by_load: FloatArray
    """(n_paths,) what one spread of load adds."""
    by_care: FloatArray
    """(n_paths,) what the whole programme adds."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Draws of the states now and of everything that may happen; the same for every plan."""

    numbers: NodeNumbers
    states: FloatArray
    """(n_paths, 8)"""
    step: Drift
    """Of one day."""
    own: Own
    chance: Chance
    habits: Habits

    @property
    def now(self) -> Moving:
        """The moving states now."""
        return Moving(self.states[:, 0], self.states[:, 1], self.states[:, 2])


def drawn_paths(
    belief: Belief, *, now: float, n_days: int, n_paths: int, rng: np.random.Generator
) -> Paths:
    """Draw states from the belief and everything that chance will do.

    Parameters
    ----------
    belief
        After the diary so far.
    now
        Not before the last event. [days]
    n_days, n_paths
        Length and number (even).
    rng
        Source of chance.
    """
    nodes = carried_to(belief, now)
    rows = _even_rows(nodes.weights, n_paths, rng)
    spread = np.linalg.cholesky(nodes.covariance + _JITTER * np.eye(N_STATES))[rows]
    drawn = (spread @ rng.standard_normal((n_paths, N_STATES, 1)))[:, :, 0]
    numbers = nodes.numbers.taken(rows)
    step, states = drift_of(numbers, 1.0), nodes.mean[rows] + drawn
    noise = rng.standard_normal((n_paths, n_days, 2))
    return Paths(
        numbers,
        states,
        step,
        _own(step, states, noise),
        chance_drawn(rng, n_futures=n_paths, n_days=n_days),
        belief.habits,
    )


def pain_on_paths(paths: Paths, plan: Plan) -> FloatArray:
    """Return the felt pain of every path and day under a plan: (n_paths, n_days + 1).

    Day 0 is now; treatments of the first day act at once, later ones on the evening of the day
    before they are read, to whole days.
    """
    load, care = driven(plan, paths.habits, paths.chance)
    n_days = len(paths.own.activity)
    by_day: dict[int, list[Treatment]] = {}
    for treatment in plan.treatments:
        by_day.setdefault(max(round(treatment.day), 0), []).append(treatment)
    moving = paths.now
    pain = np.empty((len(paths.states), n_days + 1), order="F")
    for day in range(n_days + 1):
        if day:
            moving = moved(paths, moving, day=day - 1, push=(load[:, day - 1], care[:, day - 1]))
        for treatment in by_day.get(day, ()):
            moving = treated(paths, moving, treatment.method)
        pain[:, day] = moving.pain
    return pain


def moved(paths: Paths, moving: Moving, *, day: int, push: tuple[FloatArray, FloatArray]) -> Moving:
    """Return the moving states one day later.

    Parameters
    ----------
    paths
        The draws.
    moving
        States before the day.
    day
        Which day's noise is used.
    push
        Load and home care, each (n_paths,).
    """
    drift, own = paths.step, paths.own
    load, care = push
    activity = (
        drift.activity * moving.activity
        + drift.pull * moving.set_point
        + load * own.by_load
        + care * own.by_care
        + own.activity[day]
    )
    set_point = drift.set_point * moving.set_point + own.set_point[day]
    return Moving(activity, set_point, drift.soreness * moving.soreness)


def treated(paths: Paths, moving: Moving, method: str) -> Moving:
    """Return the moving states right after a treatment."""
    effect = load_release_effects()[method]
    release = release_of(
        paths.numbers, shift=effect.released_shift, soreness_factor=effect.soreness_factor
    )
    return Moving(
        release.activity_left * moving.activity,
        release.set_point_left * moving.set_point,
        moving.soreness + release.soreness_factor * paths.states[:, 6],
    )


def _own(step: Drift, states: FloatArray, noise: FloatArray) -> Own:
    """Return what moves every path, from standard normal draws: (n_paths, n_days, 2)."""
    fast, slow = np.ascontiguousarray(noise.transpose(2, 1, 0))
    slow_spread, shared, own = _spreads(step)
    level, gone = states[:, 3], 1 - step.activity
    return Own(
        activity=(gone - step.pull) * level + shared * slow + own * fast,
        set_point=(1 - step.set_point) * level + slow_spread * slow,
        by_load=gone * states[:, 4],
        by_care=gone * states[:, 5],
    )


def _spreads(step: Drift) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the triangular root of one day's noise covariance.

    Of the set-point, its share in the activity, the activity's own.
    """
    slow = np.sqrt(step.noise_set_point)
    shared = step.noise_shared / np.maximum(slow, _JITTER)
    return slow, shared, np.sqrt(np.maximum(step.noise_activity - shared**2, 0.0))


def _even_rows(weights: FloatArray, n_paths: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Return nodes in proportion to their weights, as evenly as possible (systematic draw)."""
    marks = (np.arange(n_paths) + rng.random()) / n_paths
    rows = np.searchsorted(np.cumsum(weights), marks)
    return np.asarray(rng.permutation(np.minimum(rows, len(weights) - 1)))
