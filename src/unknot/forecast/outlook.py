"""The curve: what ratings to expect on every day from now on, with their chances.

Given one node and one future of load and home care, the felt pain of a day is exactly normal;
the forecast is the weighted mixture of those. Nothing is simulated but load and home care.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_release_effects
from unknot.forecast.belief import Belief, carried_to
from unknot.forecast.diary import Treatment
from unknot.forecast.futures import Plan, chance_drawn, driven
from unknot.forecast.motion import Drift, Release, drift_of, release_of
from unknot.forecast.parameters import N_STATES, NodeNumbers
from unknot.forecast.ratings import LARGEST_RATING, normal_cdf
from unknot.forecast.recalibration import Recalibration
from unknot.forecast.surprise import widened

__all__ = ["Outlook", "outlook"]

FloatArray = NDArray[np.float64]

_FUTURES_A_NODE: Final = 2
_GRID: Final = np.linspace(-0.5, LARGEST_RATING + 0.5, 23)
"""Where the distribution of a rating is computed before quantiles are read off it."""
_OUTER: Final = (0.1, 0.9)
_WILD: Final = 6.0
_CUTS: Final = slice(2, -1, 2)
"""The borders between whole ratings on that grid: 0.5, 1.5, ... 9.5."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Ratings to expect, day by day; day 0 is now."""

    days: FloatArray
    """(n_days,) from now. [days]"""
    chances: FloatArray
    """(n_days, 11) of every whole rating."""
    mean: FloatArray
    """(n_days,) expected rating."""
    grid: FloatArray
    """(23,) ratings at which ``distribution`` is given."""
    distribution: FloatArray
    """(n_days, 23) chance that a rating lies at or below."""
    soreness: FloatArray = field(default_factory=lambda: np.zeros(0))
    """(n_days,) part of the mean that is soreness after treatments. [points]"""

    @property
    def is_wild(self) -> bool:
        """Whether 8 in 10 of tomorrow's ratings spread over more than half of the scale."""
        tomorrow = min(1, len(self.days) - 1)
        low, high = self.quantile(_OUTER[0])[tomorrow], self.quantile(_OUTER[1])[tomorrow]
        return bool(high - low >= _WILD)

    def quantile(self, share: float) -> FloatArray:
        """Return the rating that is not exceeded with a chance, day by day: (n_days,)."""
        found = [
            np.interp(share, row, self.grid) if row[0] < share else 0.0 for row in self.distribution
        ]
        return np.asarray(np.clip(found, 0.0, float(LARGEST_RATING)), dtype=np.float64)


def outlook(
    belief: Belief,
    plan: Plan,
    *,
    now: float,
    n_days: int,
    rng: np.random.Generator,
    recalibration: Recalibration | None = None,
) -> Outlook:
    """Return what ratings to expect from now on.

    Parameters
    ----------
    belief
        After the diary so far.
    plan
        What is going to be done.
    now
        Moment of the forecast, not before the last event. [days]
    n_days
        Days after now.
    rng
        Draws load and home care where the plan leaves them open.
    recalibration
        Learned correction of the chances; none leaves them as they are.
    """
    nodes = carried_to(belief, now)
    rows = np.repeat(np.arange(len(belief.scaled)), _FUTURES_A_NODE)
    chance = chance_drawn(rng, n_futures=len(rows), n_days=n_days + 1)
    load, care = driven(plan, belief.habits, chance)
    numbers = nodes.numbers.taken(rows)
    start = _Start(nodes.mean[rows], nodes.covariance[rows])
    felt = [
        (*curve.felt(start), curve.sore(start))
        for curve in _curves(numbers, plan.treatments, n_days=n_days, load=load, care=care)
    ]
    means, variances, sore = (np.array(one) for one in zip(*felt, strict=True))
    spreads = np.sqrt(variances + numbers.rating_noise**2)
    weights = nodes.weights[rows] / _FUTURES_A_NODE
    chances = widened(_chances_below(means, spreads, weights), belief.widening)
    return _outlook(chances, sore @ weights, recalibration)


@dataclass(frozen=True, slots=True)
class _Start:
    """The states now."""

    mean: FloatArray
    covariance: FloatArray


@dataclass(frozen=True, slots=True)
class _Curve:
    """Where the three moving states stand, as a linear map of the states now plus noise."""

    activity: FloatArray
    """(n, 8) row of the map"""
    set_point: FloatArray
    soreness: FloatArray
    noise: tuple[FloatArray, FloatArray, FloatArray]
    """Variance of the activity, covariance, variance of the set-point; each (n,)."""

    @classmethod
    def unmoved(cls, n_rows: int) -> _Curve:
        """Return the map of no time at all."""
        one = np.zeros((3, n_rows, N_STATES))
        for state in range(3):
            one[state, :, state] = 1
        nothing = np.zeros(n_rows)
        return cls(one[0], one[1], one[2], (nothing, nothing, nothing))

    def later(self, drift: Drift, load: FloatArray, care: FloatArray) -> _Curve:
        """Return the map after one more step."""
        left, pull = drift.activity[:, None], drift.pull[:, None]
        activity = left * self.activity + pull * self.set_point
        activity[:, 3] += 1 - drift.activity - drift.pull
        activity[:, 4] += (1 - drift.activity) * load
        activity[:, 5] += (1 - drift.activity) * care
        set_point = drift.set_point[:, None] * self.set_point
        set_point[:, 3] += 1 - drift.set_point
        own, shared, slow = self.noise
        phi_a, phi_m, g = drift.activity, drift.set_point, drift.pull
        noise = (
            phi_a**2 * own + 2 * phi_a * g * shared + g**2 * slow + drift.noise_activity,
            phi_m * (phi_a * shared + g * slow) + drift.noise_shared,
            phi_m**2 * slow + drift.noise_set_point,
        )
        return _Curve(activity, set_point, drift.soreness[:, None] * self.soreness, noise)

    def released(self, release: Release) -> _Curve:
        """Return the map right after a treatment."""
        soreness = self.soreness.copy()
        soreness[:, 6] += release.soreness_factor
        own, shared, slow = self.noise
        left_a, left_m = release.activity_left, release.set_point_left
        return _Curve(
            left_a[:, None] * self.activity,
            left_m[:, None] * self.set_point,
            soreness,
            (left_a**2 * own, left_a * left_m * shared, left_m**2 * slow),
        )

    def felt(self, start: _Start) -> tuple[FloatArray, FloatArray]:
        """Return mean and variance of the felt pain, activity and soreness together."""
        look = self.activity + self.soreness
        mean = np.einsum("ni,ni->n", look, start.mean)
        spread = (look[:, None, :] @ start.covariance)[:, 0, :]
        return mean, np.einsum("ni,ni->n", spread, look) + self.noise[0]

    def sore(self, start: _Start) -> FloatArray:
        """Return the mean of the soreness in it."""
        return np.asarray(np.einsum("ni,ni->n", self.soreness, start.mean))


def _curves(
    numbers: NodeNumbers,
    treatments: Iterable[Treatment],
    *,
    n_days: int,
    load: FloatArray,
    care: FloatArray,
) -> Iterator[_Curve]:
    """Yield where the states stand on every day, from now on."""
    curve = _Curve.unmoved(len(numbers.released))
    waiting = sorted(treatments, key=lambda treatment: treatment.day)
    whole = drift_of(numbers, 1.0)
    for day in range(n_days + 1):
        moment = float(max(day - 1, 0))
        today = [one for one in waiting if one.day <= day and (one.day > day - 1 or day == 0)]
        pushes = load[:, max(day - 1, 0)], care[:, max(day - 1, 0)]
        if not today and day:
            curve = curve.later(whole, *pushes)
        for one in today:
            curve = curve.later(drift_of(numbers, max(one.day - moment, 0.0)), *pushes)
            curve = curve.released(_release(numbers, one.method))
            moment = max(one.day, moment)
        if today:
            curve = curve.later(drift_of(numbers, day - moment), *pushes)
        yield curve


def _release(numbers: NodeNumbers, method: str) -> Release:
    """Return what a treatment by a method does."""
    effect = load_release_effects()[method]
    return release_of(numbers, shift=effect.released_shift, soreness_factor=effect.soreness_factor)


def _chances_below(means: FloatArray, spreads: FloatArray, weights: FloatArray) -> FloatArray:
    """Return the chance of lying below each point of the grid, mixed over nodes and futures."""
    mixed = np.empty((len(means), len(_GRID)))
    for day, (mean, spread) in enumerate(zip(means, spreads, strict=True)):  # small: it is quick
        mixed[day] = weights @ normal_cdf((_GRID - mean[:, None]) / spread[:, None])
    return mixed


def _outlook(
    below: FloatArray, soreness: FloatArray, recalibration: Recalibration | None
) -> Outlook:
    """Return the outlook from chances of lying below each point of the grid, day by day."""
    mixed = below if recalibration is None else recalibration.corrected(below)
    days = len(mixed)
    steps = np.concatenate([np.zeros((days, 1)), mixed[:, _CUTS], np.ones((days, 1))], axis=1)
    chances = np.diff(steps, axis=1)
    return Outlook(
        days=np.arange(days, dtype=np.float64),
        chances=chances,
        mean=chances @ np.arange(LARGEST_RATING + 1),
        soreness=np.maximum(soreness, 0.0),
        grid=_GRID,
        distribution=mixed,
    )
