"""What another choice would change: the same people, the same chance, another plan.

The effects come from the model and its priors ("people like you"), never from the person's
own days with and without something: under "I stretch when it hurts" that difference has the
wrong sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.facts.forecasting import GRADES, load_forecast_priors
from unknot.forecast.diary import Treatment
from unknot.forecast.evidence.designs import Design, load_choice_designs
from unknot.forecast.futures import Plan
from unknot.forecast.paths import Paths, pain_on_paths
from unknot.forecast.relief import Relief, relief_of, relieved_days
from unknot.forecast.returns import mixed_with_published

__all__ = [
    "CHANGES",
    "SOON_DAYS",
    "Difference",
    "Followed",
    "changed_plans",
    "counted",
    "differences",
    "followed",
    "grade_of",
    "left_alone",
]

FloatArray = NDArray[np.float64]

CHANGES: Final = (
    "home_care_daily",
    "no_home_care",
    "less_load",
    "more_load",
    "better_sleep",
    "less_stress",
    "one_more_treatment",
    "no_treatment",
)
"""Changes that are compared, each against the plan as it is."""
SOON_DAYS: Final = 14
"""Relief that begins within so many days of the last treatment is soon, else later. [days]"""
_RESTS_ON: Final = {
    "home_care_daily": ("home_effect",),
    "no_home_care": ("home_effect",),
    "less_load": ("load_effect", "load_weight"),
    "more_load": ("load_effect", "load_weight"),
    "better_sleep": ("load_effect", "sleep_weight"),
    "less_stress": ("load_effect", "stress_weight"),
    "one_more_treatment": ("released", "durable"),
    "no_treatment": ("released", "durable"),
}
"""The numbers of forecast_priors.csv behind each change."""
_ABOUT_HALF: Final = (0.4, 0.6)
"""Between these chances of helping no direction is told."""
_HEALED_WITHIN: Final = 28
"""A return that eases within so many days has healed by itself. [days]"""
_ONE_POINT: Final = 1.0
_HALF: Final = 0.5
_WEEK: Final = 7.0
_OUTER: Final = (0.1, 0.5, 0.9)


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of every path under one plan."""

    pain: FloatArray
    """(n_paths, n_days + 1), day 0 is now."""
    relieved: NDArray[np.bool_]
    """(n_paths, n_days + 1)"""
    release_day: int
    """Day from which relief is counted: that of the last planned treatment, 0 without one."""
    relief: Relief
    """Counted from the day of release."""

    @property
    def reached(self) -> float:
        """Chance that relief begins within two weeks of the release."""
        return float((self.relief.began <= SOON_DAYS).mean())

    @property
    def reached_later(self) -> float:
        """Chance that relief begins, but later than that."""
        return float(np.isfinite(self.relief.began).mean()) - self.reached

    def still_relieved(self, days: FloatArray) -> FloatArray:
        """Return the chance of being relieved so many days after the release, and not returned.

        It counts everybody: who has not reached relief by then is not relieved. The model's own
        curve is drawn towards the published one.
        """
        found = []
        for day in days:
            begun = self.relief.began <= day
            own = float((self.relief.returned[begun] > day).mean()) if begun.any() else 0.0
            mixed = mixed_with_published(np.array([own]), np.array([day]))[0]
            found.append(float(begun.mean()) * float(mixed))
        return np.array(found)

    @property
    def median_days(self) -> float | None:
        """Half of those who reach relief keep it longer; None: longer than was followed."""
        began = np.isfinite(self.relief.began)
        if not began.any():
            return None
        lasting = self.relief.returned[began] - self.relief.began[began]
        days = np.arange(self.pain.shape[1] - self.release_day, dtype=np.float64)
        own = np.array([float((lasting > day).mean()) for day in days])
        below = np.flatnonzero(mixed_with_published(own, days) < _HALF)
        return float(days[below[0]]) if len(below) else None

    @property
    def eased_again(self) -> float | None:
        """Of those whose pain returned, the share that is relieved again within four weeks.

        Nothing is done for it but what the plan holds. Relieved again is the first of three
        relieved days running. None: no return was followed for so long.
        """
        since = self.relieved[:, self.release_day :]
        last = since.shape[1] - _HEALED_WITHIN - 1
        rows = np.flatnonzero(self.relief.returned <= last)
        if not len(rows):
            return None
        first = self.relief.returned[rows].astype(int)
        seen = since[rows[:, None], first[:, None] + np.arange(1, _HEALED_WITHIN + 1)]
        return float((seen[:, :-2] & seen[:, 1:-1] & seen[:, 2:]).any(axis=1).mean())


@dataclass(frozen=True, slots=True)
class Difference:
    """What one change does against the plan as it is."""

    change: str
    reached: float
    median_days: float | None
    """None: longer than was followed, or relief is not reached."""
    relieved_days: tuple[float, float, float]
    """More relieved days over the time followed: low, middle, high of 8 in 10. [days]"""
    better_by_one_point: float
    """Chance that the mean pain is lower by a point or more."""
    mean_pain: float
    """Change of the mean pain. [points]"""
    grade: str
    """Where the size of the effect comes from: measured, guided or judged."""
    helps: float
    """Chance of more relieved days; whoever has as many either way counts half."""
    design: Design
    """randomised: it causes the change; observed: it goes with it."""

    @property
    def is_about_half(self) -> bool:
        """Whether no direction can be told: the chance that it helps is about a half."""
        low, high = _ABOUT_HALF
        return low <= self.helps <= high


def followed(
    paths: Paths, plan: Plan, *, lines: FloatArray, release_day: int | None = None
) -> Followed:
    """Follow every path under a plan.

    Parameters
    ----------
    paths
        The draws.
    plan
        What is done.
    lines : (n_paths,)
        Relief line of each path.
    release_day
        Relief is counted from this day; None: from the last planned treatment. [days]
    """
    if release_day is None:
        release_day = max((round(one.day) for one in plan.treatments), default=0)
    return counted(pain_on_paths(paths, plan), lines=lines, release_day=release_day)


def left_alone(paths: Paths, base: Followed, plan: Plan, *, lines: FloatArray) -> Followed | None:
    """Follow every path without the planned treatments; None where none is planned.

    Relief is counted from the same day as with them, else the chances of other weeks would be
    compared.
    """
    if not plan.treatments:
        return None
    return followed(paths, replace(plan, treatments=()), lines=lines, release_day=base.release_day)


def counted(pain: FloatArray, *, lines: FloatArray, release_day: int) -> Followed:
    """Return what became of every path: (n_paths, n_days + 1) of felt pain, day 0 is now."""
    relieved = relieved_days(pain - lines[:, None], 0.0)
    since = min(release_day, pain.shape[1] - 1)
    return Followed(pain, relieved, since, relief_of(relieved[:, since:]))


def grade_of(change: str) -> str:
    """Return where the size of a change's effect comes from: that of its weakest number."""
    priors = load_forecast_priors()
    return max((priors[name].grade for name in _RESTS_ON[change]), key=GRADES.index)


def changed_plans(plan: Plan, *, method: str, n_days: int) -> dict[str, Plan]:
    """Return the plan with one thing changed, by the name of the change.

    Parameters
    ----------
    plan
        As it is; a change that it already holds is left out.
    method
        Of one more treatment.
    n_days
        A further treatment must lie within them.
    """
    changed: dict[str, Plan] = {}
    if plan.home_care is None or plan.home_care < 1:
        changed["home_care_daily"] = replace(plan, home_care=1.0)
    if plan.home_care is None or plan.home_care > 0:
        changed["no_home_care"] = replace(plan, home_care=0.0)
    if plan.load is None or plan.load > -1:
        changed["less_load"] = replace(plan, load=-1.0)
    if plan.load is None or plan.load < 1:
        changed["more_load"] = replace(plan, load=1.0)
    if plan.sleep is None or plan.sleep < 2:
        changed["better_sleep"] = replace(plan, sleep=2.0)
    if plan.stress is None or plan.stress > 0:
        changed["less_stress"] = replace(plan, stress=0.0)
    last = plan.treatments[-1].day if plan.treatments else -_WEEK
    if last + _WEEK < n_days:
        further = Treatment(last + _WEEK, method)
        changed["one_more_treatment"] = replace(plan, treatments=(*plan.treatments, further))
    if plan.treatments:
        changed["no_treatment"] = replace(plan, treatments=())
    return {name: changed[name] for name in CHANGES if name in changed}


def differences(
    base: Followed, others: Mapping[str, Followed], *, n_days: int
) -> tuple[Difference, ...]:
    """Compare changed plans with the plan as it is, on the same draws.

    Parameters
    ----------
    base
        The plan as it is.
    others
        The same draws under the plan with one change, by the name of the change.
    n_days
        Relieved days and pain are compared over so many days from now.
    """
    return tuple(_difference(name, base, one, n_days=n_days) for name, one in others.items())


def _difference(name: str, base: Followed, other: Followed, *, n_days: int) -> Difference:
    """Compare one changed plan with the plan as it is."""
    days = slice(1, n_days + 1)
    more = (other.relieved[:, days].astype(int) - base.relieved[:, days]).sum(axis=1)
    mean_pain = (other.pain[:, days] - base.pain[:, days]).mean(axis=1)
    low, middle, high = np.quantile(more, _OUTER)
    return Difference(
        change=name,
        reached=other.reached,
        median_days=other.median_days,
        relieved_days=(float(low), float(middle), float(high)),
        better_by_one_point=float((mean_pain <= -_ONE_POINT).mean()),
        mean_pain=float(mean_pain.mean()),
        grade=grade_of(name),
        helps=float((more > 0).mean() + _HALF * (more == 0).mean()),
        design=load_choice_designs()[name],
    )
