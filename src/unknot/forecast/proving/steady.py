"""Diaries that are not drawn from any world: level ones, jumping ones, a first treatment.

What must become of them is known without a model. A pain that stood for weeks stays, unless
the point is fresh; a diary that jumps keeps jumping; and groups of trials, treated and
untreated, say what is usual.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.forecast.belief import Belief, replay
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.evidence.group import forecast_group
from unknot.forecast.futures import Plan
from unknot.forecast.outlook import Outlook, outlook
from unknot.forecast.parameters import Point

__all__ = [
    "JUMPING",
    "AgainstTrials",
    "Jumping",
    "against_trials",
    "falls",
    "jumping_diaries",
]

FloatArray = npt.NDArray[np.float64]

_AHEAD: Final = 28
_SEED: Final = 20_261_125
_COMPRESSION: Final = "ischemic_compression"
_Drawn = Callable[[np.random.Generator, int], FloatArray]


def _whole(pain: FloatArray) -> FloatArray:
    """Return whole ratings from 0 to 10."""
    return np.clip(np.rint(pain), 0.0, 10.0)


JUMPING: Final[Mapping[str, _Drawn]] = {
    "calm, spread 0.8": lambda rng, n: _whole(5 + 0.8 * rng.normal(size=n)),
    "spread 2": lambda rng, n: _whole(5 + 2.0 * rng.normal(size=n)),
    "heavy tails about 5": lambda rng, n: _whole(5 + 2.0 * rng.standard_t(3, size=n)),
    "anything from 0 to 10": lambda rng, n: rng.integers(0, 11, n).astype(np.float64),
    "bad and good spells": lambda rng, n: _whole(
        np.where(np.cumsum(rng.random(n) < 0.3) % 2 == 1, 8.0, 1.0) + rng.integers(0, 2, n)
    ),
}
"""Kinds of diaries whose days do not hang together as the model believes."""


@dataclass(frozen=True, slots=True)
class Jumping:
    """What was said of jumping diaries, and what came.

    Attributes
    ----------
    inside
        Share of later ratings inside the 80% interval.
    width
        Mean width of that interval after two weeks. [NRS points]
    told
        Share of diaries of which the forecast says that they jump more than it can follow.
    """

    kind: str
    inside: float
    width: float
    told: float


@dataclass(frozen=True, slots=True)
class AgainstTrials:
    """The forecast of a level diary beside the mean of such a group of trials. [NRS points]

    Attributes
    ----------
    ours
        Mean rating at that time.
    theirs
        Low, middle, high of 8 in 10 such groups.
    """

    what: str
    level: float
    ours: float
    theirs: tuple[float, float, float]


def falls(weeks: float, level: float, n_days: int) -> float:
    """Return how far the forecast four weeks ahead lies below a level diary. [NRS points]

    Parameters
    ----------
    weeks
        Age of the point. [week]
    level
        Every rating of the diary.
    n_days
        Its length, one rating a day. [day]
    """
    return level - float(_foretold(_kept(weeks, [level] * n_days), Plan()).mean[_AHEAD])


def against_trials(level: float) -> tuple[AgainstTrials, ...]:
    """Hold two weeks at one level in old points against groups of trials.

    Untreated four weeks on; right after one compression; four weeks on with one every week.
    """
    belief = _kept(26, [level] * 14)
    untreated = _foretold(belief, Plan())
    treated = _foretold(belief, Plan(tuple(Treatment(7.0 * n, _COMPRESSION) for n in range(4))))
    asked = (
        ("untreated, after 4 weeks", "no_treatment", 4.0, untreated.mean[_AHEAD]),
        ("one compression, right after", _COMPRESSION, 0.001, treated.mean[0]),
        ("four weekly compressions, after 4 weeks", _COMPRESSION, 4.0, treated.mean[_AHEAD]),
    )
    return tuple(
        AgainstTrials(what, level, float(ours), _group(method, level, week))
        for what, method, week, ours in asked
    )


def jumping_diaries(kind: str, n_people: int, *, n_days: int, rng: np.random.Generator) -> Jumping:
    """Forecast diaries of one kind of `JUMPING` for four weeks."""
    inside, widths, told = [], [], []
    for _ in range(n_people):
        ratings = JUMPING[kind](rng, n_days + _AHEAD)
        belief = _kept(26, ratings[:n_days].tolist())
        found = _foretold(belief, Plan())
        came = ratings[n_days:].astype(np.int64)
        below = np.concatenate([np.zeros((_AHEAD, 1)), found.chances[1:].cumsum(axis=1)], axis=1)
        days = np.arange(_AHEAD)
        low, high = below[days, came], below[days, came + 1]
        place = low + (high - low) * rng.random(_AHEAD)
        inside.append(float(((place > 0.1) & (place < 0.9)).mean()))
        widths.append(float(found.quantile(0.9)[14] - found.quantile(0.1)[14]))
        told.append(belief.widening > 1 or found.is_wild)
    return Jumping(kind, float(np.mean(inside)), float(np.mean(widths)), float(np.mean(told)))


def _kept(weeks: float, ratings: list[float]) -> Belief:
    """Return the belief after a rating a day and nothing else."""
    return replay(Point(weeks=weeks), [Entry(float(d), pain=p) for d, p in enumerate(ratings)])


def _foretold(belief: Belief, plan: Plan) -> Outlook:
    """Return the four weeks after the last rating."""
    rng = np.random.default_rng(_SEED)
    return outlook(belief, plan, now=belief.day, n_days=_AHEAD, rng=rng)


def _group(method: str, level: float, week: float) -> tuple[float, float, float]:
    """Return low, middle and high of such groups of old pain."""
    course = forecast_group(
        {
            "method": method,
            "outcome": "pain_nrs",
            "chronicity": "chronic",
            "baseline": {"mean": level},
            "treatment_weeks": 3,
            "weeks": [week],
        }
    ).course
    return course.lower80[0], course.mean[0], course.upper80[0]
