"""Populations to simulate: what the forecast believes, clinics that differ, and all of them.

The numbers come from the facts (forecast_priors.csv, release_effects.csv); this module only
says who differs from whom. In *the middle clinic* people differ as the priors say that people
do. A *drawn clinic* has its own middle, as unsure as the priors say it is. In *any clinic*
every person comes from a clinic of their own: exactly the belief before the first entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from unknot.errors import UnknownId
from unknot.facts.forecasting import load_forecast_priors, load_release_effects
from unknot.forecast.worlds.truth import MethodTruth, Truth, scaled, unscaled

__all__ = ["USUAL_METHODS", "any_clinic", "drawn_clinic", "middle_clinic"]

USUAL_METHODS: Final = (
    "ischemic_compression",
    "dry_needling",
    "stretching",
    "massage",
    "myofascial_release",
)
"""Ways of treatment in simulated clinics when none are named."""
_RENAMED: Final = {"chronicity_centre_weeks": "chronicity_centre"}
"""Fields of `Truth` whose name in the priors lacks the unit."""


def middle_clinic(methods: Sequence[str] = USUAL_METHODS) -> Truth:
    """Return the population in the middle of what is believed.

    Raises
    ------
    UnknownId
        A method has no release effect.
    """
    priors = load_forecast_priors()
    names = [field.name for field in fields(Truth) if field.name not in ("spread", "methods")]
    return Truth(
        **{name: priors[_RENAMED.get(name, name)].value for name in names},
        spread={name: priors[_RENAMED.get(name, name)].person_sd for name in names},
        methods={method: _method(method) for method in methods},
    )


def drawn_clinic(truth: Truth, *, rng: np.random.Generator) -> Truth:
    """Return a population whose middle differs from the given one as the priors say it may."""
    priors = load_forecast_priors()
    moved: dict[str, Any] = {}
    for name in truth.spread:
        unsure = priors[_RENAMED.get(name, name)].population_sd
        middle = scaled(name, getattr(truth, name)) + unsure * rng.normal()
        moved[name] = unscaled(name, middle) if unsure else getattr(truth, name)
    return replace(truth, **moved)


def any_clinic(truth: Truth) -> Truth:
    """Return the population in which everybody comes from a clinic of their own."""
    priors = load_forecast_priors()
    spread = {
        name: float(np.hypot(own, priors[_RENAMED.get(name, name)].population_sd))
        for name, own in truth.spread.items()
    }
    return replace(truth, spread=spread)


def _method(method: str) -> MethodTruth:
    """Return how a way of treatment differs, from the facts."""
    effects = load_release_effects()
    if method not in effects:
        raise UnknownId("method", method, where="methods", known=effects)
    return MethodTruth(effects[method].released_shift, effects[method].soreness_factor)
