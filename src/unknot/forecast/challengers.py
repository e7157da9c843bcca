"""Simple rules that a forecast of pain must beat, and that take over where they win.

Five rules look at the ratings of one person and at what is planned: the last rating, the mean,
a smoothed mean, a return from the last rating to a trusted mean, and a linear regression on a
dozen features taken on the day of the forecast (landmark regression). Each gives one number a
day; its chances from 0 to 10 are the errors it made on other people, by how far ahead it looked,
so that its intervals are right by construction.

Method: FORECAST section 4; van Houwelingen 2007 (https://doi.org/10.1111/j.1467-9469.2006.00529.x)
for landmarks. They know nothing of treatments beyond their days, and nothing of the person
beyond what `Past` holds. Landmark regression stays for ever: the strongest of the five.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from unknot.errors import InvalidInput, NotEnoughData
from unknot.forecast.score import N_RATINGS

__all__ = [
    "Challenger",
    "Example",
    "LandmarkRegression",
    "LastValue",
    "Past",
    "PersonalMean",
    "Planned",
    "ShrunkenAutoregression",
    "Smoothing",
    "fit_challengers",
    "fit_landmark_regression",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_HORIZON_BANDS: Final = (3.0, 7.0, 14.0)
"""Errors are kept apart for up to 3, 7, 14 and more days ahead. [day]"""
_FLOOR: Final = 1e-4
"""Added to each chance before scaling: the errors of a few people never rule a rating out."""
_RIDGE: Final = 1.0
"""Penalty on the standardised coefficients, in ratings: next to nothing beside thousands."""
_SMOOTHINGS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
_TRUSTS: Final = (0.4, 0.6, 0.8, 1.0)
_PERSISTENCES: Final = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""What is tried when the rules are fitted; the study's grids."""
_JUST_TREATED: Final = 2.0
"""Sore days after a treatment, for the regression. [day]"""
_FADING: Final = 7.0
"""A treatment, or the last rating, fades in the regression with this time. [day]"""
_WEEK: Final = 7.0
_NEW_WEIGHT: Final = 0.7
"""Most that one rating moves the smoothed mean."""


@dataclass(frozen=True, slots=True)
class Past:
    """What one person told until the forecast is made.

    Attributes
    ----------
    now
        Day on which the forecast is made. [day from the start of the diary]
    days, ratings : (n,)
        Days of the ratings, rising and at most ``now``, and the ratings. [day, NRS points]
    load, home_care
        Mean of what was recorded so far; nan for nothing. [spread, share]
    treatments : (n_treatments,)
        Days of treatments so far. [day]
    chronicity
        Age of the point, in spreads from the centre.
    n_points
        Active points, this one included.
    """

    now: float
    days: FloatArray
    ratings: FloatArray
    load: float
    home_care: float
    treatments: FloatArray
    chronicity: float
    n_points: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The days to forecast and what is planned until then.

    Attributes
    ----------
    days : (n_days,)
        Times to forecast, all after ``now``. [day from the start of the diary]
    load, home_care : (n_ahead,)
        Planned for the first day ahead, the second, ...; nan for not known. [spread, share]
    treatments : (n_treatments,)
        Days of planned treatments. [day]
    """

    days: FloatArray
    load: FloatArray
    home_care: FloatArray
    treatments: FloatArray


@dataclass(frozen=True, slots=True)
class Example:
    """A past, a plan, and the ratings that came on the planned days. [NRS points]"""

    past: Past
    planned: Planned
    came: IntArray


class Rule(Protocol):
    """Gives one number for each planned day."""

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the expected rating on each planned day. [NRS points]"""
        ...


@dataclass(frozen=True, slots=True)
class LastValue:
    """It stays as it was rated last."""

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the last rating for every day."""
        return np.full(len(planned.days), past.ratings[-1])


@dataclass(frozen=True, slots=True)
class PersonalMean:
    """It is as it was on average."""

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the mean of the ratings for every day."""
        return np.full(len(planned.days), past.ratings.mean())


@dataclass(frozen=True, slots=True)
class Smoothing:
    """It is as it was lately: exponential smoothing over uneven days.

    Attributes
    ----------
    memory_days
        A rating fades with this time. [day]
    """

    memory_days: float

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the smoothed mean for every day."""
        return np.full(len(planned.days), smoothed(past, self.memory_days))


@dataclass(frozen=True, slots=True)
class ShrunkenAutoregression:
    """It returns from the last rating to the person's mean, drawn towards everybody's.

    Attributes
    ----------
    everybody
        Mean rating of all people. [NRS points]
    trust
        Weight of the person's own mean against everybody's.
    persistence
        What is left of a distance from the mean one day later.
    """

    everybody: float
    trust: float
    persistence: float

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the path back to the mean."""
        level = self.everybody + self.trust * (past.ratings.mean() - self.everybody)
        left = self.persistence ** (planned.days - past.days[-1])
        path: FloatArray = level + (past.ratings[-1] - level) * left
        return path


@dataclass(frozen=True, slots=True)
class LandmarkRegression:
    """A ridge regression on features of the past and of the plan.

    Attributes
    ----------
    centre, scale : (n_features,)
        Mean and spread of each feature where it was fitted.
    weights : (n_features,)
        Points per spread of a feature. [NRS points]
    level
        Expected rating at the centre. [NRS points]
    usual_load, usual_home_care
        Taken where neither past nor plan tells. [spread, share]
    """

    centre: FloatArray
    scale: FloatArray
    weights: FloatArray
    level: float
    usual_load: float
    usual_home_care: float

    def expect(self, past: Past, planned: Planned) -> FloatArray:
        """Return the regression's value on each day."""
        features = _features(past, planned, usual=(self.usual_load, self.usual_home_care))
        path: FloatArray = self.level + (features - self.centre) / self.scale @ self.weights
        return path


@dataclass(frozen=True, slots=True)
class Challenger:
    """A rule with the errors it made on other people.

    Attributes
    ----------
    errors
        Sorted errors for each band of days ahead. [NRS points]
    """

    name: str
    rule: Rule
    errors: tuple[FloatArray, ...]

    def forecast(self, past: Past, planned: Planned) -> FloatArray:
        """Return the chance of each rating on each planned day.

        Returns
        -------
        (n_days, 11) chances; rows sum to one.

        Raises
        ------
        NotEnoughData
            There is no rating yet.
        InvalidInput
            A planned day is not after now, or ratings are out of order.
        """
        _check(past, planned)
        expected = self.rule.expect(past, planned)
        bands = _band(planned.days - past.now)
        below = np.empty((len(expected), N_RATINGS))
        edges = np.arange(N_RATINGS) + 0.5
        for band in np.unique(bands):
            errors = self.errors[band]
            rows = bands == band
            steps = np.searchsorted(errors, edges[None, :] - expected[rows, None], side="right")
            below[rows] = steps / len(errors)
        below[:, -1] = 1.0
        chances = np.diff(below, axis=1, prepend=0.0) + _FLOOR
        scaled: FloatArray = chances / chances.sum(axis=1, keepdims=True)
        return scaled


def fit_challengers(examples: Sequence[Example]) -> tuple[Challenger, ...]:
    """Fit all five rules on other people.

    Raises
    ------
    NotEnoughData
        No example has ratings to learn from.
    InvalidInput
        A planned day is not after now, or ratings are out of order.
    """
    _check_examples(examples)
    smoothings = [Smoothing(days) for days in _SMOOTHINGS]
    everybody = float(np.concatenate([example.came for example in examples]).mean())
    returns = [
        ShrunkenAutoregression(everybody, trust, persistence)
        for trust, persistence in product(_TRUSTS, _PERSISTENCES)
    ]
    return (
        _with_errors("last value", LastValue(), examples),
        _with_errors("personal mean", PersonalMean(), examples),
        _with_errors("exponential smoothing", _best(smoothings, examples), examples),
        _with_errors("shrunken autoregression", _best(returns, examples), examples),
        fit_landmark_regression(examples),
    )


def fit_landmark_regression(examples: Sequence[Example]) -> Challenger:
    """Fit the challenger that stays for ever.

    Raises
    ------
    NotEnoughData
        No example has ratings to learn from.
    InvalidInput
        A planned day is not after now, or ratings are out of order.
    """
    _check_examples(examples)
    usual = (
        _mean_or([example.past.load for example in examples], 0.0),
        _mean_or([example.past.home_care for example in examples], 0.5),
    )
    rows = [_features(example.past, example.planned, usual=usual) for example in examples]
    features = np.concatenate(rows)
    came = np.concatenate([example.came for example in examples]).astype(np.float64)
    centre = features.mean(axis=0)
    scale = np.maximum(features.std(axis=0), 1e-9)
    scaled = (features - centre) / scale
    normal = scaled.T @ scaled + _RIDGE * np.eye(features.shape[1])
    rule = LandmarkRegression(
        centre=centre,
        scale=scale,
        weights=np.linalg.solve(normal, scaled.T @ (came - came.mean())),
        level=float(came.mean()),
        usual_load=usual[0],
        usual_home_care=usual[1],
    )
    return _with_errors("landmark regression", rule, examples)


def smoothed(past: Past, memory_days: float) -> float:
    """Return the smoothed mean of the ratings; a long gap makes the next one count more."""
    level = float(past.ratings[0])
    for (before, day), rating in zip(pairwise(past.days), past.ratings[1:], strict=True):
        level += (1 - _NEW_WEIGHT * np.exp(-(day - before) / memory_days)) * (rating - level)
    return level


def _features(past: Past, planned: Planned, *, usual: tuple[float, float]) -> FloatArray:
    """Return the features of each planned day as rows."""
    days, ratings = planned.days, past.ratings
    ahead = days - past.now
    last, mean = ratings[-1], ratings.mean()
    load, load_change = _planned_mean(planned.load, past.load, ahead, usual=usual[0])
    home, home_change = _planned_mean(planned.home_care, past.home_care, ahead, usual=usual[1])
    treated = np.sort(np.concatenate([past.treatments, planned.treatments]))
    before = np.searchsorted(treated, days, side="right")
    latest = np.concatenate([[0.0], treated])[before]
    since = np.maximum(days - latest, 0.0)
    n_planned = np.searchsorted(np.sort(planned.treatments), days, side="right")
    log_ahead = np.log1p(ahead)
    same = np.ones_like(days)
    columns = [
        last * same,
        mean * same,
        smoothed(past, _WEEK) * same,
        ratings[0] * same,
        ratings.std() * same,
        past.chronicity * same,
        past.n_points * same,
        log_ahead,
        mean * log_ahead,
        last * np.exp(-ahead / _FADING),
        load,
        load_change,
        home,
        home_change,
        n_planned.astype(np.float64),
        (since < _JUST_TREATED).astype(np.float64),
        np.exp(-since / _FADING),
    ]
    return np.column_stack(columns)


def _planned_mean(
    planned: FloatArray, so_far: float, ahead: FloatArray, *, usual: float
) -> tuple[FloatArray, FloatArray]:
    """Return the mean of the plan until each day, and how it differs from so far."""
    fallback = usual if np.isnan(so_far) else so_far
    if len(planned) == 0:
        return np.full(len(ahead), fallback), np.zeros(len(ahead))
    known = np.where(np.isnan(planned), fallback, planned)
    running = np.cumsum(known) / np.arange(1, len(known) + 1)
    last_day = np.clip(np.ceil(ahead).astype(np.int64) - 1, 0, len(known) - 1)
    until = running[last_day]
    return until, until - (until if np.isnan(so_far) else so_far)


def _with_errors(name: str, rule: Rule, examples: Sequence[Example]) -> Challenger:
    """Return the rule with the errors it makes on the examples, by band."""
    errors = np.concatenate([example.came - _expected(rule, example) for example in examples])
    bands = _band(np.concatenate([e.planned.days - e.past.now for e in examples]))
    kept = [np.sort(errors[bands == band]) for band in range(len(_HORIZON_BANDS) + 1)]
    everything = np.sort(errors)
    return Challenger(name, rule, tuple(few if len(few) else everything for few in kept))


def _best(rules: Sequence[Rule], examples: Sequence[Example]) -> Rule:
    """Return the rule with the smallest squared error."""

    def error(rule: Rule) -> float:
        missed = np.concatenate([e.came - _expected(rule, e) for e in examples])
        return float((missed**2).mean())

    return min(rules, key=error)


def _expected(rule: Rule, example: Example) -> FloatArray:
    """Return what a rule expected of an example."""
    return rule.expect(example.past, example.planned)


def _band(ahead: FloatArray) -> IntArray:
    """Return the band of days ahead that each day lies in."""
    return np.searchsorted(np.array(_HORIZON_BANDS), ahead, side="left").astype(np.int64)


def _mean_or(values: Sequence[float], otherwise: float) -> float:
    """Return the mean of what is known, or a value when nothing is."""
    known = [value for value in values if not np.isnan(value)]
    return float(np.mean(known)) if known else otherwise


def _check_examples(examples: Sequence[Example]) -> None:
    """Refuse examples that nothing can be learnt from."""
    if not any(len(example.came) for example in examples):
        raise NotEnoughData("No example has a rating on a planned day. Give more people.")
    for example in examples:
        _check(example.past, example.planned)


def _check(past: Past, planned: Planned) -> None:
    """Refuse a past without ratings or out of order, and plans for days gone by."""
    if len(past.ratings) == 0:
        raise NotEnoughData("The rules need at least one rating. Ask for today's pain first.")
    if (np.diff(past.days) < 0).any() or past.days[-1] > past.now:
        raise InvalidInput(
            f"Ratings come in order and not after now (day {past.now:g}); "
            f"the last is of day {past.days[-1]:g}. Sort them and leave out later ones.",
            where="past.days",
        )
    if len(planned.days) and planned.days.min() <= past.now:
        raise InvalidInput(
            f"Planned days lie after now (day {past.now:g}); "
            f"day {planned.days.min():g} came. Leave out days gone by.",
            where="planned.days",
        )
