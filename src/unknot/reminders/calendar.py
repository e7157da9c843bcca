"""The days of a programme and the look back after a treatment, as iCalendar (RFC 5545).

Times carry no time zone: six in the evening is six in the evening wherever the person is. The
same day keeps its UID, so that a calendar that reads the file again moves nothing and doubles
nothing. Titles say nothing about health unless that was wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Alarm, Calendar, Event

from unknot.reminders.carried import PlannedDay
from unknot.reminders.letter import headline

__all__ = ["CalendarWish", "calendar_of", "key_of"]

_SHORTEST: Final = timedelta(minutes=5)
"""A shorter event can hardly be seen in a calendar; product default."""
_LOOK_BACK: Final = "Unknot: a short look back"
_OPEN: Final = "Open Unknot to see what is on and to say how it went."
_NOT_YET_SURE: Final = "As it stands today. What you do until then may change it."
_HOW_WAS_IT: Final = (
    "How was it after the day before: sore, as usual, better? Open Unknot and say so. It takes "
    "half a minute."
)
_PRODUCT: Final = "-//Unknot//Programme//EN"
_KEY_LENGTH: Final = 20


@dataclass(frozen=True, slots=True)
class CalendarWish:
    """How somebody wants the calendar.

    Attributes
    ----------
    key
        Says whose calendar it is in the UIDs, without saying who.
    at
        Time of day of the events.
    has_details
        Whether the things are named.
    """

    key: str
    at: time
    has_details: bool = False
    has_alarms: bool = True


def key_of(source: str) -> str:
    """Return a key that stays the same for the same source and does not give it away."""
    return sha256(f"unknot calendar {source}".encode()).hexdigest()[:_KEY_LENGTH]


def calendar_of(
    days: Iterable[PlannedDay],
    treated: Sequence[date],
    *,
    wish: CalendarWish,
    now: datetime,
) -> bytes:
    """Return an iCalendar file.

    Parameters
    ----------
    days
        Days with something on.
    treated
        Days of treatments; the look back is on the day after.
    now
        With its time zone; when the file was made.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Unknot")
    for day in days:
        calendar.add_component(_day(day, wish, now))
    for treatment in sorted(set(treated)):
        calendar.add_component(_look_back(treatment + timedelta(days=1), wish, now))
    return bytes(calendar.to_ical())


def _day(day: PlannedDay, wish: CalendarWish, now: datetime) -> Event:
    """Return the event of a day."""
    title, lines = headline(day), [_OPEN]
    if wish.has_details:
        title = f"Unknot: {'; '.join(thing.title for thing in day.things)}"
        lines = [f"{thing.title}: {thing.amount}." for thing in day.things] + lines
    if not day.is_this_week:
        lines.append(_NOT_YET_SURE)
    lasts = max(_SHORTEST, timedelta(minutes=round(day.minutes)))
    slot = _Slot(f"things-{day.day}", day.day, lasts, wish, now)
    return _event(slot, title, lines)


def _look_back(day: date, wish: CalendarWish, now: datetime) -> Event:
    """Return the event of a look back."""
    slot = _Slot(f"look-back-{day}", day, _SHORTEST, wish, now)
    return _event(slot, _LOOK_BACK, [_HOW_WAS_IT])


@dataclass(frozen=True, slots=True)
class _Slot:
    """Which event, when, and for whom."""

    name: str
    day: date
    lasts: timedelta
    wish: CalendarWish
    now: datetime


def _event(slot: _Slot, title: str, lines: list[str]) -> Event:
    """Return one event with its alarm."""
    event = Event()
    event.add("uid", f"{slot.name}-{slot.wish.key}@unknot.invalid")
    event.add("dtstamp", slot.now)
    starts = datetime.combine(slot.day, slot.wish.at)
    event.add("dtstart", starts)
    event.add("duration", slot.lasts)
    event.add("summary", title)
    event.add("description", "\n".join(lines))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if slot.wish.has_alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
    return event
