"""The conditions that can forbid or limit a treatment, each as one plain question.

A condition of kind ``place`` is about where the point lies and is never asked; the plan
knows it from the muscle and the regions. One of kind ``red_flag`` comes from the answers
to the red flags, one of kind ``setting`` from how the treatment is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal, cast

from unknot.facts.fields import (
    choice,
    keyed,
    number_or_none,
    text,
    text_or_none,
    words,
    yes_no,
)
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = [
    "CONDITION_GROUPS",
    "CONDITION_KINDS",
    "Condition",
    "ConditionKind",
    "ConditionUrgency",
    "load_conditions",
]

ConditionKind = Literal["person", "place", "red_flag", "setting"]
CONDITION_KINDS: Final[tuple[ConditionKind, ...]] = ("person", "place", "red_flag", "setting")
ConditionUrgency = Literal["same_day", "emergency_now"]
_URGENCIES: Final[tuple[ConditionUrgency, ...]] = ("same_day", "emergency_now")
CONDITION_GROUPS: Final = (
    "Pregnancy and birth",
    "Blood, clots and blood vessels",
    "Heart, lungs and blood pressure",
    "Bones, joints and spine",
    "Injuries and very sore muscles",
    "Skin, wounds and infections",
    "Operations, implants and devices",
    "Cancer and lymph",
    "Other illnesses and medicines",
    "Pain, touch and feeling",
    "Age and strength",
    "This treatment",
)
"""Headings under which the questions are asked, in their order."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something about the person, the place or the setting that a treatment must respect."""

    id: str
    label: str
    kind: ConditionKind
    question: str | None
    """In plain words, answered by yes, no or unsure; None when nobody is asked."""
    implied_by: tuple[str, ...]
    """Conditions that bring this one along: pregnant implies the belly rules, for example."""
    until_no: tuple[str, ...]
    """Warning-sign questions; while one is not answered no, the condition holds."""
    age_from: float | None
    """Holds from this age. [years]"""
    age_below: float | None
    """Holds below this age. [years]"""
    about: str | None
    """A fact about the person that brings it along while nothing finer is told."""
    is_gentle: bool
    """The caps for sensitive people hold."""
    group: str | None
    """Heading under which it is asked, one of `CONDITION_GROUPS`; None when nobody is asked."""
    urgency: ConditionUrgency | None
    """How soon somebody must look at it; None for no sooner than what is said instead."""
    ask_first: str | None
    """What is asked or settled before any method; None when nothing is."""


@cache
def load_conditions() -> Mapping[str, Condition]:
    """Return every condition by id, in file order."""
    return keyed(
        (
            line,
            Condition(
                id=text(line, "id"),
                label=text(line, "label"),
                kind=cast(ConditionKind, choice(line, "kind", CONDITION_KINDS)),
                question=text_or_none(line, "question"),
                implied_by=words(line, "implied_by"),
                until_no=words(line, "until_no"),
                age_from=number_or_none(line, "age_from"),
                age_below=number_or_none(line, "age_below"),
                about=text_or_none(line, "about"),
                is_gentle=yes_no(line, "gentle"),
                group=choice(line, "group", CONDITION_GROUPS)
                if text_or_none(line, "group")
                else None,
                urgency=cast(ConditionUrgency, choice(line, "urgency", _URGENCIES))
                if text_or_none(line, "urgency")
                else None,
                ask_first=text_or_none(line, "ask_first"),
            ),
        )
        for line in read_csv(FACT_FILES / "conditions.csv")
    )
