"""The warning-sign questions, the cards they stand on, and what each urgency asks for.

A red flag is one plain question. Questions of one condition stand on one card. What a yes
means alone or together with others is written in the record (``combine``, ``escalate``);
what it means together with age, symptoms and the painted place stands in
``red_flag_rules``. No text here names what a person has: an alert says what a doctor will
want to rule out.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from unknot.errors import FactsError
from unknot.facts.fields import (
    Span,
    choice,
    inner,
    keyed,
    notes,
    span_or_none,
    text,
    text_or_none,
    texts,
    truth,
    whole,
    whole_or_none,
    words,
    yes_no,
)
from unknot.facts.reading import FACT_FILES, Line, read_csv, read_json_lines
from unknot.facts.vocabularies import load_regions, load_symptoms

__all__ = [
    "ALERT_URGENCIES",
    "AlertUrgency",
    "Combination",
    "Escalation",
    "FlagCondition",
    "RedFlag",
    "UrgencyMeaning",
    "load_flag_areas",
    "load_flag_conditions",
    "load_red_flags",
    "load_urgencies",
]

AlertUrgency = Literal["see_doctor", "same_day", "emergency_now"]
ALERT_URGENCIES: Final[tuple[AlertUrgency, ...]] = ("see_doctor", "same_day", "emergency_now")
"""Mildest first; no alert is milder than any of them."""

_ABOUT_FACTS: Final = (
    "pregnant_or_postpartum",
    "could_be_pregnant",
    "has_ovaries",
    "has_testicles",
)
_NAMED: Final = (
    "id condition area question why urgency combine escalate likelihood applies_if ask source "
    "source_seen priority weight pressing leads_in hints usual_ages do"
)


@dataclass(frozen=True, slots=True)
class Combination:
    """A yes counts only when at least ``needs`` of the questions are answered yes."""

    needs: int
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Escalation:
    """With ``needs`` of the other questions also yes, the urgency rises."""

    needs: int
    of: frozenset[str]
    urgency: AlertUrgency


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One question about a warning sign."""

    id: str
    condition: str
    area: frozenset[str] | None
    """Painted regions for which it is asked; None means any."""
    question: str
    why: str
    urgency: AlertUrgency
    combine: Combination | None
    escalate: Escalation | None
    likelihood: str | None
    age_min: int | None
    age_max: int | None
    about: str | None
    """The fact about the person that must not be denied, such as ``has_ovaries``."""
    every_session: bool
    priority: int
    """1 before any ranking where it leads, 2 when there is room, 3 only on its card."""
    weight: int
    """How often a yes decides: 1 rarely, 2 sometimes, 3 it leads its card."""
    pressing: int
    """2 when it is happening now and minutes count, 1 when the first hour counts, else 0."""
    leads_in: frozenset[str] | None
    """Regions in which its condition is mostly felt; elsewhere it is not first and weighs
    one less. None: all."""
    hints: frozenset[str]
    """Symptoms that make the question more telling."""
    usual_ages: Span | None
    """Ages at which the condition is usual; a hint for the order, never a bar. [years]"""
    do: str | None
    """What to do now, where it differs from the text of the urgency."""
    source: str
    source_seen: bool
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FlagCondition:
    """What the questions of one card are about, in plain words."""

    id: str
    card: str
    may_need_ruling_out: tuple[str, ...]
    """More than one possible cause, the graver first."""


@dataclass(frozen=True, slots=True)
class UrgencyMeaning:
    """What an urgency asks of the person and of the program."""

    id: AlertUrgency
    rank: int
    unsure_counts: bool
    """True when "not sure" is taken as yes."""
    stops: bool
    """True when plan, session and forecast stop."""
    label: str
    do: str
    """What to do now; ``{emergency_number}`` is filled in by the surface."""


@cache
def load_red_flags() -> Mapping[str, RedFlag]:
    """Return every question by id, in file order.

    Raises
    ------
    FactsError
        An id of a condition, region, symptom or other question is not known.
    """
    lines = tuple(read_json_lines(FACT_FILES / "red_flags.jsonl"))
    flags = keyed((line, _flag(line)) for line in lines)
    for line, flag in zip(lines, flags.values(), strict=True):
        linked = frozenset[str]()
        if flag.combine:
            linked |= flag.combine.of
        if flag.escalate:
            linked |= flag.escalate.of
        _all_known(line, linked, known=flags, kind="question")
    return flags


@cache
def load_flag_conditions() -> Mapping[str, FlagCondition]:
    """Return what the cards are about by id, in file order."""
    return keyed(
        (
            line,
            FlagCondition(
                id=text(line, "id"),
                card=text(line, "card"),
                may_need_ruling_out=texts(line, "may_need_ruling_out"),
            ),
        )
        for line in read_json_lines(FACT_FILES / "red_flag_conditions.jsonl")
    )


@cache
def load_urgencies() -> Mapping[str, UrgencyMeaning]:
    """Return the meaning of each urgency by id, mildest first."""
    return keyed(
        (
            line,
            UrgencyMeaning(
                id=cast(AlertUrgency, choice(line, "id", ALERT_URGENCIES)),
                rank=whole(line, "rank"),
                unsure_counts=yes_no(line, "unsure_counts"),
                stops=yes_no(line, "stops"),
                label=text(line, "label"),
                do=text(line, "do"),
            ),
        )
        for line in read_csv(FACT_FILES / "urgencies.csv")
    )


@cache
def load_flag_areas() -> Mapping[str, frozenset[str]]:
    """Return named groups of regions that the rules speak of, such as ``spine``."""
    regions = load_regions()
    areas: dict[str, frozenset[str]] = {}
    for line in read_csv(FACT_FILES / "red_flag_areas.csv"):
        name = text(line, "id")
        if name in areas or name in regions:
            raise FactsError(f"{line.place}: id '{name}' stands twice or is a region.")
        members = frozenset(words(line, "regions"))
        _all_known(line, members, known=regions, kind="region")
        areas[name] = members
    return MappingProxyType(areas)


def _flag(line: Line) -> RedFlag:
    """Build one question."""
    applies = inner(line, "applies_if") if line.fields.get("applies_if") else None
    about = [fact for fact in _ABOUT_FACTS if applies and applies.fields.get(fact)]
    condition = text(line, "condition")
    hints = frozenset(texts(line, "hints"))
    _all_known(line, (condition,), known=load_flag_conditions(), kind="condition")
    _all_known(line, hints, known=load_symptoms(), kind="symptom")
    return RedFlag(
        id=text(line, "id"),
        condition=condition,
        area=_area(line),
        question=text(line, "question"),
        why=text(line, "why"),
        urgency=cast(AlertUrgency, choice(line, "urgency", ALERT_URGENCIES)),
        combine=_combination(line),
        escalate=_escalation(line),
        likelihood=text_or_none(line, "likelihood"),
        age_min=whole_or_none(applies, "age_min") if applies else None,
        age_max=whole_or_none(applies, "age_max") if applies else None,
        about=about[0] if about else None,
        every_session=choice(line, "ask", ("intake", "every_session")) == "every_session",
        priority=_one_to_three(line, "priority"),
        weight=_one_to_three(line, "weight"),
        pressing=whole_or_none(line, "pressing") or 0,
        leads_in=_leads_in(line),
        hints=hints,
        usual_ages=span_or_none(line, "usual_ages"),
        do=text_or_none(line, "do"),
        source=text(line, "source"),
        source_seen=truth(line, "source_seen"),
        notes=notes(line, _NAMED),
    )


def _area(line: Line) -> frozenset[str] | None:
    """Read the regions for which a question is asked; "any" is None."""
    if line.fields.get("area") == "any":
        return None
    area = frozenset(texts(line, "area"))
    if not area:
        raise FactsError(f'{line.place}: area is empty; write "any" or list regions.')
    _all_known(line, area, known=load_regions(), kind="region")
    return area


def _leads_in(line: Line) -> frozenset[str] | None:
    """Read the regions in which a question leads; null is everywhere."""
    if line.fields.get("leads_in") is None:
        return None
    leads = frozenset(texts(line, "leads_in"))
    _all_known(line, leads, known=load_regions(), kind="region")
    return leads


def _combination(line: Line) -> Combination | None:
    """Read what must also be yes before a yes counts."""
    if line.fields.get("combine") is None:
        return None
    given = inner(line, "combine")
    return Combination(whole(given, "needs"), frozenset(texts(given, "of")))


def _escalation(line: Line) -> Escalation | None:
    """Read what raises the urgency."""
    if line.fields.get("escalate") is None:
        return None
    given = inner(line, "escalate")
    return Escalation(
        whole(given, "needs"),
        frozenset(texts(given, "of")),
        cast(AlertUrgency, choice(given, "urgency", ALERT_URGENCIES)),
    )


def _one_to_three(line: Line, name: str) -> int:
    """Read a grade from 1 to 3."""
    value = whole(line, name)
    if not 1 <= value <= 3:
        raise FactsError(f"{line.place}: {name} is {value}, expected 1, 2 or 3.")
    return value


def _all_known(line: Line, given: Iterable[str], /, *, known: Container[str], kind: str) -> None:
    """Refuse an id that stands in no vocabulary."""
    for one in given:
        if one not in known:
            raise FactsError(f"{line.place}: {kind} '{one}' is not known.")
