"""What may a group of people expect? The answer of ``unknot forecast --group``.

A group is an arm of a trial: the same method, a mean baseline, weeks to look at. The answer
is the expected mean with the range of such means, how much of the change comes without the
technique, on how many trials it rests, and what cannot be said.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from unknot.facts.trial_evidence import OutcomeKind
from unknot.forecast.evidence.arms import observations
from unknot.forecast.evidence.expected import Group, GroupCourse, expected_course, gain_by_part
from unknot.forecast.evidence.fitted import fit_for
from unknot.forecast.evidence.pooling import Draws
from unknot.forecast.evidence.shares import Situation, load_method_classes
from unknot.forecast.evidence.told import ToldGroup, told_group

__all__ = ["Basis", "GroupForecast", "Share", "forecast_group"]

_EIGHTY: Final = (0.1, 0.5, 0.9)
_SMALLEST: Final = 0.02
"""A gain below this is too small to be split into parts. [share of the baseline]"""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the forecast of a method rests on.

    Attributes
    ----------
    trials, arms
        With this method and a follow-up of this kind of outcome.
    contrasts, reviews
        Comparisons inside trials, and pooled effects, that name the method.
    is_pooled
        No arm has the method: the forecast is that of its family.
    trials_in_all, arms_in_all
        Everything the model learned from.
    """

    trials: int
    arms: int
    contrasts: int
    reviews: int
    is_pooled: bool
    family: str | None
    trials_in_all: int
    arms_in_all: int


@dataclass(frozen=True, slots=True)
class Share:
    """Part of the improvement that comes without the technique, 80 % range. [0..1]"""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class GroupForecast:
    """The forecast of one group."""

    told: ToldGroup
    course: GroupCourse
    without_technique: Share | None
    """At the last week asked; None where the method is no technique or nothing changes."""
    basis: Basis


def forecast_group(fields: object) -> GroupForecast:
    """Forecast the mean of a group from the trials.

    Raises
    ------
    InvalidInput
        A field is missing, has the wrong kind or is out of range.
    UnknownId
        A method, outcome or muscle is not known.
    """
    told = told_group(fields)
    draws = fit_for(told.outcome.kind)
    group = Group(
        method=told.method,
        outcome=told.outcome,
        baseline=told.baseline,
        sd=told.sd,
        n=told.n,
        chronicity=told.chronicity,
        weeks_treated=told.weeks_treated,
    )
    return GroupForecast(
        told=told,
        course=expected_course(draws, group, told.weeks),
        without_technique=_without_technique(draws, told),
        basis=_basis(told.method, told.outcome.kind),
    )


def _without_technique(draws: Draws, told: ToldGroup) -> Share | None:
    """Return how much of the gain natural course and context make at the last week."""
    week = max(told.weeks)
    if load_method_classes()[told.method].part != "technique" or week == 0:
        return None
    situation = Situation(told.method, told.outcome.kind, week, told.chronicity, told.weeks_treated)
    parts = gain_by_part(draws, situation)
    around = parts["natural"] + parts["context"]
    whole = around + parts["technique"]
    if float(np.median(whole)) < _SMALLEST:
        return None
    low, middle, high = np.quantile(
        np.clip(around / np.maximum(whole, _SMALLEST), 0.0, 1.0), _EIGHTY
    )
    return Share(float(low), float(middle), float(high))


@cache
def _basis(method: str, kind: OutcomeKind) -> Basis:
    """Count what stands behind a method and a kind of outcome."""
    arms = [
        one
        for one in observations()
        if one.seen == "arm" and (kind != "pain" or one.outcome.kind == "pain")
    ]
    own = {(one.trial, one.arm) for one in arms if (one.method, one.outcome.kind) == (method, kind)}
    named = [
        one.seen
        for one in observations()
        if one.versus is not None
        and one.outcome.kind == kind
        and method in (one.method, one.versus)
    ]
    return Basis(
        trials=len({trial for trial, _ in own}),
        arms=len(own),
        contrasts=named.count("contrast"),
        reviews=named.count("pooled"),
        is_pooled=not own,
        family=load_method_classes()[method].family,
        trials_in_all=len({one.trial for one in arms}),
        arms_in_all=len({(one.trial, one.arm) for one in arms}),
    )
