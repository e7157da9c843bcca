"""What a course adds to no treatment: the forecast before any diary beside the trials.

Both are differences, so natural course, the pull to the middle and the way pain is asked fall
out. The trials' side comes from comparisons inside trials and pooled effects of reviews only;
arms of different trials are never compared (decision 0020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from unknot.forecast.belief import begin
from unknot.forecast.diary import Treatment
from unknot.forecast.evidence.fitted import fit_for
from unknot.forecast.evidence.network import network_effects
from unknot.forecast.evidence.shares import Situation, effect_names, row_of
from unknot.forecast.futures import Plan
from unknot.forecast.parameters import Point
from unknot.forecast.paths import drawn_paths, pain_on_paths

__all__ = ["COURSES", "WEEKS", "Beside", "Course", "beside_trials"]

FloatArray = npt.NDArray[np.float64]
Versus = Literal["no_treatment", "sham"]

WEEKS: Final = (2, 4, 8, 12)
"""From before the first treatment. [weeks]"""
_LEAST_PAIN: Final = 3.0
"""Nobody is taken into a trial who hardly hurts. [NRS points]"""
_SEED: Final = 2026
_EIGHTY: Final = (0.1, 0.5, 0.9)
_N_DRAWS: Final = 4000


@dataclass(frozen=True, slots=True)
class Course:
    """Treatments by their days, and over how many weeks the trials give so many."""

    name: str
    days: tuple[int, ...]
    weeks: float


COURSES: Final = (
    Course("6 in 3 weeks", (0, 3, 7, 10, 14, 17), 3.0),
    Course("4 in 4 weeks", (0, 7, 14, 21), 4.0),
)
"""Two a week for three weeks, as in most trials; one a week, as most people can."""


@dataclass(frozen=True, slots=True)
class Beside:
    """How much lower the mean pain is than under the other choice, one week. [NRS points]

    Attributes
    ----------
    baseline
        Mean pain before the first treatment.
    ours
        Of the forecast, nobody's diary known.
    low, middle, high
        8 in 10 of the mean effect in trials, at this baseline.
    """

    week: int
    baseline: float
    ours: float
    low: float
    middle: float
    high: float

    @property
    def is_inside(self) -> bool:
        """Whether the forecast lies within the trials' range."""
        return self.low <= self.ours <= self.high


def beside_trials(
    point: Point,
    course: Course,
    *,
    method: str = "ischemic_compression",
    versus: Versus = "no_treatment",
    n_paths: int = 4000,
) -> tuple[Beside, ...]:
    """Return the differences of `WEEKS`.

    Parameters
    ----------
    point
        Whose forecast; of its paths only those that start at a pain of 3 or more.
    course, method
        What is done.
    versus
        What it is held against: nothing, or the same course of sham.
    n_paths
        Number of paths (even); both choices share their draws.
    """
    paths = drawn_paths(
        begin(point), now=0.0, n_days=7 * WEEKS[-1], n_paths=n_paths,
        rng=np.random.default_rng(_SEED),
    )  # fmt: skip
    kept = paths.now.pain >= _LEAST_PAIN
    treated = pain_on_paths(paths, _planned(course, method))[kept]
    other = pain_on_paths(paths, _planned(course, versus))[kept]
    baseline = float(paths.now.pain[kept].mean())
    found = []
    for week in WEEKS:
        low, middle, high = baseline * _share_in_trials(
            method, versus, week=week, weeks_treated=course.weeks
        )
        ours = float((other[:, 7 * week] - treated[:, 7 * week]).mean())
        found.append(Beside(week, baseline, ours, low=low, middle=middle, high=high))
    return tuple(found)


def _planned(course: Course, method: str) -> Plan:
    """Return a plan of these treatments; none where the method is none."""
    if method == "no_treatment":
        return Plan()
    return Plan(tuple(Treatment(float(day), method) for day in course.days))


@cache
def _share_in_trials(method: str, versus: str, *, week: int, weeks_treated: float) -> FloatArray:
    """Return low, middle and high of the share of the baseline that trials see gone in addition.

    Notes
    -----
    Effects from comparisons alone; the shape over time (how much is there at once) from the
    draws of the whole fit, which the comparisons are too few to tell.
    """
    centre, spread = network_effects("pain")
    rng = np.random.default_rng(_SEED)
    effects = rng.multivariate_normal(centre, spread, _N_DRAWS, method="eigh")
    rows = [row_of(Situation(one, "pain", week, None, weeks_treated)) for one in (method, versus)]
    growing, lasting = (
        _weights([getattr(row, name) for row in rows]) for name in ("effects", "lasting")
    )
    at_once = rng.choice(fit_for("pain").settings["at_once"], _N_DRAWS)
    reached = at_once + (1 - at_once) * rows[0].progress
    return np.quantile((effects @ growing) * reached + effects @ lasting, _EIGHTY)


def _weights(pair: Sequence[dict[str, float]]) -> FloatArray:
    """Return the weights of the effects in the first less those in the second."""
    ours, other = pair
    return np.array([ours.get(name, 0.0) - other.get(name, 0.0) for name in effect_names()])
