"""The plan as the pages show it: points with their steps, what is left out, what comes after.

Everything is read from the answer of ``unknot.plan``; no dose and no word of advice is made
here. The same reading serves the page, the paper and the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import npgettext, pgettext

from unknot.errors import InvalidInput
from unknot.facts.conditions import load_conditions
from unknot.muscles.plain import name_for_home
from unknot.plan.telling import (
    course_in_words,
    dose_in_words,
    felt_in_words,
    how_sure,
    often_in_words,
    rests_on_in_words,
)
from unknot.web.languages import is_english
from unknot.web.names import muscle_with_side
from unknot.web.release.plan_door import answer_of_plan, case_of
from unknot.web.release.state import Point, Release
from unknot.web.where.journey import Journey

__all__ = ["Planned", "PlannedPoint", "Step", "plan_of"]


_TEN: Final = 10
_EMERGENCY: Final = "emergency_now"
_URGENCIES: Final = (_EMERGENCY, "same_day", "see_doctor", "")
"""The most urgent first."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the scale with its class."""

    n: int
    kind: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How sure one can be of a method."""

    grade: str
    of_what: str
    summary: str
    sources: tuple[str, ...]
    in_words: str = ""
    """The grade in plain words for whoever is at home, else nothing."""


@dataclass(frozen=True, slots=True)
class Step:
    """One method on one point.

    Attributes
    ----------
    number
        Its place in the treatment, from 1.
    seconds, most_seconds
        Where the clock starts, and what it may never pass. [s]
    least, most
        Band to aim for, 0 to 10; None where effort counts.
    effort
        In percent of full strength; None where pressure counts.
    """

    number: int
    point: Point
    method: str
    title: str
    seconds: int
    most_seconds: int
    repeats: int
    rest_s: int
    least: float | None
    most: float | None
    effort: int | None
    scale: str
    felt: str
    """How hard, in words with its band."""
    position: str
    find: str
    how: str
    why: str
    evidence: Evidence
    cautions: tuple[str, ...]

    @property
    def dose(self) -> str:
        """How often and how long, such as "2 times 20 to 45 seconds"."""
        length = _span(self.seconds, self.most_seconds)
        if self.repeats < 2:
            return length
        return pgettext("safety", "%(n)s times %(length)s") % {"n": self.repeats, "length": length}

    @property
    def rest(self) -> str:
        """The rest between, or nothing."""
        return _span(self.rest_s, self.rest_s) if self.rest_s and self.repeats > 1 else ""

    @property
    def next_number(self) -> int:
        """The step after it; one past the last leads to the measures."""
        return self.number + 1

    @property
    def clock_digits(self) -> str:
        """The seconds as classes of the clock without scripts, one a digit."""
        digits = f"{min(self.seconds, 9999):04d}"
        return " ".join(f"{place}{digit}" for place, digit in zip("khtu", digits, strict=True))

    @property
    def stop_at(self) -> str:
        """The number over the band at which to stop, or nothing."""
        if self.most is None or self.most >= _TEN:
            return ""
        return f"{int(self.most) + 1}"

    @property
    def track(self) -> tuple[Cell, ...]:
        """The scale from 0 to 10 with the band to aim for."""
        low, high = self.least or 0, self.most or 0
        stop = int(high) + 1
        return tuple(
            Cell(
                n, "aim" if low <= n <= high else "cap6" if n == stop else "no" if n > stop else ""
            )
            for n in range(_TEN + 1)
        )

    @property
    def aim(self) -> str:
        """The band in words, such as "3 to 5"."""
        if self.effort is not None:
            return pgettext("safety", "%(n)s percent of your strength") % {"n": self.effort}
        if self.least is None or self.most is None:
            return ""
        if self.least == self.most:
            return f"{self.most:g}"
        return pgettext("safety", "%(low)s to %(high)s") % {
            "low": f"{self.least:g}",
            "high": f"{self.most:g}",
        }


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """One point with what is done to it."""

    point: Point
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Something left out, blocking or not to be expected: what, because of what, what to do."""

    what: str
    because: str = ""
    do: str = ""
    urgency: str = ""
    asked: str = ""
    """The question that was ticked."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing of the home programme."""

    what: str
    how: str
    dose: str
    why: str
    grade: str
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """The whole plan."""

    points: tuple[PlannedPoint, ...]
    open_first: tuple[str, ...]
    blocked_by: tuple[Reason, ...]
    alerts: tuple[Reason, ...]
    left_out: tuple[Reason, ...]
    course: tuple[str, ...]
    aftercare: tuple[str, ...]
    normal: tuple[str, ...]
    not_normal: tuple[Reason, ...]
    next_day: tuple[str, ...]
    before: tuple[str, ...]
    stop_if: tuple[str, ...]
    home: tuple[Thing, ...]
    honest: tuple[str, ...]
    letter: str
    facts_version: str

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step in the order of the treatment."""
        return tuple(step for point in self.points for step in point.steps)

    @property
    def is_urgent(self) -> bool:
        """Whether what blocks it has to be looked at today or at once."""
        return any(reason.urgency for reason in self.blocked_by)

    @property
    def is_emergency(self) -> bool:
        """Whether what blocks it needs emergency help."""
        return any(reason.urgency == "emergency_now" for reason in self.blocked_by)

    def step(self, number: int) -> Step | None:
        """Return a step by its number, or None."""
        return next((step for step in self.steps if step.number == number), None)


def plan_of(release: Release, journey: Journey) -> Planned:
    """Ask for the plan and bring it into the shape of the pages.

    Raises
    ------
    InvalidInput
        Something in it cannot be planned with.
    """
    answer = answer_of_plan(case_of(release, journey))
    numbered = enumerate(answer["steps"], start=1)
    course = answer["course"]
    return Planned(
        points=_by_point(
            (_step(given, number, release) for number, given in numbered), release.setting
        ),
        open_first=tuple(answer["first_priority_open"]),
        blocked_by=_blocked_by(answer["blocked_by"], journey),
        alerts=tuple(Reason(one["why"], do=one["do"]) for one in answer["alerts"]),
        left_out=tuple(
            Reason(capfirst(one["what"]), one["because"])
            for one in sorted(answer["left_out"], key=lambda one: one["level"] is None)
        ),
        course=_course(course, setting=release.setting),
        aftercare=tuple(answer["aftercare"]),
        normal=tuple(one["text"] for one in answer["normal_afterwards"]),
        not_normal=tuple(
            Reason(one["text"], do=_with_number(one["do"], journey)) for one in answer["not_normal"]
        ),
        next_day=tuple(answer["next_day"]),
        before=tuple(answer["before_you_begin"]),
        stop_if=tuple(answer["stop_if"]),
        home=tuple(_thing(one, release.setting) for one in answer["home"]),
        honest=tuple(one["text"] for one in course.get("honest") or ()),
        letter=str((answer["letter"] or {}).get("text") or ""),
        facts_version=str(answer["facts_version"]),
    )


def _blocked_by(given: Iterable[Mapping[str, Any]], journey: Journey) -> tuple[Reason, ...]:
    """Return what blocks the plan, the most urgent first."""
    conditions = load_conditions()
    found: dict[str, Reason] = {}
    for one in given:
        known = conditions.get(one["id"])
        urgency = one["level"] if known is None else known.urgency or ""
        is_sign = one["kind"] == "warning_sign"
        found[one["id"]] = Reason(
            one["why"],
            do=_with_number(one["do"], journey),
            urgency=urgency if is_sign or known is not None else "",
            asked="" if known is None else known.question or "",
        )
    return tuple(sorted(found.values(), key=lambda one: _URGENCIES.index(one.urgency)))


def _with_number(text: str | None, journey: Journey) -> str:
    """Return advice with the emergency number of the country in it."""
    return (text or "").replace("{emergency_number}", journey.emergency_number)


def _by_point(steps: Iterable[Step], setting: str) -> tuple[PlannedPoint, ...]:
    """Put the steps of each point together, in the order of the plan."""
    grouped: dict[str, list[Step]] = {}
    for step in steps:
        grouped.setdefault(step.point.key, []).append(step)
    name = name_for_home if setting == "home" and is_english() else muscle_with_side
    return tuple(
        PlannedPoint(some[0].point, name(some[0].point.muscle, some[0].point.side), tuple(some))
        for some in grouped.values()
    )


def _step(given: Mapping[str, Any], number: int, release: Release) -> Step:
    """Read one step."""
    low, high = given["seconds"]
    evidence, pressure = given["evidence"], given["pressure_0_10"]
    return Step(
        number=number,
        point=_point(given["point"], release),
        method=given["method"],
        title=capfirst(given["method_in_words"]),
        seconds=low,
        most_seconds=high,
        repeats=given["repeats"],
        rest_s=given["rest_seconds"] or 0,
        least=None if pressure is None else min(given["pressure_start_0_10"], pressure),
        most=pressure,
        effort=given["effort_percent"],
        scale=given["scale"],
        felt=capfirst(felt_in_words(given)),
        position=given["position"] or "",
        find=given["find"] or "",
        how=given["how"] or "",
        why=given["why"],
        evidence=Evidence(
            evidence["grade"],
            evidence["for"],
            evidence["summary"],
            tuple(evidence["sources"]),
            f"We are {how_sure(evidence['grade'])} that it helps."
            if release.setting == "home"
            else "",
        ),
        cautions=tuple(given["cautions"]),
    )


def _point(given: Mapping[str, Any], release: Release) -> Point:
    """Return the point a step belongs to."""
    point = release.point(f"{given['muscle']}:{given['side']}:{given['site']}")
    if point is None:
        raise InvalidInput("The plan speaks of a point that was not told.", where="points")
    return point


def _thing(given: Mapping[str, Any], setting: str) -> Thing:
    """Read one thing of the home programme."""
    dose = ""
    if given.get("seconds"):
        dose = dose_in_words({**given, "pressure_start_0_10": None})
        dose = f"{dose}, {often_in_words(given['times_per_week'])}"
    grade = (given.get("evidence") or {}).get("grade") or ""
    return Thing(
        capfirst(given["what"]),
        given["how"],
        dose,
        given["why"],
        how_sure(grade) if setting == "home" else grade,
        tuple(given["cautions"]),
    )


def _course(given: Mapping[str, Any], *, setting: str) -> tuple[str, ...]:
    """Say how often, how long, how many in all, when to stop trying, and what that rests on."""
    if not given["treatments"]:
        return ()
    return (course_in_words(given, setting=setting), *rests_on_in_words(given))


def _span(low: int, high: int) -> str:
    """Say a length of time, in minutes where it is long."""
    if low >= 120:
        low, high = round(low / 60), round(high / 60)
        if low == high:
            return npgettext("safety", "%(n)s minute", "%(n)s minutes", low) % {"n": low}
        return pgettext("safety", "%(low)s to %(high)s minutes") % {"low": low, "high": high}
    if low == high:
        return npgettext("safety", "%(n)s second", "%(n)s seconds", low) % {"n": low}
    return pgettext("safety", "%(low)s to %(high)s seconds") % {"low": low, "high": high}
