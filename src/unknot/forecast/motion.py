"""How one point moves between two moments, and what a treatment does to it at once.

Between events everything is affine in the states, so the step is exact for any length: one
step of three days equals three of one day. The activity returns to its set-point, the
set-point to the long-run level, soreness fades.

Notes
-----
With φ = exp(−Δ/τ) and g = τm/(τm−τa)·(φm−φa)::

    a' = φa·a + g·m + (1−φa−g)·μ + (1−φa)·(load·bL + care·bH)
    m' = φm·m + (1−φm)·μ
    s' = φs·s

and the noise covariance of (a, m) in closed form. Treatment: a ← (1−ρ)a, m ← (1−η)m,
s ← s + κ·ς.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.parameters import N_STATES, NodeNumbers

__all__ = [
    "N_MOVING",
    "Drift",
    "Release",
    "drift_of",
    "jump_rows",
    "release_of",
    "step_matrices",
    "step_rows",
]

FloatArray = NDArray[np.float64]

N_MOVING: Final = 3
"""Activity, set-point and soreness move; the other states are learned."""
_NEAREST_TIMES: Final = 1e-4
"""Nearer than this (relative) the two times of return are set apart: the formula is 0/0 there."""
_DURABLE_SHIFT: Final = 0.5
"""So much of a method's shift of the released part goes to the durable part."""


@dataclass(frozen=True, slots=True)
class Drift:
    """The step over one span of days; every field has shape (n_nodes,)."""

    activity: FloatArray
    """φa"""
    set_point: FloatArray
    """φm"""
    soreness: FloatArray
    """φs"""
    pull: FloatArray
    """g, the part of the set-point that reaches the activity."""
    noise_activity: FloatArray
    """Variance of the activity's noise. [points²]"""
    noise_shared: FloatArray
    noise_set_point: FloatArray


@dataclass(frozen=True, slots=True)
class Release:
    """What one treatment leaves and adds; every field has shape (n_nodes,)."""

    activity_left: FloatArray
    set_point_left: FloatArray
    soreness_factor: float


def drift_of(numbers: NodeNumbers, days: float) -> Drift:
    """Return the exact step over some days.

    Parameters
    ----------
    numbers
        The numbers of every node.
    days
        Length of the step, 0 or more. [days]
    """
    fast, slow = _apart(numbers.activity_days, numbers.level_days)
    phi_a, phi_m = np.exp(-days / fast), np.exp(-days / slow)
    share = slow / (slow - fast)
    rate_a, rate_m = 1 / fast, 1 / slow
    power_a = 2 * rate_a * numbers.activity_wander**2
    power_m = 2 * rate_m * numbers.level_wander**2
    both_a = (1 - phi_a**2) / (2 * rate_a)
    both_m = (1 - phi_m**2) / (2 * rate_m)
    mixed = (1 - phi_a * phi_m) / (rate_a + rate_m)
    return Drift(
        activity=phi_a,
        set_point=phi_m,
        soreness=np.exp(-days / numbers.soreness_days),
        pull=share * (phi_m - phi_a),
        noise_activity=power_a * both_a + power_m * share**2 * (both_m - 2 * mixed + both_a),
        noise_shared=power_m * share * (both_m - mixed),
        noise_set_point=power_m * both_m,
    )


def release_of(numbers: NodeNumbers, *, shift: float, soreness_factor: float) -> Release:
    """Return what a treatment by one method does.

    Parameters
    ----------
    numbers
        The numbers of every node.
    shift
        Difference of the method on the logit of the released part.
    soreness_factor
        Soreness of the method against firm pressure.
    """
    return Release(
        activity_left=1 / (1 + np.exp(numbers.released + shift)),
        set_point_left=1 / (1 + np.exp(numbers.durable + _DURABLE_SHIFT * shift)),
        soreness_factor=soreness_factor,
    )


def step_rows(drift: Drift, *, load: float, care: float) -> FloatArray:
    """Return what a step makes of the three moving states; the others stay as they are.

    Returns
    -------
    rows : (n_nodes, 3, 8)
    """
    rows = np.zeros((len(drift.activity), N_MOVING, N_STATES))
    rows[:, 0, 0] = drift.activity
    rows[:, 0, 1] = drift.pull
    gone = 1 - drift.activity
    rows[:, 0, 3] = gone - drift.pull
    rows[:, 0, 4] = gone * load
    rows[:, 0, 5] = gone * care
    rows[:, 1, 1] = drift.set_point
    rows[:, 1, 3] = 1 - drift.set_point
    rows[:, 2, 2] = drift.soreness
    return rows


def step_matrices(drift: Drift, *, load: float, care: float) -> tuple[FloatArray, FloatArray]:
    """Return the step as matrices over all states.

    Returns
    -------
    transition : (n_nodes, 8, 8)
    noise : (n_nodes, 8, 8)
    """
    n_nodes = len(drift.activity)
    transition = np.zeros((n_nodes, N_STATES, N_STATES))
    transition[:, :N_MOVING] = step_rows(drift, load=load, care=care)
    constant = np.arange(N_MOVING, N_STATES)
    transition[:, constant, constant] = 1
    noise = np.zeros((n_nodes, N_STATES, N_STATES))
    noise[:, 0, 0] = drift.noise_activity
    noise[:, 0, 1] = noise[:, 1, 0] = drift.noise_shared
    noise[:, 1, 1] = drift.noise_set_point
    return transition, noise


def jump_rows(release: Release) -> FloatArray:
    """Return what a treatment makes of the three moving states: (n_nodes, 3, 8)."""
    rows = np.zeros((len(release.activity_left), N_MOVING, N_STATES))
    rows[:, 0, 0] = release.activity_left
    rows[:, 1, 1] = release.set_point_left
    rows[:, 2, 2] = 1
    rows[:, 2, 6] = release.soreness_factor
    return rows


def _apart(fast: FloatArray, slow: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the two times of return, set apart where they almost agree."""
    near = np.abs(slow / fast - 1) < _NEAREST_TIMES
    return np.where(near, slow * (1 - _NEAREST_TIMES), fast), slow
