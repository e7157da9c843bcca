"""The best week there is, found by trying every one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from unknot.prevent.week import Room, Task, week_worth

__all__ = ["best_week", "is_possible"]


def best_week(tasks: Sequence[Task], room: Room) -> float:
    """Return what the best possible week is worth."""
    return max(
        week_worth(tasks, placed)
        for placed in product(*(list(_ways(task, room)) for task in tasks))
        if is_possible(tasks, placed, room)
    )


def is_possible(tasks: Sequence[Task], placed: Sequence[Sequence[int]], room: Room) -> bool:
    """Say whether a week keeps to its room."""
    for task, days in zip(tasks, placed, strict=True):
        if len(days) > task.most_days or not _far_enough(days, task.gap_days):
            return False
        if not set(days) <= set(room.days):
            return False
    if sum(bool(days) for days in placed) > room.different:
        return False
    for day in room.days:
        on = [task for task, days in zip(tasks, placed, strict=True) if day in days]
        if len(on) > room.things or sum(task.seconds for task in on) > room.seconds:
            return False
    return True


def _ways(task: Task, room: Room) -> Iterator[tuple[int, ...]]:
    for n in range(task.most_days + 1):
        for days in combinations(room.days, n):
            if _far_enough(days, task.gap_days):
                yield days


def _far_enough(days: Sequence[int], gap: int) -> bool:
    """Look at the week and the one after it, day by day."""
    both = [*days, *(day + 7 for day in days)]
    return all(abs(a - b) >= gap for n, a in enumerate(both) for b in both[:n] if a != b)
