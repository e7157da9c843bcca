"""Does the belief mean what it says? Simulation-based calibration and the cold start.

People are drawn from the belief before the first entry, every one from a clinic of their own,
and live in the right world with everything told. Then the place of each true number in what
is believed of it must be spread evenly (Talts and others 2018, https://arxiv.org/abs/1804.06788).
In the cold start, whole clinics differ from the middle of the priors and nothing was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.belief import N_NODES, Belief
from unknot.forecast.parameters import NODE_NUMBERS, STATES
from unknot.forecast.proving.following import (
    AHEAD_DAYS,
    Told,
    belief_until,
    chances_ahead,
    events_ahead,
    ratings_ahead,
    told_by,
)
from unknot.forecast.ratings import normal_cdf
from unknot.forecast.score import Scores, coverage, score_forecasts, uniformity
from unknot.forecast.worlds.clinics import any_clinic, drawn_clinic, middle_clinic
from unknot.forecast.worlds.episodes import Cohort, simulate
from unknot.forecast.worlds.truth import scaled

__all__ = [
    "QUANTITIES",
    "REFERENCE_DAY",
    "ColdStart",
    "Evenness",
    "calibrate",
    "cold_start",
    "distance_from",
    "places_of",
    "reference_people",
]

FloatArray = npt.NDArray[np.float64]

QUANTITIES: Final = (
    "activity_days",
    "released",
    "durable",
    "long_run",
    "load_effect",
    "home_effect",
    "soreness",
    "log_ppt",
)
"""Eight numbers of a person: three that nodes guess, five states."""
_DIARY_DAYS: Final = 56
REFERENCE_DAY: Final = 28.0
"""Day of the forecasts that are held against a full Bayesian fit. [day]"""


@dataclass(frozen=True, slots=True)
class Evenness:
    """Where the true values of one quantity fell in what was believed.

    Attributes
    ----------
    chi_squared
        Against ten even bins: 9 degrees, 5% limit 16.9, 1% limit 21.7.
    cover
        Share inside the central 50, 80 and 95%.
    """

    quantity: str
    n: int
    chi_squared: float
    cover: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ColdStart:
    """Forecasts of new clinics from one day on.

    Attributes
    ----------
    day
        Day of the forecast. [day]
    scores
        Of all clinics together.
    cover_of_clinics
        Lowest and highest share inside the 80% interval among the clinics.
    """

    day: float
    scores: Scores
    cover_of_clinics: tuple[float, float]


def calibrate(
    n_people: int,
    *,
    rng: np.random.Generator,
    n_nodes: int = N_NODES,
    n_days: int = _DIARY_DAYS,
) -> tuple[Evenness, ...]:
    """Say for each quantity how evenly the true values fell."""
    cohort = simulate(any_clinic(middle_clinic()), n_people, rng=rng, n_days=n_days)
    rows = []
    for person in range(n_people):
        belief = belief_until(told_by(cohort, person), float(n_days), n_nodes=n_nodes)
        rows.append(places_of(belief, cohort, person, rng=rng))
    places = np.array(rows)
    return tuple(
        Evenness(
            quantity,
            n_people,
            uniformity(places[:, column]),
            (
                coverage(places[:, column], 0.5),
                coverage(places[:, column], 0.8),
                coverage(places[:, column], 0.95),
            ),
        )
        for column, quantity in enumerate(QUANTITIES)
    )


def places_of(
    belief: Belief, cohort: Cohort, person: int, *, rng: np.random.Generator
) -> list[float]:
    """Return where a person's true numbers lie in what is believed of them, 0 to 1."""
    nodes, weights = belief.nodes, belief.nodes.weights
    places = []
    for quantity in QUANTITIES:
        true = float(getattr(cohort.people, quantity)[person])
        if quantity in NODE_NUMBERS:
            on_scale = true if quantity in ("released", "durable") else scaled(quantity, true)
            guesses = belief.scaled[:, NODE_NUMBERS.index(quantity)]
            places.append(_place_among(guesses, weights, on_scale, rng=rng))
        else:
            state = STATES.index(quantity)
            spread = np.sqrt(nodes.covariance[:, state, state])
            places.append(float(weights @ normal_cdf((true - nodes.mean[:, state]) / spread)))
    return places


def reference_people(n_people: int, seed: int) -> tuple[Told, ...]:
    """Return the people whose diaries are fitted by a full Bayesian fit too."""
    cohort = simulate(any_clinic(middle_clinic()), n_people, rng=np.random.default_rng(seed))
    return tuple(told_by(cohort, person) for person in range(n_people))


def distance_from(told: Told, reference: FloatArray, *, n_nodes: int = N_NODES) -> FloatArray:
    """Return the total variation between our chances of later ratings and those of a reference.

    Parameters
    ----------
    reference : (n_ratings, 11)
        Chances of the ratings of the four weeks after REFERENCE_DAY.
    """
    belief = belief_until(told, REFERENCE_DAY, n_nodes=n_nodes)
    ours = chances_ahead(belief, events_ahead(told, REFERENCE_DAY))
    apart: FloatArray = 0.5 * np.abs(ours - reference).sum(axis=1)
    return apart


def cold_start(
    n_clinics: int, n_people: int, *, rng: np.random.Generator, days: Sequence[float] = (1, 7, 28)
) -> tuple[ColdStart, ...]:
    """Forecast four weeks of ratings in clinics that differ from the priors' middle.

    Parameters
    ----------
    n_people
        Of each clinic.
    days
        Days of the forecasts, rising. [day]
    """
    said: dict[float, list[FloatArray]] = {day: [] for day in days}
    came: dict[float, list[FloatArray]] = {day: [] for day in days}
    for _ in range(n_clinics):
        clinic = drawn_clinic(middle_clinic(), rng=rng)
        cohort = simulate(clinic, n_people, rng=rng, n_days=int(max(days) + AHEAD_DAYS))
        for day, (chances, ratings) in _forecast_clinic(cohort, days).items():
            said[day].append(chances)
            came[day].append(ratings)
    return tuple(_cold_row(day, said[day], came[day], rng=rng) for day in days)


def _forecast_clinic(
    cohort: Cohort, days: Sequence[float]
) -> dict[float, tuple[FloatArray, FloatArray]]:
    """Return chances and ratings of everybody in a clinic, by the day of the forecast."""
    said: dict[float, list[FloatArray]] = {day: [] for day in days}
    came: dict[float, list[float]] = {day: [] for day in days}
    for person in range(len(cohort)):
        told = told_by(cohort, person)
        belief = None
        for day in days:
            belief = belief_until(told, day, before=belief)
            ahead = events_ahead(told, day)
            said[day].append(chances_ahead(belief, ahead))
            entries = ratings_ahead(told, now=day, until=day + AHEAD_DAYS)
            came[day] += [float(entry.pain or 0) for entry in entries]
    return {day: (np.concatenate(said[day]), np.array(came[day])) for day in days}


def _cold_row(
    day: float,
    said: Sequence[FloatArray],
    came: Sequence[FloatArray],
    *,
    rng: np.random.Generator,
) -> ColdStart:
    """Score all clinics together, and the 80% interval of each."""
    each = [
        score_forecasts(chances, ratings.astype(np.int64), rng=rng).cover[1]
        for chances, ratings in zip(said, came, strict=True)
    ]
    together = score_forecasts(np.concatenate(said), np.concatenate(came).astype(np.int64), rng=rng)
    return ColdStart(day, together, (min(each), max(each)))


def _place_among(
    guesses: FloatArray, weights: FloatArray, true: float, *, rng: np.random.Generator
) -> float:
    """Return the rank of the truth among weighted guesses, itself counted as one more."""
    n = len(guesses)
    return float((weights[guesses < true].sum() * n + rng.random()) / (n + 1))
