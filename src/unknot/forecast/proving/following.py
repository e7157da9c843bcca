"""From a simulated cohort to what the forecast is told, and to what it says of later ratings.

Two ways to ask. *With everything told*, load and home care are known at every moment, also
ahead: then only the model is on trial. *As in the product*, the diary is kept in the evenings
and what is not planned stays open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.belief import N_NODES, Belief, begin, follow, push_of
from unknot.forecast.challengers import Example, Past, Planned
from unknot.forecast.diary import Entry, Event, Treatment, drivers_of, in_order
from unknot.forecast.nodes import Nodes, drifted, released
from unknot.forecast.parameters import Point
from unknot.forecast.ratings import cut_points, normal_cdf
from unknot.forecast.recalibration import Recalibration
from unknot.forecast.surprise import widened
from unknot.forecast.worlds.episodes import Cohort

__all__ = [
    "AHEAD_DAYS",
    "Told",
    "belief_until",
    "chances_ahead",
    "events_ahead",
    "example_of",
    "rating_chances",
    "ratings_ahead",
    "recalibrated",
    "told_by",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

AHEAD_DAYS: Final = 28.0
"""Forecasts are scored over four weeks. [day]"""
_FEWEST: Final = 2
"""People with fewer ratings before or after the day of the forecast are left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """One person as the forecast knows them: the point, and the diary in order."""

    point: Point
    events: tuple[Event, ...]


def told_by(cohort: Cohort, person: int, *, with_nights: bool = True) -> Told:
    """Return what one simulated person tells.

    Parameters
    ----------
    with_nights
        Whether load and home care are told at every moment.
    """
    episode = cohort.episode(person, with_nights=with_nights)
    point = Point(episode.weeks, episode.other_active_points, episode.earlier_episodes)
    return Told(point, in_order([*episode.entries, *episode.treatments]))


def belief_until(
    told: Told, day: float, *, before: Belief | None = None, n_nodes: int = N_NODES
) -> Belief:
    """Return the belief after all events until a day, that day's moment included.

    Parameters
    ----------
    before
        A belief after some first events, to go on from.
    """
    belief = (
        begin(told.point, day=told.events[0].day, n_nodes=n_nodes) if before is None else before
    )
    for event in told.events[len(belief.events) :]:
        if event.day > day:
            break
        belief = follow(belief, event)
    return belief


def events_ahead(told: Told, now: float) -> list[Event]:
    """Return the events of the four weeks after now."""
    return [event for event in told.events if now < event.day <= now + AHEAD_DAYS]


def ratings_ahead(told: Told, *, now: float, until: float) -> list[Entry]:
    """Return the entries with a rating after now and until a day."""
    return [
        event
        for event in told.events
        if isinstance(event, Entry) and event.pain is not None and now < event.day <= until
    ]


def chances_ahead(belief: Belief, events: Iterable[Event]) -> FloatArray:
    """Return the chances of each rating ahead, from load, home care and treatments until then.

    Parameters
    ----------
    belief
        After the diary so far.
    events
        Later ones in order; their ratings and thresholds are not looked at.

    Returns
    -------
    (n, 11), one row for each entry with a rating.
    """
    nodes, day = belief.nodes, belief.day
    rows = []
    for event in events:
        told = None
        if isinstance(event, Entry):
            told = drivers_of(
                load=event.load, sleep=event.sleep, stress=event.stress, home_care=event.home_care
            )
        if event.day > day:
            nodes = drifted(nodes, event.day - day, push_of(belief.habits, told))
            day = event.day
        if isinstance(event, Treatment):
            nodes = released(nodes, event.method)
        elif event.pain is not None:
            rows.append(rating_chances(nodes))
    chances = np.array(rows).reshape(-1, 11)
    return _spread_wider(chances, belief.widening)


def rating_chances(nodes: Nodes) -> FloatArray:
    """Return the chance of each rating now: (11,)."""
    felt = nodes.mean[:, 0] + nodes.mean[:, 2]
    variance = nodes.covariance[:, 0, 0] + 2 * nodes.covariance[:, 0, 2] + nodes.covariance[:, 2, 2]
    spread = np.sqrt(variance + nodes.numbers.rating_noise**2)
    below = normal_cdf((cut_points()[None, :] - felt[:, None]) / spread[:, None])
    mixed = np.concatenate([[0.0], nodes.weights @ below, [1.0]])
    return np.diff(mixed)


def recalibrated(chances: FloatArray, recalibration: Recalibration) -> FloatArray:
    """Return corrected chances of ratings: (n, 11)."""
    return _between(recalibration.corrected(_below(chances)))


def _spread_wider(chances: FloatArray, factor: float) -> FloatArray:
    """Return chances of ratings widened as the belief asks for."""
    return chances if factor == 1 else _between(widened(_below(chances), factor))


def _below(chances: FloatArray) -> FloatArray:
    """Return the chance of each rating but the last or a lower one: (n, 10)."""
    below: FloatArray = np.clip(np.cumsum(chances, axis=1)[:, :-1], 0.0, 1.0)
    return below


def _between(below: FloatArray) -> FloatArray:
    """Return the chances of ratings from those of lying at or below: (n, 11)."""
    n = len(below)
    edges = np.concatenate([np.zeros((n, 1)), below, np.ones((n, 1))], axis=1)
    return np.diff(edges, axis=1)


def example_of(
    cohort: Cohort, person: int, *, now: float, until: float, is_told: bool = True
) -> Example | None:
    """Return one person as the challengers know them; None where ratings are too few.

    Parameters
    ----------
    is_told
        Whether load and home care of the days ahead are known.
    """
    told = told_by(cohort, person, with_nights=False)
    rated = [e for e in told.events if isinstance(e, Entry) and e.pain is not None]
    past = [entry for entry in rated if entry.day <= now]
    ahead = [entry for entry in rated if now < entry.day <= until]
    if len(past) < _FEWEST or len(ahead) < _FEWEST:
        return None
    treated = np.array([e.day for e in told.events if isinstance(e, Treatment)])
    today, last = int(now), int(np.ceil(until))
    unknown = np.full(last - today, np.nan)
    return Example(
        Past(
            now=now,
            days=np.array([entry.day for entry in past]),
            ratings=_pains(past).astype(np.float64),
            load=float(cohort.load[person, :today].mean()) if today else np.nan,
            home_care=float(cohort.home_care[person, :today].mean()) if today else np.nan,
            treatments=treated[treated <= now],
            chronicity=float(cohort.people.chronicity[person]),
            n_points=int(cohort.people.other_points[person]) + 1,
        ),
        Planned(
            days=np.array([entry.day for entry in ahead]),
            load=cohort.load[person, today:last] if is_told else unknown,
            home_care=cohort.home_care[person, today:last] if is_told else unknown,
            treatments=treated[(treated > now) & (treated <= until)],
        ),
        _pains(ahead),
    )


def _pains(entries: Iterable[Entry]) -> IntArray:
    """Return the ratings of entries that have one."""
    return np.array([entry.pain for entry in entries]).astype(np.int64)
