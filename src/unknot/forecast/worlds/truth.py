"""What is true in a simulated world: the people who live there and how they differ.

`Truth` holds the numbers of a population in plain units; `People` are drawn from it, one array
entry a person. The names are those of FORECAST section 2.3. Nothing here moves in time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = [
    "Kind",
    "MethodTruth",
    "People",
    "Truth",
    "draw_people",
    "logistic",
    "scaled",
    "unscaled",
]

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

MOST_EPISODES: Final = 3
"""Earlier episodes beyond three add nothing: the third already makes a returning pain."""
FURTHEST: Final = 2.0
"""The age of a point is not carried further than so many spreads from the centre."""
LOGARITHMS: Final = (
    "activity_days",
    "level_days",
    "soreness_days",
    "activity_wander",
    "level_wander",
    "rating_noise",
    "ppt_noise",
    "ppt_slope",
)
"""People differ in the logarithm of these numbers."""
LOG_ODDS: Final = ("released", "durable")
"""People differ in the log odds of these shares."""
_OWN: Final = (
    *LOGARITHMS,
    *LOG_ODDS,
    "long_run",
    "long_run_chronicity",
    "long_run_point",
    "long_run_episode",
    "set_point_start",
    "set_point_start_chronicity",
    "activity_start",
    "activity_start_chronicity",
    "released_chronicity",
    "durable_chronicity",
    "level_days_chronicity",
    "load_effect",
    "home_effect",
    "soreness",
    "log_ppt",
    "home_usual",
)
"""Numbers in which people may differ."""


@dataclass(frozen=True, slots=True)
class MethodTruth:
    """How a way of treatment differs from ischemic compression.

    Attributes
    ----------
    released_shift
        Added to the logit of the share released; half of it to that of the durable share.
    soreness_factor
        Soreness in multiples of that after compression.
    """

    released_shift: float
    soreness_factor: float


@dataclass(frozen=True, slots=True)
class Truth:
    """The numbers of a population.

    Attributes
    ----------
    activity_days, level_days, soreness_days
        Times of return of the activity to its set-point, of the set-point to the long-run
        level, of soreness to nothing. [day]
    released, durable
        Share of the activity, and of the set-point, that one treatment removes.
    activity_wander, level_wander
        Stationary spread about the set-point and about the long-run level. [NRS points]
    rating_noise, ppt_noise
        Noise of one rating [NRS points] and of one logarithm of a threshold [log kPa].
    ppt_slope
        Fall of the log threshold per point of activity. [1/NRS point]
    long_run, long_run_chronicity, long_run_point, long_run_episode
        Level without care of an average person with two points; added per spread of age, per
        further point, per earlier episode. [NRS points]
    activity_start, set_point_start, set_point_start_chronicity
        Above the set-point, and above the long-run level, when care is sought; added to the
        latter per spread of age. [NRS points]
    load_effect, home_effect
        Of one spread more load, of daily home care against none. [NRS points]
    soreness
        After one treatment by compression. [NRS points]
    log_ppt
        Log threshold at no activity. [log kPa]
    released_chronicity, durable_chronicity
        Added to the logit per spread of age.
    chronicity_centre_weeks, chronicity_spread
        Age of the average point [week], one spread of its logarithm [log10 week].
    load_weight, sleep_weight, stress_weight
        Spreads of load per step of the diary's load, of worse sleep, of more stress.
    driver_days
        A day's load resembles that of so many days around it. [day]
    home_usual
        Share of the home programme that people do.
    spread
        How people differ: standard deviation of any number above, by its name, on the scale
        of `LOGARITHMS` and `LOG_ODDS`; a name left out is the same for all.
    methods
        Ways of treatment by their id.
    """

    activity_days: float
    level_days: float
    soreness_days: float
    released: float
    durable: float
    activity_wander: float
    level_wander: float
    rating_noise: float
    ppt_noise: float
    ppt_slope: float
    long_run: float
    long_run_chronicity: float
    long_run_point: float
    long_run_episode: float
    activity_start: float
    set_point_start: float
    set_point_start_chronicity: float
    activity_start_chronicity: float
    load_effect: float
    home_effect: float
    soreness: float
    log_ppt: float
    released_chronicity: float
    durable_chronicity: float
    level_days_chronicity: float
    long_run_spread_chronicity: float
    chronicity_centre_weeks: float
    chronicity_spread: float
    load_weight: float
    sleep_weight: float
    stress_weight: float
    driver_days: float
    home_usual: float
    spread: Mapping[str, float]
    methods: Mapping[str, MethodTruth]


@dataclass(frozen=True, slots=True)
class People:
    """Persons of a population, one entry of each array a person.

    Attributes
    ----------
    chronicity
        Age of the point, in spreads from the centre.
    other_points, earlier_episodes
        Other active points, and episodes before this one.
    activity, set_point
        Where the person starts. [NRS points]
    released, durable
        Log odds of the share that one treatment removes.

    All others are the person's own numbers, in the units of `Truth`.
    """

    chronicity: FloatArray
    other_points: IntArray
    earlier_episodes: IntArray
    activity: FloatArray
    set_point: FloatArray
    long_run: FloatArray
    released: FloatArray
    durable: FloatArray
    activity_days: FloatArray
    level_days: FloatArray
    soreness_days: FloatArray
    activity_wander: FloatArray
    level_wander: FloatArray
    rating_noise: FloatArray
    ppt_noise: FloatArray
    ppt_slope: FloatArray
    load_effect: FloatArray
    home_effect: FloatArray
    soreness: FloatArray
    log_ppt: FloatArray
    home_usual: FloatArray

    def __len__(self) -> int:
        return len(self.chronicity)


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of people to draw; None leaves it to chance.

    Attributes
    ----------
    chronicity
        Age of everybody's point, in spreads from the centre.
    """

    chronicity: float | None = None
    other_points: int | None = None
    earlier_episodes: int | None = None


def draw_people(
    truth: Truth, n: int, *, rng: np.random.Generator, kind: Kind | None = None
) -> People:
    """Draw people.

    Notes
    -----
    The age of a point is log-normal, cut at two spreads; other points and earlier episodes are
    Poisson with means 1.5 and 1; a person's numbers are normal on their scale.
    """
    kind = kind or Kind()
    age = np.clip(_told_or(kind.chronicity, rng.normal(size=n)), -FURTHEST, FURTHEST)
    points = _told_or(kind.other_points, rng.poisson(1.5, n)).astype(np.int64)
    episodes = _told_or(kind.earlier_episodes, rng.poisson(1.0, n)).astype(np.int64)
    own = {name: _own(truth, name, n=n, rng=rng) for name in _OWN}
    off = own["long_run"] - truth.long_run
    long_run = (
        truth.long_run
        + off * np.exp(truth.long_run_spread_chronicity * age)
        + own["long_run_chronicity"] * age
        + own["long_run_point"] * (points - 1)
        + own["long_run_episode"] * np.minimum(episodes, MOST_EPISODES)
    )
    above = own["set_point_start"] + own["set_point_start_chronicity"] * age
    set_point = long_run + above
    flare = own["activity_start"] + own["activity_start_chronicity"] * age
    return People(
        chronicity=age,
        other_points=points,
        earlier_episodes=episodes,
        activity=set_point + flare,
        set_point=set_point,
        long_run=long_run,
        released=own["released"] + own["released_chronicity"] * age,
        durable=own["durable"] + own["durable_chronicity"] * age,
        **{name: np.exp(own[name]) for name in LOGARITHMS if name != "level_days"},
        level_days=np.exp(own["level_days"] + own["level_days_chronicity"] * age),
        load_effect=own["load_effect"],
        home_effect=own["home_effect"],
        soreness=own["soreness"],
        log_ppt=own["log_ppt"],
        home_usual=np.clip(own["home_usual"], 0.0, 1.0),
    )


def scaled(name: str, value: float) -> float:
    """Return a number on the scale on which people differ."""
    if name in LOGARITHMS:
        return float(np.log(value))
    return float(np.log(value / (1 - value))) if name in LOG_ODDS else value


def unscaled(name: str, value: float) -> float:
    """Return a number in its unit from the scale on which people differ."""
    if name in LOGARITHMS:
        return float(np.exp(value))
    return float(1 / (1 + np.exp(-value))) if name in LOG_ODDS else value


def logistic(log_odds: FloatArray) -> FloatArray:
    """Return the share with these log odds."""
    share: FloatArray = 1 / (1 + np.exp(-log_odds))
    return share


def _own(truth: Truth, name: str, *, n: int, rng: np.random.Generator) -> FloatArray:
    """Return each person's own number on its scale."""
    centre = scaled(name, getattr(truth, name))
    drawn: FloatArray = centre + truth.spread.get(name, 0.0) * rng.normal(size=n)
    return drawn


def _told_or(told: float | None, drawn: FloatArray | IntArray) -> FloatArray:
    """Return what was told for everybody, or what was drawn."""
    return drawn.astype(np.float64) if told is None else np.full(len(drawn), float(told))
