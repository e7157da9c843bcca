"""What is believed about one person's point before the first entry of the diary.

A *node* is one complete guess of the few numbers that enter the motion non-linearly (times of
return, part released, noise). Everything else is a state with a normal prior, and what we do
not know of its population mean simply widens that prior.

References
----------
facts/files/forecast_priors.csv, facts/files/release_effects.csv.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import ForecastPrior, load_forecast_priors

__all__ = [
    "NODE_NUMBERS",
    "N_STATES",
    "STATES",
    "Beginning",
    "NodeNumbers",
    "Point",
    "beginning_of",
]

FloatArray = NDArray[np.float64]

STATES: Final = (
    "activity",
    "set_point",
    "soreness_now",
    "long_run",
    "load_effect",
    "home_effect",
    "soreness",
    "log_ppt",
)
"""The states of one point, in order; the first three move, the others are learned."""
N_STATES: Final = len(STATES)

NODE_NUMBERS: Final = (
    "activity_days",
    "released",
    "durable",
    "level_days",
    "soreness_days",
    "activity_wander",
    "level_wander",
    "rating_noise",
    "ppt_slope",
    "ppt_noise",
)
"""The numbers that each node guesses, in order; on the scale of the priors file."""
_MOST_EPISODES: Final = 3
_SHORTEST_WEEKS: Final = 0.1
_FURTHEST_SPREADS: Final = 2.0
"""Age of a point is not carried further than so many spreads from the centre."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is told about the point before any diary; None is not told."""

    weeks: float | None = None
    """How old the point is. [weeks]"""
    other_active_points: int | None = None
    earlier_episodes: int | None = None


@dataclass(frozen=True, slots=True)
class NodeNumbers:
    """The numbers of every node in natural units; each has shape (n_nodes,)."""

    activity_days: FloatArray
    released: FloatArray
    """Logit of the part released by ischaemic compression."""
    durable: FloatArray
    """Logit of the part of the set-point removed."""
    level_days: FloatArray
    soreness_days: FloatArray
    activity_wander: FloatArray
    level_wander: FloatArray
    rating_noise: FloatArray
    ppt_slope: FloatArray
    ppt_noise: FloatArray

    @classmethod
    def of(cls, scaled: FloatArray) -> NodeNumbers:
        """Return the numbers from their scale.

        Parameters
        ----------
        scaled : (n_nodes, 10)
            In the order of ``NODE_NUMBERS``; logarithms, and logits for the two parts.
        """
        columns = {
            name: scaled[:, i] if name in ("released", "durable") else np.exp(scaled[:, i])
            for i, name in enumerate(NODE_NUMBERS)
        }
        return cls(**columns)

    def taken(self, rows: NDArray[np.intp]) -> NodeNumbers:
        """Return the numbers of some nodes, in that order."""
        return NodeNumbers(**{name: getattr(self, name)[rows] for name in NODE_NUMBERS})


@dataclass(frozen=True, slots=True)
class Beginning:
    """The belief before the first entry."""

    mean: FloatArray
    """(8,) of the states."""
    covariance: FloatArray
    """(8, 8) of the states."""
    node_mean: FloatArray = field(repr=False)
    """(10,) on the scale of the priors."""
    node_sd: FloatArray = field(repr=False)
    """(10,) person and population together."""


def beginning_of(point: Point) -> Beginning:
    """Return what is believed about a point before its diary.

    Parameters
    ----------
    point
        Age, company and history of the point; what is not told widens the belief.

    Notes
    -----
    The activity starts as long-run level + set-point above it + activity above that, so the
    three share their uncertainty.
    """
    priors = load_forecast_priors()
    age, age_variance = _spreads_of_age(point)
    level, level_variance = _long_run(point, age, age_variance)
    set_point, set_point_variance = _start(priors, "set_point_start", age)
    activity, activity_variance = _start(priors, "activity_start", age)
    raised = level + set_point
    mean = np.array(
        [raised + activity, raised, 0.0, level] + [priors[name].value for name in STATES[4:]]
    )
    covariance = np.diag([0.0] * 4 + [_variance(priors[name]) for name in STATES[4:]])
    covariance[:2, :2] = level_variance + set_point_variance
    covariance[0, 0] += activity_variance
    covariance[3, :2] = covariance[:2, 3] = covariance[3, 3] = level_variance
    return Beginning(mean, covariance, *_node_belief(age, age_variance))


def _spreads_of_age(point: Point) -> tuple[float, float]:
    """Return the age of the point in spreads from the centre, and the variance of that."""
    priors = load_forecast_priors()
    if point.weeks is None:
        return 0.0, 1.0
    weeks = max(point.weeks, _SHORTEST_WEEKS)
    logarithm = math.log10(weeks / priors["chronicity_centre"].value)
    spreads = logarithm / priors["chronicity_spread"].value
    return min(max(spreads, -_FURTHEST_SPREADS), _FURTHEST_SPREADS), 0.0


def _start(priors: Mapping[str, ForecastPrior], name: str, age: float) -> tuple[float, float]:
    """Return mean and variance of what stands above a level when care is sought."""
    middle, by_age = priors[name], priors[f"{name}_chronicity"]
    return middle.value + by_age.value * age, _variance(middle) + _variance(by_age) * age**2


def _long_run(point: Point, age: float, age_variance: float) -> tuple[float, float]:
    """Return mean and variance of the long-run level."""
    priors = load_forecast_priors()
    by_age, by_point = priors["long_run_chronicity"], priors["long_run_point"]
    by_episode = priors["long_run_episode"]
    further = 0 if point.other_active_points is None else point.other_active_points - 1
    episodes = min(point.earlier_episodes or 0, _MOST_EPISODES)
    mean = (
        priors["long_run"].value
        + by_age.value * age
        + by_point.value * further
        + by_episode.value * episodes
    )
    wider = math.exp(priors["long_run_spread_chronicity"].value * age)
    variance = (
        _variance(priors["long_run"]) * wider**2
        + by_age.value**2 * age_variance
        + _variance(by_age) * age**2
        + _variance(by_point) * (further**2 if point.other_active_points is not None else 1)
        + _variance(by_episode) * episodes**2
    )
    return mean, variance


def _node_belief(age: float, age_variance: float) -> tuple[FloatArray, FloatArray]:
    """Return mean and spread of the numbers that nodes guess, on their scales."""
    priors = load_forecast_priors()
    mean, variance = [], []
    for name in NODE_NUMBERS:
        prior = priors[name]
        shift = priors.get(f"{name}_chronicity")
        middle = _on_scale(prior)
        spread = _variance(prior)
        if shift is not None:
            middle += shift.value * age
            spread += shift.value**2 * age_variance + _variance(shift) * age**2
        mean.append(middle)
        variance.append(spread)
    return np.array(mean), np.sqrt(np.array(variance))


def _variance(prior: ForecastPrior) -> float:
    """Return the variance between people together with that of the middle."""
    return prior.person_sd**2 + prior.population_sd**2


def _on_scale(prior: ForecastPrior) -> float:
    """Return the middle on its own scale."""
    if prior.scale == "log":
        return math.log(prior.value)
    if prior.scale == "logit":
        return math.log(prior.value / (1 - prior.value))
    return prior.value
