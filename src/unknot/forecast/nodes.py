"""The nodes of one point: exact filters side by side, each for its own guess of the numbers.

Here is only the arithmetic of one step, one treatment, one rating, one pressure threshold.
Which of them happen, and when, is the diary's (``belief``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_forecast_priors, load_release_effects
from unknot.forecast.motion import N_MOVING, drift_of, jump_rows, release_of, step_rows
from unknot.forecast.parameters import N_STATES, NodeNumbers
from unknot.forecast.ratings import rating_interval, truncated_moments

__all__ = ["Nodes", "Push", "drifted", "pressed", "rated", "released", "smoothed_load_share"]

FloatArray = NDArray[np.float64]

_PPT_SORENESS: Final = 0.5
"""Soreness lowers the pressure threshold half as much as activity does."""
_LOAD, _CARE = 4, 5
"""Places of the two effects among the states."""


@dataclass(frozen=True, slots=True)
class Nodes:
    """Weighted filters; every array has n_nodes rows."""

    numbers: NodeNumbers
    mean: FloatArray
    """(n_nodes, 8)"""
    covariance: FloatArray
    """(n_nodes, 8, 8)"""
    log_weights: FloatArray
    """(n_nodes,) not normalised."""

    @property
    def weights(self) -> FloatArray:
        """(n_nodes,) summing to one."""
        raw = np.exp(self.log_weights - self.log_weights.max())
        return np.asarray(raw / raw.sum())

    @property
    def effective(self) -> float:
        """How many nodes carry the weight: 1/Σw²."""
        return float(1 / np.sum(self.weights**2))


@dataclass(frozen=True, slots=True)
class Push:
    """What load and home care do over a step, with what is not known of them."""

    load: float
    """[spreads]"""
    load_variance: float
    care: float
    """Share of the programme, 0 to 1."""
    care_variance: float


def smoothed_load_share(activity_left: FloatArray, activity_days: FloatArray) -> FloatArray:
    """Return how much of the variance of an unknown load reaches the activity.

    Notes
    -----
    (1−φ)² over a short step, α/(α+λ) over a long one (an activity with rate α driven by a load
    that forgets itself with rate λ); between them (1−φ)²/(1 + (1−φ)·λ/α).
    """
    gone = 1 - activity_left
    ratio = activity_days / load_forecast_priors()["driver_days"].value
    return gone**2 / (1 + gone * ratio)


def drifted(nodes: Nodes, days: float, push: Push) -> Nodes:
    """Return the nodes some days later.

    Parameters
    ----------
    nodes
        As they are now.
    days
        Length of the step. [days]
    push
        Load and home care over the step.
    """
    drift = drift_of(nodes.numbers, days)
    own = drift.noise_activity
    share = smoothed_load_share(drift.activity, nodes.numbers.activity_days)
    for place, variance in ((_LOAD, push.load_variance), (_CARE, push.care_variance)):
        if variance > 0:
            squared = nodes.mean[:, place] ** 2 + nodes.covariance[:, place, place]
            own = own + share * squared * variance
    moved = _moved(nodes, step_rows(drift, load=push.load, care=push.care))
    moved.covariance[:, 0, 0] += own
    moved.covariance[:, 0, 1] += drift.noise_shared
    moved.covariance[:, 1, 0] += drift.noise_shared
    moved.covariance[:, 1, 1] += drift.noise_set_point
    return moved


def released(nodes: Nodes, method: str) -> Nodes:
    """Return the nodes right after a treatment."""
    effect = load_release_effects()[method]
    release = release_of(
        nodes.numbers, shift=effect.released_shift, soreness_factor=effect.soreness_factor
    )
    return _moved(nodes, jump_rows(release))


def rated(nodes: Nodes, pain: float) -> Nodes:
    """Return the nodes after a rating from 0 to 10."""
    low, high = rating_interval(pain)
    column = nodes.covariance[:, :, 0] + nodes.covariance[:, :, 2]
    felt = nodes.mean[:, 0] + nodes.mean[:, 2]
    spread = np.sqrt(column[:, 0] + column[:, 2] + nodes.numbers.rating_noise**2)
    log_mass, shift, left = truncated_moments((low - felt) / spread, (high - felt) / spread)
    gain = column / spread[:, None]
    covariance = nodes.covariance - gain[:, :, None] * gain[:, None, :] * (1 - left[:, None, None])
    return Nodes(
        nodes.numbers,
        nodes.mean + gain * shift[:, None],
        covariance,
        nodes.log_weights + log_mass,
    )


def pressed(nodes: Nodes, log_ppt: float) -> Nodes:
    """Return the nodes after a pressure pain threshold, given as its logarithm (kPa)."""
    look = np.zeros((len(nodes.mean), N_STATES))
    look[:, 0] = -nodes.numbers.ppt_slope
    look[:, 2] = -_PPT_SORENESS * nodes.numbers.ppt_slope
    look[:, 7] = 1
    column = (nodes.covariance @ look[:, :, None])[:, :, 0]
    variance = np.einsum("ni,ni->n", look, column) + nodes.numbers.ppt_noise**2
    off = log_ppt - np.einsum("ni,ni->n", look, nodes.mean)
    covariance = (
        nodes.covariance - column[:, :, None] * column[:, None, :] / (variance[:, None, None])
    )
    return Nodes(
        nodes.numbers,
        nodes.mean + column * (off / variance)[:, None],
        covariance,
        nodes.log_weights - 0.5 * (off**2 / variance + np.log(2 * np.pi * variance)),
    )


def _moved(nodes: Nodes, rows: FloatArray) -> Nodes:
    """Return the nodes after a linear step of the moving states: (n_nodes, 3, 8) rows of it.

    The other states stay, so T·C·Tᵀ differs from C in three rows and columns only.
    """
    half = rows @ nodes.covariance
    covariance = nodes.covariance.copy()
    covariance[:, :N_MOVING, N_MOVING:] = half[:, :, N_MOVING:]
    covariance[:, N_MOVING:, :N_MOVING] = half[:, :, N_MOVING:].transpose(0, 2, 1)
    covariance[:, :N_MOVING, :N_MOVING] = half @ rows.transpose(0, 2, 1)
    mean = nodes.mean.copy()
    mean[:, :N_MOVING] = (rows @ nodes.mean[:, :, None])[:, :, 0]
    return Nodes(nodes.numbers, mean, covariance, nodes.log_weights)
