"""What is believed about one point after its diary so far.

A small ensemble of filters ("nodes"). Each node follows the diary exactly for its own guess of
the numbers; its weight is how well it foretold the entries. When few nodes carry all the
weight, all are placed anew around what was learned and follow the diary again.

The belief is a function of the point and of its events alone: following entry by entry, or all
at once, or from a saved state, gives the same numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.errors import InvalidInput
from unknot.facts.forecasting import load_forecast_priors
from unknot.forecast.diary import Drivers, Entry, Event, Treatment, drivers_of, in_order
from unknot.forecast.nodes import Nodes, Push, drifted, pressed, rated, released
from unknot.forecast.parameters import (
    NODE_NUMBERS,
    Beginning,
    NodeNumbers,
    Point,
    beginning_of,
)
from unknot.forecast.surprise import LEARNING, REMEMBERED, surprise_of, widening_of

__all__ = [
    "LEAST_NODES",
    "N_NODES",
    "Belief",
    "Habits",
    "begin",
    "carried_to",
    "follow",
    "push_of",
    "replay",
]

FloatArray = NDArray[np.float64]

N_NODES: Final = 128
"""Nodes of one person. With 64 a forecast is 0.030 from a full Bayesian fit, with 128 it is
0.012, with 1,024 0.007 (total variation, docs/explanation/forecast-validation.md)."""
LEAST_NODES: Final = 12
"""Fewer cannot be spread over ten numbers without a common direction."""
_TABLE_SEED: Final = 20_261_125
"""The table of places is fixed, so that one diary gives one belief."""
_FEW: Final = 0.25
"""Below this share of effective nodes all are placed anew ..."""
_GROWN: Final = 1.3
"""... when the diary has grown by this factor since the last time ..."""
_FIRST_PLACING: Final = 10
"""... and holds so many events."""
_WIDENED: Final = 1.3
"""New places spread a little wider than what was learned (variance)."""
_LEAST_SHARE: Final = 0.1
"""No number keeps less than this share of its prior variance when placed anew."""
_PSEUDO_DAYS: Final = 4.0
"""The usual habits count as so many days of the person's own."""
_KNOWN_DAYS: Final = 1.0
"""An entry describes the day before it. [days]"""


@dataclass(frozen=True, slots=True)
class Habits:
    """The person's usual load and home care, from what the diary told so far."""

    load_sum: float = 0.0
    load_count: int = 0
    care_sum: float = 0.0
    care_count: int = 0

    @property
    def load(self) -> float:
        """Usual load, drawn towards 0. [spreads]"""
        return self.load_sum / (self.load_count + _PSEUDO_DAYS)

    @property
    def care(self) -> float:
        """Usual share of home care, drawn towards what people do."""
        usual = load_forecast_priors()["home_usual"].value
        return (self.care_sum + _PSEUDO_DAYS * usual) / (self.care_count + _PSEUDO_DAYS)

    @property
    def care_spread(self) -> float:
        """How unsure the usual home care is."""
        spread = load_forecast_priors()["home_usual"].person_sd
        return spread * math.sqrt(_PSEUDO_DAYS / (self.care_count + _PSEUDO_DAYS))

    def learned(self, entry: Entry, drivers: Drivers) -> Habits:
        """Return the habits with one more entry."""
        told_load = any(value is not None for value in (entry.load, entry.sleep, entry.stress))
        return Habits(
            self.load_sum + (drivers.load if told_load else 0.0),
            self.load_count + told_load,
            self.care_sum + (entry.home_care or 0.0),
            self.care_count + (entry.home_care is not None),
        )


@dataclass(frozen=True, slots=True)
class Belief:
    """The nodes after some events, and what they followed."""

    beginning: Beginning = field(repr=False)
    scaled: FloatArray = field(repr=False)
    """(n_nodes, 10) the guesses, on the scale of the priors."""
    nodes: Nodes = field(repr=False)
    day: float
    """Moment of the last event. [days]"""
    first_day: float
    events: tuple[Event, ...] = field(repr=False, default=())
    habits: Habits = Habits()
    placed_at: int = 0
    """Number of events when the nodes were last placed anew; 0 is never."""
    surprises: tuple[float, ...] = ()
    """Of the last ratings, each foretold before it was seen."""

    @property
    def widening(self) -> float:
        """By how much ranges are widened because the days jump; 1 is not at all."""
        return widening_of(self.surprises)


def begin(point: Point, *, day: float = 0.0, n_nodes: int = N_NODES) -> Belief:
    """Return the belief before the first event.

    Parameters
    ----------
    point
        What is told about the point.
    day
        Moment of the beginning. [days]
    n_nodes
        Size of the ensemble, 12 or more.

    Raises
    ------
    InvalidInput
        Too few nodes.
    """
    if n_nodes < LEAST_NODES:
        raise InvalidInput(
            f"{n_nodes} nodes are too few; take {LEAST_NODES} or more.",
            where="n_nodes",
            value=n_nodes,
        )
    beginning = beginning_of(point)
    scaled = beginning.node_mean + beginning.node_sd * _places(n_nodes)
    nodes = _fresh(beginning, scaled, np.zeros(n_nodes))
    return Belief(beginning, scaled, nodes, day=day, first_day=day)


def replay(point: Point, events: Iterable[Event], *, n_nodes: int = N_NODES) -> Belief:
    """Return the belief after a whole diary, in whatever order its events come.

    Raises
    ------
    InvalidInput
        Two events of the same kind and moment disagree.
    """
    ordered = in_order(events)
    belief = begin(point, day=ordered[0].day if ordered else 0.0, n_nodes=n_nodes)
    for event in ordered:
        belief = follow(belief, event)
    return belief


def follow(belief: Belief, event: Event) -> Belief:
    """Return the belief after one more event; the one given is left as it is.

    Raises
    ------
    InvalidInput
        The event is earlier than the last one: ``replay`` puts it in its place.
    """
    last = belief.events[-1] if belief.events else None
    late = event.day < belief.day or (
        event.day == belief.day and isinstance(last, Treatment) and isinstance(event, Entry)
    )
    if late:
        raise InvalidInput(
            f"An event of day {event.day:g} comes after one of day {belief.day:g}. "
            "Replay the whole diary to put it in its place.",
            where="events",
            value=event.day,
        )
    followed = _followed(belief, event)
    return _placed_anew(followed) if _is_time_to_place(followed) else followed


def carried_to(belief: Belief, day: float) -> Nodes:
    """Return the nodes at a moment not before the last event, with nothing told of the way."""
    return _carried(belief, day, None)


def _followed(belief: Belief, event: Event, *, is_new: bool = True) -> Belief:
    """Return the belief after one event, with the nodes where they are.

    What is followed once more surprises nobody: only a new rating is measured.
    """
    events = (*belief.events, event)
    if isinstance(event, Treatment):
        nodes = released(_carried(belief, event.day, None), event.method)
        return replace(belief, nodes=nodes, day=event.day, events=events)
    drivers = drivers_of(
        load=event.load, sleep=event.sleep, stress=event.stress, home_care=event.home_care
    )
    nodes, surprises = _carried(belief, event.day, drivers), belief.surprises
    if event.pain is not None:
        if is_new and len(belief.events) >= LEARNING:
            surprises = (*surprises, surprise_of(nodes, event.pain))[-REMEMBERED:]
        nodes = rated(nodes, event.pain)
    if event.ppt_kpa is not None:
        nodes = pressed(nodes, math.log(event.ppt_kpa))
    habits = belief.habits.learned(event, drivers)
    followed = replace(belief, nodes=nodes, day=event.day, events=events)
    return replace(followed, habits=habits, surprises=surprises)


def _carried(belief: Belief, day: float, drivers: Drivers | None) -> Nodes:
    """Return the nodes at a later moment; the last day is told, what lies before is open."""
    span = day - belief.day
    known = min(span, _KNOWN_DAYS) if drivers is not None else 0.0
    nodes = belief.nodes
    if span > known:
        nodes = drifted(nodes, span - known, push_of(belief.habits, None))
    if known > 0:
        nodes = drifted(nodes, known, push_of(belief.habits, drivers))
    return nodes


def push_of(habits: Habits, drivers: Drivers | None) -> Push:
    """Return load and home care over a step, filled up from habits where not told."""
    nothing = drivers_of(load=None, sleep=None, stress=None, home_care=None)
    told = nothing if drivers is None else drivers
    share_open = told.load_variance / nothing.load_variance
    return Push(
        load=told.load + share_open * habits.load,
        load_variance=told.load_variance,
        care=habits.care if told.care is None else told.care,
        care_variance=habits.care_spread**2 if told.care is None else 0.0,
    )


def _is_time_to_place(belief: Belief) -> bool:
    """Whether few nodes carry the weight and the diary has grown enough to place all anew."""
    n_events = len(belief.events)
    if n_events < max(_FIRST_PLACING, _GROWN * belief.placed_at):
        return False
    return belief.nodes.effective < _FEW * len(belief.scaled)


def _placed_anew(belief: Belief) -> Belief:
    """Return the belief with its nodes around what was learned, having followed all again."""
    weights = belief.nodes.weights
    middle = weights @ belief.scaled
    off = belief.scaled - middle
    learned = (weights[:, None] * off).T @ off
    prior = belief.beginning.node_sd**2
    spread = np.linalg.cholesky(_WIDENED * (learned + np.diag(_LEAST_SHARE * prior)))
    places = _places(len(belief.scaled))
    scaled = middle + places @ spread.T
    standard = (scaled - belief.beginning.node_mean) / belief.beginning.node_sd
    log_weights = 0.5 * (places**2).sum(axis=1) - 0.5 * (standard**2).sum(axis=1)
    fresh = Belief(
        belief.beginning,
        scaled,
        _fresh(belief.beginning, scaled, log_weights),
        day=belief.first_day,
        first_day=belief.first_day,
    )
    for event in belief.events:
        fresh = _followed(fresh, event, is_new=False)
    return replace(fresh, placed_at=len(belief.events), surprises=belief.surprises)


def _fresh(beginning: Beginning, scaled: FloatArray, log_weights: FloatArray) -> Nodes:
    """Return nodes that have not followed anything yet."""
    n_nodes = len(scaled)
    return Nodes(
        NodeNumbers.of(scaled),
        np.repeat(beginning.mean[None], n_nodes, axis=0),
        np.repeat(beginning.covariance[None], n_nodes, axis=0),
        log_weights,
    )


@cache
def _places(n_nodes: int) -> FloatArray:
    """Return standard normal places with mean 0 and identity covariance: (n_nodes, 10).

    A Latin hypercube: every number's range is visited evenly, whatever the others do.
    """
    rng = np.random.default_rng(_TABLE_SEED)
    quantile = NormalDist().inv_cdf
    ladder = np.array([quantile((i + 0.5) / n_nodes) for i in range(n_nodes)])
    places = np.column_stack([rng.permutation(ladder) for _ in NODE_NUMBERS])
    places -= places.mean(axis=0)
    root = np.linalg.cholesky(np.cov(places.T, bias=True))
    return np.asarray(np.linalg.solve(root, places.T).T)
