"""What the trials, reviews and cohorts say, as one list of observations with their errors.

Every observation is a *gain*: the part of the baseline that is gone (pain, disability), or
the logarithm of how much a threshold or a movement grew. Four sources give one: an arm
followed over time, two arms of one trial compared, a pooled effect of a review, and a cohort
under usual care. What it does not do: pool them (``pooling``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import hypot, log, sqrt
from typing import Final, Literal

from unknot.facts.evidence import load_rates
from unknot.facts.fields import Span
from unknot.facts.trial_evidence import (
    OutcomeKind,
    PooledContrast,
    TrialOutcome,
    load_pooled_contrasts,
    load_trial_outcomes,
)
from unknot.facts.trials import Chronicity, Effect, TrialArm, load_trials

__all__ = [
    "GROUP_SIZE",
    "KEPT_CORRELATION",
    "Observation",
    "Seen",
    "observations",
    "paired",
    "scored",
    "spread_of_mean",
]

Seen = Literal["arm", "contrast", "pooled", "cohort"]

GROUP_SIZE: Final = 20
"""People of an arm that does not say; the median of trials.jsonl. [people]"""
KEPT_CORRELATION: Final = 0.4
"""Between a person's baseline and follow-up; usual in trials of pain. [correlation]"""

_Z95: Final = 3.92
"""Width of a 95 % interval. [standard errors]"""
_CONTRAST_ERROR: Final = 0.5
"""Standard error of a difference printed without an interval. [spread of the outcome]"""
_BASELINE_SPREAD: Final = 0.18
"""Relative spread of the mean baseline between trials, where a typical one stands in. [1]"""
_DOUBT: Final = 1.3
"""Errors grow by so much for each doubt: size not told, week or unit or spread unsure. [1]"""
_MEDIAN_ERROR: Final = 1.25
"""Standard error of a median beside that of a mean, for bell-shaped values. [1]"""
_POOLED_SHRINKAGE: Final = 0.85
"""Published pooled effects lean to the positive; so much of them is believed. [1]"""
_DISAGREEMENT: Final = 0.09
"""Spread between a pooled effect and a trial of another place. [gain]"""
_COHORT_DISAGREEMENT: Final = 0.12
"""Spread between the complaint of a cohort and another. [gain]"""
_CHANGES: Final = ("pain_pct_change", "disability_pct_change")
_NOT_POOLED: Final = ("headache_episodes_per_week", "pain_mcgill")


@dataclass(frozen=True, slots=True)
class Observation:
    """One number that the model is held against.

    Attributes
    ----------
    versus
        The method it is compared with; None for an arm of its own.
    weeks_treated
        Length of the treatment; None when not told. [weeks]
    baseline
        Of the arm; None when it is not told or the outcome has none. [unit of the outcome]
    gain, error
        The observation and its standard error.
    """

    seen: Seen
    trial: str
    arm: str
    outcome: TrialOutcome
    method: str
    versus: str | None
    chronicity: Chronicity | None
    weeks_treated: float | None
    week: float
    baseline: float | None
    gain: float
    error: float
    level: float | None = None
    """Mean at follow-up, where the arm has one. [unit of the outcome]"""
    n: int | None = None
    sd: float | None = None
    """Of the baseline, else of the follow-up. [unit of the outcome]"""


@cache
def observations() -> tuple[Observation, ...]:
    """Return every observation: arms, contrasts, pooled effects, cohorts, in file order."""
    return (*_of_arms(), *_of_contrasts(), *_of_reviews(), *_of_cohorts())


def paired(kind: OutcomeKind) -> tuple[Observation, ...]:
    """Return every comparison inside a trial: those printed, and arms with the same weeks.

    Several arms of one trial are held against its first, so the differences share its errors;
    that is left out, because trials with three arms are few.
    """
    printed = [one for one in observations() if one.seen == "contrast"]
    arms = [one for one in observations() if one.seen == "arm"]
    firsts: dict[tuple[str, str, float], Observation] = {}
    pairs = []
    for one in arms:
        first = firsts.setdefault((one.trial, one.outcome.id, one.week), one)
        if first.arm != one.arm and first.method != one.method:
            pairs.append(_pair(one, first))
    return tuple(one for one in (*printed, *pairs) if one.outcome.kind == kind)


def _pair(one: Observation, first: Observation) -> Observation:
    """Return the difference in gain of two arms of a trial."""
    return replace(
        one,
        seen="contrast",
        arm=f"{one.arm} against {first.arm}",
        versus=first.method,
        baseline=None,
        level=None,
        gain=one.gain - first.gain,
        error=hypot(one.error, first.error),
    )


def scored() -> tuple[Observation, ...]:
    """Return the follow-up means of pain that a forecast is scored on."""
    return tuple(
        one
        for one in observations()
        if one.outcome.kind == "pain" and one.level is not None and (one.baseline or 0) >= 1
    )


def spread_of_mean(sd: float, n: int, *, kept: float) -> float:
    """Return the sampling error of a follow-up mean, given the baseline mean of the same people.

    Parameters
    ----------
    sd
        Of one person. [unit of the outcome]
    n
        People.
    kept
        Part of the baseline that is still there. [1]

    Returns
    -------
    Standard error of (follow-up - kept x baseline). [unit of the outcome]
    """
    kept = max(kept, 0.0)
    return sd * sqrt(max(1 + kept * kept - 2 * KEPT_CORRELATION * kept, 0.05) / n)


def _of_arms() -> Iterator[Observation]:
    """Yield what each arm says of itself."""
    for arm in load_trials():
        if arm.outcome in _NOT_POOLED or arm.outcome_kind == "soreness":
            continue
        outcome = load_trial_outcomes()[arm.outcome]
        if outcome.is_change:
            yield from _percent_changes(arm, outcome)
        elif any(point.week == 0 for point in arm.points):
            yield from _levels(arm, outcome)
        elif outcome.kind != "pressure":
            # Thresholds of muscles differ several times over: no typical baseline stands in.
            yield from _changes(arm, outcome)


def _levels(arm: TrialArm, outcome: TrialOutcome) -> Iterator[Observation]:
    """Yield the follow-up means of an arm whose baseline is known."""
    base = next(point for point in arm.points if point.week == 0)
    if base.mean <= 0:
        return
    later = [(point.week, point.mean, point.sd) for point in arm.points if point.week > 0]
    if not later:
        later = [(one.week, base.mean + one.mean, None) for one in arm.changes if one.week]
    for week, level, sd in later:
        ratio = level / base.mean
        spread = base.sd or sd or outcome.typical_sd
        error = spread_of_mean(spread, arm.n or GROUP_SIZE, kept=ratio) / base.mean
        is_growth = outcome.kind in ("pressure", "movement")
        yield _observed(
            arm,
            outcome,
            week=week,
            gain=log(ratio) if is_growth else 1 - ratio,
            error=error / ratio if is_growth else error,
            baseline=base.mean,
            level=level,
            sd=base.sd or sd,
        )


def _percent_changes(arm: TrialArm, outcome: TrialOutcome) -> Iterator[Observation]:
    """Yield the changes of an arm that prints percent of its baseline."""
    for point in arm.points:
        spread = (point.sd or outcome.typical_sd) / 100
        error = spread / sqrt(arm.n or GROUP_SIZE)
        yield _observed(arm, outcome, week=point.week, gain=-point.mean / 100, error=error)


def _changes(arm: TrialArm, outcome: TrialOutcome) -> Iterator[Observation]:
    """Yield the changes of an arm without baseline, held against the typical one."""
    weeks = 3.0 if arm.treatment_weeks is None else arm.treatment_weeks
    told = [(one.week or weeks, one.mean) for one in arm.changes] or [
        (one.week or weeks, one.value) for one in arm.effects if one.type == "within_arm_change"
    ]
    typical = outcome.typical_baseline
    for week, change in told:
        sampled = outcome.typical_sd / typical / sqrt(arm.n or GROUP_SIZE)
        gain = change / typical * (-1 if outcome.is_better_lower else 1)
        yield _observed(
            arm, outcome, week=week, gain=gain, error=hypot(sampled, gain * _BASELINE_SPREAD)
        )


def _observed(
    arm: TrialArm,
    outcome: TrialOutcome,
    *,
    week: float,
    gain: float,
    error: float,
    baseline: float | None = None,
    level: float | None = None,
    sd: float | None = None,
) -> Observation:
    """Build the observation of one arm, its error grown by its doubts."""
    doubts = (arm.n is None, arm.is_week_approximate, arm.is_unit_uncertain)
    factor = _DOUBT ** sum(doubts) * (_MEDIAN_ERROR if arm.stat == "median" else 1.0)
    return Observation(
        seen="arm",
        trial=arm.trial,
        arm=arm.arm,
        outcome=outcome,
        method=arm.method,
        versus=None,
        chronicity=arm.chronicity,
        weeks_treated=arm.treatment_weeks,
        week=week,
        baseline=baseline,
        gain=gain,
        error=error * factor,
        level=level,
        n=arm.n,
        sd=sd,
    )


def _of_contrasts() -> Iterator[Observation]:
    """Yield comparisons inside a trial that its arms do not already show."""
    arms = [arm for arm in load_trials() if arm.outcome_kind != "soreness"]
    for arm in arms:
        if arm.outcome in _NOT_POOLED or arm.outcome in _CHANGES:
            continue
        for effect in arm.effects:
            other = _compared(arm, effect, arms)
            if other is not None and not (_has_levels(arm) and _has_levels(other)):
                yield from _contrast(arm, other, effect)


def _compared(arm: TrialArm, effect: Effect, arms: list[TrialArm]) -> TrialArm | None:
    """Return the arm that an effect compares with, when the trial has it."""
    if effect.is_mirror or effect.versus is None:
        return None
    for other in arms:
        is_same = (other.trial, other.outcome) == (arm.trial, arm.outcome)
        if is_same and other.arm != arm.arm and other.arm.startswith(effect.versus):
            return other
    return None


def _has_levels(arm: TrialArm) -> bool:
    """Whether an arm has a baseline and a follow-up."""
    weeks = {point.week > 0 for point in arm.points}
    return weeks == {True, False} or (False in weeks and bool(arm.changes))


def _contrast(arm: TrialArm, other: TrialArm, effect: Effect) -> Iterator[Observation]:
    """Yield one comparison of two arms as a difference of gains."""
    outcome = load_trial_outcomes()[arm.outcome]
    if effect.type == "between_group_difference":
        unit = 1.0
    elif effect.type == "smd":
        unit = outcome.typical_sd
    else:
        return
    weeks = 3.0 if arm.treatment_weeks is None else arm.treatment_weeks
    gain, error = _difference(outcome, effect.value * unit, effect.ci95, unit=unit)
    yield Observation(
        seen="contrast",
        trial=arm.trial,
        arm=f"{arm.arm} against {other.arm}",
        outcome=outcome,
        method=arm.method,
        versus=other.method,
        chronicity=arm.chronicity,
        weeks_treated=arm.treatment_weeks,
        week=weeks if effect.week is None else effect.week,
        baseline=None,
        gain=gain,
        error=error,
    )


def _difference(
    outcome: TrialOutcome, value: float, ci95: Span | None, *, unit: float
) -> tuple[float, float]:
    """Return a difference of means as a difference of gains, with its standard error."""
    typical = outcome.typical_baseline
    width = ci95.high - ci95.low if ci95 else None
    error = _CONTRAST_ERROR * outcome.typical_sd if width is None else width / _Z95 * unit
    gain = value / typical * (-1 if outcome.is_better_lower else 1)
    return gain, hypot(error / typical, gain * _BASELINE_SPREAD)


def _of_reviews() -> Iterator[Observation]:
    """Yield pooled effects, shrunk, and with the disagreement between places."""
    for contrast in load_pooled_contrasts():
        outcome = load_trial_outcomes()[_STANDS_FOR[contrast.kind]]
        unit = outcome.typical_sd if contrast.pooled.effect == "SMD" else 1.0
        yield _reviewed(contrast, outcome, unit)


def _reviewed(contrast: PooledContrast, outcome: TrialOutcome, unit: float) -> Observation:
    """Build the observation of one pooled effect; signs follow the better direction."""
    pooled = contrast.pooled
    value = abs(pooled.value or 0.0) * unit * (-1 if outcome.is_better_lower else 1)
    gain, error = _difference(outcome, value, pooled.ci95, unit=unit)
    return Observation(
        seen="pooled",
        trial=pooled.source.url,
        arm=f"{pooled.comparison}, {pooled.outcome}",
        outcome=outcome,
        method=contrast.method,
        versus=contrast.versus,
        chronicity=None,
        weeks_treated=contrast.week,
        week=contrast.week,
        baseline=None,
        gain=gain * _POOLED_SHRINKAGE,
        error=hypot(error, _DISAGREEMENT),
    )


def _of_cohorts() -> Iterator[Observation]:
    """Yield the course of pain in cohorts under usual care, week by week."""
    outcome = load_trial_outcomes()["pain_nrs"]
    told = [one for one in load_rates() if one.what == "natural_course_mean_pain"]
    starts = {one.population: one.value for one in told if one.week == 0}
    for one in told:
        base = starts[one.population]
        if not one.week or one.value is None or base is None or one.ci95 is None:
            continue
        error = (one.ci95.high - one.ci95.low) / _Z95 / base
        yield Observation(
            seen="cohort",
            trial=one.population,
            arm="cohort",
            outcome=outcome,
            method="usual_care",
            versus=None,
            chronicity="chronic" if one.population.startswith("persistent") else "acute",
            weeks_treated=6.0,
            week=one.week,
            baseline=None,
            gain=1 - one.value / base,
            error=hypot(error, _COHORT_DISAGREEMENT),
        )


_STANDS_FOR: Final[dict[OutcomeKind, str]] = {
    "pain": "pain_nrs",
    "disability": "disability_pct",
    "pressure": "ppt_kg_cm2",
    "movement": "rom_deg",
}
"""The outcome whose typical values turn a pooled effect into a gain."""
