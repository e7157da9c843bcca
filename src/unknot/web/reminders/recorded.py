"""What reminders carry of an episode on a day, behind the gate that also guards its programme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from unknot.prevent.programme import programme_from
from unknot.prevent.programme_json import programme_as_json
from unknot.reminders.calendar import CalendarWish, calendar_of, key_of
from unknot.reminders.carried import Carried, carried_from
from unknot.web.diaries.programme import built_programme
from unknot.web.episodes.models import Episode
from unknot.web.treatments.models import Treatment
from unknot.web.zone import day_here

__all__ = ["OnDay", "calendar_file", "on_day", "treated_since"]

_WEEKS: Final = 2
"""The calendar reaches to the end of next week; product default. [weeks]"""
_LOOKED_BACK: Final = timedelta(days=2)
"""A treatment is asked about on the day after; older ones are over."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """What there is, or why there is nothing.

    Attributes
    ----------
    why
        Empty, or as in ``built_programme``.
    told_of
        Things of which something is recorded on that day.
    """

    why: str
    carried: Carried | None = None
    told_of: frozenset[str] = frozenset()


def on_day(episode: Episode, *, now: datetime, who: str | None = None) -> OnDay:
    """Return what reminders carry of an episode.

    Parameters
    ----------
    who
        Whose breaks go along; None: no breaks.
    """
    built = built_programme(episode, now=now)
    if built.now is None:
        return OnDay(built.why)
    programme = built.now
    if who is not None:
        programme = programme_from(replace(programme.query, who=who))
    today = day_here(now)
    told_of = frozenset(one.item for one in built.done if one.day == today)
    return OnDay("", carried_from(programme_as_json(programme)), told_of)


def treated_since(episode: Episode, *, now: datetime) -> tuple[date, ...]:
    """Return the days of recent treatments, by the clock of this machine."""
    since = now - _LOOKED_BACK
    found = Treatment.objects.filter(episode=episode, is_current=True, at__gte=since)
    return tuple(sorted({day_here(one) for one in found.values_list("at", flat=True)}))


def calendar_file(
    episode: Episode, *, at: time, has_details: bool, now: datetime, found: OnDay | None = None
) -> bytes:
    """Return the calendar of an episode; without a programme it is empty.

    Parameters
    ----------
    at
        Time of day of the events.
    has_details
        Whether titles name the things.
    found
        What there is, where it is known already.
    """
    found = found or on_day(episode, now=now)
    wish = CalendarWish(key_of(str(episode.pk)), at, has_details)
    if found.carried is None:
        return calendar_of((), (), wish=wish, now=now)
    days = found.carried.days(day_here(now), weeks=_WEEKS)
    return calendar_of(days, treated_since(episode, now=now), wish=wish, now=now)
