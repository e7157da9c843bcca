"""The forecast for one point of one person, from what is recorded, behind the gate.

The case is made from the diary of the last year: what lies further back hardly moves the
belief, and long diaries would make the page wait. The year begins with a quarter, so that the
diary begins with the same entries for three months and a kept belief can be gone on from
(``believed.py``). A forecast is made again only when something it rests on has changed, or
another hour has begun, and each part of it when a page asks for it.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, Final
from uuid import UUID

from unknot.errors import InvalidInput, NotEnoughData
from unknot.find.answer import screened
from unknot.find.query import query_from
from unknot.forecast.answer import (
    Forecast,
    curve_of,
    forecast_of,
    line_of,
    may_show,
    screening_for,
)
from unknot.forecast.belief import Belief
from unknot.forecast.outlook import Outlook
from unknot.forecast.told import Told, told_from
from unknot.web.episodes.believed import LEAST_EVENTS, belief_of, is_held_lately
from unknot.web.episodes.cared import care_from_done
from unknot.web.episodes.gathered import Gathered, gathered, latest_case
from unknot.web.episodes.keeping import case_resumed
from unknot.web.episodes.models import Episode, EpisodeTold, FoundPoint
from unknot.web.episodes.rated import ratings_at_releases
from unknot.web.release.plan_door import case_of
from unknot.web.release.planned import plan_of
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey
from unknot.web.zone import day_here, from_here

__all__ = [
    "HORIZON_DAYS",
    "Foreseen",
    "Foretold",
    "belief_kept_up",
    "foretold",
    "why_closed",
    "why_closed_when_told",
]

HORIZON_DAYS: Final = 84
_LOOKED_BACK: Final = timedelta(days=365)
_QUARTER: Final = timedelta(days=91)
_MOST_HELD: Final = 64
_MOST_GATES_HELD: Final = 4096
_VALUES: Final = ("pain", "ppt_kpa", "load", "sleep", "stress", "home_care")


class Foreseen:
    """One forecast; each part is made when it is first asked for.

    Attributes
    ----------
    told
        The case.
    belief
        After its diary.
    """

    def __init__(self, told: Told, belief: Belief) -> None:
        self.told = told
        self.belief = belief

    @cached_property
    def curve(self) -> Outlook:
        """Day by day; that of the whole forecast."""
        return curve_of(self.told, self.belief)

    @cached_property
    def line(self) -> float:
        """The pain at or under which one counts as relieved."""
        return line_of(self.told, self.belief)

    @cached_property
    def whole(self) -> Forecast:
        """With how long relief lasts and what would change it."""
        return forecast_of(self.told, belief=self.belief)


@dataclass(frozen=True, slots=True)
class Foretold:
    """A forecast, or why there is none.

    Attributes
    ----------
    why
        Empty with a forecast; ``no_case``, ``no_point``, ``stopped`` (a warning sign is open),
        ``open`` (warning signs are not answered yet).
    journey
        The kept case, to go on with.
    answered_at
        When it was told last.
    """

    foreseen: Foreseen | None
    why: str
    journey: Journey
    answered_at: datetime | None = None
    point: FoundPoint | None = None

    @property
    def forecast(self) -> Forecast | None:
        """The whole forecast; pages that show the curve alone ask ``foreseen`` for that."""
        return None if self.foreseen is None else self.foreseen.whole


def foretold(records: Gathered, *, now: datetime, site: str = "") -> Foretold:
    """Return the forecast of a point, the first one unless another is named.

    Parameters
    ----------
    site
        ``side:site`` of a point.
    """
    kept = latest_case(records.episode)
    if kept is None:
        return Foretold(None, "no_case", Journey())
    journey = case_resumed(kept.case, records.episode)
    at = kept.recorded_at
    why = why_closed_when_told(kept)
    if why:
        return Foretold(None, why, journey, at)
    if not records.points:
        return Foretold(None, "no_point", journey, at)
    point = next(
        (one for one in records.points if f"{one.side}:{one.site}" == site), records.points[0]
    )
    found = _foreseen(json.dumps(_case(records, point, journey, now=now)), point.pk, now=now)
    if isinstance(found, str):
        return Foretold(None, found, journey, at, point)
    return Foretold(found, "", journey, at, point)


def belief_kept_up(episode: Episode, *, now: datetime) -> None:
    """Follow what was told, where no belief was kept for a week, so that no page waits for it.

    Called after an entry was kept; a case with which nothing can be foretold is left alone.
    """
    points = list(episode.points.filter(is_current=True).values_list("pk", flat=True))
    if not points or is_held_lately(points, now=now):
        return
    if not episode.entries.filter(is_current=True)[LEAST_EVENTS:].exists():
        return
    with contextlib.suppress(InvalidInput, NotEnoughData):
        foretold(gathered(episode), now=now)


def why_closed_when_told(told: EpisodeTold) -> str:
    """Say what of a case that was kept forbids forecast and programme; as ``why_closed``."""
    return _why_closed_by_row(told.pk)


def why_closed(journey: Journey) -> str:
    """Say what of a kept case forbids forecast and programme; empty when nothing does.

    ``stopped`` (a warning sign is open), ``open`` (first questions are not answered), or
    ``no_case`` (it tells too little).
    """
    try:
        answer = screened(query_from(journey.told))
        if answer.screening.stops:
            return "stopped"
        if answer.open_first:
            return "open"
        release = release_from(journey)
        if release.points and plan_of(release, journey).is_urgent:
            return "stopped"
    except (InvalidInput, NotEnoughData):
        return "no_case"
    return ""


def _case(
    records: Gathered, point: FoundPoint, journey: Journey, *, now: datetime
) -> dict[str, Any]:
    """Return the case of ``unknot forecast``."""
    since = _beginning(now)
    entries = [one for one in records.entries if one.at >= since]
    given = [
        one
        for one in records.treatments
        if one.at >= since and (one.point.side, one.point.site) == (point.side, point.site)
    ]
    # The same answer for a whole hour, unless something new was told.
    hour = now.replace(minute=0, second=0, microsecond=0)
    care = care_from_done(records, since=since, now=hour)
    moments = [one.at for one in entries] + [one.at for one in given]
    moments += [at for at, _share in care.alone]
    rated = ratings_at_releases(records, [one.at for one in given], now=now)
    cared = {at for at, _share in care.alone}
    rated = [(at, pain) for at, pain in rated if at not in cared]
    moments += [at for at, _pain in rated]
    plan_case = case_of(release_from(journey), journey)
    return {
        "now": max([hour, *moments]).isoformat(),
        "point": {
            "muscle": point.muscle,
            "side": point.side,
            "site": point.site,
            "weeks": point.weeks or None,
            "other_active_points": len(records.points) - 1,
        },
        "entries": [
            {
                "at": one.at.isoformat(),
                **{name: getattr(one, name) for name in _VALUES},
                **care.beside.get(one.pk, {}),
            }
            for one in entries
        ]
        + [{"at": at.isoformat(), "home_care": share} for at, share in care.alone]
        + [{"at": at.isoformat(), "pain": pain} for at, pain in rated],
        "treatments": [
            {"at": one.at.isoformat(), "method": one.method, "seconds": one.seconds}
            for one in given
        ],
        **{name: plan_case.get(name) for name in ("person", "pain", "symptoms", "answers")},
        "horizon_days": HORIZON_DAYS,
    }


def _beginning(now: datetime) -> datetime:
    """Return the beginning of the quarter in which the last year began."""
    epoch = datetime.fromtimestamp(0, UTC)
    return epoch + (now - _LOOKED_BACK - epoch) // _QUARTER * _QUARTER


def _foreseen(case: str, point: UUID, *, now: datetime) -> Foreseen | str:
    """Return the forecast of a case, or why it may not be shown."""
    morning = from_here(datetime.combine(day_here(now), time()))
    return _foreseen_once(case, point, morning)


@lru_cache(maxsize=_MOST_HELD)
def _foreseen_once(case: str, point: UUID, morning: datetime) -> Foreseen | str:
    """Forecast a case, by its text; the last few are held in memory."""
    told = told_from(json.loads(case))
    screening = screening_for(told)
    if not may_show(told, screening):
        return "stopped" if screening is not None and screening.stops else "open"
    return Foreseen(told, belief_of(point, told, morning=morning, now=told.now))


@lru_cache(maxsize=_MOST_GATES_HELD)
def _why_closed_by_row(told: UUID) -> str:
    """Say what forbids forecast and programme; a row of what was told never changes."""
    row = EpisodeTold.objects.select_related("episode").get(pk=told)
    return why_closed(case_resumed(row.case, row.episode))
