"""What being treated adds: the same days with the treatments, with pretended ones, with none.

Every path is followed on the same draws, with the treatments and without them. What differs
between the two is what being treated adds: neither chance nor what time brings by itself is in
it. Part of it comes with a pretended treatment too. How large that part is, the trials tell
(``evidence/sham.py``): every path keeps a drawn share of its own gain, so that the third course
lies between the two. All of it is as large as the model's numbers make it (``grade``); it is no
proof that a treatment works.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.choices import SOON_DAYS, Followed, counted, grade_of
from unknot.forecast.evidence.sham import ShamShare, sham_draws, sham_share
from unknot.forecast.futures import Plan

__all__ = ["Alone", "Paired", "Pretended", "alone_beside", "pretended_shares"]

FloatArray = NDArray[np.float64]

_OUTER: Final = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Paired:
    """One number with the treatments and without them, and the difference path by path."""

    treated: float
    without: float
    """Averages over all paths, so that they add up; without is left alone, or pretended."""
    low: float
    high: float
    """8 in 10 of the differences, with less without, lie between them."""

    @property
    def difference(self) -> float:
        """Return the average of the differences, with less without."""
        return self.treated - self.without

    def may_be_nothing(self, *, within: float) -> bool:
        """Whether the range includes no difference, a small one counted as none."""
        return self.low <= within and self.high >= -within


@dataclass(frozen=True, slots=True)
class Pretended:
    """The planned treatments beside pretended ones, counted over the same days."""

    share: ShamShare
    """Of the gain over no treatment that comes with a pretended treatment too."""
    reached: float
    reached_later: float
    still_relieved: FloatArray
    relieved_days: Paired
    """Treated, and with a pretended treatment. [days]"""
    pain: Paired
    """The same. [points]"""


@dataclass(frozen=True, slots=True)
class Alone:
    """The planned treatments beside none of them, counted over the same days."""

    reached: float
    """Chance, left alone, that relief begins within two weeks of the last treatment's day."""
    reached_later: float
    """Chance, left alone, that it begins later than that."""
    still_relieved: FloatArray
    """Left alone, day by day since the last treatment's day; as ``ReliefLasting`` has it."""
    median_days: float | None
    """Left alone; as ``ReliefLasting`` has it."""
    only_treated: float
    """Chance that relief begins within these two weeks with the treatments and not without."""
    only_alone: float
    """The other way round."""
    relieved_days: Paired
    """Within the time followed. [days]"""
    pain: Paired
    """Two weeks after the last treatment. [points]"""
    pain_day: int
    """Day from now of that pain."""
    grade: str
    """Where the size of the difference comes from: measured, guided or judged."""
    pretended: Pretended


def alone_beside(
    base: Followed, left: Followed | None, plan: Plan, *, lines: FloatArray, n_days: int
) -> Alone | None:
    """Return what the planned treatments add; None where none is planned.

    Parameters
    ----------
    base
        The plan as it is.
    left
        The same draws without its treatments (``choices.left_alone``).
    plan
        Of ``base``.
    lines : (n_paths,)
        Relief line of each path.
    n_days
        Relieved days are counted over so many days from now.
    """
    if left is None:
        return None
    methods = tuple(one.method for one in plan.treatments)
    kept = pretended_shares(methods, n_paths=len(lines))[:, None]
    sham = counted(
        left.pain + kept * (base.pain - left.pain), lines=lines, release_day=base.release_day
    )
    soon, soon_alone = (one.relief.began <= SOON_DAYS for one in (base, left))
    since = np.arange(base.pain.shape[1] - base.release_day, dtype=np.float64)
    pain_day = min(base.release_day + SOON_DAYS, base.pain.shape[1] - 1)
    return Alone(
        reached=left.reached,
        reached_later=left.reached_later,
        still_relieved=left.still_relieved(since),
        median_days=left.median_days,
        only_treated=float((soon & ~soon_alone).mean()),
        only_alone=float((soon_alone & ~soon).mean()),
        relieved_days=_days_beside(base, left, n_days=n_days),
        pain=_paired(base.pain[:, pain_day], left.pain[:, pain_day]),
        pain_day=pain_day,
        grade=grade_of("no_treatment"),
        pretended=Pretended(
            share=sham_share(methods),
            reached=sham.reached,
            reached_later=sham.reached_later,
            still_relieved=sham.still_relieved(since),
            relieved_days=_days_beside(base, sham, n_days=n_days),
            pain=_paired(base.pain[:, pain_day], sham.pain[:, pain_day]),
        ),
    )


def pretended_shares(methods: tuple[str, ...], *, n_paths: int) -> FloatArray:
    """Return a drawn share of the gain for every path: (n_paths,), each from 0 to 1."""
    return np.resize(sham_draws(methods), n_paths)


def _days_beside(base: Followed, other: Followed, *, n_days: int) -> Paired:
    """Return the relieved days of both within the time followed."""
    days = slice(1, n_days + 1)
    return _paired(*(one.relieved[:, days].sum(axis=1, dtype=np.float64) for one in (base, other)))


def _paired(treated: FloatArray, without: FloatArray) -> Paired:
    """Return averages and the range of the differences of numbers, one a path."""
    low, high = np.quantile(treated - without, _OUTER)
    return Paired(float(treated.mean()), float(without.mean()), float(low), float(high))
