"""How good is it on trials it has not seen? Leave one trial out, beside simple rules.

The settings (shape and spreads) stay those that are given; the effects are pooled anew
without the trial. The developers' report does the same with everything fitted anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.evidence.arms import Observation
from unknot.forecast.evidence.expected import Group, expected_course
from unknot.forecast.evidence.pooling import Draws, draws_given, table_of
from unknot.forecast.evidence.shares import FloatArray, load_method_classes

__all__ = [
    "Forecasts",
    "Score",
    "compare",
    "group_of",
    "leave_one_trial_out",
    "score",
    "simple_rule",
]

_N_DRAWS: Final = 300
_N_RESAMPLES: Final = 4000
Fit = Callable[[Sequence[Observation], np.random.Generator], Draws]


@dataclass(frozen=True, slots=True)
class Forecasts:
    """Forecasts of held-out means beside what came. [unit of the outcome]"""

    trials: tuple[str, ...]
    came: FloatArray
    mean: FloatArray
    lower80: FloatArray
    upper80: FloatArray


@dataclass(frozen=True, slots=True)
class Score:
    """Errors in the unit of the outcome; ``cover80`` is a share, nan where there is no range."""

    n: int
    mae: float
    mae_by_trial: float
    """Each trial counts once."""
    rmse: float
    cover80: float
    width80: float


def leave_one_trial_out(
    observed: Sequence[Observation],
    targets: Sequence[Observation],
    fit: Fit | Mapping[str, float],
    *,
    rng: np.random.Generator,
) -> Forecasts:
    """Forecast every target from the observations of the other trials.

    Parameters
    ----------
    fit
        Settings by name, kept as they are, or a function that fits the rest anew.
    """
    rows = []
    for trial in dict.fromkeys(one.trial for one in targets):
        rest = [one for one in observed if one.trial != trial]
        draws = fit(rest, rng) if callable(fit) else _pooled(rest, fit, rng)
        for one in targets:
            if one.trial == trial:
                course = expected_course(draws, group_of(one), (one.week,))
                rows.append(
                    (trial, _level(one), course.mean[0], course.lower80[0], course.upper80[0])
                )
    trials, came, mean, low, high = zip(*rows, strict=True)
    return Forecasts(trials, *(np.array(values) for values in (came, mean, low, high)))


def _pooled(
    observed: Sequence[Observation], settings: Mapping[str, float], rng: np.random.Generator
) -> Draws:
    """Return draws of the effects with the settings as they are."""
    return draws_given(table_of(observed), settings, rng=rng, n_draws=_N_DRAWS)


def simple_rule(targets: Sequence[Observation], keys: Sequence[str]) -> Forecasts:
    """Forecast with the mean percentage of like arms of the other trials.

    Parameters
    ----------
    keys
        What "like" means, the first that finds arms: ``method``, ``family``, ``all``,
        or ``none`` for no change at all.
    """
    means = [_by_percentage(one, targets, keys) for one in targets]
    nothing = np.full(len(targets), np.nan)
    return Forecasts(
        trials=tuple(one.trial for one in targets),
        came=np.array([_level(one) for one in targets]),
        mean=np.array(means),
        lower80=nothing,
        upper80=nothing,
    )


def _by_percentage(one: Observation, targets: Sequence[Observation], keys: Sequence[str]) -> float:
    """Return the baseline times what was left of it on average in like arms."""
    others = [other for other in targets if other.trial != one.trial]
    for key in keys:
        if key == "none":
            return float(one.baseline or 0.0)
        like = [other for other in others if key == "all" or _like(key, one, other)]
        if like:
            left = [_level(other) / (other.baseline or 1.0) for other in like]
            return float(np.mean(left)) * (one.baseline or 0.0)
    return float("nan")


def _like(key: str, one: Observation, other: Observation) -> bool:
    """Whether two arms had the same method, or methods of one family."""
    if key == "method":
        return one.method == other.method
    classes = load_method_classes()
    mine, theirs = classes[one.method], classes[other.method]
    return (mine.part, mine.family) == (theirs.part, theirs.family)


def score(forecasts: Forecasts) -> Score:
    """Return the errors of forecasts."""
    missed = np.abs(forecasts.mean - forecasts.came)
    has_range = not np.isnan(forecasts.lower80).any()
    inside = (forecasts.came >= forecasts.lower80) & (forecasts.came <= forecasts.upper80)
    by_trial = [missed[rows].mean() for rows in _rows_by_trial(forecasts)]
    return Score(
        n=len(missed),
        mae=float(missed.mean()),
        mae_by_trial=float(np.mean(by_trial)),
        rmse=float(np.sqrt((missed**2).mean())),
        cover80=float(inside.mean()) if has_range else float("nan"),
        width80=float((forecasts.upper80 - forecasts.lower80).mean()),
    )


def compare(
    ours: Forecasts, theirs: Forecasts, *, rng: np.random.Generator
) -> tuple[float, float, float]:
    """Return the difference in mean absolute error, with its 90 % range over trials.

    Returns
    -------
    Difference, low, high; below zero when the first is better.
    """
    missed = np.abs(ours.mean - ours.came) - np.abs(theirs.mean - theirs.came)
    groups = [missed[rows] for rows in _rows_by_trial(ours)]
    picks = rng.integers(0, len(groups), (_N_RESAMPLES, len(groups)))
    totals = np.array([group.sum() for group in groups])
    sizes = np.array([len(group) for group in groups])
    resampled = totals[picks].sum(axis=1) / sizes[picks].sum(axis=1)
    low, high = np.quantile(resampled, (0.05, 0.95))
    return float(missed.mean()), float(low), float(high)


def group_of(one: Observation) -> Group:
    """Return the question that an arm answers."""
    return Group(
        method=one.method,
        outcome=one.outcome,
        baseline=one.baseline or 0.0,
        sd=one.sd,
        n=one.n,
        chronicity=one.chronicity,
        weeks_treated=one.weeks_treated,
    )


def _rows_by_trial(forecasts: Forecasts) -> list[NDArray[np.intp]]:
    """Return which rows belong to each trial."""
    trials = np.array(forecasts.trials)
    return [np.flatnonzero(trials == trial) for trial in dict.fromkeys(forecasts.trials)]


def _level(one: Observation) -> float:
    """Return the follow-up mean of an arm that has one."""
    return float("nan") if one.level is None else one.level
