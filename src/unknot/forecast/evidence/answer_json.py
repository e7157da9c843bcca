"""The answer of ``unknot forecast --group`` in the form of its contract."""

from __future__ import annotations

from typing import Any, Final

from unknot.facts.version import facts_version
from unknot.forecast.evidence.fitted import fit_version
from unknot.forecast.evidence.group import Basis, GroupForecast, Share, forecast_group
from unknot.forecast.evidence.wording import sentences

__all__ = ["answer_group", "group_as_json"]

_DECIMALS: Final = 4


def answer_group(fields: object) -> dict[str, Any]:
    """Forecast one group of the contract and return the answer of the contract.

    Raises
    ------
    InvalidInput
        A field is missing, has the wrong kind or is out of range.
    UnknownId
        A method, outcome or muscle is not known.
    """
    return group_as_json(forecast_group(fields))


def group_as_json(forecast: GroupForecast) -> dict[str, Any]:
    """Return a forecast in the form of the contract."""
    told, course = forecast.told, forecast.course
    return {
        "id": told.id,
        "method": told.method,
        "outcome": told.outcome.id,
        "unit": told.outcome.unit,
        "baseline": told.baseline,
        "weeks": list(told.weeks),
        "mean": [_rounded(value) for value in course.mean],
        "lower80": [_rounded(value) for value in course.lower80],
        "upper80": [_rounded(value) for value in course.upper80],
        "without_technique": _share(forecast.without_technique),
        "basis": _basis(forecast.basis),
        "sentences": list(sentences(forecast)),
        "not_used": list(told.ignored),
        "fit_version": fit_version(),
        "facts_version": facts_version(),
    }


def _share(share: Share | None) -> dict[str, float] | None:
    """Return the part that comes without the technique."""
    if share is None:
        return None
    return {
        "lower80": _rounded(share.low),
        "middle": _rounded(share.middle),
        "upper80": _rounded(share.high),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    """Return what the forecast rests on."""
    return {
        "trials": basis.trials,
        "arms": basis.arms,
        "contrasts": basis.contrasts,
        "reviews": basis.reviews,
        "pooled": basis.is_pooled,
        "family": basis.family,
        "trials_in_all": basis.trials_in_all,
        "arms_in_all": basis.arms_in_all,
    }


def _rounded(value: float) -> float:
    """Return a number without the noise of arithmetic."""
    return round(value, _DECIMALS) + 0.0
