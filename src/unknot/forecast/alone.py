"""What the same people would have on the same days without the planned treatments.

Every path is followed twice on the same draws, with the treatments and without them. What
differs between the two is the treatments' own doing: neither chance nor what time brings by
itself is in it. It is as large as the model's numbers make it (``grade``); it is no proof that
a treatment works.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.forecast.choices import SOON_DAYS, Followed, followed, grade_of
from unknot.forecast.futures import Plan
from unknot.forecast.paths import Paths

__all__ = ["Alone", "Paired", "alone_beside"]

FloatArray = NDArray[np.float64]

_OUTER: Final = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Paired:
    """One number with the treatments and without them, and the difference path by path."""

    treated: float
    alone: float
    """Means over all paths."""
    low: float
    high: float
    """8 in 10 of the differences, with less without, lie between them."""

    @property
    def difference(self) -> float:
        """Return the mean of the differences, with less without."""
        return self.treated - self.alone

    def may_be_nothing(self, *, within: float) -> bool:
        """Whether the range includes no difference, a small one counted as none."""
        return self.low <= within and self.high >= -within


@dataclass(frozen=True, slots=True)
class Alone:
    """The planned treatments beside none of them, counted over the same days."""

    reached: float
    """Chance, left alone, that relief begins within two weeks of the last treatment's day."""
    reached_later: float
    """Chance, left alone, that it begins later than that."""
    still_relieved: FloatArray
    """Left alone, day by day since the last treatment's day; as ``ReliefLasting`` has it."""
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


def alone_beside(
    paths: Paths, base: Followed, plan: Plan, *, lines: FloatArray, n_days: int
) -> Alone | None:
    """Return what the same days bring without the planned treatments; None where none is planned.

    Parameters
    ----------
    paths
        The draws, the ones that ``base`` was followed on.
    base
        The plan as it is.
    plan
        Of ``base``.
    lines : (n_paths,)
        Relief line of each path.
    n_days
        Relieved days are counted over so many days from now.
    """
    if not plan.treatments:
        return None
    left = replace(plan, treatments=())
    other = followed(paths, left, lines=lines, release_day=base.release_day)
    soon, soon_alone = (one.relief.began <= SOON_DAYS for one in (base, other))
    counted = slice(1, n_days + 1)
    pain_day = min(base.release_day + SOON_DAYS, base.pain.shape[1] - 1)
    return Alone(
        reached=other.reached,
        reached_later=other.reached_later,
        still_relieved=other.still_relieved(
            np.arange(other.pain.shape[1] - other.release_day, dtype=np.float64)
        ),
        only_treated=float((soon & ~soon_alone).mean()),
        only_alone=float((soon_alone & ~soon).mean()),
        relieved_days=_paired(
            *(one.relieved[:, counted].sum(axis=1, dtype=np.float64) for one in (base, other))
        ),
        pain=_paired(base.pain[:, pain_day], other.pain[:, pain_day]),
        pain_day=pain_day,
        grade=grade_of("no_treatment"),
    )


def _paired(treated: FloatArray, alone: FloatArray) -> Paired:
    """Return means and the range of the differences of numbers, one a path."""
    low, high = np.quantile(treated - alone, _OUTER)
    return Paired(float(treated.mean()), float(alone.mean()), float(low), float(high))
