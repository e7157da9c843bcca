"""Read one case of ``unknot forecast``: who, which point, what the diary holds, what is planned.

Every value is checked here, once; a refused entry changes nothing. Times become days since
the first event; inside, nothing knows of calendars.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from unknot.errors import InvalidInput
from unknot.facts.methods import load_methods
from unknot.forecast.diary import Entry, Event, Treatment, in_order
from unknot.forecast.futures import Plan
from unknot.forecast.parameters import Point
from unknot.json_values import (
    case_id,
    check_names,
    entries,
    known_id,
    number_in,
    object_with,
    one_of,
    record,
    shown,
    whole_in,
)
from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT

__all__ = ["ENTRY", "FIELDS", "LONGEST_HORIZON", "PLAN", "POINT", "TREATMENT", "Told", "told_from"]

FIELDS: Final = (
    "id",
    "now",
    "point",
    "entries",
    "treatments",
    "plan",
    "horizon_days",
    "baseline",
    "person",
    "pain",
    "symptoms",
    "answers",
    "facts_version",
)
_SCREENED: Final = ("person", "pain", "symptoms", "answers")
POINT: Final = (
    "muscle", "side", "site", "state", "weeks", "other_active_points", "earlier_episodes",
)  # fmt: skip
ENTRY: Final = ("at", "pain", "ppt_kpa", "load", "sleep", "stress", "home_care")
TREATMENT: Final = ("at", "method", "seconds")
PLAN: Final = ("treatments", "home_care", "load", "sleep", "stress")
LONGEST_HORIZON: Final = 365
"""[days]"""
_DEFAULT_HORIZON: Final = 84
_MOST_ENTRIES: Final = 20_000
_MOST_TREATMENTS: Final = 1_000
_MOST_PLANNED: Final = 60
_OLDEST_POINT: Final = 5_200
_MOST_POINTS: Final = 100
_MOST_EPISODES: Final = 100
_LOWEST_PPT: Final = 5.0
_HIGHEST_PPT: Final = 3_000.0
_LONGEST_TREATMENT: Final = 7_200
_NEW_DAYS: Final = 7
"""A point of age 0 has a diary no longer than this. [days]"""
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """One checked case."""

    id: str | int | None
    now: datetime
    start: datetime
    """Moment of day 0: the first event, or now."""
    point: Point
    muscle: str | None
    side: str | None
    site: str | None
    events: tuple[Event, ...]
    plan: Plan
    """Its treatments in days from now."""
    horizon_days: int
    baseline: float | None
    screened: Mapping[str, Any]
    """What the warning signs are screened with, as told: person, where it hurts, answers."""
    ignored: tuple[str, ...] = ()

    @property
    def now_day(self) -> float:
        """Now, in days since the start."""
        return (self.now - self.start) / _DAY

    @property
    def n_entries(self) -> int:
        """How many entries of the diary hold a rating or a pressure threshold."""
        return sum(
            isinstance(one, Entry) and not (one.pain is None and one.ppt_kpa is None)
            for one in self.events
        )

    @property
    def days_since_entry(self) -> int | None:
        """Return how many whole days lie between the last rating and now; None without one."""
        days = [one.day for one in self.events if isinstance(one, Entry) and one.pain is not None]
        return int(self.now_day - max(days)) if days else None


def told_from(fields: object) -> Told:
    """Check one case.

    Parameters
    ----------
    fields
        The JSON object of the contract.

    Raises
    ------
    InvalidInput
        A value is missing, of the wrong kind or out of range; the message names the place.
    UnknownId
        A muscle, site or method is not known.
    """
    if not isinstance(fields, Mapping):
        raise InvalidInput("A case is one JSON object {…}.", where="")
    ignored = check_names(fields, FIELDS)
    now = _moment(fields.get("now"), "now")
    point = object_with(fields.get("point"), "point", POINT)
    dated = [
        *_dated_entries(fields.get("entries"), now),
        *_dated_treatments(fields.get("treatments"), now),
    ]
    start = min((at for at, _, _ in dated), default=now)
    events = _events(dated, start)
    horizon = whole_in(fields.get("horizon_days"), "horizon_days", high=LONGEST_HORIZON)
    if horizon == 0:
        raise InvalidInput("'horizon_days' is 0; ask for 1 day or more.", where="horizon_days")
    muscle = point.get("muscle")
    if muscle is not None:
        known_id(muscle, load_muscles(), what="muscle", where="point.muscle")
    about = _point(point)
    _check_age(about, events)
    return Told(
        id=case_id(fields.get("id")),
        now=now,
        start=start,
        point=about,
        muscle=muscle,
        side=one_of(point.get("side"), LEFT_RIGHT, "point.side"),
        site=_site(point, muscle),
        events=events,
        plan=_plan(record(fields.get("plan"), "plan", PLAN), now),
        horizon_days=horizon or _DEFAULT_HORIZON,
        baseline=_baseline(fields.get("baseline")),
        screened={name: fields.get(name) for name in _SCREENED},
        ignored=ignored,
    )


def _point(told: Mapping[str, Any]) -> Point:
    """Return what is told of age, company and history of the point."""
    return Point(
        weeks=number_in(told.get("weeks"), "point.weeks", high=_OLDEST_POINT, unit="weeks"),
        other_active_points=whole_in(
            told.get("other_active_points"), "point.other_active_points", high=_MOST_POINTS
        ),
        earlier_episodes=whole_in(
            told.get("earlier_episodes"), "point.earlier_episodes", high=_MOST_EPISODES
        ),
    )


def _check_age(point: Point, events: tuple[Event, ...]) -> None:
    """Refuse an age of nothing beside a diary that goes back further than a week.

    Raises
    ------
    InvalidInput
        The point would be younger than its diary.
    """
    days = events[-1].day - events[0].day if events else 0.0
    if point.weeks == 0 and days > _NEW_DAYS:
        raise InvalidInput(
            f"'point.weeks' is 0, but the diary goes back {days:.0f} days. Say how old the point "
            "was at the first entry, such as 0.5 or 30 weeks, or leave it out.",
            where="point.weeks",
            value=0,
        )


def _baseline(value: object) -> float | None:
    """Return the pain before treatment; none at all leaves nothing to forecast."""
    baseline = number_in(value, "baseline", high=10)
    if baseline == 0:
        raise InvalidInput(
            "'baseline' is 0: without pain before treatment there is nothing to be relieved of. "
            "Give the mean pain before the first treatment, over 0, or leave it out.",
            where="baseline",
            value=0,
        )
    return baseline


def _site(told: Mapping[str, Any], muscle: str | None) -> str | None:
    """Return the site, which belongs to the muscle."""
    site = told.get("site")
    if site is None:
        return None
    if muscle is None:
        raise InvalidInput(
            "'point.site' needs 'point.muscle' beside it. Add the muscle.", where="point.site"
        )
    sites = {one.id: one for one in load_muscles()[muscle].sites}
    return known_id(site, sites, what="site", where="point.site")


_Dated = tuple[datetime, str, Entry | Treatment]
"""Moment, place in the input, and the event with its day not yet set."""


def _dated_entries(value: object, now: datetime) -> list[_Dated]:
    """Return the entries of the diary with their moments."""
    found: list[_Dated] = []
    for number, line in enumerate(entries(value, "entries", most=_MOST_ENTRIES)):
        where = f"entries[{number}]"
        told = object_with(line, where, ENTRY)
        at = _past(told.get("at"), f"{where}.at", now, remedy="Correct its time.")
        entry = Entry(
            day=0.0,
            pain=number_in(told.get("pain"), f"{where}.pain", high=10),
            ppt_kpa=number_in(
                told.get("ppt_kpa"), f"{where}.ppt_kpa", low=_LOWEST_PPT, high=_HIGHEST_PPT,
                unit="kPa",
            ),
            load=number_in(told.get("load"), f"{where}.load", low=-1, high=1),
            sleep=number_in(told.get("sleep"), f"{where}.sleep", high=2),
            stress=number_in(told.get("stress"), f"{where}.stress", high=2),
            home_care=number_in(told.get("home_care"), f"{where}.home_care", high=1),
        )  # fmt: skip
        found.append((at, where, entry))
    return found


def _dated_treatments(value: object, now: datetime) -> list[_Dated]:
    """Return the treatments that were given, with their moments."""
    found: list[_Dated] = []
    for number, line in enumerate(entries(value, "treatments", most=_MOST_TREATMENTS)):
        where = f"treatments[{number}]"
        told = object_with(line, where, TREATMENT)
        at = _past(
            told.get("at"), f"{where}.at", now,
            remedy="A treatment that is still to come belongs in plan.treatments.",
        )  # fmt: skip
        found.append((at, where, Treatment(0.0, _method(told, where))))
    return found


def _method(told: Mapping[str, Any], where: str) -> str:
    """Return the method of a treatment and check its seconds."""
    number_in(told.get("seconds"), f"{where}.seconds", high=_LONGEST_TREATMENT, unit="s")
    method = known_id(told.get("method"), load_methods(), what="method", where=f"{where}.method")
    if load_methods()[method].kind == "comparison":
        raise InvalidInput(
            f"'{where}.method' is '{method}', which is what trials compare with, no treatment of "
            "one person. Leave this treatment out.",
            where=f"{where}.method",
            value=method,
        )
    return method


def _events(dated: list[_Dated], start: datetime) -> tuple[Event, ...]:
    """Return the events in order, with their days; two that disagree are named by their place."""
    seen: dict[tuple[datetime, type], tuple[str, Event]] = {}
    events: list[Event] = []
    for at, where, event in dated:
        key = (at, type(event))
        if key in seen and seen[key][1] != event:
            raise InvalidInput(
                f"'{where}' has the same time as '{seen[key][0]}' and says something else. "
                "Keep one of them, or correct a time.",
                where=f"{where}.at",
            )
        if key not in seen:
            seen[key] = (where, event)
            events.append(_on_day(event, (at - start) / _DAY))
    return in_order(events)


def _on_day(event: Entry | Treatment, day: float) -> Event:
    """Return an event with its day."""
    if isinstance(event, Treatment):
        return Treatment(day, event.method)
    return Entry(
        day, event.pain, event.ppt_kpa, event.load, event.sleep, event.stress, event.home_care
    )


def _plan(told: Mapping[str, Any], now: datetime) -> Plan:
    """Return what is planned, its treatments in days from now."""
    treatments = []
    for number, line in enumerate(
        entries(told.get("treatments"), "plan.treatments", most=_MOST_PLANNED)
    ):
        where = f"plan.treatments[{number}]"
        one = object_with(line, where, TREATMENT)
        at = _moment(one.get("at"), f"{where}.at")
        if at < now:
            raise InvalidInput(
                f"'{where}.at' lies before now. A treatment that was given belongs in "
                "'treatments'.",
                where=f"{where}.at",
                value=one.get("at"),
            )
        treatments.append(Treatment((at - now) / _DAY, _method(one, where)))
    return Plan(
        treatments=tuple(sorted(treatments, key=lambda treatment: treatment.day)),
        home_care=number_in(told.get("home_care"), "plan.home_care", high=1),
        load=number_in(told.get("load"), "plan.load", low=-1, high=1),
        sleep=number_in(told.get("sleep"), "plan.sleep", high=2),
        stress=number_in(told.get("stress"), "plan.stress", high=2),
    )


def _past(value: object, where: str, now: datetime, *, remedy: str) -> datetime:
    """Return a moment that is not after now."""
    at = _moment(value, where)
    if at > now:
        raise InvalidInput(f"'{where}' lies after now. {remedy}", where=where, value=value)
    return at


def _moment(value: object, where: str) -> datetime:
    """Return a moment with its time zone."""
    example = "such as 2026-11-15T08:00:00Z"
    if not isinstance(value, str):
        raise InvalidInput(
            f"'{where}' is a date and time, {example}; this is {shown(value)}.",
            where=where,
            value=value,
        )
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise InvalidInput(
            f"'{where}' is a date and time, {example}, not {shown(value)}.",
            where=where,
            value=value,
        ) from error
    if at.tzinfo is None:
        raise InvalidInput(
            f"'{where}' has no time zone. Add one: Z for UTC, or +01:00, {example}.",
            where=where,
            value=value,
        )
    return at.astimezone(UTC)
