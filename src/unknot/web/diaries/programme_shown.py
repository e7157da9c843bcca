"""The programme as the pages show it: today's things, the week, and one plain sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.utils.safestring import mark_safe
from django.utils.text import capfirst

from unknot.facts.programmes import load_programme_parameters
from unknot.muscles.reach import PARTS
from unknot.prevent.programme_json import programme_as_json
from unknot.prevent.telling import left_out_joined
from unknot.prevent.told import WEEKDAYS
from unknot.web.diaries.models import ProgrammeDone
from unknot.web.diaries.programme import Built
from unknot.web.diaries.programme_days import (
    DAY_NAMES,
    DayShown,
    calendar_shown,
    halves,
    is_recent,
    next_day,
    week_shown,
)
from unknot.web.diaries.programme_notes import notes_of
from unknot.web.where.pictures import Drawn, picture_of_spot

__all__ = ["ProgrammeShown", "ThingShown", "Timed", "programme_shown"]

_NUMBER: Final = "{emergency_number}"
_ICONS: Final = {"release": "hand", "lengthen": "person", "load": "load"}


@dataclass(frozen=True, slots=True)
class Timed:
    """What the clock needs: one hold or one round, how often, and the rest between. [s]"""

    seconds: int
    most: int
    repeats: int
    rest: int
    each: int
    """Of one slow repeat; 0 for a hold. [s]"""


@dataclass(frozen=True, slots=True)
class ThingShown:
    """One thing of the programme."""

    id: str
    title: str
    what: str
    """The first half of the title: what is done."""
    where: str
    """For which point."""
    icon: str
    amount: str
    find: str
    do: str
    feel: str
    why: str
    evidence: str
    tool: str
    cautions: tuple[str, ...]
    stop_if: tuple[str, ...]
    weekdays: tuple[int, ...]
    rests_until: date | None
    is_today: bool
    outcome: str
    """What was marked today; empty while nothing was."""
    changed: str
    """What became of it since last week; empty at the beginning."""
    timed: Timed
    drawn: Drawn | None = None
    """Where it is done; the first thing at a spot carries the picture."""

    @property
    def days_told(self) -> str:
        """The weekdays as the page's script reads them."""
        return " ".join(str(day) for day in self.weekdays)

    @property
    def day_names(self) -> str:
        """The weekdays in words."""
        return ", ".join(str(DAY_NAMES[day]) for day in self.weekdays)


@dataclass(frozen=True, slots=True)
class ProgrammeShown:
    """Everything that Today and the page of the programme show."""

    why: str
    blocked: tuple[Mapping[str, str], ...] = ()
    things: tuple[ThingShown, ...] = ()
    notes: tuple[str, ...] = ()
    """One plain sentence each: what became lighter, and why."""
    minutes: int = 0
    """Of today. [min]"""
    next_day: str = ""
    """The next day with something, when today rests."""
    week: tuple[DayShown, ...] = ()
    calendar: tuple[DayShown, ...] = ()
    n_done: int = 0
    n_partly: int = 0
    left: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()
    """What is asked or settled before the first thing."""
    stop_if: tuple[str, ...] = ()
    not_normal: tuple[Mapping[str, str], ...] = ()
    normal: tuple[str, ...] = ()
    n_week: int = 1
    rest_days: int = 2
    """So long a thing rests after too sore. [days]"""

    @property
    def todays(self) -> tuple[ThingShown, ...]:
        """The things of today, also those that were marked already."""
        return tuple(one for one in self.things if one.is_today or one.outcome)

    @property
    def n_marked(self) -> int:
        """So many of today's things are marked."""
        return sum(bool(one.outcome) for one in self.todays)


def programme_shown(built: Built, *, today: date) -> ProgrammeShown:
    """Return a programme in words and pictures, or why there is none."""
    marks = [one for one in built.done if one.day <= today]
    calendar = calendar_shown(built, marks, today=today) if marks else ()
    base = ProgrammeShown(
        built.why,
        n_done=sum(one.outcome == "done" for one in marks if is_recent(one, today)),
        n_partly=sum(one.outcome == "partly" for one in marks if is_recent(one, today)),
        rest_days=int(load_programme_parameters()["sore_rest_days"].value),
    )
    if built.morning is None or built.now is None:
        return replace(base, calendar=calendar)
    told = programme_as_json(built.morning)
    left = tuple(left_out_joined(told))
    if told["blocked_by"]:
        blocked = tuple({"why": one["why"], "do": one["do"]} for one in told["blocked_by"])
        return replace(base, why="blocked", blocked=blocked, left=left, calendar=calendar)
    things = _things(told, marks, today=today)
    todays = set(told["week"]["days"][today.weekday()]["things"])
    return replace(
        base,
        things=things,
        notes=notes_of(built.now, told, today=today),
        minutes=round(sum(one["minutes"] for one in told["things"] if one["id"] in todays)),
        next_day=next_day(told, today),
        week=week_shown(told, today),
        calendar=calendar,
        left=left,
        before=tuple(told["before_you_begin"]),
        stop_if=tuple(told["stop_if"]),
        not_normal=tuple(
            {"what": one["text"], "do": one["do"].replace(_NUMBER, built.journey.emergency_number)}
            for one in told["not_normal"]
        ),
        normal=tuple(one["text"] for one in told["normal_afterwards"]),
        n_week=told["week"]["number"],
    )


def _things(
    told: Mapping[str, Any], marks: Iterable[ProgrammeDone], *, today: date
) -> tuple[ThingShown, ...]:
    """Return every thing of the week, today's first in their order."""
    marked = {one.item: one.outcome for one in marks if one.day == today}
    order = list(told["week"]["days"][today.weekday()]["things"])
    seen: set[tuple[str, str, str]] = set()
    found = []
    for one in sorted(told["things"], key=lambda one: PARTS.index(one["part"])):
        picture = one["picture"]
        place = (picture["muscle"], picture["side"], picture["site"] or "")
        thing = _thing(one, marked, is_today=one["id"] in order)
        if place not in seen:
            seen.add(place)
            thing = replace(thing, drawn=_picture(place, len(seen)))
        found.append(thing)
    found.sort(key=lambda one: order.index(one.id) if one.id in order else len(order))
    return tuple(found)


def _thing(one: Mapping[str, Any], marked: Mapping[str, str], *, is_today: bool) -> ThingShown:
    """Return one thing."""
    what, where = halves(one["title"])
    rests = one["rests_until"]
    return ThingShown(
        id=one["id"],
        title=one["title"],
        what=what,
        where=where,
        icon=_ICONS.get(one["part"], "hand"),
        amount=capfirst(one["amount"]),
        find=one["find"] or "",
        do=one["do"],
        feel=capfirst(one["feel"]),
        why=one["why"],
        evidence=f"{one['evidence']['grade']}: {one['evidence']['for']}",
        tool=one["tool_in_words"] or "",
        cautions=tuple(one["cautions"]),
        stop_if=tuple(one["stop_if"]),
        weekdays=tuple(WEEKDAYS.index(day) for day in one["days"]),
        rests_until=None if rests is None else date.fromisoformat(rests),
        is_today=is_today,
        outcome=marked.get(one["id"], ""),
        changed="" if one["change"] == "start" else one["change_in_words"],
        timed=_timed(one),
    )


def _timed(one: Mapping[str, Any]) -> Timed:
    """Return what the clock needs of a thing."""
    if one["seconds"] is not None:
        least, most = one["seconds"][0], one["seconds"][-1]
        rest = int(one["rest_seconds"] or 0)
        return Timed(int(least), int(most), max(int(one["repeats"] or 1), 1), rest, 0)
    each, repeats = int(one["seconds_each"] or 1), int(one["repeats"] or 1)
    rest = int(one["rest_seconds"] or load_programme_parameters()["set_rest_s"].value)
    return Timed(each * repeats, each * repeats, max(int(one["sets"] or 1), 1), rest, each)


def _picture(place: tuple[str, str, str], number: int) -> Drawn:
    """Return the body around a spot; several may stand on one page."""
    muscle, side, site = place
    drawn = picture_of_spot(muscle=muscle, side=side, site=site)  # type: ignore[arg-type]
    own = drawn.svg.replace("drawn-", f"thing{number}-")
    return replace(drawn, svg=mark_safe(own))  # noqa: S308 -- drawn by us
