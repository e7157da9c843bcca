"""Moments of a truncated normal against plain integration, in the middle and far out."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from unknot.forecast.ratings import (
    log_normal_cdf,
    normal_cdf,
    rating_interval,
    truncated_moments,
)

FELT = (-60.0, -8.0, -2.0, 0.0, 0.4, 4.9, 9.6, 12.0, 25.0, 70.0)
SPREADS = (0.3, 1.0, 3.0)


def integrated(low: float, high: float) -> tuple[float, float, float]:
    """Return log mass, mean and variance by integration, scaled at the highest density."""
    top = min(max(low, 0.0), high)
    reach = 45.0 / max(abs(top), 1.0)  # beyond this the density has fallen by e^-45 or more
    start, stop = max(low, top - max(reach, 9.0)), min(high, top + max(reach, 9.0))

    def weight(z: float) -> float:
        return math.exp(-0.5 * (z - top) * (z + top))

    def integral(power: int, about: float = 0.0) -> float:
        near = [top] if start < top < stop else None
        found, _ = quad(
            lambda z: (z - about) ** power * weight(z),
            start,
            stop,
            points=near,
            epsabs=0.0,
            epsrel=1e-8,
            limit=500,
        )
        return found

    mass = integral(0)
    mean = top + integral(1, top) / mass
    log_mass = math.log(mass) - 0.5 * top * top - 0.5 * math.log(2 * math.pi)
    return log_mass, mean, integral(2, mean) / mass


@pytest.mark.filterwarnings("ignore:The occurrence of roundoff error")
@pytest.mark.parametrize("rating", [0, 1, 5, 9, 10, 3.7])
@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("felt", FELT)
def test_moments_are_those_of_integration(rating: float, spread: float, felt: float) -> None:
    low, high = ((border - felt) / spread for border in rating_interval(rating))
    log_mass, mean, variance = (
        found[0] for found in truncated_moments(np.array([low]), np.array([high]))
    )
    true_log, true_mean, true_variance = integrated(low, high)
    assert log_mass == pytest.approx(true_log, rel=1e-8, abs=1e-9)
    assert mean == pytest.approx(true_mean, rel=1e-7, abs=1e-8)
    # beyond 30 spreads the series of the logarithm leaves an error of a hundredth
    rel = 1e-5 if max(low, -high) < 30 else 2e-2
    assert variance == pytest.approx(true_variance, rel=rel, abs=2e-6)
    assert 0 < variance <= 1


def test_the_log_of_the_normal_distribution_is_exact_far_out() -> None:
    for z in (-200.0, -40.0, -30.001, -29.999, -8.0, -1.0, 0.0, 3.0, 8.0):
        assert log_normal_cdf(z) == pytest.approx(norm.logcdf(z), rel=1e-9, abs=1e-15)


def test_the_table_of_the_normal_distribution_is_exact_to_what_it_says() -> None:
    z = np.random.default_rng(1).normal(0, 4, (50, 20))
    assert np.abs(normal_cdf(z) - norm.cdf(z)).max() < 6.5e-8
    assert list(normal_cdf(np.array([-50.0, 50.0]))) == [pytest.approx(0), pytest.approx(1)]
