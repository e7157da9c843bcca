"""Everything that is recorded of one episode, read once for the timeline and the outlook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, cast

from unknot.muscles.catalogue import load_muscles
from unknot.sides import LeftRight
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold, FoundPoint
from unknot.web.release.changes import ResultShown, change_of, result_shown
from unknot.web.release.state import Point, Release
from unknot.web.treatments.models import AfterEffect, Measured, Treatment
from unknot.web.zone import day_here

__all__ = [
    "Gathered",
    "Lane",
    "MeasuredTime",
    "Rating",
    "drawings_of",
    "gathered",
    "lanes_of",
    "latest_case",
    "ratings_of",
    "result_of",
]  # fmt: skip

MOST_DOTS: Final = 160
"""More days than that are drawn as means of several."""
_KEYS: Final = {"pain_nrs": "pain", "ppt": "ppt", "rom": "rom"}
_DRAWN: Final = ("ppt", "rom")
_OF_ENTRIES: Final = (
    "episode", "at", "pain", "ppt_kpa", "load", "sleep", "stress", "home_care",
)  # fmt: skip
"""What timeline and forecast read of an entry; a long diary is read in half the time."""
_SOME_MOVEMENT: Final = "not_said"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The records of one episode, oldest first."""

    episode: Episode
    entries: tuple[DiaryEntry, ...]
    points: tuple[FoundPoint, ...]
    treatments: tuple[Treatment, ...]
    measured: Mapping[datetime, tuple[Measured, ...]]
    """By the moment of the treatment."""
    after: tuple[AfterEffect, ...]
    states: tuple[EpisodeState, ...]
    done: tuple[ProgrammeDone, ...] = ()

    @property
    def began(self) -> datetime:
        """The first moment that anything tells of."""
        moments = [self.episode.recorded_at]
        moments += [one.at for one in self.entries[:1]]
        moments += [one.at for one in self.treatments[:1]]
        return min(moments)


@dataclass(frozen=True, slots=True)
class Rating:
    """The mean pain of a day, or of several days where many are drawn."""

    at: datetime
    pain: float
    n: int
    is_of_days: bool = False
    """Whether it is the mean of several days."""


@dataclass(frozen=True, slots=True)
class MeasuredTime:
    """One measure at one treatment, in numbers."""

    at: datetime
    before: float
    after: float
    error: float | None
    """Minimal detectable change, 95 percent."""
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One measure over all treatments."""

    name: str
    unit: str
    times: tuple[MeasuredTime, ...]


def gathered(episode: Episode) -> Gathered:
    """Read the records of an episode, in seven questions however long it lasts."""
    current = {"episode": episode, "is_current": True}
    measured: dict[datetime, list[Measured]] = {}
    for one in Measured.objects.filter(
        treatment__episode=episode, treatment__is_current=True, is_current=True
    ).select_related("treatment__point"):
        measured.setdefault(one.treatment.at, []).append(one)
    after = AfterEffect.objects.filter(treatment__episode=episode, is_current=True)
    return Gathered(
        episode=episode,
        entries=tuple(DiaryEntry.objects.filter(**current).only(*_OF_ENTRIES).order_by("at")),
        points=tuple(FoundPoint.objects.filter(**current).order_by("recorded_at")),
        treatments=tuple(
            Treatment.objects.filter(**current).select_related("point").order_by("at")
        ),
        measured={at: tuple(some) for at, some in measured.items()},
        after=tuple(after.select_related("treatment").order_by("at")),
        states=tuple(EpisodeState.objects.filter(episode=episode).order_by("at")),
        done=tuple(ProgrammeDone.objects.filter(**current).order_by("day", "item")),
    )


def latest_case(episode: Episode) -> EpisodeTold | None:
    """Return the case as it was told last."""
    return EpisodeTold.objects.filter(episode=episode).order_by("-recorded_at").first()


def drawings_of(episode: Episode, *, most: int) -> list[EpisodeTold]:
    """Return the cases in which the places that hurt were told anew, the newest first."""
    found: list[EpisodeTold] = []
    before: object = None
    for one in EpisodeTold.objects.filter(episode=episode).order_by("recorded_at"):
        places = [one.case.get(name) for name in ("strokes", "pain", "text")]
        if any(places) and places != before:
            found.append(one)
        before = places
    return found[::-1][:most]


def ratings_of(entries: tuple[DiaryEntry, ...], *, since: datetime) -> list[Rating]:
    """Return the ratings since a moment, one a day at most; of more days their means."""
    by_day: dict[date, list[tuple[datetime, float]]] = {}
    for one in entries:
        if one.pain is not None and one.at >= since:
            by_day.setdefault(day_here(one.at), []).append((one.at, one.pain))
    days = sorted(by_day.items())
    if len(days) > MOST_DOTS:
        span = -(-(days[-1][0] - days[0][0]).days // MOST_DOTS)
        first = days[0][0]
        grouped: dict[int, list[tuple[datetime, float]]] = {}
        for day, told in days:
            grouped.setdefault((day - first).days // span, []).extend(told)
        return [_mean(told, is_of_days=True) for told in grouped.values()]
    return [_mean(told) for _day, told in days]


def lanes_of(records: Gathered, told: Mapping[str, Any]) -> list[Lane]:
    """Return pressure and movement over all treatments, in numbers."""
    found: dict[tuple[str, str, str], tuple[str, str, list[MeasuredTime]]] = {}
    for treatment in records.treatments:
        for one in records.measured.get(treatment.at, ()):
            key = _KEYS.get(one.measure)
            if key not in _DRAWN or one.treatment_id != treatment.pk:
                continue
            shown = _in_numbers(key, one, told)
            if shown is None:
                continue
            place = (key, one.movement, one.movement_side)
            if place not in found:
                result = result_shown(_release(treatment, [one]), told)
                name = result.changes[0].name if result.changes else key
                found[place] = (name, one.unit, [])
            found[place][2].append(shown)
    return [Lane(name, _unit(unit), tuple(times)) for name, unit, times in found.values()]


def result_of(records: Gathered, treatment: Treatment, told: Mapping[str, Any]) -> ResultShown:
    """Return what a treatment changed, in the words of the measure library."""
    pairs = [
        one
        for one in records.measured.get(treatment.at, ())
        if one.treatment_id == treatment.pk
    ]  # fmt: skip
    return result_shown(_release(treatment, pairs), told)


def _release(treatment: Treatment, pairs: list[Measured]) -> Release:
    """Return the second half of a journey as it stood with these measures."""
    point = treatment.point
    if point.muscle not in load_muscles():
        return Release()
    release = Release(
        setting="clinic",  # so that pressure and angle are looked at as well
        points=(Point(point.muscle, cast(LeftRight, point.side), point.site),),
    )
    before, after = {}, {}
    for one in pairs:
        key = _key(one)
        if key in ("moving", "rom") and one.movement != _SOME_MOVEMENT:
            release = replace(release, movement=one.movement, movement_side=one.movement_side)
        if key == "ppt":
            release = replace(release, unit=one.unit)
        if one.before:
            before[key] = tuple(one.before)
        if one.after:
            after[key] = tuple(one.after)
    return replace(release, before=before, after=after)


def _key(one: Measured) -> str:
    """Return the pages' name of a measure."""
    return "moving" if one.measure == "pain_nrs" and one.movement else _KEYS[one.measure]


def _in_numbers(key: str, one: Measured, told: Mapping[str, Any]) -> MeasuredTime | None:
    """Return one measure in numbers; None unless it was taken both times."""
    if not one.before or not one.after:
        return None
    change = change_of(key, _release(one.treatment, [one]), told)
    before, after = change.before.value, change.after.value
    if before is None or after is None:
        return None
    return MeasuredTime(
        one.treatment.at,
        before,
        after,
        None if change.mdc is None else change.mdc.value,
        change.verdict in ("raised", "lowered"),
    )


def _unit(unit: str) -> str:
    """Return a unit as it is printed; the library measures pressure in kPa."""
    return "°" if unit == "deg" else "kPa"


def _mean(told: list[tuple[datetime, float]], *, is_of_days: bool = False) -> Rating:
    """Return the mean of some ratings at the mean of their moments."""
    first = told[0][0]
    later = sum(((at - first) for at, _pain in told), timedelta()) / len(told)
    pain = sum(pain for _at, pain in told) / len(told)
    return Rating(first + later, pain, len(told), is_of_days)
