"""The numbers of a population as one vector, and what they say of a person before the diary.

The vector holds, in this order: the middle of each number on its scale, the logarithm of how
much people differ in it (where they do), and for each method its shift of the released part and
its factor of soreness. What is fixed (weights of the diary's load, the centre of
age, the reference method, how the spread of long-run levels grows with age) is no part of it.

The formulas are those of ``parameters`` at one known population: ``population_sd`` is zero here,
because it is what fitting finds out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unknot.errors import UnknownId
from unknot.facts.forecasting import (
    ForecastPrior,
    ReleaseEffect,
    load_forecast_priors,
    load_release_effects,
)
from unknot.forecast.parameters import N_STATES, NODE_NUMBERS
from unknot.forecast.population.events import Events

__all__ = ["FITTED", "REFERENCE", "Layout", "People", "begun", "layout_of", "people_of", "wider"]

FloatArray = NDArray[np.float64]

REFERENCE: Final = "ischemic_compression"
"""The method that the others are measured against; it has no numbers of its own."""
_STARTS: Final = (
    "long_run",
    "long_run_chronicity",
    "long_run_point",
    "long_run_episode",
    "activity_start",
    "activity_start_chronicity",
    "set_point_start",
    "set_point_start_chronicity",
)
_EFFECTS: Final = ("load_effect", "home_effect", "soreness", "log_ppt")
_BY_AGE: Final = ("released_chronicity", "durable_chronicity", "level_days_chronicity")
FITTED: Final = (*NODE_NUMBERS, *_STARTS, *_EFFECTS, *_BY_AGE)
"""Rows of forecast_priors.csv whose middle is fitted."""
_MOST_EPISODES: Final = 3
_SHORTEST_WEEKS: Final = 0.1
_FURTHEST: Final = 2.0


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where in the vector."""

    spreads: tuple[str, ...]
    """Numbers in which people differ."""
    methods: tuple[str, ...]
    """Methods whose numbers are fitted; the others stay as they are in the facts."""
    priors: Mapping[str, ForecastPrior]
    """Where fitting starts, and scales and units."""
    effects: Mapping[str, ReleaseEffect]

    @property
    def names(self) -> tuple[str, ...]:
        """One name a number, in order."""
        return (
            *FITTED,
            *(f"{name} spread" for name in self.spreads),
            *(f"{method} shift" for method in self.methods),
            *(f"{method} soreness" for method in self.methods),
        )

    @property
    def personal(self) -> tuple[int, ...]:
        """Places among the node's ten numbers in which people differ, or their ages do."""
        return tuple(
            i
            for i, name in enumerate(NODE_NUMBERS)
            if name in self.spreads or f"{name}_chronicity" in FITTED
        )

    def start(self) -> FloatArray:
        """Return the vector that the facts give."""
        priors, effects = self.priors, self.effects
        return np.array(
            [_on_scale(priors[name]) for name in FITTED]
            + [math.log(priors[name].person_sd) for name in self.spreads]
            + [effects[method].released_shift for method in self.methods]
            + [effects[method].soreness_factor for method in self.methods]
        )

    def places(self) -> dict[str, int]:
        """Return where each name stands."""
        return {name: i for i, name in enumerate(self.names)}

    def ways(self, vector: FloatArray) -> FloatArray:
        """Return shift and factor of every method of the facts: (n_methods, 2)."""
        ways = np.array(
            [[one.released_shift, one.soreness_factor] for one in self.effects.values()]
        )
        rows = [list(self.effects).index(method) for method in self.methods]
        n = len(self.methods)
        end = len(vector)
        ways[rows, 0], ways[rows, 1] = vector[end - 2 * n : end - n], vector[end - n :]
        return ways


class People(NamedTuple):
    """What is told of many points; one entry each."""

    age: FloatArray
    """In spreads from the centre; 0 where it is not told."""
    age_variance: FloatArray
    """1 where age is not told."""
    further: FloatArray
    """Further active points than one; 0 where not told."""
    episodes: FloatArray


class Begun(NamedTuple):
    """What is believed of many people before their diaries."""

    mean: FloatArray
    """(n, 8)"""
    covariance: FloatArray
    """(n, 8, 8)"""
    middle: FloatArray
    """(n, 10) of the node's numbers, on their scale."""
    spread: FloatArray
    """(n, 10); 0 where nothing is open."""


def layout_of(methods: Sequence[str] = ()) -> Layout:
    """Return the layout by which the facts are fitted.

    Parameters
    ----------
    methods
        Methods whose numbers are fitted too.

    Raises
    ------
    UnknownId
        A method has no release effect.
    """
    priors, effects = load_forecast_priors(), load_release_effects()
    for method in methods:
        if method not in effects:
            raise UnknownId("method", method, where="methods", known=effects)
    spreads = tuple(name for name in FITTED if priors[name].person_sd > 0)
    fitted = tuple(method for method in methods if method != REFERENCE)
    return Layout(spreads, fitted, priors, effects)


def people_of(events: Events) -> People:
    """Return what is told of the points."""
    priors = load_forecast_priors()
    weeks = np.maximum(events.weeks, _SHORTEST_WEEKS)
    spread = priors["chronicity_spread"].value
    age = np.log10(weeks / priors["chronicity_centre"].value) / spread
    is_told = ~np.isnan(age)
    return People(
        age=np.where(is_told, np.clip(age, -_FURTHEST, _FURTHEST), 0.0),
        age_variance=np.where(is_told, 0.0, 1.0),
        further=np.where(np.isnan(events.other_points), 0.0, events.other_points - 1),
        episodes=np.minimum(np.nan_to_num(events.earlier), _MOST_EPISODES),
    )


def begun(layout: Layout, vector: FloatArray, people: People) -> Begun:
    """Return what a vector says of people before their diaries.

    Parameters
    ----------
    vector : (n_numbers,)
        In the order of ``layout.names``.
    """
    at = {name: float(vector[i]) for name, i in layout.places().items()}
    variance = {name: math.exp(2 * at[f"{name} spread"]) for name in layout.spreads}
    n = len(people.age)
    mean = np.zeros((n, N_STATES))
    level = at["long_run"] + at["long_run_chronicity"] * people.age
    level = level + at["long_run_point"] * people.further + at["long_run_episode"] * people.episodes
    raised = level + at["set_point_start"] + at["set_point_start_chronicity"] * people.age
    flare = at["activity_start"] + at["activity_start_chronicity"] * people.age
    mean[:, 0], mean[:, 1], mean[:, 3] = raised + flare, raised, level
    covariance = np.zeros((n, N_STATES, N_STATES))
    for place, name in enumerate(_EFFECTS, start=4):
        mean[:, place] = at[name]
        covariance[:, place, place] = variance.get(name, 0.0)
    known = variance.get("long_run", 0.0) * wider(layout, people) ** 2
    known = known + at["long_run_chronicity"] ** 2 * people.age_variance
    set_point = known + variance.get("set_point_start", 0.0)
    covariance[:, :2, :2] = set_point[:, None, None]
    covariance[:, 0, 0] += variance.get("activity_start", 0.0)
    for i in (0, 1, 3):
        covariance[:, i, 3] = covariance[:, 3, i] = known
    return Begun(mean, covariance, *_nodes(at, variance, people))


def wider(layout: Layout, people: People) -> FloatArray:
    """Return by how much long-run levels differ more than at the centre of age: (n,)."""
    by_age = layout.priors["long_run_spread_chronicity"].value
    return np.asarray(np.exp(by_age * people.age))


def _nodes(
    at: Mapping[str, float], variance: Mapping[str, float], people: People
) -> tuple[FloatArray, FloatArray]:
    """Return middle and spread of the node's numbers for each person."""
    n = len(people.age)
    middle, spread = np.empty((n, len(NODE_NUMBERS))), np.zeros((n, len(NODE_NUMBERS)))
    for i, name in enumerate(NODE_NUMBERS):
        by_age = at.get(f"{name}_chronicity", 0.0)
        middle[:, i] = at[name] + by_age * people.age
        spread[:, i] = np.sqrt(variance.get(name, 0.0) + by_age**2 * people.age_variance)
    return middle, spread


def with_numbers(layout: Layout, vector: FloatArray, sure: FloatArray) -> Layout:
    """Return the layout with fitted priors and effects.

    Parameters
    ----------
    vector : (n_numbers,)
        What was fitted.
    sure : (n_numbers,)
        Its standard error, which becomes ``population_sd``.
    """
    at, error = (dict(zip(layout.names, one.tolist(), strict=True)) for one in (vector, sure))
    priors = dict(layout.priors)
    for name in FITTED:
        own = math.exp(at[f"{name} spread"]) if name in layout.spreads else priors[name].person_sd
        priors[name] = replace(
            priors[name],
            value=_off_scale(priors[name], at[name]),
            person_sd=own,
            population_sd=error[name],
        )
    effects = dict(layout.effects)
    for method in layout.methods:
        effects[method] = replace(
            effects[method],
            released_shift=at[f"{method} shift"],
            soreness_factor=at[f"{method} soreness"],
        )
    return replace(layout, priors=priors, effects=effects)


def _on_scale(prior: ForecastPrior) -> float:
    """Return the middle on its own scale."""
    if prior.scale == "log":
        return math.log(prior.value)
    return math.log(prior.value / (1 - prior.value)) if prior.scale == "logit" else prior.value


def _off_scale(prior: ForecastPrior, scaled: float) -> float:
    """Return the middle in its unit."""
    if prior.scale == "log":
        return math.exp(scaled)
    return 1 / (1 + math.exp(-scaled)) if prior.scale == "logit" else scaled
