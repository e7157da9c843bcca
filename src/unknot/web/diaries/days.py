"""The diary day by day: what was recorded, and the days on which nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from unknot.web.diaries.forms import values_in_words
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode
from unknot.web.zone import day_here, from_here, here

__all__ = ["Day", "EntryShown", "day_words", "days_shown", "entries_between", "recent_dots"]

_FRESH: Final = timedelta(seconds=90)
_FIELDS: Final = ("pain", "ppt_kpa", "load", "sleep", "stress", "home_care")


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry in a list."""

    id: UUID
    time: str
    pain: str
    said: tuple[str, ...]
    note: str
    is_fresh: bool
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day with its entries; none is not recorded."""

    day: date
    words: str
    entries: tuple[EntryShown, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """The mean pain of one day on the small graph; None where nothing was recorded. [px]"""

    x: float
    y: float | None


def entries_between(episode: Episode, first: date, last: date) -> list[DiaryEntry]:
    """Return the entries from one day to another, newest first, in one question."""
    start = from_here(datetime(first.year, first.month, first.day))
    after = last + timedelta(days=1)
    end = from_here(datetime(after.year, after.month, after.day))
    found = DiaryEntry.objects.filter(episode=episode, is_current=True, at__gte=start, at__lt=end)
    return list(found.order_by("-at"))


def days_shown(
    entries: Sequence[DiaryEntry], *, first: date, last: date, now: datetime
) -> list[Day]:
    """Return every day from last to first, also those without an entry."""
    by_day: dict[date, list[EntryShown]] = {}
    for one in entries:
        by_day.setdefault(day_here(one.at), []).append(_shown(one, now))
    today = day_here(now)
    days = ((last - timedelta(days=n)) for n in range((last - first).days + 1))
    return [Day(day, day_words(day, today), tuple(by_day.get(day, ()))) for day in days]


def day_words(day: date, today: date) -> str:
    """Return a day as people say it."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    if 0 < (today - day).days < 7:
        return str(date_format(day, "l"))
    return str(date_format(day, "D j M" if day.year == today.year else "j M Y"))


def recent_dots(
    entries: Sequence[DiaryEntry], *, first: date, last: date, width: float, height: float
) -> list[Dot]:
    """Return the mean pain of each day on a graph of this size. [px]"""
    by_day: dict[date, list[float]] = {}
    for one in entries:
        if one.pain is not None:
            by_day.setdefault(day_here(one.at), []).append(one.pain)
    n_days = (last - first).days
    dots = []
    for n in range(n_days + 1):
        told = by_day.get(first + timedelta(days=n))
        y = None if not told else round(height * (1 - sum(told) / len(told) / 10), 1)
        dots.append(Dot(round(width * n / max(n_days, 1), 1), y))
    return dots


def _shown(entry: DiaryEntry, now: datetime) -> EntryShown:
    """Return one entry in words."""
    return EntryShown(
        entry.pk,
        date_format(here(entry.at), "H:i"),
        "" if entry.pain is None else f"{entry.pain:g}",
        tuple(values_in_words({name: getattr(entry, name) for name in _FIELDS})),
        entry.note,
        timedelta(0) <= now - entry.recorded_at < _FRESH,
        entry.replaces_id is not None,
    )
