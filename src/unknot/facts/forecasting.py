"""What the personal forecast believes before the first entry, and how methods differ in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from unknot.facts.fields import choice, number, text, whole
from unknot.facts.reading import FACT_FILES, read_csv

__all__ = [
    "GRADES",
    "ForecastPrior",
    "MeasuredCourse",
    "ReleaseEffect",
    "load_forecast_priors",
    "load_measured_courses",
    "load_release_effects",
]

_SCALES: Final = ("linear", "log", "logit")
GRADES: Final = ("measured", "guided", "judged")
"""Taken from published figures; direction or range published, size judged; judged."""


@dataclass(frozen=True, slots=True)
class ForecastPrior:
    """One number of the forecast before the first entry; spreads are on its scale."""

    name: str
    scale: Literal["linear", "log", "logit"]
    value: float
    person_sd: float
    """How much people differ."""
    population_sd: float
    """How unsure the middle is."""
    unit: str
    grade: Literal["measured", "guided", "judged"]
    """Where the size comes from, the best first."""
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class ReleaseEffect:
    """How one method differs from ischaemic compression."""

    method: str
    released_shift: float
    """Added to the logit of the part that one treatment removes at once."""
    soreness_factor: float
    source: str


@dataclass(frozen=True, slots=True)
class MeasuredCourse:
    """The longest course of a method after which a trial measured pain."""

    method: str
    treatments: int
    trial: str
    said: str
    """How the trial tells the course."""
    source: str


@cache
def load_forecast_priors() -> Mapping[str, ForecastPrior]:
    """Return every number by name."""
    return MappingProxyType(
        {
            text(line, "name"): ForecastPrior(
                text(line, "name"),
                cast(Literal["linear", "log", "logit"], choice(line, "scale", _SCALES)),
                number(line, "value"),
                number(line, "person_sd"),
                number(line, "population_sd"),
                text(line, "unit"),
                cast(Literal["measured", "guided", "judged"], choice(line, "grade", GRADES)),
                text(line, "meaning"),
                text(line, "source"),
            )
            for line in read_csv(FACT_FILES / "forecast_priors.csv")
        }
    )


@cache
def load_release_effects() -> Mapping[str, ReleaseEffect]:
    """Return the difference of every method by its id."""
    return MappingProxyType(
        {
            text(line, "method"): ReleaseEffect(
                text(line, "method"),
                number(line, "released_shift"),
                number(line, "soreness_factor"),
                text(line, "source"),
            )
            for line in read_csv(FACT_FILES / "release_effects.csv")
        }
    )


@cache
def load_measured_courses() -> Mapping[str, MeasuredCourse]:
    """Return the longest measured course by method; a method without one is not there."""
    return MappingProxyType(
        {
            text(line, "method"): MeasuredCourse(
                text(line, "method"),
                whole(line, "treatments"),
                text(line, "trial"),
                text(line, "said"),
                text(line, "source"),
            )
            for line in read_csv(FACT_FILES / "measured_courses.csv")
        }
    )
