"""Many diaries as columns, and the files they lie in.

An episode is one point of one person: what is told of the point, and the events of its diary in
the order of time. A file holds a few thousand episodes, so that one file at a time fits into
memory. It is a NumPy archive (``.npz``, without pickles) with these arrays:

===================  ======  ==================================================================
per episode
===================  ======  ==================================================================
``starts``           int64   place of each episode's first event, and the number of all events
``clinic``           int64   number of the clinic
``weeks``            float   age of the point at the first event; nan for not told [weeks]
``other_points``     float   other active points; nan for not told
``earlier``          float   earlier episodes; nan for not told
**per event**
``day``              float   moment, from any fixed one; not falling within an episode [days]
``way``              int64   place of the treatment's method in ``methods``; -1 for an entry
``pain``             float   rating 0 to 10; nan for none
``ppt_kpa``          float   pressure pain threshold; nan for none [kPa]
``load``             float   -1, 0, 1; nan for not told
``sleep``            float   0, 1, 2; nan for not told
``stress``           float   0, 1, 2; nan for not told
``home_care``        float   share of the programme, 0 to 1; nan for not told
**once**
``methods``          text    ids of methods.csv
===================  ======  ==================================================================

At one moment an entry stands before a treatment, as in ``diary``.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.errors import InvalidInput, UnknownId
from unknot.facts.forecasting import load_release_effects
from unknot.forecast.diary import Event, Treatment, in_order
from unknot.forecast.parameters import Point

__all__ = ["ENTRY", "Events", "events_of", "read_events", "write_events"]

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

ENTRY: Final = -1
"""Stands where an entry has no way of treatment."""
_PER_EPISODE: Final = ("clinic", "weeks", "other_points", "earlier")
_PER_EVENT: Final = ("day", "way", "pain", "ppt_kpa", "load", "sleep", "stress", "home_care")
_RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "weeks": (0.0, math.inf),
    "other_points": (0.0, math.inf),
    "earlier": (0.0, math.inf),
    "day": (-math.inf, math.inf),
    "pain": (0.0, 10.0),
    "ppt_kpa": (math.ulp(0.0), math.inf),
    "load": (-1.0, 1.0),
    "sleep": (0.0, 2.0),
    "stress": (0.0, 2.0),
    "home_care": (0.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Events:
    """Diaries of many episodes; the columns are those of the module's table."""

    starts: IntArray
    clinic: IntArray
    weeks: FloatArray
    other_points: FloatArray
    earlier: FloatArray
    day: FloatArray
    way: IntArray
    pain: FloatArray
    ppt_kpa: FloatArray
    load: FloatArray
    sleep: FloatArray
    stress: FloatArray
    home_care: FloatArray
    methods: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def taken(self, first: int, last: int) -> Events:
        """Return the episodes from ``first`` up to, not including, ``last``."""
        starts = self.starts[first : last + 1]
        begin, end = int(starts[0]), int(starts[-1])
        episodes = {name: getattr(self, name)[first:last] for name in _PER_EPISODE}
        events = {name: getattr(self, name)[begin:end] for name in _PER_EVENT}
        return Events(starts=starts - begin, methods=self.methods, **episodes, **events)


def events_of(episodes: Iterable[tuple[Point, Sequence[Event]]], *, clinic: int = 0) -> Events:
    """Return diaries as columns.

    Parameters
    ----------
    episodes
        What is told of each point, and its diary in any order.
    clinic
        Where they come from.

    Raises
    ------
    InvalidInput
        Two events of one moment disagree.
    """
    told: list[tuple[float, ...]] = []
    rows: list[tuple[float, ...]] = []
    methods: dict[str, int] = {}
    starts = [0]
    for point, events in episodes:
        told.append(tuple(_or_nan(one) for one in _told_of(point)))
        rows += [_row(event, methods) for event in in_order(events)]
        starts.append(len(rows))
    columns = np.array(rows).reshape(-1, len(_PER_EVENT)).T
    people = np.array(told).reshape(-1, len(_PER_EPISODE) - 1).T
    by_event = {name: column.copy() for name, column in zip(_PER_EVENT, columns, strict=True)}
    return Events(
        starts=np.array(starts, dtype=np.int64),
        clinic=np.full(len(told), clinic, dtype=np.int64),
        weeks=people[0].copy(),
        other_points=people[1].copy(),
        earlier=people[2].copy(),
        methods=tuple(methods),
        **{**by_event, "way": by_event["way"].astype(np.int64)},
    )


def write_events(path: Path, events: Events) -> None:
    """Write episodes into one file.

    Raises
    ------
    InvalidInput
        A column is not as the table of this module says.
    """
    _check(events, str(path))
    columns = {field.name: getattr(events, field.name) for field in fields(events)}
    np.savez_compressed(path, **{**columns, "methods": np.array(events.methods, dtype=np.str_)})


def read_events(path: Path) -> Events:
    """Return the episodes of one file.

    Raises
    ------
    InvalidInput
        The file is none of these, or a column is not as the table of this module says.
    """
    try:
        with np.load(path, allow_pickle=False) as archive:
            columns = {field.name: archive[field.name] for field in fields(Events)}
    except (KeyError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise InvalidInput(
            f"{path} is no file of events ({error}). Write one with write_events.",
            where=str(path),
        ) from error
    events = Events(**{**columns, "methods": tuple(columns["methods"].tolist())})
    _check(events, str(path))
    return events


def _check(events: Events, where: str) -> None:
    """Refuse columns of other lengths, of numbers out of range, out of order, unknown methods."""
    n_episodes, n_events = len(events.clinic), len(events.day)
    starts = events.starts
    is_whole = len(starts) == n_episodes + 1 and starts[0] == 0 and starts[-1] == n_events
    if not is_whole or (np.diff(starts) < 0).any():
        raise InvalidInput(
            "The starts of the episodes do not fit their events. Begin with 0, end with the "
            "number of events, and never fall.",
            where=f"{where}: starts",
        )
    for name in (*_PER_EPISODE, *_PER_EVENT):
        _check_column(events, name, where)
    effects = load_release_effects()
    for method in events.methods:
        if method not in effects:
            raise UnknownId("method", method, where=f"{where}: methods", known=effects)
    within = np.ones(max(n_events - 1, 0), dtype=np.bool_)
    within[starts[1:-1][(starts[1:-1] > 0) & (starts[1:-1] < n_events)] - 1] = False
    step = np.diff(events.day)
    is_late = (step < 0) | ((step == 0) & (events.way[:-1] != ENTRY) & (events.way[1:] == ENTRY))
    if (is_late & within).any():
        raise InvalidInput(
            "Events are not in the order of time. Sort each episode by day; at one moment "
            "entries stand before treatments.",
            where=f"{where}: event {int(np.flatnonzero(is_late & within)[0]) + 1}",
        )


def _check_column(events: Events, name: str, where: str) -> None:
    """Refuse a column of another length or with a number out of range."""
    column = getattr(events, name)
    n_wanted = len(events) if name in _PER_EPISODE else len(events.day)
    if column.shape != (n_wanted,):
        raise InvalidInput(
            f"{n_wanted} numbers were expected, {column.shape} came.", where=f"{where}: {name}"
        )
    if name == "clinic":
        return
    low, high = (ENTRY, len(events.methods) - 1) if name == "way" else _RANGES[name]
    is_missing = np.isnan(column) if name not in ("way", "day") else np.zeros(n_wanted, np.bool_)
    is_wrong = ~(is_missing | (np.isfinite(column) & (column >= low) & (column <= high)))
    if is_wrong.any():
        at = int(np.flatnonzero(is_wrong)[0])
        raise InvalidInput(
            f"A number from {low:g} to {high:g} was expected.",
            where=f"{where}: {name}, place {at}",
            value=float(column[at]),
        )


def _told_of(point: Point) -> tuple[float | None, ...]:
    """Return what is told of a point in the order of the columns."""
    return point.weeks, point.other_active_points, point.earlier_episodes


def _row(event: Event, methods: dict[str, int]) -> tuple[float, ...]:
    """Return one event in the order of the columns."""
    if isinstance(event, Treatment):
        way = methods.setdefault(event.method, len(methods))
        return (event.day, way, *[math.nan] * 6)
    told = (event.pain, event.ppt_kpa, event.load, event.sleep, event.stress, event.home_care)
    return (event.day, ENTRY, *[_or_nan(one) for one in told])


def _or_nan(told: float | None) -> float:
    """Return nan for what is not told."""
    return math.nan if told is None else float(told)
