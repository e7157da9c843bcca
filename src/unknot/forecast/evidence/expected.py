"""Draws of the model to the expected course of one arm, with the range of its mean.

The range holds what another trial, another arm and the sampling of n people add. A higher
baseline never gives a lower follow-up: where the fitted line would bend down it stays level.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt
from statistics import NormalDist
from typing import Final

import numpy as np

from unknot.facts.trial_evidence import TrialOutcome
from unknot.facts.trials import Chronicity
from unknot.forecast.evidence.arms import GROUP_SIZE, KEPT_CORRELATION
from unknot.forecast.evidence.pooling import Draws, kind_scale, row_weights
from unknot.forecast.evidence.shares import (
    PAIN_CENTRE,
    FloatArray,
    Situation,
    effect_names,
    row_of,
)

__all__ = ["Group", "GroupCourse", "expected_course", "gain_by_part"]

_NODES: Final = 15
"""Points that stand for each draw's bell curve; the range moves by less than 0.01 with more."""
_LOW, _HIGH = 0.1, 0.9
_WIDENED: Final = 1.2
"""Spread between unseen trials beside the pooled one. Without it 72 % of the held-out means of
the development trials lay in their 80 % range, with it 80 % do (docs/explanation). [1]"""
_GROWN_MOST: Final = 3.0
"""A mean threshold or movement is not forecast beyond so many times its baseline. [1]"""


@dataclass(frozen=True, slots=True)
class Group:
    """People who get the same treatment; amounts are in the outcome's unit."""

    method: str
    outcome: TrialOutcome
    baseline: float
    sd: float | None = None
    n: int | None = None
    chronicity: Chronicity | None = None
    weeks_treated: float | None = None


@dataclass(frozen=True, slots=True)
class GroupCourse:
    """Expected mean and its 80 % range, one value a week asked. [unit of the outcome]"""

    mean: tuple[float, ...]
    lower80: tuple[float, ...]
    upper80: tuple[float, ...]


def expected_course(draws: Draws, group: Group, weeks: tuple[float, ...]) -> GroupCourse:
    """Return what the mean of such an arm is expected to be, week by week.

    Parameters
    ----------
    weeks
        From before the first treatment; 0 is the baseline itself. [weeks]
    """
    values = [_at(draws, group, week) for week in weeks]
    means, lows, highs = zip(*values, strict=True) if values else ((), (), ())
    return GroupCourse(mean=means, lower80=lows, upper80=highs)


def _at(draws: Draws, group: Group, week: float) -> tuple[float, float, float]:
    """Return mean, low and high at one week."""
    if week == 0:
        return group.baseline, group.baseline, group.baseline
    level, spread = _levels(draws, group, week)
    values = np.sort((level[:, None] + spread[:, None] * _nodes()).ravel())
    values = np.clip(values, group.outcome.low, group.outcome.high)
    low, high = np.quantile(values, (_LOW, _HIGH))
    mean = float(values.mean())
    return mean, min(float(low), mean), max(float(high), mean)


def _levels(draws: Draws, group: Group, week: float) -> tuple[FloatArray, FloatArray]:
    """Return, draw by draw, the expected level and the spread of a new arm around it."""
    outcome = group.outcome
    kind = outcome.kind
    row = row_of(Situation(group.method, kind, week, group.chronicity, group.weeks_treated))
    flat = _gain(draws, row_weights(row), (row.progress, row.week, row.age)) * kind_scale(
        draws, kind
    )
    settings = draws.settings
    reached = settings["at_once"] + (1 - settings["at_once"]) * row.progress
    between = _WIDENED**2 * (
        (kind_scale(draws, kind) * reached) ** 2 * (settings["trial"] ** 2 + settings["arm"] ** 2)
        + settings[f"residual_{kind}"] ** 2
    )
    n, sd = group.n or GROUP_SIZE, _person_spread(group)
    if kind in ("pressure", "movement"):
        growth = np.minimum(np.exp(flat), _GROWN_MOST)
        level = group.baseline * growth
        return level, np.hypot(level * np.sqrt(between), _sampling(sd, n, growth))
    if outcome.is_change:
        return -100 * flat, np.hypot(100 * np.sqrt(between), sd / np.sqrt(n))
    level = _left(draws, group, flat=flat, reached=reached)
    kept = level / group.baseline if group.baseline else np.zeros_like(level)
    return level, np.hypot(group.baseline * np.sqrt(between), _sampling(sd, n, kept))


def _person_spread(group: Group) -> float:
    """Return the spread between people; near the low end of a scale it cannot be large."""
    outcome = group.outcome
    spread = group.sd or outcome.typical_sd
    room = (group.baseline - outcome.low) * (outcome.high - outcome.low)
    return spread if outcome.is_change else min(spread, sqrt(room))


def _left(draws: Draws, group: Group, *, flat: FloatArray, reached: FloatArray) -> FloatArray:
    """Return what is left of the baseline; a higher baseline never leaves less."""
    if group.outcome.id not in ("pain_nrs", "pain_vas"):
        return group.baseline * (1 - flat)
    slope = draws.effects[:, effect_names().index("baseline")] * reached
    bend = (1 - flat + slope * PAIN_CENTRE) / np.maximum(2 * slope, 1e-9)
    asked = np.where(slope > 0, np.clip(bend, 0.0, group.baseline), group.baseline)
    return asked * (1 - flat - slope * (asked - PAIN_CENTRE))


def _gain(
    draws: Draws,
    weights: tuple[FloatArray, FloatArray],
    when: tuple[float, float, float | None],
) -> FloatArray:
    """Return the gain in pain of each draw, at the middle baseline."""
    growing, lasting = weights
    progress, week, age = when
    settings = draws.settings
    reached = settings["at_once"] + (1 - settings["at_once"]) * progress
    gain = draws.effects @ growing * reached + draws.effects @ lasting
    if age is not None:
        names = effect_names()
        natural = draws.effects[:, names.index("natural")]
        natural = natural + draws.effects[:, names.index("natural_age")] * age
        gain = gain + natural * (1 - np.exp(-week / settings["natural_weeks"]))
    return gain


def _sampling(sd: float, n: int, kept: FloatArray) -> FloatArray:
    """Return the sampling error of a follow-up mean, given the baseline mean."""
    kept = np.maximum(kept, 0.0)
    return sd * np.sqrt(np.maximum(1 + kept * kept - 2 * KEPT_CORRELATION * kept, 0.05) / n)


def gain_by_part(draws: Draws, situation: Situation) -> dict[str, FloatArray]:
    """Return, draw by draw, how much of the gain in pain is natural course, context, technique.

    Returns
    -------
    ``natural``, ``context`` (usual care has its own kind) and ``technique``, each (n_draws,).
    """
    row = row_of(situation)
    when = (row.progress, row.week, row.age)
    growing, lasting = row_weights(row)
    names = effect_names()
    around = np.zeros(len(names))
    for name in ("usual", "context"):
        around[names.index(name)] = growing[names.index(name)]
    own = growing - around
    own[names.index("baseline")] = 0.0
    still = (row.progress, row.week, None)
    return {
        "natural": _gain(draws, (np.zeros_like(own), np.zeros_like(own)), when),
        "context": _gain(draws, (around, np.zeros_like(own)), still),
        "technique": _gain(draws, (own, lasting), still),
    }


@cache
def _nodes() -> FloatArray:
    """Return the middles of equal slices of the bell curve."""
    bell = NormalDist()
    return np.array([bell.inv_cdf((n + 0.5) / _NODES) for n in range(_NODES)])
