"""What a reminder carries: movements of a break in turn, and what of the programme is on a day.

Read from the answer of ``unknot programme``; no dose and no word of advice is made here. The
things of a day follow the weekdays of the week that the programme tells. For later weeks that
is how it stands today: what is done until then may change it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

__all__ = ["Carried", "Move", "MoveSet", "Offer", "PlannedDay", "Thing", "carried_from", "offered"]

_MICRO: Final = "micro_break"
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Move:
    """One short movement."""

    name: str
    how: str
    seconds: int
    """[s]"""


@dataclass(frozen=True, slots=True)
class MoveSet:
    """Movements for one break."""

    title: str
    when: str
    every_minutes: int | None
    moves: tuple[Move, ...]

    @property
    def seconds(self) -> int:
        """Of all movements. [s]"""
        return sum(move.seconds for move in self.moves)


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the programme with its dose, in the words of the programme."""

    id: str
    title: str
    amount: str
    do: str
    feel: str | None
    find: str | None
    minutes: float
    days: tuple[str, ...]
    cautions: tuple[str, ...]
    rests_until: date | None = None


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day on which something is on."""

    day: date
    things: tuple[Thing, ...]
    is_this_week: bool
    """Later weeks may change with what is done until then."""

    @property
    def minutes(self) -> float:
        """Of all things. [min]"""
        return sum(thing.minutes for thing in self.things)


@dataclass(frozen=True, slots=True)
class Carried:
    """Everything a reminder may say."""

    sets: tuple[MoveSet, ...]
    """Micro-breaks, taken in turn."""
    things: tuple[Thing, ...]
    """In the order of the week."""
    stop_if: tuple[str, ...]
    monday: date | None
    """Of the week that is told; None without dates."""

    @property
    def every_minutes(self) -> int | None:
        """The shortest rhythm that the facts name for these breaks. [min]"""
        return min((one.every_minutes for one in self.sets if one.every_minutes), default=None)

    def on(self, day: date) -> tuple[Thing, ...]:
        """Return what is on, on a day."""
        name = _WEEKDAYS[day.weekday()]
        return tuple(
            thing
            for thing in self.things
            if name in thing.days and (thing.rests_until is None or day >= thing.rests_until)
        )

    def days(self, first: date, *, weeks: int) -> tuple[PlannedDay, ...]:
        """Return the days with something on, from a day to the end of so many weeks."""
        end = first - timedelta(days=first.weekday()) + timedelta(weeks=weeks)
        n_days = (end - first).days
        this_week = first.isocalendar()[:2]
        found = (first + timedelta(days=n) for n in range(n_days))
        return tuple(
            PlannedDay(day, things, day.isocalendar()[:2] == this_week)
            for day in found
            if (things := self.on(day))
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """What one break offers."""

    moves: MoveSet | None
    thing: Thing | None
    """One thing of today that nothing is told of yet."""
    stop_if: tuple[str, ...] = ()
    """When to stop at once; empty without a thing."""


def carried_from(told: Mapping[str, Any]) -> Carried:
    """Read the answer of a programme.

    Parameters
    ----------
    told
        As ``programme_as_json`` returns it, of a programme that may be shown.
    """
    seen = dict.fromkeys(name for day in told["week"]["days"] for name in day["things"])
    by_id = {thing["id"]: thing for thing in told["things"]}
    order = [*seen, *(name for name in by_id if name not in seen)]
    monday = told["week"]["from"]
    return Carried(
        sets=tuple(_set(one) for one in told["breaks"] if one["kind"] == _MICRO),
        things=tuple(_thing(by_id[name]) for name in order),
        stop_if=tuple(told["stop_if"]),
        monday=None if monday is None else date.fromisoformat(monday),
    )


def offered(carried: Carried, turn: int, *, day: date, told_of: Collection[str]) -> Offer:
    """Return what a break offers: the set whose turn it is, and the next open thing of the day.

    Parameters
    ----------
    turn
        How many breaks came before, today.
    told_of
        Things of today that were answered already; they are not offered twice.
    """
    moves = carried.sets[turn % len(carried.sets)] if carried.sets else None
    open_things = [thing for thing in carried.on(day) if thing.id not in told_of]
    if not open_things:
        return Offer(moves, None)
    return Offer(moves, open_things[0], carried.stop_if)


def _set(told: Mapping[str, Any]) -> MoveSet:
    """Read one set."""
    moves = tuple(Move(one["name"], one["how"], one["seconds"]) for one in told["moves"])
    return MoveSet(told["title"], told["when"], told["every_minutes"], moves)


def _thing(told: Mapping[str, Any]) -> Thing:
    """Read one thing."""
    rests = told["rests_until"]
    return Thing(
        id=told["id"],
        title=told["title"],
        amount=told["amount"],
        do=told["do"],
        feel=told["feel"],
        find=told["find"],
        minutes=told["minutes"],
        days=tuple(told["days"]),
        cautions=tuple(told["cautions"]),
        rests_until=None if rests is None else date.fromisoformat(rests),
    )
