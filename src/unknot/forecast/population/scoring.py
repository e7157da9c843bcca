"""What one file of episodes says of the vector: the worker's part.

A worker takes the name of a file, the vector and the plan, and returns sums of a few kilobytes.
The sums of several workers add up in any order, so any engine that maps a function over files
can run it. One file at a time is in memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.population.events import Events, read_events
from unknot.forecast.population.following import slopes
from unknot.forecast.population.layout import Layout, begun, layout_of, people_of
from unknot.forecast.population.placing import Places, from_belief, nodes_at, place
from unknot.forecast.population.pulling import pulled
from unknot.forecast.population.unrolling import unroll

__all__ = ["EpisodeSlopes", "Plan", "Score", "episode_slopes", "places_of", "score_file", "scored"]

FloatArray = NDArray[np.float64]

_MOST_KEPT: Final = 512
"""Places of so many files are kept by a worker; those of 2,000 episodes take 0.3 MB."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a pass is made."""

    methods: tuple[str, ...] = ()
    """Methods whose numbers are fitted."""
    n_nodes: int = 16
    reference: tuple[float, ...] | None = None
    """The vector by which nodes are placed around each diary; None places them by belief."""


class EpisodeSlopes(NamedTuple):
    """Each episode's log chance and slopes."""

    log_chance: FloatArray
    """(n_episodes,)"""
    slopes: FloatArray
    """(n_episodes, n_numbers)"""
    effective: FloatArray
    """(n_episodes,) share of the nodes that carries the weight."""


@dataclass(frozen=True, slots=True)
class Score:
    """Sums over episodes."""

    n_episodes: int
    log_chance: float
    gradient: FloatArray
    """(n_numbers,)"""
    outer: FloatArray
    """(n_numbers, n_numbers) of each episode's slopes with themselves: the information."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.n_episodes + other.n_episodes,
            self.log_chance + other.log_chance,
            self.gradient + other.gradient,
            self.outer + other.outer,
        )


def score_file(path: Path, vector: FloatArray, plan: Plan) -> dict[int, Score]:
    """Return what one file says, by clinic.

    Parameters
    ----------
    path
        File of events.
    vector : (n_numbers,)
        In the order of ``layout_of(plan.methods).names``.
    plan
        How many nodes, and where they stand.
    """
    layout = layout_of(plan.methods)
    events = read_events(path)
    places = None if plan.reference is None else _kept_places(path, plan.methods, plan.reference)
    found = episode_slopes(layout, vector, events, n_nodes=plan.n_nodes, places=places)
    return scored(found, events.clinic)


def places_of(layout: Layout, reference: FloatArray, events: Events) -> Places:
    """Return where nodes stand around each diary, as a reference vector sees it."""
    return place(
        layout, reference, begun(layout, reference, people_of(events)), rows=unroll(events)
    )


def episode_slopes(
    layout: Layout,
    vector: FloatArray,
    events: Events,
    *,
    n_nodes: int,
    places: Places | None,
) -> EpisodeSlopes:
    """Return each episode's log chance and how it changes with every number.

    Parameters
    ----------
    vector : (n_numbers,)
    n_nodes
        Nodes of each episode, even.
    places
        Where they stand; None spreads them as widely as what is believed of people.
    """
    people = people_of(events)
    start = begun(layout, vector, people)
    nodes = nodes_at(layout, start, places or from_belief(layout, len(events)), n_nodes=n_nodes)
    rows = unroll(events)
    found = slopes(
        rows.rows,
        rows.starts,
        (start.mean, start.covariance),
        nodes.scaled,
        nodes.offsets,
        layout.ways(vector),
        load_forecast_priors()["driver_days"].value,
    )
    own = list(layout.personal)
    of_middle = found.numbers.sum(axis=1)
    of_spread = np.zeros_like(of_middle)
    of_spread[:, own] = (found.numbers[:, :, own] * nodes.standard).sum(axis=1)
    by_vector = pulled(layout, vector, people, slopes=found, of_nodes=(of_middle, of_spread))
    effective = 1 / (found.weights**2).sum(axis=1) / n_nodes
    return EpisodeSlopes(found.log_chance, by_vector, effective)


def scored(found: EpisodeSlopes, clinic: NDArray[np.int64]) -> dict[int, Score]:
    """Return the sums of each clinic."""
    sums = {}
    for one in np.unique(clinic).tolist():
        own = found.slopes[clinic == one]
        sums[one] = Score(
            len(own),
            float(found.log_chance[clinic == one].sum()),
            own.sum(axis=0),
            own.T @ own,
        )
    return sums


@lru_cache(maxsize=_MOST_KEPT)
def _kept_places(path: Path, methods: tuple[str, ...], reference: tuple[float, ...]) -> Places:
    """Return the places of one file; a worker that has made them keeps them."""
    return places_of(layout_of(methods), np.array(reference), read_events(path))
