"""Put things into a week: the most useful first, each on its days, rest days kept.

A simple greedy in two rounds. In the first, things are taken in order and each gets the days
that it needs at least, spread out, on the emptiest days. In the second each gets further days
while there is room; it may move for that. Three orders are tried (by worth, by worth for its
time, by worth for its places), and the best of the three weeks is kept. How close that comes
to the best week is measured against every possible week in ``tests/truth/prevent``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Final

__all__ = ["DAYS_IN_WEEK", "FURTHER_DAY", "Room", "Task", "fill_week", "gap_of", "week_worth"]

DAYS_IN_WEEK: Final = 7
FURTHER_DAY: Final = 0.3
"""What a day beyond the least ones is worth, against one of these. [share]"""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that wants a place in the week."""

    worth: float
    """What its least days together are worth."""
    seconds: int
    """Of one day. [s]"""
    least_days: int
    most_days: int
    gap_days: int
    """Least days from one time to the next, over the end of the week too; 1: every day."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a week holds."""

    days: tuple[int, ...]
    """Days on which something is done, 0 to 6; the others are rest days."""
    seconds: int
    """Of each day. [s]"""
    things: int
    """Of each day."""
    different: int
    """Different things in the whole week."""


def fill_week(tasks: Sequence[Task], room: Room) -> tuple[tuple[int, ...], ...]:
    """Return the days of each task, in the order given; empty where there was no room.

    Parameters
    ----------
    tasks
        In any order; of equal worth, the earlier goes first.
    room
        What the week holds.
    """
    orders = (
        sorted(range(len(tasks)), key=lambda n: (-tasks[n].worth, n)),
        sorted(range(len(tasks)), key=lambda n: (-tasks[n].worth / _time_of(tasks[n]), n)),
        sorted(range(len(tasks)), key=lambda n: (-tasks[n].worth / tasks[n].least_days, n)),
    )
    weeks = (_filled(tasks, room, order) for order in orders)
    return max(weeks, key=lambda placed: round(week_worth(tasks, placed), 9))


def week_worth(tasks: Sequence[Task], placed: Sequence[Sequence[int]]) -> float:
    """Return what a week is worth: the least days count fully, further ones less."""
    total = 0.0
    for task, days in zip(tasks, placed, strict=True):
        first = min(len(days), task.least_days)
        total += task.worth / task.least_days * (first + FURTHER_DAY * (len(days) - first))
    return total


def gap_of(days: Sequence[int]) -> int:
    """Return the least days from one to the next, round the end of the week."""
    if len(days) < 2:
        return DAYS_IN_WEEK
    return min(
        (later - earlier) % DAYS_IN_WEEK
        for earlier, later in zip(days, (*days[1:], days[0]), strict=True)
    )


def _filled(tasks: Sequence[Task], room: Room, order: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return the days of each task when they are taken in an order."""
    placed: list[tuple[int, ...]] = [()] * len(tasks)
    for place in order:
        if sum(bool(days) for days in placed) < room.different:
            placed[place] = _more_days(
                place, tasks, placed, room=room, most=tasks[place].least_days
            )
    for place in order:
        if placed[place]:
            placed[place] = _more_days(place, tasks, placed, room=room, most=tasks[place].most_days)
    return tuple(placed)


def _time_of(task: Task) -> int:
    """Return the time of the least days together. [s]"""
    return task.seconds * task.least_days


def _more_days(
    place: int,
    tasks: Sequence[Task],
    placed: Sequence[tuple[int, ...]],
    *,
    room: Room,
    most: int,
) -> tuple[int, ...]:
    """Return more days for a task, as many as fit: the emptiest, well spread."""
    task, has = tasks[place], placed[place]
    seconds = {
        day: _seconds_on(day, tasks, placed) - task.seconds * (day in has) for day in room.days
    }
    open_days = tuple(
        day
        for day in room.days
        if day in has
        or (
            sum(day in days for days in placed) < room.things
            and seconds[day] + task.seconds <= room.seconds
        )
    )
    for n in range(min(most, len(open_days)), len(has), -1):
        found = [days for days in _sets_of(open_days, n) if gap_of(days) >= task.gap_days]
        if found:
            return min(
                found, key=lambda days: (sum(seconds[day] for day in days), -gap_of(days), days)
            )
    return has


def _seconds_on(day: int, tasks: Sequence[Task], placed: Sequence[tuple[int, ...]]) -> int:
    """Return how much of a day is taken. [s]"""
    return sum(task.seconds for task, days in zip(tasks, placed, strict=True) if day in days)


@cache
def _sets_of(days: tuple[int, ...], n: int) -> tuple[tuple[int, ...], ...]:
    """Return every choice of n days."""
    return tuple(combinations(days, n))
