"""What happened to groups of people in trials: one record per arm and outcome.

Weeks are counted from before the first treatment (week 0); minutes and hours are fractions
of a week, and 0.001 means right after the session. Units and conversions stand in the card.
Doubts are flags (`is_week_approximate` and so on): such lines deserve less weight.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal, cast

from unknot.facts.fields import (
    Source,
    Span,
    choice,
    inner,
    inner_list,
    notes,
    number,
    number_or_none,
    source,
    span,
    span_or_none,
    text,
    text_or_none,
    texts,
    whole_or_none,
)
from unknot.facts.reading import FACT_FILES, Line, read_json_lines

__all__ = [
    "CHRONICITIES",
    "DESIGNS",
    "OUTCOMES",
    "Change",
    "Chronicity",
    "Design",
    "Effect",
    "Outcome",
    "Point",
    "Responders",
    "TrialArm",
    "load_trials",
]

Outcome = Literal[
    "pain_nrs",
    "pain_vas",
    "pain_mcgill",
    "ppt_kg_cm2",
    "rom_deg",
    "rom_mm",
    "disability_pct",
    "pain_pct_change",
    "disability_pct_change",
    "headache_episodes_per_week",
]
OUTCOMES: Final[tuple[Outcome, ...]] = (
    "pain_nrs",
    "pain_vas",
    "pain_mcgill",
    "ppt_kg_cm2",
    "rom_deg",
    "rom_mm",
    "disability_pct",
    "pain_pct_change",
    "disability_pct_change",
    "headache_episodes_per_week",
)
Chronicity = Literal["acute", "subacute", "chronic", "latent"]
CHRONICITIES: Final[tuple[Chronicity, ...]] = ("acute", "subacute", "chronic", "latent")
Design = Literal["rct", "single_arm"]
DESIGNS: Final[tuple[Design, ...]] = ("rct", "single_arm")

_NAMED: Final = (
    "trial source arm method method_detail components muscles condition chronicity "
    "chronicity_weeks design treatment_weeks n outcome outcome_kind instrument movement "
    "movement_ids stat points changes effects responders seen_in week_approx unit_uncertain "
    "spread_uncertain"
)


@dataclass(frozen=True, slots=True)
class Point:
    """The level of the outcome at one time; the statistic is the arm's ``stat``."""

    week: float
    mean: float
    sd: float | None
    n: int | None
    notes: Mapping[str, Any]
    """Quartiles, extremes, interquartile range, where the text gives those."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change from baseline, where the text gives change instead of level."""

    week: float | None
    mean: float
    sd: float | None


@dataclass(frozen=True, slots=True)
class Effect:
    """A comparison as printed."""

    type: str
    value: float
    ci95: Span | None
    week: float | None
    versus: str | None
    is_mirror: bool
    """The same comparison written from the other arm: skip it when pooling."""
    notes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Responders:
    """How many met a definition of success, by week. [percent unless ``unit`` says else]"""

    definition: str
    by_week: Mapping[float, float]
    unit: str | None
    ci95_by_week: Mapping[float, Span]


@dataclass(frozen=True, slots=True)
class TrialArm:
    """One arm of one trial and one outcome."""

    trial: str
    source: Source
    arm: str
    method: str
    method_detail: str
    components: tuple[str, ...]
    """Methods that the arm mixes, when it mixes several."""
    muscles: tuple[str, ...]
    condition: str
    chronicity: Chronicity | None
    chronicity_weeks: float | None
    design: Design
    treatment_weeks: float | None
    n: int | None
    outcome: Outcome
    outcome_kind: str | None
    """``soreness`` where the pain is soreness after the treatment, not the complaint."""
    instrument: str | None
    movement: str | None
    movement_ids: tuple[str, ...]
    stat: str
    """``mean``, ``median`` or ``geometric_mean``."""
    points: tuple[Point, ...]
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    responders: Responders | None
    seen_in: str
    """How much of the publication was read."""
    is_week_approximate: bool
    is_unit_uncertain: bool
    is_spread_uncertain: bool
    notes: Mapping[str, Any]


@cache
def load_trials() -> tuple[TrialArm, ...]:
    """Return every arm and outcome, in file order."""
    return tuple(_arm(line) for line in read_json_lines(FACT_FILES / "trials.jsonl"))


def _arm(line: Line) -> TrialArm:
    """Build one record."""
    chronicity = text_or_none(line, "chronicity")
    return TrialArm(
        trial=text(line, "trial"),
        source=source(line),
        arm=text(line, "arm"),
        method=text(line, "method"),
        method_detail=text(line, "method_detail"),
        components=texts(line, "components"),
        muscles=texts(line, "muscles"),
        condition=text(line, "condition"),
        chronicity=cast(Chronicity, choice(line, "chronicity", CHRONICITIES))
        if chronicity
        else None,
        chronicity_weeks=number_or_none(line, "chronicity_weeks"),
        design=cast(Design, choice(line, "design", DESIGNS)),
        treatment_weeks=number_or_none(line, "treatment_weeks"),
        n=whole_or_none(line, "n"),
        outcome=cast(Outcome, choice(line, "outcome", OUTCOMES)),
        outcome_kind=text_or_none(line, "outcome_kind"),
        instrument=text_or_none(line, "instrument"),
        movement=text_or_none(line, "movement"),
        movement_ids=texts(line, "movement_ids"),
        stat=text_or_none(line, "stat") or "mean",
        points=tuple(_point(point) for point in inner_list(line, "points")),
        changes=tuple(_change(change) for change in inner_list(line, "changes")),
        effects=tuple(_effect(effect) for effect in inner_list(line, "effects")),
        responders=_responders(inner(line, "responders")) if "responders" in line.fields else None,
        seen_in=text(line, "seen_in"),
        is_week_approximate=line.fields.get("week_approx") is True,
        is_unit_uncertain=line.fields.get("unit_uncertain") is True,
        is_spread_uncertain=line.fields.get("spread_uncertain") is True,
        notes=notes(line, _NAMED),
    )


def _point(line: Line) -> Point:
    """Read the level at one time."""
    return Point(
        week=number(line, "week"),
        mean=number(line, "mean"),
        sd=number_or_none(line, "sd"),
        n=whole_or_none(line, "n"),
        notes=notes(line, "week mean sd n"),
    )


def _change(line: Line) -> Change:
    """Read one change from baseline."""
    return Change(number_or_none(line, "week"), number(line, "mean"), number_or_none(line, "sd"))


def _effect(line: Line) -> Effect:
    """Read one comparison."""
    return Effect(
        type=text(line, "type"),
        value=number(line, "value"),
        ci95=span_or_none(line, "ci95"),
        week=number_or_none(line, "week"),
        versus=text_or_none(line, "vs"),
        is_mirror=line.fields.get("mirror") is True,
        notes=notes(line, "type value ci95 week vs mirror"),
    )


def _responders(line: Line) -> Responders:
    """Read the share of responders by week."""
    by_week = inner(line, "by_week")
    ci95 = inner(line, "ci95") if "ci95" in line.fields else Line(line.place, {})
    return Responders(
        definition=text(line, "definition"),
        by_week=MappingProxyType({float(week): number(by_week, week) for week in by_week.fields}),
        unit=text_or_none(line, "unit"),
        ci95_by_week=MappingProxyType({float(week): span(ci95, week) for week in ci95.fields}),
    )
