"""What one rating or one pressure threshold says about the states.

A rating from 0 to 10 is the event "the felt pain fell into this interval": 5 means between
4.5 and 5.5, 0 means below 0.5, 10 means 9.5 or more. The posterior mean and variance of the
felt pain are those of a truncated normal, and one rank-one update carries them to every
state (moment matching). The logarithm of a pressure pain threshold is linear in the states,
so its update is the exact one of Kalman.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "LARGEST_RATING",
    "cut_points",
    "log_normal_cdf",
    "normal_cdf",
    "normal_places",
    "rating_interval",
    "truncated_moments",
]

FloatArray = NDArray[np.float64]

LARGEST_RATING: Final = 10
_HALF: Final = 0.5
_HALF_TENTH: Final = 0.05
_FAR: Final = -30.0
"""Below this the logarithm of the normal distribution comes from its series."""
_LEAST_VARIANCE: Final = 1e-6
_LOG_ROOT_TWO_PI: Final = 0.5 * math.log(2 * math.pi)
_FURTHEST: Final = 9.0
_PER_UNIT: Final = 1_000
_PLACES: Final = np.linspace(-_FURTHEST, _FURTHEST, 18_001)
_CDF: Final = np.array([0.5 * math.erfc(-z / math.sqrt(2)) for z in _PLACES])
_RISE: Final = np.append(np.diff(_CDF), 0.0)
_LOG_PER_UNIT: Final = 500


def rating_interval(rating: float) -> tuple[float, float]:
    """Return the interval of felt pain that a rating stands for.

    Parameters
    ----------
    rating
        0 to 10; a whole number stands for itself ± 0.5, one with decimals for ± 0.05.
    """
    half = _HALF if float(rating).is_integer() else _HALF_TENTH
    low = -math.inf if rating <= 0 else rating - half
    high = math.inf if rating >= LARGEST_RATING else rating + half
    return low, high


def cut_points() -> FloatArray:
    """Return the borders between the eleven whole ratings: (10,)."""
    return np.arange(LARGEST_RATING, dtype=np.float64) + _HALF


def normal_cdf(z: FloatArray) -> FloatArray:
    """Return the standard normal distribution, to 2e-8, of an array of any shape.

    Notes
    -----
    Linear interpolation in exact values 0.001 apart: the error is below
    0.001² / 8 · max|φ'| = 3e-8.
    """
    place = (np.clip(z, -_FURTHEST, _FURTHEST) + _FURTHEST) * _PER_UNIT
    below = place.astype(np.intp)
    return np.asarray(_CDF[below] + (place - below) * _RISE[below])


def normal_places(chances: FloatArray) -> FloatArray:
    """Return where the standard normal distribution has a chance: the way back, within ±9."""
    return np.asarray(np.interp(chances, _CDF, _PLACES), dtype=np.float64)


def log_normal_cdf(z: float) -> float:
    """Return the logarithm of the standard normal distribution, also far out.

    Notes
    -----
    Below −30 the series −z²/2 − log(−z) − log√2π + log(1 − 1/z² + 3/z⁴ − 15/z⁶ + 105/z⁸) is
    used.
    """
    if z > _FAR:
        return math.log(0.5 * math.erfc(-z / math.sqrt(2)))
    inverse = 1 / (z * z)
    series = inverse * (-1 + inverse * (3 + inverse * (-15 + inverse * 105)))
    return -0.5 * z * z - math.log(-z) - _LOG_ROOT_TWO_PI + math.log1p(series)


def truncated_moments(
    low: FloatArray, high: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return what is left of a standard normal between two borders.

    Parameters
    ----------
    low, high : (n,)
        Borders, low < high; the outer ones may be infinite.

    Returns
    -------
    log_mass, mean, variance : (n,)
    """
    is_over = low > 0  # the same on the other side, where the distribution is small and exact
    ends = np.array([np.where(is_over, -high, low), np.where(is_over, -low, high)])
    log_below, log_above = _log_cdf(ends)
    log_mass = log_above + np.log(-np.expm1(np.minimum(log_below - log_above, -1e-300)))
    at_end = np.exp(-0.5 * ends**2 - _LOG_ROOT_TWO_PI - log_mass)
    mean = at_end[0] - at_end[1]
    rises = np.where(np.isinf(ends), 0.0, ends) * at_end
    variance = 1.0 - mean**2 + rises[0] - rises[1]
    return (
        log_mass,
        np.where(is_over, -mean, mean),
        np.clip(variance, _LEAST_VARIANCE, 1.0),
    )


def _log_cdf(z: FloatArray) -> FloatArray:
    """Return the logarithm of the standard normal distribution of an array of any shape.

    Notes
    -----
    Cubic Hermite interpolation in exact values and slopes h = 0.002 apart: the error is below
    h⁴/384 · max|fourth derivative| < 1e-13.
    """
    place = (np.clip(z, _FAR, _FURTHEST) - _FAR) * _LOG_PER_UNIT
    below = np.minimum(place.astype(np.intp), len(_LOG_CDF) - 2)
    t = place - below
    ahead = t * t * (3 - 2 * t)
    found = (
        _LOG_CDF[below]
        + ahead * (_LOG_CDF[below + 1] - _LOG_CDF[below])
        + t * (1 - t) * ((1 - t) * _LOG_SLOPE[below] - t * _LOG_SLOPE[below + 1])
    )
    far = z < _FAR
    if far.any():
        found[far] = [log_normal_cdf(one) if one > -math.inf else one for one in z[far].tolist()]
    return np.asarray(found)


_LOG_PLACES: Final = np.linspace(_FAR, _FURTHEST, round((_FURTHEST - _FAR) * _LOG_PER_UNIT) + 1)
_LOG_CDF: Final = np.array([log_normal_cdf(max(z, _FAR + 1e-12)) for z in _LOG_PLACES.tolist()])
_LOG_SLOPE: Final = (
    np.exp(-0.5 * _LOG_PLACES**2 - _LOG_ROOT_TWO_PI - _LOG_CDF) / _LOG_PER_UNIT
)  # by step
