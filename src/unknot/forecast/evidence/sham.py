"""How much of what a treatment adds comes with a pretended one too.

The trial model has two parts beside the natural course: the context, which sham arms have as
well, and the technique. Context over both is the share of the gain over no treatment that a
pretended treatment brings. It is read from the shipped draws of the fit, so it comes with the
range that the trials leave open. It is a share of mean effects: how people differ in it is not
known.

References
----------
files/trial_fit_pain.csv; docs/explanation/forecast-evidence.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from unknot.forecast.evidence.fitted import load_fit
from unknot.forecast.evidence.shares import FloatArray, effect_names, technique_effects

__all__ = ["ShamShare", "sham_draws", "sham_share"]

_OUTER: Final = (0.1, 0.5, 0.9)
_CONTEXT: Final = "context"
_LEAST_GAIN: Final = 1e-9


@dataclass(frozen=True, slots=True)
class ShamShare:
    """Share of the gain over no treatment that a pretended treatment brings, 80 % range. [0..1]"""

    low: float
    middle: float
    high: float


def sham_share(methods: Iterable[str]) -> ShamShare:
    """Return the share of these treatments together, with its 80 % range."""
    low, middle, high = np.quantile(sham_draws(tuple(methods)), _OUTER)
    return ShamShare(float(low), float(middle), float(high))


@cache
def sham_draws(methods: tuple[str, ...]) -> FloatArray:
    """Return the share, draw by draw of the fit: (n_draws,), each from 0 to 1.

    Parameters
    ----------
    methods
        Of all treatments, one entry a treatment. No treatment and sham itself have the share 1:
        they add nothing beyond sham.
    """
    draws, names = load_fit("pain"), effect_names()
    context, whole = (np.zeros(len(draws.effects)) for _ in range(2))
    for method in methods:
        effects = technique_effects(method)
        context = context + effects.get(_CONTEXT, 0.0) * draws.effects[:, names.index(_CONTEXT)]
        for name, weight in effects.items():
            whole = whole + weight * draws.effects[:, names.index(name)]
    share = np.where(whole > _LEAST_GAIN, context / np.maximum(whole, _LEAST_GAIN), 1.0)
    return np.asarray(np.clip(share, 0.0, 1.0))
