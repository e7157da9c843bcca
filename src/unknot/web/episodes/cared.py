"""Home care of a day, derived from what of the programme was done; what was told counts first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final, cast
from uuid import UUID

from unknot.prevent.history import home_care_by_day
from unknot.prevent.told import Did, DidWhat
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
from unknot.web.episodes.gathered import Gathered
from unknot.web.zone import day_here, from_here

__all__ = ["Cared", "care_from_done", "did_of"]

_EVENING: Final = time(20)
"""A day's home care without an entry of that day is told at this hour."""


@dataclass(frozen=True, slots=True)
class Cared:
    """Home care that nobody told in the diary, each day once."""

    beside: Mapping[UUID, Mapping[str, float]]
    """By the last entry of a day, where there is one that does not tell it."""
    alone: tuple[tuple[datetime, float], ...]
    """Of days without an entry."""


def did_of(done: Iterable[ProgrammeDone]) -> tuple[Did, ...]:
    """Return records of the programme as the library reads them."""
    return tuple(Did(one.day, one.item, cast(DidWhat, one.outcome)) for one in done)


def care_from_done(records: Gathered, *, since: datetime, now: datetime) -> Cared:
    """Return the home care of the days on which things were marked.

    A day on which an entry tells the home care keeps what was told.
    """
    by_day: dict[Any, list[DiaryEntry]] = {}
    for one in records.entries:
        by_day.setdefault(day_here(one.at), []).append(one)
    beside: dict[UUID, Mapping[str, float]] = {}
    alone: list[tuple[datetime, float]] = []
    for day, share in home_care_by_day(did_of(records.done)).items():
        entries = by_day.get(day, [])
        if not day_here(since) <= day <= day_here(now):
            continue
        if any(one.home_care is not None for one in entries):
            continue
        if entries and entries[-1].at >= since:
            beside[entries[-1].pk] = {"home_care": share}
        elif not entries:
            evening = from_here(datetime.combine(day, _EVENING))
            alone.append((max(since, min(evening, now)), share))
    return Cared(beside, tuple(alone))
