"""The small tables of the plan: its numbers, tools, areas, limits, teaching and aftermath.

Doses stand in ``dosing``, what forbids a method in ``contraindications``; here is what is
left: numbers that stand inside an advice, what a tool is called, who may use needles where,
what is taught about the number of treatments, and what is usual afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import (
    choice,
    keyed,
    number,
    number_or_none,
    text,
    text_or_none,
    whole,
    whole_or_none,
    words,
    yes_no,
)
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = [
    "PROFESSIONS",
    "Afterwards",
    "BodyArea",
    "CautionLimit",
    "NeedlingScope",
    "PlanParameter",
    "Teaching",
    "Tool",
    "load_afterwards",
    "load_body_areas",
    "load_caution_limits",
    "load_needling_scope",
    "load_plan_parameters",
    "load_teaching",
    "load_tools",
]

PROFESSIONS: Final = (
    "physician",
    "physiotherapist",
    "chiropractor",
    "osteopath",
    "acupuncturist",
    "massage_therapist",
)
_KINDS: Final = ("normal", "not_normal", "stop", "before", "doctor")
_ALLOWED: Final = ("yes", "depends", "no")


@dataclass(frozen=True, slots=True)
class PlanParameter:
    """One number of the plan."""

    name: str
    value: float
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class CautionLimit:
    """Numbers that the advice of a condition states for some methods."""

    condition: str
    methods: tuple[str, ...]
    pressure_max: float | None
    """On the 0-10 scale of the method."""
    seconds_max: float | None
    effort_max_percent: float | None
    has_no_scale: bool
    """What is felt cannot be trusted: no number on a 0-10 scale is given."""
    as_written: str


@dataclass(frozen=True, slots=True)
class Tool:
    """Something to press, roll or warm with."""

    id: str
    label: str
    in_words: str
    how: str | None
    methods: tuple[str, ...]
    is_always_there: bool
    also_called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyArea:
    """An area of the body: how far from the centre, and of which limb."""

    id: str
    order_from_centre: int
    limb: str | None
    next_to: tuple[str, ...]
    """Areas whose joints a muscle of this area may cross or move."""


@dataclass(frozen=True, slots=True)
class NeedlingScope:
    """Whether one profession may use needles in one country."""

    country: str
    profession: str
    allowed: Literal["yes", "depends", "no"]
    is_over_lung: bool
    """False: not over the chest."""
    note: str
    source: str
    source_seen: bool


@dataclass(frozen=True, slots=True)
class Teaching:
    """What is taught about the number of treatments; no trial stands behind it."""

    id: str
    weeks_from: int
    weeks_below: int | None
    low: int
    high: int
    text: str
    source: str
    source_seen: bool


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What comes before a release, ends it or can follow it."""

    id: str
    kind: Literal["normal", "not_normal", "stop", "before", "doctor"]
    """``doctor``: whether a doctor has looked at it; ``before``: asked before the first step;
    ``stop``: ends the treatment at once."""
    methods: tuple[str, ...]
    near: tuple[str, ...]
    """Areas of the body, or lung for a needle over it; empty anywhere."""
    conditions: tuple[str, ...]
    """Only when one of these holds; empty for everybody."""
    symptoms: tuple[str, ...]
    """Only when one of these was told; empty whatever was told."""
    not_with: tuple[str, ...]
    """Left out when one of these holds."""
    age_from: float | None
    """Only from this age, or when the age was not told. [years]"""
    age_below: float | None
    """Only below this age, or when the age was not told. [years]"""
    weeks_from: float | None
    """Only where the pain has lasted so long, or when that was not told. [weeks]"""
    text: str
    do: str | None
    """``{emergency_number}`` is filled in by the surface."""
    source: str
    source_seen: bool


@cache
def load_plan_parameters() -> Mapping[str, PlanParameter]:
    """Return every number of the plan by name."""
    return MappingProxyType(
        {
            text(line, "name"): PlanParameter(
                text(line, "name"),
                number(line, "value"),
                text(line, "unit"),
                text(line, "meaning"),
                text(line, "source"),
            )
            for line in read_csv(FACT_FILES / "plan_parameters.csv")
        }
    )


@cache
def load_caution_limits() -> tuple[CautionLimit, ...]:
    """Return every limit, in file order."""
    return tuple(
        CautionLimit(
            text(line, "condition"),
            words(line, "methods"),
            number_or_none(line, "pressure_max"),
            number_or_none(line, "seconds_max"),
            number_or_none(line, "effort_max_percent"),
            yes_no(line, "no_scale"),
            text(line, "as_written"),
        )
        for line in read_csv(FACT_FILES / "caution_limits.csv")
    )


@cache
def load_tools() -> Mapping[str, Tool]:
    """Return every tool by id."""
    return keyed(
        (
            line,
            Tool(
                text(line, "id"),
                text(line, "label"),
                text(line, "in_words"),
                text_or_none(line, "how"),
                words(line, "methods"),
                yes_no(line, "always_there"),
                words(line, "also_called"),
            ),
        )
        for line in read_csv(FACT_FILES / "tools.csv")
    )


@cache
def load_body_areas() -> Mapping[str, BodyArea]:
    """Return every area by id."""
    return keyed(
        (
            line,
            BodyArea(
                text(line, "id"),
                whole(line, "order_from_centre"),
                text_or_none(line, "limb"),
                words(line, "next_to"),
            ),
        )
        for line in read_csv(FACT_FILES / "body_areas.csv")
    )


@cache
def load_needling_scope() -> tuple[NeedlingScope, ...]:
    """Return who may use needles where, in file order."""
    return tuple(
        NeedlingScope(
            country=text(line, "country"),
            profession=choice(line, "profession", PROFESSIONS),
            allowed=cast(Literal["yes", "depends", "no"], choice(line, "allowed", _ALLOWED)),
            is_over_lung=yes_no(line, "over_lung"),
            note=text(line, "note"),
            source=text(line, "source"),
            source_seen=yes_no(line, "source_seen"),
        )
        for line in read_csv(FACT_FILES / "needling_scope.csv")
    )


@cache
def load_teaching() -> Mapping[str, Teaching]:
    """Return what is taught about the number of treatments, by id."""
    return keyed(
        (
            line,
            Teaching(
                id=text(line, "id"),
                weeks_from=whole(line, "weeks_from"),
                weeks_below=whole_or_none(line, "weeks_below"),
                low=whole(line, "low"),
                high=whole(line, "high"),
                text=text(line, "text"),
                source=text(line, "source"),
                source_seen=yes_no(line, "source_seen"),
            ),
        )
        for line in read_csv(FACT_FILES / "course_teaching.csv")
    )


@cache
def load_afterwards() -> Mapping[str, Afterwards]:
    """Return what can follow a release, by id."""
    return keyed(
        (
            line,
            Afterwards(
                id=text(line, "id"),
                kind=cast(
                    Literal["normal", "not_normal", "stop", "before", "doctor"],
                    choice(line, "kind", _KINDS),
                ),
                methods=words(line, "methods"),
                near=words(line, "near"),
                conditions=words(line, "conditions"),
                symptoms=words(line, "symptoms"),
                not_with=words(line, "not_with"),
                age_from=number_or_none(line, "age_from"),
                age_below=number_or_none(line, "age_below"),
                weeks_from=number_or_none(line, "weeks_from"),
                text=text(line, "text"),
                do=text_or_none(line, "do"),
                source=text(line, "source"),
                source_seen=yes_no(line, "source_seen"),
            ),
        )
        for line in read_csv(FACT_FILES / "afterwards.csv")
    )
