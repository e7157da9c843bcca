"""How much of each treatment: seconds, repeats, pressure, visits, and the hard caps.

Ranges are what trials and guidelines used; ``default`` is where a plan starts; ``max`` is a
limit that no plan and no saved template may pass. ``basis`` says for each number whether it
comes from trials, a review, a guideline, or is this product's own choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from unknot.errors import FactsError
from unknot.facts.fields import (
    Span,
    inner,
    inner_list,
    keyed,
    notes,
    number,
    number_or_none,
    span,
    text,
    text_or_none,
    texts,
    whole,
)
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = [
    "SENSITIVE",
    "Amount",
    "Course",
    "Dose",
    "Pressure",
    "SideEffect",
    "load_dosing",
]

SENSITIVE: Final = "modifier_sensitive"
"""Not a method: a cap laid over any method for people who are easily irritated."""

_NAMED: Final = (
    "id method setting pressure seconds reps points_per_session sessions_per_week "
    "min_hours_same_point progression course evidence side_effects basis stop_rules "
    "next_day_rule aftercare sources sources_not_opened course_for"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A range with the value a plan starts from; ``notes`` keeps rests, sets and units."""

    range: Span
    default: float
    unit: str | None
    rest_s: float | None
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pressure:
    """How hard, on the scale named (mostly discomfort 0-10 as the person feels it)."""

    scale: str
    start: float
    target: Span
    max: float
    """Hard limit, also for practitioners' saved templates."""
    rule: str


@dataclass(frozen=True, slots=True)
class Course:
    """How many sessions over how many weeks, and when to stop trying."""

    acute_sessions: Span
    acute_weeks: Span
    chronic_sessions: Span
    chronic_weeks: Span
    review_after_sessions: int
    stop_if: str


@dataclass(frozen=True, slots=True)
class SideEffect:
    """What can happen afterwards, how often, and who says so."""

    what: str
    rate: str
    source: str


@dataclass(frozen=True, slots=True)
class Dose:
    """The dose of one method."""

    id: str
    method: str
    setting: str
    pressure: Pressure
    seconds: Amount
    reps: Amount
    points_per_session: Amount
    sessions_per_week: Amount
    min_hours_same_point: int
    progression: str
    course: Course
    evidence_grade: str
    evidence_for: str
    evidence_summary: str
    evidence_sources: tuple[str, ...]
    side_effects: tuple[SideEffect, ...]
    basis: Mapping[str, str]
    stop_rules: tuple[str, ...]
    next_day_rule: str
    aftercare: tuple[str, ...]
    sources: tuple[str, ...]
    sources_not_opened: tuple[str, ...]
    course_for: tuple[str, ...]
    """Conditions in which its course was studied; empty for a method."""
    notes: Mapping[str, Any]


@cache
def load_dosing() -> Mapping[str, Dose]:
    """Return every dose by method, in file order; the cap for sensitive people is `SENSITIVE`."""
    doses = keyed((line, _dose(line)) for line in read_json_lines(FACT_FILES / "dosing.jsonl"))
    by_method: dict[str, Dose] = {}
    for dose in doses.values():
        if dose.method in by_method:
            raise FactsError(f"dosing.jsonl: method '{dose.method}' has two doses.")
        by_method[dose.method] = dose
    return MappingProxyType(by_method)


def _dose(line: Line) -> Dose:
    """Build one record."""
    evidence = inner(line, "evidence")
    return Dose(
        id=text(line, "id"),
        method=text(line, "method"),
        setting=text(line, "setting"),
        pressure=_pressure(inner(line, "pressure")),
        seconds=_amount(inner(line, "seconds")),
        reps=_amount(inner(line, "reps")),
        points_per_session=_amount(inner(line, "points_per_session")),
        sessions_per_week=_amount(inner(line, "sessions_per_week")),
        min_hours_same_point=whole(line, "min_hours_same_point"),
        progression=text(line, "progression"),
        course=_course(inner(line, "course")),
        evidence_grade=text(evidence, "grade"),
        evidence_for=text(evidence, "for"),
        evidence_summary=text(evidence, "summary"),
        evidence_sources=texts(evidence, "sources"),
        side_effects=tuple(
            SideEffect(text(effect, "what"), text(effect, "rate"), text(effect, "source"))
            for effect in inner_list(line, "side_effects")
        ),
        basis=MappingProxyType({k: str(v) for k, v in inner(line, "basis").fields.items()}),
        stop_rules=texts(line, "stop_rules"),
        next_day_rule=text(line, "next_day_rule"),
        aftercare=texts(line, "aftercare"),
        sources=texts(line, "sources"),
        sources_not_opened=texts(line, "sources_not_opened"),
        course_for=texts(line, "course_for"),
        notes=notes(line, _NAMED),
    )


def _amount(line: Line) -> Amount:
    """Read a range with its default."""
    return Amount(
        # Exercise counts sets too and then gives the range of repeats only.
        range=span(line, "range"),
        default=number(line, "default"),
        unit=text_or_none(line, "unit"),
        rest_s=number_or_none(line, "rest_s"),
        notes=notes(line, "range default unit rest_s"),
    )


def _pressure(line: Line) -> Pressure:
    """Read how hard."""
    return Pressure(
        scale=text(line, "scale"),
        start=number(line, "start"),
        target=span(line, "target"),
        max=number(line, "max"),
        rule=text(line, "rule"),
    )


def _course(line: Line) -> Course:
    """Read how many sessions over how many weeks."""
    acute, chronic = inner(line, "acute"), inner(line, "chronic")
    return Course(
        acute_sessions=span(acute, "sessions"),
        acute_weeks=span(acute, "weeks"),
        chronic_sessions=span(chronic, "sessions"),
        chronic_weeks=span(chronic, "weeks"),
        review_after_sessions=whole(line, "review_after_sessions"),
        stop_if=text(line, "stop_if"),
    )
