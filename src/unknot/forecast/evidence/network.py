"""One method instead of another: only what was compared inside trials, and by reviews.

Arms of different trials are never compared here; people, places and beginnings differ. What
two arms of one trial share (the natural course, the place, how pain was asked) falls out of
their difference. Methods that were never compared are bridged through sham, no treatment and
usual care, and shrunk to their family, so a method without a comparison has a wide range.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Final

import numpy as np

from unknot.facts.trial_evidence import OutcomeKind
from unknot.forecast.evidence.arms import Observation, observations, paired
from unknot.forecast.evidence.fitted import fit_for
from unknot.forecast.evidence.pooling import posterior_given, table_of
from unknot.forecast.evidence.shares import FloatArray, effect_names, technique_effects

__all__ = ["Difference", "instead_of", "network_effects"]

_Z80: Final = 1.2816
"""Half an 80 % interval. [standard errors]"""
_N_SETTINGS: Final = 60
"""Draws of shape and spreads that the comparison is averaged over."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one method takes away beyond another. [share of the baseline]

    Attributes
    ----------
    low, high
        80 % range of the mean effect.
    compared_in
        Comparisons inside trials, and pooled effects, of just these two methods.
    """

    method: str
    versus: str
    middle: float
    error: float
    low: float
    high: float
    compared_in: int


def instead_of(method: str, versus: str, kind: OutcomeKind = "pain") -> Difference:
    """Return what a method takes away beyond another, once a course is over.

    Parameters
    ----------
    method, versus
        Ids of methods that a group can be asked about.
    """
    weights = _weights(method) - _weights(versus)
    centre, spread = network_effects(kind)
    middle = float(weights @ centre)
    error = sqrt(max(float(weights @ spread @ weights), 0.0))
    pair = {method, versus}
    direct = [one for one in _compared(kind) if {one.method, one.versus} == pair]
    return Difference(
        method=method,
        versus=versus,
        middle=middle,
        error=error,
        low=middle - _Z80 * error,
        high=middle + _Z80 * error,
        compared_in=len({(one.trial, one.arm) for one in direct}),
    )


@cache
def network_effects(kind: OutcomeKind) -> tuple[FloatArray, FloatArray]:
    """Return mean and covariance of the effects by comparisons alone, as shares of the baseline."""
    table = table_of(_compared(kind))
    shipped = fit_for(kind).settings
    n_draws = len(shipped["trial"])
    picked = range(0, n_draws, max(1, n_draws // _N_SETTINGS))
    means, spreads = zip(
        *(
            posterior_given(table, {name: float(draws[n]) for name, draws in shipped.items()})
            for n in picked
        ),
        strict=True,
    )
    between = np.cov(np.array(means), rowvar=False)
    return np.mean(means, axis=0), np.mean(spreads, axis=0) + between


def _compared(kind: OutcomeKind) -> list[Observation]:
    """Return the comparisons inside trials and the pooled effects of a kind of outcome."""
    reviews = [one for one in observations() if one.seen == "pooled" and one.outcome.kind == kind]
    return [*paired(kind), *reviews]


def _weights(method: str) -> FloatArray:
    """Return the weights of context and technique in a method."""
    effects = technique_effects(method)
    return np.array([effects.get(name, 0.0) for name in effect_names()])
