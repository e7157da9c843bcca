"""How much clinics differ, and what that does to how sure the middle is.

Each clinic may have its own middle of a few numbers (by default the long-run level and the part
released). Around the fitted vector a clinic's log chance is close to a parabola, given by its
slopes and its share of the information; with it the spread between clinics comes from a few
lines of expectation-maximisation, without another pass over any diary.

The information is that within clinics: the slopes' variance about the mean slope of the own clinic.
Sums of squares about zero would count what clinics differ as information, and draw the spread low.

The fitted vector is that of all episodes together, not of the average clinic; where large clinics
differ from small ones, that matters and is not modelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unknot.errors import NotEnoughData
from unknot.forecast.population.fitting import Fit

__all__ = ["BY_CLINIC", "clinic_spread", "unsureness"]

FloatArray = NDArray[np.float64]

BY_CLINIC: Final = ("long_run", "released")
"""Numbers in which clinics are allowed to differ."""
_LEAST_CLINICS: Final = 5
_LEAST_EPISODES: Final = 2
"""Of the average clinic: with one there is nothing within clinics."""
_ROUNDS: Final = 500


def clinic_spread(fit: Fit, names: Sequence[str] = BY_CLINIC) -> FloatArray:
    """Return the standard deviation between clinics of some numbers, on their scale.

    Raises
    ------
    NotEnoughData
        Fewer than five clinics, or fewer than two episodes a clinic.
    """
    n_clinics = len(fit.clinics)
    if n_clinics < _LEAST_CLINICS:
        raise NotEnoughData(
            f"{n_clinics} clinics are too few to say how clinics differ. "
            f"Bring {_LEAST_CLINICS} or more, or leave their differences out."
        )
    if fit.n_episodes < _LEAST_EPISODES * n_clinics:
        raise NotEnoughData(
            f"{fit.n_episodes} episodes of {n_clinics} clinics are too few to say how clinics "
            f"differ. Bring {_LEAST_EPISODES} or more of each, or leave their differences out."
        )
    places = [fit.layout.places()[name] for name in names]
    slopes = np.array([score.gradient[places] for score in fit.clinics.values()])
    sizes = np.array([score.n_episodes for score in fit.clinics.values()])
    outer = np.sum([score.outer for score in fit.clinics.values()], axis=0)
    between = (slopes / sizes[:, None]).T @ slopes
    each = (outer[np.ix_(places, places)] - between) / (sizes.sum() - n_clinics)
    variance = np.full(len(places), 0.1)
    for _ in range(_ROUNDS):
        unsure = np.linalg.inv(np.diag(1 / variance) + sizes[:, None, None] * each)
        own = np.einsum("cij,cj->ci", unsure, slopes)
        variance = (own**2 + np.diagonal(unsure, axis1=1, axis2=2)).mean(axis=0)
    return np.asarray(np.sqrt(variance))


def unsureness(fit: Fit, names: Sequence[str] = BY_CLINIC) -> FloatArray:
    """Return how unsure each number is for a clinic that was not among the fitted ones.

    Notes
    -----
    Variance of the fitted middle, of the mean over clinics, and between clinics.
    """
    variance = np.diagonal(fit.covariance).copy()
    if len(fit.clinics) >= _LEAST_CLINICS:
        between = clinic_spread(fit, names) ** 2
        places = [fit.layout.places()[name] for name in names]
        variance[places] += between * (1 + 1 / len(fit.clinics))
    return np.asarray(np.sqrt(variance))
