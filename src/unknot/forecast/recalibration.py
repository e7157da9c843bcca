"""A learned correction of stated chances: what was said to happen against what happened.

The position of every outcome in its forecast (the probability integral transform) should be
spread evenly. Where it is not, a beta distribution fitted to those positions maps stated
chances to those that held. With few outcomes the correction is drawn towards none at all.

References
----------
Gneiting, Balabdaoui and Raftery 2007, https://doi.org/10.1111/j.1467-9868.2007.00587.x
(probability integral transform); beta-transformed pools: Ranjan and Gneiting 2010,
https://doi.org/10.1111/j.1467-9868.2009.00726.x.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.errors import NotEnoughData

__all__ = ["Recalibration", "learned_recalibration"]

FloatArray = NDArray[np.float64]

_LEAST_OUTCOMES: Final = 20
_PSEUDO_OUTCOMES: Final = 50
"""So many evenly spread outcomes are added, drawing the correction towards none."""
_GRID: Final = np.linspace(0.0, 1.0, 2001)
_STEPS: Final = 60


@dataclass(frozen=True, slots=True)
class Recalibration:
    """A beta distribution as the map from stated to corrected chances; (1, 1) changes nothing."""

    a: float = 1.0
    b: float = 1.0
    n_outcomes: int = 0

    def corrected(self, chances: FloatArray) -> FloatArray:
        """Return corrected cumulative chances, in the shape given."""
        if self.a == self.b == 1.0:
            return chances
        middle = (_GRID[1:] + _GRID[:-1]) / 2
        density = middle ** (self.a - 1) * (1 - middle) ** (self.b - 1)
        below = np.concatenate([[0.0], np.cumsum(density)])
        return np.asarray(np.interp(chances, _GRID, below / below[-1]), dtype=np.float64)


def learned_recalibration(positions: FloatArray) -> Recalibration:
    """Return the correction that past outcomes ask for.

    Parameters
    ----------
    positions : (n,)
        Randomised probability integral transform of each outcome, 0 to 1.

    Raises
    ------
    NotEnoughData
        Fewer than 20 outcomes.

    Notes
    -----
    Maximum likelihood by gradient steps on (log a, log b), with 50 evenly spread outcomes
    added.
    """
    if len(positions) < _LEAST_OUTCOMES:
        raise NotEnoughData(
            f"{len(positions)} outcomes are too few to correct chances; "
            f"{_LEAST_OUTCOMES} are needed."
        )
    even = (np.arange(_PSEUDO_OUTCOMES) + 0.5) / _PSEUDO_OUTCOMES
    u = np.clip(np.concatenate([positions, even]), 1e-4, 1 - 1e-4)
    mean_log, mean_log_rest = float(np.log(u).mean()), float(np.log1p(-u).mean())
    a = b = 1.0
    for _ in range(_STEPS):
        both = _digamma(a + b)
        slope_a = a * (mean_log - _digamma(a) + both)
        slope_b = b * (mean_log_rest - _digamma(b) + both)
        a *= math.exp(max(min(slope_a, 0.5), -0.5))
        b *= math.exp(max(min(slope_b, 0.5), -0.5))
    return Recalibration(a, b, len(positions))


def _digamma(x: float) -> float:
    """Return the slope of log Γ, by differences of ``math.lgamma``."""
    step = 1e-4 * max(x, 1.0)
    return (math.lgamma(x + step) - math.lgamma(x - step)) / (2 * step)
