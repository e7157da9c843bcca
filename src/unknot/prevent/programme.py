"""From points, person, time and history to a week: what, how much, on which days.

``programme_from`` takes a checked query and returns a frozen record. Things are chosen and
placed before the person's conditions are looked at; conditions then strike things out and
lower doses and days, as in the plan. What falls free is not filled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Final, Literal

from unknot.facts.programmes import load_programme_parameters
from unknot.find.red_flags import Screening
from unknot.plan.decide import Decision, calls_all_off, decide
from unknot.plan.dose import most_points
from unknot.plan.feeling import is_unfelt
from unknot.plan.gate import first_open, screening_of
from unknot.plan.omission import Omission
from unknot.plan.permissions import Permission, body_place, permission
from unknot.plan.query import PointMark
from unknot.plan.reasons import forbidden_at
from unknot.prevent.breaks import CheckedSet, break_sets_for
from unknot.prevent.candidates import Candidate, Candidates, candidates_of
from unknot.prevent.doses import (
    ThingDose,
    dose_of,
    gap_days,
    is_flaring,
    is_same_amount,
    level_cap,
    stage_at,
    top_step,
)
from unknot.prevent.history import History, Standing, history_of
from unknot.prevent.told import ProgrammeQuery
from unknot.prevent.week import DAYS_IN_WEEK, Room, Task, fill_week, gap_of

__all__ = ["Left", "Programme", "Thing", "programme_from", "training_days"]

LeftKind = Literal[
    "rows", "posture", "tool", "budget", "week_full", "waiting", "nothing_reaches", "paused"
]
_SPREAD: Final = ((), (0,), (0, 3), (0, 2, 4), (0, 1, 3, 4), (0, 1, 3, 4, 5), (0, 1, 2, 3, 4, 5))
"""Days of a week with so many of them, rest days spread between."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the programme."""

    candidate: Candidate
    dose: ThingDose
    days: tuple[int, ...]
    """0 is Monday."""
    permission: Permission
    """The strictest of its points."""
    standing: Standing


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not in the week, and why."""

    kind: LeftKind
    points: tuple[PointMark, ...]
    method: str | None
    name: str | None = None
    exercise: str | None = None
    because: str = ""
    seconds: int = 0
    """How long it would take. [s]"""
    omission: Omission | None = None


@dataclass(frozen=True, slots=True)
class Programme:
    """A week with everything it rests on."""

    query: ProgrammeQuery
    screening: Screening
    decision: Decision
    things: tuple[Thing, ...]
    left: tuple[Left, ...]
    points: tuple[PointMark, ...]
    """The points of this week, in order."""
    history: History
    days: tuple[int, ...]
    """Days on which something may be done."""
    seconds_a_day: int
    things_a_day: int
    breaks: tuple[CheckedSet, ...]
    monday: date | None
    """First day of the week that is told; None without dates."""

    @property
    def blockers(self) -> tuple[str, ...]:
        """What leaves nothing to be done at home, whatever the point: age, no adult, help now."""
        return tuple(one for one in self.decision.blockers if calls_all_off(one))

    @property
    def may_show(self) -> bool:
        """Whether a person may be shown the programme now: every first question is answered."""
        return not self.screening.stops and not first_open(self.query.plan, self.screening)


def programme_from(query: ProgrammeQuery) -> Programme:
    """Make the programme of one week.

    Raises
    ------
    InvalidInput
        Screening refuses what was told.
    """
    screening = screening_of(query.plan)
    decision = decide(query.plan, screening.level)
    candidates = candidates_of(query.plan)
    history = history_of(
        query.done,
        query.diary,
        start=query.start,
        now=query.now,
        top_steps={one.name: top_step(one) for one in candidates.things},
        sharing=_sharing(candidates.things),
        is_flaring=is_flaring(query.plan, decision.conditions),
    )
    build = _Build(query, decision, history, _room(query, history))
    stopped = screening.stops or any(calls_all_off(one) for one in decision.blockers)
    things, left = ((), ()) if stopped else build.week(candidates)
    return Programme(
        query=query,
        screening=screening,
        decision=decision,
        things=things,
        left=left,
        points=candidates.points,
        history=history,
        days=build.room.days,
        seconds_a_day=build.room.seconds,
        things_a_day=build.room.things,
        breaks=()
        if stopped or query.who is None
        else break_sets_for(query.who, query.plan, decision.conditions),
        monday=_monday(query),
    )


def training_days(days: tuple[int, ...] | None) -> tuple[int, ...]:
    """Return the days on which something may be done; at least one day of a week rests."""
    numbers = load_programme_parameters()
    most = DAYS_IN_WEEK - int(numbers["least_rest_days"].value)
    if days is None:
        return _SPREAD[int(numbers["days_a_week"].value)]
    return days[:most]


def _sharing(things: tuple[Candidate, ...]) -> dict[str, frozenset[str]]:
    """Return of each thing the others at the same muscle and side."""
    muscles = {one.name: {(point.muscle, point.side) for point in one.points} for one in things}
    return {
        name: frozenset(
            other for other, theirs in muscles.items() if other != name and own & theirs
        )
        for name, own in muscles.items()
    }


def _room(query: ProgrammeQuery, history: History) -> Room:
    """Return what the week holds."""
    numbers = load_programme_parameters()
    minutes = query.minutes if query.minutes is not None else numbers["minutes_a_day"].value
    most = query.things_a_day or int(numbers["things_a_day"].value)
    return Room(
        days=training_days(query.days),
        seconds=int(minutes * 60),
        things=max(1, most - history.n_fewer),
        different=int(numbers["things_a_week"].value),
    )


def _monday(query: ProgrammeQuery) -> date | None:
    """Return the Monday of the week that is told."""
    day = query.now or query.start
    return None if day is None else day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class _Build:
    """What a week is built from."""

    query: ProgrammeQuery
    decision: Decision
    history: History
    room: Room

    def week(self, candidates: Candidates) -> tuple[tuple[Thing, ...], tuple[Left, ...]]:
        """Choose, place, then strike out and lower."""
        active = [one for one in candidates.things if not self._is_paused(one)]
        left = [_left("paused", one) for one in candidates.things if self._is_paused(one)]
        tasks = [self._task(one) for one in active]
        placed = fill_week(tasks, self.room)
        things: list[Thing] = []
        worked: dict[int, dict[str, int]] = {day: {} for day in self.room.days}
        for candidate, task, days in zip(active, tasks, placed, strict=True):
            if not days:
                kind: LeftKind = "budget" if task.seconds > self.room.seconds else "week_full"
                left.append(_left(kind, candidate, seconds=task.seconds))
                continue
            kept = self._kept_days(candidate, days, worked)
            thing = self._checked(candidate, kept)
            if isinstance(thing, Thing):
                things.append(thing)
            else:
                left.append(thing)
        return tuple(things), (*left, *_left_before(candidates))

    def _is_paused(self, candidate: Candidate) -> bool:
        """Say whether a thing pauses this week."""
        return self.history.of(candidate.name).change == "pause"

    def _task(self, candidate: Candidate) -> Task:
        """Return what a thing wants of the week, before conditions are looked at."""
        standing = self.history.of(candidate.name)
        dose = dose_of(candidate, standing.step, query=self.query.plan)
        least = min(dose.days, dose.least_days)
        over = int(load_programme_parameters()["change_over_s"].value)
        return Task(
            worth=candidate.worth,
            seconds=dose.seconds + over,
            least_days=least,
            most_days=least if standing.was_sore else dose.days,
            gap_days=gap_days(candidate.method, is_sensitive=False),
        )

    def _kept_days(
        self, candidate: Candidate, days: tuple[int, ...], worked: dict[int, dict[str, int]]
    ) -> tuple[int, ...]:
        """Return the days that are left under the caps for sensitive people.

        Points a day are counted whether or not a thing is struck out later.
        """
        is_sensitive = is_flaring(self.query.plan, self.decision.conditions)
        kept = days
        if is_sensitive:
            dose = dose_of(candidate, 0, query=self.query.plan, is_sensitive=True)
            gap = gap_days(candidate.method, is_sensitive=True)
            kept = _fewest(days, dose.days, gap)
        limit = most_points(candidate.method, stage_at(1, is_sensitive=is_sensitive))
        found = []
        for day in kept:
            used = worked[day].get(candidate.method, 0)
            if used < limit:
                worked[day][candidate.method] = used + 1
                found.append(day)
        return tuple(found)

    def _checked(self, candidate: Candidate, days: tuple[int, ...]) -> Thing | Left:
        """Return the thing with its dose, or what strikes it out."""
        plan, bits = self.query.plan, self.decision.bits
        cap: int | None = None
        if candidate.exercise is not None:
            cap = level_cap(candidate, bits, tools=plan.equipment)
        found: list[Permission] = []
        for point in candidate.points:
            struck = forbidden_at(point, candidate.method, bits, setting="home")
            if struck is not None:
                return _left("rows", candidate, omission=struck)
            place = body_place(point.muscle, point.site)
            found.append(permission(place, candidate.method, bits, side=point.side, setting="home"))
        if candidate.exercise is not None and cap is None:
            return _left("posture", candidate)
        cautions = 0
        for one in found:
            cautions |= one.cautions
        strictest = max(found, key=lambda one: one.is_halved)
        dose_at = partial(
            dose_of,
            candidate,
            query=plan,
            is_sensitive=is_flaring(plan, self.decision.conditions),
            is_halved=strictest.is_halved,
            cautions=cautions,
            is_unfelt=any(is_unfelt(point, bits, setting="home") for point in candidate.points),
            most_level=cap,
        )
        allowed = Permission(strictest.level, strictest.bits, cautions)
        standing = self.history.of(candidate.name)
        dose = dose_at(standing.step)
        if standing.change == "up" and is_same_amount(dose, dose_at(standing.step - 1)):
            standing = replace(standing, change="same", why="same_dose")
        gap = gap_days(candidate.method, is_sensitive=False)
        fewer = _fewest(days, dose.days, gap) if len(days) > dose.days else days
        rested = tuple(day for day in fewer if not self._rests(standing, day))
        return Thing(candidate, dose, rested, allowed, standing)

    def _rests(self, standing: Standing, day: int) -> bool:
        """Say whether a thing still rests on a day of this week."""
        monday = _monday(self.query)
        if standing.rests_until is None or monday is None:
            return False
        return monday + timedelta(days=day) < standing.rests_until


def _left(
    kind: LeftKind, candidate: Candidate, *, seconds: int = 0, omission: Omission | None = None
) -> Left:
    """Return a candidate that is not in the week."""
    return Left(
        kind,
        candidate.points,
        candidate.method,
        candidate.name,
        candidate.exercise,
        seconds=seconds,
        omission=omission,
    )


def _fewest(days: tuple[int, ...], most: int, gap: int) -> tuple[int, ...]:
    """Return as many of the days as the caps allow, the earliest first."""
    kept: tuple[int, ...] = ()
    for day in days:
        if len(kept) < most and gap_of((*kept, day)) >= gap:
            kept = (*kept, day)
    return kept


def _left_before(candidates: Candidates) -> tuple[Left, ...]:
    """Return what did not fit whoever the person is."""
    return (
        *(
            Left("rows", (point,), method, omission=Omission("rows", point, method, found))
            for point, method, found in candidates.forbidden
        ),
        *(
            Left("tool", (point,), method, because=because)
            for point, method, because in candidates.unused
        ),
        *(Left("nothing_reaches", (point,), None) for point in candidates.unreached),
        *(Left("waiting", (point,), None) for point in candidates.waiting),
    )
