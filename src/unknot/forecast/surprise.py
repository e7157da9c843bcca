"""Whether the days jump more than the belief can follow, and by how much to widen for it.

Every rating was foretold before it was seen. Put on the scale of a standard normal, the places
of the ratings in their forecasts have spread 1 where the belief means what it says. Where the
last ones spread wider than chance explains, later ranges are widened by as much.

References
----------
Gneiting, Balabdaoui and Raftery 2007, https://doi.org/10.1111/j.1467-9868.2007.00587.x
(probability integral transform: calibration of forecasts made before the outcome).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.nodes import Nodes
from unknot.forecast.ratings import normal_cdf, normal_places, rating_interval

__all__ = ["LEARNING", "REMEMBERED", "surprise_of", "widened", "widening_of"]

FloatArray = NDArray[np.float64]

REMEMBERED: Final = 28
"""So many of the last ratings are looked at."""
LEARNING: Final = 7
"""The first events of a diary teach how much it jumps; their ratings are not looked at."""
_LEAST_RATINGS: Final = 7
_DOUBTS: Final = 2.5
"""Chance makes so many of its spreads in about one of a hundred diaries."""
_PSEUDO_RATINGS: Final = 10.0
"""So many ratings without surprise draw the widening towards none."""
_LEAST_CHANCE: Final = 1e-6
_NORMAL: Final = NormalDist()


def surprise_of(nodes: Nodes, pain: float) -> float:
    """Return the mean square of a rating's place in its forecast; 1 is to be expected.

    Parameters
    ----------
    nodes
        Just before the rating.
    pain
        The rating, 0 to 10.

    Notes
    -----
    The rating is an interval of chances (u, v); with a, b the normal places of u and v the mean
    square between them is 1 − (b·φ(b) − a·φ(a)) / (v − u).
    """
    felt = nodes.mean[:, 0] + nodes.mean[:, 2]
    variance = nodes.covariance[:, 0, 0] + 2 * nodes.covariance[:, 0, 2] + nodes.covariance[:, 2, 2]
    spread = np.sqrt(variance + nodes.numbers.rating_noise**2)
    borders = np.array(rating_interval(pain))
    below = normal_cdf((borders[:, None] - felt) / spread) @ nodes.weights
    low, high = (min(max(float(u), _LEAST_CHANCE), 1 - _LEAST_CHANCE) for u in below)
    if high - low < _LEAST_CHANCE:
        return _NORMAL.inv_cdf(low) ** 2
    a, b = _NORMAL.inv_cdf(low), _NORMAL.inv_cdf(high)
    rise = b * _NORMAL.pdf(b) - a * _NORMAL.pdf(a)
    return max(1 - rise / (high - low), 0.0)


def widening_of(surprises: Sequence[float]) -> float:
    """Return by how much ranges are to be widened: 1 where chance explains what was seen.

    Parameters
    ----------
    surprises
        Of the last ratings, from ``surprise_of``.
    """
    n = len(surprises)
    more = math.fsum(surprises) - n
    if n < _LEAST_RATINGS or more <= _DOUBTS * math.sqrt(2 * n):
        return 1.0
    return math.sqrt(1 + more / (n + _PSEUDO_RATINGS))


def widened(below: FloatArray, factor: float) -> FloatArray:
    """Return cumulative chances spread wider about their middle, in the shape given."""
    if factor == 1:
        return below
    return normal_cdf(normal_places(below) / factor)
