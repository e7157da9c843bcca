"""Do the probabilities mean what they say, and which two numbers make them do so?

Of all rows shown with "about 1 in 4", one in four should be a muscle that the source lists.
*Expected calibration error*: rows are sorted into ten bins of equal width, and the gaps
between what was said and what came are averaged over the rows. The correction is logistic,
``log odds' = shift + slope * log odds``, which keeps the order as long as the slope is
positive.

Two numbers from a few cases must not swing: both are drawn towards "no change" (0 and 1) by
normal priors. Whether they help on cases they have not seen is judged by leaving out one
case at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unknot.errors import InvalidInput, NotEnoughData

__all__ = [
    "Bin",
    "Correction",
    "corrected",
    "expected_calibration_error",
    "fit_calibration",
    "leave_one_out",
    "reliability",
]

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]

N_BINS: Final = 10
SHIFT_SD: Final = 1.0
"""Spread of the prior of the shift, around 0. [log odds]"""
SLOPE_SD: Final = 0.5
"""Spread of the prior of the slope, around 1."""
_STEPS: Final = 50
_SETTLED: Final = 1e-10


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose probability lies from ``low`` to below ``high``."""

    low: float
    high: float
    n_rows: int
    said: float
    """Mean probability given."""
    came: float
    """Share of the rows whose muscle the source lists."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The two numbers of the logistic correction."""

    shift: float
    slope: float


def reliability(probability: npt.ArrayLike, hit: npt.ArrayLike) -> tuple[Bin, ...]:
    """Return the filled bins of ten of equal width, the lowest first."""
    said, came = _rows(probability, hit)
    place = np.minimum((said * N_BINS).astype(np.intp), N_BINS - 1)
    bins = []
    for b in range(N_BINS):
        here = place == b
        if here.any():
            bins.append(
                Bin(
                    low=b / N_BINS,
                    high=(b + 1) / N_BINS,
                    n_rows=int(here.sum()),
                    said=float(said[here].mean()),
                    came=float(came[here].mean()),
                )
            )
    return tuple(bins)


def expected_calibration_error(probability: npt.ArrayLike, hit: npt.ArrayLike) -> float:
    """Return the mean gap between said and came over the rows, in ten bins."""
    bins = reliability(probability, hit)
    return sum(b.n_rows * abs(b.said - b.came) for b in bins) / sum(b.n_rows for b in bins)


def corrected(log_odds: npt.ArrayLike, correction: Correction) -> FloatArray:
    """Return the probabilities after the correction."""
    moved = correction.shift + correction.slope * np.asarray(log_odds, dtype=np.float64)
    probability: FloatArray = 1.0 / (1.0 + np.exp(-moved))
    return probability


def fit_calibration(log_odds: npt.ArrayLike, hits: npt.ArrayLike) -> Correction:
    """Learn shift and slope from rows, drawn towards 0 and 1.

    Parameters
    ----------
    log_odds : (n_rows,)
        Log odds before any correction.
    hits : (n_rows,)
        Whether the source lists the muscle of the row.

    Raises
    ------
    NotEnoughData
        There is no row.
    InvalidInput
        Lengths differ, or a log odds is not finite.

    Notes
    -----
    Maximises ``sum log P(hit) - shift**2 / (2 SHIFT_SD**2) - (slope - 1)**2 / (2
    SLOPE_SD**2)`` by Newton's method with halved steps. The sum
    is concave, so the answer is the only one.
    """
    x, y = _rows(log_odds, hits)
    design = np.column_stack([np.ones_like(x), x])
    centre = np.array([0.0, 1.0])
    precision = np.array([SHIFT_SD**-2, SLOPE_SD**-2])
    beta = centre.copy()

    def height(at: FloatArray) -> float:
        moved = design @ at
        fit = float((y * moved - np.logaddexp(0.0, moved)).sum())
        return fit - float((precision * (at - centre) ** 2).sum()) / 2.0

    for _ in range(_STEPS):
        chance = np.exp(-np.logaddexp(0.0, -(design @ beta)))
        gradient = design.T @ (y - chance) - precision * (beta - centre)
        curvature = (design.T * (chance * (1.0 - chance))) @ design + np.diag(precision)
        step = np.linalg.solve(curvature, gradient)
        while height(beta + step) < height(beta) and float(np.abs(step).max()) >= _SETTLED:
            step = step / 2.0
        beta = beta + step
        if float(np.abs(step).max()) < _SETTLED:
            break
    return Correction(float(beta[0]), float(beta[1]))


def leave_one_out(log_odds: Sequence[FloatArray], hits: Sequence[BoolArray]) -> FloatArray:
    """Return every row's probability, corrected by numbers learned without its own case.

    Parameters
    ----------
    log_odds, hits
        One array a case.

    Returns
    -------
    (n_rows,)
        Rows of the cases one after the other.

    Raises
    ------
    NotEnoughData
        There are fewer than two cases.
    """
    if len(log_odds) < 2:
        raise NotEnoughData("Leaving one case out needs at least two cases.")
    held_out = []
    for k, own in enumerate(log_odds):
        others = [n for n in range(len(log_odds)) if n != k]
        correction = fit_calibration(
            np.concatenate([log_odds[n] for n in others]), np.concatenate([hits[n] for n in others])
        )
        held_out.append(corrected(own, correction))
    return np.concatenate(held_out)


def _rows(values: npt.ArrayLike, hits: npt.ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Return both columns as numbers, checked."""
    x = np.asarray(values, dtype=np.float64).ravel()
    y = np.asarray(hits, dtype=np.float64).ravel()
    if len(x) != len(y):
        raise InvalidInput(f"There are {len(x)} probabilities or log odds and {len(y)} outcomes.")
    if len(x) == 0:
        raise NotEnoughData("Calibration needs at least one row; there is none.")
    if not np.isfinite(x).all():
        raise InvalidInput("Probabilities and log odds must be finite numbers.")
    return x, y
