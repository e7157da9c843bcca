"""Pool the observations with the spreads given: exact linear algebra, no sampler.

With the shape of the curve and the spreads fixed, the model is linear and Gaussian, so the
effects have an exact posterior and the observations an exact marginal likelihood. This is
the fast twin of the shipped fit (which averages over shape and spreads too): it is what
leave-one-trial-out is done with, and what the tests hold the shipped fit against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from unknot.facts.fields import choice, number, text
from unknot.facts.reading import read_csv
from unknot.facts.trial_evidence import OUTCOME_KINDS, OutcomeKind
from unknot.forecast.evidence.arms import Observation
from unknot.forecast.evidence.shares import (
    EVIDENCE_FILES,
    FloatArray,
    Row,
    effect_names,
    observed_row,
)

__all__ = [
    "SETTING_NAMES",
    "Draws",
    "ModelPrior",
    "Table",
    "design",
    "draws_given",
    "effect_prior",
    "kind_scale",
    "load_model_priors",
    "log_evidence",
    "posterior_given",
    "row_weights",
    "settings_from",
    "starting_point",
    "table_of",
]

NDArrayInt: TypeAlias = NDArray[np.int64]
Scale = Literal["linear", "log", "logit", "half"]
_SCALES: Final[tuple[Scale, ...]] = ("linear", "log", "logit", "half")
SETTING_NAMES: Final = (
    "at_once",
    "natural_weeks",
    "disability",
    "pressure",
    "movement",
    "family",
    "method",
    "trial",
    "arm",
    "residual_pain",
    "residual_disability",
    "residual_pressure",
    "residual_movement",
)
"""Shape and spreads of the model, in the order of a vector of settings."""

_SMALLEST_SPREAD: Final = 1e-3


@dataclass(frozen=True, slots=True)
class ModelPrior:
    """What is believed of one number before the trials; ``spread`` is on its ``scale``."""

    name: str
    scale: Scale
    value: float
    spread: float
    unit: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """Observations as arrays; one row each."""

    effects: FloatArray
    lasting: FloatArray
    progress: FloatArray
    week: FloatArray
    age: FloatArray
    """Age of the complaint; nan where there is no natural course."""
    kind: NDArrayInt
    trial: NDArrayInt
    """Number of the trial; -1 where the trial cancels or is not one."""
    arm: NDArrayInt
    arm_weight: FloatArray
    has_residual: FloatArray
    gain: FloatArray
    error: FloatArray


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws from the posterior: one row a draw.

    Attributes
    ----------
    effects : (n_draws, n_effects)
        In the order of :func:`effect_names`. [share]
    settings
        Shape and spreads by name; each (n_draws,).
    """

    effects: FloatArray
    settings: Mapping[str, FloatArray]


@cache
def load_model_priors() -> Mapping[str, ModelPrior]:
    """Return what is believed before the trials, by name."""
    return MappingProxyType(
        {
            text(line, "name"): ModelPrior(
                name=text(line, "name"),
                scale=cast(Scale, choice(line, "scale", _SCALES)),
                value=number(line, "value"),
                spread=number(line, "spread"),
                unit=text(line, "unit"),
                meaning=text(line, "meaning"),
                source=text(line, "source"),
            )
            for line in read_csv(EVIDENCE_FILES / "model_priors.csv")
        }
    )


def table_of(observed: Sequence[Observation]) -> Table:
    """Return observations as arrays."""
    rows = [observed_row(one) for one in observed]
    trials = [(one.trial, _sort(one)) for one in observed]
    arms = [(one.trial, one.arm, _sort(one)) for one in observed]
    return Table(
        effects=_weights([row.effects for row in rows]),
        lasting=_weights([row.lasting for row in rows]),
        progress=np.array([row.progress for row in rows]),
        week=np.array([row.week for row in rows]),
        age=np.array([np.nan if row.age is None else row.age for row in rows]),
        kind=np.array([OUTCOME_KINDS.index(row.kind) for row in rows]),
        trial=np.array(
            [
                trials.index(trial) if one.seen == "arm" else -1
                for one, trial in zip(observed, trials, strict=True)
            ]
        ),
        arm=np.array([arms.index(arm) for arm in arms]),
        arm_weight=np.array([_ARM_WEIGHT[one.seen] for one in observed]),
        has_residual=np.array([float(one.seen in ("arm", "contrast")) for one in observed]),
        gain=np.array([one.gain for one in observed]),
        error=np.array([one.error for one in observed]),
    )


def _sort(one: Observation) -> str:
    """Name what shares the effect of a trial and an arm: what is felt, or what is measured."""
    return "felt" if one.outcome.kind in ("pain", "disability") else one.outcome.kind


_ARM_WEIGHT: Final = {"arm": 1.0, "contrast": 2.0, "pooled": 0.0, "cohort": 0.0}
"""Arms whose own effect stands in an observation: a contrast has two."""


def _weights(rows: Sequence[dict[str, float]]) -> FloatArray:
    """Return weights by name as an array over all effects."""
    names = effect_names()
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def starting_point() -> FloatArray:
    """Return the prior's settings as an unconstrained vector."""
    priors = load_model_priors()
    return np.array([_free(priors[name]) for name in SETTING_NAMES])


def _free(prior: ModelPrior) -> float:
    """Return the middle of a prior on its unconstrained scale."""
    if prior.scale == "half":
        return log(prior.spread * 0.67)
    return log(prior.value / (1 - prior.value)) if prior.scale == "logit" else log(prior.value)


def settings_from(free: FloatArray) -> dict[str, float]:
    """Return settings by name from an unconstrained vector."""
    priors = load_model_priors()
    return {
        name: 1 / (1 + exp(-value)) if priors[name].scale == "logit" else exp(value)
        for name, value in zip(SETTING_NAMES, map(float, free), strict=True)
    }


def effect_prior(settings: Mapping[str, float]) -> tuple[FloatArray, FloatArray]:
    """Return prior mean and variance of every effect, in the order of :func:`effect_names`."""
    priors = load_model_priors()
    mean, variance = [], []
    for name in effect_names():
        group = name.partition(":")[0]
        is_pooled = ":" in name
        mean.append(0.0 if is_pooled else priors[name].value)
        spread = settings[group] if is_pooled else priors[name].spread
        variance.append(max(spread, _SMALLEST_SPREAD) ** 2)
    return np.array(mean), np.array(variance)


def design(table: Table, settings: Mapping[str, float]) -> tuple[FloatArray, FloatArray]:
    """Return the weights of all effects in each observation, and of the arm's own effect.

    Returns
    -------
    (n_observations, n_effects) and (n_observations,).
    """
    scale = np.array([1.0, *(settings[name] for name in OUTCOME_KINDS[1:])])[table.kind]
    reached = settings["at_once"] + (1 - settings["at_once"]) * table.progress
    weights = table.effects * reached[:, None] + table.lasting
    has_course = ~np.isnan(table.age)
    course = np.where(has_course, 1 - np.exp(-table.week / settings["natural_weeks"]), 0.0)
    names = effect_names()
    weights[:, names.index("natural")] += course
    weights[:, names.index("natural_age")] += course * np.where(has_course, table.age, 0.0)
    return weights * scale[:, None], reached * scale


def log_evidence(free: FloatArray, table: Table, *, with_prior: bool = True) -> float:
    """Return the log of marginal likelihood, times prior, of a vector of settings."""
    settings = settings_from(free)
    weights, own = design(table, settings)
    mean, variance = effect_prior(settings)
    covariance = _noise(table, settings, own) + (weights * variance) @ weights.T
    factor = np.linalg.cholesky(covariance)
    white = np.linalg.solve(factor, table.gain - weights @ mean)
    likelihood = float(-0.5 * white @ white - np.log(np.diag(factor)).sum())
    return likelihood + (_log_prior(free) if with_prior else 0.0)


def _log_prior(free: FloatArray) -> float:
    """Return the log prior density of an unconstrained vector of settings."""
    priors = load_model_priors()
    total = 0.0
    for name, value in zip(SETTING_NAMES, map(float, free), strict=True):
        prior = priors[name]
        if prior.scale == "half":
            total += value - 0.5 * (exp(value) / prior.spread) ** 2
        else:
            total += -0.5 * ((value - _free(prior)) / prior.spread) ** 2
    return total


def _noise(table: Table, settings: Mapping[str, float], own: FloatArray) -> FloatArray:
    """Return the covariance of what is not an effect: trial, arm, residual, sampling."""
    same_trial = (table.trial[:, None] == table.trial) & (table.trial >= 0)
    same_arm = table.arm[:, None] == table.arm
    weight = np.sqrt(table.arm_weight)
    shared = settings["trial"] ** 2 * same_trial
    shared = shared + settings["arm"] ** 2 * same_arm * np.outer(weight, weight)
    residual = np.array([settings[f"residual_{kind}"] for kind in OUTCOME_KINDS])[table.kind]
    alone = table.has_residual * residual**2 + table.error**2
    return cast(FloatArray, np.outer(own, own) * shared + np.diag(alone))


def posterior_given(table: Table, settings: Mapping[str, float]) -> tuple[FloatArray, FloatArray]:
    """Return mean and covariance of the effects with the settings fixed."""
    weights, own = design(table, settings)
    mean, variance = effect_prior(settings)
    covariance = _noise(table, settings, own) + (weights * variance) @ weights.T
    gain = np.linalg.solve(covariance, weights * variance).T
    spread = np.diag(variance) - gain @ (weights * variance)
    return mean + gain @ (table.gain - weights @ mean), (spread + spread.T) / 2


def draws_given(
    table: Table, settings: Mapping[str, float], *, rng: np.random.Generator, n_draws: int
) -> Draws:
    """Return draws of the effects with the settings fixed."""
    centre, spread = posterior_given(table, settings)
    values, vectors = np.linalg.eigh(spread)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    effects = centre + rng.standard_normal((n_draws, len(centre))) @ root.T
    return Draws(
        effects=effects,
        settings={name: np.full(n_draws, settings[name]) for name in SETTING_NAMES},
    )


def row_weights(row: Row) -> tuple[FloatArray, FloatArray]:
    """Return the weights of one row as arrays over all effects."""
    return _weights([row.effects])[0], _weights([row.lasting])[0]


def kind_scale(draws: Draws, kind: OutcomeKind) -> FloatArray:
    """Return, draw by draw, the gain of an outcome beside the gain in pain."""
    return np.ones(len(draws.effects)) if kind == "pain" else draws.settings[kind]
