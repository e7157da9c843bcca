"""The one definition of relief, return and success, on days of pain.

The *relief line* is half of the person's baseline, at least 1 point below it and never under
2. *Relieved* is a three-day mean at or under the line. *Return* is a three-day mean over the
line on three days running after at least three relieved days. *Success* of a course is
relieved on at least 80 % of the next 28 days.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "SUCCESS_DAYS",
    "Relief",
    "is_success",
    "relief_line",
    "relief_of",
    "relieved_days",
]

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SUCCESS_DAYS: Final = 28
"""So many days after the last treatment decide about success."""
_MEAN_DAYS: Final = 3
_RUNNING: Final = 3
_SUCCESS_SHARE: Final = 0.8
_HALF: Final = 0.5
_LEAST_DROP: Final = 1.0
_LOWEST_LINE: Final = 2.0
NEVER: Final = np.inf


@dataclass(frozen=True, slots=True)
class Relief:
    """When relief began and ended on each path; every field has shape (n_paths,)."""

    began: FloatArray
    """First of three relieved days running; infinite when there is none. [days]"""
    returned: FloatArray
    """Day on which the pain had returned; infinite when it did not. [days]"""


def relief_line(baseline: float) -> float:
    """Return the pain at or under which a person counts as relieved.

    Parameters
    ----------
    baseline
        Mean pain before the first treatment. [0-10]

    Notes
    -----
    Where a baseline is so low that no line fits (under 3), the floor of 2 holds.
    """
    return max(min(_HALF * baseline, baseline - _LEAST_DROP), _LOWEST_LINE)


def relieved_days(pain: FloatArray, line: float) -> BoolArray:
    """Return on which days a person is relieved.

    Parameters
    ----------
    pain : (n_paths, n_days)
        Pain of each day.
    line
        The relief line.

    Returns
    -------
    (n_paths, n_days); the first days take the mean of what there is.
    """
    total = np.cumsum(pain, axis=1)
    means = total / np.arange(1, pain.shape[1] + 1)
    means[:, _MEAN_DAYS:] = (total[:, _MEAN_DAYS:] - total[:, :-_MEAN_DAYS]) / _MEAN_DAYS
    if pain.shape[1] >= _MEAN_DAYS:
        means[:, _MEAN_DAYS - 1] = total[:, _MEAN_DAYS - 1] / _MEAN_DAYS
    return np.asarray(means <= line)


def relief_of(relieved: BoolArray, *, begins_by: int | None = None) -> Relief:
    """Return when relief began and when the pain returned.

    Parameters
    ----------
    relieved : (n_paths, n_days)
        From the day of release on.
    begins_by
        Relief that has not begun by this day counts as none; None waits to the end. [days]
    """
    running = _running(relieved)
    began = np.argmax(running, axis=1).astype(np.float64)
    began[~running.any(axis=1)] = NEVER
    if begins_by is not None:
        began[began > begins_by] = NEVER
    over = _running(~relieved)
    days = np.arange(relieved.shape[1])
    after = over & (days[None, :] >= began[:, None] + _RUNNING)
    first_over = np.argmax(after, axis=1) + _RUNNING - 1.0
    returned = np.where(after.any(axis=1), first_over, NEVER)
    return Relief(began, returned)


def is_success(relieved: BoolArray) -> BoolArray:
    """Return whether each course was a success: (n_paths,) from (n_paths, 28 days)."""
    return np.asarray(relieved[:, :SUCCESS_DAYS].mean(axis=1) >= _SUCCESS_SHARE)


def _running(days: BoolArray) -> BoolArray:
    """Mark the first of every three days running."""
    marked = np.zeros_like(days)
    if days.shape[1] >= _RUNNING:
        marked[:, : 1 - _RUNNING] = days[:, :-2] & days[:, 1:-1] & days[:, 2:]
    return marked
