"""The pain of each day, as the library reads it."""

from __future__ import annotations

from datetime import date, datetime

from unknot.prevent.told import PainOn
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode
from unknot.web.zone import day_here, from_here

__all__ = ["pain_by_day"]


def pain_by_day(episode: Episode, *, since: date) -> list[PainOn]:
    """Return the mean pain of each day on which one was told, oldest first."""
    start = from_here(datetime(since.year, since.month, since.day))
    told = DiaryEntry.objects.filter(
        episode=episode, is_current=True, pain__isnull=False, at__gte=start
    )
    by_day: dict[date, list[float]] = {}
    for at, pain in told.order_by("at").values_list("at", "pain"):
        by_day.setdefault(day_here(at), []).append(pain or 0.0)
    return [PainOn(day, sum(pains) / len(pains)) for day, pains in by_day.items()]
