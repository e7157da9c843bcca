"""Does the forecast beat simple rules, also where its world is wrong?

In each of the three worlds the rules are fitted on many people, the correction of the
forecast's chances on others, and both are scored on people whom neither has seen. The
forecast itself is not fitted: it starts from its priors. Two ways: with everything told for
four weeks from one day (`contest`), and as in the product, week after week, every rating
forecast before it is seen (`prequential`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.challengers import Challenger, Example, Past, Planned, fit_challengers
from unknot.forecast.diary import Treatment
from unknot.forecast.futures import Plan
from unknot.forecast.outlook import outlook
from unknot.forecast.proving.following import (
    AHEAD_DAYS,
    belief_until,
    chances_ahead,
    events_ahead,
    example_of,
    recalibrated,
    told_by,
)
from unknot.forecast.recalibration import learned_recalibration
from unknot.forecast.score import (
    Scores,
    log_score,
    prequential_weights,
    randomised_pit,
    ranked_probability_score,
    score_forecasts,
)
from unknot.forecast.worlds.clinics import middle_clinic
from unknot.forecast.worlds.episodes import Cohort, simulate

__all__ = [
    "CHALLENGER",
    "FORECAST",
    "HORIZONS",
    "RECALIBRATED",
    "STACKED",
    "Contest",
    "Lead",
    "Prequential",
    "Sizes",
    "contest",
    "prequential",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FORECAST: Final = "forecast"
RECALIBRATED: Final = "forecast, recalibrated"
CHALLENGER: Final = "landmark regression"
STACKED: Final = "weighed by past scores"
HORIZONS: Final = (1, 3, 7, 14, 28)
"""Days ahead at which the product's forecasts are scored. [day]"""
_ORIGINS: Final = (7, 14, 21, 28, 35, 42)
"""Evenings on which the product's forecasts are made. [day]"""
_EVENING: Final = 0.96
"""Right after the latest evening entry. [day]"""
_WEIGHED: Final = (FORECAST, CHALLENGER, "shrunken autoregression")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many people rules are fitted on, chances corrected on, and all are scored on."""

    fitted_on: int = 1000
    corrected_on: int = 150
    scored_on: int = 300


@dataclass(frozen=True, slots=True)
class Lead:
    """By how much the corrected forecast is nearer than a rule, on the same ratings.

    Attributes
    ----------
    by
        CRPS of the rule less that of the forecast; above 0 the forecast is better. [NRS points]
    error
        Its standard error; one person's ratings count as one draw. [NRS points]
    """

    by: float
    error: float


@dataclass(frozen=True, slots=True)
class Contest:
    """Scores of the forecast and of each rule in one world, from one day on."""

    world: str
    day: float
    scores: Mapping[str, Scores]
    leads: Mapping[str, Lead]


@dataclass(frozen=True, slots=True)
class Prequential:
    """Scores as in the product, by days ahead, in one world; the lead on CHALLENGER."""

    world: str
    scores: Mapping[int, Mapping[str, Scores]]
    leads: Mapping[int, Lead]


def contest(world: str, *, day: float, sizes: Sizes, rng: np.random.Generator) -> Contest:
    """Score four weeks of ratings from one day on, with everything told.

    Parameters
    ----------
    world
        A name of `dynamics.WORLDS`.
    day
        Day of the forecast, a midnight. [day]
    """
    clinic = middle_clinic()
    n_days = int(day + AHEAD_DAYS)

    def people(n: int) -> Cohort:
        return simulate(clinic, n, rng=rng, world=world, n_days=n_days)

    fitted = people(sizes.fitted_on)
    rules = fit_challengers([e for _, e in _examples(fitted, day)])
    others = people(sizes.corrected_on)
    said, came, _ = _everything_told(others, day)
    correction = learned_recalibration(randomised_pit(said, came, rng=rng))
    scored = people(sizes.scored_on)
    said, came, who = _everything_told(scored, day)
    chances = {FORECAST: said, RECALIBRATED: recalibrated(said, correction)}
    for rule in rules:
        rows = [rule.forecast(e.past, e.planned) for _, e in _examples(scored, day)]
        chances[rule.name] = np.concatenate(rows)
    return Contest(
        world,
        day,
        {name: score_forecasts(rows, came, rng=rng) for name, rows in chances.items()},
        {rule.name: _lead(chances, rule.name, came=came, who=who) for rule in rules},
    )


def prequential(world: str, *, sizes: Sizes, rng: np.random.Generator) -> Prequential:
    """Score evenings ahead, week after week, as the product forecasts them.

    Load and home care of the days ahead are open; treatments are planned.
    """
    clinic = middle_clinic()
    n_days = max(_ORIGINS) + max(HORIZONS) + 1

    def people(n: int) -> Cohort:
        return simulate(clinic, n, rng=rng, world=world, n_days=n_days)

    fitted = people(sizes.fitted_on)
    examples = [
        example
        for origin in _ORIGINS[::2]
        for _, example in _examples(fitted, origin + _EVENING, is_told=False)
    ]
    rules = fit_challengers(examples)
    others = _as_in_product(people(sizes.corrected_on), rules, rng=rng)
    scored = _as_in_product(people(sizes.scored_on), rules, rng=rng)
    rows = {ahead: _scored(others[ahead], scored[ahead], rng=rng) for ahead in HORIZONS}
    return Prequential(
        world,
        {ahead: scores for ahead, (scores, _) in rows.items()},
        {ahead: lead for ahead, (_, lead) in rows.items()},
    )


@dataclass(frozen=True, slots=True)
class _Foretold:
    """One rating that was foretold by all: whose, what they said, what came."""

    person: int
    chances: Mapping[str, FloatArray]
    came: int


def _examples(cohort: Cohort, now: float, *, is_told: bool = True) -> list[tuple[int, Example]]:
    """Return everybody who has ratings before and after, by row."""
    found = [
        (person, example_of(cohort, person, now=now, until=now + AHEAD_DAYS, is_told=is_told))
        for person in range(len(cohort))
    ]
    return [(person, example) for person, example in found if example is not None]


def _everything_told(cohort: Cohort, day: float) -> tuple[FloatArray, IntArray, IntArray]:
    """Return what the forecast says of everybody's later ratings, what came, and of whom."""
    said, came, who = [], [], []
    for person, example in _examples(cohort, day):
        told = told_by(cohort, person)
        belief = belief_until(told, day)
        said.append(chances_ahead(belief, events_ahead(told, day)))
        came.append(example.came)
        who.append(np.full(len(example.came), person))
    return np.concatenate(said), np.concatenate(came), np.concatenate(who)


def _as_in_product(
    cohort: Cohort, rules: Sequence[Challenger], *, rng: np.random.Generator
) -> dict[int, list[_Foretold]]:
    """Return what was said of every evening so many days after an origin."""
    foretold: dict[int, list[_Foretold]] = {ahead: [] for ahead in HORIZONS}
    for person in range(len(cohort)):
        told = told_by(cohort, person, with_nights=False)
        belief = None
        for origin in _ORIGINS:
            now = origin + _EVENING
            belief = belief_until(told, now, before=belief)
            evenings = [
                ahead for ahead in HORIZONS if np.isfinite(cohort.rating[person, origin + ahead])
            ]
            past = _past(cohort, person, now)
            if not evenings or len(past.ratings) < 2:
                continue
            treated = [e for e in told.events if isinstance(e, Treatment) and e.day > now]
            plan = Plan(tuple(replace(one, day=one.day - now) for one in treated))
            expected = outlook(belief, plan, now=now, n_days=max(HORIZONS), rng=rng)
            planned = _open_plan(now, evenings, [one.day for one in treated])
            by_rule = {rule.name: rule.forecast(past, planned) for rule in rules}
            for row, ahead in enumerate(evenings):
                chances = {name: rows[row] for name, rows in by_rule.items()}
                came = int(cohort.rating[person, origin + ahead])
                chances[FORECAST] = expected.chances[ahead]
                foretold[ahead].append(_Foretold(person, chances, came))
    return foretold


def _past(cohort: Cohort, person: int, now: float) -> Past:
    """Return what the rules know on an evening."""
    example = example_of(cohort, person, now=now, until=now + AHEAD_DAYS, is_told=False)
    if example is not None:
        return example.past
    nothing = np.zeros(0)
    return Past(now, nothing, nothing, np.nan, np.nan, nothing, 0.0, 1)


def _open_plan(now: float, evenings: Sequence[int], treated: Sequence[float]) -> Planned:
    """Return a plan in which only treatments are known."""
    nothing = np.zeros(0)
    return Planned(now + np.array(evenings, dtype=np.float64), nothing, nothing, np.array(treated))


def _scored(
    others: Sequence[_Foretold], scored: Sequence[_Foretold], *, rng: np.random.Generator
) -> tuple[dict[str, Scores], Lead]:
    """Score everybody's forecasts of one distance, the corrected and the weighed ones too."""
    elsewhere = np.array([one.chances[FORECAST] for one in others])
    places = randomised_pit(elsewhere, np.array([one.came for one in others]), rng=rng)
    correction = learned_recalibration(places)
    came = np.array([one.came for one in scored])
    chances = {name: np.array([one.chances[name] for one in scored]) for name in scored[0].chances}
    chances[RECALIBRATED] = recalibrated(chances[FORECAST], correction)
    chances[STACKED] = _weighed(scored, chances, came)
    scores = {name: score_forecasts(rows, came, rng=rng) for name, rows in chances.items()}
    who = np.array([one.person for one in scored])
    return scores, _lead(chances, CHALLENGER, came=came, who=who)


def _lead(chances: Mapping[str, FloatArray], rule: str, *, came: IntArray, who: IntArray) -> Lead:
    """Return by how much the corrected forecast is nearer than a rule, with its error."""
    nearer = ranked_probability_score(chances[rule], came) - ranked_probability_score(
        chances[RECALIBRATED], came
    )
    off = np.bincount(who, nearer - nearer.mean())
    return Lead(float(nearer.mean()), float(np.sqrt((off**2).sum()) / len(nearer)))


def _weighed(
    scored: Sequence[_Foretold], chances: Mapping[str, FloatArray], came: IntArray
) -> FloatArray:
    """Return the three best mixed, each weighed by how it foretold this person before."""
    logs = np.array([log_score(chances[name], came) for name in _WEIGHED])
    rows = np.array([chances[name] for name in _WEIGHED])
    people = np.array([one.person for one in scored])
    mixed = np.empty(rows.shape[1:])
    for person in np.unique(people):
        own = np.flatnonzero(people == person)
        weights = prequential_weights(logs[:, own])[:, :-1]
        mixed[own] = np.einsum("me,mek->ek", weights, rows[:, own])
    return mixed
