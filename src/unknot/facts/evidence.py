"""Published numbers: how well measures measure, how often things happen, pooled effects.

Three files, one loader each. A measurement property is MCID (a change people notice), MDC95
(a change beyond measuring error), SEM, ICC, kappa, agreement (how many pairs agreed),
minimal_real_change or norm; MCID and MDC answer different questions and are never mixed. Values
keep the unit of their line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, cast

from unknot.facts.fields import (
    Source,
    Span,
    choice,
    notes,
    number,
    number_or_none,
    source,
    span_or_none,
    text,
    text_or_none,
    texts,
    truth,
    whole_or_none,
)
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = [
    "PROPERTIES",
    "RATERS",
    "Measure",
    "PooledEffect",
    "Property",
    "Rate",
    "Rater",
    "load_measures",
    "load_meta_analyses",
    "load_rates",
]

Property = Literal[
    "MCID", "MDC95", "SEM", "ICC", "kappa", "agreement", "minimal_real_change", "norm"
]
PROPERTIES: Final[tuple[Property, ...]] = (
    "MCID",
    "MDC95",
    "SEM",
    "ICC",
    "kappa",
    "agreement",
    "minimal_real_change",
    "norm",
)

_MEASURE: Final = (
    "measure population property value unit ci95 range movement movement_ids muscles regions "
    "people sex ages sd rater readings kind method detail source source_seen"
)
Rater = Literal["same", "different"]
RATERS: Final[tuple[Rater, ...]] = ("same", "different")
_RATE: Final = "what value unit population n kind muscles areas ci95 range week evidence source"
_POOLED: Final = "comparison outcome effect value ci95 k k_total n i2 timing source"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measurement property or normal value.

    Attributes
    ----------
    people
        The population as an id of ``populations.csv``; None when it is none of them.
    sex, ages
        Whom a normal value holds for; None when for all.
    sd
        Spread between people, in ``unit``.
    rater
        Whether the same or a different person measured again; None when not told.
    n_readings
        The value holds for the mean of so many readings; None when not told.
    kind
        Set when the value is no plain change or level, in words of the file.
    method
        How an important change was found.
    detail
        What exactly was counted or compared, in words of the file.
    source_seen
        False when the number was read where another paper quotes it.
    """

    measure: str
    population: str
    property: Property
    value: float
    unit: str | None
    ci95: Span | None
    range: Span | None
    movement: str | None
    """Words of the source."""
    movement_ids: tuple[str, ...]
    muscles: tuple[str, ...]
    regions: tuple[str, ...]
    people: str | None
    sex: str | None
    ages: Span | None
    sd: float | None
    rater: Rater | None
    n_readings: int | None
    kind: str | None
    method: str | None
    detail: str | None
    source: Source
    source_seen: bool
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rate:
    """One frequency, duration, agreement or effect of a risk factor."""

    what: str
    value: float | None
    unit: str | None
    population: str
    n: int | None
    kind: str | None
    muscles: tuple[str, ...]
    areas: tuple[str, ...]
    """Areas of the body in which it was counted, where that is told."""
    ci95: Span | None
    range: Span | None
    week: float | None
    evidence: str | None
    source: Source
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """One pooled effect of a review; ``value`` is None when none was printed."""

    comparison: str
    outcome: str
    effect: str
    value: float | None
    ci95: Span | None
    n_trials: int | None
    """Trials behind this number."""
    n_trials_of_review: int | None
    n_people: int | None
    i2_percent: float | None
    timing: str | None
    source: Source
    notes: Mapping[str, Any]


@cache
def load_measures() -> tuple[Measure, ...]:
    """Return every measurement property, in file order."""
    return tuple(_measure(line) for line in read_json_lines(FACT_FILES / "measures.jsonl"))


@cache
def load_rates() -> tuple[Rate, ...]:
    """Return every rate, in file order."""
    return tuple(_rate(line) for line in read_json_lines(FACT_FILES / "rates.jsonl"))


@cache
def load_meta_analyses() -> tuple[PooledEffect, ...]:
    """Return every pooled effect, in file order."""
    return tuple(_pooled(line) for line in read_json_lines(FACT_FILES / "meta_analyses.jsonl"))


def _measure(line: Line) -> Measure:
    """Build one measurement property."""
    return Measure(
        measure=text(line, "measure"),
        population=text(line, "population"),
        property=cast(Property, choice(line, "property", PROPERTIES)),
        value=number(line, "value"),
        unit=text_or_none(line, "unit"),
        ci95=span_or_none(line, "ci95"),
        range=span_or_none(line, "range"),
        movement=text_or_none(line, "movement"),
        movement_ids=texts(line, "movement_ids"),
        muscles=texts(line, "muscles"),
        regions=texts(line, "regions"),
        people=text_or_none(line, "people"),
        sex=text_or_none(line, "sex"),
        ages=span_or_none(line, "ages"),
        sd=number_or_none(line, "sd"),
        rater=cast(Rater, choice(line, "rater", RATERS)) if line.fields.get("rater") else None,
        n_readings=whole_or_none(line, "readings"),
        kind=text_or_none(line, "kind"),
        method=text_or_none(line, "method"),
        detail=text_or_none(line, "detail"),
        source=source(line),
        source_seen="source_seen" not in line.fields or truth(line, "source_seen"),
        notes=notes(line, _MEASURE),
    )


def _rate(line: Line) -> Rate:
    """Build one rate."""
    return Rate(
        what=text(line, "what"),
        value=number_or_none(line, "value"),
        unit=text_or_none(line, "unit"),
        population=text(line, "population"),
        n=whole_or_none(line, "n"),
        kind=text_or_none(line, "kind"),
        muscles=texts(line, "muscles"),
        areas=texts(line, "areas"),
        ci95=span_or_none(line, "ci95"),
        range=span_or_none(line, "range"),
        week=number_or_none(line, "week"),
        evidence=text_or_none(line, "evidence"),
        source=source(line),
        notes=notes(line, _RATE),
    )


def _pooled(line: Line) -> PooledEffect:
    """Build one pooled effect."""
    return PooledEffect(
        comparison=text(line, "comparison"),
        outcome=text(line, "outcome"),
        effect=text(line, "effect"),
        value=number_or_none(line, "value"),
        ci95=span_or_none(line, "ci95"),
        n_trials=whole_or_none(line, "k"),
        n_trials_of_review=whole_or_none(line, "k_total"),
        n_people=whole_or_none(line, "n"),
        i2_percent=number_or_none(line, "i2"),
        timing=text_or_none(line, "timing"),
        source=source(line),
        notes=notes(line, _POOLED),
    )
