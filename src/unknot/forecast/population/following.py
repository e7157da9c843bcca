"""Whole diaries through the compiled filter: the log chance of each, and its slopes.

Rows of many episodes lie one after another; ``starts`` says where each begins. Nodes are given
by their numbers on the scale of the priors, so what this module does not know is where nodes
should stand and what a person is expected to be like.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.population.adjoint import undrift, unpress, unrate, unrelease, unstep
from unknot.forecast.population.compiling import compiled
from unknot.forecast.population.rows import DAYS, HIGH, LOG_PPT, LOW, WAY
from unknot.forecast.population.stepping import drift, press, rate, release, step_of

__all__ = ["Slopes", "natural", "slopes"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

_N = 8


class Slopes(NamedTuple):
    """Slopes of the log chance of each episode; node slopes are weighted by their node."""

    log_chance: FloatArray
    """(n_episodes,)"""
    weights: FloatArray
    """(n_episodes, n_nodes) summing to one over the nodes."""
    numbers: FloatArray
    """(n_episodes, n_nodes, 10) on the scale of the priors."""
    ways: FloatArray
    """(n_episodes, n_ways, 2)"""
    mean: FloatArray
    """(n_episodes, 8) of the beginning."""
    covariance: FloatArray
    """(n_episodes, 8, 8) of the beginning."""


@compiled
def natural(scaled: FloatArray) -> FloatArray:
    """Return a node's ten numbers from their scale: two logits stay, logarithms go."""
    numbers = np.exp(scaled)
    numbers[1], numbers[2] = scaled[1], scaled[2]
    return numbers


@compiled
def slopes(
    rows: FloatArray,
    starts: IntArray,
    beginnings: tuple[FloatArray, FloatArray],
    scaled: FloatArray,
    offsets: FloatArray,
    ways: FloatArray,
    driver_days: float,
) -> Slopes:
    """Return the log chance of each diary, mean over its nodes, and all slopes.

    ``offsets`` (n_episodes, n_nodes) are added to the log chance of a node: the log of what is
    believed of the node's numbers over how densely nodes were placed there.
    """
    n_episodes, n_nodes = offsets.shape
    log_chance = np.empty(n_episodes)
    weights = np.empty((n_episodes, n_nodes))
    of_numbers = np.zeros((n_episodes, n_nodes, 10))
    of_ways = np.zeros((n_episodes, len(ways), 2))
    of_mean = np.zeros((n_episodes, _N))
    of_covariance = np.zeros((n_episodes, _N, _N))
    found = (
        np.empty((n_nodes, len(ways), 2)),
        np.empty((n_nodes, _N)),
        np.empty((n_nodes, _N, _N)),
    )
    tape = _tape_for(starts)
    for i in range(n_episodes):
        own = rows[starts[i] : starts[i + 1]]
        _clear(found)
        for q in range(n_nodes):
            numbers = natural(scaled[i, q])
            state = (beginnings[0][i].copy(), beginnings[1][i].copy())
            log_weight = _recorded(own, state, numbers, ways, driver_days, tape)
            weights[i, q] = log_weight + offsets[i, q]
            after = (found[1][q], found[2][q])
            _undone(own, after, numbers, ways, driver_days, tape, of_numbers[i, q], found[0][q])
            _rescale(numbers, of_numbers[i, q])
        log_chance[i] = _weigh(weights[i])
        for q in range(n_nodes):
            weight = weights[i, q]
            for n in range(10):
                of_numbers[i, q, n] *= weight
            _add(weight, found[0][q], of_ways[i])
            _add(weight, found[2][q], of_covariance[i])
            for n in range(_N):
                of_mean[i, n] += weight * found[1][q, n]
    return Slopes(log_chance, weights, of_numbers, of_ways, of_mean, of_covariance)


@compiled
def _tape_for(starts: IntArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return room for the states before every event of the longest diary."""
    longest = 0
    for i in range(len(starts) - 1):
        longest = max(longest, starts[i + 1] - starts[i])
    events = 4 * longest
    return np.empty((events, _N)), np.empty((events, _N, _N)), np.empty((longest, 8))


@compiled
def _clear(found: tuple[FloatArray, FloatArray, FloatArray]) -> None:
    """Set the slopes of all nodes to zero."""
    found[0].fill(0.0)
    found[1].fill(0.0)
    found[2].fill(0.0)


@compiled
def _weigh(weights: FloatArray) -> float:
    """Turn log weights into weights; return the log of their mean."""
    most = -math.inf
    for weight in weights:
        most = max(most, weight)
    total = 0.0
    for q in range(len(weights)):
        weights[q] = math.exp(weights[q] - most)
        total += weights[q]
    for q in range(len(weights)):
        weights[q] /= total
    return most + math.log(total / len(weights))


@compiled
def _add(weight: float, part: FloatArray, total: FloatArray) -> None:
    """Add a weighted table to another."""
    for i in range(part.shape[0]):
        for j in range(part.shape[1]):
            total[i, j] += weight * part[i, j]


@compiled
def _recorded(
    rows: FloatArray,
    state: tuple[FloatArray, FloatArray],
    numbers: FloatArray,
    ways: FloatArray,
    driver_days: float,
    tape: tuple[FloatArray, FloatArray, FloatArray],
) -> float:
    """Follow one diary with one node and write the state before every event on the tape."""
    mean, covariance = state
    total = 0.0
    at = 0
    for k in range(len(rows)):
        row = rows[k]
        if row[DAYS] > 0:
            step = step_of(row[DAYS], numbers, driver_days)
            for n in range(8):
                tape[2][k, n] = step[n]
            _keep(tape, at, state)
            drift(mean, covariance, row, step)
            at += 1
        if row[WAY] >= 0:
            _keep(tape, at, state)
            release(mean, covariance, numbers, ways[int(row[WAY])])
            at += 1
        if not math.isnan(row[LOW]):
            _keep(tape, at, state)
            total += rate(mean, covariance, numbers[7], (row[LOW], row[HIGH]))
            at += 1
        if not math.isnan(row[LOG_PPT]):
            _keep(tape, at, state)
            total += press(mean, covariance, numbers, row[LOG_PPT])
            at += 1
    return total


@compiled
def _keep(
    tape: tuple[FloatArray, FloatArray, FloatArray], at: int, state: tuple[FloatArray, FloatArray]
) -> None:
    """Write a state on the tape; loops compile ten times faster than slices here."""
    for i in range(_N):
        tape[0][at, i] = state[0][i]
        for j in range(_N):
            tape[1][at, i, j] = state[1][i, j]


@compiled
def _undone(
    rows: FloatArray,
    found: tuple[FloatArray, FloatArray],
    numbers: FloatArray,
    ways: FloatArray,
    driver_days: float,
    tape: tuple[FloatArray, FloatArray, FloatArray],
    of_numbers: FloatArray,
    of_ways: FloatArray,
) -> None:
    """Go back along the tape and gather the slopes."""
    at = 0
    for row in rows:
        at += (row[DAYS] > 0) + (row[WAY] >= 0)
        at += (not math.isnan(row[LOW])) + (not math.isnan(row[LOG_PPT]))
    for k in range(len(rows) - 1, -1, -1):
        row = rows[k]
        if not math.isnan(row[LOG_PPT]):
            at -= 1
            unpress((tape[0][at], tape[1][at]), found, numbers, row[LOG_PPT], of_numbers)
        if not math.isnan(row[LOW]):
            at -= 1
            borders = (row[LOW], row[HIGH])
            of_numbers[7] += unrate((tape[0][at], tape[1][at]), found, numbers[7], borders)
        if row[WAY] >= 0:
            at -= 1
            way = int(row[WAY])
            state = (tape[0][at], tape[1][at])
            unrelease(state, found, numbers, ways[way], of_numbers, of_ways[way])
        if row[DAYS] > 0:
            at -= 1
            s = tape[2][k]
            step = (s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7])
            of_step = undrift((tape[0][at], tape[1][at]), found, row, step)
            unstep(row[DAYS], numbers, driver_days, of_step, of_numbers)


@compiled
def _rescale(numbers: FloatArray, of_numbers: FloatArray) -> None:
    """Turn slopes in natural units into slopes on the scale of the priors."""
    for n in range(len(numbers)):
        if n not in (1, 2):
            of_numbers[n] *= numbers[n]
