"""The forecast for one point of one person, from what is recorded, behind the gate.

The case is made from the diary of the last year: what lies further back hardly moves the
belief, and long diaries would make the page wait. A forecast is made again only when something
it rests on has changed, or another day has begun.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from unknot.errors import InvalidInput, NotEnoughData
from unknot.forecast.answer import Forecast, forecast_of
from unknot.forecast.told import told_from
from unknot.web.episodes.cared import care_from_done
from unknot.web.episodes.gathered import Gathered, latest_case
from unknot.web.episodes.keeping import case_resumed
from unknot.web.episodes.models import FoundPoint
from unknot.web.release.plan_door import case_of
from unknot.web.release.planned import plan_of
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey, answer_of

__all__ = ["HORIZON_DAYS", "Foretold", "foretold", "why_closed"]

HORIZON_DAYS: Final = 84
_LOOKED_BACK: Final = timedelta(days=365)
_MOST_HELD: Final = 16
_VALUES: Final = ("pain", "ppt_kpa", "load", "sleep", "stress", "home_care")


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

    forecast: Forecast | None
    why: str
    journey: Journey
    answered_at: datetime | None = None
    point: FoundPoint | None = None


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
    why = why_closed(journey)
    if why:
        return Foretold(None, why, journey, at)
    if not records.points:
        return Foretold(None, "no_point", journey, at)
    point = next(
        (one for one in records.points if f"{one.side}:{one.site}" == site), records.points[0]
    )
    found = _forecast(json.dumps(_case(records, point, journey, now=now)))
    if not found.may_show:
        stops = found.screening is not None and found.screening.stops
        return Foretold(None, "stopped" if stops else "open", journey, at, point)
    return Foretold(found, "", journey, at, point)


def why_closed(journey: Journey) -> str:
    """Say what of a kept case forbids forecast and programme; empty when nothing does.

    ``stopped`` (a warning sign is open), ``open`` (first questions are not answered), or
    ``no_case`` (it tells too little).
    """
    try:
        answer = answer_of(journey)
        if answer.screening.stops:
            return "stopped"
        if not answer.may_show_ranking:
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
    since = now - _LOOKED_BACK
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
        + [{"at": at.isoformat(), "home_care": share} for at, share in care.alone],
        "treatments": [
            {"at": one.at.isoformat(), "method": one.method, "seconds": one.seconds}
            for one in given
        ],
        "person": plan_case["person"],
        "answers": plan_case["answers"],
        "horizon_days": HORIZON_DAYS,
    }


@lru_cache(maxsize=_MOST_HELD)
def _forecast(case: str) -> Forecast:
    """Forecast a case, by its text; the last few are held in memory."""
    return forecast_of(told_from(json.loads(case)))
