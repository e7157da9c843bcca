"""How far a figure from a few people can be trusted: percentile bootstrap intervals.

People are drawn anew with replacement, many times, and the figure is taken of each draw;
the middle 95% of the draws are the interval. The method is Efron 1979, percentile form. It
sees only the chance of which people were met, not how they were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.errors import NotEnoughData

__all__ = ["DRAWS", "Interval", "bootstrap_means"]

FloatArray = npt.NDArray[np.float64]

DRAWS: Final = 2000
"""Draws of an interval; its ends then move by about 0.01 of the figure's spread."""
_ENDS: Final = (2.5, 97.5)
"""Ends of the 95% interval. [percent of the draws]"""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95% interval."""

    value: float
    low: float
    high: float


def bootstrap_means(
    values: npt.ArrayLike, *, rng: np.random.Generator, n_draws: int = DRAWS
) -> tuple[Interval, ...]:
    """Return the mean of each column with its 95% interval.

    Columns of one person stay together in every draw, so the interval of a column of
    differences is that of the paired difference.

    Parameters
    ----------
    values : (n_people, n_figures)
        One row a person.
    rng
        The source of chance.
    n_draws
        Draws, at least 1.

    Raises
    ------
    NotEnoughData
        There is nobody to draw.
    """
    rows: FloatArray = np.atleast_2d(np.asarray(values, dtype=np.float64))
    if rows.size == 0:
        raise NotEnoughData("An interval needs at least one person; there is none.")
    drawn = rng.integers(len(rows), size=(n_draws, len(rows)))
    weights = np.apply_along_axis(np.bincount, 1, drawn, minlength=len(rows)) / len(rows)
    low, high = np.percentile(weights @ rows, _ENDS, axis=0)
    return tuple(
        Interval(float(value), float(least), float(most))
        for value, least, most in zip(rows.mean(axis=0), low, high, strict=True)
    )
