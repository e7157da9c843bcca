"""The compiled twin of ``motion``, ``ratings`` and ``nodes``: one node, one event, in place.

``mean`` (8,) and ``covariance`` (8, 8) are changed where they lie. The formulas are those of the
modules named above; a truth test holds both to 1e-9 of each other.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.compiling import compiled
from unknot.forecast.population.rows import CARE, CARE_VARIANCE, LOAD, LOAD_VARIANCE

__all__ = ["drift", "press", "rate", "release", "step_of", "truncated"]

FloatArray = NDArray[np.float64]
Step = tuple[float, float, float, float, float, float, float, float]
"""Kept of activity, set-point and soreness; pull; three variances; share of an unknown load."""

_N: Final = 8
NEAREST: Final = 1e-4
"""Nearer than this (relative) the two times of return are set apart, as in ``motion``."""
_FAR: Final = -30.0
LEAST_VARIANCE: Final = 1e-6
LOG_ROOT_TWO_PI: Final = 0.5 * math.log(2 * math.pi)
_ROOT_HALF: Final = math.sqrt(0.5)
PPT_SORENESS: Final = 0.5
DURABLE_SHIFT: Final = 0.5


@compiled
def step_of(days: float, numbers: FloatArray, driver_days: float) -> Step:
    """Return what some days do."""
    fast, slow = numbers[0], numbers[3]
    if abs(slow / fast - 1) < NEAREST:
        fast = slow * (1 - NEAREST)
    rate_a, rate_m = 1 / fast, 1 / slow
    kept_a, kept_m = math.exp(-days * rate_a), math.exp(-days * rate_m)
    share = slow / (slow - fast)
    power_a, power_m = 2 * rate_a * numbers[5] ** 2, 2 * rate_m * numbers[6] ** 2
    both_a, both_m = (1 - kept_a**2) / (2 * rate_a), (1 - kept_m**2) / (2 * rate_m)
    mixed = (1 - kept_a * kept_m) / (rate_a + rate_m)
    gone = 1 - kept_a
    return (
        kept_a,
        kept_m,
        math.exp(-days / numbers[4]),
        share * (kept_m - kept_a),
        power_a * both_a + power_m * share**2 * (both_m - 2 * mixed + both_a),
        power_m * share * (both_m - mixed),
        power_m * both_m,
        gone**2 / (1 + gone * numbers[0] / driver_days),
    )


@compiled
def drift(mean: FloatArray, covariance: FloatArray, row: FloatArray, step: Step) -> None:
    """Move a node over the days of a row."""
    kept_a, kept_m, kept_s, pull, noise_a, shared, noise_m, share = step
    rest, slow_rest = 1 - kept_a - pull, 1 - kept_m
    load, care = (1 - kept_a) * row[LOAD], (1 - kept_a) * row[CARE]
    noise_a += share * row[LOAD_VARIANCE] * (mean[4] ** 2 + covariance[4, 4])
    noise_a += share * row[CARE_VARIANCE] * (mean[5] ** 2 + covariance[5, 5])
    mean[0] = kept_a * mean[0] + pull * mean[1] + rest * mean[3] + load * mean[4] + care * mean[5]
    mean[1] = kept_m * mean[1] + slow_rest * mean[3]
    mean[2] *= kept_s
    for j in range(_N):
        covariance[0, j] = (
            kept_a * covariance[0, j]
            + pull * covariance[1, j]
            + rest * covariance[3, j]
            + load * covariance[4, j]
            + care * covariance[5, j]
        )
        covariance[1, j] = kept_m * covariance[1, j] + slow_rest * covariance[3, j]
        covariance[2, j] *= kept_s
    for i in range(3):
        covariance[i, 0] = (
            kept_a * covariance[i, 0]
            + pull * covariance[i, 1]
            + rest * covariance[i, 3]
            + load * covariance[i, 4]
            + care * covariance[i, 5]
        )
        covariance[i, 1] = kept_m * covariance[i, 1] + slow_rest * covariance[i, 3]
        covariance[i, 2] *= kept_s
        for j in range(3, _N):
            covariance[j, i] = covariance[i, j]
    covariance[0, 0] += noise_a
    covariance[0, 1] += shared
    covariance[1, 0] += shared
    covariance[1, 1] += noise_m


@compiled
def release(mean: FloatArray, covariance: FloatArray, numbers: FloatArray, way: FloatArray) -> None:
    """Treat a node in a way (shift of the released part, factor of soreness)."""
    left_a = 1 / (1 + math.exp(numbers[1] + way[0]))
    left_m = 1 / (1 + math.exp(numbers[2] + DURABLE_SHIFT * way[0]))
    mean[0] *= left_a
    mean[1] *= left_m
    mean[2] += way[1] * mean[6]
    for j in range(_N):
        covariance[0, j] *= left_a
        covariance[1, j] *= left_m
        covariance[2, j] += way[1] * covariance[6, j]
    for i in range(_N):
        covariance[i, 0] *= left_a
        covariance[i, 1] *= left_m
        covariance[i, 2] += way[1] * covariance[i, 6]


@compiled
def log_cdf(z: float) -> float:
    """Return the logarithm of the standard normal distribution, also far out."""
    if z > _FAR:
        return math.log(0.5 * math.erfc(-z * _ROOT_HALF))
    inverse = 1 / (z * z)
    series = inverse * (-1 + inverse * (3 + inverse * (-15 + inverse * 105)))
    return -0.5 * z * z - math.log(-z) - LOG_ROOT_TWO_PI + math.log1p(series)


@compiled
def truncated(low: float, high: float) -> tuple[float, float, float]:
    """Return log mass between two borders, and the density at each over that mass."""
    a, b = (-high, -low) if low > 0 else (low, high)
    log_mass = 0.0 if b == math.inf else log_cdf(b)
    if a != -math.inf:
        log_mass += math.log(-math.expm1(min(log_cdf(a) - log_mass, -1e-300)))
    at_low = math.exp(-0.5 * low * low - LOG_ROOT_TWO_PI - log_mass)
    at_high = math.exp(-0.5 * high * high - LOG_ROOT_TWO_PI - log_mass)
    return log_mass, at_low, at_high


@compiled
def left_of(low: float, high: float, at: tuple[float, float]) -> tuple[float, float]:
    """Return mean and variance between two borders from the densities there."""
    mean = at[0] - at[1]
    variance = 1.0 - mean * mean
    if at[0] > 0:
        variance += low * at[0]
    if at[1] > 0:
        variance -= high * at[1]
    return mean, min(max(variance, LEAST_VARIANCE), 1.0)


@compiled
def rate(
    mean: FloatArray, covariance: FloatArray, noise: float, borders: tuple[float, float]
) -> float:
    """Update a node by a rating between two borders; return the log chance of that."""
    felt = mean[0] + mean[2]
    gain = covariance[0] + covariance[2]
    spread = math.sqrt(gain[0] + gain[2] + noise**2)
    low, high = (borders[0] - felt) / spread, (borders[1] - felt) / spread
    log_mass, at_low, at_high = truncated(low, high)
    shift, left = left_of(low, high, (at_low, at_high))
    gain /= spread
    for i in range(_N):
        mean[i] += gain[i] * shift
        part = gain[i] * (1 - left)
        for j in range(_N):
            covariance[i, j] -= part * gain[j]
    return log_mass


@compiled
def press(mean: FloatArray, covariance: FloatArray, numbers: FloatArray, log_ppt: float) -> float:
    """Update a node by a pressure threshold; return the log density of that."""
    slope = numbers[8]
    sore = PPT_SORENESS * slope
    gain = covariance[7] - slope * covariance[0] - sore * covariance[2]
    variance = gain[7] - slope * gain[0] - sore * gain[2] + numbers[9] ** 2
    off = log_ppt - (mean[7] - slope * mean[0] - sore * mean[2])
    for i in range(_N):
        mean[i] += gain[i] * off / variance
        part = gain[i] / variance
        for j in range(_N):
            covariance[i, j] -= part * gain[j]
    log_density: float = -0.5 * (off**2 / variance + math.log(2 * math.pi * variance))
    return log_density
