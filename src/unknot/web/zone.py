"""Which day and hour is it where this machine stands?

Django sets the zone of its process from ``TIME_ZONE``, so the zone of the machine is looked up
before, by its name. Where it cannot be told, times are those of UTC.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

__all__ = ["day_here", "from_here", "here", "zone_of_this_machine"]

_CLOCK: Final = Path("/etc/localtime")
_FOLDER: Final = "zoneinfo/"


def zone_of_this_machine(clock: Path = _CLOCK) -> str:
    """Return the name of the machine's time zone, such as "Europe/Berlin"."""
    named = os.environ.get("TZ", "").lstrip(":")
    for name in (named, str(clock.resolve()).partition(_FOLDER)[2]):
        if name and _is_zone(name):
            return name
    return "UTC"


def here(moment: datetime) -> datetime:
    """Return a moment as the clock on this machine shows it."""
    return moment.astimezone()


def day_here(moment: datetime) -> date:
    """Return the day of a moment on this machine."""
    return here(moment).date()


def from_here(typed: datetime) -> datetime:
    """Return the moment that somebody means by what the clock on this machine shows."""
    return typed.astimezone(UTC)


def _is_zone(name: str) -> bool:
    """Whether a zone of that name is known."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
