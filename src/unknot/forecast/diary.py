"""The diary as the model reads it: entries and treatments in the order of time.

Times are days since any fixed moment. What an entry says of load, sleep, stress and home care
describes the day before it; further back nothing is told, and what is not told stays open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from unknot.errors import InvalidInput
from unknot.facts.forecasting import load_forecast_priors

__all__ = [
    "USUAL_SLEEP",
    "USUAL_STRESS",
    "Drivers",
    "Entry",
    "Event",
    "Treatment",
    "drivers_of",
    "in_order",
]

USUAL_SLEEP: Final = 1.0
USUAL_STRESS: Final = 1.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the diary; None is not told."""

    day: float
    """[days]"""
    pain: float | None = None
    """Numeric rating, 0 to 10."""
    ppt_kpa: float | None = None
    load: float | None = None
    """-1 less, 0 usual, 1 more than usual."""
    sleep: float | None = None
    """0 bad, 1 usual, 2 good."""
    stress: float | None = None
    """0 none, 1 some, 2 much."""
    home_care: float | None = None
    """Share of the programme done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Treatment:
    """One treatment of the point."""

    day: float
    """[days]"""
    method: str
    """Id of methods.csv."""


Event: TypeAlias = Entry | Treatment


@dataclass(frozen=True, slots=True)
class Drivers:
    """What pushes the point on one day."""

    load: float
    """The told part of load, poor sleep and stress together. [spreads]"""
    load_variance: float
    """Variance of the part that was not told. [spreads²]"""
    care: float | None
    """Home care, 0 to 1; None is not told."""


def drivers_of(
    *, load: float | None, sleep: float | None, stress: float | None, home_care: float | None
) -> Drivers:
    """Return the drivers of a day from what was told of it.

    References
    ----------
    facts/files/forecast_priors.csv: load_weight, sleep_weight, stress_weight.
    """
    priors = load_forecast_priors()
    told = (
        (priors["load_weight"].value, load),
        (priors["sleep_weight"].value, None if sleep is None else USUAL_SLEEP - sleep),
        (priors["stress_weight"].value, None if stress is None else stress - USUAL_STRESS),
    )
    return Drivers(
        load=sum(weight * value for weight, value in told if value is not None),
        load_variance=sum(weight**2 for weight, value in told if value is None),
        care=home_care,
    )


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by time; at the same moment an entry stands before a treatment.

    Raises
    ------
    InvalidInput
        Two entries, or two treatments, of one moment that do not say the same.
    """
    ordered = sorted(events, key=lambda event: (event.day, isinstance(event, Treatment)))
    kept: list[Event] = []
    for event in ordered:
        if kept and kept[-1] == event:
            continue
        if kept and kept[-1].day == event.day and type(kept[-1]) is type(event):
            what = "treatments" if isinstance(event, Treatment) else "entries"
            raise InvalidInput(
                f"Two {what} of the same moment (day {event.day:g}) do not say the same. "
                "Keep one, or correct the time of the other.",
                where=what,
            )
        kept.append(event)
    return tuple(kept)
