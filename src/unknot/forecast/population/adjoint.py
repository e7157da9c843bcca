"""How the log chance of a diary changes with every number: the filter of ``stepping`` backwards.

Each function undoes one event. ``mean`` and ``covariance`` are those *before* the event;
``mean_slope`` and ``covariance_slope`` (symmetric) come in as slopes after the event and leave
as slopes before it; slopes of the numbers are added up. One backward run costs about three
forward ones, whatever the count of numbers; differences of two runs each would cost 2 per
number.

References
----------
The truth test holds every slope against central differences.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.compiling import compiled
from unknot.forecast.population.rows import CARE, CARE_VARIANCE, LOAD, LOAD_VARIANCE
from unknot.forecast.population.stepping import (
    DURABLE_SHIFT,
    LEAST_VARIANCE,
    NEAREST,
    PPT_SORENESS,
    Step,
    left_of,
    truncated,
)

__all__ = ["undrift", "unpress", "unrate", "unrelease"]

FloatArray = NDArray[np.float64]

_N: Final = 8


@compiled
def along(one: FloatArray, other: FloatArray) -> float:
    """Return the product of two vectors; ``@`` would need another package once compiled."""
    total = 0.0
    for i in range(_N):
        total += one[i] * other[i]
    return total


@compiled
def times(matrix: FloatArray, vector: FloatArray) -> FloatArray:
    """Return a symmetric matrix times a vector."""
    total = np.zeros(_N)
    for i in range(_N):
        for j in range(_N):
            total[j] += matrix[i, j] * vector[i]
    return total


@compiled
def undrift(
    state: tuple[FloatArray, FloatArray],
    slopes: tuple[FloatArray, FloatArray],
    row: FloatArray,
    step: Step,
) -> Step:
    """Undo a step in time; return the slopes of what the step does."""
    mean, covariance = state
    mean_slope, covariance_slope = slopes
    kept_a, kept_m, kept_s, pull, _, _, _, share = step
    rest, slow_rest = 1 - kept_a - pull, 1 - kept_m
    load, care = (1 - kept_a) * row[LOAD], (1 - kept_a) * row[CARE]
    moved = covariance.copy()
    for j in range(_N):
        moved[0, j] = (
            kept_a * covariance[0, j]
            + pull * covariance[1, j]
            + rest * covariance[3, j]
            + load * covariance[4, j]
            + care * covariance[5, j]
        )
        moved[1, j] = kept_m * covariance[1, j] + slow_rest * covariance[3, j]
        moved[2, j] = kept_s * covariance[2, j]
    matrix = np.zeros((3, 6))  # slopes of the entries of the step's matrix
    for i in range(3):
        for k in range(_N):
            twice = 2 * covariance_slope[i, k]
            for j in range(6):
                matrix[i, j] += twice * moved[k, j]
        for j in range(6):
            matrix[i, j] += mean_slope[i] * mean[j]
    noise_slope = covariance_slope[0, 0]
    by_load = row[LOAD_VARIANCE] * (mean[4] ** 2 + covariance[4, 4])
    by_care = row[CARE_VARIANCE] * (mean[5] ** 2 + covariance[5, 5])
    found = (
        matrix[0, 0] - matrix[0, 3] - row[LOAD] * matrix[0, 4] - row[CARE] * matrix[0, 5],
        matrix[1, 1] - matrix[1, 3],
        matrix[2, 2],
        matrix[0, 1] - matrix[0, 3],
        noise_slope,
        2 * covariance_slope[0, 1],
        covariance_slope[1, 1],
        noise_slope * (by_load + by_care),
    )
    _pull_back(slopes, (kept_a, kept_m, kept_s, pull), (rest, slow_rest, load, care))
    for place, variance in ((4, row[LOAD_VARIANCE]), (5, row[CARE_VARIANCE])):
        part = noise_slope * share * variance
        mean_slope[place] += 2 * part * mean[place]
        covariance_slope[place, place] += part
    return found


@compiled
def _pull_back(
    slopes: tuple[FloatArray, FloatArray],
    kept: tuple[float, float, float, float],
    into: tuple[float, float, float, float],
) -> None:
    """Turn slopes after a step's matrix F into those before it: Fᵀb and FᵀBF."""
    mean_slope, covariance_slope = slopes
    kept_a, kept_m, kept_s, pull = kept
    rest, slow_rest, load, care = into
    first, second = mean_slope[0], mean_slope[1]
    mean_slope[0] = kept_a * first
    mean_slope[1] = pull * first + kept_m * second
    mean_slope[2] *= kept_s
    mean_slope[3] += rest * first + slow_rest * second
    mean_slope[4] += load * first
    mean_slope[5] += care * first
    for j in range(_N):
        first, second = covariance_slope[0, j], covariance_slope[1, j]
        covariance_slope[0, j] = kept_a * first
        covariance_slope[1, j] = pull * first + kept_m * second
        covariance_slope[2, j] *= kept_s
        covariance_slope[3, j] += rest * first + slow_rest * second
        covariance_slope[4, j] += load * first
        covariance_slope[5, j] += care * first
    for i in range(_N):
        first, second = covariance_slope[i, 0], covariance_slope[i, 1]
        covariance_slope[i, 0] = kept_a * first
        covariance_slope[i, 1] = pull * first + kept_m * second
        covariance_slope[i, 2] *= kept_s
        covariance_slope[i, 3] += rest * first + slow_rest * second
        covariance_slope[i, 4] += load * first
        covariance_slope[i, 5] += care * first


@compiled
def unstep(
    days: float, numbers: FloatArray, driver_days: float, found: Step, number_slopes: FloatArray
) -> None:
    """Add the slopes of the numbers from those of what a step does."""
    fast, slow = numbers[0], numbers[3]
    is_near = abs(slow / fast - 1) < NEAREST
    if is_near:
        fast = slow * (1 - NEAREST)
    rate_a, rate_m = 1 / fast, 1 / slow
    kept_a, kept_m = math.exp(-days * rate_a), math.exp(-days * rate_m)
    share = slow / (slow - fast)
    power_a, power_m = 2 * rate_a * numbers[5] ** 2, 2 * rate_m * numbers[6] ** 2
    both_a, both_m = (1 - kept_a**2) / (2 * rate_a), (1 - kept_m**2) / (2 * rate_m)
    mixed = (1 - kept_a * kept_m) / (rate_a + rate_m)
    bracket = both_m - 2 * mixed + both_a
    of_a, of_m, of_s, of_pull, of_noise, of_shared, of_slow_noise, of_open = found
    # the open share: gone² / (1 + gone·τ/driver)
    gone, ratio = 1 - kept_a, numbers[0] / driver_days
    below = 1 + gone * ratio
    of_a -= of_open * (2 * gone / below - gone**2 * ratio / below**2)
    number_slopes[0] -= of_open * gone**3 / (below**2 * driver_days)
    # variances and pull
    of_power_a = of_noise * both_a
    of_power_m = of_noise * share**2 * bracket + of_shared * share * (both_m - mixed)
    of_power_m += of_slow_noise * both_m
    of_share = of_pull * (kept_m - kept_a) + of_noise * power_m * 2 * share * bracket
    of_share += of_shared * power_m * (both_m - mixed)
    curved = of_noise * power_m * share**2
    of_both_a = of_noise * power_a + curved
    of_both_m = curved + of_shared * power_m * share + of_slow_noise * power_m
    of_mixed = -2 * curved - of_shared * power_m * share
    of_a -= of_pull * share + of_both_a * kept_a / rate_a + of_mixed * kept_m / (rate_a + rate_m)
    of_m += of_pull * share - of_both_m * kept_m / rate_m - of_mixed * kept_a / (rate_a + rate_m)
    # rates
    of_rate_a = (
        -of_a * days * kept_a - of_both_a * both_a / rate_a - of_mixed * mixed / (rate_a + rate_m)
    )
    of_rate_m = (
        -of_m * days * kept_m - of_both_m * both_m / rate_m - of_mixed * mixed / (rate_a + rate_m)
    )
    of_rate_a += of_power_a * power_a / rate_a - of_share * share**2 * rate_m / rate_a**2
    of_rate_m += of_power_m * power_m / rate_m + of_share * share**2 / rate_a
    number_slopes[5] += of_power_a * 4 * rate_a * numbers[5]
    number_slopes[6] += of_power_m * 4 * rate_m * numbers[6]
    number_slopes[4] += of_s * math.exp(-days / numbers[4]) * days / numbers[4] ** 2
    of_fast = -of_rate_a * rate_a**2
    number_slopes[3] -= of_rate_m * rate_m**2
    if is_near:
        number_slopes[3] += of_fast * (1 - NEAREST)
    else:
        number_slopes[0] += of_fast


@compiled
def unrelease(
    state: tuple[FloatArray, FloatArray],
    slopes: tuple[FloatArray, FloatArray],
    numbers: FloatArray,
    way: FloatArray,
    number_slopes: FloatArray,
    way_slope: FloatArray,
) -> None:
    """Undo a treatment."""
    mean, covariance = state
    mean_slope, covariance_slope = slopes
    left_a = 1 / (1 + math.exp(numbers[1] + way[0]))
    left_m = 1 / (1 + math.exp(numbers[2] + DURABLE_SHIFT * way[0]))
    of_a, of_m = mean_slope[0] * mean[0], mean_slope[1] * mean[1]
    of_factor = mean_slope[2] * mean[6]
    for k in range(_N):  # entries of 2·B·J·P
        kept = left_a if k == 0 else left_m if k == 1 else 1.0
        sore = way[1] if k == 2 else 0.0
        of_a += 2 * covariance_slope[0, k] * (kept * covariance[k, 0] + sore * covariance[6, 0])
        of_m += 2 * covariance_slope[1, k] * (kept * covariance[k, 1] + sore * covariance[6, 1])
        of_factor += (
            2 * covariance_slope[2, k] * (kept * covariance[k, 6] + sore * covariance[6, 6])
        )
    from_a, from_m = -of_a * left_a * (1 - left_a), -of_m * left_m * (1 - left_m)
    number_slopes[1] += from_a
    number_slopes[2] += from_m
    way_slope[0] += from_a + DURABLE_SHIFT * from_m
    way_slope[1] += of_factor
    mean_slope[0] *= left_a
    mean_slope[1] *= left_m
    mean_slope[6] += way[1] * mean_slope[2]
    for j in range(_N):
        covariance_slope[0, j] *= left_a
        covariance_slope[1, j] *= left_m
        covariance_slope[6, j] += way[1] * covariance_slope[2, j]
    for i in range(_N):
        covariance_slope[i, 0] *= left_a
        covariance_slope[i, 1] *= left_m
        covariance_slope[i, 6] += way[1] * covariance_slope[i, 2]


@compiled
def unrate(
    state: tuple[FloatArray, FloatArray],
    slopes: tuple[FloatArray, FloatArray],
    noise: float,
    borders: tuple[float, float],
) -> float:
    """Undo a rating; return the slope of the noise."""
    mean, covariance = state
    mean_slope, covariance_slope = slopes
    felt = mean[0] + mean[2]
    column = covariance[0] + covariance[2]
    variance = column[0] + column[2] + noise**2
    spread = math.sqrt(variance)
    low, high = (borders[0] - felt) / spread, (borders[1] - felt) / spread
    _, at_low, at_high = truncated(low, high)
    shift, left = left_of(low, high, (at_low, at_high))
    move, cut = shift / spread, (1 - left) / variance
    pulled = times(covariance_slope, column)
    of_column = mean_slope * move - 2 * cut * pulled
    of_move, of_cut = along(mean_slope, column), -along(column, pulled)
    of_shift, of_left = of_move / spread, -of_cut / variance
    if left <= LEAST_VARIANCE or left >= 1.0:
        of_left = 0.0
    of_low, of_high = _slopes_of_borders((low, high), (at_low, at_high), (of_shift, of_left))
    weighted = (of_low * low if at_low > 0 else 0.0) + (of_high * high if at_high > 0 else 0.0)
    of_spread = -of_move * shift / variance - weighted / spread
    of_variance = -of_cut * cut / variance + of_spread / (2 * spread)
    of_felt = -(of_low + of_high) / spread
    of_column[0] += of_variance
    of_column[2] += of_variance
    mean_slope[0] += of_felt
    mean_slope[2] += of_felt
    for i in range(_N):
        half = 0.5 * of_column[i]
        covariance_slope[i, 0] += half
        covariance_slope[i, 2] += half
        covariance_slope[0, i] += half
        covariance_slope[2, i] += half
    of_noise: float = 2 * noise * of_variance
    return of_noise


@compiled
def _slopes_of_borders(
    borders: tuple[float, float], at: tuple[float, float], of: tuple[float, float]
) -> tuple[float, float]:
    """Return the slopes of log mass + of[0]·mean + of[1]·variance in both borders."""
    (low, high), (at_low, at_high), (of_mean, of_variance) = borders, at, of
    mean = at_low - at_high
    of_low, of_high = 0.0, 0.0
    if at_low > 0:
        by_low = at_low * (mean - low)
        curved = at_low * (1 + low * (at_low - low) - 2 * mean * (mean - low))
        if at_high > 0:
            curved -= high * at_low * at_high
        of_low = -at_low + of_mean * by_low + of_variance * curved
    if at_high > 0:
        by_high = at_high * (high - mean)
        curved = -at_high * (1 - high * (high + at_high) + 2 * mean * (high - mean))
        if at_low > 0:
            curved -= low * at_low * at_high
        of_high = at_high + of_mean * by_high + of_variance * curved
    return of_low, of_high


@compiled
def unpress(
    state: tuple[FloatArray, FloatArray],
    slopes: tuple[FloatArray, FloatArray],
    numbers: FloatArray,
    log_ppt: float,
    number_slopes: FloatArray,
) -> None:
    """Undo a pressure threshold."""
    mean, covariance = state
    mean_slope, covariance_slope = slopes
    slope = numbers[8]
    look = np.zeros(_N)
    look[0], look[2], look[7] = -slope, -PPT_SORENESS * slope, 1.0
    column = times(covariance, look)
    variance = along(column, look) + numbers[9] ** 2
    off = log_ppt - along(mean, look)
    pulled = times(covariance_slope, column)
    moved = along(mean_slope, column)
    of_column = mean_slope * (off / variance) - 2 * pulled / variance
    of_off = (moved - off) / variance
    of_variance = (
        along(column, pulled) - moved * off + 0.5 * off**2
    ) / variance**2 - 0.5 / variance
    number_slopes[9] += 2 * numbers[9] * of_variance
    of_look = 2 * of_variance * column + times(covariance, of_column) - of_off * mean
    number_slopes[8] -= of_look[0] + PPT_SORENESS * of_look[2]
    for i in range(_N):
        mean_slope[i] -= of_off * look[i]
        for j in range(_N):
            covariance_slope[i, j] += of_variance * look[i] * look[j] + 0.5 * (
                of_column[i] * look[j] + look[i] * of_column[j]
            )
