"""Is what is learned of home care its effect, or only when people do it?

Home care is chosen in four ways (FORECAST section 6): at random, after the last rating, driven
by pain that no diary shows, and left out under stress that stands in no diary. The model's
belief of the effect is held against the true one, and so is the plain difference of days with
and days without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.parameters import STATES, beginning_of
from unknot.forecast.proving.following import belief_until, told_by
from unknot.forecast.worlds.clinics import any_clinic, middle_clinic
from unknot.forecast.worlds.episodes import Cohort, simulate
from unknot.forecast.worlds.living import (
    AfterYesterday,
    AtRandom,
    HomeCareRule,
    UnrecordedStress,
    UnseenPain,
)

__all__ = [
    "MECHANISMS",
    "LearnedEffect",
    "believed_effects",
    "learned_effect",
    "spread_before",
]

FloatArray = npt.NDArray[np.float64]

MECHANISMS: Final[Mapping[str, HomeCareRule]] = MappingProxyType(
    {
        "at random": AtRandom(),
        "after looking at yesterday's rating": AfterYesterday(),
        "driven by today's unseen pain": UnseenPain(),
        "unrecorded stress drives both": UnrecordedStress(),
    }
)
"""How home care comes about, as tables call it."""
_DIARY_DAYS: Final = 56
_FEWEST: Final = 3
"""The plain difference needs so many ratings on either side."""
_STATE: Final = STATES.index("home_effect")


@dataclass(frozen=True, slots=True)
class LearnedEffect:
    """What eight weeks of diaries taught about home care under one mechanism.

    Attributes
    ----------
    true
        Mean true effect of daily home care against none. [NRS points]
    bias, bias_error
        Mean of belief less truth, and its standard error. [NRS points]
    cover_80
        Share of true effects inside the central 80%.
    spread, spread_before
        Mean spread of the belief, and that before the diary. [NRS points]
    plain
        Mean difference of ratings on days with and days without. [NRS points]
    """

    mechanism: str
    n: int
    true: float
    bias: float
    bias_error: float
    cover_80: float
    spread: float
    spread_before: float
    plain: float


def learned_effect(mechanism: str, n_people: int, *, rng: np.random.Generator) -> LearnedEffect:
    """Follow people's diaries and compare what is believed of home care with the truth."""
    clinic = any_clinic(middle_clinic())
    rule = MECHANISMS[mechanism]
    cohort = simulate(clinic, n_people, rng=rng, n_days=_DIARY_DAYS, home_care=rule)
    believed = believed_effects(cohort, day=float(_DIARY_DAYS), with_nights=True)
    error = believed[:, 0] - cohort.people.home_effect
    return LearnedEffect(
        mechanism=mechanism,
        n=n_people,
        true=float(cohort.people.home_effect.mean()),
        bias=float(error.mean()),
        bias_error=float(error.std() / np.sqrt(n_people)),
        cover_80=float((np.abs(error / believed[:, 1]) < 1.2816).mean()),
        spread=float(believed[:, 1].mean()),
        spread_before=spread_before(cohort),
        plain=_plain_difference(cohort),
    )


def believed_effects(cohort: Cohort, *, day: float, with_nights: bool) -> FloatArray:
    """Return what diaries until a day say of the effect of home care.

    Parameters
    ----------
    with_nights
        Whether load and home care are told at every moment.

    Returns
    -------
    (n_people, 2), middle and spread of the belief. [NRS points]
    """
    believed = np.empty((len(cohort), 2))
    for person in range(len(cohort)):
        nodes = belief_until(told_by(cohort, person, with_nights=with_nights), day).nodes
        means, weights = nodes.mean[:, _STATE], nodes.weights
        middle = weights @ means
        variance = weights @ (nodes.covariance[:, _STATE, _STATE] + means**2) - middle**2
        believed[person] = middle, np.sqrt(variance)
    return believed


def spread_before(cohort: Cohort) -> float:
    """Return the spread of the belief about home care before any diary. [NRS points]"""
    anybody = told_by(cohort, 0).point
    return float(np.sqrt(beginning_of(anybody).covariance[_STATE, _STATE]))


def _plain_difference(cohort: Cohort) -> float:
    """Return the mean over people of ratings on days with home care less those without."""
    with_care = np.where(cohort.home_care > 0.5, cohort.rating, np.nan)
    without = np.where(cohort.home_care > 0.5, np.nan, cohort.rating)
    enough = (np.isfinite(with_care).sum(axis=1) >= _FEWEST) & (
        np.isfinite(without).sum(axis=1) >= _FEWEST
    )
    difference = np.nanmean(with_care[enough], axis=1) - np.nanmean(without[enough], axis=1)
    return float(difference.mean())
