"""What may happen to the person meanwhile: plans, and the load and home care they are lived with.

A plan fixes what it names; everything else is drawn around the person's own habits, one
future for each drawn path. Comparing two plans on the same draws shows what the plan changes
and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.belief import Habits
from unknot.forecast.diary import USUAL_SLEEP, USUAL_STRESS, Treatment, drivers_of

__all__ = ["Chance", "Plan", "chance_drawn", "driven"]

FloatArray = NDArray[np.float64]

_WEEKLY: Final = 7.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is going to be done; None leaves it to the person's habits."""

    treatments: tuple[Treatment, ...] = ()
    """With days from now on: 0 is now."""
    home_care: float | None = None
    """Share of the programme, 0 to 1."""
    load: float | None = None
    """-1 less, 0 usual, 1 more than usual."""
    sleep: float | None = None
    stress: float | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """Standard normal draws for every future; the same for every plan that is compared."""

    load: FloatArray
    """(n_futures, n_days) each standard normal; a day forgets the one before it."""
    care: FloatArray
    """(n_futures,)"""
    level: FloatArray
    """(n_futures,) of the person's usual load."""
    weights: FloatArray
    """(n_futures, 3) of how much load, sleep and stress weigh."""


def chance_drawn(rng: np.random.Generator, *, n_futures: int, n_days: int) -> Chance:
    """Draw what load and home care may be.

    Parameters
    ----------
    rng
        Source of chance.
    n_futures
        An even number; every second future mirrors the one before it, which steadies means.
    n_days
        Days of each.
    """
    half = n_futures // 2
    mirrored = np.array([1.0, -1.0])
    load = (rng.standard_normal((half, 1, n_days)) * mirrored[:, None]).reshape(-1, n_days)
    care = (rng.standard_normal((half, 1)) * mirrored).ravel()
    level = (rng.standard_normal((half, 1)) * mirrored).ravel()
    weights = (rng.standard_normal((half, 1, 3)) * mirrored[:, None]).reshape(-1, 3)
    return Chance(_wandering(load), care, level, weights)


def driven(plan: Plan, habits: Habits, chance: Chance) -> tuple[FloatArray, FloatArray]:
    """Return load and home care of every future and day.

    Parameters
    ----------
    plan
        What is fixed.
    habits
        What the person usually does.
    chance
        The draws.

    Returns
    -------
    load, care : (n_futures, n_days)
        [spreads] and share of the programme.

    Notes
    -----
    What a planned change of load, sleep or stress weighs is drawn too: it is judged, not
    measured. The part of the load that is not planned wanders about the person's usual load and
    forgets itself with ``driver_days``.
    """
    told = drivers_of(load=plan.load, sleep=plan.sleep, stress=plan.stress, home_care=None)
    nothing = drivers_of(load=None, sleep=None, stress=None, home_care=None)
    share_open = told.load_variance / nothing.load_variance
    spread = np.sqrt(told.load_variance)
    n_futures, n_days = chance.load.shape
    unsure = spread / np.sqrt(habits.load_count / _WEEKLY + 4.0)
    usual = told.load + share_open * habits.load + unsure * chance.level
    usual = usual + chance.weights @ _unsure_weights(plan)
    load = usual[:, None] + spread * chance.load
    care = np.full(n_futures, plan.home_care if plan.home_care is not None else habits.care)
    if plan.home_care is None:
        care = np.clip(care + habits.care_spread * chance.care, 0.0, 1.0)
    return load, np.broadcast_to(care[:, None], (n_futures, n_days))


def _wandering(drawn: FloatArray) -> FloatArray:
    """Return draws of which each day keeps a part of the day before it: (n_futures, n_days)."""
    keeps = np.exp(-1 / load_forecast_priors()["driver_days"].value)
    renews = np.sqrt(1 - keeps**2)
    found = np.empty(drawn.shape, order="F")
    now = drawn[:, 0]
    for day in range(drawn.shape[1]):
        if day:
            now = keeps * now + renews * drawn[:, day]
        found[:, day] = now
    return found


def _unsure_weights(plan: Plan) -> FloatArray:
    """Return the spread of what the planned load, sleep and stress weigh: (3,)."""
    priors = load_forecast_priors()
    planned = (
        ("load_weight", plan.load, 0.0),
        ("sleep_weight", plan.sleep, USUAL_SLEEP),
        ("stress_weight", plan.stress, USUAL_STRESS),
    )
    return np.array(
        [
            0.0 if value is None else priors[name].population_sd * (value - usual)
            for name, value, usual in planned
        ]
    )
