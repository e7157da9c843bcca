"""How likely the pain is to return, and when: a curve over the time since release.

Three sources, in this order of trust. A layer fitted to counted returns (``fitted_layer``)
takes the model's own risk as one feature among others. Until there are enough of them, the
model's first passage over the relief line is mixed with the published curve: a part that never
returns and a heavy tail for the others, because people differ and who stays free long, stays
free longer.

References
----------
facts/files/forecast_priors.csv: return_never, return_shape, return_days, return_published.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.errors import InvalidInput, NotEnoughData
from unknot.facts.forecasting import load_forecast_priors

__all__ = [
    "FEATURES",
    "ReturnLayer",
    "fitted_layer",
    "mixed_with_published",
    "published_curve",
]

FloatArray = NDArray[np.float64]

FEATURES: Final = ("logit_risk", "chronicity", "further_points", "mean_of_last_three", "episodes")
"""What the fitted layer knows of a person; the first is the model's own risk in 28 days."""
_LEAST_RETURNS: Final = 30
_EFFECT_SPREAD: Final = 0.5
_NEVER_SPREAD: Final = 0.7
_SHAPE_SPREAD: Final = 0.3
_SCALE_SPREAD: Final = 1.0
_NEWTON_STEPS: Final = 40
_DIFFERENCE: Final = 1e-4
_LEAST_MASS: Final = 1e-12
_SMALLEST_DAY: Final = 1e-9
_LARGEST_LOG: Final = 50.0


@dataclass(frozen=True, slots=True)
class ReturnLayer:
    """S(t) = c + (1 − c)·exp(−exp(α + x·β)·t^k), fitted to counted returns."""

    never: float
    """c, the part that does not return."""
    shape: float
    """k, under 1 is a heavy tail."""
    level: float
    """α"""
    effects: tuple[float, ...]
    """β of the features, standardised as ``centre`` and ``spread`` say."""
    centre: tuple[float, ...]
    spread: tuple[float, ...]
    n_people: int
    n_returns: int

    def still_relieved(self, features: FloatArray, days: FloatArray) -> FloatArray:
        """Return the chance that relief still holds.

        Parameters
        ----------
        features : (n_people, 5)
            In the order of ``FEATURES``.
        days : (n_days,)
            Since relief began.

        Returns
        -------
        (n_people, n_days)
        """
        standard = (features - np.array(self.centre)) / np.array(self.spread)
        rate = np.exp(self.level + standard @ np.array(self.effects))
        return _survival(rate[:, None], days[None, :], never=self.never, shape=self.shape)


def published_curve(days: FloatArray) -> FloatArray:
    """Return the published chance that relief still holds, by days since it began."""
    priors = load_forecast_priors()
    shape = priors["return_shape"].value
    rate = np.array(priors["return_days"].value ** -shape)
    return _survival(rate, days, never=priors["return_never"].value, shape=shape)


def mixed_with_published(own: FloatArray, days: FloatArray) -> FloatArray:
    """Return the model's own curve drawn towards the published one.

    Parameters
    ----------
    own, days : (n_days,)
        The model's chance that relief still holds, and the days since it began.
    """
    share = load_forecast_priors()["return_published"].value
    return np.asarray(share * published_curve(days) + (1 - share) * own, dtype=np.float64)


def fitted_layer(features: FloatArray, days: FloatArray, has_returned: FloatArray) -> ReturnLayer:
    """Fit the layer to people whose relief was followed.

    Parameters
    ----------
    features : (n_people, 5)
        In the order of ``FEATURES``.
    days : (n_people,)
        Day of the return, or the last day seen, from the beginning of relief; 1 or more.
    has_returned : (n_people,)
        1 where the pain returned on that day, 0 where it had not until then.

    Raises
    ------
    InvalidInput
        Shapes differ or a day is under 1.
    NotEnoughData
        Fewer than 30 returns.

    Notes
    -----
    Maximum of the posterior by damped Newton steps with numerical derivatives; priors: c
    around the published part, log k around log 0.45, effects around 0.
    """
    n_people = len(days)
    if features.shape != (n_people, len(FEATURES)) or len(has_returned) != n_people:
        raise InvalidInput(
            f"Features are ({n_people}, {len(FEATURES)}), not {features.shape}.", where="features"
        )
    if n_people and days.min() < 1:
        raise InvalidInput("A return is on day 1 at the earliest.", where="days")
    n_returns = int(has_returned.sum())
    if n_returns < _LEAST_RETURNS:
        raise NotEnoughData(
            f"{n_returns} counted returns are too few for a curve of one's own; "
            f"{_LEAST_RETURNS} are needed. The published curve is used until then."
        )
    centre = features.mean(axis=0)
    spread = np.where(features.std(axis=0) > 0, features.std(axis=0), 1.0)
    standard = (features - centre) / spread
    found = _maximum(standard, days.astype(np.float64), has_returned > 0)
    return ReturnLayer(
        never=1 / (1 + math.exp(-found[0])),
        shape=math.exp(found[1]),
        level=float(found[2]),
        effects=tuple(found[3:].tolist()),
        centre=tuple(centre.tolist()),
        spread=tuple(spread.tolist()),
        n_people=n_people,
        n_returns=n_returns,
    )


def _survival(rate: FloatArray, days: FloatArray, *, never: float, shape: float) -> FloatArray:
    """Return c + (1 − c)·exp(−rate·t^k)."""
    grown = np.exp(np.minimum(shape * np.log(np.maximum(days, _SMALLEST_DAY)), _LARGEST_LOG))
    with_return = np.exp(-rate * np.where(days > 0, grown, 0.0))
    return np.asarray(never + (1 - never) * with_return, dtype=np.float64)


def _maximum(standard: FloatArray, days: FloatArray, returned: NDArray[np.bool_]) -> FloatArray:
    """Return (logit c, log k, α, β...) with the highest posterior."""
    priors = load_forecast_priors()
    never, shape = priors["return_never"].value, priors["return_shape"].value
    centre = np.zeros(3 + standard.shape[1])
    centre[0] = math.log(never / (1 - never))
    centre[1] = math.log(shape)
    centre[2] = -shape * math.log(priors["return_days"].value)
    spread = np.array(
        [_NEVER_SPREAD, _SHAPE_SPREAD, _SCALE_SPREAD] + [_EFFECT_SPREAD] * standard.shape[1]
    )

    def height(place: FloatArray) -> float:
        """Return the logarithm of the posterior at a place."""
        rate = np.exp(place[2] + standard @ place[3:])
        kept = {"never": float(1 / (1 + np.exp(-place[0]))), "shape": float(np.exp(place[1]))}
        after = _survival(rate, days, **kept)
        before = _survival(rate, days - 1, **kept)
        mass = np.where(returned, before - after, after)
        likelihood = np.log(np.maximum(mass, _LEAST_MASS)).sum()
        return float(likelihood - 0.5 * (((place - centre) / spread) ** 2).sum())

    place = centre
    for _ in range(_NEWTON_STEPS):
        slope, curvature = _slope_and_curvature(height, place)
        step = np.linalg.solve(curvature, slope)
        length = 1.0
        while length > _DIFFERENCE and height(place + length * step) < height(place):
            length /= 2
        place = place + length * step
        if float(np.abs(length * step).max()) < _DIFFERENCE:
            break
    return place


def _slope_and_curvature(
    height: Callable[[FloatArray], float], place: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the slope and the negative second derivatives, by differences, kept positive."""
    n = len(place)
    nudges = np.eye(n) * 1e-3
    slope = np.array([(height(place + d) - height(place - d)) / 2e-3 for d in nudges])
    second = np.array(
        [
            [
                (
                    height(place + a + b)
                    - height(place + a - b)
                    - height(place - a + b)
                    + height(place - a - b)
                )
                / 4e-6
                for b in nudges
            ]
            for a in nudges
        ]
    )
    values, vectors = np.linalg.eigh(-(second + second.T) / 2)
    curvature = (vectors * np.maximum(np.abs(values), 1e-3)) @ vectors.T
    return slope, np.asarray(curvature)
