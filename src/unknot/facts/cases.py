"""Published cases for learning and testing: what was behind a pain, and what was not a muscle.

Both files are the developers' part of larger collections. They train rates and feed the
accuracy tests; they are never shown to a person as advice. A symptom or movement that is
not listed was not reported, which is not the same as absent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from unknot.facts.fields import (
    choice,
    inner,
    inner_list,
    keyed,
    notes,
    number_or_none,
    text,
    text_or_none,
    texts,
    truth,
    whole_or_none,
)
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = [
    "CASE_KINDS",
    "CASE_SIDES",
    "URGENCIES",
    "Case",
    "CaseKind",
    "CasePain",
    "CaseSide",
    "CaseSource",
    "Culprit",
    "ExpectedUrgency",
    "Negative",
    "load_cases",
    "load_negatives",
    "read_cases",
    "read_negatives",
]

CaseKind = Literal["case", "referral_study", "population_study"]
CASE_KINDS: Final[tuple[CaseKind, ...]] = ("case", "referral_study", "population_study")
CaseSide = Literal["same", "opposite", "left", "right", "both", "mid", "unstated"]
CASE_SIDES: Final[tuple[CaseSide, ...]] = (
    "same",
    "opposite",
    "left",
    "right",
    "both",
    "mid",
    "unstated",
)
ExpectedUrgency = Literal["emergency_now", "same_day", "see_doctor", "none"]
URGENCIES: Final[tuple[ExpectedUrgency, ...]] = (
    "emergency_now",
    "same_day",
    "see_doctor",
    "none",
)

_CASE: Final = (
    "id kind area source pain pain_words pain_precision symptoms limited_movements history "
    "chronicity_weeks culprits culprits_ranked confirmed_by evidence outcome"
)
_NEGATIVE: Final = (
    "id kind source age sex pain pain_words symptoms limited_movements flags other_facts "
    "diagnosis expected_urgency note stratum flags_timing detail"
)


@dataclass(frozen=True, slots=True)
class CaseSource:
    """Where a case was published; a field is None when it was not seen."""

    title: str
    authors_short: str | None
    year: int | None
    url: str
    type: str | None


@dataclass(frozen=True, slots=True)
class CasePain:
    """One painful region; ``same`` means the side of the culprit."""

    region: str
    side: CaseSide


@dataclass(frozen=True, slots=True)
class Culprit:
    """A muscle that the source held responsible; the name may be a general one."""

    muscle: str
    side: CaseSide
    percent: float | None


@dataclass(frozen=True, slots=True)
class Case:
    """One published picture of trigger point pain."""

    id: str
    kind: CaseKind
    area: str
    source: CaseSource
    pain: tuple[CasePain, ...]
    """Most prominent first."""
    pain_words: str
    is_pain_stated: bool
    """True when the source states the area; False when it was coded approximately."""
    symptoms: tuple[str, ...]
    limited_movements: tuple[str, ...]
    history: str | None
    chronicity_weeks: float | None
    culprits: tuple[Culprit, ...]
    culprits_ranked: bool
    """True when the first culprit is the main one."""
    confirmed_by: str
    evidence: str
    outcome: str | None
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Negative:
    """One published case in which the cause was not a trigger point."""

    id: str
    kind: str
    source: CaseSource
    age: float | None
    sex: str | None
    pain: tuple[CasePain, ...]
    pain_words: str
    symptoms: tuple[str, ...]
    limited_movements: tuple[str, ...]
    flags: tuple[str, ...]
    """Red flags whose question the person would have answered yes."""
    flags_timing: str
    other_facts: tuple[str, ...]
    diagnosis: str
    expected_urgency: ExpectedUrgency
    stratum: str
    detail: str
    note: str
    notes: Mapping[str, Any]


@cache
def load_cases() -> Mapping[str, Case]:
    """Return every case and study of the package by id, in file order."""
    return read_cases(read_json_lines(FACT_FILES / "cases.jsonl"))


@cache
def load_negatives() -> Mapping[str, Negative]:
    """Return every case of the package that was not a trigger point by id, in file order."""
    return read_negatives(read_json_lines(FACT_FILES / "negatives.jsonl"))


def read_cases(lines: Iterable[Line]) -> Mapping[str, Case]:
    """Return the cases and studies of some lines by id, in order.

    Raises
    ------
    FactsError
        A line cannot be read; the message names file and line.
    """
    return keyed((line, _case(line)) for line in lines)


def read_negatives(lines: Iterable[Line]) -> Mapping[str, Negative]:
    """Return the cases of some lines that were not trigger points by id, in order.

    Raises
    ------
    FactsError
        A line cannot be read; the message names file and line.
    """
    return keyed((line, _negative(line)) for line in lines)


def _case(line: Line) -> Case:
    """Build one case."""
    return Case(
        id=text(line, "id"),
        kind=cast(CaseKind, choice(line, "kind", CASE_KINDS)),
        area=text(line, "area"),
        source=_case_source(inner(line, "source")),
        pain=tuple(_pain(pain) for pain in inner_list(line, "pain")),
        pain_words=text(line, "pain_words"),
        is_pain_stated=choice(line, "pain_precision", ("stated", "approximate")) == "stated",
        symptoms=texts(line, "symptoms"),
        limited_movements=texts(line, "limited_movements"),
        history=text_or_none(line, "history"),
        chronicity_weeks=number_or_none(line, "chronicity_weeks"),
        culprits=tuple(
            Culprit(text(one, "muscle"), _side(one), number_or_none(one, "percent"))
            for one in inner_list(line, "culprits")
        ),
        culprits_ranked=truth(line, "culprits_ranked"),
        confirmed_by=text(line, "confirmed_by"),
        evidence=text(line, "evidence"),
        outcome=text_or_none(line, "outcome"),
        notes=notes(line, _CASE),
    )


def _negative(line: Line) -> Negative:
    """Build one case that was not a trigger point."""
    return Negative(
        id=text(line, "id"),
        kind=text(line, "kind"),
        source=_case_source(inner(line, "source")),
        age=number_or_none(line, "age"),
        sex=text_or_none(line, "sex"),
        pain=tuple(_pain(pain) for pain in inner_list(line, "pain")),
        pain_words=text(line, "pain_words"),
        symptoms=texts(line, "symptoms"),
        limited_movements=texts(line, "limited_movements"),
        flags=texts(line, "flags"),
        flags_timing=text(line, "flags_timing"),
        other_facts=texts(line, "other_facts"),
        diagnosis=text(line, "diagnosis"),
        expected_urgency=cast(ExpectedUrgency, choice(line, "expected_urgency", URGENCIES)),
        stratum=text(line, "stratum"),
        detail=text(line, "detail"),
        note=text(line, "note"),
        notes=notes(line, _NEGATIVE),
    )


def _case_source(line: Line) -> CaseSource:
    """Read where a case was published."""
    return CaseSource(
        title=text(line, "title"),
        authors_short=text_or_none(line, "authors_short"),
        year=whole_or_none(line, "year"),
        url=text(line, "url"),
        type=text_or_none(line, "type"),
    )


def _pain(line: Line) -> CasePain:
    """Read one painful region."""
    return CasePain(text(line, "region"), _side(line))


def _side(line: Line) -> CaseSide:
    """Read a side as cases write it."""
    return cast(CaseSide, choice(line, "side", CASE_SIDES))
