"""The programme of one episode: its points, the person as told, the time, and what was done.

Everything is built anew from the records (decision 0024), behind the gate that also guards the
outlook: while a warning sign is open or a first question is not answered there is no programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from unknot.errors import InvalidInput, NotEnoughData
from unknot.muscles.catalogue import load_muscles
from unknot.prevent.programme import Programme, programme_from
from unknot.prevent.told import ProgrammeQuery, programme_query_from
from unknot.sides import LeftRight
from unknot.web.diaries.models import ProgrammeDone, ProgrammeWish
from unknot.web.diaries.pains import pain_by_day
from unknot.web.episodes.foretold import why_closed_when_told
from unknot.web.episodes.gathered import latest_case
from unknot.web.episodes.keeping import case_resumed
from unknot.web.episodes.models import Episode, EpisodeState, FoundPoint
from unknot.web.release.plan_door import case_of
from unknot.web.release.state import MOST_POINTS, Point, release_from
from unknot.web.where.journey import Journey
from unknot.web.zone import day_here

__all__ = ["Built", "built_programme", "wish_of"]

_BEFORE: Final = timedelta(days=21)
"""So far before the first mark the diary is read: two weeks are compared."""


@dataclass(frozen=True, slots=True)
class Built:
    """A programme, or why there is none.

    Attributes
    ----------
    why
        Empty with a programme; ``closed`` (the episode is), ``no_case``, ``no_point``,
        ``stopped`` (a warning sign is open), ``open`` (first questions are not answered).
    journey
        The kept case, to go on with.
    morning
        The programme as it stood before anything of today was marked: what today shows.
    now
        The programme with the marks of today: what they change.
    """

    why: str
    journey: Journey
    morning: Programme | None = None
    now: Programme | None = None
    done: tuple[ProgrammeDone, ...] = ()


def built_programme(episode: Episode, *, now: datetime) -> Built:
    """Return the programme of an episode as it stands today."""
    told = latest_case(episode)
    if told is None:
        return Built("no_case", Journey())
    journey = case_resumed(told.case, episode)
    done = tuple(ProgrammeDone.objects.filter(episode=episode, is_current=True).order_by("day"))
    if EpisodeState.objects.filter(episode=episode, is_current=True, state="closed").exists():
        return Built("closed", journey, done=done)
    why = why_closed_when_told(told)
    if why:
        return Built(why, journey, done=done)
    points = _points(episode)
    if not points:
        return Built("no_point", journey, done=done)
    return _built(episode, journey, points, done=done, today=day_here(now))


def wish_of(episode: Episode) -> ProgrammeWish | None:
    """Return the time, tools and days that were chosen; None while nobody chose."""
    return ProgrammeWish.objects.filter(episode=episode, is_current=True).first()


def _built(
    episode: Episode,
    journey: Journey,
    points: tuple[Point, ...],
    *,
    done: tuple[ProgrammeDone, ...],
    today: date,
) -> Built:
    """Build the week twice: as it stood this morning, and as it stands now."""
    counted = [one for one in done if one.day <= today]
    try:
        case = _case(episode, journey, points, done=counted, today=today)
        query = programme_query_from(case)
        programme = programme_from(query)
    except (InvalidInput, NotEnoughData):
        return Built("no_case", journey, done=done)
    if programme.screening.stops:
        return Built("stopped", journey, done=done)
    if not programme.may_show:
        return Built("open", journey, done=done)
    morning = programme
    if any(one.day == today for one in counted):
        morning = programme_from(_before(query, today))
    return Built("", journey, morning, programme, done)


def _before(query: ProgrammeQuery, today: date) -> ProgrammeQuery:
    """Return the query without the marks of today."""
    return replace(query, done=tuple(one for one in query.done if one.at < today))


def _points(episode: Episode) -> tuple[Point, ...]:
    """Return the confirmed points of an episode whose muscle is still known."""
    muscles = load_muscles()
    found = FoundPoint.objects.filter(episode=episode, is_current=True).order_by("recorded_at")
    return tuple(
        Point(one.muscle, cast(LeftRight, one.side), one.site, one.weeks)
        for one in found
        if one.muscle in muscles and one.site in {site.id for site in muscles[one.muscle].sites}
    )[:MOST_POINTS]


def _case(
    episode: Episode,
    journey: Journey,
    points: tuple[Point, ...],
    *,
    done: Sequence[ProgrammeDone],
    today: date,
) -> dict[str, Any]:
    """Return the case of ``unknot programme``."""
    release = replace(release_from(journey), setting="home", points=points)
    wish = wish_of(episode)
    if wish is not None and wish.tools is not None:
        release = replace(release, equipment=tuple(wish.tools))
    first = min((one.day for one in done), default=today)
    pains = pain_by_day(episode, since=min(first, today) - _BEFORE)
    return {
        **case_of(release, journey),
        "minutes_a_day": wish.minutes if wish is not None else None,
        "days": wish.days if wish is not None else None,
        "now": today.isoformat(),
        "done": [{"at": one.day.isoformat(), "item": one.item, "did": one.outcome} for one in done],
        "diary": [{"at": one.at.isoformat(), "pain": one.pain} for one in pains if one.at <= today],
    }
