"""How the factors of ``factors`` are asked in plain words, and the change that follows each.

Advice, grade and sources stand with the factor; here is what a person is asked, how much an
answer counts, and what leads to a doctor instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import choice, number_or_none, text, text_or_none
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = ["FORECAST_CHANGES", "FactorAnswer", "FactorQuestion", "load_factor_questions"]

ForecastChange = Literal["less_load", "better_sleep", "less_stress"]
FORECAST_CHANGES: Final[tuple[ForecastChange, ...]] = ("less_load", "better_sleep", "less_stress")
_REACHES: Final = ("named", "all")
_DOCTOR: Final = ("asked", "always")


@dataclass(frozen=True, slots=True)
class FactorAnswer:
    """One answer, and how much the factor is there with it."""

    id: str
    label: str
    share: float | None
    """0: not there, 1: fully there; None: not known."""


@dataclass(frozen=True, slots=True)
class FactorQuestion:
    """One factor as it is asked."""

    factor: str
    group: str
    reach: Literal["named", "all"]
    """``all``: it touches every muscle; ``named``: only those that name it."""
    question: str
    answers: Mapping[str, FactorAnswer]
    change: str
    forecast_change: ForecastChange | None
    """The change of the forecast model that stands for it; None: nobody has measured it."""
    doctor_when: Literal["asked", "always"] | None
    doctor_question: str | None
    urgent: str | None


@cache
def load_factor_questions() -> Mapping[str, FactorQuestion]:
    """Return every question by factor, in file order."""
    answers = _answers()
    found = {}
    for line in read_csv(FACT_FILES / "factor_questions.csv"):
        factor = text(line, "factor")
        change, doctor = text_or_none(line, "forecast_change"), text_or_none(line, "doctor_when")
        if change is not None:
            choice(line, "forecast_change", FORECAST_CHANGES)
        if doctor is not None:
            choice(line, "doctor_when", _DOCTOR)
        found[factor] = FactorQuestion(
            factor=factor,
            group=text(line, "group"),
            reach=cast(Literal["named", "all"], choice(line, "reach", _REACHES)),
            question=text(line, "question"),
            answers=MappingProxyType(answers.get(factor, {})),
            change=text(line, "change"),
            forecast_change=cast(ForecastChange | None, change),
            doctor_when=cast(Literal["asked", "always"] | None, doctor),
            doctor_question=text_or_none(line, "doctor_question"),
            urgent=text_or_none(line, "urgent"),
        )
    return MappingProxyType(found)


def _answers() -> dict[str, dict[str, FactorAnswer]]:
    """Return the answers by factor and id."""
    found: dict[str, dict[str, FactorAnswer]] = {}
    for line in read_csv(FACT_FILES / "factor_answers.csv"):
        answer = FactorAnswer(
            text(line, "answer"), text(line, "label"), number_or_none(line, "share")
        )
        found.setdefault(text(line, "factor"), {})[answer.id] = answer
    return found
