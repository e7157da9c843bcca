"""The exact step against the matrix exponential of the differential equation itself."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.linalg import expm

from unknot.forecast.motion import drift_of, step_matrices
from unknot.forecast.parameters import N_STATES, NODE_NUMBERS, NodeNumbers

ACTIVITY, SET_POINT, SORE, LONG_RUN, LOAD, HOME = range(6)
LENGTHS = (1e-4, 0.2, 1.0, 3.0, 28.0, 400.0)


def random_numbers(n: int, seed: int) -> NodeNumbers:
    """Guesses far wider than any prior: times from hours to years."""
    return NodeNumbers.of(np.random.default_rng(seed).normal(0.5, 1.5, (n, len(NODE_NUMBERS))))


def flow(numbers: NodeNumbers, node: int, *, load: float, care: float) -> np.ndarray:
    """Return the matrix of the differential equation, term by term."""
    matrix = np.zeros((N_STATES, N_STATES))
    fast, slow = 1 / numbers.activity_days[node], 1 / numbers.level_days[node]
    matrix[ACTIVITY, [ACTIVITY, SET_POINT, LOAD, HOME]] = fast * np.array([-1, 1, load, care])
    matrix[SET_POINT, [SET_POINT, LONG_RUN]] = [-slow, slow]
    matrix[SORE, SORE] = -1 / numbers.soreness_days[node]
    return matrix


def shaking(numbers: NodeNumbers, node: int) -> np.ndarray:
    """Return the power of the noise: twice the stationary variance over the time of return."""
    power = np.zeros((N_STATES, N_STATES))
    power[ACTIVITY, ACTIVITY] = 2 * numbers.activity_wander[node] ** 2 / numbers.activity_days[node]
    power[SET_POINT, SET_POINT] = 2 * numbers.level_wander[node] ** 2 / numbers.level_days[node]
    return power


def exact(matrix: np.ndarray, power: np.ndarray, days: float) -> tuple[np.ndarray, np.ndarray]:
    """Return step and noise of one span (Van Loan 1978), doubled up from a short one."""
    halvings = max(0, int(np.ceil(np.log2(days * np.abs(matrix).max() + 1))))
    short = days / 2**halvings
    block = np.block([[-matrix, power], [np.zeros_like(matrix), matrix.T]]) * short
    grown = expm(block)
    step = grown[N_STATES:, N_STATES:].T
    noise = step @ grown[:N_STATES, N_STATES:]
    for _ in range(halvings):
        noise = step @ noise @ step.T + noise
        step = step @ step
    return step, noise


@pytest.mark.parametrize("days", LENGTHS)
def test_the_step_is_the_matrix_exponential(days: float) -> None:
    numbers = random_numbers(40, seed=1)
    step, noise = step_matrices(drift_of(numbers, days), load=0.7, care=0.4)
    for node in range(40):
        true_step, true_noise = exact(
            flow(numbers, node, load=0.7, care=0.4), shaking(numbers, node), days
        )
        assert step[node] == pytest.approx(true_step, rel=1e-7, abs=1e-9)
        scale = max(np.abs(true_noise).max(), 1e-12)
        assert noise[node] / scale == pytest.approx(true_noise / scale, abs=1e-6)


@pytest.mark.parametrize("apart", [0.0, 1e-9, 1e-5, 1e-3, 0.05])
def test_almost_equal_times_of_return_do_no_harm(apart: float) -> None:
    scaled = np.zeros((1, len(NODE_NUMBERS)))
    scaled[0, NODE_NUMBERS.index("activity_days")] = np.log(20.0)
    scaled[0, NODE_NUMBERS.index("level_days")] = np.log(20.0 * (1 + apart))
    numbers = NodeNumbers.of(scaled)
    step, noise = step_matrices(drift_of(numbers, 5.0), load=1.0, care=1.0)
    true_step, true_noise = exact(flow(numbers, 0, load=1.0, care=1.0), shaking(numbers, 0), 5.0)
    assert step[0] == pytest.approx(true_step, abs=3e-5)
    assert noise[0] == pytest.approx(true_noise, abs=3e-4)


@pytest.mark.parametrize("cuts", [(1.0, 1.0, 1.0), (0.01, 2.5, 0.49), (2.999, 0.001)])
def test_three_days_at_once_are_three_days_one_by_one(cuts: tuple[float, ...]) -> None:
    numbers = random_numbers(40, seed=2)
    whole, whole_noise = step_matrices(drift_of(numbers, 3.0), load=-0.3, care=1.0)
    step = np.repeat(np.eye(N_STATES)[None], 40, axis=0)
    noise = np.zeros_like(step)
    for days in cuts:
        part, part_noise = step_matrices(drift_of(numbers, days), load=-0.3, care=1.0)
        step = part @ step
        noise = part @ noise @ part.transpose(0, 2, 1) + part_noise
    assert step == pytest.approx(whole, abs=1e-9)
    assert noise == pytest.approx(whole_noise, rel=1e-6, abs=1e-9)


def test_no_time_changes_nothing() -> None:
    step, noise = step_matrices(drift_of(random_numbers(5, seed=3), 0.0), load=1.0, care=1.0)
    assert step == pytest.approx(np.repeat(np.eye(N_STATES)[None], 5, axis=0))
    assert noise == pytest.approx(np.zeros_like(noise))
